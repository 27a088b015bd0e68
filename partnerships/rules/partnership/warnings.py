"""Every warning sign of a Trust Partnership, as sentences of its record.

Source: the attributes and other rules of DfE's guidance on trust partnerships, with HCR Law's and VWV's notes on it;
which of them are signs, and how grave, is our judgement unless a rule below says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerships.rules.checks.days import months_after
from partnerships.rules.partnership.clock import LONGEST_MONTHS, USUAL_MONTHS
from partnerships.rules.partnership.expectations import review_gap
from partnerships.rules.partnership.facts import Event, PartnershipFacts, Window
from partnerships.rules.partnership.judging import GRAVITY, Sign, amber, red
from partnerships.rules.partnership.lifecycle import is_agreed
from partnerships.rules.partnership_words import PartnershipOutcome
from partnerships.rules.saying import say_day, say_month


def warnings_of(facts: PartnershipFacts, *, today: date) -> list[Sign]:
    """All that is found, the gravest first."""
    rules = (
        *(_too_long, _extended_again, _lapsed, _not_agreed, _not_signed, _regional_director_not_told),
        *(_not_considered, _no_review, _no_teaching, _charge_unpaid, _people_changed, _inspected),
        *(_no_firewall, _gap_before_joining),
    )
    found = [sign for rule in rules for sign in rule(facts, today)]
    return sorted(found, key=lambda each: -GRAVITY[each.rating])


def _too_long(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """More than 18 months is longer than usual; more than 24 has become permanent (DfE's guidance)."""
    until = facts.until(today)
    if facts.starts_on is None or until is None:
        return
    if until > months_after(facts.starts_on, LONGEST_MONTHS):
        said = f"It lasts longer than {LONGEST_MONTHS} months: a trial that long is becoming permanent."
        yield red(said, "Decide on joining, or end it.")
    elif until > months_after(facts.starts_on, USUAL_MONTHS[1]):
        yield amber(
            f"It lasts longer than the usual {USUAL_MONTHS[1]} months.", "Bring the decision forward."
        )


def _extended_again(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """A second extension: it is becoming permanent (DfE's guidance: never a long-term alternative to joining)."""
    if len(facts.extensions) > 1:
        yield red("It has been extended more than once.", "Decide on joining; do not extend it again.")


def _lapsed(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """Its end came and nobody decided."""
    if facts.outcome == PartnershipOutcome.LAPSED:
        yield red("It lapsed: its end came without a decision.")
    elif facts.over_on is None and facts.ends_on is not None and facts.ends_on < today:
        said = f"Its end, {say_day(facts.ends_on)}, has passed and no outcome is recorded: it is lapsing."
        yield red(said, "End it with its outcome, or extend it with a reason.")
    elif facts.ended_on is None and facts.project_ended_on is not None:
        yield amber("The project ended, and what the partnership led to is not recorded.")


def _not_agreed(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """Support has begun, and nothing shows that both boards agreed to it."""
    if facts.over_on is None and facts.has_started(today) and not is_agreed(facts):
        mend = "Record the day on which both boards agreed."
        yield amber("Its start has come, and the agreement of both boards is not recorded.", mend)


def _not_signed(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """Support without, or before, a signed agreement (DfE's model agreement of April 2021: sign first)."""
    signed = facts.of(Event.SIGNED)
    if signed is None or facts.starts_on is None or not facts.has_started(facts.over_on or today):
        return
    if not signed.happened:
        said = f"It started on {say_day(facts.starts_on)} without a signed agreement."
        yield red(said, "Sign the agreement, and record the day.")
    elif signed.done_on is not None and signed.done_on > facts.starts_on:
        yield amber(f"The agreement was signed on {say_day(signed.done_on)}, after the start.")


def _regional_director_not_told(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """The Regional Director should be told, in advance (DfE's guidance; VWV: before it starts)."""
    told = facts.of(Event.RD_TOLD)
    if told is None or facts.over_on is not None or told.happened:
        return
    if facts.has_started(today):
        said = "It has started, and the Regional Director has not been told."
        yield amber(said, "Tell the Regional Director, and record the day.")
    elif told.due_on is not None and told.due_on < today:
        said = f"The Regional Director was to be told by {say_day(told.due_on)}, before it starts."
        yield amber(said, "Tell the Regional Director, and record the day.")


def _not_considered(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """The governing body gives joining due consideration during it, by half-way (DfE's guidance)."""
    midpoint = facts.midpoint
    if facts.over_on is None and midpoint is not None and midpoint < today and not facts.has_considered:
        said = f"Its midpoint was {say_day(midpoint)}{facts.planned_otherwise}, and the governing body"
        yield red(f"{said} has not considered joining.", "Put joining on the governing body’s agenda.")


def _no_review(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """Nobody has looked for 16 weeks."""
    if gap := review_gap(facts, today=today):
        yield amber(gap, "Hold a review, and log it.")


def _no_teaching(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """None of its services is for teaching or leadership, which is what it is for (DfE's guidance)."""
    if facts.services and not facts.teaching_services:
        yield red("None of its services is for teaching and learning.", "Agree services for teaching first.")


def _charge_unpaid(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """The school pays a service charge by the day agreed (schedule 1 of DfE's model agreement)."""
    due = facts.charge_due_on
    if due is not None and due < today and facts.charge_paid_on is None and facts.charge != 0:
        yield amber(f"The charge was due on {say_day(due)} and is not paid.", "Ask the school for payment.")


def _people_changed(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """Who agreed to it is no longer there."""
    for each in facts.changes:
        followed = f"{each.after} has followed {each.before}" if each.after else f"{each.before} has left"
        said = f"The {each.role} changed during it: {followed}, seen on {say_day(each.seen_on)}."
        yield amber(said, f"Check with the new {each.role} that the school still wants the partnership.")


def _inspected(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """An inspection may change why the school is in it, and the route by which it would join."""
    if facts.inspected_on is not None:
        said = f"Ofsted inspected the school during it, on {say_day(facts.inspected_on)}."
        yield amber(said, "Look at its purpose, its measures and the route again with what was found.")


def _no_firewall(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """Support from the trust runs while the school consults on joining it, and nothing keeps the two apart.

    A consultation is fair at a formative stage (Gunning, 1985): whoever is asked must not find it decided.
    """
    until = facts.until(today)
    if facts.firewall.strip() or facts.starts_on is None or until is None:
        return
    for each in facts.consultations:
        if _overlaps(each, facts.starts_on, until):
            mend = "Say in the terms how the two are kept apart: people, papers, who speaks for whom."
            yield amber(f"It overlaps “{each.title}”, and nothing says how the two are kept apart.", mend)


def _overlaps(window: Window, start: date, until: date) -> bool:
    if window.opens is None:
        return False
    return window.opens <= until and (window.closes is None or window.closes >= start)


def _gap_before_joining(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """A joining month is set, and the partnership ends before it: nothing carries the school in between."""
    joining, end = facts.joining_month, facts.ends_on
    if facts.over_on is not None or joining is None or end is None or months_after(end, 1) > joining:
        return
    said = f"It ends on {say_day(end)}, and the school joins only in {say_month(joining)}."
    yield amber(said, "Agree what carries the school in between, or extend it with a reason.")
