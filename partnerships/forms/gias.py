"""The words and rules of the pages on which GIAS downloads are taken in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from partnerships.actions.register import day_problems
from partnerships.forms.base import GovForm
from partnerships.forms.fields import GovDateField


class UploadForm(GovForm, forms.Form):
    """A download to look at; nothing is taken in yet."""

    submit_label = "Upload and see what would change"

    file = forms.FileField(
        label="GIAS download",
        help_text="The csv from GIAS, or the zip it came in. What it holds is recognised by its first line.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.zip"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > settings.LARGEST_UPLOAD_MB * 1024 * 1024:
            raise ValidationError(f"The file must be smaller than {settings.LARGEST_UPLOAD_MB} MB")
        return file


class TakeInForm(GovForm, forms.Form):
    """The person's word that a download goes in: its date where the name has none, and what needs confirming."""

    submit_label = "Take this download in"

    downloaded_on = GovDateField(
        label="Date of the download",
        help_text="The file's name does not say. For example, 27 3 2024",
        error_messages={"required": "Enter the date of the download"},
    )
    confirmed = forms.BooleanField(
        label="I have read the warnings, and this download should go in all the same",
        error_messages={"required": "Tick the box to take this download in all the same"},
    )

    def __init__(
        self, *args: Any, asks_date: bool, to_confirm: Sequence[str], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.helper.warn_unsaved = False
        if not asks_date:
            del self.fields["downloaded_on"]
        # Whether a date typed here is older than the last download shows only once it is known: ask then.
        if not to_confirm:
            self.fields["confirmed"].required = False
            if not asks_date:
                del self.fields["confirmed"]
            else:
                self.fields["confirmed"].label = "Take it in even if it is older than the last download"

    def clean_downloaded_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["downloaded_on"]
        if problems := day_problems(day, self.today):
            raise ValidationError(problems)
        return day
