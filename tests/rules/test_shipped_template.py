"""The shipped template against the domain's own list beside the project, and its conditions case by case."""

import csv
import json
from pathlib import Path

import pytest

from partnerships.data import MILESTONES, shipped_template
from partnerships.rules.conditions import facts_in
from partnerships.rules.facts import FACTS
from partnerships.rules.plan import Anchors, build_plan
from partnerships.rules.words import OwnerRole, Route

SOURCE = Path(__file__).resolve().parents[3] / "shared" / "milestones.csv"
KEPT = [
    "code",
    "phase",
    "anchor",
    "weeks_voluntary",
    "weeks_order",
    "weeks_transfer",
    "repeat_weeks",
    "depends_on",
]
ROWS = {row.code: row for row in shipped_template()}

V, B, C = Route.VOLUNTARY, Route.ORDER, Route.TRANSFER
SOMETIMES = {
    "has_partnership": [f"PAR-0{number}" for number in range(1, 9)],
    "pfi": ["LEG-09"],
    "la_land": ["LEG-05"],
    "own_freehold": ["LEG-06"],
    "land_restriction": ["LEG-07"],
    "land_moves": ["LEG-04", "LEG-22"],
    "subleases": ["LEG-08"],
    "outgoing_trust_closes": ["LEG-20"],
    "lgps": ["OPS-01"],
    "tenancy_at_will": ["PST-08"],
    "lease_or_land_passes": ["PST-13"],
}


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def applies(code, route, **answers):
    plan = build_plan(ROWS.values(), route, answers, Anchors())
    return next(m.verdict.applies for m in plan if m.code == code)


@pytest.fixture(scope="module")
def source():
    if not SOURCE.exists():
        pytest.skip("the domain's list is not beside the project")
    return read(SOURCE)


def test_codes_dates_dependencies_and_owners_are_those_of_the_domain(source):
    shipped = read(MILESTONES)
    assert [{key: row[key] for key in KEPT} for row in shipped] == [
        {key: row[key] for key in KEPT} for row in source
    ]
    owners = [row["owner"].replace(" or ", ", ").upper() for row in source]
    assert [row["owner"] for row in shipped] == owners


def test_what_always_applies_there_has_no_condition_here(source):
    for row in source:
        always = row["applies_when"].startswith("always")
        conditions = ROWS[row["code"]].conditions
        assert always == (conditions == {}), row["code"]


def test_no_text_was_taken_over(source):
    for theirs in source:
        row = ROWS[theirs["code"]]
        assert row.title != theirs["title"]
        assert row.title[0].isupper()
        assert row.evidence
        assert row.guidance.endswith((".", ")"))
        assert len(row.guidance) > 40
        assert len(row.title) <= 100


def test_conditions_use_facts_that_are_asked_in_that_route():
    used = {fact for row in ROWS.values() for c in row.conditions.values() for fact in facts_in(c)}
    for row in ROWS.values():
        for route, condition in row.conditions.items():
            assert route in row.days
            assert all(route in FACTS[fact].routes for fact in facts_in(condition)), row.code
    assert set(FACTS) - used == {"order_basis", "federation"}


@pytest.mark.parametrize(
    ("fact", "code"), [(fact, code) for fact, found in SOMETIMES.items() for code in found]
)
def test_a_milestone_of_one_fact_follows_its_answer_in_every_route_it_is_in(fact, code):
    for route in ROWS[code].days:
        assert applies(code, route) == "unknown"
        assert applies(code, route, **{fact: "yes"}) == "yes"
        assert applies(code, route, **{fact: "no"}) == "no"


@pytest.mark.parametrize(
    ("code", "route", "answers", "expected"),
    [
        ("EXP-09", V, {"church": "yes"}, "yes"),
        ("EXP-09", B, {"church": "no", "foundation": "yes"}, "yes"),
        ("EXP-09", C, {"church": "no", "foundation": "no"}, "no"),
        ("EXP-09", C, {"church": "no"}, "unknown"),
        ("CON-09", V, {"foundation": "no", "church": "yes"}, "no"),
        ("CON-10", V, {"foundation": "yes", "church": "no"}, "yes"),
        ("CON-10", V, {"foundation": "no", "church": "yes"}, "no"),
        ("CON-10", C, {"church": "yes", "foundation": "no"}, "yes"),
        ("CON-10", C, {"church": "no", "foundation": "yes"}, "no"),
        ("CON-04", B, {}, "yes"),
        ("LEG-12", C, {"old_articles": "yes"}, "yes"),
        ("LEG-12", V, {"old_articles": "no", "articles_condition": "yes"}, "yes"),
        ("LEG-12", V, {"old_articles": "no", "articles_condition": "no"}, "no"),
        ("LEG-13", B, {"church": "yes"}, "yes"),
        ("LEG-14", C, {"church": "no"}, "no"),
        ("OPS-11", V, {"special_or_ap": "yes"}, "yes"),
        ("OPS-11", B, {"special_or_ap": "no", "sen_unit": "yes"}, "yes"),
        ("OPS-11", V, {"special_or_ap": "no", "sen_unit": "no"}, "no"),
        ("OPS-13", C, {"nursery": "no", "childrens_centre": "yes"}, "yes"),
        ("OPS-13", V, {"nursery": "no", "childrens_centre": "no"}, "no"),
        ("OPS-13", V, {"nursery": "no"}, "unknown"),
        ("OPS-19", V, {"religious_character": "no", "special_or_ap": "no", "sacre_wanted": "yes"}, "yes"),
        ("OPS-19", V, {"religious_character": "yes"}, "no"),
        ("OPS-19", B, {"special_or_ap": "yes"}, "no"),
        ("OPS-19", B, {"religious_character": "no", "special_or_ap": "no"}, "unknown"),
        ("OPS-21", V, {"grant_awarded": "no"}, "no"),
        ("OPS-21", C, {}, "unknown"),
        ("OPS-21", B, {"grant_awarded": "no"}, "yes"),
        ("PST-07", B, {"grant_awarded": "no"}, "no"),
        ("OPN-02", V, {"fresh_start": "no"}, "yes"),
        ("OPN-02", B, {}, "yes"),
        ("OPN-02", C, {"fresh_start": "no"}, "no"),
        ("OPN-04", C, {"fresh_start": "yes"}, "yes"),
    ],
)
def test_conditions_of_several_facts_or_routes(code, route, answers, expected):
    assert applies(code, route, **answers) == expected


def test_owners_may_be_several_and_outside():
    assert ROWS["OPS-04"].owners == (OwnerRole.LA, OwnerRole.GB, OwnerRole.SAT)
    assert ROWS["OPS-05"].owners == (OwnerRole.EMPLOYER,)
    assert ROWS["APP-06"].owners == (OwnerRole.DFE, OwnerRole.CEO)


def test_the_file_is_json_where_it_says_json():
    for row in read(MILESTONES):
        for route in Route:
            assert not row[f"applies_{route}"] or json.loads(row[f"applies_{route}"])
