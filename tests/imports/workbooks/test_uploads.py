"""A spreadsheet on its way in: kept, opened again, and read as the trust's last ones were."""

from __future__ import annotations

import datetime as dt
from typing import Any

import openpyxl
import pytest
from django.utils import timezone
from openpyxl.styles import PatternFill

from partnerships.actions._core import Refused
from partnerships.imports.workbooks.reader import open_book
from partnerships.imports.workbooks.uploads import (
    book_of,
    milestone_titles,
    reading_for,
    receive,
    sheets_left,
    table_of,
)
from partnerships.models import Group, User, Workbook
from partnerships.rules.workbook.reading import reading_of
from tests.factories.workbooks import WorkbookFactory
from tests.imports.workbooks import messy

pytestmark = pytest.mark.django_db
DATA = b"URN,Joining date,Our code,LEG-03\n100001,1/9/27,x,blue folder\n"


def columns_of(data: bytes, trust: Group) -> dict[str, str]:
    return reading_for(trust.pk, open_book(data, "x.csv").table("")).columns


def kept(trust: Group, **reading: Any) -> Workbook:
    """A spreadsheet that was read so, by somebody of the trust."""
    made: Workbook = WorkbookFactory(
        trust=trust, data=DATA, reading=reading, uploaded_at=timezone.now(), version=2
    )
    return made


def test_a_file_is_kept_for_a_look_with_its_columns_guessed(trust: Group, manager: User) -> None:
    workbook = receive(DATA, "C:\\Users\\mona\\Pipeline 2027.csv", trust=trust, by=manager)

    assert (workbook.file_name, workbook.trust, workbook.by) == ("Pipeline 2027.csv", trust, manager)
    assert (workbook.rows, workbook.is_read_only) == (1, True)
    reading = reading_of(workbook.reading)
    assert reading.columns["URN"] == "urn"
    assert reading.columns["LEG-03"] == "milestone:LEG-03"
    assert table_of(workbook).rows[0].number == 2


def test_what_is_no_table_keeps_nothing(trust: Group, manager: User) -> None:
    with pytest.raises(Refused):
        receive(b"", "empty.csv", trust=trust, by=manager)
    with pytest.raises(Refused):
        receive(b"PK\x03\x04 no workbook", "broken.xlsx", trust=trust, by=manager)
    assert Workbook.objects.count() == 0


def test_the_sheet_of_schools_is_chosen_and_the_others_are_told(trust: Group, manager: User) -> None:
    workbook = receive(messy.pipeline(), "Pipeline.xlsx", trust=trust, by=manager)

    assert workbook.sheet == messy.PIPELINE_SHEET
    assert reading_of(workbook.reading).heading_row == messy.PIPELINE_HEADING_ROW
    assert messy.CONTACTS_SHEET in {each.name for each in sheets_left(workbook)}


def test_another_sheet_of_the_same_file_can_be_asked_for(trust: Group, manager: User) -> None:
    workbook = receive(messy.pipeline(), "Pipeline.xlsx", trust=trust, by=manager, sheet=messy.CONTACTS_SHEET)

    assert workbook.sheet == messy.CONTACTS_SHEET
    assert reading_of(workbook.reading).columns["Role"] == "contact:row:role"


def test_a_file_that_is_no_longer_kept_is_refused_in_words(trust: Group, manager: User) -> None:
    workbook = receive(DATA, "Pipeline.csv", trust=trust, by=manager)
    workbook.stored.storage.delete(workbook.stored.name)
    with pytest.raises(Refused, match="no longer kept"):
        book_of(workbook)
    workbook.stored = ""
    with pytest.raises(Refused, match="no longer kept"):
        book_of(workbook)


def test_what_a_heading_held_last_is_remembered_for_the_trust(trust: Group, other_trust: Group) -> None:
    kept(trust, columns={"Our  Code ": "note"})

    assert columns_of(DATA, trust)["Our code"] == "note"
    assert columns_of(DATA, other_trust)["Our code"] == "nothing"


def test_what_was_only_guessed_is_not_remembered(trust: Group) -> None:
    WorkbookFactory(trust=trust, data=DATA, reading={"columns": {"Our code": "note"}})

    assert columns_of(DATA, trust)["Our code"] == "nothing"


def test_the_newest_word_on_a_heading_counts(trust: Group) -> None:
    newest = kept(trust, columns={"Our code": "note"})
    older = kept(trust, columns={"Our code": "own:OPS", "LEG-03": "nothing"})
    Workbook.objects.filter(pk=older.pk).update(uploaded_at=newest.uploaded_at - dt.timedelta(days=1))

    found = columns_of(DATA, trust)

    assert found["Our code"] == "note"
    assert found["LEG-03"] == "nothing"


def test_words_are_remembered_but_days_and_months_are_not(trust: Group) -> None:
    kept(
        trust,
        words={
            "route": {"sideways": "order"},
            "lead": {"mo": "id:5"},
            "month": {"autumn 2027": "2027-09"},
            "progress": {"blue folder": "done"},
        },
    )

    data = b"URN,Route,Lead,Joining date,LEG-03\n100001,Sideways,Mo ,Autumn 2027,blue folder\n"
    reading = reading_for(trust.pk, open_book(data, "x.csv").table(""))

    assert reading.words == {"route": {"sideways": "order"}, "lead": {"mo": "id:5"}}


def test_what_a_colour_means_is_remembered(trust: Group) -> None:
    kept(trust, words={"progress": {"(green)": "done", "(red)": "3/3/27", "(blue)": "done"}})
    book = openpyxl.Workbook()
    for row in (["URN", "LEG-03", "LEG-04"], [100001, None, None]):
        book.active.append(row)
    for place, colour in (("B2", messy.GREEN), ("C2", messy.RED)):
        book.active[place].fill = PatternFill("solid", fgColor=colour)

    reading = reading_for(trust.pk, open_book(messy.saved(book), "x.xlsx").table("Sheet"))

    assert reading.words == {"progress": {"(green)": "done"}}


def test_no_word_of_another_file_shows_that_this_one_does_not_have(trust: Group) -> None:
    kept(trust, words={"lead": {"mo, of st mary’s": "id:5"}, "route": {"sideways": "order"}})

    reading = reading_for(trust.pk, open_book(b"URN,Route\n100001,Sideways\n", "x.csv").table(""))

    assert reading.words == {"route": {"sideways": "order"}}


def test_what_days_are_in_a_column_is_remembered(trust: Group) -> None:
    kept(trust, columns={"LEG-03": "milestone:LEG-03"}, dates={"LEG-03": "planned"}, planned="leave")

    reading = reading_for(trust.pk, open_book(DATA, "x.csv").table(""))

    assert (reading.dates["LEG-03"], reading.planned) == ("planned", "leave")


def test_columns_may_be_any_milestone_of_the_trusts_template(trust: Group) -> None:
    titles = {each.code: each for each in milestone_titles(trust.pk)}
    assert titles["LEG-03"].phase == "LEG"
