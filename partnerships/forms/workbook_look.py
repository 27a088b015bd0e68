"""Which sheet of a spreadsheet is read, and which of its rows has the headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from partnerships.forms.base import GovForm
from partnerships.rules.workbook.table import Glance, Table


class LookForm(GovForm, forms.Form):
    """Which sheet is read, and which of its rows has the headings."""

    submit_label = ""

    sheet = forms.ChoiceField(label="Sheet", required=False)
    heading_row = forms.IntegerField(
        label="Row with the headings", required=False, min_value=1, max_value=10_000,
        help_text="As your spreadsheet counts its rows. Empty: it is found.",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter the number of the row, as your spreadsheet counts it"
        ),
    )  # fmt: skip

    def __init__(self, table: Table, glances: Sequence[Glance], data: Any = None) -> None:
        super().__init__(data, initial={"sheet": table.name, "heading_row": table.heading_row})
        self.table, self.glances = table, glances
        sheet = self.fields["sheet"]
        assert isinstance(sheet, forms.ChoiceField)
        sheet.choices = [(each.name, each.name) for each in glances]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["sheet"] = data.get("sheet") or self.table.name
        # Another sheet has its headings elsewhere: the number that stands here is of the one before.
        if data["sheet"] != self.table.name and data.get("heading_row") == self.table.heading_row:
            data["heading_row"] = None
        return data
