"""The working list of one consultation as its page shows it, and what another window would mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from partnerships.actions._consultation import ties_to_make
from partnerships.actions.consultation_window import Move, has_happened, step_day, window_moves
from partnerships.models import Consultation, ConsultationStep, Milestone
from partnerships.reports.calendar import holidays_for
from partnerships.reports.checks import situation_of
from partnerships.reports.decisions import DECIDED_BY, DecisionRow, decisions_after
from partnerships.rules.checks import Finding, check_rules
from partnerships.rules.consultation_words import StepKind
from partnerships.rules.consultations.steps import NEVER_LEFT_OUT
from partnerships.rules.dates import days_late, is_late
from partnerships.rules.saying import counted, say_day
from partnerships.rules.school_days import WindowDays, window_days, years_touched
from partnerships.rules.words import Status


@dataclass(frozen=True)
class StepRow:
    """One step with what its line says. `decisions` are those recorded for it."""

    step: ConsultationStep
    today: dt.date
    decisions: tuple[DecisionRow, ...] = ()
    # Nothing is late in a project that is on hold or has ended, nor in what was stopped.
    counts: bool = True

    @property
    def milestone(self) -> Milestone | None:
        return self.step.milestone

    @property
    def version(self) -> int:
        """What a tick carries: the milestone's version where the step is one."""
        return (self.step.milestone or self.step).version

    @property
    def is_out(self) -> bool:
        return bool(self.out_words)

    @property
    def out_words(self) -> str:
        """Why the consultation does without it; empty while it is needed."""
        if self.step.left_out_reason:
            return self.step.left_out_reason
        milestone = self.step.milestone
        if milestone is None or milestone.in_plan:
            return ""
        return milestone.override_reason or "The plan has it as not applicable."

    @property
    def is_done(self) -> bool:
        return has_happened(self.step) or bool(self.decisions and self._own_decision)

    @property
    def _own_decision(self) -> bool:
        """A decision that no milestone shows is this step's own day."""
        return self.step.kind == StepKind.DECISION and self.step.milestone is None

    @property
    def status(self) -> str:
        if self.is_out:
            return "not_applicable"
        if self.step.milestone is not None:
            return self.step.milestone.status
        return Status.DONE.value if self.is_done else Status.NOT_STARTED.value

    @property
    def when(self) -> str:
        """ "Done 1 March 2027", "Due 1 March 2027", or that there is no date yet."""
        if self._own_decision and self.decisions:
            return f"Done {say_day(self.decisions[0].decision.decided_on)}"
        day = step_day(self.step)
        if self.is_done:
            return f"Done {say_day(day)}" if day else "Done, day not known"
        return f"Due {say_day(day)}" if day else "No date yet"

    @property
    def late_words(self) -> str:
        """ "3 days late"; empty otherwise."""
        day = step_day(self.step)
        if not self.counts or self.is_out or not is_late(day, self.today, done=self.is_done):
            return ""
        return f"{counted(days_late(day, self.today, done=self.is_done), 'day')} late"

    @property
    def is_own(self) -> bool:
        return self.step.kind == StepKind.OWN

    @property
    def is_decision(self) -> bool:
        """Recorded as a decision instead of ticked."""
        return self.step.kind == StepKind.DECISION

    @property
    def may_be_decided(self) -> bool:
        return self.step.kind in DECIDED_BY

    @property
    def can_leave_out(self) -> bool:
        return self.step.kind not in NEVER_LEFT_OUT and not self.is_done and not self.is_own


def step_rows(consultation: Consultation, today: dt.date) -> list[StepRow]:
    """The whole working list, in order: two queries and one for conditions, however long it is."""
    steps = list(consultation.steps.select_related("milestone").order_by("position", "pk"))
    counts = consultation.stopped_on is None and consultation.project.is_going_on
    decided = decisions_after(consultation)
    return [StepRow(step, today, tuple(decided) if step.kind in DECIDED_BY else (), counts) for step in steps]


def ties_words(consultation: Consultation, rows: Sequence[StepRow]) -> list[str]:
    """Steps that the plan now has milestones for, by their titles; empty where there is nothing to tie."""
    if not consultation.project.is_going_on:
        return []
    return [milestone.title for _, milestone in ties_to_make(consultation, [row.step for row in rows])]


def not_in_plan(consultation: Consultation, rows: Sequence[StepRow]) -> bool:
    """Whether no step of it is a milestone: another consultation feeds the plan, or the plan has no such rows."""
    return consultation.stopped_on is None and all(row.step.milestone_id is None for row in rows)


@dataclass(frozen=True)
class WindowTried:
    """What another window would mean: the steps that move, what would stand oddly, and what the rules would say."""

    moves: list[Move]
    oddities: list[str]
    findings: list[Finding]
    days: WindowDays | None


def try_window(
    consultation: Consultation, opens_on: dt.date | None, closes_on: dt.date | None, *, today: dt.date
) -> WindowTried:
    """Changes nothing."""
    steps = list(consultation.steps.select_related("milestone"))
    moves = window_moves(consultation, steps, opens_on, closes_on)
    return WindowTried(
        moves,
        _oddities(steps, opens_on, closes_on),
        _new_findings(consultation, moves, today),
        _days(consultation, opens_on, closes_on),
    )


def _days(consultation: Consultation, opens: dt.date | None, closes: dt.date | None) -> WindowDays | None:
    if opens is None or closes is None:
        return None
    la_code = consultation.project.school.la_code
    return window_days(opens, closes, holidays_for(la_code, *years_touched(opens, closes)))


_BEFORE = frozenset(
    {StepKind.PLAN, StepKind.DOCUMENT, StepKind.BRIEFING, StepKind.EMPLOYER, StepKind.MEASURES}
)
_AFTER = frozenset(
    {StepKind.ANALYSIS, StepKind.REPLY, StepKind.CONSIDERATION, StepKind.DECISION, StepKind.CONSENT}
)


def _oddities(steps: Sequence[ConsultationStep], opens: dt.date | None, closes: dt.date | None) -> list[str]:
    """Milestones whose own days in the plan no longer fit the window; only whoever keeps the plan moves those."""
    found = []
    for step in steps:
        day = step_day(step)
        if day is None or step.milestone is None or step.left_out_reason:
            continue
        said = f"“{step.title}” is {'done' if has_happened(step) else 'due'} on {say_day(day)}"
        if step.kind in _BEFORE and opens is not None and day > opens:
            found.append(f"{said}, after the consultation opens.")
        elif step.kind in _AFTER and closes is not None and day < closes:
            found.append(f"{said}, before the consultation closes.")
        elif step.kind == StepKind.MEETINGS and opens and closes and not opens <= day <= closes:
            found.append(f"{said}, outside the window.")
    return found


def _new_findings(consultation: Consultation, moves: Sequence[Move], today: dt.date) -> list[Finding]:
    """What the rules would break or warn of with these days, and do not yet."""
    situation = situation_of(consultation.project, today)
    due = {move.step.milestone.code: move.now for move in moves if move.step.milestone is not None}
    steps = {
        code: replace(step, due_on=due[code]) if code in due else step
        for code, step in situation.steps.items()
    }
    known = {each.sentence for each in check_rules(situation)}
    after = check_rules(replace(situation, steps=steps))
    return [each for each in after if each.worries and each.sentence not in known]
