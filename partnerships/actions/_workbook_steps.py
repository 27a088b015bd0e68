"""The steps of a spreadsheet's plan, each as the action that does it. Part of bringing one in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.utils import timezone

from partnerships.actions._core import Refused
from partnerships.actions.fixed_dates import fix_dates
from partnerships.actions.holds import hold_project
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import (
    Progress,
    add_own_milestone,
    change_own_milestone,
    log_progress,
    mark_not_applicable,
)
from partnerships.actions.notes import save_contact, write_note
from partnerships.actions.plans import start_from_here, start_from_phase
from partnerships.actions.projects import change_lead, change_route, start_project
from partnerships.models import Contact, Group, Milestone, Project, School
from partnerships.models.people import User
from partnerships.rules.workbook import steps
from partnerships.rules.workbook.reading import tidy
from partnerships.rules.workbook.steps import Step

# Why a project that a sheet calls "on hold" is so; nobody has said more.
ON_HOLD = "On hold in the spreadsheet that it came from"


class Bringing:
    """One school on its way in: its project, and the milestones by what the steps call them."""

    def __init__(self, *, by: User, trust: Group, urn: int, steps: Sequence[Step]) -> None:
        self.by, self.trust, self.urn, self.steps = by, trust, urn, steps
        self.project: Project | None = None
        self._milestones: dict[tuple[str, int | str], Milestone] | None = None

    def run(self, whats: Sequence[steps.What], source: str) -> None:
        """Does what one row says, but for the days it fixes; `source` names the row. Raises `Refused` as actions do."""
        self._source = source
        for what in whats:
            if not isinstance(what, steps.FixDate):
                _DOES[type(what)](self, what)

    def fix(self, source: Callable[[int], str]) -> None:
        """The days of all rows at once: the plan is worked out once, not for each."""
        days: dict[int, tuple[dt.date, str]] = {}
        for each in self.steps:
            if not isinstance(each.what, steps.FixDate):
                continue
            milestone = self._milestone(each.what.milestone)
            if milestone.is_own_row:
                change_own_milestone(
                    by=self.by, milestone=milestone, title=milestone.title, phase=milestone.phase,
                    due_on=each.what.on,
                )  # fmt: skip
            else:
                days[milestone.pk] = (each.what.on, source(each.row))
        if days:
            fix_dates(by=self.by, project=self.started, days=days)

    @property
    def started(self) -> Project:
        assert self.project is not None  # every plan of a new school begins with `Start`
        return self.project

    def start(self, what: steps.Start) -> None:
        outgoing = Group.objects.get(pk=what.outgoing_id) if what.outgoing_id else None
        self.project = start_project(
            by=self.by, school=School.objects.get(pk=self.urn), trust=self.trust, route=what.route,
            joining_month=what.month, joining_confirmed=what.confirmed, outgoing_trust=outgoing,
            lead=self._person(what.lead_id), confidential=what.confidential,
        )  # fmt: skip

    def change_route(self, what: steps.ChangeRoute) -> None:
        outgoing = Group.objects.get(pk=what.outgoing_id) if what.outgoing_id else None
        self.project = change_route(
            by=self.by, project=self.started, route=what.route, outgoing_trust=outgoing
        )
        self._milestones = None

    def move_month(self, what: steps.MoveMonth) -> None:
        self.project = set_joining_month(
            by=self.by, project=self.started, month=what.month, confirmed=what.confirmed, reasons=what.reasons,
            why="" if what.reasons else self._source,
        )  # fmt: skip
        self._milestones = None

    def change_lead(self, what: steps.ChangeLead) -> None:
        self.project = change_lead(by=self.by, project=self.started, lead=self._person(what.lead_id))

    def put_on_hold(self, _what: steps.PutOnHold) -> None:
        self.project = hold_project(by=self.by, project=self.started, since=timezone.localdate(), why=ON_HOLD)

    def done_before(self, what: steps.DoneBefore) -> None:
        said_of = [each.what.milestone for each in self.steps if isinstance(each.what, _OF_A_MILESTONE)]
        otherwise = [self._find(ref) for ref in said_of]
        but = [each.pk for each in otherwise if each is not None]
        if what.phase is not None:
            start_from_phase(by=self.by, project=self.started, phase=what.phase, but=but)
        else:
            start_from_here(by=self.by, project=self.started, before=what.day, but=but)
        self._milestones = None

    def add_own(self, what: steps.AddOwn) -> None:
        added = add_own_milestone(
            by=self.by, project=self.started, title=what.title, phase=what.phase, due_on=what.due_on
        )
        self._known[_own_key(added.title)] = added

    def log(self, what: steps.LogProgress) -> None:
        progress = Progress(
            what.status,
            done_on=what.done_on,
            waiting_on=what.waiting_on,
            before_tracking=what.before_tracking,
        )
        # The other schools of its group have rows of their own, or are not in the sheet.
        log_progress(
            by=self.by, milestone=self._milestone(what.milestone), progress=progress, here_alone=True
        )

    def not_applicable(self, what: steps.NotApplicable) -> None:
        mark_not_applicable(by=self.by, milestone=self._milestone(what.milestone), why=what.why)

    def note(self, what: steps.AddNote) -> None:
        on = self._milestone(what.milestone) if what.milestone is not None else None
        write_note(by=self.by, project=self.started, text=what.text, milestone=on)

    def contact(self, what: steps.KeepContact) -> None:
        contact = Contact(project=self.started)
        if what.contact_id is not None:
            found = self.started.contacts.filter(pk=what.contact_id).first()
            if found is None:
                raise Refused(f"The contact {what.name} has been removed since you looked.")
            contact = found
        contact.role, contact.name, contact.organisation = what.role, what.name, what.organisation
        contact.email, contact.telephone = what.email, what.telephone
        save_contact(by=self.by, contact=contact)

    @property
    def _known(self) -> dict[tuple[str, int | str], Milestone]:
        if self._milestones is None:
            rows = Milestone.objects.filter(project=self.started).order_by("pk")
            self._milestones = {
                (each.code, each.occurrence) if each.code else _own_key(each.title): each for each in rows
            }
        return self._milestones

    def _find(self, ref: steps.MilestoneRef) -> Milestone | None:
        return self._known.get((ref.code, ref.occurrence) if ref.code else _own_key(ref.own_title))

    def _milestone(self, ref: steps.MilestoneRef) -> Milestone:
        found = self._find(ref)
        if found is None:
            raise Refused(f"“{ref.own_title or ref.code}” is not in the plan any more. Look again.")
        return found

    def _person(self, key: int | None) -> User | None:
        if key is None:
            return None
        person = User.objects.visible_to(self.by).filter(pk=key).first()
        if person is None:
            raise Refused("The lead has left since you looked. Look again.")
        return person


def _own_key(title: str) -> tuple[str, int | str]:
    return "", tidy(title)


_OF_A_MILESTONE = (steps.LogProgress, steps.NotApplicable, steps.FixDate)
_DOES: dict[type, Callable[[Bringing, Any], None]] = {
    steps.Start: Bringing.start,
    steps.ChangeRoute: Bringing.change_route,
    steps.MoveMonth: Bringing.move_month,
    steps.ChangeLead: Bringing.change_lead,
    steps.PutOnHold: Bringing.put_on_hold,
    steps.DoneBefore: Bringing.done_before,
    steps.AddOwn: Bringing.add_own,
    steps.LogProgress: Bringing.log,
    steps.NotApplicable: Bringing.not_applicable,
    steps.AddNote: Bringing.note,
    steps.KeepContact: Bringing.contact,
}
