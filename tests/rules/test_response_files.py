"""Days, headings and words of forms, and a file read as a person said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.consultation_words import Audience, Channel, Stance
from partnerships.rules.response_columns import (
    Holds,
    column_problems,
    guess_columns,
    is_second_heading,
    tidy_heading,
)
from partnerships.rules.response_mapping import (
    Reading,
    Sheet,
    asked_words,
    first_reading,
    new_themes,
    reading_of,
    theme_problems,
    understand,
)
from partnerships.rules.response_words import guess_word, means_yes, split_themes
from partnerships.rules.responses import Sender
from partnerships.rules.written_days import parse_day, reads_day_first

TODAY = date(2027, 9, 10)
FIRST = date(2027, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2027-09-01", "2027-09-01T10:15:00Z", "2027-09-01 10:15:33", "1/9/27", "01/09/2027 10:15", "1.9.2027",
        "1-9-2027",
        "1 September 2027", "1st September 2027", "1 Sept 27", "1 Sep 2027, 10:15", "1-Sep-27", "September 1, 2027",
        "Sep 1st, 2027", "Wed 1 Sep 2027", "Wednesday, 1 September 2027", "2027/09/01 10:15:32 am GMT+1", "20270901",
        " 1 / 9 / 2027 ", "46631", "46631.427", "1st of September 2027",
    ],
)  # fmt: skip
def test_days_as_people_and_forms_write_them(text: str) -> None:
    assert parse_day(text) == FIRST


@pytest.mark.parametrize("text", ["", "  "])
def test_no_day_is_none(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "32/1/2027",
        "31/2/2027",
        "1/13/2027",
        "1 Foo 2027",
        "12",
        "1999-01-01",
        "0000-00-00",
        "1/9/271",
    ],
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"no day|no month|century|day is out of range|month must be"):
        parse_day(text)


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_none_or_refused(text: str) -> None:
    try:
        found = parse_day(text)
    except ValueError:
        return
    assert found is None or 1980 <= found.year <= 2100


@pytest.mark.parametrize(
    ("texts", "day_first"),
    [
        (["1/9/27", "13/9/27"], True),
        (["9/1/27", "9/13/27 10:00 AM"], False),
        (["1/9/27", "2/9/27"], None),
        (["13/9/27", "9/13/27"], None),
        (["2027-09-13"], None),
    ],
)
def test_which_number_is_the_day(texts: list[str], day_first: bool | None) -> None:
    assert reads_day_first(texts) is day_first


def test_month_first() -> None:
    assert parse_day("9/1/2027 10:00:00 AM", day_first=False) == FIRST


FORMS = {
    "Microsoft Forms": (
        ["ID", "Start time", "Completion time", "Email", "Name", "Are you a…",
        "Do you agree that the school joins?", "Why?"],
        "nothing nothing received email name audience stance comment",
    ),
    "Google Forms": (
        ["Timestamp", "Email Address", "In what capacity are you responding?", "Do you support the proposal?",
        "Comments"],
        "received email audience stance comment",
    ),
    "SurveyMonkey": (
        ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
         "Last Name", "Custom Data 1", "Which of the following best describes you?", "Should the school join?",
         "Please give reasons for your answer"],
        "nothing nothing nothing received nothing email name name nothing audience stance comment",
    ),
    "SmartSurvey": (
        ["UserID", "UserNo", "Name", "Email", "IP Address", "Started", "Ended", "Tracking Link", "1. Your role",
         "2. To what extent do you agree?", "3. Further comments", "Postcode"],
        "nothing nothing name email nothing nothing received nothing audience stance comment address",
    ),
    "a team's own": (
        ["Date", "Group", "Channel", "For or against", "Comment", "Themes", "Needs reply", "Telephone", "Initials"],
        "received audience channel stance comment themes needs_reply nothing nothing",
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_columns_of_usual_forms_are_known(form: str) -> None:
    headings, expected = FORMS[form]
    assert [each.value for each in guess_columns(headings)] == expected.split()


def test_what_was_said_last_time_goes_ahead_and_one_column_wins() -> None:
    assert guess_columns(["Zzz", "Why?"], {"ZZZ ": "stance", "why?": "nothing"}) == [
        Holds.STANCE,
        Holds.NOTHING,
    ]
    assert guess_columns(["Zzz"], {"Zzz": "no such thing"}) == [Holds.NOTHING]
    twice = guess_columns(["Do you support it?", "Do you agree with the name?"])
    assert twice == [Holds.STANCE, Holds.COMMENT]
    assert tidy_heading(" Q3. Do  you AGREE?* ") == "do you agree?"


@pytest.mark.parametrize(
    ("columns", "has_day", "words"),
    [
        (["received", "stance"], False, ""),
        (["stance"], True, ""),
        (["stance"], False, "the day it came in"),
        (["received", "audience"], False, "which is the comment"),
        (["received", "received", "stance"], False, "Only one column can be “Day it came in”"),
        (["received", "comment", "comment"], False, ""),
    ],
)
def test_what_is_wrong_with_the_columns(columns: list[str], has_day: bool, words: str) -> None:
    problems = column_problems(columns, has_day=has_day)
    assert words in problems[0] if words else problems == []


def test_a_second_line_of_headings_is_known() -> None:
    assert is_second_heading(["", "", "Response", "Open-Ended Response"])
    assert not is_second_heading(["1/9/27", "Response"])
    assert not is_second_heading(["", ""])


AUDIENCES = {
    "Parent/carer of a pupil at the school": "parents", "Grandparent": "parents", "Mum": "parents", "Pupil": "pupils",
    "Member of staff": "staff", "Headteacher": "staff", "Parent governor": "governors", "Staff governor": "governors",
    "NEU representative": "unions", "Trade union rep": "unions", "Staff representative": "staff_reps",
    "Local resident": "community", "Member of the local community": "community",
    "Headteacher of another school": "schools",
    "Nursery staff": "feeders", "Diocese": "diocese", "Parish priest": "diocese", "Local authority officer": "la",
    "Councillor": "councillors", "Trustees of the foundation": "foundation", "Hall user": "site_users",
    "Former pupil": "community", "An ex-member of staff": "community", "Parent of a former pupil": "parents",
    "Prefer not to say": "unknown", "Other": "other", "site_users": "site_users", "Parents and carers": "parents",
    "Parent; member of staff": "", "Zebra": "", "": "",
}  # fmt: skip


@pytest.mark.parametrize("word", AUDIENCES)
def test_groups_in_other_words(word: str) -> None:
    expected = AUDIENCES[word]
    assert guess_word(Holds.AUDIENCE, word) == (Audience(expected) if expected else None)


STANCES = {
    "Strongly agree": "for", "Yes": "for", "In favour": "for", "I support it": "for", "Disagree": "against",
    "No": "against",
    "Strongly disagree": "against", "I do not support this": "against", "I don’t agree": "against",
    "Not in favour": "against",
    "Oppose": "against", "Neither agree nor disagree": "neutral", "No opinion": "neutral", "Not sure": "undecided",
    "Don't know": "undecided", "Undecided": "undecided", "3": "",
}  # fmt: skip


@pytest.mark.parametrize("word", STANCES)
def test_views_in_other_words(word: str) -> None:
    expected = STANCES[word]
    assert guess_word(Holds.STANCE, word) == (Stance(expected) if expected else None)


@pytest.mark.parametrize(
    ("word", "channel"),
    [("Online", "web"), ("Email", "email"), ("By post", "letter"), ("Paper form returned", "paper"),
    ("Drop in", "drop_in"),
     ("At the parents’ meeting", "meeting"), ("Phone call", "phone"), ("Fax", "")],
)  # fmt: skip
def test_channels_in_other_words(word: str, channel: str) -> None:
    assert guess_word(Holds.CHANNEL, word) == (Channel(channel) if channel else None)


def test_yes_and_themes() -> None:
    assert all(map(means_yes, ("Yes", "y", "TRUE", "x", "✓", "Yes please")))
    assert not any(map(means_yes, ("No", "", "not needed", "false")))
    assert split_themes("SEND; Admissions;") == ["SEND", "Admissions"]
    assert split_themes("SEND, Admissions") == ["SEND", "Admissions"]
    whole = "School name, uniform and ethos"
    assert split_themes(f"{whole}; SEND", frozenset({whole.casefold()})) == [whole, "SEND"]


SHEET = Sheet(
    ["Timestamp", "Name", "Group", "For?", "Why?", "Anything else?", "Themes"],
    [
        (2, ["1/9/2027", "Ann", "Parent", "Yes", "It helps", "", "SEND;Parking"]),
        (3, ["2/9/2027", "", "Zebra", "No", "", "", ""]),
        (4, ["soon", "", "Staff", "No", "", "", ""]),
        (5, ["11/9/2027", "", "Staff", "No", "", "", ""]),
        (6, ["3/9/2027", "", "", "", "Who pays?", "Thank you", ""]),
        (7, ["", "", "Staff", "", "", "", ""]),
        (8, ["", "", "Staff", "Perhaps", "", "", ""]),
    ],
)
READING = Reading(
    columns={
        "Timestamp": "received", "Name": "name", "Group": "audience", "For?": "stance", "Why?": "comment",
        "Anything else?": "comment", "Themes": "themes",
    }
)  # fmt: skip


def reasons(reading: Reading) -> dict[int, str]:
    found = understand(SHEET, reading, themes=["SEND"], today=TODAY)
    return {each.row: each.reason for each in found.refused}


def test_rows_are_read_as_told_and_refused_with_the_reason() -> None:
    found = understand(SHEET, READING, themes=["SEND"], today=TODAY)
    (first,) = found.rows
    assert (first.row, first.received_on, first.audience, first.stance) == (2, FIRST, "parents", "for")
    assert (first.comment, first.themes) == ("Why?: It helps", ("SEND", "Parking"))
    assert first.sender == Sender(name="Ann")
    told = reasons(READING)
    assert told[3] == "“Zebra” is no group that is known. Say what it means."
    assert told[4] == "“soon” is no day that can be read."
    assert told[5] == "Its day, “11/9/2027”, lies ahead."
    assert told[6] == "It does not say whether it is for or against."
    assert told[7] == "It says nothing: neither for or against, nor a comment."
    assert told[8] == "It has no day on which it came in."


def test_what_the_person_says_lets_rows_through() -> None:
    reading = replace(
        READING, words={"audience": {"zebra": "community"}}, received_on="2027-09-02", stance="undecided"
    )
    assert sorted(reasons(reading)) == [4, 5, 7]
    found = {each.row: each for each in understand(SHEET, reading, themes=[], today=TODAY).rows}
    assert found[3].audience == "community"
    assert (found[6].audience, found[6].stance) == ("unknown", "undecided")
    assert found[6].comment == "Why?: Who pays?\n\nAnything else?: Thank you"
    assert found[8].received_on == date(2027, 9, 2)


def test_words_that_are_not_understood_are_asked_first() -> None:
    asked = asked_words(SHEET, READING)
    assert [(each.word, each.times, each.means) for each in asked[Holds.AUDIENCE]] == [
        ("zebra", 1, ""), ("staff", 4, "staff"), ("parent", 1, "parents")
    ]  # fmt: skip
    assert Holds.CHANNEL not in asked


def test_themes_that_a_file_brings_along() -> None:
    rows = understand(SHEET, READING, themes=["SEND"], today=TODAY).rows
    assert new_themes(rows, ["send"]) == ["Parking"]
    assert theme_problems(["x"] * 60) == []
    assert "61 new ones" in theme_problems(["x"] * 61)[0]


def test_the_next_file_starts_with_the_last_reading_but_asks_about_senders_again() -> None:
    last = replace(
        READING, words={"audience": {"zebra": "other"}}, keep_senders=True, delete_on="2028-01-01", day_first=False,
        received_on="2027-01-01",
    )  # fmt: skip
    kept = reading_of({**last.as_json(), "unheard of": 1})
    assert kept == last
    following = first_reading(["Timestamp", "Name", "Group", "For?", "New column"], kept)
    assert following.columns["For?"] == "stance"
    assert following.columns["New column"] == "nothing"
    assert following.words == last.words
    assert not following.day_first
    assert (following.keep_senders, following.delete_on, following.received_on) == (False, "", "")
