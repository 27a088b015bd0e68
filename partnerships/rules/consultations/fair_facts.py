"""What is known of a consultation when its fairness is looked at, and what is said of it: plain values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from partnerships.rules.checks.situation import Finding, Situation, Source, State, Step
from partnerships.rules.consultation_words import ConsultationKind, StepKind
from partnerships.rules.consultations.papers import Paper
from partnerships.rules.school_days import WindowDays, window_days
from partnerships.rules.words import Status, Word
from partnerships.rules.working_days import Holiday

# From the worst to what needs nothing.
SEVERITY = (
    State.BREAKS,
    State.WARNS,
    State.UNSHOWN,
    State.NOT_YET,
    State.ACCEPTED,
    State.HOLDS,
    State.OFF,
)
WORRIES = frozenset({State.BREAKS, State.WARNS, State.UNSHOWN})


class Principle(Word):
    """What makes a consultation fair, in the order of the Gunning tests; last, what the law asks for besides."""

    FORMATIVE = "formative", "Asked while it can still change"
    REASONS = "reasons", "Told, and told enough"
    TIME = "time", "Given time to answer"
    WEIGHED = "weighed", "Weighed before deciding"
    LAW = "law", "In the order that the law asks for"


@dataclass(frozen=True)
class Told:
    """One group that must or should be told, and the day on which it was."""

    label: str
    must: bool
    on: date | None = None


@dataclass(frozen=True)
class Held:
    """One meeting that was not called off."""

    label: str
    on: date


@dataclass(frozen=True)
class Facts:
    """One consultation on one day.

    `steps` are those of its working list by their kind; one that is left out, or not applicable, is not `in_plan`.
    `findings` are what the rules of the plan say of its project. `published_on` is the first day on which a response
    document was published, `decided_on` that of the first decision recorded for it. `holidays` are those in force
    where the school is, in the whole school years of its window.
    """

    kind: ConsultationKind
    today: date
    situation: Situation
    steps: Mapping[str, Step] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    holidays: tuple[Holiday, ...] = ()
    groups: tuple[Told, ...] = ()
    meetings: tuple[Held, ...] = ()
    papers: tuple[Paper, ...] = ()
    published_on: date | None = None
    decided_on: date | None = None

    def step(self, kind: StepKind) -> Step | None:
        """This step, where the consultation has it and it is not left out."""
        found = self.steps.get(kind)
        return found if found is not None and found.in_plan else None

    @property
    def opens(self) -> date | None:
        """When it opened, else when that is due."""
        return _day_of(self.step(StepKind.OPENING))

    @property
    def closes(self) -> date | None:
        """When it closed, else when that is due."""
        return _day_of(self.step(StepKind.CLOSING))

    @property
    def days(self) -> WindowDays | None:
        """Its window counted; None while it has none."""
        if self.opens is None or self.closes is None:
            return None
        return window_days(self.opens, self.closes, self.holidays)

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed, or its closing is logged."""
        closing = self.step(StepKind.CLOSING)
        if closing is not None and closing.happened:
            return True
        return self.closes is not None and self.closes < self.today

    @property
    def reply(self) -> Step | None:
        """The response's publication: as logged, else as the published document shows."""
        return _shown(self.step(StepKind.REPLY), self.published_on)

    @property
    def decision(self) -> Step | None:
        """The decision: as logged, else as the recorded decision shows."""
        return _shown(self.step(StepKind.DECISION), self.decided_on)


@dataclass(frozen=True)
class Said:
    """What one check says: how it stands, why, and what would mend it (empty where nothing needs mending)."""

    state: State
    sentence: str
    mend: str = ""
    hard: bool = False


@dataclass(frozen=True)
class Check:
    """One question about a consultation's fairness; asked only of the kinds it is meant for."""

    key: str
    title: str
    principle: Principle
    source: Source
    kinds: frozenset[ConsultationKind]
    ask: Callable[[Facts], Said]


@dataclass(frozen=True)
class Verdict:
    """One check with what it says of one consultation."""

    check: Check
    said: Said

    @property
    def worries(self) -> bool:
        """Broken, a warning, or what cannot be shown."""
        return self.said.state in WORRIES


def _day_of(step: Step | None) -> date | None:
    return None if step is None else step.done_on or step.due_on


def _shown(step: Step | None, on: date | None) -> Step | None:
    """A step that nobody logged counts as done on the day that the record itself shows."""
    if step is None or step.happened or on is None:
        return step
    return Step(step.code, step.title, Status.DONE, step.due_on, on, key=step.key)
