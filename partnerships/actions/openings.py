"""The day on which a school opened: recording it, and answering what GIAS shows."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from partnerships.actions._core import (
    action,
    create_many,
    for_change,
    lock_projects,
    refuse_if,
    require,
    save_many,
)
from partnerships.actions.milestones import Progress, log_progress
from partnerships.models import OpeningProposal, Project, RegisterFile, School, User
from partnerships.permissions import May
from partnerships.reports.openings import openings_in_gias, record_of
from partnerships.rules.opening_record import Entry, entry_problems
from partnerships.rules.openings import Shown
from partnerships.rules.ticked import NEW_URN_CODE, OPENED_CODE
from partnerships.rules.words import Answer, Status

# "The academy opens or transfers" and "Record the new URN …", in the shipped template and in those made from it.
_State = OpeningProposal.State


def opening_entry(project: Project, opened_on: dt.date, academy_urn: int | None) -> Entry:
    """What is entered, beside what GIAS and the project's answers say."""
    fresh = project.facts.filter(key="fresh_start", answer=Answer.YES).exists()
    found = None if academy_urn is None else School.objects.filter(pk=academy_urn, gone_on=None).first()
    return Entry(
        route=project.route,
        school=record_of(project.school),
        opened_on=opened_on,
        academy=academy_urn,
        found=record_of(found) if found else None,
        fresh_start=fresh,
        joining_month=project.joining_month,
    )


def record_opening_problems(
    *, project: Project, opened_on: dt.date, academy_urn: int | None = None
) -> list[str]:
    """What stands in the way of recording this opening."""
    if project.opened_on is not None:
        return ["The opening has been recorded already. Correct it if it is wrong."]
    entry = opening_entry(project, opened_on, academy_urn)
    return list(entry_problems(entry, today=timezone.localdate()))


@action
def record_opening(
    *, by: User, project: Project, opened_on: dt.date, academy_urn: int | None = None
) -> Project:
    """Records the day the school opened and its URN from then on; the agreed joining date stays as it was agreed."""
    project = for_change(Project, project.pk)
    require(by.may(May.RECORD_OPENING, project))
    refuse_if(record_opening_problems(project=project, opened_on=opened_on, academy_urn=academy_urn))
    return _save_opening(by, project, opening_entry(project, opened_on, academy_urn))


def correct_opening_problems(
    *, project: Project, opened_on: dt.date, academy_urn: int | None = None
) -> list[str]:
    """What stands in the way of changing the recorded opening to this one."""
    if project.opened_on is None:
        return ["No opening has been recorded yet."]
    entry = opening_entry(project, opened_on, academy_urn)
    if (project.opened_on, project.academy_id) == (opened_on, entry.academy_urn):
        return ["This is what is recorded already. Change the day or the URN, or leave it as it is."]
    return list(entry_problems(entry, today=timezone.localdate()))


@action
def correct_opening(
    *, by: User, project: Project, opened_on: dt.date, academy_urn: int | None = None
) -> Project:
    """Changes a recorded opening: another day, or the URN that was not known before."""
    project = for_change(Project, project.pk)
    require(by.may(May.RECORD_OPENING, project))
    refuse_if(correct_opening_problems(project=project, opened_on=opened_on, academy_urn=academy_urn))
    return _save_opening(by, project, opening_entry(project, opened_on, academy_urn))


def _save_opening(by: User, project: Project, entry: Entry) -> Project:
    moved = project.opened_on is not None and project.opened_on != entry.opened_on
    project.opened_on, project.academy_id = entry.opened_on, entry.academy_urn
    project.version += 1
    project.save()
    _tick(by, project, OPENED_CODE, on=entry.opened_on, again=moved)
    if entry.academy_urn is not None:
        _tick(by, project, NEW_URN_CODE)
    _answer_with_it(by, project)
    return project


def _tick(by: User, project: Project, code: str, *, on: dt.date | None = None, again: bool = False) -> None:
    """Opening is a milestone of the plan too: one event in life is entered once."""
    milestone = project.milestones.filter(code=code, in_plan=True).first()
    if milestone is not None and (again or not milestone.is_done):
        log_progress(by=by, milestone=milestone, progress=Progress(Status.DONE, done_on=on))


def _answer_with_it(by: User, project: Project) -> None:
    """What GIAS showed is answered by what was recorded, if it was this academy."""
    for each in project.opening_proposals.filter(state=_State.OPEN, academy=project.academy_id):
        _decide(each, by, _State.ACCEPTED, "")


def withdraw_opening_problems(*, project: Project, why: str) -> list[str]:
    """What stands in the way of taking a recorded opening back."""
    if project.opened_on is None:
        return ["No opening has been recorded."]
    return [] if why.strip() else ["Enter why the opening is taken back; it stays in the history."]


@action
def withdraw_opening(*, by: User, project: Project, why: str) -> Project:
    """Takes back an opening that was recorded by mistake. Its milestones are to be done again."""
    project = for_change(Project, project.pk)
    require(by.may(May.RECORD_OPENING, project))
    refuse_if(withdraw_opening_problems(project=project, why=why))
    project.opened_on, project.academy = None, None
    project.version += 1
    project.save()
    for milestone in project.milestones.filter(code__in=(OPENED_CODE, NEW_URN_CODE), in_plan=True):
        if milestone.is_done:
            log_progress(by=by, milestone=milestone, progress=Progress(Status.NOT_STARTED))
    for each in project.opening_proposals.filter(state=_State.ACCEPTED):
        _decide(each, by, _State.DISMISSED, why.strip())
    return project


def accept_opening_problems(*, proposal: OpeningProposal) -> list[str]:
    """What stands in the way of recording what GIAS shows."""
    if said := _answered_already(proposal):
        return said
    entry = opening_entry(proposal.project, proposal.opened_on, proposal.academy_id)
    return list(entry_problems(entry, today=timezone.localdate()))


@action
def accept_opening(*, by: User, proposal: OpeningProposal) -> Project:
    """Records what GIAS shows as the project's opening, also over one that was recorded otherwise."""
    project = for_change(Project, proposal.project_id)
    require(by.may(May.RECORD_OPENING, project))
    proposal = for_change(OpeningProposal, proposal.pk)
    refuse_if(accept_opening_problems(proposal=proposal))
    return _save_opening(by, project, opening_entry(project, proposal.opened_on, proposal.academy_id))


def dismiss_opening_problems(*, proposal: OpeningProposal, why: str) -> list[str]:
    """What stands in the way of dismissing what GIAS shows."""
    if said := _answered_already(proposal):
        return said
    return [] if why.strip() else ["Enter why this is not the school’s opening."]


@action
def dismiss_opening(*, by: User, proposal: OpeningProposal, why: str) -> OpeningProposal:
    """Says that what GIAS shows is not this project's opening; the same is not proposed again."""
    require(by.may(May.RECORD_OPENING, for_change(Project, proposal.project_id)))
    proposal = for_change(OpeningProposal, proposal.pk)
    refuse_if(dismiss_opening_problems(proposal=proposal, why=why))
    return _decide(proposal, by, _State.DISMISSED, why.strip())


def _answered_already(proposal: OpeningProposal) -> list[str]:
    if proposal.state == _State.OPEN:
        return []
    return [
        f"{proposal.decided_by or 'Somebody'} has answered this already: {proposal.get_state_display().lower()}."
    ]


def _decide(proposal: OpeningProposal, by: User, state: str, why: str) -> OpeningProposal:
    proposal.state, proposal.why = state, why
    proposal.decided_by, proposal.decided_at = by, timezone.now()
    proposal.save()
    return proposal


@action
def propose_openings(*, by: User | None, file: RegisterFile) -> int:
    """Compares every live project with GIAS as it is after `file`; returns how many proposals are new.

    What was accepted or dismissed is not proposed again. What nobody has answered yet follows GIAS: another date or
    academy replaces it, and what GIAS shows no longer goes.
    """
    require(by is None or by.may(May.SITE_IMPORT_GIAS))
    # As whoever answers one does: the project first.
    lock_projects(OpeningProposal.objects.order_by().values_list("project_id", flat=True))
    standing: dict[int, list[OpeningProposal]] = {}
    for each in OpeningProposal.objects.select_for_update(of=("self",)).select_related("project"):
        standing.setdefault(each.project_id, []).append(each)
    new, changed, kept = [], [], set()
    for shown in openings_in_gias(today=timezone.localdate()):
        mine = standing.get(shown.project, [])
        if any(
            (each.kind, each.academy_id) == (shown.kind, shown.academy) and _is_answered(each)
            for each in mine
        ):
            continue
        waiting = next((each for each in mine if not _is_answered(each)), None)
        if waiting is None:
            new.append(_follow(OpeningProposal(project_id=shown.project), shown, file))
            continue
        kept.add(waiting.pk)
        if _says(waiting) != (shown.kind, shown.academy, shown.opened_on, shown.evidence):
            changed.append(_follow(waiting, shown, file))
    create_many(new)
    save_many(changed, ["kind", "academy", "opened_on", "evidence", "file"])
    _drop(
        [
            each
            for mine in standing.values()
            for each in mine
            if not _is_answered(each) and each.pk not in kept
        ]
    )
    return len(new)


def _is_answered(proposal: OpeningProposal) -> bool:
    return proposal.state != _State.OPEN


def _says(proposal: OpeningProposal) -> tuple[str, int, dt.date, list[str]]:
    return proposal.kind, proposal.academy_id, proposal.opened_on, proposal.evidence


def _follow(proposal: OpeningProposal, shown: Shown, file: RegisterFile) -> OpeningProposal:
    proposal.kind, proposal.academy_id = shown.kind, shown.academy
    proposal.opened_on, proposal.evidence, proposal.file = shown.opened_on, shown.evidence, file
    return proposal


def _drop(gone: list[OpeningProposal]) -> None:
    """Takes away what GIAS no longer shows, one by one so that history keeps each; an ended project keeps its own."""
    for each in gone:
        if not each.project.is_ended:
            each.delete()
