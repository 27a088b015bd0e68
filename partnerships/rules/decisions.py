"""Decisions on a school's joining: what each needs, which milestone it is, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from partnerships.rules.problems import Problem
from partnerships.rules.routes import CONVERSIONS
from partnerships.rules.words import DecisionBody, DecisionOutcome, EndOutcome, OrderBasis, Phase, Route

MILESTONE_OF: Mapping[DecisionBody, str] = MappingProxyType(
    {
        DecisionBody.GOVERNING_BODY: "CON-12",
        DecisionBody.SAT_BOARD: "CON-13",
        DecisionBody.TRUST_BOARD: "CON-14",
        DecisionBody.DIOCESE: "CON-10",
        DecisionBody.DFE: "APP-04",
    }
)
"""The milestone of the shipped template that a body's decision is: one event, entered once."""

APPROVING = frozenset({DecisionOutcome.APPROVED, DecisionOutcome.CONDITIONS, DecisionOutcome.CHANGES})
# Rare and final, so they are confirmed; each says why, as does a deferral.
FINAL = frozenset({DecisionOutcome.DECLINED, DecisionOutcome.WITHDRAWN, DecisionOutcome.REVOKED})
NEEDS_REASON = FINAL | {DecisionOutcome.DEFERRED, DecisionOutcome.CHANGES}
NONE_DECLARED = "None declared"
# Children's Wellbeing and Schools Act 2026 s.58, in force on this day, ended the duty of s.4(A1).
DUTY_ENDED = date(2026, 6, 29)
LONGEST_CONDITION = 200


@dataclass(frozen=True)
class Deciding:
    """A decision as it was entered. `interests` says what was declared, or NONE_DECLARED; `conditions` one each."""

    body: str
    outcome: str
    decided_on: date | None
    reason: str = ""
    interests: str = ""
    order_basis: str = ""
    minister_approved_on: date | None = None
    letter_sent_on: date | None = None
    has_evidence: bool = False
    conditions: tuple[str, ...] = ()
    # How the responses to a consultation were weighed, and whether the decision names one.
    considered: str = ""
    after_consultation: bool = False
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstained: int | None = None

    @property
    def asks_basis(self) -> bool:
        """DfE approves a conversion by making an order, which names its power."""
        return self.body == DecisionBody.DFE and self.outcome in APPROVING


@dataclass(frozen=True)
class Around:
    """What of the project bears on a decision. `approved_by_dfe`: such a decision is recorded already."""

    route: Route | None = None
    on_hold: bool = False
    opened: bool = False
    approved_by_dfe: bool = False


def decision_problems(deciding: Deciding, around: Around, *, today: date) -> list[Problem]:
    """What stands in the way of recording this, each about the answer to change."""
    problems = [
        *_plain_problems(deciding, today),
        *_basis_problems(deciding, around),
        *_condition_problems(deciding),
        *_weighing_problems(deciding),
        *_vote_problems(deciding),
    ]
    if deciding.outcome == DecisionOutcome.REVOKED:
        problems += _revoking_problems(deciding, around, today)
    return problems


def _plain_problems(deciding: Deciding, today: date) -> Iterable[Problem]:
    if not DecisionBody.has(deciding.body):
        yield Problem("Choose who decided.", about="body")
    if not DecisionOutcome.has(deciding.outcome):
        yield Problem("Choose what was decided.", about="outcome")
    if deciding.decided_on is None:
        yield Problem("Enter the day of the decision.", about="decided_on")
    elif deciding.decided_on > today:
        yield Problem("The day of the decision cannot be in the future.", about="decided_on")
    if deciding.outcome in NEEDS_REASON and not deciding.reason.strip():
        changes = deciding.outcome == DecisionOutcome.CHANGES
        said = "Enter what is to change, and why." if changes else "Enter the reason: it stays in the record."
        yield Problem(said, about="reason")
    if not deciding.interests.strip():
        yield Problem("Say which interests were declared, or that none was.", about="interests")


def _basis_problems(deciding: Deciding, around: Around) -> Iterable[Problem]:
    """The basis of an order (Academies Act 2010 s.4) belongs to DfE's approval of a conversion, and to nothing else."""
    conversion = around.route in CONVERSIONS
    basis = deciding.order_basis
    if basis and not (deciding.asks_basis and conversion):
        yield Problem("Only DfE’s approval of a conversion has a basis. Leave it empty.", about="order_basis")
    elif deciding.asks_basis and conversion and not basis:
        yield Problem("Choose the power the order is made under: DfE’s letter names it.", about="order_basis")
    elif basis and around.route is Route.VOLUNTARY and basis != OrderBasis.APPLICATION:
        said = (
            "An order that the governing body applied for is made under section 4(1)(a). "
            "If this one is not, change the project’s route first."
        )
        yield Problem(said, about="order_basis")
    elif basis == OrderBasis.SAVED_DUTY and deciding.decided_on and deciding.decided_on >= DUTY_ENDED:
        said = "The duty to make an order ended on 29 June 2026. Choose another power, or check the day."
        yield Problem(said, about="order_basis")


def _condition_problems(deciding: Deciding) -> Iterable[Problem]:
    given, about = deciding.conditions, "conditions"
    if deciding.outcome == DecisionOutcome.CONDITIONS and not given:
        yield Problem("Enter the conditions, one on each line.", about=about)
    if given and deciding.outcome != DecisionOutcome.CONDITIONS:
        yield Problem("Choose “Approved with conditions”, or leave the conditions empty.", about=about)
    if any(len(each) > LONGEST_CONDITION for each in given):
        yield Problem(f"A condition has at most {LONGEST_CONDITION} characters. Shorten it.", about=about)
    if len({each.casefold() for each in given}) < len(given):
        yield Problem("Two conditions are the same. Leave one out.", about=about)


def _weighing_problems(deciding: Deciding) -> Iterable[Problem]:
    """A fair consultation is weighed by whoever decides: the last of the Gunning tests, so the record says how."""
    if deciding.outcome == DecisionOutcome.CHANGES and deciding.body == DecisionBody.DFE:
        said = "DfE approves with conditions or without. “With changes” is for a governing body or a board."
        yield Problem(said, about="outcome")
    settled = deciding.outcome in APPROVING or deciding.outcome == DecisionOutcome.DECLINED
    if deciding.after_consultation and settled and not deciding.considered.strip():
        said = "Say how the responses were considered: who read them, and what was made of them."
        yield Problem(said, about="considered")


def _vote_problems(deciding: Deciding) -> Iterable[Problem]:
    """Votes are recorded where they were counted; a tie may be broken by the chair, a majority may not be."""
    votes = {
        "votes_for": deciding.votes_for,
        "votes_against": deciding.votes_against,
        "votes_abstained": deciding.votes_abstained,
    }
    for name, count in votes.items():
        if count is not None and count < 0:
            yield Problem("Enter a number of votes, or leave it empty.", about=name)
    one, other = deciding.votes_for, deciding.votes_against
    if (one is None) != (other is None) or (deciding.votes_abstained is not None and one is None):
        missing = "votes_for" if one is None else "votes_against"
        yield Problem("Enter both the votes for and those against, or leave all empty.", about=missing)
    elif one is not None and other is not None:
        if deciding.outcome in APPROVING and one < other:
            yield Problem(
                "More voted against than for, so it was not approved. Check both.", about="votes_for"
            )
        elif deciding.outcome == DecisionOutcome.DECLINED and one > other:
            yield Problem(
                "More voted for than against, so it was not declined. Check both.", about="votes_for"
            )


def _revoking_problems(deciding: Deciding, around: Around, today: date) -> list[Problem]:
    """An order is revoked once a minister has approved it, the letter has gone out and the letter is kept here.

    DfE's own system asks for all three first, and refuses while a project is on hold
    (DFE-Digital/complete-conversions-transfers-changes, ProjectPermissionService).
    """
    problems = []
    if deciding.body and deciding.body != DecisionBody.DFE:
        problems.append(Problem("Only DfE revokes an order. Choose DfE.", about="body"))
    if around.route is Route.TRANSFER or not (around.route is Route.ORDER or around.approved_by_dfe):
        problems.append(Problem("There is no order to revoke: record DfE’s approval first.", about="outcome"))
    if around.on_hold:
        problems.append(Problem("The project is on hold. Resume it before the order is revoked."))
    if around.opened:
        problems.append(Problem("The school has opened as an academy: its order can no longer be revoked."))
    for day, about, what in (
        (deciding.minister_approved_on, "minister_approved_on", "a minister approved it"),
        (deciding.letter_sent_on, "letter_sent_on", "the letter was sent"),
    ):
        if day is None:
            problems.append(Problem(f"Enter the day on which {what}.", about=about))
        elif day > today:
            problems.append(Problem(f"The day on which {what} cannot be in the future.", about=about))
    if not deciding.has_evidence:
        problems.append(Problem("Keep the letter: choose its file, or enter a link to it.", about="file"))
    approved, sent = deciding.minister_approved_on, deciding.letter_sent_on
    if approved and sent and sent < approved:
        problems.append(
            Problem("The letter is sent after a minister has approved it.", about="letter_sent_on")
        )
    return problems


def conditions_in(text: str) -> tuple[str, ...]:
    """The conditions typed one on each line, without numbers or dashes before them."""
    lines = (each.strip().lstrip("-–•*").strip() for each in text.splitlines())
    return tuple(each for each in lines if each)


def phase_of_conditions(body: str) -> Phase:
    """The part of the plan in which a body's conditions are met, unless somebody says otherwise."""
    return Phase.LEGAL if body in (DecisionBody.DFE, DecisionBody.DIOCESE) else Phase.APPLY


def ending_of(body: str, outcome: str) -> EndOutcome | None:
    """How the project would end after this decision; None where it goes on."""
    if outcome == DecisionOutcome.REVOKED:
        return EndOutcome.DECLINED_DFE
    school = body in (DecisionBody.GOVERNING_BODY, DecisionBody.SAT_BOARD)
    if outcome == DecisionOutcome.WITHDRAWN:
        return EndOutcome.WITHDRAWN_SCHOOL if school else EndOutcome.WITHDRAWN_TRUST
    if outcome == DecisionOutcome.DECLINED:
        if body == DecisionBody.DFE:
            return EndOutcome.DECLINED_DFE
        if body == DecisionBody.TRUST_BOARD:
            return EndOutcome.DECLINED_TRUST
        return EndOutcome.DECLINED_GOVERNING_BODY if school else EndOutcome.OTHER
    return None


def body_of(code: str) -> DecisionBody | None:
    """Whose decision the milestone with this code is."""
    return next((body for body, of in MILESTONE_OF.items() if of == code), None)
