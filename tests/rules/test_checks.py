"""Every rule with a table of cases: what is logged, what the answers are, and what the rule says."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from partnerships.rules.checks import (
    MAY_NEED_A_REASON,
    RULE_BY_KEY,
    RULES,
    Finding,
    Situation,
    State,
    Step,
    check_rules,
    must_consult,
    needing_a_reason,
)
from partnerships.rules.checks.days import months_after
from partnerships.rules.words import Route, Status

TODAY = date(2027, 3, 10)
JOINING = date(2027, 9, 1)
VOLUNTARY, ORDER, TRANSFER = Route.VOLUNTARY, Route.ORDER, Route.TRANSFER
FIRST, LATER = date(2027, 2, 1), date(2027, 3, 1)


def done(code: str, on: date | None = FIRST, **given: Any) -> Step:
    return Step(code, f"Do {code}", **({"status": Status.DONE, "done_on": on} | given))


def open_(code: str, due: date | None = None, **given: Any) -> Step:
    return Step(code, f"Do {code}", **({"due_on": due} | given))


def off_plan(code: str) -> Step:
    return Step(code, f"Do {code}", in_plan=False)


def situation(*steps: Step, route: Route | None = VOLUNTARY, **given: Any) -> Situation:
    values = {"today": TODAY, "joining": JOINING, "steps": {step.code: step for step in steps}}
    return Situation(route, **(values | given))


def found(key: str, asked: Situation) -> list[Finding]:
    """What one rule says. Whatever case is tried: what a break holds back is looked at when it is logged."""
    said = check_rules(asked)
    assert {finding.breaker for finding in said if finding.needs_reason} <= MAY_NEED_A_REASON
    return [finding for finding in said if finding.rule == key]


def states(key: str, asked: Situation) -> list[str]:
    return [finding.state.value for finding in found(key, asked)]


FOUNDATION = {"foundation": "yes", "church": "no"}
CHURCH = {"foundation": "yes", "church": "yes"}
NEITHER = {"foundation": "no", "church": "no"}
CONSENTS = "consents_before_application"


@pytest.mark.parametrize(
    ("route", "answers", "steps", "wanted"),
    [
        (VOLUNTARY, FOUNDATION, [open_("CON-09"), open_("CON-10"), open_("APP-02")], ["not_yet", "not_yet"]),
        (VOLUNTARY, FOUNDATION, [done("CON-09"), done("CON-10"), open_("APP-02")], ["holds", "holds"]),
        (VOLUNTARY, CHURCH, [done("CON-09"), done("CON-10"), done("APP-02", LATER)], ["holds", "holds"]),
        (VOLUNTARY, CHURCH, [done("CON-09"), done("CON-10"), done("APP-02")], ["holds", "holds"]),
        (VOLUNTARY, CHURCH, [done("CON-09"), open_("CON-10"), done("APP-02")], ["holds", "breaks"]),
        (VOLUNTARY, FOUNDATION, [done("CON-09", LATER), done("CON-10"), done("APP-02")], ["breaks", "holds"]),
        (VOLUNTARY, FOUNDATION, [done("CON-10", None), done("APP-02")], ["unshown"]),
        (VOLUNTARY, FOUNDATION, [off_plan("CON-09"), off_plan("CON-10"), done("APP-02")], ["breaks"]),
        (VOLUNTARY, FOUNDATION, [off_plan("CON-09"), off_plan("CON-10"), open_("APP-02")], ["warns"]),
        (VOLUNTARY, NEITHER, [off_plan("CON-10"), done("APP-02")], ["off"]),
        (VOLUNTARY, {}, [open_("CON-10"), open_("APP-02")], ["not_yet"]),
        (VOLUNTARY, {"church": "no"}, [open_("CON-10"), done("APP-02")], ["warns"]),
        (TRANSFER, {"church": "yes"}, [open_("CON-10"), done("APP-02")], ["warns"]),
        (TRANSFER, {"church": "no"}, [off_plan("CON-10"), done("APP-02")], ["off"]),
        (ORDER, FOUNDATION, [done("APP-05")], ["not_yet"]),
        (ORDER, NEITHER, [done("APP-05")], ["off"]),
        (None, FOUNDATION, [], ["off"]),
    ],
)
def test_consents_come_before_the_application(route, answers, steps, wanted):
    assert states(CONSENTS, situation(*steps, route=route, answers=answers)) == wanted


@pytest.mark.parametrize("basis", ["s4_1_b", "s4_A1"])
def test_an_order_without_an_application_needs_no_consents(basis):
    assert states(CONSENTS, situation(route=ORDER, order_basis=basis, answers=FOUNDATION)) == ["off"]


def test_an_order_on_application_of_a_school_with_a_foundation_says_what_to_do_about_consents():
    asked = situation(route=ORDER, order_basis="s4_1_a", answers=FOUNDATION)
    (finding,) = found(CONSENTS, asked)
    assert finding.state is State.WARNS
    assert "voluntary conversion" in finding.sentence


CONSULTATION = "consultation_before_agreement"
SIGNED = [done("LEG-18", LATER), open_("LEG-21")]


@pytest.mark.parametrize(
    ("route", "basis", "steps", "wanted"),
    [
        (VOLUNTARY, "", [open_("CON-06"), open_("LEG-18"), open_("LEG-21")], ["not_yet", "not_yet"]),
        (VOLUNTARY, "", [done("CON-06"), *SIGNED], ["holds", "holds"]),
        (VOLUNTARY, "", [open_("CON-06"), *SIGNED], ["breaks", "not_yet"]),
        (
            VOLUNTARY,
            "",
            [done("CON-06", date(2027, 3, 2)), done("LEG-18", LATER), done("LEG-21", LATER)],
            ["breaks"] * 2,
        ),
        (VOLUNTARY, "", [done("CON-06", None), *SIGNED], ["unshown", "holds"]),
        (VOLUNTARY, "", [open_("CON-06"), done("LEG-18", None), open_("LEG-21")], ["breaks", "not_yet"]),
        (VOLUNTARY, "", [off_plan("CON-06"), *SIGNED], ["breaks", "warns"]),
        (VOLUNTARY, "s4_1_a", [open_("CON-06"), *SIGNED], ["breaks", "not_yet"]),
        (TRANSFER, "", [open_("CON-06"), *SIGNED], ["warns", "not_yet"]),
        (TRANSFER, "", [off_plan("CON-06"), *SIGNED], ["off"]),
        (ORDER, "s4_1_b", SIGNED, ["off"]),
        (ORDER, "s4_A1", SIGNED, ["off"]),
        (ORDER, "s4_1_a", SIGNED, ["breaks", "warns"]),
        (ORDER, "s4_1_a", [open_("LEG-18"), open_("LEG-21")], ["warns", "warns"]),
        (ORDER, "s4_1_a", [done("CON-06"), *SIGNED], ["holds", "holds"]),
        (ORDER, "", [open_("APP-05"), open_("LEG-18")], ["not_yet"]),
        (ORDER, "", [done("APP-05"), open_("LEG-18")], ["warns"]),
        (ORDER, "unknown", SIGNED, ["warns"]),
        (None, "", [], ["off"]),
    ],
)
def test_the_consultation_is_over_before_the_agreement_is_signed(route, basis, steps, wanted):
    assert states(CONSULTATION, situation(*steps, route=route, order_basis=basis)) == wanted


DECISION = "consultation_before_decision"


@pytest.mark.parametrize(
    ("route", "basis", "steps", "wanted"),
    [
        (VOLUNTARY, "", [done("CON-06"), done("CON-12", LATER)], "holds"),
        (VOLUNTARY, "", [done("CON-06"), done("CON-12")], "holds"),
        (VOLUNTARY, "", [done("CON-06", LATER), done("CON-12")], "breaks"),
        (VOLUNTARY, "", [open_("CON-06"), done("CON-12")], "breaks"),
        (VOLUNTARY, "", [open_("CON-06"), open_("CON-12")], "not_yet"),
        (VOLUNTARY, "", [open_("CON-06", LATER), open_("CON-12", FIRST)], "warns"),
        (VOLUNTARY, "", [done("CON-06", None), done("CON-12")], "unshown"),
        (VOLUNTARY, "", [off_plan("CON-06"), done("CON-12")], "off"),
        (ORDER, "s4_1_a", [done("CON-06", LATER), done("CON-12")], "breaks"),
        (ORDER, "s4_1_b", [done("CON-06", LATER), done("CON-12")], "warns"),
        (TRANSFER, "", [open_("CON-06"), done("CON-13")], "warns"),
        (TRANSFER, "", [done("CON-06"), done("CON-13", LATER)], "holds"),
    ],
)
def test_whoever_decides_does_so_once_the_consultation_is_over(route, basis, steps, wanted):
    assert states(DECISION, situation(*steps, route=route, order_basis=basis)) == [wanted]


@pytest.mark.parametrize(
    ("key", "first", "then"),
    [
        ("consultation_before_application", "CON-06", "APP-02"),
        ("reply_before_decision", "CON-07", "CON-12"),
        ("reply_before_decision", "CON-07", "CON-13"),
    ],
)
@pytest.mark.parametrize("route", [VOLUNTARY, TRANSFER])
def test_what_should_follow_a_consultation_warns_where_it_came_first(key, first, then, route):
    assert states(key, situation(done(first), done(then, LATER), route=route)) == ["holds"]
    assert states(key, situation(open_(first), done(then), route=route)) == ["warns"]
    assert states(key, situation(done(first, LATER), done(then), route=route)) == ["warns"]
    assert states(key, situation(open_(first), open_(then), route=route)) == ["not_yet"]
    assert states(key, situation(done(then), route=route)) == ["off"]


@pytest.mark.parametrize(
    ("route", "basis", "wanted"),
    [
        (VOLUNTARY, "", True),
        (VOLUNTARY, "s4_1_a", True),
        (ORDER, "s4_1_a", True),
        (ORDER, "s4_1_b", False),
        (ORDER, "s4_A1", False),
        (ORDER, "", None),
        (ORDER, "unknown", None),
        (TRANSFER, "", False),
        (TRANSFER, "s4_1_a", False),
        (None, "", False),
    ],
)
def test_who_applied_has_to_consult(route, basis, wanted):
    assert must_consult(situation(route=route, order_basis=basis)) is wanted


def test_an_order_on_application_says_what_to_do_and_one_of_unknown_basis_asks():
    signed = situation(*SIGNED, route=ORDER, order_basis="s4_1_a")
    assert "Change the route to voluntary conversion" in found(CONSULTATION, signed)[0].sentence
    (asking,) = found(CONSULTATION, situation(*SIGNED, route=ORDER))
    assert asking.asks == "order_basis"


LIABILITY, NAME, TENANCY = "liability_information", "academy_name", "tenancy_at_will"


@pytest.mark.parametrize(
    ("key", "code", "last"),
    [(LIABILITY, "OPS-06", date(2027, 8, 4)), (NAME, "OPS-07", date(2027, 7, 23))],
)
def test_what_needs_its_days_before_joining(key, code, last):
    after, before = last.replace(day=last.day + 1), last.replace(day=last.day - 3)
    late = date(2027, 8, 20)
    cases = [
        (done(code, last), late, State.HOLDS),
        (done(code, after), late, State.BREAKS),
        (done(code, None), late, State.UNSHOWN),
        (open_(code), TODAY, State.NOT_YET),
        (open_(code), before, State.WARNS),
        (open_(code), last, State.WARNS),
        (open_(code), after, State.BREAKS),
        (open_(code, after), TODAY, State.WARNS),
        (off_plan(code), late, State.OFF),
    ]
    for step, today, wanted in cases:
        (finding,) = found(key, situation(step, today=today))
        assert finding.state is wanted, (step, today)
        assert wanted is State.OFF or finding.by == last
    (unknown,) = found(key, situation(open_(code), joining=None))
    assert unknown.state is State.NOT_YET


def test_what_cannot_be_in_time_any_more_says_since_when():
    (finding,) = found(LIABILITY, situation(open_("OPS-06"), today=date(2027, 8, 5)))
    assert (
        "Already too late for joining on 1 September 2027: the last day was 4 August 2027."
        in finding.sentence
    )
    assert not finding.needs_reason


@pytest.mark.parametrize(
    ("answer", "step", "today", "wanted"),
    [
        ("no", off_plan("PST-08"), TODAY, "off"),
        ("unknown", open_("PST-08"), TODAY, "not_yet"),
        ("yes", open_("PST-08"), TODAY, "not_yet"),
        ("yes", open_("PST-08"), date(2027, 11, 20), "warns"),
        ("yes", open_("PST-08"), date(2027, 12, 2), "warns"),
        ("yes", open_("PST-08", date(2027, 12, 20)), TODAY, "warns"),
        ("yes", done("PST-08", date(2027, 12, 1)), date(2027, 12, 5), "holds"),
        ("yes", done("PST-08", date(2027, 12, 2)), date(2027, 12, 5), "warns"),
        ("yes", done("PST-08", None), date(2027, 12, 5), "unshown"),
        ("yes", off_plan("PST-08"), TODAY, "off"),
    ],
)
def test_a_tenancy_at_will_lasts_three_months_at_most(answer, step, today, wanted):
    asked = situation(step, today=today, answers={"tenancy_at_will": answer})
    assert states(TENANCY, asked) == [wanted]
    assert not needing_a_reason(asked)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2027, 9, 1), date(2027, 12, 1)),
        (date(2027, 11, 1), date(2028, 2, 1)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 11, 30), date(2027, 2, 28)),
    ],
)
def test_three_months_later(day, wanted):
    assert months_after(day, 3) == wanted


SOFT_ORDER = [
    ("land_before_agreements", "LEG-03", "LEG-10"),
    ("land_before_agreements", "LEG-03", "LEG-18"),
    ("reply_before_agreement", "CON-07", "LEG-18"),
    ("resolution_before_tupe", "CON-12", "OPS-04"),
    ("resolution_before_tupe", "CON-13", "OPS-04"),
]


@pytest.mark.parametrize(("key", "first", "then"), SOFT_ORDER)
def test_soft_orders_warn_and_hold_nothing_up(key, first, then):
    soon = date(2027, 3, 15)
    cases = [
        ([open_(first), open_(then)], "not_yet"),
        ([open_(first), open_(then, soon)], "warns"),
        ([open_(first), open_(then, FIRST)], "warns"),
        ([open_(first, date(2027, 8, 1)), open_(then, date(2027, 7, 1))], "warns"),
        ([done(first), open_(then)], "holds"),
        ([done(first), done(then)], "holds"),
        ([done(first), done(then, LATER)], "holds"),
        ([done(first, LATER), done(then)], "warns"),
        ([open_(first), done(then)], "warns"),
        ([done(first, None), done(then)], "unshown"),
        ([off_plan(first), done(then)], "off"),
    ]
    for steps, wanted in cases:
        asked = situation(*steps)
        assert states(key, asked) == [wanted], steps
        assert not [each for each in found(key, asked) if each.needs_reason or each.breaker]


ORDERED = "done_in_order"


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        ([open_("LEG-01")], ["not_yet"]),
        ([done("LEG-01")], ["holds"]),
        ([done("LEG-01"), done("LEG-02", LATER, depends_on=("LEG-01",))], ["holds"]),
        ([done("LEG-01", LATER), done("LEG-02", depends_on=("LEG-01",))], ["warns"]),
        ([open_("LEG-01"), done("LEG-02", depends_on=("LEG-01",))], ["warns"]),
        ([done("LEG-01", None), done("LEG-02", depends_on=("LEG-01",))], ["holds"]),
        ([done("LEG-01", LATER), done("LEG-02", None, depends_on=("LEG-01",))], ["holds"]),
        ([done("OPS-06", status=Status.HELD), done("OPS-12", depends_on=("OPS-06",))], ["warns"]),
        # One that is not applicable passes on what it waits for.
        (
            [
                open_("LEG-01"),
                replace(off_plan("LEG-02"), depends_on=("LEG-01",)),
                done("LEG-03", depends_on=("LEG-02",)),
            ],
            ["warns"],
        ),
        # Said by a rule of its own.
        ([open_("CON-06"), done("LEG-18", depends_on=("CON-06",))], ["holds"]),
    ],
)
def test_what_was_done_out_of_order_warns(steps, wanted):
    assert states(ORDERED, situation(*steps)) == wanted


def test_an_accepted_break_is_accepted_for_its_day_only():
    asked = situation(done("OPS-06", date(2027, 8, 10)), today=date(2027, 8, 20))
    assert needing_a_reason(asked) == {"OPS-06"}
    accepted = replace(asked, accepted=frozenset({(LIABILITY, "OPS-06", date(2027, 8, 10))}))
    assert needing_a_reason(accepted) == frozenset()
    assert states(LIABILITY, accepted) == ["accepted"]
    other_day = replace(asked, accepted=frozenset({(LIABILITY, "OPS-06", date(2027, 8, 9))}))
    assert needing_a_reason(other_day) == {"OPS-06"}


def test_a_milestone_that_waits_for_a_reason_keeps_breaking_the_rule_it_broke():
    held = done("LEG-18", LATER, status=Status.HELD)
    assert needing_a_reason(situation(open_("CON-06"), held)) == {"LEG-18"}


def test_a_later_month_mends_what_came_too_late():
    asked = situation(done("OPS-06", date(2027, 8, 10)), today=date(2027, 8, 20))
    assert needing_a_reason(replace(asked, joining=date(2027, 10, 1))) == frozenset()


@pytest.mark.parametrize("route", [*Route, None])
def test_every_rule_says_something_of_every_project(route):
    findings = check_rules(situation(route=route))
    assert {finding.rule for finding in findings} == set(RULE_BY_KEY)
    assert all(finding.sentence.endswith((".", "?")) for finding in findings)


def test_every_rule_names_its_source():
    assert len(RULE_BY_KEY) == len(RULES)
    assert all(rule.source.words for rule in RULES)
    assert [rule.key for rule in RULES if not rule.source.url] == [ORDERED]
    assert all(rule.check.__doc__ for rule in RULES)
