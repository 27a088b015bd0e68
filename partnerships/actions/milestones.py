"""Logging progress: what people do with milestones, one or several at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from partnerships.actions._core import Refused, action, refuse_if, require
from partnerships.actions.notes import write_note
from partnerships.actions.plans import decide_in_plan, logged
from partnerships.models import Milestone, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.plan import in_plan
from partnerships.rules.problems import Problem
from partnerships.rules.words import OwnerRole, Phase, Status


class ChangedMeanwhile(Refused):
    """Somebody else changed the row since the form was opened; `latest` is the history row that says who and what."""

    def __init__(self, milestone: Milestone) -> None:
        self.milestone = milestone
        self.latest = milestone.history.select_related("history_user").first()
        who = self.latest.history_user if self.latest and self.latest.history_user else "Somebody else"
        super().__init__(
            f"{who} changed “{milestone.title}” while you were editing it. Check it and save again."
        )


@dataclass(frozen=True)
class Progress:
    """What is logged on a milestone.

    `done_on` None with DONE means today, or the date it has if it was done already.
    """

    status: str
    done_on: dt.date | None = None
    waiting_on: str = ""
    waiting_since: dt.date | None = None


def log_progress_problems(progress: Progress, *, today: dt.date) -> list[Problem]:
    """What is wrong with this entry."""
    problems = []
    if not Status.has(progress.status):
        problems.append(Problem("Choose a status.", about="status"))
    if progress.status == Status.DONE and progress.done_on and progress.done_on > today:
        problems.append(Problem("The date it was done cannot be in the future.", about="done_on"))
    if progress.status == Status.WAITING and not progress.waiting_on.strip():
        problems.append(Problem("Enter who you are waiting for.", about="waiting_on"))
    if progress.waiting_since and progress.waiting_since > today:
        since = "The date you have been waiting since cannot be in the future."
        problems.append(Problem(since, about="waiting_since"))
    return problems


def evidence_problems(url: str) -> list[str]:
    """What is wrong with a link to evidence; none is allowed."""
    if url and not url.startswith("https://"):
        return ["Enter a link that begins with https://."]
    return []


def owner_problems(owner: User | None, project: Project) -> list[str]:
    """A milestone belongs to somebody of the project's trust, or to nobody in person."""
    if owner is None or owner.may(May.SEE, project):
        return []
    return [f"{owner} is not one of the trust's people."]


class _Unchanged:
    """The owner stays who it is; None would give the milestone back to its roles."""


UNCHANGED = _Unchanged()


@action
def log_progress(
    *,
    by: User,
    milestone: Milestone,
    progress: Progress,
    note: str = "",
    evidence_url: str | None = None,
    owner: User | _Unchanged | None = UNCHANGED,
    expected_version: int | None = None,
) -> Milestone:
    """Logs progress on one milestone, with a note, a link to evidence and a new owner if given.

    `evidence_url` None leaves the link as it is. Logging on a milestone that somebody had marked as not applicable
    puts it back into the plan. Raises ChangedMeanwhile when `expected_version` is not the row's.
    """
    milestone = _open(by, milestone, expected_version)
    refuse_if(log_progress_problems(progress, today=timezone.localdate()))
    refuse_if(evidence_problems(evidence_url or ""))
    _set(milestone, progress)
    if milestone.override == "no":
        milestone.override, milestone.override_reason = "", ""
    if evidence_url is not None:
        milestone.evidence_url = evidence_url
    if not isinstance(owner, _Unchanged):
        refuse_if(owner_problems(owner, milestone.project))
        milestone.owner = owner
    _save(milestone)
    if note.strip():
        write_note(by=by, project=milestone.project, milestone=milestone, text=note)
    return milestone


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
    milestone = _open(by, milestone, expected_version)
    refuse_if(not_applicable_problems(why=why))
    milestone.override, milestone.override_reason = "no", why.strip()
    return _save(milestone)


@action
def mark_applicable(
    *, by: User, milestone: Milestone, why: str = "", expected_version: int | None = None
) -> Milestone:
    """Puts the milestone back in the plan: undoes "not applicable", or overrules the facts with a reason."""
    milestone = _open(by, milestone, expected_version)
    refuse_if(applicable_problems(milestone=milestone, why=why))
    milestone.override, milestone.override_reason = "", ""
    if not decide_in_plan(milestone):
        milestone.override, milestone.override_reason = "yes", why.strip()
    return _save(milestone)


@action
def assign_milestone(
    *,
    by: User,
    milestone: Milestone,
    owner: User | None = None,
    owner_roles: Sequence[str] | None = None,
    expected_version: int | None = None,
) -> Milestone:
    """Gives the milestone to a person of the trust, or (owner None) back to its owner roles."""
    milestone = _open(by, milestone, expected_version)
    refuse_if(owner_problems(owner, milestone.project))
    milestone.owner = owner
    if owner_roles is not None:
        milestone.owner_roles = ",".join(OwnerRole(code) for code in owner_roles)
    return _save(milestone)


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
    milestone = _open(by, milestone, expected_version)
    if not milestone.is_own_row:
        raise Refused("This milestone comes from the template. Its date follows the joining date.")
    refuse_if(own_milestone_problems(title=title, phase=phase))
    milestone.title, milestone.phase, milestone.due_on = title.strip(), phase, due_on
    return _save(milestone)


@action
def remove_own_milestone(*, by: User, milestone: Milestone) -> None:
    """Removes a row of the team's own. Its notes stay on the project; `undo` brings it back."""
    milestone = _open(by, milestone, None)
    if not milestone.is_own_row:
        raise Refused("This milestone comes from the template. Mark it as not applicable instead.")
    for note in milestone.notes.all():
        note.milestone = None
        note.save()  # one by one: history is to say that each of them moved
    milestone.delete()


def _open(by: User, milestone: Milestone, expected_version: int | None) -> Milestone:
    """The milestone as it is now, locked, if this person may log on it and nobody was faster."""
    locked = Milestone.objects.select_for_update(of=("self",), no_key=True).select_related("project")
    fresh = locked.filter(pk=milestone.pk).first()
    if fresh is None:
        raise Refused(f"“{milestone.title}” has been removed meanwhile.")
    require(by.may(May.LOG_PROGRESS, fresh.project))
    if expected_version is not None and fresh.version != expected_version:
        raise ChangedMeanwhile(fresh)
    return fresh


def _set(milestone: Milestone, progress: Progress) -> None:
    today = timezone.localdate()
    done = progress.status == Status.DONE
    waiting = progress.status == Status.WAITING
    # What was done already keeps its date, or its "date unknown", unless another date is given.
    if not (done and milestone.is_done and progress.done_on is None):
        milestone.done_on = (progress.done_on or today) if done else None
        milestone.done_before_tracking = False
    milestone.status = progress.status
    milestone.waiting_on = progress.waiting_on.strip() if waiting else ""
    milestone.waiting_since = (progress.waiting_since or today) if waiting else None


def _save(milestone: Milestone) -> Milestone:
    milestone.in_plan = decide_in_plan(milestone)
    milestone.version += 1
    milestone.save()
    return milestone
