"""What is wrong with what was entered about a partnership, each problem about the answer to change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from partnerships.rules.partnership_words import PartnershipKind, PartnershipOutcome, SlaStatus, Vat
from partnerships.rules.problems import Problem
from partnerships.rules.saying import say_day

MOST_CHARGE = Decimal("99999999.99")


@dataclass(frozen=True)
class Terms:
    """The terms of a partnership as they were entered; people are named by what the caller knows them by."""

    kind: str = PartnershipKind.MAINTAINED.value
    reference: str = ""
    purpose: str = ""
    extendable: bool | None = None
    latest_end: date | None = None
    firewall: str = ""
    inspected_on: date | None = None
    charge: Decimal | None = None
    charge_basis: str = ""
    vat: str = Vat.UNKNOWN.value
    purchase_order: str = ""
    charge_due_on: date | None = None
    charge_paid_on: date | None = None
    sla_status: str = SlaStatus.NOT_STARTED.value
    rd_told_by: str = ""
    la_told_on: date | None = None
    la_told_by: str = ""
    diocese_told_on: date | None = None
    diocese_told_by: str = ""


@dataclass(frozen=True)
class Ending:
    """How a partnership ended, as it was entered."""

    on: date | None
    outcome: str
    reason: str
    learning: str = ""


def terms_problems(terms: Terms, *, ends_on: date | None, today: date) -> list[Problem]:
    """What is wrong with the terms of a partnership that ends on this day."""
    return [*_choices(terms), *_charge(terms, today), *_told(terms, today), *_limit(terms, ends_on)]


def _choices(terms: Terms) -> Iterator[Problem]:
    for about, words, what in (
        ("kind", PartnershipKind, "the kind of school"),
        ("vat", Vat, "how the charge stands to VAT"),
        ("sla_status", SlaStatus, "how far the agreement has got"),
    ):
        if not words.has(getattr(terms, about)):
            yield Problem(f"Choose {what}.", about=about)


def _charge(terms: Terms, today: date) -> Iterator[Problem]:
    if terms.charge is not None and not 0 <= terms.charge <= MOST_CHARGE:
        yield Problem("Enter the charge in pounds, as 0 or more.", about="charge")
    if terms.charge_paid_on is not None and terms.charge_paid_on > today:
        yield Problem("The day on which the charge was paid cannot be in the future.", about="charge_paid_on")


def _told(terms: Terms, today: date) -> Iterator[Problem]:
    for about, said in (
        ("la_told_on", "the local authority was told"),
        ("diocese_told_on", "the diocese was told"),
        ("inspected_on", "Ofsted inspected the school"),
    ):
        day = getattr(terms, about)
        if day is not None and day > today:
            yield Problem(f"The day on which {said} cannot be in the future.", about=about)


def _limit(terms: Terms, ends_on: date | None) -> Iterator[Problem]:
    if terms.latest_end is None:
        return
    if terms.extendable is False and (ends_on is None or terms.latest_end != ends_on):
        said = "It cannot be extended, so leave the latest end empty, or say that it can."
        yield Problem(said, about="latest_end")
    elif ends_on is not None and terms.latest_end < ends_on:
        said = f"The latest end must be on or after the end, {say_day(ends_on)}."
        yield Problem(said, about="latest_end")


def dates_problems(
    *, starts_on: date | None, ends_on: date | None, latest_end: date | None = None
) -> list[Problem]:
    """What is wrong with these dates; either may be not known yet."""
    problems = []
    if starts_on and ends_on and ends_on <= starts_on:
        problems.append(Problem("The partnership must end after it starts.", about="ends_on"))
    if ends_on and latest_end and ends_on > latest_end:
        said = f"By the terms it ends on {say_day(latest_end)} at the latest. Change the terms first."
        problems.append(Problem(said, about="ends_on"))
    return problems


def extension_problems(
    *,
    to_end: date | None,
    ends_on: date | None,
    terms: Terms,
    agreed_on: date | None,
    reason: str,
    today: date,
) -> list[Problem]:
    """What is wrong with extending a partnership that ends on `ends_on` to `to_end`.

    DfE's model agreement (April 2021) says whether it can be extended, and the longest that it may last.
    """
    problems = []
    if terms.extendable is False:
        problems.append(
            Problem("By its terms it cannot be extended. Change the terms first, if that was agreed.")
        )
    if ends_on is None:
        problems.append(Problem("It has no end that could be extended. Enter its end first."))
    if to_end is None:
        problems.append(Problem("Enter the new end.", about="to_end"))
    elif ends_on is not None and to_end <= ends_on:
        problems.append(Problem(f"The new end must be later than {say_day(ends_on)}.", about="to_end"))
    elif terms.latest_end is not None and to_end > terms.latest_end:
        said = f"By the terms it ends on {say_day(terms.latest_end)} at the latest. Change the terms first."
        problems.append(Problem(said, about="to_end"))
    if agreed_on is None:
        problems.append(Problem("Enter the day on which both boards agreed.", about="agreed_on"))
    elif agreed_on > today:
        problems.append(Problem("The day on which it was agreed cannot be in the future.", about="agreed_on"))
    if not reason.strip():
        problems.append(Problem("Enter why it is extended.", about="reason"))
    return problems


def pause_problems(*, since: date | None, starts_on: date | None, why: str, today: date) -> list[Problem]:
    """What is wrong with pausing it since this day."""
    problems = []
    if since is None:
        problems.append(Problem("Enter the day since which it is paused.", about="since"))
    elif since > today:
        problems.append(Problem("The day since which it is paused cannot be in the future.", about="since"))
    elif starts_on is not None and starts_on <= today and since < starts_on:
        problems.append(
            Problem(f"It started on {say_day(starts_on)}. Enter that day or a later one.", about="since")
        )
    if not why.strip():
        problems.append(Problem("Enter why it is paused.", about="why"))
    return problems


def ending_problems(ending: Ending, *, ends_on: date | None, today: date) -> list[Problem]:
    """What is wrong with ending a partnership that was to end on `ends_on`."""
    problems = []
    if not PartnershipOutcome.has(ending.outcome):
        problems.append(Problem("Choose what the partnership led to.", about="outcome"))
    if ending.on is None:
        problems.append(Problem("Enter the day on which it ended.", about="on"))
    elif ending.on > today:
        problems.append(Problem("The day on which it ended cannot be in the future.", about="on"))
    elif ending.outcome == PartnershipOutcome.LAPSED and ends_on is not None and ending.on < ends_on:
        said = f"It lapses when its end passes, on {say_day(ends_on)}. Enter that day, or choose another outcome."
        problems.append(Problem(said, about="on"))
    if not ending.reason.strip():
        problems.append(Problem("Enter the reason: it stays in the record.", about="reason"))
    return problems
