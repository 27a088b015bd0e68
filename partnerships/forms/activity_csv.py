"""Activities that come in as csv: from a file or pasted, looked through before anything is added."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from partnerships.forms.base import GovForm
from partnerships.models import Partnership
from partnerships.rules.activity_csv import LARGEST, ActivityCsvError, Line, decode, read_activities

BOTH = "Choose a file or paste the cells, not both"
NEITHER = "Choose a CSV file or paste the cells"


class ActivityCsvForm(GovForm, forms.Form):
    """Activities from a csv file, or pasted from a spreadsheet."""

    submit_label = "Show what would be added"

    file = forms.FileField(
        label="CSV file", required=False, allow_empty_file=True, help_text="At most 500 activities and 500 KB",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )  # fmt: skip
    pasted = forms.CharField(
        label="Or paste the cells here", required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text="With the first line, which names the columns",
    )  # fmt: skip

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        self.helper.warn_unsaved = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        file: UploadedFile[Any] | None = data.get("file")
        pasted = data.get("pasted") or ""
        if self.errors:
            return data
        if bool(file) == bool(pasted.strip()):
            self.add_error("file", BOTH if file else NEITHER)
            return data
        try:
            text = decode(file.read(LARGEST + 1)) if file else pasted
            data["lines"] = self.read(text)
        except ActivityCsvError as error:
            self.add_error("file" if file else "pasted", str(error))
        return data

    def read(self, text: str) -> list[Line]:
        """The lines of the csv."""
        services = dict(self.partnership.services.values_list("what", "pk"))
        return read_activities(text, services=services, today=timezone.localdate())


class ActivitiesToAdd(forms.Form):
    """What a preview showed, carried along until it is added; the action looks at it again."""

    rows = forms.CharField(required=False, strip=False)
    again = forms.CharField(required=False, strip=False)
    with_again = forms.BooleanField(required=False)
