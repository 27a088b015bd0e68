"""One row of the milestone report: plain values read in one go, and the words made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from partnerships.models.milestone import MilestoneQuerySet
from partnerships.models.project import ProjectQuerySet
from partnerships.reports.plan_rows import roles_in_words
from partnerships.rules.dates import days_late
from partnerships.rules.facts import FACTS
from partnerships.rules.opening_record import opening_words
from partnerships.rules.parties import party_of_contact, party_of_roles
from partnerships.rules.register import laestab
from partnerships.rules.saying import say_day
from partnerships.rules.words import HAPPENED, Applies, Part, Party, Phase, Route, Status

_roles = lru_cache(maxsize=512)(roles_in_words)


@dataclass(slots=True)
class ProjectLine:
    """What a row says of its project."""

    pk: int
    school: str
    urn: int
    la_code: str
    establishment_number: str
    la_name: str
    region_name: str
    trust: str
    route: str
    joining_month: dt.date | None
    joining_confirmed: bool
    lead: str | None
    confidential: bool
    ended_on: dt.date | None
    on_hold_since: dt.date | None
    opened_on: dt.date | None
    academy_urn: int | None
    academy: str | None
    trust_id: int

    @classmethod
    def read(cls, projects: ProjectQuerySet) -> dict[int, ProjectLine]:
        """The lines of these projects by key: one query."""
        values = projects.order_by().values_list(
            *("pk", "school__name", "school_id", "school__la_code", "school__establishment_number"),
            *("school__la_name", "school__region_name", "trust__name", "route", "joining_month"),
            *("joining_confirmed", "lead__name", "confidential", "ended_on", "on_hold_since", "opened_on"),
            *("academy_id", "academy__name", "trust_id"),
        )
        return {row[0]: cls(*row) for row in values}

    @property
    def is_going_on(self) -> bool:
        """Live and not on hold."""
        return self.ended_on is None and self.on_hold_since is None

    @property
    def now_called(self) -> str:
        """What the school is called since it opened; empty until then."""
        if self.opened_on is None:
            return ""
        kept = self.academy_urn == self.urn
        return opening_words(self.opened_on, self.academy_urn, self.academy or "", kept=kept)

    @property
    def laestab(self) -> str:
        """123/4567; empty where GIAS gives only half of it."""
        return laestab(self.la_code, self.establishment_number)

    @property
    def route_words(self) -> str:
        return Route(self.route).label if self.route else "Not chosen yet"


@dataclass(slots=True)
class ReportRow:
    """One milestone as the report has it, on screen, in the csv and in print."""

    pk: int
    project: ProjectLine
    today: dt.date
    position: int
    occurrence: int
    code: str
    title: str
    phase: str
    due_on: dt.date | None
    done_on: dt.date | None
    done_before_tracking: bool
    stored_status: str
    in_plan: bool
    applies: str
    because: list[str]
    override_reason: str
    waiting_on: str
    waiting_since: dt.date | None
    owner_roles: str
    owner_name: str | None
    owner_contact: str | None
    owner_contact_role: str | None
    waiting_party: str
    waiting_contact: str | None
    # When it was due in the first confirmed plan; None before there was one.
    first_due: dt.date | None
    # The newest note on it; empty for none.
    note: str = ""
    # Links, and names of files that are kept; empty for none.
    evidence: str = ""

    @classmethod
    def read(
        cls, milestones: MilestoneQuerySet, lines: Mapping[int, ProjectLine], today: dt.date
    ) -> list[ReportRow]:
        """These milestones as rows, in no order: one query, no objects of the database."""
        values = milestones.order_by().values_list(
            *("pk", "project_id", "position", "occurrence", "code", "title", "phase", "due_on", "done_on"),
            *("done_before_tracking", "status", "in_plan", "applies", "because"),
            *("override_reason", "waiting_on"),
            *("waiting_since", "owner_roles", "owner__name"),
            *("owner_contact__name", "owner_contact__role", "waiting_party", "waiting_contact__name"),
            "first_agreed__due_on",
        )
        return [cls(pk, lines[project], today, *rest) for pk, project, *rest in values]

    @property
    def days_slipped(self) -> int | None:
        """Days that it is due later than first agreed; negative for earlier, None where either is not known."""
        if self.first_due is None or self.due_on is None:
            return None
        return (self.due_on - self.first_due).days

    @property
    def part(self) -> Part:
        return Phase(self.phase).part

    @property
    def status(self) -> str:
        """What the tag shows: a status, or "not_applicable"."""
        return self.stored_status if self.in_plan else "not_applicable"

    @property
    def status_words(self) -> str:
        return Status(self.stored_status).label if self.in_plan else "Not applicable"

    @property
    def may_apply(self) -> bool:
        """A fact that would decide whether it applies is not known yet."""
        return self.in_plan and self.applies == Applies.UNKNOWN

    @property
    def why_not_words(self) -> str:
        """Why it is not applicable: a person's reason, else the questions whose answers leave it out."""
        if self.in_plan:
            return ""
        asked = [FACTS[key].label for key in self.because if key in FACTS]
        by_answers = f"By the answers on: {', '.join(asked)}" if asked else "Not in this route"
        return self.override_reason or by_answers

    @property
    def is_done(self) -> bool:
        return self.stored_status == Status.DONE

    @property
    def has_happened(self) -> bool:
        """Done, whether or not it counts already."""
        return self.stored_status in HAPPENED

    @property
    def days_late(self) -> int:
        """Whole days late; 0 for what is done or not applicable, and in projects that have ended or are on hold."""
        settled = self.has_happened or not self.in_plan or not self.project.is_going_on
        return days_late(self.due_on, self.today, done=settled)

    @property
    def when_words(self) -> str:
        """When it was done, else when it is due; its status says which."""
        if self.has_happened and self.in_plan:
            return say_day(self.done_on) if self.done_on else "Before tracking began"
        return say_day(self.due_on) if self.due_on else "No date yet"

    @property
    def owner_words(self) -> str:
        """The person or contact it is given to, else the roles that the plan gives it to."""
        return self.owner_name or self.owner_contact or _roles(self.owner_roles)

    @property
    def can_be_given(self) -> bool:
        """Whether it makes sense to give it to somebody: in a live plan and not done."""
        return self.in_plan and not self.has_happened and self.project.ended_on is None

    @property
    def owner_kind(self) -> str:
        """Whether it is a person's, somebody's outside the trust, or a role's in it."""
        if self.owner_name:
            return "Person"
        if self.owner_contact or self.owner_party:
            return "Outside the trust"
        return "Role in the trust" if self.owner_roles else ""

    @property
    def owner_party(self) -> str:
        """The party outside the trust that it belongs to; empty where it is the trust's own."""
        if self.owner_name:
            return ""
        party = (
            party_of_contact(self.owner_contact_role)
            if self.owner_contact_role
            else party_of_roles([code for code in self.owner_roles.split(",") if code])
        )
        return party.label if party else ""

    @property
    def waiting_party_words(self) -> str:
        return Party(self.waiting_party).label if self.waiting_party else ""

    @property
    def waiting_words(self) -> str:
        """Whom it waits for, and since when; empty when it waits for nobody."""
        if self.status != Status.WAITING:
            return ""
        since = f" since {say_day(self.waiting_since)}" if self.waiting_since else ""
        return f"Waiting for {self.waiting_on}{since}"
