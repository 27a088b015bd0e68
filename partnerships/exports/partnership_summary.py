"""The summary of a partnership as docx, in the order of its page."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.shared import Cm, Pt

from partnerships.exports._docx import add_table, add_texts, clean, empty_paper, file_safe, written
from partnerships.reports.partnership_summary import Part, Summary


def summary_docx(summary: Summary) -> bytes:
    """The summary as a file that Word opens, set small so that it stays on two pages."""
    paper = empty_paper(summary.title)
    _set_small(paper)
    paper.add_heading(clean(summary.title), level=0)
    paper.add_paragraph(clean(summary.as_of))
    for part in summary.parts:
        _part(paper, part)
    return written(paper)


def file_name(summary: Summary) -> str:
    """What the file is called: the school and the day."""
    return f"partnership-{file_safe(summary.school) or 'summary'}-{summary.today:%Y-%m-%d}.docx"


def _set_small(paper: Docx) -> None:
    normal = paper.styles["Normal"]
    normal.font.size = Pt(9.5)
    normal.paragraph_format.space_after = Pt(3)
    paper.styles["Title"].font.size = Pt(17)
    for section in paper.sections:
        section.top_margin = section.bottom_margin = Cm(1.5)


def _part(paper: Docx, part: Part) -> None:
    paper.add_heading(part.heading, level=1)
    for key, value in part.facts:
        line = paper.add_paragraph()
        line.add_run(f"{key}: ").bold = True
        line.add_run(clean(value))
    if part.rows:
        add_table(paper, part.headings, part.rows)
    for sentence in part.sentences:
        add_texts(paper, sentence)
