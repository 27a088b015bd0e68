"""The response document as docx: read back, it says what its page says."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import docx
import pytest

from partnerships.exports.response_report import file_name, response_docx
from partnerships.models import ResponseReport
from partnerships.rules.analysis import Span
from partnerships.rules.response_report import Quote, Standing, ThemeSaid, content_of
from tests.factories import ResponseReportFactory

STANDING = Standing(
    title="Joining Harrowmere",
    question="Should our school join?",
    school="Brackenholt Primary School",
    opens_on=dt.date(2026, 11, 2),
    closes_on=dt.date(2026, 12, 11),
    methods=["web", "letter"],
    by_group={"parents": {"for": 8, "against": 4}, "staff": {"for": 6}, "la": {"against": 1}},
    by_channel={"web": {"for": 14, "against": 5}},
    step="week",
    spans=[Span("2 November 2026 to 8 November 2026", "2 Nov", 19)],
    duplicates=2,
    meetings=1,
    themes=[
        ThemeSaid("Uniform", {"parents": {"for": 5}}, "Too dear\n\nAnd ugly", "A cheaper one", ""),
        ThemeSaid("Land", {"staff": {"for": 2}}),
        ThemeSaid("Never spoken of"),
    ],
    quotes=[Quote("Keep the \x0bname", "parents"), Quote("We object", "la")],
)


@pytest.fixture
def report(db: None) -> ResponseReport:
    return ResponseReportFactory(
        content=content_of(STANDING), introduction="Thank you.", published_on=dt.date(2027, 1, 5)
    )


def opened(report: ResponseReport) -> Any:
    return docx.Document(io.BytesIO(response_docx(report)))


def texts(paper: Any) -> list[str]:
    return [each.text for each in paper.paragraphs if each.text]


def test_it_opens_and_says_everything(report: ResponseReport) -> None:
    said = texts(opened(report))
    assert said[0] == "Joining Harrowmere"
    for words in (
        "Brackenholt Primary School. Response to the consultation, version 1. Published on 5 January 2027.",
        "Thank you.",
        "Should our school join?",
        "It was open from 2 November 2026 to 11 December 2026.",
        "People could respond by web form and letter. There was 1 meeting.",
        "19 responses are counted. 2 more are duplicates and are left out.",
        "5 responses: parents and carers 5.",
        "Too dear",
        "And ugly",
        "A cheaper one",
        "Fewer than 5 responses.",
        "This has not been answered yet.",
    ):
        assert words in said
    assert "Never spoken of" not in " ".join(said)
    assert any("fewer than 5 responses" in words for words in said)


def test_headings_are_headings(report: ResponseReport) -> None:
    styles = {each.text: each.style.name for each in opened(report).paragraphs}
    assert styles["Who responded"] == "Heading 1"
    assert styles["Uniform"] == "Heading 2"
    assert styles["What changed"] == "Heading 3"


def test_tables_say_what_is_stored_and_break_no_small_group_down(report: ResponseReport) -> None:
    groups, channels, weeks = (
        [[cell.text for cell in row.cells] for row in table.rows] for table in opened(report).tables
    )
    assert groups == [
        ["Group", "Responses", "For", "Against", "Neutral", "Undecided"],
        ["Parents and carers", "12", "8 (67%)", "4 (33%)", "0 (0%)", "0 (0%)"],
        ["Staff and local authority", "7", "6 (86%)", "1 (14%)", "0 (0%)", "0 (0%)"],
        ["All responses", "19", "14 (74%)", "5 (26%)", "0 (0%)", "0 (0%)"],
    ]
    assert channels[1][:2] == ["Web form", "19"]
    assert weeks == [["Week", "Responses"], ["2 November 2026 to 8 November 2026", "19"]]


def test_too_few_responses_are_not_told_apart(db: None) -> None:
    few = Standing(
        **{**vars(STANDING), "by_group": {"la": {"against": 3}}, "by_channel": {"web": {"against": 3}}}
    )
    report = ResponseReportFactory(content=content_of(few))
    rows = [[cell.text for cell in row.cells] for row in opened(report).tables[0].rows]
    assert rows[1] == ["Local authority", "3", *["Too few to tell"] * 4]
    assert "Not published yet" in " ".join(texts(opened(report)))


def test_quotes_name_nobody_and_no_small_group(report: ResponseReport) -> None:
    said = texts(opened(report))
    assert "“Keep the name” (Parents and carers)" in said
    assert "“We object”" in said
    properties = opened(report).core_properties
    assert (properties.author, properties.title) == (
        "",
        "Response to the consultation: Joining Harrowmere",
    )


def test_its_file_is_called_after_school_and_version(report: ResponseReport) -> None:
    assert file_name(report) == "response-brackenholt-primary-school-version-1.docx"


def test_a_version_without_content_opens(db: None) -> None:
    assert texts(opened(ResponseReportFactory()))[0] == "Response to the consultation"


def test_control_characters_anywhere_do_not_spoil_it(report: ResponseReport) -> None:
    typed = replace(
        STANDING, title="Join\x01ing", question="Should\x02 we?", school="Bracken\x0cholt",
        themes=[ThemeSaid("Uni\x1fform", {"parents": {"for": 5}}, "Dear\x03", "A\x04 cheaper one", "")],
    )  # fmt: skip
    report.content, report.introduction = content_of(typed), "Thank\x05 you."
    said = texts(opened(report))
    assert said[0] == "Joining"
    assert said[1].startswith("Brackenholt. ")
    assert {"Thank you.", "Should we?", "Uniform", "Dear", "A cheaper one"} <= set(said)
