"""The groups of a consultation: filters, one group, several told at once, one left out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from partnerships.actions.stakeholders import (
    LONGEST_NAME,
    MOST_PEOPLE,
    Group,
    Telling,
    group_problems,
    leave_out_problems,
    tell_problems,
)
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.models import Consultation, Stakeholder
from partnerships.reports.consultation_records import GroupRow
from partnerships.rules.consultation_words import Audience, Channel, Needed
from partnerships.rules.numbers import whole_number

# Of whom a response may come, but who is no group to be asked.
_ASKED = [(value, label) for value, label in Audience.choices() if value != Audience.UNKNOWN]
TELL_FORM = "tell"
_FIELDS = ("audience", "name", "size", "reason", "told_on", "told_how", "told_by", "reminded_on")


def people_field(label: str, *, most: int = MOST_PEOPLE) -> forms.IntegerField:
    """A number of people, or empty for not known."""
    sentence = f"Enter “{label.lower()}” as a whole number, or leave it empty"
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), sentence),
    )


class GroupForm(SeenVersion, GovForm, forms.Form):
    """A new group, or changes of one."""

    submit_label = "Save the group"

    audience = forms.ChoiceField(
        label="Group",
        choices=[("", "Choose one"), *_ASKED],
        error_messages={"required": "Choose the group"},
    )
    name = forms.CharField(
        label="In your words", required=False, max_length=LONGEST_NAME,
        help_text="For example “Parents of the nursery”. Name a group, not a person.",
    )  # fmt: skip
    size = people_field("How many people")
    reason = forms.CharField(
        label="Why is it added?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    told_on = GovDateField(label="Told on", required=False, help_text="Leave empty if it is not told yet")
    told_how = forms.ChoiceField(label="How?", required=False, choices=[("", "Not said"), *Channel.choices()])
    told_by = forms.CharField(label="By whom?", required=False, max_length=LONGEST_NAME)
    reminded_on = GovDateField(label="Reminded on", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        consultation: Consultation,
        today: dt.date,
        stakeholder: Stakeholder | None = None,
        **kwargs: Any,
    ) -> None:
        self.consultation, self.today, self.stakeholder = consultation, today, stakeholder
        if stakeholder is not None:
            told = {name: getattr(stakeholder, name) for name in _FIELDS} | {"version": stakeholder.version}
            kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if stakeholder is not None and stakeholder.needed != Needed.ADDED:
            self.fields["reason"].label = "Anything to note"
            self.fields["audience"].disabled = True

    @property
    def group(self) -> Group:
        """The group as it was entered."""
        return Group(**{name: self.cleaned_data[name] for name in _FIELDS})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            found = group_problems(
                self.group, consultation=self.consultation, today=self.today, stakeholder=self.stakeholder
            )
            self.add_problems(found)
        return data


class TellForm(GovForm, forms.Form):
    """That the ticked groups were told, or reminded, on one day."""

    submit_label = "Save for the ticked groups"

    what = forms.ChoiceField(
        label="What happened?",
        choices=[("told", "They were told"), ("reminded", "They were reminded")],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        initial="told",
    )
    on = GovDateField(label="Day")
    how = forms.ChoiceField(label="How?", required=False, choices=[("", "Not said"), *Channel.choices()])
    by_whom = forms.CharField(label="By whom?", required=False, max_length=LONGEST_NAME)

    def __init__(self, *args: Any, consultation: Consultation, today: dt.date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today, "what": "told"} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.consultation, self.today = consultation, today
        # The boxes stand in the rows of the list, outside this form.
        self.helper.form_id = TELL_FORM

    @property
    def telling(self) -> Telling:
        data = self.cleaned_data
        return Telling(data["on"], data["how"], data["by_whom"], data["what"] == "reminded")

    @property
    def ticked(self) -> list[str]:
        """The keys that were ticked, as they came, so that no tick is lost."""
        return self.data.getlist("group") if isinstance(self.data, QueryDict) else []

    @cached_property
    def groups(self) -> list[Stakeholder]:
        """The ticked groups of this consultation."""
        keys = [key for text in self.ticked if (key := whole_number(text)) is not None]
        return list(self.consultation.stakeholders.filter(pk__in=keys).order_by("pk"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if len(self.groups) != len(set(self.ticked)):
            self.add_error(None, "A group that you ticked is not in the list any more. Tick again.")
        elif not self.errors:
            self.add_problems(tell_problems(self.telling, stakeholders=self.groups, today=self.today))
        return data


class LeaveOutForm(GovForm, forms.Form):
    submit_label = "Leave the group out"

    why = forms.CharField(
        label="Why is this group left out?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter why this group is left out"},
        help_text="It can be asked for under freedom of information.",
    )

    def __init__(self, *args: Any, stakeholder: Stakeholder, **kwargs: Any) -> None:
        self.stakeholder = stakeholder
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(leave_out_problems(self.stakeholder, why=data["why"]))
        return data


class GroupFilter(FilterForm):
    """Words, who must be asked, and whether told. Rows come ready, so it filters a list."""

    q = search_box("Words of the group")
    needed = OptionField(label="Needed", choices=Needed.choices())
    told = OptionField(
        label="Told",
        choices=[
            ("no", "Not told"),
            ("yes", "Told"),
            ("late", "Told after it opened"),
            ("out", "Left out"),
        ],
    )

    def apply(self, queryset: list[GroupRow]) -> list[GroupRow]:
        return [row for row in queryset if self._fits(row)]

    def _fits(self, row: GroupRow) -> bool:
        group, told = row.group, self.chosen("told")
        text = f"{group} {row.kind_words} {group.reason}".casefold()
        if not all(word in text for word in str(self.chosen("q")).casefold().split()):
            return False
        if self.chosen("needed") and group.needed != self.chosen("needed"):
            return False
        if told == "out" or (told and group.left_out):
            return bool(group.left_out) and told == "out"
        if told == "late":
            return row.told_late
        return not told or (group.told_on is not None) == (told == "yes")
