"""Logging progress: what people do with milestones, one or several at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from partnerships.actions._core import Refused, action, for_change, refuse_if, require
from partnerships.actions._files import no_file_left_behind
from partnerships.actions._milestone import ChangedMeanwhile, open_milestone, save_milestone
from partnerships.actions.evidence import Given, add_to_locked
from partnerships.actions.groups import lock_shared, stays_done
from partnerships.actions.notes import write_note
from partnerships.actions.owners import UNCHANGED, Owner, _Unchanged, give, owner_problems
from partnerships.actions.plans import decide_in_plan, logged, sync_plan
from partnerships.models import Contact, Milestone, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.parties import IN_A_SENTENCE, guess_party, party_of_contact
from partnerships.rules.plan import in_plan
from partnerships.rules.problems import Problem
from partnerships.rules.words import OwnerRole, Party, Phase, Status

__all__ = ["ChangedMeanwhile"]  # which callers ask for here, with the actions that raise it
WAITING_ON_LENGTH = 100


@dataclass(frozen=True)
class Progress:
    """What is logged on a milestone.

    `done_on` None with DONE means today, or the date it has if it was done already; with `before_tracking` it means
    that the date is not known. Of `waiting_on` (free words), `waiting_party` and `waiting_contact` one is enough: the
    others follow from it where they can.
    """

    status: str
    done_on: dt.date | None = None
    waiting_on: str = ""
    waiting_since: dt.date | None = None
    waiting_party: str = ""
    waiting_contact: Contact | None = None
    before_tracking: bool = False


def log_progress_problems(progress: Progress, *, today: dt.date) -> list[Problem]:
    """What is wrong with this entry."""
    problems = []
    if not Status.has(progress.status) or progress.status == Status.HELD:  # which only the rules decide
        problems.append(Problem("Choose a status.", about="status"))
    if progress.status == Status.DONE and progress.done_on and progress.done_on > today:
        problems.append(Problem("The date it was done cannot be in the future.", about="done_on"))
    if progress.status == Status.WAITING and not _waited_for(progress):
        problems.append(Problem("Enter who you are waiting for.", about="waiting_on"))
    if progress.waiting_since and progress.waiting_since > today:
        since = "The date you have been waiting since cannot be in the future."
        problems.append(Problem(since, about="waiting_since"))
    return problems


@no_file_left_behind
@action
def log_progress(
    *,
    by: User,
    milestone: Milestone,
    progress: Progress,
    note: str = "",
    evidence: Given | None = None,
    owner: Owner | User | _Unchanged | None = UNCHANGED,
    here_alone: bool = False,
    expected_version: int | None = None,
) -> Milestone:
    """Logs progress on one milestone, with a note, a file or link as evidence and a new owner if given.

    Logging on a milestone that somebody had marked as not applicable puts it back into the plan. What the project's
    group does once for all is logged on the other schools too, without note, evidence and owner, unless it is logged
    `here_alone`. Raises ChangedMeanwhile when `expected_version` is not the row's.
    """
    others = [] if here_alone else lock_shared(by, milestone)
    milestone = open_milestone(by, milestone, expected_version)
    refuse_if(log_progress_problems(progress, today=timezone.localdate()))
    if progress.waiting_contact and progress.waiting_contact.project_id != milestone.project_id:
        raise Refused("The contact you are waiting for belongs to another project.")
    had_happened = milestone.has_happened
    _set(milestone, progress)
    if milestone.override == "no":
        milestone.override, milestone.override_reason = "", ""
    if evidence is not None and not evidence.is_empty:
        add_to_locked(by=by, milestone=milestone, given=evidence)
    if not isinstance(owner, _Unchanged):
        refuse_if(owner_problems(owner, milestone.project))
        give(milestone, owner)
    save_milestone(milestone)
    if had_happened and not milestone.has_happened:
        _due_again(by, milestone)
    if note.strip():
        write_note(by=by, project=milestone.project, milestone=milestone, text=note)
    _log_on_others(by, others, milestone, progress)
    return milestone


def _due_again(by: User, milestone: Milestone) -> None:
    """What had happened kept the day it was due on; now that it has not, it is due when the plan says."""
    sync_plan(by=by, project=milestone.project)
    milestone.refresh_from_db()


def _log_on_others(by: User, others: Sequence[Milestone], milestone: Milestone, progress: Progress) -> None:
    """The same on the milestones of the other schools; a contact is the first one's own, not its party and words."""
    words, party = milestone.waiting_on, milestone.waiting_party
    same = replace(progress, waiting_on=words, waiting_party=party, waiting_contact=None)
    for each in others:
        other = open_milestone(by, each, None)
        if stays_done(other, progress.status):
            continue
        had_happened = other.has_happened
        _set(other, same)
        save_milestone(other)
        if had_happened and not other.has_happened:
            _due_again(by, other)


@action
def log_several(
    *,
    by: User,
    milestones: Sequence[Milestone],
    progress: Progress,
    note: str = "",
    expected_versions: Mapping[int, int | None] | None = None,
) -> list[Milestone]:
    """Logs the same progress on several milestones at once; one history sentence, one undo.

    `expected_versions` has the version each was seen in, by key. Where one was changed since, none is logged.
    """
    if not milestones:
        raise Refused("Tick at least one milestone.")
    seen = expected_versions or {}
    return [
        log_progress(
            by=by, milestone=each, progress=replace(progress), note=note, expected_version=seen.get(each.pk)
        )
        for each in milestones
    ]


def not_applicable_problems(*, why: str) -> list[str]:
    """What is missing before a milestone can be marked as not applicable."""
    return [] if why.strip() else ["Enter why it is not applicable."]


def applicable_problems(*, milestone: Milestone, why: str) -> list[str]:
    """What is missing before the milestone can be put into the plan; overruling the facts needs a reason."""
    if why.strip() or in_plan(milestone.applies, "", milestone.status, logged=logged(milestone)):
        return []
    return ["Enter why it applies although the answers say that it does not."]


@action
def mark_not_applicable(
    *, by: User, milestone: Milestone, why: str, expected_version: int | None = None
) -> Milestone:
    """Takes the milestone out of the plan with a reason; what was logged on it is kept, hidden."""
    milestone = open_milestone(by, milestone, expected_version)
    refuse_if(not_applicable_problems(why=why))
    milestone.override, milestone.override_reason = "no", why.strip()
    return save_milestone(milestone)


@action
def mark_applicable(
    *, by: User, milestone: Milestone, why: str = "", expected_version: int | None = None
) -> Milestone:
    """Puts the milestone back in the plan: undoes "not applicable", or overrules the facts with a reason."""
    milestone = open_milestone(by, milestone, expected_version)
    refuse_if(applicable_problems(milestone=milestone, why=why))
    milestone.override, milestone.override_reason = "", ""
    if not decide_in_plan(milestone):
        milestone.override, milestone.override_reason = "yes", why.strip()
    return save_milestone(milestone)


def own_milestone_problems(*, title: str, phase: str) -> list[str]:
    """What is wrong with a row of the team's own."""
    problems = []
    if not title.strip():
        problems.append("Enter what is to be done.")
    if not Phase.has(phase):
        problems.append("Choose the part of the plan it belongs to.")
    return problems


@action
def add_own_milestone(
    *,
    by: User,
    project: Project,
    title: str,
    phase: str,
    due_on: dt.date | None = None,
    owner: User | None = None,
    owner_roles: Sequence[str] = (),
    after: Milestone | None = None,
) -> Milestone:
    """Adds a row of the team's own to the plan, after another row or at the end of its phase."""
    project = for_change(Project, project.pk)
    require(by.may(May.LOG_PROGRESS, project))
    refuse_if(own_milestone_problems(title=title, phase=phase) + owner_problems(owner, project))
    if after is not None and after.project_id != project.pk:
        raise Refused("The milestone it should follow belongs to another project.")
    if after is None:
        after = project.milestones.filter(phase=phase).order_by("-position").first()
    return Milestone.objects.create(
        project=project,
        title=title.strip(),
        phase=phase,
        due_on=due_on,
        owner=owner,
        owner_roles=",".join(OwnerRole(code) for code in owner_roles),
        position=after.position if after else 0,
    )


@action
def change_own_milestone(
    *,
    by: User,
    milestone: Milestone,
    title: str,
    phase: str,
    due_on: dt.date | None,
    expected_version: int | None = None,
) -> Milestone:
    """Changes the words and date of a row of the team's own; the template's rows keep theirs."""
    milestone = open_milestone(by, milestone, expected_version)
    if not milestone.is_own_row:
        raise Refused("This milestone comes from the template. Its date follows the joining date.")
    refuse_if(own_milestone_problems(title=title, phase=phase))
    milestone.title, milestone.phase, milestone.due_on = title.strip(), phase, due_on
    return save_milestone(milestone)


@action
def remove_own_milestone(*, by: User, milestone: Milestone) -> None:
    """Removes a row of the team's own. Its notes, evidence and risks stay on the project; `undo` brings it back."""
    milestone = open_milestone(by, milestone, None)
    if not milestone.is_own_row:
        raise Refused("This milestone comes from the template. Mark it as not applicable instead.")
    delete_own_row(milestone)


def delete_own_row(milestone: Milestone) -> None:
    """Deletes a locked row of the team's own and lets go of what hangs on it. Part of an action, never called alone."""
    for each in (*milestone.notes.all(), *milestone.evidence.all(), *milestone.risks.all()):
        each.milestone = None
        each.save()  # one by one: history is to say that each of them moved
    milestone.delete()


def _set(milestone: Milestone, progress: Progress) -> None:
    today = timezone.localdate()
    done = progress.status == Status.DONE
    waiting = progress.status == Status.WAITING
    # What was done already keeps its date, or its "date unknown", unless another date is given.
    if not (done and milestone.has_happened and progress.done_on is None):
        unknown = done and progress.before_tracking and progress.done_on is None
        milestone.done_on = (progress.done_on or today) if done and not unknown else None
        milestone.done_before_tracking = unknown
    milestone.status = progress.status
    milestone.waiting_on = _waited_for(progress) if waiting else ""
    milestone.waiting_since = (progress.waiting_since or today) if waiting else None
    milestone.waiting_contact = progress.waiting_contact if waiting else None
    milestone.waiting_party = _waiting_party(milestone, progress) if waiting else ""


def _waited_for(progress: Progress) -> str:
    """Whom it waits for, in words: those that were typed, else the contact's name, else the party."""
    contact = progress.waiting_contact
    if progress.waiting_on.strip():
        return progress.waiting_on.strip()
    if contact is not None:
        return ", ".join(filter(None, (contact.name, contact.organisation)))[:WAITING_ON_LENGTH]
    return IN_A_SENTENCE[Party(progress.waiting_party)] if progress.waiting_party else ""


def _waiting_party(milestone: Milestone, progress: Progress) -> str:
    """The contact's party, else the one that was chosen, else a guess from the words and the owner; or ""."""
    if progress.waiting_contact is not None:
        party = party_of_contact(progress.waiting_contact.role)
        return party or progress.waiting_party or Party.OTHER
    roles = [code for code in milestone.owner_roles.split(",") if code]
    return progress.waiting_party or guess_party(progress.waiting_on, roles) or ""
