"""One page of the milestone report: its rows by joining month and school, and the table of phases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from partnerships.reports.milestone_rows import ProjectLine, ReportRow
from partnerships.reports.milestones import MilestoneReport, MonthTally, Tally
from partnerships.rules.saying import counted
from partnerships.rules.words import Part


@dataclass(frozen=True)
class PartLine:
    """One phase of the table of phases."""

    part: Part
    tally: Tally


@dataclass(frozen=True)
class SchoolGroup:
    """The rows of one school that stand on this page, with its counts over everything found."""

    project: ProjectLine
    tally: Tally
    rows: list[ReportRow]
    goes_back: bool
    goes_on: bool


@dataclass(frozen=True)
class MonthGroup:
    """The schools of one joining month on this page, with the month's counts over everything found."""

    total: MonthTally
    schools: list[SchoolGroup] = field(default_factory=list)

    @property
    def words(self) -> str:
        """ "4 schools, 212 of 310 milestones done, 7 late"; "4 schools, 7 milestones late" where all are."""
        tally = self.total.tally
        schools = counted(self.total.schools, "school")
        if tally.late == tally.found:
            return f"{schools}, {counted(tally.late, 'milestone')} late"
        return f"{schools}, {tally.done:,} of {tally.found:,} milestones done, {tally.late:,} late"


def part_lines(report: MilestoneReport) -> list[PartLine]:
    """The table of phases, in order."""
    return [PartLine(part, tally) for part, tally in report.by_part.items()]


def school_groups(report: MilestoneReport, rows: Sequence[ReportRow], *, first: int) -> list[MonthGroup]:
    """The rows of a page by month and school. `first` is the place (from 0) of its first row in all."""
    begins, place = {}, 0
    for pk, tally in report.by_project.items():
        begins[pk] = place
        place += tally.found
    months, at = [], first
    for month, in_month in groupby(rows, key=lambda row: row.project.joining_month):
        schools = []
        for pk, some in groupby(in_month, key=lambda row: row.project.pk):
            mine, tally = list(some), report.by_project[pk]
            ends = begins[pk] + tally.found
            goes_back, goes_on = at > begins[pk], at + len(mine) < ends
            schools.append(SchoolGroup(mine[0].project, tally, mine, goes_back, goes_on))
            at += len(mine)
        months.append(MonthGroup(report.by_month[month], schools))
    return months
