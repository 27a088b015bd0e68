"""The response document as docx, in the order of its page: headings and tables that a screen reader can follow."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as Docx

from partnerships.exports._docx import add_table, add_texts, all_clean, empty_paper, file_safe, written
from partnerships.models import ResponseReport
from partnerships.rules.consultation_words import Stance
from partnerships.rules.response_document import Document, ThemeTold, Told, read_content
from partnerships.rules.saying import say_day


def response_docx(report: ResponseReport) -> bytes:
    """The document as a file that Word opens. It names nobody, its author neither."""
    told = read_content(all_clean(report.content))
    paper = empty_paper(f"Response to the consultation: {told.title}")
    paper.add_heading(told.title or "Response to the consultation", level=0)
    published = f"Published on {say_day(report.published_on)}" if report.published_on else "Not published yet"
    paper.add_paragraph(f"{told.school}. Response to the consultation, version {report.number}. {published}.")
    add_texts(paper, report.introduction)
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
            paper.add_paragraph(f"“{text}”{f' ({group})' if group else ''}", style="Quote")
    return written(paper)


def file_name(report: ResponseReport) -> str:
    """What the file is called: the school and the version."""
    safe = file_safe(read_content(report.content).school)
    return f"response-{safe or 'document'}-version-{report.number}.docx"


def _what_was_asked(paper: Docx, told: Document) -> None:
    paper.add_heading("What was asked", level=1)
    add_texts(paper, told.question)
    for words in (told.window_words, told.ways_words):
        add_texts(paper, words)


def _who_responded(paper: Docx, told: Document) -> None:
    paper.add_heading("Who responded", level=1)
    paper.add_paragraph(told.counted_words)
    if not told.total:
        return
    paper.add_paragraph(told.small_words)
    _stances(paper, "By group", "Group", told.group_rows)
    _stances(paper, "How responses came in", "Channel", told.channels)
    paper.add_heading(f"Responses by {told.step}", level=2)
    add_table(
        paper, [told.step.capitalize(), "Responses"], [[s.label, f"{s.count:,}"] for s in told.spans], {1}
    )


def _stances(paper: Docx, heading: str, first: str, rows: Sequence[Told]) -> None:
    paper.add_heading(heading, level=2)
    lines = []
    for row in rows:
        cells = [f"{count:,} ({share}%)" for _stance, count, share in row.cells]
        lines.append([row.label, f"{row.total:,}", *(cells or ["Too few to tell"] * len(Stance))])
    headings = [first, "Responses", *(each.label for each in Stance)]
    add_table(paper, headings, lines, set(range(1, len(headings))))


def _theme(paper: Docx, theme: ThemeTold) -> None:
    paper.add_heading(theme.name, level=2)
    paper.add_paragraph(f"{theme.words}.")
    for heading, text in (
        ("What we heard", theme.heard),
        ("What changed", theme.changed),
        ("What did not change, and why", theme.not_changed),
    ):
        if text:
            paper.add_heading(heading, level=3)
            add_texts(paper, text)
    if not theme.is_answered:
        paper.add_paragraph("This has not been answered yet.")
