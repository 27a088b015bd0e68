"""The real downloads, against a comparison that knows nothing of the product: the csv module only."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from partnerships.imports.gias.reader import open_download
from partnerships.imports.gias.take_in import Plan, Request, planning, take_in_gias_file
from partnerships.models import Group, GroupMembership, RegisterChange, School, SchoolLink
from partnerships.rules.counting import drain

pytestmark = pytest.mark.gias
FOLDER = Path(__file__).resolve().parents[3] / "shared" / "gias"
OLD, NEW = "edubasealldata20220321", "edubasealldata20240617"
COLUMNS = (
    "URN", "EstablishmentName", "EstablishmentStatus (code)", "EstablishmentStatus (name)", "OpenDate",
    "TypeOfEstablishment (code)", "EstablishmentTypeGroup (code)",
)  # fmt: skip
WHOLE = "the whole row"
ORDER = ("links_edubasealldata20230421", OLD, "alllinksdata20220321", "allgroupsdata20220321", NEW)


class _RolledBack(Exception):
    """Takes the loaded downloads out of the test database again."""


def take(name: str) -> Plan:
    with (FOLDER / f"{name}.zip").open("rb") as file:
        download = open_download(file, f"{name}.zip", largest_mb=200)
    return take_in_gias_file(request=Request(download), today=dt.date(2026, 1, 1))


def look(name: str) -> Plan:
    with (FOLDER / f"{name}.zip").open("rb") as file:
        return drain(planning(Request(open_download(file, f"{name}.zip", largest_mb=200))))


@pytest.fixture(scope="module")
def lines(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """What each import said; the downloads stay in the database while this module's tests run."""
    if not FOLDER.is_dir():
        pytest.skip("the real GIAS downloads are not beside this checkout")
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                yield {name: take(name).line for name in ORDER}
                raise _RolledBack
        except _RolledBack:
            pass


@functools.cache
def rows_of(name: str) -> dict[str, dict[str, str]]:
    """The columns that are looked at, by URN, and under WHOLE all cells as one text. Each file is read only once, and
    all of its 135 columns would not fit into memory for long."""
    with zipfile.ZipFile(FOLDER / f"{name}.zip") as archive:
        data = archive.read(f"{name}.csv")
    reader = csv.reader(io.StringIO(data.decode("cp1252"), newline=""))
    header = next(reader)
    places = [(column, header.index(column)) for column in COLUMNS]
    return {
        row[header.index("URN")]: {WHOLE: "\0".join(row), **{column: row[at] for column, at in places}}
        for row in reader
    }


def compared(old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> str:
    """Created, changed, unchanged and gone, value by value."""
    created, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    changed = sum(urn in old and row[WHOLE] != old[urn][WHOLE] for urn, row in new.items())
    unchanged = len(new) - created - changed
    return f"created {created}, changed {changed}, unchanged {unchanged}, gone {gone}, refused 0"


def test_two_downloads_of_schools_give_what_an_independent_comparison_gives(
    lines: dict[str, str], db: None
) -> None:
    old, new = rows_of(OLD), rows_of(NEW)
    assert lines[OLD] == compared({}, old)
    assert lines[NEW] == compared(old, new)
    assert lines[NEW] == "created 1583, changed 2385, unchanged 47044, gone 17, refused 0"
    assert School.objects.filter(gone_on=None).count() == len(new) == 51_012
    assert set(School.objects.exclude(gone_on=None).values_list("urn", "gone_on")) == {
        (int(urn), dt.date(2024, 6, 17)) for urn in old.keys() - new.keys()
    }
    names = dict(School.objects.filter(gone_on=None).values_list("urn", "name"))
    assert names == {int(urn): row["EstablishmentName"] for urn, row in new.items()}


def test_every_changed_fact_is_one_row(lines: dict[str, str], db: None) -> None:
    old, new = rows_of(OLD), rows_of(NEW)
    columns = {
        "name": "EstablishmentName", "status_code": "EstablishmentStatus (code)",
        "status_name": "EstablishmentStatus (name)",
    }  # fmt: skip
    facts = {
        (int(urn), field, old[urn][column], row[column])
        for urn, row in new.items() if urn in old
        for field, column in columns.items() if old[urn][column] != row[column]
    }  # fmt: skip
    written = RegisterChange.objects.filter(kind="schools", file__downloaded_on=dt.date(2024, 6, 17))
    assert (
        set(written.exclude(field__in=["gone_on", "trust"]).values_list("key", "field", "before", "after"))
        == facts
    )
    assert written.filter(field="gone_on").count() == 17
    assert not RegisterChange.objects.filter(file__downloaded_on=dt.date(2022, 3, 21)).exists()


def test_groups_memberships_and_links_load_before_or_after_schools(lines: dict[str, str], db: None) -> None:
    assert lines["allgroupsdata20220321"] == "created 6877, changed 0, unchanged 0, gone 0, refused 0"
    assert lines["alllinksdata20220321"] == "created 20390, changed 0, unchanged 0, gone 0, refused 0"
    assert lines["links_edubasealldata20230421"] == "created 31274, changed 0, unchanged 0, gone 0, refused 0"
    assert (Group.objects.count(), Group.objects.trusts().count()) == (6_877, 3_595)
    assert (GroupMembership.objects.count(), SchoolLink.objects.count()) == (20_390, 31_274)


def test_the_same_files_again_would_change_nothing(lines: dict[str, str], db: None) -> None:
    assert look(NEW).line == "created 0, changed 0, unchanged 51012, gone 0, refused 0"
    assert look("alllinksdata20220321").line == "created 0, changed 0, unchanged 20390, gone 0, refused 0"
    later = look("links_edubasealldata20240524")
    assert later.counts["created"] + later.counts["changed"] + later.counts["unchanged"] == 32_626


def test_trusts_are_what_the_memberships_say(lines: dict[str, str], db: None) -> None:
    trusts = set(Group.objects.trusts().open().values_list("uid", flat=True))
    real = set(School.objects.values_list("urn", flat=True))
    held = GroupMembership.objects.filter(group_id__in=trusts).values_list("school_id", "group_id")
    assert dict(School.objects.exclude(trust=None).values_list("urn", "trust_id")) == {
        urn: uid for urn, uid in held if urn in real
    }
    assert not School.objects.filter(in_trust="yes", trust=None).exists()
    # Foundation trusts of maintained schools are named in the file, and are no trusts here.
    assert not School.objects.filter(trust_flag="Supported by a trust").exclude(in_trust="no").exists()
    assert School.objects.filter(type_code="", in_trust="unknown").count() > 1_000


def test_a_partial_extract_and_an_older_file_ask_first(lines: dict[str, str], db: None) -> None:
    plan = look("edubasealldata20210902")
    assert ["older than" in each or "no longer in GIAS" in each for each in plan.to_confirm] == [True, True]
