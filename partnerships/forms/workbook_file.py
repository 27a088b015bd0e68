"""Until when the file of a spreadsheet is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnerships.actions.workbooks import file_day_problems
from partnerships.forms.base import GovForm
from partnerships.forms.fields import GovDateField
from partnerships.forms.typed_day import TypedDayField


class FileDayForm(GovForm, forms.Form):
    submit_label = "Save the day"

    day = GovDateField(label="Delete the file on", help_text="From tomorrow on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "day" in data:
            self.add_problems(file_day_problems(data["day"]))
        return data


class ApplyForm(GovForm, forms.Form):
    """Goes with every page of a preview; its fields count once it is brought in."""

    submit_label = ""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    delete_file_on = TypedDayField(
        label="Delete the file on",
        help_text="It is kept until then, so that your trust can see what came from where. Managers can delete it "
        "earlier.",
    )

    def __init__(self, *args: Any, offered: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"delete_file_on": offered}, **kwargs)
        self.helper.mark_optional = False

    def clean_delete_file_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["delete_file_on"]
        if problems := file_day_problems(day):
            raise ValidationError(list(problems))
        return day
