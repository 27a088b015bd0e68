"""What an import does to the tables, with small files of invented schools; on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import OperationalError, connection

from partnerships.actions._core import NotAllowed, Refused
from partnerships.imports.gias import store
from partnerships.imports.gias.kinds import SCHOOLS as SCHOOLS_KIND
from partnerships.imports.gias.take_in import Request, planning, taking_in
from partnerships.models import (
    Group,
    GroupMembership,
    RegisterChange,
    RegisterFile,
    RegisterKind,
    School,
    SchoolLink,
    User,
)  # fmt: skip
from tests.factories import GroupFactory, SchoolFactory
from tests.imports import files
from tests.imports.files import (
    academy,
    as_csv,
    group,
    groups_in,
    link,
    links_in,
    member,
    members_in,
    opened,
    planned,
    school,
    schools_in,
    taken_in,
)  # fmt: skip

pytestmark = pytest.mark.django_db
MANY = [school(100_100 + n) for n in range(100)]  # so that one gone row is no more than 2%


def changes() -> list[tuple[int, str, str, str]]:
    return sorted(RegisterChange.objects.values_list("key", "field", "before", "after"))


def test_a_first_load_creates_everything_and_writes_no_changes() -> None:
    row = school(
        100_001, "St Brannoc’s", OpenDate="01-09-1998", CloseDate="01-01-1900", NumberOfPupils="210",
        PercentageFSM="7.25", SchoolWebsite=" www.brackenholt.example ", Easting="0",
    )  # fmt: skip
    plan = schools_in([row, school(100_002)])
    assert plan.line == "created 2, changed 0, unchanged 0, gone 0, refused 0"
    found = School.objects.get(pk=100_001)
    assert (found.name, found.open_date, found.close_date) == ("St Brannoc’s", dt.date(1998, 9, 1), None)
    assert (found.pupils, found.fsm_percentage, found.easting) == (210, Decimal("7.2"), None)
    assert (found.website, found.ukprn, found.gone_on, found.is_demo) == (
        "www.brackenholt.example",
        "",
        None,
        False,
    )
    assert School.objects.get(pk=100_002).pupils is None
    assert changes() == []


def test_the_same_file_again_changes_nothing() -> None:
    rows = [school(100_001, OpenDate="01-09-1998", PercentageFSM="7", NumberOfPupils="0"), school(100_002)]
    schools_in(rows)
    assert schools_in(rows).line == "created 0, changed 0, unchanged 2, gone 0, refused 0"
    assert changes() == []


def test_each_changed_fact_is_one_row_with_before_and_after() -> None:
    schools_in([school(100_001, "Old name", CloseDate="31-08-2025", NumberOfPupils="9"), *MANY])
    plan = schools_in(
        [school(100_001, "New name", CloseDate="31-08-2026", NumberOfPupils="9"), *MANY], "20260402"
    )
    assert plan.line == "created 0, changed 1, unchanged 100, gone 0, refused 0"
    assert changes() == [
        (100_001, "close_date", "2025-08-31", "2026-08-31"), (100_001, "name", "Old name", "New name"),
    ]  # fmt: skip
    assert RegisterChange.objects.first().file == plan.file


def test_a_blank_in_a_delivered_column_empties_the_value() -> None:
    schools_in(
        [school(100_001, NumberOfPupils="9", SchoolWebsite="a.example"), school(100_002, NumberOfPupils="8")]
    )
    schools_in([school(100_001, SchoolWebsite="a.example"), school(100_002, NumberOfPupils="8")], "20260402")
    assert School.objects.get(pk=100_001).pupils is None
    assert changes() == [(100_001, "pupils", "9", "")]


def test_a_column_blank_in_every_row_or_absent_was_not_delivered() -> None:
    schools_in([school(100_001, NumberOfPupils="9", SchoolWebsite="a.example")])
    without = tuple(name for name in files.SCHOOLS if name != "NumberOfPupils")
    plan = taken_in(as_csv(without, [school(100_001)]), "20260402")
    found = School.objects.get(pk=100_001)
    assert (found.pupils, found.website) == (9, "a.example")
    assert plan.line == "created 0, changed 0, unchanged 1, gone 0, refused 0"
    assert plan.file is not None
    assert "pupils" not in plan.file.fields
    assert "website" not in plan.file.fields
    assert "name" in plan.file.fields


def test_a_column_that_comes_for_the_first_time_fills_values_without_change_rows() -> None:
    schools_in([school(100_001)])
    plan = schools_in([school(100_001, NumberOfPupils="9")], "20260402")
    assert plan.counts["changed"] == 1
    assert School.objects.get(pk=100_001).pupils == 9
    assert changes() == []


def test_what_vanished_is_marked_gone_and_what_comes_back_is_not() -> None:
    schools_in([school(100_001), *MANY])
    assert schools_in(MANY, "20260402").line == "created 0, changed 0, unchanged 100, gone 1, refused 0"
    assert School.objects.get(pk=100_001).gone_on == dt.date(2026, 4, 2)
    assert schools_in(MANY, "20260403").counts["gone"] == 0  # gone once
    assert School.objects.get(pk=100_001).gone_on == dt.date(2026, 4, 2)
    assert schools_in([school(100_001), *MANY], "20260404").counts["changed"] == 1
    assert School.objects.get(pk=100_001).gone_on is None
    assert changes() == [(100_001, "gone_on", "", "2026-04-02"), (100_001, "gone_on", "2026-04-02", "")]


def test_a_row_that_is_refused_is_not_gone() -> None:
    schools_in([school(100_001), *MANY])
    plan = schools_in([school(100_001, OpenDate="soon"), *MANY], "20260402")
    assert plan.line == "created 0, changed 0, unchanged 100, gone 0, refused 1"
    assert School.objects.get(pk=100_001).gone_on is None
    assert plan.file is not None
    with plan.file.refused.open("rb") as file:
        assert file.read().decode("utf-8-sig").splitlines()[:2] == [
            "Line,Reason", "2,OpenDate: “soon” is not a date such as 31-08-2024.",
        ]  # fmt: skip


def test_more_than_2_percent_gone_needs_a_persons_word() -> None:
    schools_in([school(100_001), school(100_002), school(100_003), *MANY])
    before = list(School.objects.order_by("pk").values())
    with pytest.raises(Refused, match="may be an extract of a part"):
        schools_in(MANY, "20260402")
    assert list(School.objects.order_by("pk").values()) == before
    assert RegisterFile.objects.count() == 1
    assert schools_in(MANY, "20260402", confirmed=True).counts["gone"] == 3


def test_an_older_file_needs_a_persons_word_and_another_kind_does_not_count() -> None:
    schools_in([school(100_001)], "20260402")
    groups_in([group(5)], "20260301")
    with pytest.raises(Refused, match="of 1 April 2026, older than the one of 2 April 2026"):
        schools_in([school(100_001, "Older name")], "20260401")
    assert School.objects.get().name == "Brackenholt Primary School"
    schools_in([school(100_001, "Older name")], "20260401", confirmed=True)
    assert School.objects.get().name == "Older name"


@pytest.mark.parametrize(
    ("name", "words"), [("data.csv", "does not say"), ("x20270101.csv", "in the future")]
)
def test_the_day_of_the_download_must_be_known_and_not_to_come(name: str, words: str) -> None:
    request = Request(opened(as_csv(files.SCHOOLS, [school(100_001)]), name))
    with pytest.raises(Refused, match=words):
        list(taking_in(request, today=files.TODAY))
    assert not School.objects.exists()


def test_a_wrong_file_is_named_and_nothing_is_saved() -> None:
    request = Request(opened(as_csv(files.LINKS, [link(100_001, 100_002)])), RegisterKind.SCHOOLS)
    with pytest.raises(Refused, match=r"^This is a file of links between schools, not of schools\.$"):
        list(taking_in(request, today=files.TODAY))
    with pytest.raises(Refused):
        list(planning(request))
    assert not RegisterFile.objects.exists()


def test_a_look_beforehand_saves_nothing_and_tells_the_same() -> None:
    schools_in([school(100_001), *MANY])
    data = as_csv(files.SCHOOLS, [school(100_002), *MANY[1:]])
    looked = planned(data)
    assert (School.objects.count(), RegisterFile.objects.count()) == (101, 1)
    assert looked.line == "created 1, changed 0, unchanged 99, gone 2, refused 0"
    assert taken_in(data).line == looked.line


def test_demo_schools_are_passed_over() -> None:
    SchoolFactory(urn=900_001, name="Invented", is_demo=True)
    trust = GroupFactory(uid=990_001, is_demo=True)
    GroupMembership.objects.create(school_id=900_001, group=trust)
    SchoolLink.objects.create(school_id=900_001, other_id=900_002, link_type="Successor")
    groups_in([group(5)])
    members_in([member(100_001, 5)])
    links_in([link(100_001, 100_002)])
    plan = schools_in([school(100_001), school(900_001, "From a file")])
    assert plan.line == "created 1, changed 0, unchanged 0, gone 0, refused 1"
    demo = School.objects.get(pk=900_001)
    assert (demo.name, demo.gone_on, demo.in_trust) == ("Invented", None, "no")
    assert not GroupMembership.objects.filter(school_id=900_001).exclude(gone_on=None).exists()
    assert not SchoolLink.objects.filter(school_id=900_001).exclude(gone_on=None).exists()
    assert Group.objects.get(pk=990_001).gone_on is None


def test_blank_names_and_types_and_new_codes_are_data() -> None:
    new_type = {"TypeOfEstablishment (code)": "99", "TypeOfEstablishment (name)": "Floating school"}
    blank = {"TypeOfEstablishment (code)": "", "TypeOfEstablishment (name)": "", "TrustSchoolFlag (name)": "",
             "EstablishmentTypeGroup (code)": ""}  # fmt: skip
    plan = schools_in([school(100_001, **new_type), school(100_002, "", **blank)])
    assert plan.counts["refused"] == 0
    assert School.objects.get(pk=100_001).type_name == "Floating school"
    assert School.objects.get(pk=100_002).in_trust == "unknown"


def test_links_and_memberships_wait_for_schools_and_groups_to_arrive() -> None:
    links_in([link(100_001, 100_002), link(100_001, 100_002, "Sixth Form Centre Link", "")])
    members_in([member(100_002, 5, "01/01/1900")])
    assert GroupMembership.objects.get().joined_on is None
    schools_in([school(100_001), academy(100_002)])
    assert School.objects.get(pk=100_002).trust_id is None
    groups_in([group(5)])
    assert School.objects.get(pk=100_002).trust_id == 5
    assert SchoolLink.objects.filter(school__name="Brackenholt Primary School").count() == 2


def test_any_order_gives_the_same_trusts() -> None:
    def load(order: str) -> list[object]:
        for model in (School, Group, GroupMembership, RegisterFile):
            model.objects.all().delete()
        takes = {
            "s": lambda: schools_in(
                [school(100_001), academy(100_002, "6"), academy(100_003), academy(100_004, "6")]
            ),
            "g": lambda: groups_in(
                [group(5), group(6, "Brackenholt Trust", "10"), group(7, "Sponsors", "05")]
            ),
            "m": lambda: members_in([member(100_002, 7), member(100_002, 5), member(100_003, 7)]),
        }
        for one in order:
            takes[one]()
        return list(School.objects.order_by("pk").values_list("pk", "trust_id", "in_trust"))

    found = load("sgm")
    assert found == [(100_001, None, "no"), (100_002, 5, "yes"), (100_003, None, "yes"), (100_004, 6, "yes")]
    for order in ("gms", "msg", "mgs"):
        assert load(order) == found


def test_a_school_that_moves_between_trusts_has_one_row_with_their_names() -> None:
    groups_in([group(5), group(6, "Moorland Schools Trust")])
    schools_in([academy(100_001), *MANY])
    members_in([member(100_001, 5), *(member(n, 5) for n in range(200_000, 200_060))])
    assert changes() == []
    plan = members_in([member(100_001, 6), *(member(n, 5) for n in range(200_000, 200_060))], "20260402")
    assert plan.line == "created 1, changed 0, unchanged 60, gone 1, refused 0"
    assert School.objects.get(pk=100_001).trust_id == 6
    assert (100_001, "trust", "Harrowmere Learning Trust", "Moorland Schools Trust") in changes()


def test_a_link_whose_date_changes_is_one_changed_row() -> None:
    links_in([link(100_001, 100_002, day="")])
    links_in([link(100_001, 100_003)], "20260402", confirmed=True)
    assert SchoolLink.objects.get(other_id=100_002).gone_on == dt.date(2026, 4, 2)
    plan = links_in([link(100_001, 100_003, day="02-09-2020")], "20260403")
    assert plan.line == "created 0, changed 1, unchanged 0, gone 0, refused 0"
    assert RegisterChange.objects.filter(field="established_on", other_key=100_003).count() == 1


def test_only_a_site_administrator_may(manager: User, site_administrator: User) -> None:
    with pytest.raises(NotAllowed):
        schools_in([school(100_001)], by=manager)
    assert schools_in([school(100_001)], by=site_administrator).file.by == site_administrator


def test_dropped_half_way_nothing_has_changed() -> None:
    """As when a browser goes away: the generator is closed while rows are being written."""
    rows = [school(100_000 + n) for n in range(6_000)]
    steps = taking_in(Request(opened(as_csv(files.SCHOOLS, rows))), today=files.TODAY)
    assert any(progress.step.startswith("Working out") for progress in iter(lambda: next(steps), None))
    assert School.objects.exists()
    steps.close()
    assert not School.objects.exists()
    assert not RegisterFile.objects.exists()


def test_every_column_of_the_file_is_a_field_of_the_table() -> None:
    real = {field.attname for field in School._meta.concrete_fields}
    assert {column.field for column in SCHOOLS_KIND.columns} == real - {
        "urn", "trust_id", "in_trust", "gone_on", "is_demo",
    }  # fmt: skip


@contextmanager
def another_import_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another process holds the lock: really so on PostgreSQL; on SQLite as its driver reports it after waiting."""
    if store.is_postgres():
        import psycopg

        with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
            other.execute("SELECT pg_advisory_xact_lock(%s)", [store.LOCK])
            yield
        return

    def locked() -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(store, "lock", locked)
        yield


def test_of_two_imports_at_once_the_second_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    with another_import_running(monkeypatch), pytest.raises(Refused, match="being taken in right now"):
        schools_in([school(100_001)])
    assert not School.objects.exists()
    assert schools_in([school(100_001)]).counts["created"] == 1
