"""A team's own spreadsheet: choosing it, and looking through those that were brought in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.file_or_rows import FileOrRows
from partnerships.forms.start import offer_trusts
from partnerships.models import Group
from partnerships.models.workbook import WorkbookQuerySet
from partnerships.rules.workbook.words import WorkbookState


class WorkbookFileForm(FileOrRows):
    """The file or its rows, and the trust where there is a choice; nothing is brought in yet."""

    submit_label = "Look at the spreadsheet"

    trust = forms.ModelChoiceField(
        Group.objects.none(), label="Which trust are the schools joining?", widget=forms.RadioSelect, empty_label=None
    )  # fmt: skip
    field_order = ("trust", "file", "pasted")

    def __init__(self, *args: Any, trusts: Sequence[Group], largest_mb: int, **kwargs: Any) -> None:
        self.trusts, self.largest_mb = trusts, largest_mb
        super().__init__(*args, **kwargs)
        self.helper.mark_optional = False  # one of the two is wanted
        offer_trusts(self, trusts)
        self.fields["file"].help_text = "Excel (.xlsx) or csv, as you keep it"

    @property
    def for_trust(self) -> Group:
        chosen: Group | None = self.cleaned_data["trust"]
        return chosen or self.trusts[0]


class WorkbookFilter(FilterForm):
    """Search by the file's name or its sheet's, and by how far it has got."""

    q = search_box("File or sheet")
    state = OptionField(
        label="State",
        choices=[(each.value, each.label) for each in WorkbookState if each is not WorkbookState.READ],
    )

    def apply(self, queryset: WorkbookQuerySet) -> WorkbookQuerySet:
        found = queryset.search(str(self.chosen("q")))
        state = str(self.chosen("state"))
        return found.filter(state=state) if state else found
