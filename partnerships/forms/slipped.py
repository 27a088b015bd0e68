"""What the report on slipped months is asked for."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.fields import MonthField
from partnerships.forms.project_lists import lead_choices, trust_choices
from partnerships.models import Project, User

AGREED = "agreed"


class SlippedFilter(FilterForm):
    """Which month counts, in which period, of whose projects."""

    q = search_box("School name or URN")
    by = OptionField(
        label="Count",
        any_label="Every month that was left",
        choices=[(AGREED, "Only the first agreed month")],
    )
    month_from = MonthField(label="Month left, from", required=False, nothing_chosen="Any month")
    month_to = MonthField(label="Month left, to", required=False, nothing_chosen="Any month")
    trust = OptionField(label="Trust")
    lead = OptionField(label="Lead")
    include_ended = forms.BooleanField(label="Include ended projects", required=False)
    more = ("trust", "lead", "include_ended")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.offer("trust", trust_choices(user))
        self.offer("lead", lead_choices(Project.objects.visible_to(user)))

    @property
    def is_agreed(self) -> bool:
        """Whether the month first agreed counts, not each month that was left."""
        return bool(self.chosen("by") == AGREED)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("month_from") and data.get("month_to") and data["month_from"] > data["month_to"]:
            self.add_error("month_to", "The last month must be the same as the first or later.")
        return data

    def apply(self, queryset: Any) -> Any:
        column = "first_agreed_month" if self.is_agreed else "from_month"
        if self.chosen("month_from"):
            queryset = queryset.filter(**{f"{column}__gte": self.chosen("month_from")})
        if self.chosen("month_to"):
            queryset = queryset.filter(**{f"{column}__lte": self.chosen("month_to")})
        wanted = self._projects().order_by().values("pk")
        return queryset.filter(**{"pk__in" if self.is_agreed else "project__in": wanted})

    def _projects(self) -> Any:
        found = Project.objects.visible_to(self.user)
        if not self.chosen("include_ended"):
            found = found.live()
        if self.chosen("q"):
            found = found.search(self.chosen("q"))
        if self.chosen("trust"):
            found = found.filter(trust_id=int(self.chosen("trust")))
        return found.led_by(self.chosen("lead")) if self.chosen("lead") else found
