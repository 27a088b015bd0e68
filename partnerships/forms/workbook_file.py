"""Until when the file of a spreadsheet is kept."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.actions.workbooks import file_day_problems
from partnerships.forms.base import GovForm
from partnerships.forms.fields import GovDateField


class FileDayForm(GovForm, forms.Form):
    submit_label = "Save the day"

    day = GovDateField(label="Delete the file on", help_text="From tomorrow on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "day" in data:
            self.add_problems(file_day_problems(data["day"]))
        return data
