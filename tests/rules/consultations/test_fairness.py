"""Every check of a consultation's fairness with a table of cases: what is known, and what the check says."""

from datetime import date
from typing import Any

import pytest

from partnerships.rules.checks import Situation, State, Step, check_rules
from partnerships.rules.consultation_words import ConsultationKind
from partnerships.rules.consultations.fair_facts import Facts, Held, Said, Told
from partnerships.rules.consultations.fairness import CHECKS, fairness, worst
from partnerships.rules.consultations.papers import Paper
from partnerships.rules.words import Route, Status
from partnerships.rules.working_days import Holiday

STATUTORY, ENGAGEMENT = ConsultationKind.STATUTORY, ConsultationKind.ENGAGEMENT
FOUNDATION, TUPE = ConsultationKind.FOUNDATION, ConsultationKind.TUPE
OPENS, CLOSES = date(2026, 11, 2), date(2026, 12, 11)
BEFORE, DURING, AFTER = date(2026, 10, 20), date(2026, 11, 16), date(2027, 1, 11)
TERMS = (
    Holiday("October half term", date(2026, 10, 26), date(2026, 10, 30)),
    Holiday("Christmas holiday", date(2026, 12, 21), date(2027, 1, 1)),
)


def step(kind: str, code: str = "", on: date | None = None, due: date | None = None, **given: Any) -> Step:
    status = Status.DONE if on else Status.NOT_STARTED
    return Step(code, f"Do {kind}", **({"status": status, "due_on": due, "done_on": on} | given))


def window(opens: date | None = OPENS, closes: date | None = CLOSES) -> dict[str, Step]:
    return {"opening": step("opening", due=opens), "closing": step("closing", due=closes)}


def facts(today: date = DURING, kind: ConsultationKind = STATUTORY, **given: Any) -> Facts:
    route = Route.TRANSFER if kind is ENGAGEMENT else Route.VOLUNTARY
    values = {"situation": Situation(route, today), "steps": window(), "holidays": TERMS}
    return Facts(kind, today, **(values | given))


def said(key: str, asked: Facts) -> Said:
    (verdict,) = [each for each in fairness(asked) if each.check.key == key]
    return verdict.said


def state(key: str, asked: Facts) -> str:
    return said(key, asked).state.value


@pytest.mark.parametrize(
    ("opens", "closes", "wanted"),
    [
        (OPENS, date(2026, 11, 29), "holds"),  # 28 days, both included
        (OPENS, date(2026, 11, 28), "warns"),
        (OPENS, CLOSES, "holds"),
        (OPENS, OPENS, "warns"),
        (None, CLOSES, "not_yet"),
        (OPENS, None, "not_yet"),
        (CLOSES, OPENS, "not_yet"),
    ],
)
def test_four_weeks_or_longer(opens, closes, wanted):
    assert state("weeks", facts(steps=window(opens, closes))) == wanted


def test_a_short_window_says_until_when_to_leave_it_open_and_afterwards_what_to_do():
    short = window(OPENS, date(2026, 11, 13))
    assert said("weeks", facts(OPENS, steps=short)).mend == "Close it on 29 November 2026 or later."
    assert said("school_days", facts(OPENS, steps=short)).mend == "Close it on 27 November 2026 or later."
    assert "Say in the response" in said("weeks", facts(AFTER, steps=short)).mend


@pytest.mark.parametrize(
    ("opens", "closes", "holidays", "wanted"),
    [
        (OPENS, date(2026, 11, 27), TERMS, "holds"),  # 20 school days
        (OPENS, date(2026, 11, 26), TERMS, "warns"),
        (date(2026, 10, 19), date(2026, 11, 15), TERMS, "warns"),  # 28 days across half term: 15
        (OPENS, CLOSES, (), "unshown"),
        # Even if none of it were holiday, too few.
        (OPENS, date(2026, 11, 13), (), "warns"),
        (None, None, TERMS, "not_yet"),
    ],
)
def test_twenty_school_days_or_more(opens, closes, holidays, wanted):
    assert state("school_days", facts(steps=window(opens, closes), holidays=holidays)) == wanted


def test_missing_term_dates_are_said_with_the_year():
    told = said("school_days", facts(holidays=()))
    assert told.sentence.startswith("No term dates are entered for 2026 to 2027.")
    assert "School holidays" not in told.sentence
    assert "2026 to 2027" in told.mend


@pytest.mark.parametrize(
    ("opens", "closes", "holidays", "wanted"),
    [
        (OPENS, CLOSES, TERMS, "holds"),
        (date(2026, 12, 15), date(2027, 1, 6), TERMS, "warns"),
        (date(2026, 12, 14), date(2027, 1, 6), TERMS, "holds"),
        (OPENS, CLOSES, (), "unshown"),
        (None, CLOSES, TERMS, "not_yet"),
    ],
)
def test_not_mostly_in_holidays(opens, closes, holidays, wanted):
    assert state("holidays", facts(steps=window(opens, closes), holidays=holidays)) == wanted


@pytest.mark.parametrize(
    ("opening", "closing", "wanted"),
    [
        (step("opening", on=OPENS), step("closing", on=CLOSES), "holds"),
        (step("opening", on=CLOSES), step("closing", on=OPENS), "breaks"),
        (step("opening"), step("closing", on=CLOSES), "breaks"),
        (step("opening", due=CLOSES), step("closing", due=OPENS), "warns"),
        (step("opening", due=OPENS), step("closing", due=CLOSES), "not_yet"),
        (step("opening", in_plan=False), step("closing", on=CLOSES), "not_yet"),
    ],
)
def test_it_closes_after_it_opens(opening, closing, wanted):
    assert state("opens_first", facts(steps={"opening": opening, "closing": closing})) == wanted


def group(label: str = "Parents", must: bool = False, on: date | None = None) -> Told:
    return Told(label, must, on)


@pytest.mark.parametrize(
    ("today", "groups", "wanted"),
    [
        (BEFORE, (), "not_yet"),
        (DURING, (), "warns"),
        (BEFORE, (group(),), "not_yet"),
        (OPENS, (group(must=True),), "not_yet"),
        (BEFORE, (group(on=BEFORE),), "holds"),
        (DURING, (group(on=BEFORE), group("Staff", on=OPENS)), "holds"),
        (DURING, (group(on=BEFORE), group("Staff")), "warns"),
        (DURING, (group(must=True),), "warns"),
        (DURING, (group(on=date(2026, 11, 3)),), "warns"),
        (AFTER, (group(must=True),), "breaks"),
        (AFTER, (group(),), "warns"),
        (AFTER, (group(must=True, on=CLOSES),), "warns"),
    ],
)
def test_each_group_is_told_by_the_day_it_opens(today, groups, wanted):
    assert state("told", facts(today, groups=groups)) == wanted


def test_who_was_not_told_and_who_was_told_late_is_named():
    groups = (*(group(f"Class {n}") for n in range(7)), group("Staff", on=DURING))
    told = said("told", facts(groups=groups))
    assert "Class 0, Class 1, Class 2, Class 3, Class 4 and 2 more" in told.sentence
    assert "Told after it opened on 2 November 2026: Staff." in told.sentence
    assert told.mend.startswith("Tell them now")
    assert state("told", facts(groups=(group(),), steps=window(None))) == "not_yet"


@pytest.mark.parametrize(
    ("today", "days", "wanted"),
    [
        (DURING, (), "not_yet"),
        (AFTER, (), "off"),
        (DURING, (OPENS, CLOSES), "holds"),
        (DURING, (OPENS, date(2026, 11, 1)), "warns"),
        (DURING, (date(2026, 12, 12),), "warns"),
    ],
)
def test_meetings_lie_inside_the_window(today, days, wanted):
    held = tuple(Held("meeting for parents and carers", day) for day in days)
    assert state("meetings", facts(today, meetings=held)) == wanted


def test_a_meeting_outside_can_be_moved_until_it_was_held():
    later = (Held("meeting for staff", date(2026, 12, 14)),)
    assert said("meetings", facts(meetings=later)).mend.startswith("Move it")
    assert said("meetings", facts(AFTER, meetings=later)).mend.startswith("Weigh what was said")


@pytest.mark.parametrize(
    ("opens", "closes", "day", "wanted"),
    [
        (OPENS, None, DURING, "not_yet"),
        (OPENS, None, BEFORE, "warns"),
        (None, CLOSES, DURING, "not_yet"),
        (None, CLOSES, AFTER, "warns"),
        (None, None, DURING, "not_yet"),
    ],
)
def test_half_a_window_shows_what_lies_outside_it(opens, closes, day, wanted):
    asked = facts(meetings=(Held("meeting for staff", day),), steps=window(opens, closes))
    assert state("meetings", asked) == wanted


def paper(
    first: date = OPENS, gone: date | None = None, number: int = 1, kind: str = "consultation"
) -> Paper:
    return Paper(kind, "Joining Harrowmere", number, first, gone)


@pytest.mark.parametrize(
    ("kind", "today", "papers", "wanted"),
    [
        (STATUTORY, BEFORE, (), "not_yet"),
        (STATUTORY, DURING, (), "warns"),
        (STATUTORY, DURING, (paper(),), "holds"),
        (STATUTORY, BEFORE, (paper(),), "holds"),
        (STATUTORY, DURING, (paper(BEFORE, OPENS),), "warns"),
        (STATUTORY, DURING, (paper(date(2026, 11, 3)),), "warns"),
        (STATUTORY, DURING, (paper(kind="letter"),), "warns"),
        (FOUNDATION, DURING, (paper(kind="letter"),), "holds"),
        (TUPE, DURING, (paper(),), "warns"),
        (TUPE, DURING, (paper(kind="measures"),), "holds"),
        (ConsultationKind.INFORMATION, DURING, (paper(kind="questions"),), "holds"),
    ],
)
def test_people_can_read_what_is_proposed_from_the_first_day(kind, today, papers, wanted):
    assert state("information", facts(today, kind, papers=papers)) == wanted


@pytest.mark.parametrize(
    ("today", "papers", "wanted"),
    [
        (BEFORE, (paper(),), "not_yet"),
        (DURING, (), "off"),
        (DURING, (paper(),), "holds"),
        (DURING, (paper(gone=date(2026, 11, 9)),), "warns"),
        (DURING, (paper(), paper(date(2026, 11, 9), number=2)), "warns"),
        # What comes into force tomorrow is no change yet; what comes after the closing none at all.
        (DURING, (paper(), paper(date(2026, 11, 17), number=2)), "holds"),
        (AFTER, (paper(), paper(date(2026, 12, 14), number=2)), "holds"),
    ],
)
def test_the_version_of_each_day_is_known(today, papers, wanted):
    assert state("versions", facts(today, papers=papers)) == wanted


def decided(**days: date | None) -> dict[str, Step]:
    """The steps after closing, each with the day it was done."""
    kinds = ("closing", "analysis", "reply", "decision")
    return {kind: step(kind, on=days.get(kind)) for kind in kinds} | {"opening": step("opening", on=OPENS)}


JAN = [date(2027, 1, day) for day in range(1, 10)]


@pytest.mark.parametrize(
    ("key", "first", "hard"),
    [
        ("decided_after_closing", "closing", True),
        ("analysed", "analysis", False),
        ("answered", "reply", False),
    ],
)
def test_what_comes_before_the_decision(key, first, hard):
    bad = "breaks" if hard else "warns"
    assert state(key, facts(AFTER, steps=decided(**{first: JAN[0]}, decision=JAN[1]))) == "holds"
    assert state(key, facts(AFTER, steps=decided(**{first: JAN[1]}, decision=JAN[0]))) == bad
    assert state(key, facts(AFTER, steps=decided(decision=JAN[0]))) == bad
    assert state(key, facts(AFTER, steps=decided())) == "not_yet"
    left_out = decided() | {"decision": step("decision", in_plan=False)}
    assert state(key, facts(AFTER, steps=left_out)) == "off"


def test_without_a_duty_to_consult_an_early_decision_warns():
    early = decided(closing=JAN[1], decision=JAN[0])
    assert state("decided_after_closing", facts(AFTER, ENGAGEMENT, steps=early)) == "warns"


def test_a_published_document_and_a_recorded_decision_count_although_nobody_logged_the_steps():
    asked = facts(AFTER, steps=decided(closing=CLOSES), published_on=JAN[3], decided_on=JAN[2])
    assert state("answered", asked) == "warns"
    assert state("answered", facts(AFTER, steps=decided(), published_on=JAN[2], decided_on=JAN[2])) == "holds"


def of_plan(route: Route, *steps: Step, kind: ConsultationKind = STATUTORY, **given: Any) -> Facts:
    situation = Situation(
        route, AFTER, joining=date(2027, 9, 1), steps={each.code: each for each in steps}, **given
    )
    return facts(AFTER, kind, situation=situation, findings=check_rules(situation))


@pytest.mark.parametrize(
    ("key", "kind", "route", "first", "then", "bad"),
    [
        ("before_application", STATUTORY, Route.VOLUNTARY, "CON-06", "APP-02", "warns"),
        ("before_application", ENGAGEMENT, Route.TRANSFER, "CON-06", "APP-02", "warns"),
        ("before_agreement", STATUTORY, Route.VOLUNTARY, "CON-06", "LEG-18", "breaks"),
        ("before_agreement", ENGAGEMENT, Route.TRANSFER, "CON-06", "LEG-18", "warns"),
        ("reply_before_agreement", STATUTORY, Route.VOLUNTARY, "CON-07", "LEG-18", "warns"),
        ("consents", FOUNDATION, Route.VOLUNTARY, "CON-10", "APP-02", "breaks"),
        ("resolution_first", TUPE, Route.VOLUNTARY, "CON-12", "OPS-04", "warns"),
    ],
)
def test_the_plans_rules_are_asked_not_repeated(key, kind, route, first, then, bad):
    given = {"kind": kind, "answers": {"foundation": "yes", "church": "no"}}
    kept = of_plan(route, step(first, first, JAN[0]), step(then, then, JAN[1]), **given)
    assert state(key, kept) == "holds"
    broken = of_plan(route, step(first, first, JAN[1]), step(then, then, JAN[0]), **given)
    assert state(key, broken) == bad
    assert said(key, broken).mend != ""
    assert state(key, facts(AFTER, kind)) == "off"


def test_an_order_without_an_application_needs_no_consultation_before_the_agreement():
    asked = of_plan(Route.ORDER, step("LEG-18", "LEG-18", JAN[0]), order_basis="s4_1_b")
    assert state("before_agreement", asked) == "off"


def test_what_a_manager_accepted_stays_accepted_here():
    accepted = frozenset({("consultation_before_decision", "CON-12", JAN[0])})
    steps = (step("closing", "CON-06", JAN[1]), step("decision", "CON-12", JAN[0]))
    both = {"closing": steps[0], "decision": steps[1]}
    for given, wanted in (({}, "breaks"), ({"accepted": accepted}, "accepted")):
        asked = of_plan(Route.VOLUNTARY, *steps, **given)
        known = facts(AFTER, situation=asked.situation, findings=asked.findings, steps=both)
        assert state("decided_after_closing", known) == wanted


@pytest.mark.parametrize("kind", list(ConsultationKind))
def test_every_check_answers_of_every_kind_whatever_is_known(kind):
    for asked in (facts(kind=kind), facts(kind=kind, steps={}), facts(AFTER, kind, holidays=())):
        for verdict in fairness(asked):
            assert verdict.said.sentence.endswith(".")
            assert verdict.worries is False or verdict.said.mend != ""


def test_kinds_that_do_not_ask_whether_to_join_are_not_measured_by_weeks():
    asked = {each.check.key for each in fairness(facts(kind=TUPE))}
    assert "weeks" not in asked
    assert {"told", "liability"} <= asked


def test_checks_have_a_key_of_their_own_and_a_source():
    assert len({each.key for each in CHECKS}) == len(CHECKS)
    assert all(each.source.words and each.source.url for each in CHECKS)


def test_the_worst_of_several():
    verdicts = fairness(facts(AFTER, groups=(group(must=True),)))
    assert worst(verdicts) is State.BREAKS
    assert worst([]) is State.OFF
