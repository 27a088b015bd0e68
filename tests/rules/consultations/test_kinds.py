from datetime import date

import pytest

from partnerships.rules.checks.situation import Situation
from partnerships.rules.consultation_words import Audience, ConsultationKind, LedBy, Needed
from partnerships.rules.consultations.kinds import Duty, kind_of, kinds, needs_reason
from partnerships.rules.consultations.leads import employer
from partnerships.rules.register import SchoolFacts
from partnerships.rules.words import OrderBasis, Route

TODAY = date(2027, 3, 1)
COMMUNITY, AIDED, CONTROLLED = SchoolFacts("01"), SchoolFacts("02"), SchoolFacts("03")
FOUNDATION, ACADEMY, UNTYPED = SchoolFacts("05"), SchoolFacts("34"), SchoolFacts()
PLAIN = {"foundation": "no", "church": "no", "federation": "no"}
CHURCH = {"foundation": "yes", "church": "yes", "federation": "no"}

STATUTORY, FOUND, ENGAGE, INFORM, TUPE = (
    ConsultationKind.STATUTORY,
    ConsultationKind.FOUNDATION,
    ConsultationKind.ENGAGEMENT,
    ConsultationKind.INFORMATION,
    ConsultationKind.TUPE,
)
LAW, GOOD, DEPENDS, NONE = Duty.LAW, Duty.GOOD_PRACTICE, Duty.DEPENDS, Duty.NONE


def situation(route, basis="", answers=PLAIN):
    return Situation(route=route, today=TODAY, order_basis=basis, answers=answers)


def duties(route, basis="", answers=PLAIN, school=COMMUNITY):
    return {each.kind: each.duty for each in kinds(situation(route, basis, answers), school)}


@pytest.mark.parametrize(
    ("route", "basis", "answers", "expected"),
    [
        # The governing body applies: it consults, foundation first where there is one.
        (Route.VOLUNTARY, "", PLAIN, {STATUTORY: LAW, FOUND: NONE, ENGAGE: NONE, INFORM: NONE, TUPE: LAW}),
        (Route.VOLUNTARY, "", CHURCH, {STATUTORY: LAW, FOUND: LAW, ENGAGE: NONE, INFORM: NONE, TUPE: LAW}),
        # The basis of the order decides, not that the school is sponsored.
        (
            Route.ORDER,
            OrderBasis.APPLICATION,
            PLAIN,
            {STATUTORY: LAW, FOUND: NONE, ENGAGE: NONE, INFORM: NONE, TUPE: LAW},
        ),
        (
            Route.ORDER,
            OrderBasis.APPLICATION,
            CHURCH,
            {STATUTORY: LAW, FOUND: LAW, ENGAGE: NONE, INFORM: NONE, TUPE: LAW},
        ),
        (
            Route.ORDER,
            OrderBasis.INTERVENTION,
            CHURCH,
            {STATUTORY: NONE, FOUND: NONE, ENGAGE: NONE, INFORM: GOOD, TUPE: LAW},
        ),
        (
            Route.ORDER,
            OrderBasis.SAVED_DUTY,
            PLAIN,
            {STATUTORY: NONE, FOUND: NONE, ENGAGE: NONE, INFORM: GOOD, TUPE: LAW},
        ),
        (
            Route.ORDER,
            "",
            CHURCH,
            {STATUTORY: DEPENDS, FOUND: DEPENDS, ENGAGE: NONE, INFORM: DEPENDS, TUPE: LAW},
        ),
        # A transfer is no conversion, whatever an old answer about an order says.
        (Route.TRANSFER, "", PLAIN, {STATUTORY: NONE, FOUND: NONE, ENGAGE: GOOD, INFORM: NONE, TUPE: LAW}),
        (
            Route.TRANSFER,
            OrderBasis.APPLICATION,
            CHURCH,
            {STATUTORY: NONE, FOUND: GOOD, ENGAGE: GOOD, INFORM: NONE, TUPE: LAW},
        ),
        (None, "", PLAIN, {STATUTORY: DEPENDS, FOUND: DEPENDS, ENGAGE: DEPENDS, INFORM: DEPENDS, TUPE: LAW}),
        # Nobody has answered yet.
        (Route.VOLUNTARY, "", {}, {STATUTORY: LAW, FOUND: DEPENDS, ENGAGE: NONE, INFORM: NONE, TUPE: LAW}),
    ],
)
def test_which_kinds_apply_follows_from_route_and_basis(route, basis, answers, expected):
    assert duties(route, basis, answers) == expected


@pytest.mark.parametrize(
    ("route", "basis", "answers", "kind", "asks"),
    [
        (Route.ORDER, "", PLAIN, STATUTORY, "order_basis"),
        (Route.ORDER, "", PLAIN, INFORM, "order_basis"),
        (Route.ORDER, "", CHURCH, FOUND, "order_basis"),
        (Route.VOLUNTARY, "", {"foundation": "no"}, FOUND, "church"),
        (Route.VOLUNTARY, "", {}, FOUND, "foundation"),
        (Route.TRANSFER, "", {}, FOUND, "church"),
        (Route.VOLUNTARY, "", CHURCH, FOUND, ""),
    ],
)
def test_what_depends_on_an_answer_names_the_question(route, basis, answers, kind, asks):
    assert kind_of(kind, situation(route, basis, answers), COMMUNITY).asks == asks


@pytest.mark.parametrize(
    ("route", "school", "bodies"),
    [
        (Route.VOLUNTARY, COMMUNITY, (LedBy.LOCAL_AUTHORITY,)),
        (Route.VOLUNTARY, SchoolFacts("7"), (LedBy.LOCAL_AUTHORITY,)),  # community special
        (Route.ORDER, SchoolFacts("14"), (LedBy.LOCAL_AUTHORITY,)),  # pupil referral unit
        (Route.VOLUNTARY, CONTROLLED, (LedBy.LOCAL_AUTHORITY,)),
        (Route.VOLUNTARY, AIDED, (LedBy.GOVERNING_BODY,)),
        (Route.ORDER, FOUNDATION, (LedBy.GOVERNING_BODY,)),
        (Route.VOLUNTARY, SchoolFacts("12"), (LedBy.GOVERNING_BODY,)),  # foundation special
        (Route.TRANSFER, ACADEMY, (LedBy.OUTGOING_TRUST, LedBy.SAT_BOARD)),
        (None, ACADEMY, (LedBy.OUTGOING_TRUST, LedBy.SAT_BOARD)),
        (Route.TRANSFER, UNTYPED, (LedBy.OUTGOING_TRUST, LedBy.SAT_BOARD)),
        (Route.VOLUNTARY, UNTYPED, ()),
    ],
)
def test_the_present_employer_leads_tupe(route, school, bodies):
    assert employer(route, school).bodies == bodies
    assert kind_of(TUPE, situation(route), school).lead.bodies == bodies


@pytest.mark.parametrize(
    ("route", "answers", "kind", "must"),
    [
        # Section 5 names nobody: the choice is the body's own.
        (Route.VOLUNTARY, CHURCH, STATUTORY, set()),
        (Route.VOLUNTARY, CHURCH, FOUND, {Audience.FOUNDATION, Audience.APPOINTERS}),
        (Route.TRANSFER, CHURCH, FOUND, {Audience.DIOCESE}),
        (Route.TRANSFER, CHURCH, ENGAGE, {Audience.DIOCESE}),
        (Route.TRANSFER, PLAIN, ENGAGE, set()),
        (Route.VOLUNTARY, PLAIN, TUPE, {Audience.UNIONS, Audience.STAFF_REPS}),
    ],
)
def test_who_must_be_asked(route, answers, kind, must):
    found = kind_of(kind, situation(route, answers=answers), ACADEMY)
    assert {group.audience for group in found.must} == must


@pytest.mark.parametrize(
    ("answers", "audience", "asked"),
    [
        (PLAIN, Audience.PARENTS, True),
        (PLAIN, Audience.SCHOOLS, True),
        (PLAIN, Audience.DIOCESE, False),
        (CHURCH, Audience.DIOCESE, True),
        (PLAIN, Audience.OTHER, False),
        (PLAIN | {"federation": "yes"}, Audience.OTHER, True),
    ],
)
def test_who_should_be_asked_in_a_conversion(answers, audience, asked):
    found = kind_of(STATUTORY, situation(Route.VOLUNTARY, answers=answers), COMMUNITY)
    assert (audience in {group.audience for group in found.should}) is asked


def test_a_federation_consults_under_its_own_subsection():
    alone = kind_of(STATUTORY, situation(Route.VOLUNTARY), COMMUNITY)
    federated = kind_of(
        STATUTORY, situation(Route.VOLUNTARY, answers=PLAIN | {"federation": "yes"}), COMMUNITY
    )
    assert "5(1)" in alone.source.words
    assert "5(4)" in federated.source.words
    assert "each of its schools" in federated.why


@pytest.mark.parametrize("route", [*Route, None])
@pytest.mark.parametrize("basis", ["", *OrderBasis])
@pytest.mark.parametrize("answers", [PLAIN, CHURCH, {}])
def test_every_kind_says_why_with_a_source_and_names_each_group_once(route, basis, answers):
    found = kinds(situation(route, basis, answers), AIDED)
    assert {each.kind for each in found} == set(ConsultationKind)
    for each in found:
        assert each.why.endswith(".")
        assert each.source.words
        assert each.source.url
        assert each.lead.why
        names = [(group.audience, group.name) for group in each.groups]
        assert len(names) == len(set(names))
        assert bool(each.groups) == each.applies
        assert all(group.needed is not Needed.ADDED and group.why for group in each.groups)


@pytest.mark.parametrize(
    ("kind", "led_by", "said"),
    [
        (STATUTORY, LedBy.GOVERNING_BODY, ""),
        (STATUTORY, LedBy.TRUST, "usually led by the governing body"),
        (ENGAGE, LedBy.BOTH_TRUSTS, "It is not asked for here."),
        (TUPE, LedBy.LOCAL_AUTHORITY, ""),
        (TUPE, LedBy.TRUST, "usually led by the local authority"),
    ],
)
def test_what_is_not_asked_for_or_led_by_others_wants_a_reason(kind, led_by, said):
    found = needs_reason(kind_of(kind, situation(Route.VOLUNTARY), COMMUNITY), led_by)
    assert found.startswith("It is") if said else found == ""
    assert said in found


def test_an_employer_that_is_not_known_may_be_anybody():
    assert needs_reason(kind_of(TUPE, situation(Route.VOLUNTARY), UNTYPED), LedBy.TRUST) == ""
