"""What outside parties owe, what is stuck, how the work is spread: their filters, and from when something is stuck."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from partnerships.actions.chasing import MOST_DAYS, chasing_limits_problems
from partnerships.forms._filters import FilterForm, OptionField
from partnerships.forms.base import GovForm
from partnerships.forms.fields import MonthField
from partnerships.forms.project_lists import lead_choices, trust_choices
from partnerships.models import User
from partnerships.models.project import ProjectQuerySet
from partnerships.reports.owed import OwedReport, OwedWanted
from partnerships.rules.words import Party


class _OfProjects(FilterForm):
    """Filters on the projects that the person may see."""

    trust = OptionField(label="Trust")
    lead = OptionField(label="Lead")
    joining_from = MonthField(label="Joining from", required=False, nothing_chosen="Any month")
    joining_to = MonthField(label="Joining to", required=False, nothing_chosen="Any month")

    def __init__(
        self, *args: Any, user: User, projects: ProjectQuerySet, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.offer("trust", trust_choices(user))
        self.offer("lead", lead_choices(projects))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("joining_from"), cleaned.get("joining_to")
        if first and last and first > last:
            self.add_error("joining_to", "The last month must be the same as the first or later.")
        return cleaned

    @property
    def trust_uid(self) -> int | None:
        """The trust that is chosen; None for all."""
        return int(self.chosen("trust")) if self.chosen("trust") else None


class OwedFilter(_OfProjects):
    """Whose debts to us, and in which projects."""

    party = OptionField(label="Who owes it", choices=Party.choices())
    field_order = ("party", "trust", "lead", "joining_from", "joining_to")

    @property
    def report(self) -> OwedReport:
        """The answer, asked afresh each time it is read."""
        wanted = OwedWanted(
            party=self.chosen("party"),
            trust=self.trust_uid,
            lead=self.chosen("lead"),
            joining_from=self.chosen("joining_from") or None,
            joining_to=self.chosen("joining_to") or None,
        )
        return OwedReport(user=self.user, wanted=wanted, today=self.today)


class StuckFilter(_OfProjects):
    """Which of the stuck projects."""

    def apply(self, queryset: ProjectQuerySet) -> ProjectQuerySet:
        if self.trust_uid is not None:
            queryset = queryset.filter(trust_id=self.trust_uid)
        if self.chosen("lead"):
            queryset = queryset.led_by(self.chosen("lead"))
        return queryset.joining_between(
            self.chosen("joining_from") or None, self.chosen("joining_to") or None
        )


class BalanceFilter(FilterForm):
    """The work of which trust."""

    trust = OptionField(label="Trust", any_label="All your trusts")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("trust", trust_choices(user))

    @property
    def trust_uid(self) -> int | None:
        """The trust that is chosen; None for all."""
        return int(self.chosen("trust")) if self.chosen("trust") else None


def _days(label: str, hint: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Enter a number of days from 1 to {MOST_DAYS}.",
        ),
    )


class ChasingForm(GovForm, forms.Form):
    """From when a project counts as stuck in one trust."""

    submit_label = "Save"

    quiet_days = _days("Days without any activity", "Nobody logged, wrote or changed anything in the project")
    waiting_days = _days("Days of waiting for somebody", "One of its milestones waits for longer than this")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                chasing_limits_problems(quiet_days=data["quiet_days"], waiting_days=data["waiting_days"])
            )
        return data
