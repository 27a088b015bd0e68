"""The spreadsheet to fill in opens in Excel, offers lists, and takes no text for a formula."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from partnerships.exports.workbook_template import template_for, written
from partnerships.imports.workbooks.reader import Book, open_book
from partnerships.models import Group, User
from partnerships.rules.words import Route
from partnerships.rules.workbook.columns import column_problems, guess_columns
from partnerships.rules.workbook.reading import Reading
from partnerships.rules.workbook.words import Holds
from tests.factories import TemplateFactory, TemplateMilestoneFactory
from tests.rules.workbook.template import TITLES

ROOT = Path(__file__).resolve().parents[2]


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_milestones_are_columns_beside_what_is_known_of_a_school() -> None:
    book = opened(written("Harrowmere", ["LEG-03 Land questionnaire"], ["Ann Ash"]))
    headings = [cell.value for cell in book["Schools"][1]]
    assert book.sheetnames == ["Schools", "Milestones", "Contacts", "How to fill in", "Lists"]
    assert headings[:3] == ["URN", "School", "LAESTAB"]
    assert headings[-1] == "LEG-03 Land questionnaire"
    assert book["Schools"].freeze_panes == "C2"


def test_routes_and_people_are_offered() -> None:
    book = opened(written("Harrowmere", [], ["Ann Ash", "Bea Birch"]))
    lists = {
        column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["Lists"].columns
    }
    assert lists["Routes"] == [route.label for route in Route]
    assert lists["People"] == ["Ann Ash", "Bea Birch"]
    rules = book["Schools"].data_validations.dataValidation
    assert {rule.formula1 for rule in rules} >= {"Lists!$A$2:$A$4", "Lists!$D$2:$D$3"}


def test_no_text_becomes_a_formula_or_a_link() -> None:
    book = opened(written("=1+1", ['=HYPERLINK("http://x.example")', "http://x.example"], ["=cmd"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def filled_in(rows: dict[str, list[str]]) -> Book:
    """The template of the shipped milestones, as Excel saves it with these rows added."""
    titles = [f"{each.code} {each.title}" for each in TITLES]
    book = opened(written("Harrowmere", titles, ["Ann Ash"]))
    for sheet, row in rows.items():
        book[sheet].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return open_book(stream.getvalue(), "Filled in.xlsx")


def test_every_column_is_understood_when_it_comes_back() -> None:
    school = ["123456", "Ashdown Primary School"]
    book = filled_in(
        {
            "Schools": [*school, "", "Leeds", "", "", "Transfer", "Legal documents", "Sept 27"],
            "Milestones": [*school, "LEG-03", "", "3/3/27"],
            "Contacts": [*school, "Headteacher", "Jo Holt"],
        }
    )
    assert book.best_sheet == "Schools"
    for sheet in ("Schools", "Milestones", "Contacts"):
        table = book.table(sheet)
        columns, dates = guess_columns(table, milestones=TITLES, remembered={})
        assert table.heading_row == 1
        assert [heading for heading in table.headings if columns[heading] == Holds.NOTHING] == []
        assert column_problems(Reading(columns=columns), table.headings) == []
        # Titles with words such as “plan” and “complete” say nothing of their days.
        assert dates == {}
        mine = {heading: holds for heading, holds in columns.items() if holds.startswith("milestone:")}
        assert all(heading.startswith(f"{holds.partition(':')[2]} ") for heading, holds in mine.items())
    assert table.rows[0].cells[0].text == "123456"


@pytest.mark.django_db
def test_it_has_the_trusts_own_milestones_and_people(trust: Group, manager: User, outsider: User) -> None:
    TemplateMilestoneFactory(
        template=TemplateFactory(trust=trust, version=1), code="OWN-01", title="Walk round"
    )
    book = opened(template_for(trust))
    assert book["Schools"][1][-1].value == "OWN-01 Walk round"
    people = [cell.value for cell in book["Lists"]["D"]]
    assert manager.name in people
    assert outsider.name not in people
