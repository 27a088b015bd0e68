"""Two spreadsheets of the main trust's team: one that came in weeks ago, and one that waits with things to settle."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Mapping

import xlsxwriter

from partnerships.actions.workbook_apply import apply_workbook
from partnerships.actions.workbooks import FILE_KEPT_DAYS
from partnerships.demo.backdate import Clock
from partnerships.demo.calendar import moment, month
from partnerships.imports.workbooks.planning import plan_of
from partnerships.imports.workbooks.uploads import receive
from partnerships.models import Group, Project, User
from partnerships.rules.saying import say_month

CAME_IN, CHOSEN = 24, 1  # days ago
# What the team's headings are; the last is a column that nobody knows.
_MET, _AGREES = "EXP-02 First meeting", "EXP-04 GB agrees to explore"
_HEADINGS = (
    "URN", "School", "Route", "Stage", "Target date", "Lead", "Headteacher", "Head’s email",
    "EXP-01 Enquiry", _MET, _AGREES, "Comments", "RAG",
)  # fmt: skip
_HANDED_IN = "All from the shared drive, Friday"


def load_spreadsheets(clock: Clock, *, by: User, trust: Group, today: dt.date) -> list[Project]:
    """Brings the first in and leaves the second to be looked at. Returns the projects that were started."""
    chance = random.Random("spreadsheets")  # noqa: S311  (the same story every time, nothing secret)
    at, chosen = (
        moment(today - dt.timedelta(days=days), chance, latest=clock.now) for days in (CAME_IN, CHOSEN)
    )
    first = clock.play(
        at, receive, by=by, data=_came_in(today), name="Schools from the regional meeting.xlsx", trust=trust
    )
    plan = plan_of(first, by=by)
    keep_until = today + dt.timedelta(days=FILE_KEPT_DAYS - CAME_IN)
    done = apply_workbook(by=by, workbook=first, plan=plan, seen=plan.fingerprint, delete_file_on=keep_until)
    assert done.applied_call is not None  # it has just been made
    clock.happened(done.applied_call, at + dt.timedelta(minutes=9))
    clock.play(
        chosen, receive, by=by, data=_waits(today),
        name="Joining pipeline (old drive).xlsx", trust=trust,
    )  # fmt: skip
    return list(Project.objects.filter(workbooks__workbook=done, workbooks__started=True))


def _came_in(today: dt.date) -> bytes:
    rang, met = (f"{today - dt.timedelta(days=days):%d/%m/%Y}" for days in (47, 40))
    new = {"Route": "Conversion", "Stage": "Explore", "EXP-01 Enquiry": rang}
    return _written(
        "Regional meeting",
        {
            **new, "URN": "900050", "School": "Dabchick Lane Primary School", "Lead": "Tom Okafor", _MET: met,
            "Target date": f"{month(today, 16):%b %y}", "Headteacher": "Mrs Verity Holm",
            "Head’s email": "office@dabchick.example", "Comments": "Wants to visit Kittiwake first", "RAG": "G",
        },
        {
            **new, "URN": "900051", "School": "Heronsgate Weir Primary School", "Lead": "Priya Raman",
            _MET: f"{met} – on Teams", _AGREES: "in progress", "Target date": say_month(month(today, 19)),
            "Headteacher": "Mr Ivor Stanning", "RAG": "A",
        },
        {
            "URN": "900036", "School": "Marram Hill Primary School", "Target date": "TBC", "RAG": "A",
            _AGREES: "after half-term?", "Comments": "The chair asked for the trust’s last accounts",
        },
    )  # fmt: skip


def _waits(today: dt.date) -> bytes:
    """A term, a word, a month that moved, a school that others are called like, one that is not there."""
    new = {"Route": "Conversion", "Stage": "Explore", "EXP-01 Enquiry": "done"}
    return _written(
        "Pipeline",
        {
            **new, "School": "Rockpool Lane Primary", "Target date": f"Autumn {today.year + 2}", "Lead": "Tom",
            "Headteacher": "Mrs Olive Denham", _MET: "w/c 3 March", _AGREES: "see minutes",
        },
        {
            "URN": "900033", "School": "Dunlinfield Primary", "Target date": say_month(month(today, 10)),
            _AGREES: "done", "Comments": "Moved, see minutes", "RAG": "A",
        },
        {
            "URN": "900027", "School": "Thornquay Primary School", "Headteacher": "Mr Lewis Amory",
            "Head’s email": "lewis@thornquay.example", _AGREES: "see minutes", "RAG": "G",
        },
        {**new, "School": "Wrackley Primary", "Target date": "TBC", "Comments": "Which of the two is it?"},
        {**new, "School": "Nowhere Lane Primary", "Target date": "TBC"},
    )  # fmt: skip


def _written(sheet: str, *rows: Mapping[str, str]) -> bytes:
    """An xlsx as a team keeps it: a title over the headings, and cells that say something by their colour."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    file = xlsxwriter.Workbook(stream, options)
    page = file.add_worksheet(sheet)
    page.merge_range(0, 0, 0, 5, _HANDED_IN, file.add_format({"bold": True, "font_size": 16}))
    bold, plain, amber = (file.add_format(each) for each in ({"bold": True}, {}, {"bg_color": "#FFC000"}))
    for place, heading in enumerate(_HEADINGS):
        page.write_string(2, place, heading, bold)
        for number, row in enumerate(rows, 3):
            is_amber = heading == "School" and row.get("RAG") == "A"
            page.write_string(number, place, row.get(heading, ""), amber if is_amber else plain)
    file.close()
    return stream.getvalue()
