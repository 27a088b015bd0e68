"""The milestone report: one question, asked once, behind the page, the csv and the print.

A `Wanted` says what is asked for, `MilestoneReport` answers for one person and one day. Rows are never sorted by the
database across all plans: projects are put in order first, then the milestones of a few projects at a time.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple, TypeVar

from partnerships.models import Milestone, Note, Project, User
from partnerships.models.milestone import MilestoneQuerySet
from partnerships.models.project import ProjectQuerySet
from partnerships.reports.evidence import evidence_in_words
from partnerships.reports.milestone_rows import ProjectLine, ReportRow
from partnerships.rules.words import Part, Phase, Status

LATE, TO_DO, NOT_APPLICABLE, EVERY = "late", "to_do", "not_applicable", "every"
# Projects whose milestones are held in memory at once while a csv is written.
_BATCH = 100


@dataclass(frozen=True)
class Wanted:
    """What a report is asked for; the empty question means the plans of live projects.

    `lead` is a person's key or "none", `owner` the key of somebody it is given to by name; `status` is a Status,
    LATE, TO_DO, NOT_APPLICABLE or EVERY (applicable or not); `late_by` whole days.
    """

    search: str = ""
    trust: int | None = None
    project: int | None = None
    lead: str = ""
    owner: int | None = None
    owner_role: str = ""
    part: str = ""
    status: str = ""
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    late_by: int | None = None
    joining_from: dt.date | None = None
    joining_to: dt.date | None = None
    include_ended: bool = False
    # "yes" for projects on hold only, "no" for the others only.
    hold: str = ""
    # Key of a group of schools that join together.
    group: int | None = None


class Tally(NamedTuple):
    """Counts of milestones: all found, and of these done, late, due in the next 30 days, waiting."""

    found: int = 0
    done: int = 0
    late: int = 0
    soon: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class MonthTally:
    """One joining month of what was found."""

    month: dt.date | None
    schools: int
    tally: Tally


K = TypeVar("K")


def _sums(pairs: Iterable[tuple[K, Tally]]) -> dict[K, Tally]:
    """Tallies added up by key."""
    sums: dict[K, list[int]] = {}
    for key, tally in pairs:
        so_far = sums.setdefault(key, [0] * len(tally))
        for place, count in enumerate(tally):
            so_far[place] += count
    return {key: Tally(*counts) for key, counts in sums.items()}


class MilestoneReport:
    """The answer to one question, for one person on one day. Each part is asked of the database when it is read."""

    def __init__(self, *, user: User, wanted: Wanted, today: dt.date) -> None:
        self.user, self.wanted, self.today = user, wanted, today

    @cached_property
    def projects(self) -> ProjectQuerySet:
        """Projects whose plans are asked about, that this person may see, in joining order."""
        wanted, found = self.wanted, Project.objects.visible_to(self.user)
        if not wanted.include_ended:
            found = found.live()
        if wanted.hold:
            found = found.filter(on_hold_since__isnull=wanted.hold == "no")
        if wanted.group is not None:
            found = found.filter(group_id=wanted.group)
        if wanted.trust is not None:
            found = found.filter(trust_id=wanted.trust)
        if wanted.project is not None:
            found = found.filter(pk=wanted.project)
        if wanted.lead:
            found = found.led_by(wanted.lead)
        if wanted.search:
            found = found.search(wanted.search)
        return found.joining_between(wanted.joining_from, wanted.joining_to).in_joining_order()

    @cached_property
    def found(self) -> MilestoneQuerySet:
        """Every milestone asked for, in no order: what all figures and rows are taken from."""
        wanted = self.wanted
        found = self._of_status(Milestone.objects.filter(project__in=self.projects.order_by().values("pk")))
        if wanted.part:
            found = found.of_phases(Part(wanted.part).phases)
        if wanted.owner is not None:
            found = found.filter(owner_id=wanted.owner)
        if wanted.owner_role:
            found = found.owned_by_role(wanted.owner_role)
        if wanted.late_by is not None:
            found = found.late_by(wanted.late_by, on=self.today)
        return found.due_between(wanted.due_from, wanted.due_to)

    def _of_status(self, milestones: MilestoneQuerySet) -> MilestoneQuerySet:
        status = self.wanted.status
        if status == LATE:
            return milestones.late(on=self.today)
        if status == TO_DO:
            return milestones.to_do()
        if status == NOT_APPLICABLE:
            return milestones.not_applicable()
        if status == EVERY:
            return milestones
        return milestones.with_status(status) if Status.has(status) else milestones.in_plan()

    @cached_property
    def _tallies(self) -> list[tuple[int, Part, Tally]]:
        """The one count behind all figures: by project and phase."""
        counted = self.found.tallied_by("project_id", "phase", on=self.today)
        values = counted.values_list("project_id", "phase", *Tally._fields)
        parts = {phase.value: phase.part for phase in Phase}
        return [(project, parts[phase], Tally(*counts)) for project, phase, *counts in values]

    @cached_property
    def by_part(self) -> dict[Part, Tally]:
        """Counts for each of the six parts of the plan that something was found in, in order."""
        sums = _sums((part, tally) for _project, part, tally in self._tallies)
        return {part: sums[part] for part in Part if part in sums}

    @cached_property
    def total(self) -> Tally:
        """Counts over everything found."""
        return _sums((None, tally) for tally in self.by_part.values()).get(None, Tally())

    @cached_property
    def by_project(self) -> dict[int, Tally]:
        """Counts for each project that something was found in, in joining order."""
        sums = _sums((project, tally) for project, _part, tally in self._tallies)
        return {pk: sums[pk] for pk, _month in self._order if pk in sums}

    @cached_property
    def by_month(self) -> dict[dt.date | None, MonthTally]:
        """Counts for each joining month that something was found in."""
        there = [(month, self.by_project[pk]) for pk, month in self._order if pk in self.by_project]
        schools = Counter(month for month, _tally in there)
        return {month: MonthTally(month, schools[month], tally) for month, tally in _sums(there).items()}

    @cached_property
    def _order(self) -> list[tuple[int, dt.date | None]]:
        return list(self.projects.values_list("pk", "joining_month"))

    def count(self) -> int:
        """How many rows there are, for the paginator."""
        return self.total.found

    def __getitem__(self, window: slice) -> list[ReportRow]:
        """The rows from `window.start` up to `window.stop`: only the plans of the projects in it are read."""
        first, last = window.start or 0, window.stop
        keys = list(self.by_project)
        ends = list(accumulate(tally.found for tally in self.by_project.values()))
        inside = [
            n for n, end in enumerate(ends) if end > first and end - self.by_project[keys[n]].found < last
        ]
        if not inside:
            return []
        before = ends[inside[0]] - self.by_project[keys[inside[0]]].found
        return self._rows_of([keys[n] for n in inside])[first - before : last - before]

    def stream(self) -> Iterator[ReportRow]:
        """Every row, in order, holding the plans of a hundred projects at a time."""
        keys = [pk for pk, _month in self._order]
        for start in range(0, len(keys), _BATCH):
            yield from self._rows_of(keys[start : start + _BATCH])

    def _rows_of(self, keys: Sequence[int]) -> list[ReportRow]:
        """The rows of these projects, in the order of the keys and then of the plan."""
        place = {pk: n for n, pk in enumerate(keys)}
        lines = ProjectLine.read(Project.objects.filter(pk__in=keys))
        rows = ReportRow.read(self.found.filter(project__in=keys), lines, self.today)
        rows.sort(key=attrgetter("position", "occurrence", "pk"))
        rows.sort(key=lambda row: place[row.project.pk])
        notes = newest_notes(keys, [row.pk for row in rows])
        evidence = evidence_in_words(keys, [row.pk for row in rows])
        for row in rows:
            row.note = notes.get(row.pk, "")
            row.evidence = evidence.get(row.pk, "")
        return rows

    def schools(self, rows: Sequence[ReportRow]) -> list[Project]:
        """The projects of these rows with the progress of their whole plans, in the rows' order."""
        keys = list(dict.fromkeys(row.project.pk for row in rows))
        with_progress = Project.objects.filter(pk__in=keys).with_progress(on=self.today)
        found = with_progress.with_names().in_bulk()
        return [found[key] for key in keys]


def newest_notes(projects: Sequence[int], milestones: Sequence[int]) -> dict[int, str]:
    """The newest standing note on each of these milestones of these projects; none where there is none."""
    notes = Note.objects.filter(project__in=projects, milestone__isnull=False).standing()
    if len(milestones) <= 200:
        notes = notes.filter(milestone__in=milestones)
    oldest_first = notes.order_by("written_at", "pk").values_list("milestone_id", "text")
    return dict(oldest_first)
