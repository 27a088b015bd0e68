"""What cells about milestones would do to a plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from partnerships.rules.saying import lower_first, say_day
from partnerships.rules.words import Phase, Status
from partnerships.rules.workbook import cells
from partnerships.rules.workbook.look import Column, Found, Told
from partnerships.rules.workbook.meanings import LONGEST_WAITING, MilestoneTitle, NotUnderstood, ProgressSaid
from partnerships.rules.workbook.reading import tidy
from partnerships.rules.workbook.say_milestones import (
    say_not_in_route,
    say_progress,
    say_standing,
    waits_for,
)
from partnerships.rules.workbook.standing import Plan, Standing, StandingMilestone
from partnerships.rules.workbook.steps import AddOwn, FixDate, LogProgress, NotApplicable
from partnerships.rules.workbook.table import Cell, Row
from partnerships.rules.workbook.words import ASKED_OF, Asks, Holds, Planned

# As much as the database keeps of a title.
_LONGEST_TITLE = 200
_OF_ROW = (Holds.M_DUE, Holds.M_DONE, Holds.M_STATUS, Holds.M_WAITING, Holds.M_NOTE)
_OWN = "own:"


class _Target(NamedTuple):
    """The milestone a cell is about; None for a row of the team's own that is still to be added."""

    milestone: StandingMilestone | None
    title: str
    phase: Phase | None = None


def milestone_steps(
    found: Found,
    rows: Sequence[Row],
    standing: Standing,
    route: str,
    month: date | None,
    done_before: Phase | None,
) -> None:
    """What every cell about a milestone would do. Before `done_before` everything is done already."""
    look = found.look
    columns = look.of(Holds.MILESTONE, Holds.OWN)
    if not columns and not look.reading.is_one_milestone_a_row:
        return
    each = _Milestones(found, standing.with_plan(route, month), route, month, done_before)
    for row in rows:
        for column in columns:
            each.of_column(row, column)
        if look.reading.is_one_milestone_a_row:
            each.of_row(row)


class _Milestones:
    def __init__(
        self, found: Found, plan: Plan, route: str, month: date | None, done_before: Phase | None
    ) -> None:
        self.found, self.look, self.plan = found, found.look, plan
        self.route, self.month = route, month
        phases = list(Phase)
        self.earlier = frozenset(phases[: phases.index(done_before)]) if done_before else frozenset()
        self.titles = {each.code: each.title for each in self.look.milestones}

    def of_column(self, row: Row, column: Column) -> None:
        """A cell of a column that is one milestone."""
        if column.holds is Holds.OWN:
            target = self._own(column.heading, column.which)
        else:
            target = _Target(
                self.plan.by_code.get(column.which), self.titles.get(column.which, column.heading)
            )
        reading = self.look.reading

        def meaning(cell: Cell) -> ProgressSaid | None:
            return cells.progress(
                cell, dates=reading.dates_of(column.heading), day_first=reading.day_first,
                today=self.look.today, near=self._near(target),
            )  # fmt: skip

        said = self.found.read(row, column, meaning)
        if said is not None:
            self._apply(Told(said, row.number, column.heading), target)

    def of_row(self, row: Row) -> None:
        """A row that is one milestone: its title, and what its other cells say of it."""
        titled = next(iter(self.found.all_of([row], Holds.M_TITLE, lambda cell: cell)), None)
        if titled is None:
            return
        target = self._titled(row, titled)
        if target is None:
            return
        given = {
            column.holds: cell
            for column in reversed(self.look.of(*_OF_ROW))
            if (cell := self.look.cell(row, column)) is not None
        }
        try:
            said = cells.milestone_row(
                given, day_first=self.look.reading.day_first, today=self.look.today, near=self._near(target)
            )
        except NotUnderstood as wrong:
            self._ask_of_row(row, wrong)
            return
        self._apply(Told(said, row.number, titled.heading), target)

    def _ask_of_row(self, row: Row, wrong: NotUnderstood) -> None:
        wanted = wrong.holds or next(kind for kind in _OF_ROW if ASKED_OF.get(kind) == wrong.asks)
        column = self.look.of(wanted)[0]
        cell = self.look.cell(row, column)
        self.found.ask(row, column.heading, cell.text if cell else "", wrong)

    def _titled(self, row: Row, titled: Told[Cell]) -> _Target | None:
        """The milestone of that title: one that the team added itself, else one of the template."""
        column = self.look.of(Holds.M_TITLE)[0]
        written, text = row.cells[column.place].text, titled.value.text
        if text.startswith(_OWN):
            return self._own(written, text.removeprefix(_OWN))
        if own := self.plan.own.get(tidy(text)):
            return _Target(own, own.title)
        phase = next(iter(self.found.all_of([row], Holds.M_PHASE, lambda cell: cells.phase(cell.text))), None)

        def meaning(cell: Cell) -> MilestoneTitle:
            try:
                return cells.milestone(cell.text, self.look.milestones)
            except NotUnderstood as wrong:
                own = tuple((f"{_OWN}{each.value}", f"A row of our own: {each.label}") for each in Phase)
                raise NotUnderstood(
                    wrong.says, wrong.asks, (*wrong.options, *own), holds=Holds.M_TITLE
                ) from wrong

        title = self.found.read(row, column, meaning)
        if title is None:
            return None
        return _Target(self.plan.by_code.get(title.code), title.title, phase.value if phase else None)

    def _own(self, title: str, phase: str) -> _Target:
        known = self.plan.own.get(tidy(title))
        return _Target(known, title[:_LONGEST_TITLE], Phase(phase) if Phase.has(phase) else Phase.READY)

    def _near(self, target: _Target) -> date | None:
        due = target.milestone.due_on if target.milestone else None
        return due or self.month

    def _apply(self, told: Told[ProgressSaid], target: _Target) -> None:
        said = told.value
        if not (said.status or said.planned_on or said.not_applicable or said.note):
            return
        if target.milestone is None:
            milestone = self._added(told, target)
        else:
            milestone = target.milestone if self._is_in_plan(told, target.milestone) else None
        if milestone is None:
            return
        self._apply_progress(told, milestone)
        self._apply_plan(told, milestone)
        if said.note:
            note = told.saying(said.note)
            self.found.note(note, milestone.ref, f"Note on {milestone.title}")

    def _added(self, told: Told[ProgressSaid], target: _Target) -> StandingMilestone | None:
        """A row of the team's own that is not there yet; a milestone that is in no plan of this route is refused."""
        said = told.value
        if target.phase is None or target.title in self.titles.values():
            if not said.not_applicable:
                says = say_not_in_route(target.title, self.route)
                self.found.refuse(told.row, told.heading, says, Asks.PROGRESS)
            return None
        if said.not_applicable:
            return None
        due = said.planned_on if self._keeps_planned else None
        after = f"Added to {target.phase.label}" + (f", due {say_day(due)}" if due else "")
        self.found.step(
            AddOwn(target.title, target.phase, due), told, target.title, after, assumed=said.assumed
        )
        added = StandingMilestone("", target.title, target.phase, due)
        self.plan.own[tidy(target.title)] = added
        return added

    @property
    def _keeps_planned(self) -> bool:
        return self.look.reading.planned == Planned.FIX

    def _is_in_plan(self, told: Told[ProgressSaid], milestone: StandingMilestone) -> bool:
        """Whether a day can be planned for it; what has been done on it is put in whatever the answers say."""
        said = told.value
        if milestone.in_plan or said.status not in ("", Status.NOT_STARTED) or said.not_applicable:
            return True
        if said.planned_on is not None:
            says = f"“{milestone.title}” does not apply to this school, by what is answered on its page."
            self.found.refuse(told.row, told.heading, says, Asks.PROGRESS)
        return said.planned_on is None

    def _apply_progress(self, told: Told[ProgressSaid], milestone: StandingMilestone) -> None:
        said, found = told.value, self.found
        if not said.status and not said.not_applicable:
            return
        key = (milestone.ref, "progress")
        value = (said.status, said.done_on, said.waiting_on, said.not_applicable)
        if not found.once(key, told.saying(value), say_progress(said), Asks.PROGRESS):
            return
        if self._stands(said, milestone):
            return
        if milestone.has_happened and said.status != Status.DONE:
            says = f"It is {lower_first(say_standing(milestone))} here. What is done stays done; change it on its page."
            found.refuse(told.row, told.heading, says, Asks.PROGRESS)
            return
        before, after = say_standing(milestone), say_progress(said)
        if said.not_applicable:
            why = f"The spreadsheet says so, in row {told.row}."
            found.step(NotApplicable(milestone.ref, why), told, milestone.title, after, before, said.assumed)
            return
        unknown = said.status == Status.DONE and said.done_on is None
        what = LogProgress(
            milestone.ref, said.status, said.done_on, unknown, said.waiting_on[:LONGEST_WAITING]
        )
        found.step(what, told, milestone.title, after, before, said.assumed)

    def _stands(self, said: ProgressSaid, milestone: StandingMilestone) -> bool:
        """Whether it is so already, or will be by the school's stage."""
        if said.not_applicable:
            return not milestone.in_plan
        if said.status == Status.DONE:
            earlier = milestone.phase in self.earlier
            return said.done_on in (None, milestone.done_on) if milestone.has_happened else (
                earlier and said.done_on is None
            )  # fmt: skip
        same = said.status == milestone.status
        return same and waits_for(said.waiting_on) == waits_for(milestone.waiting_on) and milestone.in_plan

    def _apply_plan(self, told: Told[ProgressSaid], milestone: StandingMilestone) -> None:
        """Fixes a day that differs from the one the plan has; what is done has no day to come."""
        on, found = told.value.planned_on, self.found
        happened = milestone.has_happened or told.value.status == Status.DONE
        if on is None or not self._keeps_planned or happened or told.value.not_applicable:
            return
        key = (milestone.ref, "planned")
        if not found.once(key, told.saying(on), say_day(on), Asks.PROGRESS):
            return
        if on != milestone.due_on:
            before = f"Due {say_day(milestone.due_on)}" if milestone.due_on else ""
            what = FixDate(milestone.ref, on)
            assumed = "" if told.value.status else told.value.assumed  # which the step of the status tells
            found.step(what, told, milestone.title, f"Planned for {say_day(on)}", before, assumed)
