"""The four expectations of a Trust Partnership, each judged from its record and never typed in.

Source of the four: DfE's guidance on trust partnerships (2021, last updated 6 July 2023), as HCR Law and VWV describe
it. Where DfE gives no figure the threshold is our judgement, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from partnerships.rules.checks.days import months_after
from partnerships.rules.joining import say_shift
from partnerships.rules.partnership.clock import (
    LONGEST_MONTHS,
    REVIEW_WEEKS,
    USUAL_MONTHS,
    clock_of,
    decision_due_on,
    say_length,
    whole_months,
)
from partnerships.rules.partnership.facts import Event, PartnershipFacts
from partnerships.rules.partnership.judging import Expectation, Judged, Sign, amber, good, red
from partnerships.rules.partnership_words import PartnershipOutcome
from partnerships.rules.saying import counted, lower_first, say_day

# Judgement: "centred on" means more than half; evidence for half of what was done is a record, for less a list.
MAIN_SHARE = 50  # percent
# Judgement: support that has begun shows in services and activities within two months.
SETTLING_WEEKS = 8
# Judgement: one review missed can be made up for, two are a habit.
REVIEWS_MISSED_RED = 2


def expectations_of(facts: PartnershipFacts, *, today: date) -> list[Judged]:
    """The four, in the order in which DfE names them."""
    found = (
        (Expectation.TIME_LIMITED, _time_limited),
        (Expectation.TEACHING, _teaching),
        (Expectation.DOCUMENTED, _documented),
        (Expectation.JOINING, _joining),
    )
    return [Judged(expectation, tuple(judge(facts, today))) for expectation, judge in found]


def _time_limited(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """An end is set; 12 to 18 months are usual, more than 24 or a second extension make it permanent.

    Source: DfE's guidance on trust partnerships ("usually 12 to 18 months; never a long-term alternative to joining").
    That 24 months and a second extension are red is our judgement.
    """
    until = facts.until(today)
    if facts.starts_on is None or until is None:
        missing = "start" if facts.starts_on is None else "end"
        lacks = red if missing == "end" and facts.has_started(today) else amber
        yield lacks(f"No {missing} is set.", f"Agree the {missing} and enter it.")
    else:
        yield _length(facts.starts_on, until)
    if facts.ends_on is not None and facts.over_on is None and facts.ends_on < today:
        over = say_length(facts.ends_on, today)
        mend = "End it with its outcome, or agree an extension with a reason."
        yield red(f"It is {over} past its end of {say_day(facts.ends_on)}.", mend)
    yield from _extensions(facts)
    if facts.over_on is None and facts.extendable is None:
        yield good("Whether it may be extended has not been said.")


def _length(start: date, until: date) -> Sign:
    said = f"From {say_day(start)} to {say_day(until)}: {counted(whole_months(start, until), 'month')}"
    least, most = USUAL_MONTHS
    usual = f"{least} to {most} are usual"
    if until > months_after(start, LONGEST_MONTHS):
        mend = "Decide on joining, or end it: so long a partnership has become permanent."
        return red(f"{said}; {usual}, and more than {LONGEST_MONTHS} are no trial any more.", mend)
    if until > months_after(start, most):
        return amber(f"{said}; {usual}.", "Record why it lasts longer, and bring the decision forward.")
    return good(f"{said}; {usual}.")


def _extensions(facts: PartnershipFacts) -> Iterator[Sign]:
    if not facts.extensions:
        return
    last = facts.extensions[-1]
    said = f"Extended to {say_day(last.to_end)}, agreed on {say_day(last.agreed_on)}"
    if len(facts.extensions) > 1:
        times = "twice" if len(facts.extensions) == 2 else f"{len(facts.extensions)} times"
        mend = "Decide whether the school joins; do not extend it again."
        yield red(f"It has been extended {times}. {said} last.", mend)
    else:
        yield good(f"{said}.")


def _teaching(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """Services and logged hours are mostly teaching and learning, or the leadership of it.

    Source: DfE's guidance on trust partnerships ("teaching and leadership"; CST: "teaching and learning"). The half is
    our judgement.
    """
    number, teaching = len(facts.services), facts.teaching_services
    if not number:
        lacks = red if _has_settled(facts, today) else amber
        yield lacks("No services are recorded.", "Add the services of the agreement, teaching first.")
    else:
        verb = "is" if teaching == 1 else "are"
        said = f"{teaching} of {counted(number, 'service')} {verb} for teaching and learning"
        yield _by_share(teaching * 100 // number, said, "Agree more services for teaching and leadership.")
    if facts.hours:
        share = int(facts.hours_teaching * 100 / facts.hours)
        said = f"{share}% of the {_hours(facts)} logged were teaching and learning"
        yield _by_share(share, said, "Plan the coming activities for teaching and leadership.")
    elif _has_settled(facts, today):
        yield amber("No hours are logged.", "Log the activities so far with their hours.")


def _by_share(share: int, said: str, mend: str) -> Sign:
    if share == 0:
        return red(f"{said}, which is what partnerships are for.", mend)
    return good(f"{said}.") if share >= MAIN_SHARE else amber(f"{said}, less than half.", mend)


def _documented(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """The agreement is signed before the start, reviews are held, activities have evidence.

    Source: DfE's guidance on trust partnerships asks for formal documentation by its model agreement (April 2021); the
    thresholds are our judgement.
    """
    yield _signed(facts, today)
    if not facts.has_sla_file and facts.happened(Event.SIGNED):
        yield amber(
            "The signed agreement is not kept here.", "Keep the signed agreement: its file or a link."
        )
    yield from _reviews(facts, today)
    yield from _activities(facts, today)


def _signed(facts: PartnershipFacts, today: date) -> Sign:
    happening, start = facts.of(Event.SIGNED), facts.starts_on
    if happening is None:
        return amber(
            "The plan has no milestone for signing the agreement, so nothing shows when it was signed.",
            "Put the milestone back into the trust’s template.",
        )
    if not happening.happened:
        if facts.has_started(today):
            return red("The agreement is not signed, and support has begun.", "Sign it, and record the day.")
        before = f" before {say_day(start)}" if start else " before any support begins"
        return amber("The agreement is not signed yet.", f"Sign it{before}.")
    if happening.done_on is None:
        return amber("The agreement was signed on a day that is not known.", "Enter the day it was signed.")
    said = f"The agreement was signed on {say_day(happening.done_on)}"
    if start is not None and happening.done_on > start:
        late = say_shift(start, happening.done_on)
        return amber(f"{said}, {late} than support began.", "Keep a note of what held until it was signed.")
    return good(f"{said}{', before support began' if start else ''}.")


def _reviews(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    clock = clock_of(facts, today=today)
    held = len([each for each in clock.marks if each.held_on is not None])
    # The decision is judged with a view to joining.
    missed = [each for each in clock.missed if each.event is not Event.DECIDED]
    if missed:
        names = "; ".join(
            f"{lower_first(each.name)}, due {say_day(each.due_on)}" for each in missed if each.due_on
        )
        lacks = red if len(missed) >= REVIEWS_MISSED_RED else amber
        said = f"{counted(len(missed), 'review')} missed: {names}."
        yield lacks(said, "Hold what was missed, or record the day on which it was held.")
    if held:
        yield good(f"{counted(held, 'review')} held.")
    gap = review_gap(facts, today=today)
    if gap:
        yield amber(gap, "Hold a review, and log it.")


def _activities(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    if not facts.activities:
        if _has_settled(facts, today):
            yield amber("No activities are logged.", "Log what was done so far, with what shows it.")
        return
    noun = (
        counted(facts.activities, "activity") if facts.activities == 1 else f"{facts.activities:,} activities"
    )
    said = f"{facts.activities_shown:,} of {noun} with evidence"
    if facts.activities_shown * 100 < facts.activities * MAIN_SHARE:
        yield amber(f"{said}, less than half.", "Keep a file or a link with the activities that lack one.")
    else:
        yield good(f"{said}.")


def _joining(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    """Governors consider joining by the midpoint, and what comes after is decided before the end.

    Source: DfE's guidance on trust partnerships ("with a view to converting or merging": the governing body gives it
    due consideration during the partnership). By when is our judgement, as the shipped template dates it.
    """
    yield _considered(facts, today)
    if facts.outcome == PartnershipOutcome.LAPSED:
        yield red("It came to its end without a decision.", "Record what was learned for the next one.")
    elif facts.outcome:
        yield good(f"It led to a decision: {lower_first(PartnershipOutcome(facts.outcome).label)}.")
    elif facts.over_on is None:
        yield from _decided(facts, today)


def _considered(facts: PartnershipFacts, today: date) -> Sign:
    midpoint = facts.midpoint
    if facts.has_considered:
        day = facts.considered_on
        if day is None:
            return good("The governing body has considered joining, on a day that is not known.")
        said = f"The governing body considered joining on {say_day(day)}"
        if midpoint is not None and day > midpoint:
            return amber(f"{said}, after the midpoint of {say_day(midpoint)}.")
        return good(f"{said}{', by the midpoint' if midpoint else ''}.")
    mend = "Put joining on the governing body’s agenda in its own right, and log the day."
    if midpoint is None:
        return amber(
            "No day is known by which the governing body considers joining: start or end is not set.", mend
        )
    if midpoint < (facts.over_on or today):
        return red(
            f"The governing body had not considered joining by the midpoint, {say_day(midpoint)}"
            f"{facts.planned_otherwise}.",
            mend,
        )
    if facts.over_on is not None:
        return good("It ended before its midpoint, by which the governing body was to consider joining.")
    return good(
        f"The governing body is to consider joining by {say_day(midpoint)}, the midpoint{facts.planned_otherwise}."
    )


def _decided(facts: PartnershipFacts, today: date) -> Iterator[Sign]:
    due = decision_due_on(facts)
    if facts.has_decided:
        yield good("What comes after the partnership is decided; its outcome is recorded when it ends.")
    elif due is None:
        yield amber("No day is known by which to decide: no end is set.", "Agree the end and enter it.")
    elif facts.ends_on is not None and facts.ends_on < today:
        yield red("No decision is recorded, and its end has passed.", "Decide, and record the outcome.")
    elif due < today:
        said = f"The decision to join, extend or end was due on {say_day(due)}."
        yield amber(said, "Bring it to both boards, and record what they decide.")
    else:
        yield good(f"The decision to join, extend or end is due on {say_day(due)}.")


def review_gap(facts: PartnershipFacts, *, today: date) -> str:
    """That nobody looked for 16 weeks, in a sentence; empty where somebody did, or it does not run."""
    if facts.over_on is not None or facts.paused_since is not None or not facts.has_started(today):
        return ""
    assert facts.starts_on is not None
    last = max([facts.starts_on, *facts.review_days])
    if (today - last).days <= REVIEW_WEEKS * 7:
        return ""
    since = "the start" if last == facts.starts_on and last not in facts.review_days else say_day(last)
    weeks = counted((today - last).days // 7, "week")
    return (
        f"No review has been held since {since}, {weeks} ago; at least every {REVIEW_WEEKS} weeks is usual."
    )


def _has_settled(facts: PartnershipFacts, today: date) -> bool:
    """Whether it has run long enough for its record to show something."""
    last = facts.over_on or today
    return facts.starts_on is not None and facts.starts_on + timedelta(weeks=SETTLING_WEEKS) <= last


def _hours(facts: PartnershipFacts) -> str:
    hours = facts.hours.normalize()
    return f"{hours:,f} {'hour' if hours == 1 else 'hours'}"
