"""What a milestone report is asked for, as people choose it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef

from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.fields import GovDateField, MonthField
from partnerships.forms.project_lists import HOLD_CHOICES, group_choices, lead_choices, trust_choices
from partnerships.models import Membership, Milestone, User
from partnerships.models.milestone import MilestoneQuerySet
from partnerships.models.project import ProjectQuerySet
from partnerships.reports.milestones import EVERY, LATE, NOT_APPLICABLE, TO_DO, MilestoneReport, Wanted
from partnerships.rules.saying import counted, say_day, say_month
from partnerships.rules.words import OwnerRole, Part, Status

STATUSES = [
    (LATE, "Late"),
    (TO_DO, "Not done yet"),
    *Status.choices(),
    (NOT_APPLICABLE, "Not applicable"),
    (EVERY, "Any, also not applicable"),
]


def _owners(user: User, projects: ProjectQuerySet) -> list[tuple[str, str]]:
    """People of the person's trusts who own a milestone of these projects, those who cannot sign in any more too."""
    owned = Milestone.objects.filter(owner=OuterRef("pk"), project__in=projects.order_by().values("pk"))
    places = Membership.objects.filter(user=OuterRef("pk"), trust_id__in=list(user.roles))
    people = User.objects.filter(Exists(places), Exists(owned)).order_by("name", "email")
    return [(str(each.pk), str(each)) for each in people]


class MilestoneFilter(FilterForm):
    """The questions of the report; `wanted` is what they come to. `projects` are those that the person may see."""

    q = search_box("School name or URN")
    trust = OptionField(label="Trust")
    lead = OptionField(label="Lead")
    part = OptionField(label="Phase", choices=Part.choices())
    status = OptionField(label="Status", any_label="Any, if it applies", choices=STATUSES)
    late_by = forms.IntegerField(
        label="Late by at least",
        required=False,
        min_value=1,
        max_value=9999,
        help_text="In days",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    project = OptionField(label="Project", any_label="All projects")
    owner = OptionField(label="Owner in person")
    owner_role = OptionField(label="Owner", choices=OwnerRole.choices())
    due_from = GovDateField(label="Due from", required=False)
    due_to = GovDateField(label="Due to", required=False)
    joining_from = MonthField(label="Joining from", required=False, nothing_chosen="Any month")
    joining_to = MonthField(label="Joining to", required=False, nothing_chosen="Any month")
    group = OptionField(label="Group", any_label="Any or none")
    hold = OptionField(label="On hold", choices=HOLD_CHOICES)
    include_ended = forms.BooleanField(label="Include ended projects", required=False)
    more = (
        "project",
        "owner",
        "owner_role",
        "due_from",
        "due_to",
        "joining_from",
        "joining_to",
        "group",
        "hold",
        "include_ended",
    )

    def __init__(
        self, *args: Any, user: User, projects: ProjectQuerySet, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.offer("trust", trust_choices(user))
        self.offer("group", group_choices(user))
        self.offer("lead", lead_choices(projects))
        self.offer("owner", _owners(user, projects))
        self.offer("project", self._asked_project(projects))

    def _asked_project(self, projects: ProjectQuerySet) -> list[tuple[str, str]]:
        """The one project that a link leads from; thousands of them would be no choice: there is the search."""
        asked = str(self.data.get("project", ""))
        found = projects.filter(pk=int(asked)) if asked.isdecimal() and len(asked) < 10 else projects.none()
        return [(asked, str(project)) for project in found.select_related("school", "trust")]

    @property
    def under_more(self) -> list[Any]:
        """A project is offered where a link has named one."""
        return [field for field in super().under_more if field.name != "project" or self.data.get("project")]

    @property
    def wanted(self) -> Wanted:
        """The question."""
        return Wanted(
            search=self.chosen("q"),
            trust=self._number("trust"),
            project=self._number("project"),
            lead=self.chosen("lead"),
            owner=self._number("owner"),
            owner_role=self.chosen("owner_role"),
            part=self.chosen("part"),
            status=self.chosen("status"),
            due_from=self.chosen("due_from") or None,
            due_to=self.chosen("due_to") or None,
            late_by=self._number("late_by"),
            joining_from=self.chosen("joining_from") or None,
            joining_to=self.chosen("joining_to") or None,
            include_ended=bool(self.chosen("include_ended")),
            hold=self.chosen("hold"),
            group=self._number("group"),
        )

    @property
    def report(self) -> MilestoneReport:
        """The answer, asked afresh each time it is read."""
        return MilestoneReport(user=self.user, wanted=self.wanted, today=self.today)

    def apply(self, queryset: MilestoneQuerySet) -> MilestoneQuerySet:
        return queryset.filter(pk__in=self.report.found.values("pk"))

    def in_words(self) -> list[str]:
        """What is chosen, as sentences under a printed heading: "Phase: Legal documents"."""
        said = []
        for name, field in self.fields.items():
            value = self.chosen(name)
            if value in ("", False):
                continue
            said.append(str(field.label) if value is True else f"{field.label}: {self._say(field, value)}")
        return said

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for first, last, noun in (("due_from", "due_to", "date"), ("joining_from", "joining_to", "month")):
            if cleaned.get(first) and cleaned.get(last) and cleaned[first] > cleaned[last]:
                self.add_error(last, f"The last {noun} must be the same as the first or later.")
        return cleaned

    def _say(self, field: forms.Field, value: Any) -> str:
        if isinstance(field, OptionField):
            return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # a flat list of ours
        if isinstance(value, dt.date):
            return say_month(value) if isinstance(field, MonthField) else say_day(value)
        return counted(value, "day") if isinstance(value, int) else str(value)

    def _number(self, name: str) -> int | None:
        value = self.chosen(name)
        return int(value) if value != "" else None
