"""Files that are too large, are something else, or mean harm are refused in words, before they cost anything."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.actions._core import Refused
from partnerships.imports.spreadsheets import guard
from partnerships.imports.workbooks import csv_sheet, reader, xlsx_sheets
from partnerships.imports.workbooks.limits import LIMITS_IN_WORDS
from partnerships.imports.workbooks.reader import open_book
from tests.imports.workbooks import messy

SMALL = messy.xlsx({"Schools": [["School", "URN"], ["Ashdown", 100001]]})
SHEET = "xl/worksheets/sheet1.xml"
_HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_TAIL = b"</sheetData></worksheet>"
_ROWS = (
    b'<row r="1"><c r="A1" t="str"><v>School</v></c><c r="B1" t="str"><v>URN</v></c></row>'
    b'<row r="2"><c r="A2" t="str"><v>Ashdown</v></c></row>'
)


def read(data: bytes) -> None:
    book = open_book(data, "x.xlsx")
    assert book.glances
    book.table(book.best_sheet)


def archive(**parts: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return into.getvalue()


def sheet_of(xml: bytes) -> bytes:
    return messy.rewritten(SMALL, {SHEET: _HEAD + xml + _TAIL})


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "nothing in this file"),
        (b" \r\n", "nothing in this file"),
        (b",,\n,,\n", "nothing in this file"),
        (messy.xlsx({"Notes": []}), "“Notes” is empty"),
        (b"School,URN\n", "no rows under them"),
        (b'School,URN\n"Ashdown,1\n', "never closed"),
        (b"%PDF-1.7 ...", "PDF"),
        (_OLE + "Workbook".encode("utf-16-le"), r"old Excel \(.xls\)"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (_OLE + "WordDocument".encode("utf-16-le"), "no spreadsheet"),
        (b"<html><table><tr><td>School</td></tr></table>", "web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "web page or XML"),
        (rb"{\rtf1 School}", "text document"),
        (
            archive(mimetype=b"x", **{"content.xml": b"<a/>", "META-INF__manifest.xml": b"<a/>"}),
            "OpenDocument",
        ),
        (archive(**{"Index__Document.iwa": b"x"}), "Numbers"),
        (archive(**{"word__document.xml": b"<a/>"}), "Word document"),
        (archive(**{"xl__workbook.bin": b"x"}), "xlsb"),
        (archive(**{"schools.csv": b"School"}), "zip archive"),
        (archive(**{"[Content_Types].xml": b"<Types/>"}), "damaged"),
        (SMALL[:-200], "damaged"),
        (SMALL[:200], "damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "not a spreadsheet"),
        (messy.rewritten(SMALL, {SHEET: b"<worksheet><sheetData><row>"}), "damaged"),
        (messy.rewritten(SMALL, {"xl/workbook.xml": b"no xml"}), "damaged"),
        (
            messy.rewritten(
                SMALL,
                {"xl/workbook.xml": b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'},
            ),
            "Strict Open XML",
        ),
    ],
)
def test_each_kind_of_wrong_file_has_its_own_sentence(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read(data)


def test_a_zip_with_a_password_is_locked() -> None:
    data = bytearray(SMALL)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(Refused, match="locked"):
        read(bytes(data))


def test_what_does_no_harm_is_read() -> None:
    read(SMALL)
    read(sheet_of(_ROWS))


def test_sizes_are_kept_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ROWS", 3)
    monkeypatch.setattr(csv_sheet, "MOST_ROWS", 3)
    read(b"School,URN\n" + b"a,1\n" * 3)
    for data in (b"School,URN\n" + b"a,1\n" * 4, messy.xlsx({"S": [["School", "URN"], *[["a", 1]] * 4]})):
        with pytest.raises(Refused, match="more than 3 rows"):
            read(data)
    # A csv is left off before all of it is held.
    with pytest.raises(Refused, match="more than 3 rows"):
        open_book(b"School,URN\n" + b"a,1\n" * 50, "x.csv")


def test_columns_cells_sheets_and_bytes_are_kept_to(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = [f"Step {number}" for number in range(201)]
    with pytest.raises(Refused, match="has 201 columns"):
        read(messy.csv_of([wide, ["x"] * 201]))
    with pytest.raises(Refused, match="something in column XFD"):
        read(sheet_of(_ROWS + b'<row r="3"><c r="XFD3"><v>1</v></c></row>'))
    with pytest.raises(Refused, match="Cell B2 has more than 10,000 characters"):
        read(messy.csv_of([["School", "Notes"], ["Ashdown", "x" * 10_001]]))
    with pytest.raises(Refused, match="more than 50 sheets"):
        open_book(messy.xlsx({f"S{number}": [["School"]] for number in range(51)}), "x")
    monkeypatch.setattr(reader, "LARGEST_MB", 0)
    with pytest.raises(Refused, match="larger than 0 MB"):
        open_book(SMALL, "x")
    assert "5,000 rows" in LIMITS_IN_WORDS


def test_formats_without_text_make_no_columns() -> None:
    styled = b"".join(b'<c r="%s3" s="0"/>' % letters for letters in (b"C", b"ZZ", b"XFD"))
    read(sheet_of(_ROWS + b'<row r="3">' + styled + b"</row>"))


def quickly_refused(data: bytes, says: str, *, seconds: float = 20) -> None:
    begun = time.monotonic()
    with pytest.raises(Refused, match=says):
        read(data)
    assert time.monotonic() - begun < seconds


def test_a_bomb_of_zeros_is_refused_by_what_it_claims() -> None:
    data = messy.rewritten(SMALL, {"xl/media/image1.png": bytes(101 * 1024 * 1024)})
    assert len(data) < 1024 * 1024
    quickly_refused(data, "too large")


def test_a_part_that_claims_less_than_it_holds_is_damaged() -> None:
    data = bytearray(sheet_of(_ROWS + b'<row r="3"/>' * 20_000))
    for signature, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        begin = 0
        while (begin := data.find(signature, begin)) >= 0:
            if SHEET.encode() in data[begin : begin + 100]:
                data[begin + at : begin + at + 4] = (400).to_bytes(4, "little")
            begin += 4
    quickly_refused(bytes(data), "damaged")


@pytest.mark.parametrize(
    "xml",
    [
        b'<row r="1">' + b"<c/>" * 90_000 + b"</row>",
        b'<row r="1"><c>' + b"<v/>" * 90_000 + b"</c></row>",
        b'<row r="1"><c><is>' + b"<is/>" * 90_000 + b"</is></c></row>",
    ],
)
def test_a_row_that_no_sheet_has_is_refused_before_it_is_held(xml: bytes) -> None:
    quickly_refused(sheet_of(_ROWS + xml), "too large")


def test_very_many_elements_are_refused_before_they_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_ELEMENTS", 5_000)
    monkeypatch.setattr(xlsx_sheets, "MOST_READ", 5_000)
    texts = messy.rewritten(SMALL, {"xl/sharedStrings.xml": b"<sst>" + b"<si><t/></si>" * 3_000 + b"</sst>"})
    merged = _HEAD + _ROWS + b"</sheetData>" + b'<mergeCells><mergeCell ref="A9:B9"/></mergeCells>' * 3_000
    # Rows are read one at a time, but not where another part is read as a whole.
    rows = b"<sst>" + b"<row/>" * 6_000 + b"</sst>"
    as_sheet = b"<worksheet>" + b"<row/>" * 6_000 + b"</worksheet>"
    for data in (
        texts,
        messy.rewritten(SMALL, {SHEET: merged + b"</worksheet>"}),
        messy.rewritten(SMALL, {"xl/sharedStrings.xml": rows}),
        messy.rewritten(SMALL, {"xl/sharedStrings.xml": as_sheet}),
        messy.rewritten(SMALL, {"xl/styles.xml": as_sheet}),
        messy.rewritten(SMALL, {"xl/worksheets/_rels/sheet1.xml.rels": as_sheet}),
        sheet_of(_ROWS + b"<row><c/><c/></row>" * 1_701),
    ):
        quickly_refused(data, "too large")


def test_rows_far_beyond_the_last_are_not_waited_for() -> None:
    far = _ROWS + b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'
    quickly_refused(sheet_of(far), "something in row 999999999")
    quickly_refused(b"School" + b",x" * 200_000 + b"\na,b\n", "something in column 200001")
    # The dimension that a sheet claims is not believed.
    claims = messy.rewritten(SMALL, {SHEET: lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')})
    assert len(open_book(claims, "x").table("Schools").rows) == 1


def test_two_sheets_that_are_one_are_damaged() -> None:
    two = messy.xlsx({"A": [["School"], ["x"]], "B": [["School"], ["x"]]})
    with pytest.raises(Refused, match="damaged"):
        read(messy.rewritten(two, {
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"sheet2.xml", b"sheet1.xml"),
        }))  # fmt: skip


def test_rows_that_go_backwards_are_damaged() -> None:
    with pytest.raises(Refused, match="damaged"):
        read(sheet_of(_ROWS + b'<row r="2"><c r="A2"><v>1</v></c></row><row r="9"><c><v>1</v></c></row>'))


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "docProps/app.xml"]
)
def test_entities_are_refused_wherever_they_stand(part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(Refused, match="damaged"):
        read(
            messy.rewritten(
                SMALL, {part: lambda xml: bomb + xml.partition(b"?>")[2] if b"?>" in xml else bomb + xml}
            )
        )


def test_encodings_that_cannot_be_looked_through_are_not_read() -> None:
    wide = b"\xff\xfe\0\0" + '<?xml version="1.0"?><workbook/>'.encode("utf-32-le")
    with pytest.raises(Refused, match="damaged"):
        read(messy.rewritten(SMALL, {"xl/workbook.xml": wide}))


def test_other_ways_of_packing_are_not_unpacked() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
    with pytest.raises(Refused, match="damaged"):
        read(into.getvalue())


def test_links_to_other_files_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    links = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    monkeypatch.setattr("builtins.open", lambda *_a, **_k: pytest.fail("a file was opened"))
    read(messy.rewritten(SMALL, {"xl/externalLinks/_rels/externalLink1.xml.rels": links}))


def test_macros_are_left_alone() -> None:
    macros = messy.rewritten(SMALL, {"xl/vbaProject.bin": _OLE, "[Content_Types].xml": lambda xml: xml.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )})  # fmt: skip
    read(macros)


def attempt(data: bytes) -> None:
    """Whatever it is: read, or refused in words."""
    problems = []
    try:
        book = open_book(data, "x")
        for glance in book.glances:
            book.table(glance.name)
    except Refused as refused:
        problems = refused.problems
    assert all(problem.endswith(".") for problem in problems)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes) -> None:
    attempt(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_spreadsheets_with_holes_are_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([SMALL, _PLAIN, _BOARD])))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    attempt(bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))]))


def _stored(data: bytes) -> bytes:
    """Unpacked, so that a changed byte is a changed cell and not only a wrong sum."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return into.getvalue()


_PLAIN, _BOARD = _stored(SMALL), messy.board_list_csv()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(
    [b"<c", b"</c>", b"<v>", b"</v>", b' r="A1"', b' r="-4"', b' r="zz"', b' s="9999"', b' t="s"', b' t="d"',
     b' t="b"', b"9e999", b"NaN", b"x", b"</row>", b'<row r="', b"<is>", b"1.5"]
), st.integers(0, 400)), max_size=4))  # fmt: skip
def test_sheets_that_say_nonsense_are_read_or_refused(changes: list[tuple[bytes, int]]) -> None:
    xml = _HEAD + _ROWS + _TAIL
    for text, at in changes:
        at = len(_HEAD) + at % (len(xml) - len(_HEAD))
        xml = xml[:at] + text + xml[at:]
    attempt(messy.rewritten(SMALL, {SHEET: xml}))


@pytest.mark.parametrize("value", [b"NaN", b"9e999", b"-1", b"1e5", b"inf"])
@pytest.mark.parametrize("kind", [b"n", b"s", b"b", b"d", b"e", b"str", b"zz"])
def test_values_that_say_nonsense_are_read_or_refused(value: bytes, kind: bytes) -> None:
    for style in (b"0", b"7", b"-1"):
        cell = b'<row r="3"><c r="A3" s="%s" t="%s"><v>%s</v></c></row>' % (style, kind, value)
        attempt(sheet_of(_ROWS + cell))
