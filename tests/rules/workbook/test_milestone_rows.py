"""What a row that is one milestone says of it, and cells that people said are to be read otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.rules.words import Status
from partnerships.rules.workbook import cells
from partnerships.rules.workbook.meanings import NotUnderstood, ProgressSaid
from partnerships.rules.workbook.reading import Reading
from partnerships.rules.workbook.table import Cell
from partnerships.rules.workbook.words import Asks, Holds

TODAY = date(2026, 11, 22)
PAST, AHEAD = date(2026, 3, 3), date(2027, 3, 3)


def done(on: date | None = None, planned_on: date | None = None) -> ProgressSaid:
    return ProgressSaid(status=Status.DONE, done_on=on, planned_on=planned_on)


def row(**by_kind: str) -> ProgressSaid:
    given_cells = {Holds(f"m_{kind}"): Cell(text) for kind, text in by_kind.items()}
    return cells.milestone_row(given_cells, day_first=True, today=TODAY, near=None)


@pytest.mark.parametrize(
    ("by_kind", "expected"),
    [
        ({}, ProgressSaid()),
        ({"due": "3/3/27"}, ProgressSaid(planned_on=AHEAD)),
        ({"due": "3/3/26", "done": "3/3/26"}, done(PAST, planned_on=PAST)),
        ({"done": "yes"}, done()),
        ({"status": "Complete", "due": "3/3/26"}, done(planned_on=PAST)),
        ({"status": "Complete", "done": "3/3/26"}, done(PAST)),
        ({"status": "In progress", "due": "3/3/27", "note": "Slow"}, ProgressSaid(status=Status.IN_PROGRESS,
         planned_on=AHEAD, note="Slow")),
        ({"waiting": "LA"}, ProgressSaid(status=Status.WAITING, waiting_on="LA")),
        ({"status": "Waiting", "waiting": "LA"}, ProgressSaid(status=Status.WAITING, waiting_on="LA")),
        ({"status": "In progress", "waiting": "LA"}, ProgressSaid(status=Status.WAITING, waiting_on="LA",
         assumed="Taken as waiting for LA.")),
        ({"status": "Done", "waiting": "LA"}, done()),
        ({"status": "n/a"}, ProgressSaid(not_applicable=True)),
        ({"due": "TBC", "done": "", "waiting": "n/a"}, ProgressSaid()),
        ({"due": "3/3/27 – ask GB", "note": "Slow"}, ProgressSaid(planned_on=AHEAD, note="Slow\nask GB")),
        ({"due": "w/c 3/3"}, ProgressSaid(planned_on=date(2027, 3, 1),
         assumed="“w/c 3/3” is taken as Monday 1 March 2027.")),
    ],
)  # fmt: skip
def test_the_cells_of_a_milestone_s_row_together(by_kind: dict[str, str], expected: ProgressSaid) -> None:
    assert row(**by_kind) == expected


@pytest.mark.parametrize(
    ("by_kind", "holds", "asks"),
    [
        ({"due": "soon"}, Holds.M_DUE, Asks.DAY),
        ({"done": "3/3/27"}, Holds.M_DONE, Asks.DAY),
        ({"status": "Amber"}, Holds.M_STATUS, Asks.PROGRESS),
        ({"status": "In progress", "done": "3/3/26"}, Holds.M_STATUS, Asks.PROGRESS),
    ],
)
def test_a_row_says_which_cell_is_not_understood(by_kind: dict[str, str], holds: Holds, asks: Asks) -> None:
    with pytest.raises(NotUnderstood) as found:
        row(**by_kind)
    assert (found.value.holds, found.value.asks) == (holds, asks)


@pytest.mark.parametrize(
    ("text", "fill", "mended", "expected"),
    [
        ("done", "", None, Cell("done")),
        ("Wobbly", "", None, Cell("done")),
        ("Wobbly", "", "n/a", Cell("n/a")),
        ("Wobbly", "", "leave out", None),
        ("Wobbly", "", "note", Cell("note: Wobbly")),
        ("", "92D050", None, Cell("in progress")),
        ("", "FF0000", None, Cell("", fill="FF0000")),
        ("", "92D050", "note", None),
    ],
)
def test_a_cell_is_read_as_people_said(
    text: str, fill: str, mended: str | None, expected: Cell | None
) -> None:
    reading = Reading(words={"progress": {"wobbly": "done", "(green)": "in progress"}})
    assert cells.read_instead(Cell(text, fill=fill), Asks.PROGRESS, reading, mended) == expected
