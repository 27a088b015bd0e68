"""One consultation, locked while an action works on it, and how its steps hang on the milestones of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from partnerships.actions._core import Refused, for_change, lock_project, must_have_seen, require
from partnerships.actions.fixed_dates import fix_date, unfix_date
from partnerships.actions.milestones import Progress, log_progress
from partnerships.models import Consultation, ConsultationStep, Milestone, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.consultation_words import ConsultationKind, StepKind
from partnerships.rules.consultations.steps import kinds_of_family, milestone_for, step_of
from partnerships.rules.problems import Problem
from partnerships.rules.words import Status

WINDOW_REASON = "The consultation’s window"
WINDOW = (StepKind.OPENING, StepKind.CLOSING)


def open_consultation(
    by: User, consultation: Consultation, may: May, expected_version: int | None = None
) -> Consultation:
    """The consultation as it is now, locked with its project, if this person may and nobody was faster."""
    lock_project(consultation.project_id)
    fresh = for_change(Consultation, consultation.pk)
    require(by.may(may, fresh.project))
    must_have_seen(fresh, expected_version, what="this consultation")
    if fresh.stopped_on is not None:
        raise Refused("This consultation was stopped. Its record stays as it is.")
    return fresh


def open_step(
    by: User, step: ConsultationStep, expected_version: int | None = None
) -> tuple[Consultation, ConsultationStep]:
    """A step as it is now, with its consultation, both locked. A step that is a milestone has that one's version."""
    lock_project(step.project_id)
    fresh = for_change(ConsultationStep, step.pk)
    consultation = open_consultation(by, fresh.consultation, May.KEEP_CONSULTATION)
    must_have_seen(fresh.milestone or fresh, expected_version, what="this step")
    return consultation, fresh


def save_step(step: ConsultationStep) -> ConsultationStep:
    step.version += 1
    step.save()
    return step


def day_problems(step: ConsultationStep) -> list[Problem]:
    """Why nothing is logged or planned on this step."""
    return [Problem("This step is left out. Take it up again first.")] if step.left_out_reason else []


def feeds_the_plan(consultation: Consultation) -> bool:
    """Whether its steps may be milestones: no other consultation of the same family has any."""
    family = [kind.value for kind in kinds_of_family(ConsultationKind(consultation.kind))]
    others = ConsultationStep.objects.filter(
        project_id=consultation.project_id, consultation__kind__in=family, consultation__stopped_on=None
    )
    return not others.exclude(consultation=consultation).exclude(milestone=None).exists()


def free_milestones(project: Project) -> dict[str, Milestone]:
    """Milestones in the plan that no consultation has yet, by their codes."""
    free = project.milestones.in_plan().filter(occurrence=1, consultation_step=None).exclude(code="")
    return {milestone.code: milestone for milestone in free}


def ties_to_make(
    consultation: Consultation, steps: Sequence[ConsultationStep]
) -> list[tuple[ConsultationStep, Milestone]]:
    """Steps that could be milestones, each with its milestone: the plan gained it, or another one let go of it."""
    if consultation.stopped_on is not None or not feeds_the_plan(consultation):
        return []
    free = free_milestones(consultation.project)
    loose = [step for step in steps if step.milestone_id is None and not step.left_out_reason]
    found = [(step, _match(consultation.kind, step, free)) for step in loose]
    return [(step, milestone) for step, milestone in found if milestone is not None]


def _match(kind: str, step: ConsultationStep, free: dict[str, Milestone]) -> Milestone | None:
    known = step_of(kind, step.kind)
    return free.get(milestone_for(known, free)) if known is not None else None


def tie(by: User, step: ConsultationStep, milestone: Milestone) -> None:
    """Makes the step that milestone. Days that the step had go to the milestone, which keeps them from now on."""
    due_on, done_on = step.due_on, step.done_on
    step.milestone, step.due_on, step.done_on = milestone, None, None
    save_step(step)
    if milestone.has_happened:
        return
    if due_on is not None and step.kind in WINDOW and due_on != milestone.fixed_on:
        milestone = fix_date(by=by, milestone=milestone, on=due_on, reason=WINDOW_REASON)
    if done_on is not None:
        log_progress(by=by, milestone=milestone, progress=Progress(Status.DONE, done_on=done_on))


def untie(by: User, step: ConsultationStep, *, let_move: bool) -> None:
    """Lets go of the milestone; the step keeps the days it had. With `let_move`, the plan decides its date again."""
    milestone = step.milestone
    if milestone is None:
        return
    step.milestone = None
    step.due_on, step.done_on = milestone.due_on, milestone.done_on
    save_step(step)
    fixed_here = milestone.fixed_on is not None and milestone.fixed_reason == WINDOW_REASON
    if let_move and fixed_here and not milestone.has_happened:
        unfix_date(by=by, milestone=milestone)
