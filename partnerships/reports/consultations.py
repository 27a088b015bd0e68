"""Consultations as lines of a list: how far each has got, its window, its next step, and what should be kept apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from partnerships.actions.facts import facts_of_school
from partnerships.models import Consultation, ConsultationStep, Milestone, Project, User
from partnerships.reports.checks import situation_of
from partnerships.rules.consultation_words import Channel, ConsultationKind, LedBy
from partnerships.rules.consultations.kinds import KindOf, kinds
from partnerships.rules.consultations.overlaps import Overlap, Run, overlaps, overlaps_of
from partnerships.rules.consultations.state import ConsultationState, Progress, say_state, state_of, troubles
from partnerships.rules.consultations.window import say_length
from partnerships.rules.saying import say_day
from partnerships.rules.words import HAPPENED

COLOURS = {
    ConsultationState.PLANNED: "blue",
    ConsultationState.OPEN: "teal",
    ConsultationState.CLOSED: "yellow",
    ConsultationState.DECIDED: "green",
    ConsultationState.STOPPED: "grey",
}
# The resolution to join, of a maintained school's governing body and of an academy's board.
RESOLUTIONS = ("CON-12", "CON-13")


@dataclass(frozen=True)
class ConsultationRow:
    """One consultation, read `with_progress` and `with_responses`, with what its line says."""

    consultation: Any
    today: dt.date
    next_step: str = ""
    overlaps: tuple[str, ...] = ()

    @property
    def progress(self) -> Progress:
        row = self.consultation
        return Progress(
            opens=row.opens_on,
            closes=row.closes_on,
            opened=row.has_opened,
            closed=row.has_closed,
            decided=row.is_decided,
            stopped=row.stopped_on is not None,
        )

    @property
    def state(self) -> ConsultationState:
        return state_of(self.progress, today=self.today)

    @property
    def colour(self) -> str:
        """The tag's colour; its words say the same."""
        return COLOURS[self.state]

    @property
    def said(self) -> str:
        """When it opens or closes, in words."""
        return say_state(self.progress, today=self.today)

    @property
    def kind(self) -> str:
        return ConsultationKind(self.consultation.kind).label

    @property
    def led_by(self) -> str:
        return LedBy(self.consultation.led_by).label

    @property
    def methods_words(self) -> str:
        """ "Web form, letter"; empty where no way to respond is chosen."""
        labels = [Channel(each).label for each in self.consultation.methods if Channel.has(each)]
        return ", ".join([*labels[:1], *(label.lower() for label in labels[1:])])

    @property
    def window(self) -> str:
        """ "1 March 2027 to 11 April 2027"; what is not known is said so."""
        opens, closes = self.consultation.opens_on, self.consultation.closes_on
        if opens is None:
            return "No days yet"
        return f"{say_day(opens)} to {say_day(closes) if closes else 'no closing day yet'}"

    @property
    def length(self) -> str:
        return say_length(self.consultation.opens_on, self.consultation.closes_on)

    @property
    def own_troubles(self) -> list[str]:
        """What does not fit together in its own record, in sentences."""
        return troubles(self.progress, today=self.today)

    @property
    def troubles(self) -> list[str]:
        """The same, with what should be kept apart."""
        return [*self.own_troubles, *self.overlaps]


def consultation_rows(
    found: Iterable[Consultation], *, viewer: User, today: dt.date
) -> list[ConsultationRow]:
    """These consultations as lines: the same few queries however many there are."""
    rows = list(found)
    nexts = _next_steps(rows)
    between = overlaps_among(rows, viewer=viewer)
    return [
        ConsultationRow(row, today, nexts.get(row.pk, ""), tuple(overlaps_of(row.pk, between)))
        for row in rows
    ]


def of_project(project: Project, *, viewer: User, today: dt.date) -> list[ConsultationRow]:
    """The consultations of one project, those that were stopped last."""
    mine = Consultation.objects.filter(project=project).with_progress().with_responses().with_names()
    rows = consultation_rows(mine.order_by("pk"), viewer=viewer, today=today)
    return sorted(rows, key=lambda row: row.consultation.stopped_on is not None)


def one_consultation(consultation: Consultation, *, viewer: User, today: dt.date) -> ConsultationRow:
    """One consultation as its own page shows it."""
    mine = Consultation.objects.filter(pk=consultation.pk).with_progress().with_responses().with_names()
    return consultation_rows(mine, viewer=viewer, today=today)[0]


def visible_consultations(user: User) -> Any:
    """What this person may see, of ended projects too, as the register lists it."""
    return (
        Consultation.objects.visible_to(user)
        .with_progress()
        .with_responses()
        .with_names()
        .newest_window_first()
    )


def _next_steps(rows: Sequence[Any]) -> dict[int, str]:
    """What is to be done next in each, by its key: the first step neither done nor left out."""
    open_ones = [row.pk for row in rows if row.stopped_on is None and not row.is_decided]
    steps = ConsultationStep.objects.filter(
        consultation__in=open_ones, done_on=None, left_out_reason=""
    ).exclude(milestone__status__in=[status.value for status in HAPPENED])
    found: dict[int, str] = {}
    for step in (
        steps.exclude(milestone__in_plan=False)
        .order_by("position", "pk")
        .values("consultation_id", "title", "milestone__due_on", "due_on")
    ):
        due = step["milestone__due_on"] or step["due_on"]
        words = f"{step['title']}, due {say_day(due)}" if due else str(step["title"])
        found.setdefault(step["consultation_id"], words)
    return found


def overlaps_among(rows: Sequence[Consultation], *, viewer: User) -> list[Overlap]:
    """What to point out about these and the other consultations of their schools that the viewer may see."""
    schools = {row.project.school_id for row in rows}
    of_schools = Consultation.objects.filter(project__school__in=schools, stopped_on=None)
    every = of_schools.visible_to(viewer).going_on()
    there = list(every.with_window().select_related("project"))
    resolved = _resolutions({each.project_id for each in there})
    return overlaps([_run(each, resolved) for each in there])


def _run(row: Any, resolved: dict[int, dt.date | None]) -> Run:
    return Run(
        key=row.pk,
        school=row.project.school_id,
        kind=row.kind,
        title=row.title,
        opens=row.opens_on,
        closes=row.closes_on,
        resolved_on=resolved.get(row.project_id),
        has_resolution=row.project_id in resolved,
    )


def _resolutions(projects: Iterable[int]) -> dict[int, dt.date | None]:
    """When each project's resolution to join was, or is due; absent where its plan has none."""
    mine = Milestone.objects.in_plan().filter(project__in=list(projects), code__in=RESOLUTIONS, occurrence=1)
    return {
        row["project_id"]: row["done_on"] or row["due_on"]
        for row in mine.order_by("-code").values("project_id", "done_on", "due_on")
    }


def kinds_needed(project: Project, today: dt.date) -> tuple[KindOf, ...]:
    """How each kind of consultation stands in a project, by the rules."""
    return kinds(situation_of(project, today), facts_of_school(project.school))


@dataclass(frozen=True)
class KindRow:
    """One kind on a project's page: what the rules say of it, and those that there are."""

    found: KindOf
    rows: list[ConsultationRow]

    @property
    def is_missing(self) -> bool:
        """Asked for, and none is there that was not stopped."""
        return self.found.applies and not any(row.consultation.stopped_on is None for row in self.rows)


def kind_rows(project: Project, rows: Sequence[ConsultationRow], today: dt.date) -> list[KindRow]:
    """Every kind with its consultations; what applies, or is there, first."""
    by_kind: dict[str, list[ConsultationRow]] = defaultdict(list)
    for row in rows:
        by_kind[row.consultation.kind].append(row)
    found = [KindRow(each, by_kind[each.kind]) for each in kinds_needed(project, today)]
    return sorted(found, key=lambda each: not (each.found.applies or each.rows))


def step_on(milestone: Milestone) -> ConsultationStep | None:
    """The consultation's step that this milestone is, with its consultation; None where it is none."""
    return ConsultationStep.objects.filter(milestone=milestone).select_related("consultation").first()
