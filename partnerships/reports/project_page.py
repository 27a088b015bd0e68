"""A project's page: what is late, what is due now, whom it waits for, and the whole plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from partnerships.models import Evidence, Hold, Milestone, Note, Project, ProjectFact
from partnerships.reports.checks import RuleCounts, by_milestone, findings_of, rule_counts
from partnerships.reports.due_words import Dates, dates_of
from partnerships.reports.groups import shared_in
from partnerships.reports.holds import hold_of
from partnerships.reports.plan_rows import Facts, Row
from partnerships.rules.checks import Finding
from partnerships.rules.dates import days_until, next_month
from partnerships.rules.facts import Fact
from partnerships.rules.joining import say_first_agreed
from partnerships.rules.plan import Progress
from partnerships.rules.words import Part, Route, Status

# Questions are put when a milestone they decide is due within this many days.
ASK_AHEAD = 60
MOST_QUESTIONS = 5
# "Start from here" is offered above this many late milestones, while fewer were ever touched.
LATE_WALL = 5
_NEXT_ROWS = 6
NO_RULES = RuleCounts()


@dataclass(frozen=True)
class Section:
    """One of the six parts of the checklist. `hidden` counts rows that are not applicable."""

    part: Part
    rows: list[Row]
    progress: Progress
    hidden: int
    late: int


@dataclass(frozen=True)
class Header:
    """What every page of a project says at its top."""

    project: Project
    progress: Progress
    late: int
    late_by: int
    days: int | None
    rules: RuleCounts = NO_RULES
    # The present hold; None while the project is not on hold.
    hold: Hold | None = None

    @property
    def opening_words(self) -> str:
        """ "284 days until conversion"; what happened when the day is past; empty without a month."""
        event = self.project.event
        if self.days is None:
            return ""
        if self.days > 0:
            return f"{self.days:,} day{'' if self.days == 1 else 's'} until {event}"
        if self.days == 0:
            return f"{event.capitalize()} is today"
        return f"{-self.days:,} day{'' if self.days == -1 else 's'} since {event}"

    @property
    def date_label(self) -> str:
        """ "Conversion date" or "Transfer date" where the route is known."""
        return f"{self.project.event.capitalize()} date" if self.project.route else "Joining date"

    @property
    def first_agreed_words(self) -> str:
        """How far the joining date has slipped from the first agreed one; empty before one was confirmed."""
        return say_first_agreed(self.project.first_agreed_month, self.project.joining_month)


@dataclass(frozen=True)
class ProjectPage:
    """Everything the page shows. A row stands once in `late`, `this_month`, `next_month`, `waiting` or `coming`."""

    header: Header
    late: list[Row]
    # Done against a rule: waits for a manager's reason.
    held: list[Row]
    this_month: list[Row]
    next_month: list[Row]
    waiting: list[Row]
    coming: list[Row]
    sections: list[Section]
    questions: list[Fact]
    unanswered: int
    offer_start: bool
    hidden: int
    # Rows whose deadline of DfE's is missed, and the first month in which all could still be kept.
    missed: list[Row]
    earliest: str

    @property
    def has_now(self) -> bool:
        return bool(self.late or self.this_month or self.next_month)


def facts_of(project: Project) -> dict[str, ProjectFact]:
    """The project's answers by key, with who gave them."""
    return {fact.key: fact for fact in project.facts.select_related("answered_by")}


def milestones_for_rows(milestones: QuerySet[Milestone]) -> QuerySet[Milestone]:
    """Adds what a line shows beside the milestone: its person and its newest note."""
    newest = Note.objects.filter(milestone=OuterRef("pk"), deleted_at=None).order_by("-written_at", "-pk")
    kept = Evidence.objects.standing().filter(milestone=OuterRef("pk")).order_by().values("milestone")
    return milestones.select_related("owner", "owner_contact", "waiting_contact").annotate(
        first_due=F("first_agreed__due_on"),
        newest_note=Subquery(newest.values("text")[:1]),
        evidence_count=Subquery(kept.annotate(n=Count("pk")).values("n")),
    )


def make_row(
    milestone: Milestone,
    project: Project,
    facts: Facts,
    today: dt.date,
    dates: Dates | None = None,
    findings: Mapping[str, Sequence[Finding]] | None = None,
) -> Row:
    """The line of a milestone that `milestones_for_rows` fetched."""
    route = Route(project.route) if project.route else None
    note = getattr(milestone, "newest_note", None) or ""
    evidence = getattr(milestone, "evidence_count", None) or 0
    about = (findings or {}).get(milestone.code, ()) if milestone.occurrence == 1 else ()
    return Row(
        milestone,
        today,
        route,
        facts,
        ended=project.is_ended,
        note=note,
        evidence=evidence,
        shared=shared_in(project, milestone.code),
        dates=dates,
        findings=about,
        on_hold=project.is_on_hold,
    )


def one_row(milestone: Milestone, project: Project, today: dt.date) -> Row:
    """One line, fetched afresh."""
    fresh = milestones_for_rows(Milestone.objects.filter(pk=milestone.pk)).get()
    found = by_milestone(findings_of([project], today)[project.pk])
    return make_row(fresh, project, facts_of(project), today, dates_of(project), found)


def project_header(project: Project, *, today: dt.date) -> Header:
    """The header alone, from five queries."""
    return _header(project, project.milestones.in_plan(), findings_of([project], today)[project.pk], today)


def section_counts(project: Project, part: Part, *, today: dt.date) -> tuple[Progress, int]:
    """Done of all in one part of the checklist, and how many of it are late."""
    rows = list(project.milestones.in_plan().filter(phase__in=[str(phase) for phase in part.phases]))
    late = sum(row.is_late(today) for row in rows) if project.is_going_on else 0
    return Progress(sum(row.is_done for row in rows), len(rows)), late


def project_page(project: Project, *, today: dt.date, show_all: bool = False) -> ProjectPage:
    """Reads the project's page in a fixed number of queries."""
    facts, dates = facts_of(project), dates_of(project)
    findings = findings_of([project], today)[project.pk]
    about = by_milestone(findings)
    everything = [
        make_row(each, project, facts, today, dates, about)
        for each in milestones_for_rows(project.milestones.all())
    ]
    rows = sorted((row for row in everything if row.milestone.in_plan), key=lambda row: row.order)
    parts = _due(rows, today) if not project.is_ended else ([], [], [], [], [])
    header = _header(project, [row.milestone for row in rows], findings, today)
    asked = _questions(rows)
    return ProjectPage(
        header=header,
        late=parts[0],
        held=[] if project.is_ended else [row for row in rows if row.is_held],
        this_month=parts[1],
        next_month=parts[2],
        waiting=parts[3],
        coming=parts[4],
        sections=[_section(part, everything, show_all) for part in Part],
        questions=[] if project.is_ended else _due_questions(rows, today)[:MOST_QUESTIONS],
        unanswered=len(asked),
        offer_start=_began_elsewhere(rows),
        hidden=len(everything) - len(rows),
        missed=[row for row in rows if row.missed_words],
        earliest=dates.earliest_words([row.milestone for row in rows], today),
    )


def _header(
    project: Project, milestones: Iterable[Milestone], findings: Iterable[Finding], today: dt.date
) -> Header:
    done = total = late = late_by = 0
    for milestone in milestones:
        total += 1
        done += milestone.is_done
        if project.is_going_on and milestone.is_late(today) and milestone.due_on is not None:
            late += 1
            late_by = max(late_by, (today - milestone.due_on).days)
    days = days_until(project.joining_month, today)
    rules = NO_RULES if project.is_ended else rule_counts(findings)
    return Header(project, Progress(done, total), late, late_by, days, rules, hold_of(project))


def _due(rows: Sequence[Row], today: dt.date) -> tuple[list[Row], list[Row], list[Row], list[Row], list[Row]]:
    """Late, this month, next month, waiting beyond that, and what comes up where none of these has anything."""
    next_first = next_month(today)
    after_next = next_month(next_first)
    to_do = [row for row in rows if not row.milestone.has_happened]
    dated = [(row, row.milestone.due_on) for row in to_do if row.milestone.due_on is not None]
    late = [row for row, due in dated if due < today]
    this_month = [row for row, due in dated if today <= due < next_first]
    following = [row for row, due in dated if next_first <= due < after_next]
    shown = {row.milestone.pk for row in [*late, *this_month, *following]}
    rest = [row for row in to_do if row.milestone.pk not in shown]
    waiting = [row for row in rest if row.milestone.status == Status.WAITING]
    coming = [row for row in rest if row.milestone.status != Status.WAITING]
    return late, this_month, following, waiting, [] if shown else coming[:_NEXT_ROWS]


def _began_elsewhere(rows: Iterable[Row]) -> bool:
    """A plan that is late mostly because nobody has said yet what was done before it was put in here."""
    untouched = touched = 0
    for row in rows:
        if row.milestone.status != Status.NOT_STARTED:
            touched += 1
        elif row.late_by:
            untouched += 1
    return untouched > LATE_WALL and untouched > touched


def _section(part: Part, everything: Sequence[Row], show_all: bool) -> Section:
    mine = [row for row in everything if row.part is part]
    planned = [row for row in mine if row.milestone.in_plan]
    return Section(
        part=part,
        rows=sorted(mine if show_all else planned, key=lambda row: row.order),
        progress=Progress(sum(row.milestone.is_done for row in planned), len(planned)),
        hidden=len(mine) - len(planned),
        late=sum(bool(row.late_by) for row in planned),
    )


def _questions(rows: Iterable[Row]) -> dict[str, Fact]:
    return {fact.key: fact for row in rows for fact in row.questions}


def _due_questions(rows: Sequence[Row], today: dt.date) -> list[Fact]:
    """What should be asked now: it decides something due soon; without dates, what comes first in the plan."""
    until = today + dt.timedelta(days=ASK_AHEAD)
    soon = [row for row in rows if row.milestone.due_on is not None and row.milestone.due_on <= until]
    if soon or any(row.milestone.due_on for row in rows):
        return list(_questions(soon).values())
    return list(_questions(rows).values())[:2]
