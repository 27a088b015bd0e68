"""The response document as docx, in the order of its page: headings and tables that a screen reader can follow."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from partnerships.models import ResponseReport
from partnerships.rules.consultation_words import Stance
from partnerships.rules.response_document import Document, ThemeTold, Told, read_content
from partnerships.rules.saying import say_day

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TABLE_STYLE = "Table Grid"


def response_docx(report: ResponseReport) -> bytes:
    """The document as a file that Word opens. It names nobody, its author neither."""
    told = read_content(report.content)
    paper = _empty(f"Response to the consultation: {told.title}")
    paper.add_heading(told.title or "Response to the consultation", level=0)
    published = f"Published on {say_day(report.published_on)}" if report.published_on else "Not published yet"
    paper.add_paragraph(f"{told.school}. Response to the consultation, version {report.number}. {published}.")
    _texts(paper, report.introduction)
    _what_was_asked(paper, told)
    _who_responded(paper, told)
    paper.add_heading("What we heard, and what we do about it", level=1)
    if not told.themes:
        paper.add_paragraph("No themes were recorded.")
    for theme in told.themes:
        _theme(paper, theme)
    if told.quotes:
        paper.add_heading("In people’s own words", level=1)
        for text, group in told.quotes:
            paper.add_paragraph(f"“{_clean(text)}”{f' ({group})' if group else ''}", style="Quote")
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def file_name(report: ResponseReport) -> str:
    """What the file is called: the school and the version."""
    school = "-".join(read_content(report.content).school.lower().split())
    safe = "".join(letter for letter in school if letter.isalnum() or letter == "-")
    return f"response-{safe or 'document'}-version-{report.number}.docx"


def _empty(title: str) -> Docx:
    paper = docx.Document()
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = _clean(title)[:255], "", ""
    properties.language = "en-GB"
    style: Any = paper.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)
    for section in paper.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
    return paper


def _what_was_asked(paper: Docx, told: Document) -> None:
    paper.add_heading("What was asked", level=1)
    _texts(paper, told.question)
    for words in (told.window_words, told.ways_words):
        _texts(paper, words)


def _who_responded(paper: Docx, told: Document) -> None:
    paper.add_heading("Who responded", level=1)
    paper.add_paragraph(told.counted_words)
    if not told.total:
        return
    paper.add_paragraph(told.small_words)
    _stances(paper, "By group", "Group", told.group_rows)
    _stances(paper, "How responses came in", "Channel", told.channels)
    paper.add_heading(f"Responses by {told.step}", level=2)
    _table(paper, [told.step.capitalize(), "Responses"], [[s.label, f"{s.count:,}"] for s in told.spans], {1})


def _stances(paper: Docx, heading: str, first: str, rows: Sequence[Told]) -> None:
    paper.add_heading(heading, level=2)
    lines = []
    for row in rows:
        cells = [f"{count:,} ({share}%)" for _stance, count, share in row.cells]
        lines.append([row.label, f"{row.total:,}", *(cells or ["Too few to tell"] * len(Stance))])
    headings = [first, "Responses", *(each.label for each in Stance)]
    _table(paper, headings, lines, set(range(1, len(headings))))


def _theme(paper: Docx, theme: ThemeTold) -> None:
    paper.add_heading(_clean(theme.name), level=2)
    paper.add_paragraph(f"{theme.words}.")
    for heading, text in (
        ("What we heard", theme.heard),
        ("What changed", theme.changed),
        ("What did not change, and why", theme.not_changed),
    ):
        if text:
            paper.add_heading(heading, level=3)
            _texts(paper, text)
    if not theme.is_answered:
        paper.add_paragraph("This has not been answered yet.")


def _table(paper: Docx, headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: set[int]) -> None:
    """A table whose first row is repeated on every page."""
    table = paper.add_table(rows=1, cols=len(headings), style=TABLE_STYLE)
    for cell, words in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in rows:
        for place, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = _clean(words)
            if place in numbers:
                cell.paragraphs[0].alignment = 2  # to the right, as numbers stand
    paper.add_paragraph()


def _texts(paper: Docx, text: str) -> None:
    """A paragraph for every paragraph that was typed."""
    for part in text.replace("\r\n", "\n").split("\n\n"):
        if part.strip():
            paper.add_paragraph(_clean(part.strip()))


def _clean(text: str) -> str:
    """Without what no docx may hold: control characters, which a file of responses may bring."""
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or (ord(letter) >= 32 and ord(letter) not in (0xFFFE, 0xFFFF))
    )
