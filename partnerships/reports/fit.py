"""The page on which a school and a trust see whether they fit: what was answered, what is open, what GIAS shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.models import FitAnswer, Group, Project, School, TrustAnswer, TrustTerms
from partnerships.rules.distance import (
    Apart,
    Place,
    farthest_apart,
    nearest_first,
    position,
    say_miles,
)
from partnerships.rules.faith_limits import FaithLimits, faith_limits
from partnerships.rules.fit import BY_KEY, QUESTIONS, USUAL, Question, Section
from partnerships.rules.partnership_words import Reserves
from partnerships.rules.saying import say_day
from partnerships.rules.trust_mix import (
    Line,
    Member,
    Size,
    by_faith,
    by_kind,
    by_phase,
    first_of,
    size_of,
)

NEAREST_SHOWN = 5


@dataclass(frozen=True)
class FitLine:
    """One question with its answer for this school, else with the trust's usual answer."""

    question: Question
    answer: FitAnswer | None
    usual: TrustAnswer | None

    @property
    def is_open(self) -> bool:
        return self.answer is None and self.usual is None

    @property
    def is_usual(self) -> bool:
        """Answered only as the trust answers every school."""
        return self.answer is None and self.usual is not None

    @property
    def state_words(self) -> str:
        if self.answer is not None:
            return "Answered"
        return "Usual answer" if self.usual is not None else "Open"

    @property
    def text(self) -> str:
        given = self.answer or self.usual
        return given.text if given is not None else ""

    @property
    def by_words(self) -> str:
        """ "Recorded by Edda Editor, 3 March 2027"; empty where it is open."""
        given = self.answer or self.usual
        if given is None:
            return ""
        verb = "Recorded by" if self.answer is not None else "The trust’s usual answer, kept by"
        return f"{verb} {given.answered_by or 'somebody who has left'}, {say_day(given.answered_on)}"


@dataclass(frozen=True)
class FitSection:
    section: Section
    lines: list[FitLine]


@dataclass(frozen=True)
class TermLine:
    """One of the trust's terms; `text` is empty where the trust has not said."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Shape:
    """What GIAS shows of geography, type, size and faith."""

    has_trust_schools: bool
    unplaced: int
    nearest: list[Apart]
    reach: Apart | None
    reach_with: Apart | None
    now: Size
    then: Size
    mixes: list[tuple[str, list[Line]]]
    firsts: list[str]
    faith: FaithLimits

    @property
    def nearest_words(self) -> str:
        """Which of the trust's schools is nearest, and how far; or why that cannot be said."""
        if not self.has_trust_schools:
            return "GIAS shows no other schools in the trust."
        if not self.nearest:
            return "GIAS does not say where the school or the trust’s schools lie."
        first = self.nearest[0]
        far = say_miles(first.miles)
        return f"The nearest school of the trust is {first.other.name}, {far} away as the crow flies."

    @property
    def nearest_lines(self) -> list[tuple[str, str]]:
        """The nearest schools of the trust, each with how far it is."""
        return [(apart.other.name, say_miles(apart.miles)) for apart in self.nearest]

    @property
    def reach_words(self) -> str:
        """How widely the trust is spread, and whether the school would widen that."""
        if self.reach is None:
            return ""
        said = (
            f"The trust’s schools lie at most {say_miles(self.reach.miles)} apart "
            f"({self.reach.one.name} and {self.reach.other.name})"
        )
        if self.reach_with is None or self.reach_with.miles <= self.reach.miles:
            return f"{said}. The school would not change that."
        return f"{said}. With the school it would be {say_miles(self.reach_with.miles)}."


@dataclass(frozen=True)
class FitPage:
    """Everything that the page shows."""

    sections: list[FitSection]
    terms: list[TermLine]
    terms_as_of: dt.date | None
    shape: Shape

    @property
    def lines(self) -> list[FitLine]:
        return [line for section in self.sections for line in section.lines]

    @property
    def open_lines(self) -> list[FitLine]:
        return [line for line in self.lines if line.is_open]

    @property
    def answered(self) -> int:
        """How many questions have an answer for this school."""
        return sum(line.answer is not None for line in self.lines)

    @property
    def usual(self) -> int:
        """How many stand with the trust's usual answer alone."""
        return sum(line.is_usual for line in self.lines)


def fit_page(project: Project) -> FitPage:
    """Reads the page in a fixed number of queries."""
    lines = fit_lines(project)
    terms = terms_of(project.trust)
    return FitPage(
        sections=[
            FitSection(section, [line for line in lines if line.question.section is section])
            for section in Section
        ],
        terms=term_lines(terms),
        terms_as_of=terms.as_of if terms is not None else None,
        shape=shape_of(project),
    )


def fit_lines(project: Project) -> list[FitLine]:
    """Every question, in order, with what was answered; two queries."""
    mine = FitAnswer.objects.filter(project=project).select_related("answered_by", "evidence")
    answers = {each.key: each for each in mine}
    usual = usual_answers(project.trust)
    return [FitLine(each, answers.get(each.key), usual.get(each.key)) for each in QUESTIONS]


def fit_line(project: Project, key: str) -> FitLine:
    """One question with what was answered. Raises KeyError for what is no question."""
    answer = FitAnswer.objects.filter(project=project, key=key).select_related("answered_by", "evidence")
    usual = TrustAnswer.objects.filter(trust=project.trust, key=key).select_related("answered_by")
    return FitLine(BY_KEY[key], answer.first(), usual.first())


def answered_keys(project: Project) -> frozenset[str]:
    """Keys of the questions that have an answer for this school."""
    return frozenset(FitAnswer.objects.filter(project=project).values_list("key", flat=True))


def usual_answers(trust: Group) -> dict[str, TrustAnswer]:
    """What the trust usually answers, by question."""
    kept = TrustAnswer.objects.filter(trust=trust).select_related("answered_by")
    return {each.key: each for each in kept}


def usual_lines(trust: Group) -> list[tuple[Question, TrustAnswer | None]]:
    """Every question to which a trust may keep an answer, with it."""
    kept = usual_answers(trust)
    return [(each, kept.get(each.key)) for each in USUAL]


def terms_of(trust: Group) -> TrustTerms | None:
    """What the trust asks of and offers to every school; None while nobody has said."""
    return TrustTerms.objects.filter(trust=trust).first()


def term_lines(terms: TrustTerms | None) -> list[TermLine]:
    """The trust's terms, each with what it says or nothing."""
    kept = terms or TrustTerms()
    percent = "" if kept.charge_percent is None else f"{kept.charge_percent.normalize():f}% of income"
    reserves = "" if kept.reserves == Reserves.UNKNOWN else Reserves(kept.reserves).label
    return [
        TermLine("Central charge", percent),
        TermLine("Basis of the charge", kept.charge_basis),
        TermLine("Capital: how it is obtained and shared out", kept.capital),
        TermLine("Reserves", "\n".join(each for each in (reserves, kept.reserves_note) if each)),
        TermLine("Scheme of delegation", kept.delegation, kept.delegation_url),
    ]


def shape_of(project: Project) -> Shape:
    """What GIAS shows; one query for the trust's schools. The school itself and its later record are left out."""
    school = project.school
    own = {school.pk, project.academy_id}
    others = [each for each in School.objects.filter(trust=project.trust).not_closed() if each.pk not in own]
    here, places = _place(school), [_place(each) for each in others]
    member, members = _member(school), [_member(each) for each in others]
    reach = farthest_apart(places)
    phases, kinds, faiths = by_phase(members, member), by_kind(members, member), by_faith(members, member)
    return Shape(
        has_trust_schools=bool(others),
        unplaced=sum(each.position is None for each in [here, *places]),
        nearest=nearest_first(here, places)[:NEAREST_SHOWN],
        reach=reach,
        reach_with=farthest_apart([here, *places]),
        now=size_of(members),
        then=size_of([*members, member]),
        mixes=[("Phase", phases), ("Kind of school", kinds), ("Religious character", faiths)],
        firsts=first_of([*phases, *kinds, *faiths]) if others else [],
        faith=_faith(school, others),
    )


def _faith(school: School, others: Sequence[School]) -> FaithLimits:
    return faith_limits(
        type_code=school.type_code,
        group_code=school.type_group_code,
        religious_character=school.religious_character,
        diocese=school.diocese_name,
        others=[each.religious_character for each in others],
    )


def _place(school: School) -> Place:
    return Place(school.pk, school.name, position(school.easting, school.northing))


def _member(school: School) -> Member:
    return Member(school.phase_name, school.type_code, school.religious_character, school.pupils)
