"""The one way in which this product writes docx: headings and tables that a screen reader can follow, no author.

paper = empty_paper("Response to the consultation")
paper.add_heading("Who responded", level=1)
add_table(paper, ["Group", "Responses"], [["Parents", "12"]], numbers={1})
return docx_response(written(paper), "response.docx")
"""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from typing import Any

import docx
from django.http import HttpResponse
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from partnerships.exports._download import to_download

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TABLE_STYLE = "Table Grid"


def empty_paper(title: str) -> Docx:
    """An A4 document in English that names nobody."""
    paper = docx.Document()
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = clean(title)[:255], "", ""
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


def add_table(
    paper: Docx, headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int] = ()
) -> None:
    """A table whose first row is repeated on every page; columns in `numbers` stand to the right."""
    table = paper.add_table(rows=1, cols=len(headings), style=TABLE_STYLE)
    for cell, words in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in rows:
        for place, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = clean(words)
            if place in numbers:
                cell.paragraphs[0].alignment = 2  # to the right, as numbers stand
    paper.add_paragraph()


def add_texts(paper: Docx, text: str) -> None:
    """A paragraph for every paragraph that was typed."""
    for part in text.replace("\r\n", "\n").split("\n\n"):
        if part.strip():
            paper.add_paragraph(clean(part.strip()))


def clean(text: str) -> str:
    """Without what no docx may hold: control characters, which a file that was uploaded may bring."""
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or (ord(letter) >= 32 and ord(letter) not in (0xFFFE, 0xFFFF))
    )


def all_clean(content: Any) -> Any:
    """What is stored as JSON, with every text in it clean."""
    if isinstance(content, dict):
        return {key: all_clean(each) for key, each in content.items()}
    if isinstance(content, list):
        return [all_clean(each) for each in content]
    return clean(content) if isinstance(content, str) else content


def file_safe(words: str) -> str:
    """A name as part of a file's name: small letters, digits and hyphens; empty where nothing is left."""
    joined = "-".join(words.lower().split())
    return "".join(letter for letter in joined if letter.isalnum() or letter == "-")


def written(paper: Docx) -> bytes:
    """The document as a file that Word opens."""
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def docx_response(content: bytes, name: str) -> HttpResponse:
    """The document as a download."""
    return to_download(content, name, CONTENT_TYPE)
