"""The working list of a consultation: steps done, left out, taken up again, and the team's own."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from partnerships.actions._consultation import day_problems, open_consultation, open_step, save_step, untie
from partnerships.actions._core import Refused, action, must_have_seen, refuse_if
from partnerships.actions.milestones import Progress, log_progress, mark_applicable, mark_not_applicable
from partnerships.models import Consultation, ConsultationStep
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.consultation_words import StepKind
from partnerships.rules.consultations.steps import NEVER_LEFT_OUT
from partnerships.rules.problems import Problem
from partnerships.rules.saying import say_day
from partnerships.rules.words import Applies, Status

LONGEST_TITLE = 200


def log_step_problems(*, step: ConsultationStep, done_on: dt.date | None, today: dt.date) -> list[Problem]:
    """What stands in the way of logging this step as done on that day (today where none is given)."""
    problems = day_problems(step)
    if step.kind == StepKind.DECISION:
        problems.append(Problem("Record the decision instead: that marks this step as done."))
    if done_on is not None and done_on > today:
        problems.append(Problem("The day it was done cannot be in the future.", about="done_on"))
    return problems + _order_problems(step, done_on or today)


def _order_problems(step: ConsultationStep, day: dt.date) -> list[Problem]:
    """A consultation cannot have closed before it opened."""
    if step.kind not in NEVER_LEFT_OUT:
        return []
    closing = step.kind == StepKind.CLOSING
    wanted = StepKind.OPENING if closing else StepKind.CLOSING
    other = step.consultation.steps.filter(kind=wanted).select_related("milestone").first()
    known = done_day(other) if other is not None else None
    if known is None or (known <= day if closing else known >= day):
        return []
    said = f"It opened on {say_day(known)}" if closing else f"It closed on {say_day(known)}"
    return [Problem(f"{said}. It cannot close before it opens: check the day.", about="done_on")]


def done_day(step: ConsultationStep) -> dt.date | None:
    """The day on which the step was done; its milestone's, where it is one."""
    return step.milestone.done_on if step.milestone is not None else step.done_on


@action
def log_step(
    *,
    by: User,
    step: ConsultationStep,
    done_on: dt.date | None = None,
    expected_version: int | None = None,
) -> ConsultationStep:
    """Logs a step as done, today unless another day is given. A step that is a milestone is logged there."""
    _, step = open_step(by, step, expected_version)
    today = timezone.localdate()
    refuse_if(log_step_problems(step=step, done_on=done_on, today=today))
    if step.milestone is not None:
        log_progress(by=by, milestone=step.milestone, progress=Progress(Status.DONE, done_on=done_on))
        return step
    step.done_on = done_on or today
    return save_step(step)


@action
def reopen_step(*, by: User, step: ConsultationStep, expected_version: int | None = None) -> ConsultationStep:
    """Takes back that a step is done. What a decision rests on is taken back by removing the decision."""
    _, step = open_step(by, step, expected_version)
    if step.kind == StepKind.DECISION:
        raise Refused(
            "This step follows the decision. Remove the decision, or log the milestone in the plan."
        )
    if step.milestone is not None:
        log_progress(by=by, milestone=step.milestone, progress=Progress(Status.NOT_STARTED))
        return step
    step.done_on = None
    return save_step(step)


def own_step_problems(*, title: str, why: str) -> list[Problem]:
    """What is missing from a step of the team's own."""
    problems = []
    if not title.strip():
        problems.append(Problem("Enter what is to be done.", about="title"))
    if not why.strip():
        problems.append(Problem("Enter why this consultation needs it.", about="why"))
    return problems


@action
def add_step(
    *, by: User, consultation: Consultation, title: str, why: str, due_on: dt.date | None = None
) -> ConsultationStep:
    """Adds a step of the team's own at the end of the working list."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    refuse_if(own_step_problems(title=title, why=why))
    last = consultation.steps.order_by("-position").values_list("position", flat=True).first() or 0
    return ConsultationStep.objects.create(
        project=consultation.project,
        consultation=consultation,
        kind=StepKind.OWN,
        title=title.strip()[:LONGEST_TITLE],
        note=why.strip(),
        due_on=due_on,
        position=last + 10,
    )


def change_step_problems(*, step: ConsultationStep, title: str, due_on: dt.date | None) -> list[Problem]:
    """What is wrong with the changed words or day of a step."""
    problems = []
    if step.kind == StepKind.OWN and not title.strip():
        problems.append(Problem("Enter what is to be done.", about="title"))
    if step.milestone is not None and due_on is not None:
        problems.append(Problem("The plan keeps the day of this step. Change it there.", about="due_on"))
    return problems


@action
def change_step(
    *,
    by: User,
    step: ConsultationStep,
    title: str,
    note: str,
    due_on: dt.date | None = None,
    expected_version: int | None = None,
) -> ConsultationStep:
    """Changes a step's note, its day where it is no milestone, and the words of one of the team's own."""
    _, step = open_step(by, step)
    must_have_seen(step, expected_version, what="this step")
    refuse_if(change_step_problems(step=step, title=title, due_on=due_on))
    if step.kind == StepKind.OWN:
        step.title = title.strip()[:LONGEST_TITLE]
    if step.milestone is None:
        step.due_on = due_on
    step.note = note.strip()
    return save_step(step)


def remove_step_problems(*, step: ConsultationStep, why: str) -> list[Problem]:
    """What stands in the way of removing a step."""
    if step.kind != StepKind.OWN:
        return [Problem("This step belongs to every consultation of its kind. Leave it out instead.")]
    return [] if why.strip() else [Problem("Enter why it is removed.", about="why")]


@action
def remove_step(*, by: User, step: ConsultationStep, why: str) -> None:
    """Removes a step of the team's own; history keeps it."""
    _, step = open_step(by, step)
    refuse_if(remove_step_problems(step=step, why=why))
    step.delete()


def leave_out_problems(*, step: ConsultationStep, why: str) -> list[Problem]:
    """What stands in the way of doing without a step."""
    if step.kind in NEVER_LEFT_OUT:
        return [Problem("A consultation opens and closes. Stop it instead if it is not held.")]
    if done_day(step) is not None:
        return [Problem("This step is done. Take that back first.")]
    return [] if why.strip() else [Problem("Enter why this consultation does without it.", about="why")]


@action
def leave_out_step(*, by: User, step: ConsultationStep, why: str) -> ConsultationStep:
    """Leaves a step out of this consultation; where it is a milestone, that one is marked as not applicable."""
    _, step = open_step(by, step)
    refuse_if(leave_out_problems(step=step, why=why))
    step.left_out_reason = why.strip()
    save_step(step)
    if step.milestone is not None and step.milestone.in_plan:
        mark_not_applicable(by=by, milestone=step.milestone, why=why)
    return step


@action
def take_up_step(*, by: User, step: ConsultationStep) -> ConsultationStep:
    """Takes up a step that was left out; where it is a milestone that applies, it goes back into the plan.

    A milestone that does not apply any more is let go, and the step becomes the consultation's own.
    """
    _, step = open_step(by, step)
    milestone = step.milestone
    if not step.left_out_reason and (milestone is None or milestone.in_plan):
        raise Refused("This step is not left out.")
    step.left_out_reason = ""
    if milestone is None or milestone.in_plan:
        return save_step(step)
    if milestone.applies == Applies.NO:
        untie(by, step, let_move=False)
        return step
    save_step(step)
    mark_applicable(by=by, milestone=milestone)
    return step
