"""What the cells of routes, stages, phases, yes or no, people and milestones say."""

from __future__ import annotations

import pytest

from partnerships.rules.words import Phase, Route
from partnerships.rules.workbook import cells
from partnerships.rules.workbook.cells import Person
from partnerships.rules.workbook.meanings import MilestoneTitle, NotUnderstood, StageSaid
from partnerships.rules.workbook.milestone_names import ALSO_CALLED, AMBIGUOUS
from partnerships.rules.workbook.words import LEAVE_OUT, Asks, ContactPart
from tests.rules.workbook.template import TITLES

PEOPLE = (
    Person(1, "Jane Bell", "jane.bell@trust.example"),
    Person(2, "John Bell", "john@trust.example"),
    Person(3, "Amara Okafor", "amara@trust.example"),
    Person(4, "Mary-Ann Lee"),
)
CODES = {each.code for each in TITLES}


@pytest.mark.parametrize(
    ("text", "route"),
    [(text, Route.VOLUNTARY) for text in ("convertor", "Converter", "voluntary", "Voluntary conversion", "VC",
    "conversion")]
    + [(text, Route.ORDER) for text in ("sponsored", "DAO", "directive academy order", "AO", "sponsor-led",
    "order",
                                        "Sponsored conversion")]
    + [(text, Route.TRANSFER) for text in ("transfer", "re-broker", "rebrokerage", "MAT to MAT", "SAT joining",
    "merger")],
)  # fmt: skip
def test_routes(text: str, route: Route) -> None:
    assert cells.route(text) == route


@pytest.mark.parametrize("text", ["", "TBC", "?", "not known"])
def test_no_route_yet(text: str) -> None:
    assert cells.route(text) == ""


@pytest.mark.parametrize("text", ["Primary", "x", "Sponsored transfer"])
def test_what_is_no_single_route_is_asked_with_all_three(text: str) -> None:
    with pytest.raises(NotUnderstood) as found:
        cells.route(text)
    assert [value for value, _ in found.value.options] == [*Route, LEAVE_OUT]
    assert [cells.route(value) for value, _ in found.value.options[:-1]] == [*Route]


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("Explore", Phase.EXPLORE), ("1. Initial interest", Phase.EXPLORE), ("Due diligence", Phase.EXPLORE),
        ("Enquiry", Phase.EXPLORE), ("Pre-application", Phase.EXPLORE), ("Partnership", Phase.PARTNERSHIP),
        ("SLA in place", Phase.PARTNERSHIP), ("Consult", Phase.CONSULT), ("Consultation open", Phase.CONSULT),
        ("Consultation complete", Phase.CONSULT), ("Stage 2 due diligence", Phase.CONSULT),
        ("Governors’ decision", Phase.CONSULT), ("Apply", Phase.APPLY), ("HTB", Phase.APPLY),
        ("Advisory board", Phase.APPLY), ("Awaiting AO", Phase.APPLY), ("AO received", Phase.LEGAL),
        ("Legal", Phase.LEGAL), ("LEG", Phase.LEGAL), ("5 - Legal", Phase.LEGAL), ("TUPE", Phase.READY),
        ("Pre-opening", Phase.READY), ("Ready to open", Phase.READY), ("Open", Phase.OPEN), ("Opened",
        Phase.OPEN),
        ("Converted", Phase.OPEN), ("Live", Phase.OPEN), ("After", Phase.AFTER), ("Complete", Phase.AFTER),
    ],
)  # fmt: skip
def test_stages(text: str, phase: Phase) -> None:
    assert cells.stage(text) == StageSaid(phase)


@pytest.mark.parametrize(
    ("text", "phase"),
    [("On hold", None), ("Paused – legal", Phase.LEGAL), ("stalled", None), ("Deferred", None)],
)
def test_a_school_may_be_on_hold(text: str, phase: Phase | None) -> None:
    assert cells.stage(text) == StageSaid(phase, on_hold=True)


@pytest.mark.parametrize("text", ["Withdrawn", "declined by governors", "Not proceeding", "lost", "Closed"])
def test_schools_that_are_not_on_their_way_do_not_go_in(text: str) -> None:
    found = cells.stage(text)
    assert found is not None
    assert found.not_going_in == f"This row says “{text}”. Only schools on their way go in."


def test_a_stage_that_is_not_understood_is_asked_with_the_phases() -> None:
    assert cells.stage("") is cells.stage("TBC") is None
    with pytest.raises(NotUnderstood, match="“G” is no stage") as found:
        cells.stage("G")
    said = [cells.stage(value) for value, _ in found.value.options if value != LEAVE_OUT]
    assert [each.phase for each in said[: len(Phase)] if each] == list(Phase)
    assert said[len(Phase)] == StageSaid(on_hold=True)


def test_phases() -> None:
    assert [cells.phase(each.label) for each in Phase] == list(Phase)
    assert [cells.phase(each.value.lower()) for each in Phase] == list(Phase)
    with pytest.raises(NotUnderstood, match="“Blue” is no phase"):
        cells.phase("Blue")


@pytest.mark.parametrize(
    ("text", "answer"),
    [("Y", True), ("yes", True), ("✓", True), ("Confirmed", True), ("no", False), ("Provisional", False),
     ("not confirmed", False), ("", None), ("n/a", None)],
)  # fmt: skip
def test_yes_or_no(text: str, answer: bool | None) -> None:
    assert cells.yes_no(text) is answer


@pytest.mark.parametrize("text", ["maybe", "x", "TBC"])
def test_what_may_be_either_is_asked(text: str) -> None:
    with pytest.raises(NotUnderstood, match="neither yes nor no"):
        cells.yes_no(text)


@pytest.mark.parametrize(
    ("text", "pk"),
    [("Jane Bell", 1), ("jane", 1), ("Bell, John", 2), ("Okafor", 3), ("AO", 3), ("A. Okafor", 3),
    ("Ms Amara Okafor", 3),
     ("john@trust.example", 2), ("id:3", 3), ("Jane B", 1), ("MAL", 4), ("", None), ("TBC", None), ("vacant",
     None)],
)  # fmt: skip
def test_a_lead_is_told_by_what_is_one_person_s_alone(text: str, pk: int | None) -> None:
    assert cells.lead(text, PEOPLE) == pk


@pytest.mark.parametrize(
    ("text", "offered"), [("Bell", ["id:1", "id:2"]), ("JB", ["id:1", "id:2"]), ("Zed", ["id:1", "id:2", "id:3",
    "id:4"]),
                          ("id:9", ["id:1", "id:2", "id:3", "id:4"]),
                          ("id:²", ["id:1", "id:2", "id:3", "id:4"]),
                          (f"id:{'9' * 5000}", ["id:1", "id:2", "id:3", "id:4"])]
)  # fmt: skip
def test_a_lead_who_may_be_several_people_or_nobody_is_asked(text: str, offered: list[str]) -> None:
    with pytest.raises(NotUnderstood) as found:
        cells.lead(text, PEOPLE)
    assert [value for value, _ in found.value.options] == [*offered, LEAVE_OUT]


@pytest.mark.parametrize(
    ("text", "role"),
    [("Head", "headteacher"), ("HT", "headteacher"), ("Executive headteacher", "headteacher"), ("CoG", "chair"),
     ("Chair of Governors", "chair"), ("Vice chair", "other"), ("Deputy head", "other"), ("Clerk", "other"),
     ("Business manager", "other"), ("LA contact", "la"), ("Diocesan", "diocese"), ("our solicitors",
     "trust_solicitor"),
     ("School’s solicitor", "school_solicitor"), ("Council legal", "la_solicitor"), ("CEO", "trust_ceo"),
     ("Outgoing trust CEO", "outgoing_ceo"), ("role:senco", "senco"), ("Solicitor for the trust",
     "trust_solicitor")],
)  # fmt: skip
def test_roles_of_contacts(text: str, role: str) -> None:
    assert cells.role(text) == role


def test_a_role_that_is_not_known_is_asked() -> None:
    with pytest.raises(NotUnderstood) as found:
        cells.role("Gardener")
    assert found.value.asks is Asks.ROLE
    assert [cells.role(value) for value, _ in found.value.options[:-1]][:2] == ["headteacher", "chair"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Jane Bell", ["Jane Bell"]),
        ("Jane Bell (jane@bell.example, 0113 496 0000)", ["Jane Bell", "jane@bell.example", "0113 496 0000"]),
        ("Mr T. Smith\n07700 900123\nt@smith.example", ["Mr T. Smith", "t@smith.example", "07700 900123"]),
        ("e: j@x.example", ["", "j@x.example"]),
        ("Jane Bell, Browne and Co", ["Jane Bell", "", "", "Browne and Co"]),
        ("Tel: 01224 555 123 ext 12", ["", "", "01224 555 123 ext 12"]),
    ],
)
def test_the_cell_of_a_name_may_hold_more(text: str, parts: list[str]) -> None:
    order = (ContactPart.NAME, ContactPart.EMAIL, ContactPart.TELEPHONE, ContactPart.ORGANISATION)
    expected = {part: said for part, said in zip(order, parts, strict=False) if said}
    assert cells.contact_parts(text) == expected


def test_every_name_that_teams_use_is_of_a_milestone_there_is() -> None:
    assert set(ALSO_CALLED) <= CODES
    assert {code for codes in AMBIGUOUS.values() for code in codes} <= CODES


@pytest.mark.parametrize("each", TITLES, ids=lambda each: each.code)
def test_a_milestone_is_known_by_code_title_and_what_it_is_usually_called(each: MilestoneTitle) -> None:
    number = each.code[4:].lstrip("0")
    coded = (each.code, each.code.lower(), f"{each.code[:3]} {number}", each.code.replace("-", ""))
    named = (each.title, each.title.upper(), *ALSO_CALLED.get(each.code, ()))
    assert {cells.milestone(text, TITLES).code for text in (*coded, *named)} == {each.code}


@pytest.mark.parametrize(
    ("text", "code"),
    [("Land questionaire", "LEG-03"), ("The CTA signed", "LEG-17"), ("Governors’ resolution", "CON-12"),
     ("Kick-off meeting", "LEG-02"), ("Trust modification order (TMO)", "LEG-07"), ("measures letter",
     "OPS-03")],
)  # fmt: skip
def test_titles_are_matched_with_tolerance(text: str, code: str) -> None:
    assert cells.milestone(text, TITLES).code == code


@pytest.mark.parametrize("text", list(AMBIGUOUS))
def test_what_may_be_several_milestones_is_asked(text: str) -> None:
    with pytest.raises(NotUnderstood, match="may be one of several milestones") as found:
        cells.milestone(text, TITLES)
    assert [value for value, _ in found.value.options] == [*AMBIGUOUS[text], LEAVE_OUT]


def test_a_title_that_nobody_knows_is_asked_with_the_nearest() -> None:
    with pytest.raises(NotUnderstood, match="No milestone of your plan is called “Lease painted”") as found:
        cells.milestone("Lease painted", TITLES)
    assert "LEG-05" in [value for value, _ in found.value.options]


def test_a_team_s_own_milestone_is_known_by_its_title_and_goes_before_what_others_are_called() -> None:
    own = MilestoneTitle("", "Minibus handed over", Phase.READY)
    renamed = MilestoneTitle("ABC-01", "LQ", Phase.LEGAL)
    assert cells.milestone("minibus handed over", (*TITLES, own)) is own
    assert cells.milestone("LQ", (*TITLES, renamed)) is renamed
