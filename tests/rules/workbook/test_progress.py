"""What the cells of milestones say: days, words, and both at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.words import Status
from partnerships.rules.workbook import cells
from partnerships.rules.workbook.colours import colour_name
from partnerships.rules.workbook.meanings import ColourAlone, NotUnderstood, ProgressSaid
from partnerships.rules.workbook.reading import Reading
from partnerships.rules.workbook.table import Cell
from partnerships.rules.workbook.words import KEEP_AS_NOTE, LEAVE_OUT, Asks, Dates

TODAY = date(2026, 11, 22)
PAST, AHEAD = date(2026, 3, 3), date(2027, 3, 3)


def said(
    text: str, dates: Dates = Dates.BY_DAY, near: date | None = None, **cell: Any
) -> ProgressSaid | None:
    return cells.progress(Cell(text, **cell), dates=dates, day_first=True, today=TODAY, near=near)


def asked(text: str, dates: Dates = Dates.BY_DAY) -> NotUnderstood:
    with pytest.raises(NotUnderstood) as found:
        said(text, dates)
    assert found.value.asks is Asks.PROGRESS
    return found.value


def done(on: date | None = None, **more: Any) -> ProgressSaid:
    return ProgressSaid(status=Status.DONE, done_on=on, **more)


@pytest.mark.parametrize(
    ("dates", "day", "expected"),
    [
        (Dates.BY_DAY, PAST, done(PAST)),
        (Dates.BY_DAY, AHEAD, ProgressSaid(planned_on=AHEAD)),
        (Dates.BY_DAY, TODAY, ProgressSaid(planned_on=TODAY)),
        (Dates.DONE, PAST, done(PAST)),
        (Dates.PLANNED, PAST, ProgressSaid(planned_on=PAST)),
    ],
)
def test_a_day_is_done_or_planned_as_the_column_says(dates: Dates, day: date, expected: ProgressSaid) -> None:
    assert said("", dates, day=day) == expected
    assert said(f"{day:%d/%m/%y}", dates) == expected


@pytest.mark.parametrize(
    "text", ["done", "Yes", "y", "✓", "✔", "Complete", "completed", "100%", "TRUE", "all done", "finished."]
)
def test_done_without_a_day(text: str) -> None:
    assert said(text) == done()


@pytest.mark.parametrize("text", ["signed", "received", "Sent", "closed", "agreed", "submitted", "confirmed"])
def test_what_is_taken_for_done_is_told(text: str) -> None:
    assert said(text) == done(assumed=f"“{text}” is taken as done.")


@pytest.mark.parametrize(
    ("text", "note"),
    [("n/a", ""), ("NA", ""), ("N/A – community school", "community school"), ("not required", ""),
     ("Not applicable (no land)", "no land")],
)  # fmt: skip
def test_not_applicable_keeps_why(text: str, note: str) -> None:
    assert said(text) == ProgressSaid(not_applicable=True, note=note)


@pytest.mark.parametrize(
    "text",
    [
        "TBC",
        "tba",
        "tbd",
        "?",
        "??",
        "-",
        "–",
        "unknown",
        "not known",
        "awaiting",
        "date TBC",
        "to be confirmed",
        "no date yet",
    ],
)
def test_no_date_yet_says_nothing(text: str) -> None:
    assert said(text) == ProgressSaid()


@pytest.mark.parametrize(
    "text", ["no", "N", "not started", "outstanding", "0%", "✗", "to do", "not yet", "FALSE"]
)
def test_not_started(text: str) -> None:
    assert said(text) == ProgressSaid(status=Status.NOT_STARTED)


@pytest.mark.parametrize(
    "text", ["in progress", "Started", "ongoing", "on-going", "underway", "draft", "WIP", "50%", "under way"]
)
def test_in_progress(text: str) -> None:
    assert said(text) == ProgressSaid(status=Status.IN_PROGRESS)


@pytest.mark.parametrize(
    ("text", "whom", "note"),
    [
        ("waiting for LA", "LA", ""),
        ("with solicitors", "solicitors", ""),
        ("awaiting DfE", "DfE", ""),
        ("With the diocese", "diocese", ""),
        ("with solicitors since 3/3/26", "solicitors", "with solicitors since 3/3/26"),
        ("TBC - waiting for LA", "LA", ""),
        ("in progress – with LA", "LA", "in progress - with LA"),
    ],
)
def test_waiting_says_for_whom(text: str, whom: str, note: str) -> None:
    assert said(text) == ProgressSaid(status=Status.WAITING, waiting_on=whom, note=note)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("completed 12 Jan 26", done(date(2026, 1, 12))),
        ("done - 3/3/26", done(PAST)),
        ("sent 3/3/26", done(PAST, assumed="“sent” is taken as done.")),
        ("3/3/26 ✓", done(PAST)),
        ("3/3/26 (done)", done(PAST)),
        ("Signed by the LA on 3/3/26", done(PAST, note="Signed by the LA on 3/3/26",
        assumed="“Signed” is taken as done.")),
        ("3/3/26 sent to LA", done(PAST, note="sent to LA", assumed="“sent” is taken as done.")),
        ("due 3/3/27", ProgressSaid(planned_on=AHEAD)),
        ("due 3/3/26", ProgressSaid(planned_on=PAST)),
        ("by 3/3/27", ProgressSaid(planned_on=AHEAD)),
        ("3/3/27 (tbc)", ProgressSaid(planned_on=AHEAD)),
        ("3/3/27?", ProgressSaid(planned_on=AHEAD)),
        ("3/3/27 confirmed", ProgressSaid(planned_on=AHEAD)),
        ("3/3/27 – chased LA", ProgressSaid(planned_on=AHEAD, note="chased LA")),
        ("3/3/26 – chased LA", done(PAST, note="chased LA")),
        ("3/3/26 - awaiting signature", ProgressSaid(status=Status.WAITING, waiting_on="signature",
         note="3/3/26 - awaiting signature")),
        ("planned 3/3/26, done 5/3/26", done(date(2026, 3, 5))),
        ("Outstanding – due 3/3/27", ProgressSaid(status=Status.NOT_STARTED, planned_on=AHEAD)),
        ("draft sent to LA", ProgressSaid(status=Status.IN_PROGRESS, note="draft sent to LA")),
        ("no - LA refused", ProgressSaid(status=Status.NOT_STARTED, note="no - LA refused")),
    ],
)  # fmt: skip
def test_words_and_a_day(text: str, expected: ProgressSaid) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "day", "told"),
    [
        ("target: 3/3", AHEAD, "“3/3” is taken as 3 March 2027."),
        ("w/c 3 March", date(2027, 3, 1), "“w/c 3 March” is taken as Monday 1 March 2027."),
        (
            "end of March 2027",
            date(2027, 3, 31),
            "“end of March 2027” is taken as 31 March 2027, the last day of the month.",
        ),
        (
            "Sept 27?",
            date(2027, 9, 30),
            "“Sept 27” is taken as 30 September 2027, the last day of the month.",
        ),
        ("3/14/27", date(2027, 3, 14), "“3/14/27” is taken as 14 March 2027."),
    ],
)
def test_what_was_taken_for_granted_is_told(text: str, day: date, told: str) -> None:
    assert said(text) == ProgressSaid(planned_on=day, assumed=told)


def test_a_year_that_is_not_said_is_told_by_the_day_near() -> None:
    found = said("3 March", near=date(2028, 9, 1))
    assert found is not None
    assert found.planned_on == date(2028, 3, 3)


def test_a_month_that_has_passed_is_done_at_a_day_that_is_not_known() -> None:
    assert said("March 2026") == done(
        note="March 2026", assumed="“March 2026” does not say the day: done, date unknown."
    )
    assert said("March 2026", Dates.PLANNED) is not None
    assert said("done March 2026") == said("March 2026")


@pytest.mark.parametrize(
    "text",
    [
        "G", "A", "R", "x", "waiting", "no issues", "yes but not signed", "signed but not sent",
        "agreed in principle", "n/a yet",
        "banana", "chased LA", "y/n", "by LA", "1", "30 February 2027", "sent 3/3/27", "September",
        "Autumn 2027", "12-14 March 2027",
        "mid March 2027", "done March 2028", "pending",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_asked_with_options(text: str) -> None:
    wrong = asked(text)
    assert wrong.says.endswith(".")
    assert {LEAVE_OUT, KEEP_AS_NOTE} <= {value for value, _ in wrong.options}


def test_a_day_to_come_is_not_done() -> None:
    assert asked("3/3/27", Dates.DONE).options[0] == ("planned 2027-03-03", "Planned for 3 March 2027")


def test_the_months_of_a_term_are_offered_as_their_last_days() -> None:
    assert [value for value, _ in asked("Autumn 2027").options][:2] == [
        "planned 2027-09-30",
        "planned 2027-10-31",
    ]
    assert asked("September").options[0] == ("done 2026-09", "Done in September 2026")


def test_an_empty_cell_says_nothing_and_a_coloured_one_asks() -> None:
    assert said("") is None
    with pytest.raises(ColourAlone, match="The cell is empty, and green"):
        said("", fill="92D050")
    assert said("done", fill="FF0000") == done()


@pytest.mark.parametrize(
    ("fill", "name"),
    [("92D050", "green"), ("00B050", "green"), ("FF0000", "red"), ("FFC000", "amber"), ("FFFF00", "yellow"),
    ("00B0F0", "blue"),
     ("7030A0", "purple"), ("D9D9D9", "grey"), ("000000", "black"), ("", "coloured")],
)  # fmt: skip
def test_colours_have_names(fill: str, name: str) -> None:
    assert colour_name(fill) == name


@given(
    st.text(max_size=40) | st.text("done yes sent 3/27tbcwith LA-–?().:", max_size=25), st.sampled_from(Dates)
)
def test_any_text_is_understood_or_asked_and_what_is_offered_is_understood(text: str, dates: Dates) -> None:
    text = text.strip()
    try:
        found = said(text, dates)
    except NotUnderstood as wrong:
        for value, _ in wrong.options:
            instead = cells.read_instead(Cell(text), Asks.PROGRESS, Reading(), value)
            if value == LEAVE_OUT:
                assert instead is None
            elif instead is not None:
                assert said(instead.text, dates) is not None
    else:
        assert found is None or not (found.done_on and found.done_on > TODAY)


def test_words_that_are_kept_as_a_note_are_not_read() -> None:
    assert said("note: done 3/3/26") == ProgressSaid(note="done 3/3/26")
