"""What the rules are asked about, and what they answer: plain values, no database, no clock."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from partnerships.rules.words import HAPPENED, Answer, Route, Status, Word

# A rule whose last day is this near, with the work not done, warns.
NEAR_DAYS = 14


class State(Word):
    """How a rule stands in one project."""

    BREAKS = "breaks", "Broken"
    WARNS = "warns", "Warning"
    ACCEPTED = "accepted", "Broken, accepted"
    UNSHOWN = "unshown", "Cannot be shown"
    NOT_YET = "not_yet", "Not yet"
    HOLDS = "holds", "Holds"
    OFF = "off", "Does not apply"


@dataclass(frozen=True)
class Step:
    """One milestone as the rules see it. `done_on` is None for what was done on a day that nobody knows.

    `depends_on` holds the codes it waits for in this project's route, as the plan has them.
    """

    code: str
    title: str
    status: str = Status.NOT_STARTED
    due_on: date | None = None
    done_on: date | None = None
    in_plan: bool = True
    depends_on: tuple[str, ...] = ()
    # The milestone's key, for links; None in tests and simulations.
    key: int | None = None

    @property
    def happened(self) -> bool:
        """Done, whether or not it counts already; what is not applicable has not happened."""
        return self.in_plan and self.status in HAPPENED

    @property
    def counts(self) -> bool:
        """Done, and needing nobody's reason."""
        return self.in_plan and self.status == Status.DONE

    @property
    def day_unknown(self) -> bool:
        """Done before tracking began, on a day that nobody knows."""
        return self.happened and self.done_on is None


@dataclass(frozen=True)
class Situation:
    """One project on one day.

    `joining` is the first of the joining month, or the day on which the academy really opened; `answers` are the
    facts by key, `order_basis` one of `OrderBasis` or blank. `steps` has the first occurrence of every milestone of
    the plan by its code, those that are not applicable too. `accepted` holds (rule, code, day done) of each break
    that a manager gave a reason for. To try another month or plan, `dataclasses.replace` it.
    """

    route: Route | None
    today: date
    order_basis: str = ""
    joining: date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    accepted: frozenset[tuple[str, str, date | None]] = frozenset()

    def step(self, code: str) -> Step | None:
        """The milestone with this code where it is in the plan, else None."""
        found = self.steps.get(code)
        return found if found is not None and found.in_plan else None

    def happened(self, code: str) -> bool:
        """Whether this milestone is in the plan and was done."""
        found = self.step(code)
        return found is not None and found.happened

    def answer(self, key: str) -> str:
        """The answer to a question; "unknown" while nobody has given one."""
        return self.answers.get(key) or Answer.UNKNOWN.value


@dataclass(frozen=True)
class Finding:
    """What one rule says of one project. `codes` are the milestones it is about.

    `hard` says whether a break needs a manager's reason here. `breaker` is the code of the milestone that was done
    against a hard rule, on `done_on`: it does not count until a manager gives a reason. `by` is the last day on which
    the rule can still be kept. `asks` is the key of the question whose answer the rule needs.
    """

    rule: str
    state: State
    sentence: str
    codes: tuple[str, ...] = ()
    hard: bool = False
    breaker: str = ""
    done_on: date | None = None
    by: date | None = None
    asks: str = ""
    # The milestone at which to say it: what has to be done first while there is time, then what was done too early.
    at: str = ""

    @property
    def worries(self) -> bool:
        """Broken without a reason, or a warning."""
        return self.state in (State.BREAKS, State.WARNS)

    @property
    def needs_reason(self) -> bool:
        """Something was done against a hard rule, and no manager has given a reason for it."""
        return self.state is State.BREAKS and self.breaker != ""


@dataclass(frozen=True)
class Source:
    """Where a rule comes from: a sentence for the user, and the address to read it at (empty for our own)."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule: `key` is stored with what a manager accepts; `check` gives one finding or several.

    `codes` are the milestones that it knows by their codes.
    """

    key: str
    title: str
    source: Source
    check: Callable[[Situation], Iterable[Finding]]
    codes: frozenset[str] = frozenset()
