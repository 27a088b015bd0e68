"""Which school of GIAS a row may mean."""

from __future__ import annotations

import pytest

from partnerships.rules.workbook.match import Register
from partnerships.rules.workbook.names import name_of
from partnerships.rules.workbook.schools import Known, Said

ST_MARY_LEEDS = Known(
    100001, "St Mary's Church of England Primary School", "383", "Leeds", "3001", "LS1 1AA", "Leeds"
)
ST_MARY_YORK = Known(
    100002, "St Mary's Church of England Primary School", "816", "York", "3002", "YO1 1AA", "York"
)
ST_MARY_RC = Known(100003, "St Mary's Catholic Primary School", "383", "Leeds", "3003", "LS2 2BB", "Morley")
ASHDOWN = Known(100004, "Ashdown Primary School", "816", "York", "2004", "YO1 7AB", "York")
ASHDOWN_INFANT = Known(100005, "Kirkgate Infant School", "816", "York", "2005", "YO9 9ZZ", "York")
ASHDOWN_JUNIOR = Known(100006, "Kirkgate Junior School", "816", "York", "2006", "YO9 9ZZ", "York")
CLOSED = Known(100007, "Ferndale School", "383", "Leeds", "4007", "LS9 9AA", "Leeds", "2", "Closed")
KING = Known(100008, "King Edgar Academy", "873", "Cambridgeshire", "4008", "PE1 1AA", "Ely")
EVERY = (
    ST_MARY_LEEDS, ST_MARY_YORK, ST_MARY_RC, ASHDOWN, ASHDOWN_INFANT, ASHDOWN_JUNIOR, CLOSED, KING,
)  # fmt: skip


@pytest.fixture(scope="module")
def register() -> Register:
    return Register(EVERY)


@pytest.mark.parametrize(
    "written",
    [
        "St. Mary's C of E Primary",
        "ST MARYS CE PRIM SCHOOL",
        "Saint Mary’s Church of England (VA) Primary School",
        "St Mary’s C.E. Primary Sch.",
        "St Mary's CofE (Aided) Primary School",
    ],
)
def test_a_name_is_the_same_however_it_is_written(written: str) -> None:
    assert name_of(written).words == name_of(ST_MARY_LEEDS.name).words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St Mary's CofE Primary School", "St Mary's Catholic Primary School"),
        ("Kirkgate Infant School", "Kirkgate Junior School"),
        ("Ashdown Primary School", "Ashton Primary School"),
    ],
)
def test_names_of_different_schools_stay_apart(one: str, other: str) -> None:
    assert name_of(one).words != name_of(other).words


@pytest.mark.parametrize(
    "said",
    [
        Said(urn="100004"),
        Said(urn="URN 100004"),
        Said(urn="100004.0"),
        Said(name="100004"),
        Said(laestab="816/2004"),
        Said(laestab="8162004"),
        Said(laestab="816 2004"),
        Said(urn="TBC", name="Ashdown Primary", la="York"),
        Said(name="Ashdown Prim", la="City of York Council"),
        Said(name="Ashdown Primary School, York"),
        Said(name="Ashdown (York)"),
        Said(name="Ashdown", postcode="yo1 7ab"),
    ],
)
def test_a_number_or_a_name_with_a_place_is_enough(register: Register, said: Said) -> None:
    match = register.find(said)

    assert match.school == ASHDOWN
    assert not match.refused


def test_a_place_tells_two_schools_of_one_name_apart(register: Register) -> None:
    assert register.find(Said(name="St Mary's CE Primary", la="Leeds")).school == ST_MARY_LEEDS
    assert register.find(Said(name="St Mary's CE Primary", postcode="YO1 1AA")).school == ST_MARY_YORK


def test_two_schools_of_one_name_are_offered_and_none_is_guessed(register: Register) -> None:
    match = register.find(Said(name="St Mary's C of E Primary"))

    assert match.school is None
    assert match.candidates[:2] == (ST_MARY_LEEDS, ST_MARY_YORK)
    assert match.refused == "Several schools may be meant. Choose which it is, or enter its URN."


def test_what_may_be_one_of_two_kinds_in_one_place_is_asked(register: Register) -> None:
    match = register.find(Said(name="St Mary's", la="Leeds"))

    assert match.school is None
    assert set(match.candidates[:2]) == {ST_MARY_LEEDS, ST_MARY_RC}
    assert register.find(Said(name="Kirkgate", postcode="YO9 9ZZ")).school is None


def test_a_name_that_only_one_open_school_has_is_enough_and_said_so(register: Register) -> None:
    match = register.find(Said(name="Ashdown Primary"))

    assert match.school == ASHDOWN
    assert match.assumed == "Found by its name alone: Ashdown Primary School in York is the only open one."


def test_a_name_that_is_only_like_one_is_asked(register: Register) -> None:
    match = register.find(Said(name="King Edgar School"))

    assert match.school is None
    assert match.candidates[0] == KING


def test_the_name_without_its_kind_is_enough_where_one_school_of_a_place_has_it(register: Register) -> None:
    match = register.find(Said(name="Ashdown", la="York"))

    assert match.school == ASHDOWN
    assert match.assumed == "Taken as Ashdown Primary School, the only school of that name in York."


def test_a_place_that_speaks_against_the_only_school_of_a_name_makes_it_a_question(
    register: Register,
) -> None:
    match = register.find(Said(name="Ashdown Primary School", la="Kent"))

    assert match.school is None
    assert match.candidates == (ASHDOWN,)
    assert match.refused.startswith("This school may be meant.")


def test_a_wrong_number_with_a_right_name_offers_the_name(register: Register) -> None:
    match = register.find(Said(urn="999999", name="Ashdown Primary", la="York"))

    assert match.school is None
    assert match.candidates[0] == ASHDOWN
    assert match.refused == "There is no school with the URN 999999 in GIAS."


def test_a_number_of_one_school_with_the_name_of_another_is_asked(register: Register) -> None:
    match = register.find(Said(urn="100008", name="Ashdown Primary School"))

    assert match.school is None
    assert match.candidates == (KING, ASHDOWN)


def test_a_number_goes_before_a_name_that_no_other_school_has(register: Register) -> None:
    assert register.find(Said(urn="100008", name="The Academy in Ely")).school == KING
    assert register.find(Said(urn="100008", name="KEA")).school == KING


def test_a_closed_school_is_found_by_its_number_and_by_name_only_offered(register: Register) -> None:
    assert register.find(Said(urn="100007")).school == CLOSED
    by_name = register.find(Said(name="Ferndale School", la="Leeds"))
    assert by_name.school is None
    assert by_name.candidates == (CLOSED,)
    assert by_name.candidates[0].as_candidate().closed


def test_schools_where_the_trust_is_at_home_are_offered_first() -> None:
    said = Said(name="St Mary's C of E Primary")
    assert Register(EVERY, near={"816"}).find(said).candidates[0] == ST_MARY_YORK
    assert Register(EVERY, near={"383"}).find(said).candidates[0] == ST_MARY_LEEDS


def test_a_school_that_nobody_knows_is_refused_in_words(register: Register) -> None:
    match = register.find(Said(name="Total"))

    assert (match.school, match.candidates) == (None, ())
    assert match.refused == "No school of GIAS is called “Total”. Enter its URN."


def test_a_number_that_is_none_is_repeated(register: Register) -> None:
    assert (
        register.find(Said(laestab="383/")).refused
        == "No school of GIAS has the LAESTAB 383/. Enter its URN."
    )
    assert register.find(Said(urn="12A")).refused == "No school of GIAS has the URN 12A. Enter its URN."


def test_rows_that_name_a_school_in_the_same_words_have_one_key() -> None:
    one, other = Said(name="St Mary’s  Primary", la="Leeds"), Said(name="st mary’s primary", la="LEEDS ")
    assert one.key == other.key
    assert one.key != Said(name="St Mary’s Primary").key
    assert one.called == "St Mary’s  Primary, Leeds"
