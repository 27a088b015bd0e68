"""An empty spreadsheet with headings that need no correcting, lists to choose from, and how to fill it in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from partnerships.exports.workbook_help import HOW_TO, HOW_TO_HEADINGS
from partnerships.models import Group, PlanTemplate, User
from partnerships.rules.words import ContactRole, Phase, Route, Status

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Rows that have lists to choose from; more may be filled in.
_SCHOOLS, _ROWS = 500, 5000
_BRAND = "#0E4A5A"
_ON_HOLD = "On hold"
# Sheets that hold nothing to bring in.
HELP_SHEETS = ("How to fill in", "Lists")
_SAID_OF_MILESTONES = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.WAITING, Status.DONE)


@dataclass(frozen=True)
class _Column:
    """A heading, how wide, as what its cells are kept, and the list from which one may choose."""

    heading: str
    width: int = 20
    # A key of `_FORMATS`.
    kind: str = "plain"
    choose: str = ""


_FORMATS = {"plain": "General", "text": "@", "day": "d mmmm yyyy", "month": "mmmm yyyy"}
_WHICH_SCHOOL = (_Column("URN", 11, "text"), _Column("School", 34))
_OF_SCHOOLS = (
    *_WHICH_SCHOOL,
    _Column("LAESTAB", 12, "text"),
    _Column("Local authority"),
    _Column("Postcode", 12, "text"),
    _Column("Outgoing trust", 26),
    _Column("Route", 26, choose="Routes"),
    _Column("Stage", 18, choose="Stages"),
    _Column("Joining date", 17, "month"),
    _Column("Joining date confirmed", 14, choose="Yes or no"),
    _Column("Project lead", 22, choose="People"),
    _Column("Confidential", 14, choose="Yes or no"),
    _Column("Notes", 40),
    _Column("Headteacher", 24),
    _Column("Headteacher’s email", 28),
    _Column("Chair of governors", 24),
    _Column("Chair of governors’ email", 28),
)
_OF_MILESTONES = (
    *_WHICH_SCHOOL,
    _Column("Milestone", 44, choose="Milestones"),
    _Column("Due", 18, "day"),
    _Column("Done on", 18, "day"),
    _Column("Status", 16, choose="Statuses"),
    _Column("Waiting for", 26),
    _Column("Milestone note", 40),
)
_OF_CONTACTS = (
    *_WHICH_SCHOOL,
    _Column("Role", 30, choose="Roles"),
    _Column("Name", 26),
    _Column("Organisation", 28),
    _Column("Email", 30),
    _Column("Telephone", 20, "text"),
)


@dataclass
class _Book:
    """The file while it is written."""

    formats: dict[str, Format]
    # By the name of a list: the cells that hold it, as a formula names them.
    lists: dict[str, str] = field(default_factory=dict)


def template_for(trust: Group) -> bytes:
    """The xlsx for one trust: its milestones as columns, its people to choose the lead from."""
    rows = PlanTemplate.objects.current_for(trust.pk).milestones.order_by("position", "pk")
    milestones = [f"{code} {title}" for code, title in rows.values_list("code", "title")]
    people = User.objects.who_may_log(trust.pk)
    return written(str(trust.name), milestones, list(people.values_list("name", flat=True)))


def written(trust: str, milestones: Sequence[str], people: Sequence[str]) -> bytes:
    """The file as Excel opens it. No text of it is ever taken for a formula or a link."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    file = xlsxwriter.Workbook(stream, options)
    file.set_properties({"title": f"Schools joining {trust}"[:255], "author": ""})
    book = _Book({kind: file.add_format({"num_format": code}) for kind, code in _FORMATS.items()})
    book.formats["heading"] = file.add_format(
        {"bold": True, "bg_color": _BRAND, "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
    )
    book.formats["wrapped"] = file.add_format({"text_wrap": True, "valign": "top"})
    book.formats["title"] = file.add_format({"bold": True, "font_size": 14})
    sheets = [file.add_worksheet(name) for name in ("Schools", "Milestones", "Contacts", *HELP_SHEETS)]
    _write_lists(book, sheets[4], milestones, people)
    across = [_Column(each, 18, "day") for each in milestones]
    _write_sheet(book, sheets[0], [*_OF_SCHOOLS, *across], _SCHOOLS)
    _write_sheet(book, sheets[1], _OF_MILESTONES, _ROWS)
    _write_sheet(book, sheets[2], _OF_CONTACTS, _ROWS)
    _write_how_to(book, sheets[3])
    file.close()
    return stream.getvalue()


def _write_sheet(book: _Book, sheet: Worksheet, columns: Iterable[_Column], rows: int) -> None:
    """Headings that stay in sight with the school, and below them lists to choose from."""
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 48)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, book.formats[column.kind])
        sheet.write_string(0, place, column.heading, book.formats["heading"])
        if column.choose:
            # Only warns: another entry may be right, and is asked about when the file comes in.
            sheet.data_validation(
                1, place, rows, place,
                {"validate": "list", "source": book.lists[column.choose], "error_type": "warning",
                 "error_title": "Not in the list", "error_message": "Keep it all the same?"},
            )  # fmt: skip
    sheet.ignore_errors({"number_stored_as_text": f"A2:E{rows + 1}"})


def _write_lists(book: _Book, sheet: Worksheet, milestones: Sequence[str], people: Sequence[str]) -> None:
    """What may be chosen, a column each."""
    lists: dict[str, Sequence[str]] = {
        "Routes": [each.label for each in Route],
        "Stages": [*(each.label for each in Phase), _ON_HOLD],
        "Yes or no": ["Yes", "No"],
        "People": people,
        "Statuses": [each.label for each in _SAID_OF_MILESTONES],
        "Roles": [each.label for each in ContactRole],
        "Milestones": milestones,
    }
    sheet.freeze_panes(1, 0)
    for place, (name, values) in enumerate(lists.items()):
        sheet.set_column(place, place, 30, book.formats["plain"])
        sheet.write_string(0, place, name, book.formats["heading"])
        for row, value in enumerate(values, 1):
            sheet.write_string(row, place, value)
        letter = chr(ord("A") + place)
        book.lists[name] = f"=Lists!${letter}$2:${letter}${max(len(values), 1) + 1}"


def _write_how_to(book: _Book, sheet: Worksheet) -> None:
    sheet.set_column(0, 0, 30, book.formats["wrapped"])
    sheet.set_column(1, 1, 70, book.formats["wrapped"])
    sheet.set_column(2, 2, 44, book.formats["wrapped"])
    sheet.write_string(0, 0, "How to fill in", book.formats["title"])
    for place, heading in enumerate(HOW_TO_HEADINGS):
        sheet.write_string(2, place, heading, book.formats["heading"])
    for row, said in enumerate(HOW_TO, 3):
        for place, words in enumerate(said):
            sheet.write_string(row, place, words, book.formats["wrapped"])
