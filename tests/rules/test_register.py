import pytest

from partnerships.rules import register


@pytest.mark.parametrize(
    ("type_code", "group_code", "kind"),
    [
        ("01", "4", "maintained"),
        ("1", "", "maintained"),
        ("2", "", "maintained"),
        ("12", "5", "maintained"),
        ("14", "4", "maintained"),
        ("34", "10", "academy"),
        ("35", "11", "academy"),
        ("57", "", "academy"),
        ("10", "5", "other"),
        ("8", "5", "other"),
        ("11", "3", "other"),
        ("06", "3", "other"),
        ("", "", "unknown"),
        ("", "10", "academy"),
        ("", "4", "maintained"),
        ("", "5", "unknown"),
        ("77", "", "unknown"),
        ("77", "11", "academy"),
        ("77", "3", "other"),
        ("abc", "", "unknown"),
    ],
)
def test_what_a_school_is(type_code, group_code, kind):
    assert register.kind_of(type_code, group_code) == kind
    assert register.is_maintained(type_code, group_code) is (kind == "maintained")


def test_no_type_is_two_kinds_at_once():
    sets = [register.MAINTAINED_TYPES, register.ACADEMY_TYPES, register.OTHER_TYPES]
    assert sum(map(len, sets)) == len(register.KNOWN_TYPES)


@pytest.mark.parametrize(
    ("status", "closed"),
    [("2", True), ("02", True), ("Closed", True), ("1", False), ("3", False), ("4", False), ("", False),
     ("Open, but proposed to close", False)],
)  # fmt: skip
def test_only_closed_is_closed(status, closed):
    assert register.is_closed(status) is closed


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("Church of England", "church_of_england"),
        ("Anglican/Evangelical", "church_of_england"),
        ("Church of England/Roman Catholic", "church_of_england"),
        ("Roman Catholic", "catholic"),
        ("Roman Catholic/Church of England", "catholic"),
        ("Catholic", "catholic"),
        ("Methodist/Church of England", "church_of_england"),
        ("Methodist", "other"),
        ("Greek Orthodox", "other"),
        ("Orthodox Jewish", "other"),
        ("Inter- / non- denominational", "other"),
        ("Something new", "other"),
        ("Does not apply", "none"),
        (" None ", "none"),
        ("", "unknown"),
    ],
)
def test_church_kind(character, kind):
    assert register.church_kind(character) == kind


@pytest.mark.parametrize(
    ("code", "trust"), [("06", True), ("6", True), ("10", True), ("11", True), ("02", False), ("", False)]
)
def test_which_groups_are_trusts(code, trust):
    assert register.is_trust(code) is trust


@pytest.mark.parametrize(
    ("la", "number", "shown"),
    [("123", "4567", "123/4567"), ("12", "67", "012/0067"), ("123", "", ""), ("", "4567", "")],
)
def test_laestab(la, number, shown):
    assert register.laestab(la, number) == shown
