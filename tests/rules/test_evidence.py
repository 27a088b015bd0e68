"""What may be kept as evidence: by its name and by what is inside, with a sentence for what may not."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.rules.evidence import (
    KINDS,
    LONGEST_NAME,
    Looked,
    extension_of,
    link_problems,
    look_at,
    safe_name,
)
from partnerships.rules.problems import Problem
from tests.evidence_files import EML, EXE, HTML, JPEG, OLE, PDF, PNG, SVG, odt, office, zipped


def looked(name: str, content: bytes, largest_mb: int = 25) -> Looked | Problem:
    return look_at(io.BytesIO(content), name, largest_mb=largest_mb)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.pdf", PDF),
        ("Minutes.PDF", PDF),
        ("plan.png", PNG),
        ("photo.jpg", JPEG),
        ("photo.jpeg", JPEG),
        ("letter.docx", office("docx")),
        ("figures.xlsx", office("xlsx")),
        ("letter.odt", odt()),
        ("notes.txt", "Governors agreed – Zoë".encode()),
        ("notes.txt", "Governors agreed – Zoë".encode("cp1252")),
        ("notes.txt", "Governors agreed".encode("utf-16")),
        ("people.csv", b"Name,Role\r\nRobin,Head\r\n"),
        ("consent.eml", EML),
        ("BM.txt", b"BM, MZ and PK are initials of governors"),
    ],
)
def test_what_is_kept(name: str, content: bytes) -> None:
    found = looked(name, content)
    assert isinstance(found, Looked), found
    assert (found.file_name.lower(), found.size) == (name.lower(), len(content))
    assert found.content_type == KINDS[extension_of(name)].content_type
    assert len(found.sha256) == 64


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.pdf", b"", "is empty"),
        ("virus.pdf", EXE, "is not a PDF inside"),
        ("virus.docx", EXE, "cannot be read"),
        ("virus.txt", EXE, "is not plain text inside"),
        ("virus.exe", EXE, "It must be one of"),
        ("minutes.pdf.exe", EXE, "It must be one of"),
        ("picture.svg", SVG, "It must be one of"),
        ("page.html", HTML, "It must be one of"),
        ("page.txt", HTML, "holds a web page"),
        ("page.csv", b"\r\n  <html><body>", "holds a web page"),
        ("page.txt", SVG, "holds a web page"),
        ("run.txt", b"#!/bin/sh\nrm -rf /\n", "holds a web page or a program"),
        ("page.pdf", HTML, "is not a PDF inside"),
        ("picture.png", JPEG, "is not a PNG picture inside"),
        ("letter.docx", office("xlsx"), "is not Word inside"),
        ("letter.docx", zipped({"a.txt": b"x"}), "is not Word inside"),
        ("letter.docx", odt(), "is not Word inside"),
        ("letter.odt", office("docx"), "is not OpenDocument text inside"),
        ("letter.docx", b"PK\x03\x04 and then nothing", "is damaged"),
        ("letter.docx", OLE, "password"),
        ("letter.docm", office("docm"), "macros"),
        ("letter.docx", office("docm"), "holds macros"),
        ("letter.docx", office("docx", **{"word/vbaProject.bin": b"x"}), "holds macros"),
        ("letter.odt", odt(**{"Basic/Standard/Module1.xml": b"x"}), "holds macros"),
        ("old.doc", OLE, ".docx or PDF first"),
        ("mail.msg", OLE, ".eml or PDF first"),
        ("mail.eml", b"Dear all, we agreed.", "is not an e-mail inside"),
        ("all.zip", zipped({"a.txt": b"x"}), "Unpack it"),
        ("nothing", PDF, "It must be one of"),
        (".pdf", PDF, "It must be one of"),
    ],
)
def test_what_is_not_kept_and_what_to_do(name: str, content: bytes, said: str) -> None:
    found = looked(name, content)
    assert isinstance(found, Problem)
    assert (said in found, found.about) == (True, "file"), found


def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    file = io.BytesIO(PDF + b"\x00" * (3 * 1024 * 1024))
    found = look_at(file, "big.pdf", largest_mb=1)
    assert isinstance(found, Problem)
    assert "larger than 1 MB" in found
    assert isinstance(looked("big.pdf", PDF + b"\x00" * (1024 * 1024 - len(PDF)), 1), Looked)


def test_a_document_packed_to_burst_is_refused_without_unpacking_it() -> None:
    bomb = office("docx", **{"word/media/zeros": b"\x00" * (80 * 1024 * 1024)})
    assert len(bomb) < 200_000
    found = looked("bomb.docx", bomb)
    assert isinstance(found, Problem)
    assert "would unpack to far more" in found


def test_a_document_of_a_hundred_thousand_parts_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    assert "would unpack" in str(looked("parts.docx", out.getvalue()))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\head\\minutes.pdf", "minutes.pdf"),
        ("Füllhorn  2027 .pdf", "Füllhorn 2027.pdf"),
        ("exe.\u202efdp.pdf", "exe. fdp.pdf"),
        ('a"b<c>d:e|f?g*.pdf', "a_b_c_d_e_f_g_.pdf"),
        ("line\r\nContent-Type: text/html.pdf", "html.pdf"),
        ("line\r\nbreak.pdf", "line break.pdf"),
        (".htaccess", "htaccess"),
        ("", "evidence"),
        ("x" * 300 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@given(st.text(max_size=400))
def test_every_name_comes_out_short_printable_and_without_folders(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= LONGEST_NAME + 1
    assert not set('/\\\r\n\0"<>') & set(safe)


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("", True),
        ("https://files.trust.example/minutes?x=1#y", True),
        ("http://files.trust.example/minutes", False),
        ("javascript:alert(1)", False),
        ("https://nodots", False),
        ("https://", False),
        ("https://user:word@files.trust.example/", False),
        ("https://files.trust.example/a b", False),
        ("https://[broken", False),
        ("https://files.trust.example/" + "x" * 500, False),
    ],
)
def test_links(url: str, fine: bool) -> None:
    problems = link_problems(url)
    assert not problems if fine else problems[0].about == "url"
