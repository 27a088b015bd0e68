"""The forms about DfE's deadlines."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict

from partnerships.actions.calendar import deadline_problems, source_problems
from partnerships.forms._filters import Choices, FilterForm, OptionField
from partnerships.forms.base import GovForm
from partnerships.forms.fields import GovDateField, MonthField
from partnerships.models import DfeDeadline
from partnerships.reports.deadline_list import Choice
from partnerships.rules.saying import say_day, say_month
from partnerships.rules.words import Part

SHARED = "shared"


class SourceField(forms.CharField):
    """A link to where DfE says so."""

    def __init__(self) -> None:
        super().__init__(
            label="Link to where DfE says so",
            required=False,
            max_length=500,
            widget=forms.URLInput,
            help_text="The page of GOV.UK or the letter it comes from. It begins with https://",
        )

    def clean(self, value: Any) -> Any:
        url = str(super().clean(value))
        if problems := source_problems(url):
            raise ValidationError([str(each) for each in problems])
        return url


class DeadlineFilter(FilterForm):
    """The list of deadlines, by opening month and by whose they are."""

    month = OptionField(label="Opening month")
    whose = OptionField(label="Kept for")

    def __init__(self, *args: Any, months: Sequence[dt.date], trusts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("month", [(f"{month:%Y-%m}", say_month(month)) for month in months])
        self.offer("whose", [(SHARED, "All trusts"), *trusts])

    def apply(self, queryset: Any) -> Any:
        month, whose = self.chosen("month"), self.chosen("whose")
        if month:
            queryset = queryset.filter(opening_month=dt.date.fromisoformat(f"{month}-01"))
        if whose:
            queryset = queryset.filter(trust=None if whose == SHARED else int(whose))
        return queryset


class MonthChoiceForm(GovForm, forms.Form):
    """Which month's sheet is to be entered, and for whom."""

    submit_label = "Continue"

    month = MonthField(label="Opening month", help_text="The month in which the schools join")
    whose = forms.ChoiceField(label="Kept for", widget=forms.RadioSelect)

    def __init__(self, *args: Any, keeps_for: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["whose"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(keeps_for)
        self.initial.setdefault("whose", keeps_for[0][0])
        self.helper.warn_unsaved = False


class DeadlineMonthForm(GovForm, forms.Form):
    """Every milestone that can have a deadline in one month, with its date; an empty one has none."""

    submit_label = "Save the deadlines"

    def __init__(
        self,
        *args: Any,
        month: dt.date,
        choices: Sequence[Choice],
        there: Mapping[str, DfeDeadline],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.month, self.choices = month, choices
        self.fields["source_url"] = SourceField()
        self.initial["source_url"] = next((each.source_url for each in there.values() if each.source_url), "")
        for choice in choices:
            field = GovDateField(label=choice.title, required=False, help_text=choice.without)
            self.fields[choice.code] = field
            if choice.code in there:
                self.initial[choice.code] = there[choice.code].on
        self.seen_now = _seen(there)
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial["seen"] = self.seen_now
        self.helper.form_tag = False
        self.helper.mark_optional = False

    @property
    def usual(self) -> list[BoundField]:
        """Those that usually have a deadline."""
        return [self[choice.code] for choice in self.choices if choice.usual]

    @property
    def others(self) -> list[tuple[str, list[BoundField], bool]]:
        """The rest by part of the plan: its name, the fields, and whether to show them at once."""
        rest = [choice for choice in self.choices if not choice.usual]
        parts = []
        for part in Part:
            fields = [self[choice.code] for choice in rest if choice.part is part]
            if fields:
                parts.append((part.label, fields, any(field.errors for field in fields)))
        return parts

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        titles = {choice.code: choice.title for choice in self.choices}
        for code in titles:
            on = data.get(code)
            if on is not None:
                for problem in deadline_problems(month=self.month, code=code, on=on, titles=titles):
                    self.add_error(code, str(problem))
        if data.get("seen") and data["seen"] != self.seen_now:
            self._say_that_others_were_faster()
        return data

    def _say_that_others_were_faster(self) -> None:
        """Keeps what was typed, and lets it be saved over what somebody else entered meanwhile."""
        now = "; ".join(
            f"{choice.title}, {say_day(on)}"
            for choice in self.choices
            if (on := self.initial.get(choice.code))
        )
        self.add_error(
            None,
            "Somebody else changed the deadlines of this month while you were editing. "
            f"Now there are: {now or 'none'}. Check yours, then save again.",
        )
        assert isinstance(self.data, QueryDict)
        again = self.data.copy()
        again["seen"] = self.seen_now
        self.data = again

    @property
    def dates(self) -> dict[str, dt.date | None]:
        """The date of each milestone by its code; None where it was emptied. What was not on the form is left out."""
        asked = [choice.code for choice in self.choices if not self._left_out(choice.code)]
        return {code: self.cleaned_data[code] for code in asked}

    def _left_out(self, code: str) -> bool:
        return bool(self.fields[code].widget.value_omitted_from_data(self.data, self.files, code))


def _seen(there: Mapping[str, DfeDeadline]) -> str:
    """Tells one state of the month from another, so that nobody saves over what they have not seen."""
    said = sorted(f"{code} {row.on} {row.version}" for code, row in there.items())
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


class DeadlineForm(GovForm, forms.Form):
    """One deadline."""

    submit_label = "Save the deadline"

    on = GovDateField(label="Deadline", error_messages={"required": "Enter the deadline"})
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_url"] = SourceField()
