"""How fair a consultation is as it runs: one, or many in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from partnerships.models import (
    Consultation,
    ConsultationDocument,
    ConsultationStep,
    Decision,
    Meeting,
    ResponseReport,
    Stakeholder,
)
from partnerships.reports.calendar import holidays_by_la
from partnerships.reports.checks import situations_of
from partnerships.rules.checks import State, Step, check_rules
from partnerships.rules.consultation_words import Audience, ConsultationKind, Needed
from partnerships.rules.consultations.fair_facts import SEVERITY, Facts, Held, Principle, Told, Verdict
from partnerships.rules.consultations.fairness import fairness, worst
from partnerships.rules.consultations.papers import Paper
from partnerships.rules.saying import counted
from partnerships.rules.school_days import WindowDays, years_touched
from partnerships.rules.words import Status

_PAPER = ("kind", "title", "number", "in_force_from", "withdrawn_on", "language", "format", "pk")


@dataclass(frozen=True)
class Fairness:
    """One consultation's checks, and its window counted (None while its days are not known)."""

    verdicts: tuple[Verdict, ...]
    days: WindowDays | None

    @property
    def state(self) -> State:
        """The worst of all checks."""
        return worst(self.verdicts)

    @property
    def worries(self) -> list[Verdict]:
        """What is broken, warns, or cannot be shown, in the order of the principles."""
        return [each for each in self.verdicts if each.worries]

    @property
    def open(self) -> list[Verdict]:
        """What does not hold, what worries first; what somebody has accepted stays among it."""
        there = [each for each in self.verdicts if each.worries or each.said.state is State.ACCEPTED]
        return sorted(there, key=lambda each: SEVERITY.index(each.said.state))

    @property
    def folded(self) -> list[tuple[str, list[tuple[Principle, list[Verdict]]]]]:
        """What holds and what cannot be judged yet, each with its number in words, by principle."""
        kinds = (State.HOLDS, "hold"), (State.NOT_YET, "cannot be judged yet")
        return [
            (self._counted(state, verb), self._by_principle(state))
            for state, verb in kinds
            if self._in(state)
        ]

    def _in(self, state: State) -> list[Verdict]:
        return [each for each in self.verdicts if each.said.state is state]

    def _counted(self, state: State, verb: str) -> str:
        number = len(self._in(state))
        return f"{counted(number, 'check')} {'holds' if (number, verb) == (1, 'hold') else verb}"

    def _by_principle(self, state: State) -> list[tuple[Principle, list[Verdict]]]:
        order = list(Principle)
        there = sorted(self._in(state), key=lambda each: order.index(each.check.principle))
        return [(key, list(some)) for key, some in groupby(there, key=lambda each: each.check.principle)]

    @property
    def words(self) -> str:
        """ "1 check broken, 2 warnings"; empty where nothing worries."""
        broken = sum(each.said.state is State.BREAKS for each in self.verdicts)
        warns = len(self.worries) - broken
        parts = [f"{counted(broken, 'check')} broken"] if broken else []
        return ", ".join(parts + ([counted(warns, "warning")] if warns else []))


def fairness_of(consultation: Consultation, today: dt.date) -> Fairness:
    """How fair this consultation is as it stands on this day."""
    return fairness_of_many([consultation], today)[consultation.pk]


def fairness_of_many(consultations: Iterable[Consultation], today: dt.date) -> dict[int, Fairness]:
    """The same for many, by their keys: eleven queries where their projects and schools are read along."""
    return {key: fairness_of_facts(facts) for key, facts in facts_of(consultations, today).items()}


def fairness_of_facts(facts: Facts) -> Fairness:
    """What the checks say of these facts."""
    return Fairness(tuple(fairness(facts)), facts.days)


def facts_of(consultations: Iterable[Consultation], today: dt.date) -> dict[int, Facts]:
    """What is known of each of these consultations, by its key."""
    chosen = list(consultations)
    keys = [each.pk for each in chosen]
    situations = situations_of({each.project_id: each.project for each in chosen}.values(), today)
    findings = {key: check_rules(each) for key, each in situations.items()}
    steps, groups, meetings, papers = _steps(keys), _groups(keys), _meetings(keys), _papers(keys)
    published, decided = _published(keys), _decided(keys)
    facts = {
        each.pk: Facts(
            kind=ConsultationKind(each.kind),
            today=today,
            situation=situations[each.project_id],
            steps=steps[each.pk],
            findings=findings[each.project_id],
            groups=tuple(groups[each.pk]),
            meetings=tuple(meetings[each.pk]),
            papers=tuple(papers[each.pk]),
            published_on=published.get(each.pk),
            decided_on=decided.get(each.pk),
        )
        for each in chosen
    }
    return _with_holidays(facts, {each.pk: each.project.school.la_code for each in chosen})


def _with_holidays(facts: dict[int, Facts], la_codes: Mapping[int, str]) -> dict[int, Facts]:
    """The same with the holidays in force where each school is, in all school years of their windows."""
    days = [day for each in facts.values() for day in (each.opens, each.closes) if day is not None]
    if not days:
        return facts
    first, last = years_touched(min(days), max(days))
    by_la = holidays_by_la(la_codes.values(), first, last)
    return {key: replace(each, holidays=by_la[la_codes[key]]) for key, each in facts.items()}


def _steps(keys: Sequence[int]) -> dict[int, dict[str, Step]]:
    """Each consultation's steps by kind; the team's own are nobody's rule."""
    found: dict[int, dict[str, Step]] = defaultdict(dict)
    rows = (
        ConsultationStep.objects.filter(consultation__in=keys).exclude(kind="own").order_by("position", "pk")
    )
    for row in rows.select_related("milestone"):
        found[row.consultation_id].setdefault(row.kind, step_of(row))
    return found


def step_of(row: ConsultationStep) -> Step:
    """A step as the rules see it: with its milestone's days and standing where it is one."""
    needed = row.left_out_reason == ""
    milestone = row.milestone
    if milestone is None:
        status = Status.DONE if row.done_on else Status.NOT_STARTED
        return Step("", row.title, status, row.due_on, row.done_on, needed)
    return Step(
        code=milestone.code,
        title=milestone.title,
        status=milestone.status,
        due_on=milestone.due_on,
        done_on=milestone.done_on,
        in_plan=needed and milestone.in_plan,
        key=milestone.pk,
    )


def _groups(keys: Sequence[int]) -> dict[int, list[Told]]:
    """The groups that must or should be told; what the team added binds nobody."""
    found: dict[int, list[Told]] = defaultdict(list)
    asked = (Needed.MUST.value, Needed.SHOULD.value)
    rows = Stakeholder.objects.filter(consultation__in=keys, left_out=False, needed__in=asked).order_by("pk")
    for row in rows:
        found[row.consultation_id].append(Told(str(row), row.needed == Needed.MUST, row.told_on))
    return found


def _meetings(keys: Sequence[int]) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = defaultdict(list)
    rows = Meeting.objects.filter(consultation__in=keys, cancelled_on=None)
    for key, audience, on in rows.order_by("on", "pk").values_list("consultation_id", "audience", "on"):
        found[key].append(Held(f"meeting for {Audience(audience).label.lower()}", on))
    return found


def _papers(keys: Sequence[int]) -> dict[int, list[Paper]]:
    found: dict[int, list[Paper]] = defaultdict(list)
    rows = ConsultationDocument.objects.filter(consultation__in=keys).order_by(
        "in_force_from", "number", "pk"
    )
    for key, *values in rows.values_list("consultation_id", *_PAPER):
        found[key].append(Paper(*values))
    return found


def _published(keys: Sequence[int]) -> dict[int, dt.date]:
    rows = ResponseReport.objects.filter(consultation__in=keys).exclude(published_on=None)
    return _first_by(rows.values_list("consultation_id", "published_on"))


def _decided(keys: Sequence[int]) -> dict[int, dt.date]:
    rows = Decision.objects.filter(consultation__in=keys)
    return _first_by(rows.values_list("consultation_id", "decided_on"))


def _first_by(rows: Iterable[Any]) -> dict[int, dt.date]:
    """The earliest day of each."""
    found: dict[int, dt.date] = {}
    for key, day in rows:
        found[key] = min(day, found.get(key, day))
    return found
