"""The days on which a consultation opens and closes: those of the plan's milestones where its steps are some."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partnerships.actions._consultation import (
    WINDOW_REASON,
    open_consultation,
    save_step,
)
from partnerships.actions._core import action, refuse_if
from partnerships.actions.consultation_steps import done_day
from partnerships.actions.fixed_dates import fix_date, unfix_date
from partnerships.models import Consultation, ConsultationStep, Milestone
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.consultation_words import StepKind
from partnerships.rules.consultations.steps import step_of, usual_day
from partnerships.rules.consultations.window import window_problems
from partnerships.rules.problems import Problem
from partnerships.rules.saying import say_day

Window = tuple[dt.date | None, dt.date | None]
_FIELDS = {StepKind.OPENING: "opens_on", StepKind.CLOSING: "closes_on"}


@dataclass(frozen=True)
class Move:
    """One step whose day changes with the window."""

    step: ConsultationStep
    was: dt.date | None
    now: dt.date | None


def step_day(step: ConsultationStep) -> dt.date | None:
    """When it happened, else when it is due; its milestone's days where it is one."""
    row: ConsultationStep | Milestone = step.milestone or step
    return row.done_on or row.due_on


def has_happened(step: ConsultationStep) -> bool:
    return step.milestone.has_happened if step.milestone is not None else step.done_on is not None


def window_of(steps: Iterable[ConsultationStep]) -> Window:
    """The days on which a consultation with these steps opens and closes, as far as they are known."""
    known = {step.kind: step_day(step) for step in steps}
    return known.get(StepKind.OPENING), known.get(StepKind.CLOSING)


def plan_window_problems(
    *, steps: Sequence[ConsultationStep], opens_on: dt.date | None, closes_on: dt.date | None
) -> list[Problem]:
    """What stands in the way of this window; the law sets no length, so none is refused."""
    wanted = {StepKind.OPENING: opens_on, StepKind.CLOSING: closes_on}
    problems = list(window_problems(opens_on, closes_on))
    for step in _window_steps(steps):
        day = done_day(step)
        if day is not None and wanted[StepKind(step.kind)] != day:
            verb = "opened" if step.kind == StepKind.OPENING else "closed"
            said = f"It {verb} on {say_day(day)}. Leave that day, or correct it on the step."
            problems.append(Problem(said, about=_FIELDS[StepKind(step.kind)]))
    return problems


def window_moves(
    consultation: Consultation,
    steps: Sequence[ConsultationStep],
    opens_on: dt.date | None,
    closes_on: dt.date | None,
) -> list[Move]:
    """The steps whose days change with this window: opening and closing, then own steps at their usual places.

    A day that somebody chose stays, and so does the plan's for every other milestone.
    """
    before, after = window_of(steps), (opens_on, closes_on)
    wanted: Mapping[str, dt.date | None] = {StepKind.OPENING: opens_on, StepKind.CLOSING: closes_on}
    found = []
    for step in steps:
        if has_happened(step) or step.left_out_reason:
            continue
        was, now = step_day(step), step_day(step)
        if step.kind in wanted:
            now = wanted[step.kind]
        elif step.milestone is None and was in (None, _usual(consultation, step, before)):
            now = _usual(consultation, step, after)
        if now != was or _not_fixed_yet(step, now):
            found.append(Move(step, was, now))
    return found


def _not_fixed_yet(step: ConsultationStep, day: dt.date | None) -> bool:
    """A milestone that stands on this day only as long as the joining month does."""
    if step.milestone is None or step.kind not in _FIELDS:
        return False
    return day is not None and step.milestone.fixed_on != day


def _usual(consultation: Consultation, step: ConsultationStep, window: Window) -> dt.date | None:
    known = step_of(consultation.kind, step.kind)
    return usual_day(known, opens=window[0], closes=window[1]) if known is not None else None


def _window_steps(steps: Iterable[ConsultationStep]) -> list[ConsultationStep]:
    return [step for step in steps if step.kind in _FIELDS]


@action
def plan_window(
    *,
    by: User,
    consultation: Consultation,
    opens_on: dt.date | None,
    closes_on: dt.date | None,
    expected_version: int | None = None,
) -> Consultation:
    """Sets when a consultation opens and closes. Where a step is a milestone, that milestone's date is fixed."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION, expected_version)
    steps = list(consultation.steps.select_related("milestone"))
    refuse_if(plan_window_problems(steps=steps, opens_on=opens_on, closes_on=closes_on))
    for move in window_moves(consultation, steps, opens_on, closes_on):
        _set_day(by, move)
    consultation.version += 1
    consultation.save()
    return consultation


def _set_day(by: User, move: Move) -> None:
    milestone = move.step.milestone
    if milestone is None:
        move.step.due_on = move.now
        save_step(move.step)
        return
    milestone.refresh_from_db()  # fixing the one brought the whole plan in step
    if move.now is not None and (milestone.fixed_on, milestone.fixed_reason) != (move.now, WINDOW_REASON):
        fix_date(by=by, milestone=milestone, on=move.now, reason=WINDOW_REASON)
    elif move.now is None and milestone.fixed_on is not None:
        unfix_date(by=by, milestone=milestone)
