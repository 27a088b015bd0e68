"""Logs a project's milestones as they get done: near their due dates, never before what they depend on."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerships.actions.evidence import Given
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.notes import write_note
from partnerships.demo.calendar import working_day
from partnerships.demo.events_of_plan import after, enter, is_event
from partnerships.demo.happenings import BrokeARule
from partnerships.demo.phrases import NOTES, note_on, waits_on
from partnerships.models import Milestone, User
from partnerships.permissions import May
from partnerships.rules.checks.days import LIABILITY_DAYS, NAME_DAYS
from partnerships.rules.plan import effective_dependencies
from partnerships.rules.words import Anchor, Applies, Phase, Status

if TYPE_CHECKING:
    from partnerships.demo.engine import Engine

EXACT = frozenset({"OPN-01"})  # done on the very day, be it a Sunday
# Rules of law and of DfE's that are kept, unless a story says otherwise.
LEAST_BEFORE = {"OPS-06": LIABILITY_DAYS, "OPS-07": NAME_DAYS}
EVIDENCE = 0.3
A_NOTE = 0.4
STARTED_BEFORE = 0.12
UNDATED_STEP = dt.timedelta(days=19)


@dataclass(frozen=True)
class Doing:
    """A milestone and the day on which it gets done."""

    on: dt.date
    row: Milestone


class Progressing:
    """The log of one project."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.story = engine, engine.story
        self.since = engine.began
        self._left: set[int] = set()
        self._told = {each.code for each in engine.story.happened if isinstance(each, BrokeARule)}
        self._rows: list[Milestone] = []
        self._waits_for: dict[str, tuple[str, ...]] = {}
        self._places: dict[str, int] = {}

    def leave(self, row: object) -> None:
        """This row does not get done by itself."""
        assert isinstance(row, Milestone)
        self._left.add(row.pk)

    def until(self, day: dt.date) -> None:
        """Logs what gets done before that day (and, on the last day, on it)."""
        if day <= self.since and day != self.engine.today:
            return
        last = day if day == self.engine.today else day - dt.timedelta(days=1)
        self._look()
        done = sorted(self._done_by(last), key=lambda each: (each.on, each.row.position, each.row.occurrence))
        for doing in done:
            self._log_done(doing, last)
        self.since = max(self.since, day)
        for code, stuck in self.story.stuck.items():
            if day >= self.engine.day(stuck.weeks * 7):
                self._wait(code)

    def under_way(self) -> None:
        """What is due about now and not done is in progress, or waits for somebody outside."""
        engine, today = self.engine, self.engine.today
        self._look()
        done = self._done()
        for row in self._rows:
            if row.status != Status.NOT_STARTED or row.due_on is None or row.pk in self._left:
                continue
            chance = self._chance(row)
            if row.code in EXACT:
                continue
            near = dt.timedelta(days=-45) < row.due_on - today < dt.timedelta(days=24)
            if not near or row.applies == Applies.UNKNOWN or not self._free(row, done):
                continue
            began = row.due_on - dt.timedelta(days=chance.randint(10, 30))
            since = working_day(max(began, self._ready(row, done), engine.began))
            if since > today or chance.random() > 0.75:
                continue
            on = waits_on(row.owner_role_list, engine.project)
            status = (
                Progress(Status.WAITING, waiting_on=on, waiting_since=since)
                if on
                else Progress(Status.IN_PROGRESS)
            )
            engine.play(since, log_progress, by=self._by(row), milestone=row, progress=status)

    def _look(self) -> None:
        """Reads the plan as it is now."""
        everything = list(self.engine.project.milestones.defer("guidance").in_plan_order())
        self._rows = [row for row in everything if row.in_plan]
        first = [row for row in everything if row.occurrence == 1 and row.code]
        skipped = {row.code for row in first if not row.in_plan}
        self._waits_for = effective_dependencies({row.code: row.depends_on for row in first}, skipped)
        explore = [row for row in self._rows if row.phase == Phase.EXPLORE and row.applies == Applies.YES]
        self._places = {row.code: place for place, row in enumerate(explore) if place < self.story.explored}

    def _done(self) -> dict[str, dt.date]:
        began = self.engine.began
        happened = [row for row in self._rows if row.has_happened and row.occurrence == 1]
        return {row.code: row.done_on or began for row in happened}

    def _done_by(self, last: dt.date) -> list[Doing]:
        """What gets done between the last look and this day, each after what it depends on."""
        done = self._done()
        found: list[Doing] = []
        waiting = [row for row in self._rows if not row.has_happened and self._moves(row)]
        while True:
            ready = [row for row in waiting if self._free(row, done)]
            new = [Doing(on, row) for row in ready if (on := self._when(row, done)) <= last]
            if not new:
                return found
            found += new
            done |= {each.row.code: each.on for each in new if each.row.occurrence == 1}
            gone = {each.row.pk for each in new}
            waiting = [row for row in waiting if row.pk not in gone]

    def _moves(self, row: Milestone) -> bool:
        if (
            row.code in {*self.story.stuck, *self._told}
            or row.pk in self._left
            or row.applies == Applies.UNKNOWN
        ):
            return False
        return row.due_on is not None or row.code in self._places

    def _when(self, row: Milestone, done: dict[str, dt.date]) -> dt.date:
        chance = self._chance(row)
        if row.due_on is None:
            wanted = self.engine.began + UNDATED_STEP * self._places[row.code]
        elif row.code in EXACT:
            return row.due_on
        else:
            wanted = row.due_on + dt.timedelta(days=round(chance.triangular(*self.story.pace.value)))
        after = [done[code] for code in self._waits_for.get(row.code, ())]
        earliest = max([self.since, *after])
        joining = self.engine.project.joining_month
        if joining and row.anchor == Anchor.JOINING and (row.days or 0) < 0:
            # Nothing that opening needs is done after it, unless the story says so.
            days = LEAST_BEFORE.get(row.code, 0) + chance.randint(3, 9)
            wanted = min(wanted, working_day(joining - dt.timedelta(days=days)))
        return working_day(max(wanted, earliest))

    def _free(self, row: Milestone, done: dict[str, dt.date]) -> bool:
        return all(code in done for code in self._waits_for.get(row.code, ()))

    def _ready(self, row: Milestone, done: dict[str, dt.date]) -> dt.date:
        return max([done[code] for code in row.depends_on if code in done], default=self.engine.began)

    def _chance(self, row: Milestone) -> random.Random:
        return random.Random(f"{self.story.key} {row.code or row.title} {row.occurrence}")  # noqa: S311  (the same every time)

    def _by(self, row: Milestone) -> User:
        if row.owner is not None and row.owner.may(May.LOG_PROGRESS, self.story.trust):
            return row.owner
        return self.engine.people.logs(row.owner_role_list, trust=self.story.trust, lead=self.story.lead)

    def _log_done(self, doing: Doing, last: dt.date) -> None:
        row, engine, chance = doing.row, self.engine, self._chance(doing.row)
        by = self._by(row)
        if chance.random() < STARTED_BEFORE and row.code not in EXACT:
            earlier = working_day(max(doing.on - dt.timedelta(days=chance.randint(5, 16)), self.since))
            if earlier < doing.on:
                progress = Progress(Status.IN_PROGRESS)
                engine.play(earlier, log_progress, by=by, milestone=row, progress=progress)
        wants = bool(row.evidence_wanted) and (chance.random() < EVIDENCE or is_event(row.code))
        site, name = f"https://files.havenlight.example/joining/{engine.project.school_id}", row.code.lower()
        link = f"{site}/{name}" if wants else ""
        logged = working_day(doing.on + dt.timedelta(days=chance.choice((0, 0, 0, 2))))
        logged = logged if logged <= last else doing.on
        if is_event(row.code):
            enter(engine, row, by=by, on=doing.on, logged=logged, link=link)
        else:
            done = Progress(Status.DONE, done_on=doing.on)
            engine.play(logged, log_progress, by=by, milestone=row, progress=done, evidence=Given(url=link))
            after(engine, row, logged=logged)
        if row.code in NOTES and chance.random() < A_NOTE:
            text = note_on(row.code, chance, engine.project)
            engine.play(logged, write_note, by=by, project=engine.project, milestone=row, text=text)
        if row.code == "LEG-02":
            engine.confirm_joining(logged)

    def _wait(self, code: str) -> None:
        """Says once on whom a stuck milestone waits, as of the day the story names."""
        stuck, engine = self.story.stuck[code], self.engine
        row = engine.project.milestones.get(code=code, occurrence=1)
        if row.status == Status.WAITING or row.is_done:
            return
        since = working_day(engine.day(stuck.weeks * 7))
        waiting = Progress(Status.WAITING, waiting_on=stuck.on, waiting_since=since)
        by = self._by(row)
        engine.play(since, log_progress, by=by, milestone=row, progress=waiting)
        if stuck.note:
            engine.play(since, write_note, by=by, project=engine.project, milestone=row, text=stuck.note)
