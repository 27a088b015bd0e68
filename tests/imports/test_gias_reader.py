from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from partnerships.actions._core import Refused
from partnerships.imports.gias.kinds import recognise
from partnerships.imports.gias.rows import Table, read_table
from tests.imports import files
from tests.imports.files import as_csv, as_zip, opened, school


def read(data: bytes, name: str = "x20260401.csv") -> Table:
    download = opened(data, name)
    steps = read_table(download, download.kind())
    while True:
        try:
            next(steps)
        except StopIteration as end:
            table: Table = end.value
            return table


def values_of(data: bytes, *key: object) -> dict[str, object]:
    table = read(data)
    return dict(zip(table.fields, table.rows[key], strict=True))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (files.SCHOOLS, "schools"), (files.GROUPS, "trusts"), (files.MEMBERS, "memberships"),
        (files.LINKS, "links"), (("urn ", " ESTABLISHMENTNAME"), "schools"),
        (("School", "Town"), None), (("URN",), None), ((), None),
    ],
)  # fmt: skip
def test_a_file_is_recognised_by_its_header(header: tuple[str, ...], kind: str | None) -> None:
    found = recognise(header)
    assert (found.value if found else None) == kind


def test_windows_1252_is_read() -> None:
    data = as_csv(files.SCHOOLS, [school(100_001, "St Brannoc’s – Infants")])
    assert b"\x92" in data
    assert b"\x96" in data
    assert values_of(data, 100_001)["name"] == "St Brannoc’s – Infants"


def test_bytes_that_windows_1252_lacks_do_not_stop_the_file() -> None:
    data = as_csv(files.SCHOOLS, [school(100_001, "Ysgol @ Felin")]).replace(b"@", b"\x81\xe9")
    assert values_of(data, 100_001)["name"] == "Ysgol \ufffdé Felin"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_and_without_its_mark(encoding: str) -> None:
    data = as_csv(files.SCHOOLS, [school(100_001, "Ysgol Tŷ Gwyn’s")], encoding)
    assert values_of(data, 100_001)["name"] == "Ysgol Tŷ Gwyn’s"


def test_columns_are_found_by_name_in_any_order() -> None:
    data = as_csv(tuple(reversed(files.SCHOOLS)), [school(100_001, "Brackenholt", OpenDate="01-09-1998")])
    assert values_of(data, 100_001)["open_date"] == "1998-09-01"


def test_no_newline_at_the_end_and_blank_lines() -> None:
    data = (
        as_csv(files.LINKS, [files.link(100_001, 100_002)]).rstrip()
        + b"\r\n\r\n"
        + b'100003,100004,"A",Successor,'
    )
    table = read(data)
    assert set(table.rows) == {(100_001, 100_002, "Successor"), (100_003, 100_004, "Successor")}
    assert table.refused == []


def test_rows_that_all_lack_the_last_field_are_read() -> None:
    data = b"URN,Group UID,Joined date,EstablishmentName,Extra\r\n100001,5,01/09/2020,A\r\n100002,5,01/09/2021,B\r\n"
    assert read(data).rows == {(100_001, 5): ("2020-09-01",), (100_002, 5): ("2021-09-01",)}
    without_joined = b"URN,Group UID,Joined date\r\n100001,5\r\n100002,5\r\n"
    assert read(without_joined).rows == {(100_001, 5): (), (100_002, 5): ()}


def test_one_torn_row_among_whole_ones_is_refused() -> None:
    data = as_csv(files.LINKS, [files.link(100_001, 100_002)]) + b"100003,1000"
    table = read(data)
    assert [(row.line, "torn" in row.reason) for row in table.refused] == [(3, True)]
    assert len(table.rows) == 1


def test_a_row_with_too_many_fields_is_refused_unless_they_are_blank() -> None:
    data = b"URN,LinkURN,LinkName,LinkType\r\n100001,100002,A,B,Successor\r\n100003,100004,A,Successor,,\r\n"
    table = read(data)
    assert [row.line for row in table.refused] == [2]
    assert list(table.rows) == [(100_003, 100_004, "Successor")]


def test_bad_values_refuse_the_row_with_line_and_reason() -> None:
    rows = [
        school(100_001), school("A1"), school(100_003, OpenDate="31-02-2020"), school(100_004, NumberOfPupils="some"),
        school(100_005, "x" * 301), school(100_001, "Twice"),
    ]  # fmt: skip
    table = read(as_csv(files.SCHOOLS, rows))
    assert list(table.rows) == [(100_001,)]
    assert [(row.line, row.reason) for row in table.refused] == [
        (3, "URN: “A1” is not a URN."),
        (4, "OpenDate: “31-02-2020” is not a date such as 31-08-2024."),
        (5, "NumberOfPupils: “some” is not a whole number."),
        (6, "EstablishmentName: it is longer than 300 characters."),
        (7, "The same row is in the file twice."),
    ]
    assert table.refused_keys >= {(100_003,), (100_004,), (100_005,)}


def test_the_line_of_a_row_after_a_name_of_two_lines() -> None:
    data = as_csv(files.SCHOOLS, [school(100_001, "Two\r\nlines"), school("bad")])
    assert [row.line for row in read(data).refused] == [4]


def test_only_columns_with_a_value_are_delivered() -> None:
    fields = read(as_csv(files.SCHOOLS, [school(100_001), school(100_002, NumberOfPupils="12")])).fields
    assert "pupils" in fields
    assert "website" not in fields  # blank in every row
    assert "capacity" not in fields  # not in the header


def test_the_heads_name_is_put_together_from_its_parts() -> None:
    header = (*files.GROUPS, "Head of Group Title", "Head of Group First Name", "Head of Group Last Name")
    more = {"Head of Group Title": "Ms", "Head of Group Last Name": "Marsh"}
    assert values_of(as_csv(header, [files.group(5, **more)]), 5)["head_name"] == "Ms Marsh"


def test_a_zip_of_one_csv_is_unpacked_and_gives_the_date() -> None:
    download = opened(as_zip(edubasealldata20240617=as_csv(files.SCHOOLS, [school(100_001)])), "download.zip")
    assert download.name == "edubasealldata20240617.csv"
    assert download.downloaded_on == dt.date(2024, 6, 17)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("edubasealldata20240617.csv", dt.date(2024, 6, 17)),
        ("edubasealldata2024-06-17 (1).csv", dt.date(2024, 6, 17)),
        ("links_edubasealldata20230421.csv", dt.date(2023, 4, 21)),
        ("results.csv", None),
        ("edubasealldata20241399.csv", None),
        ("copy120240617.csv", None),
    ],
)
def test_the_date_comes_from_the_name(name: str, day: dt.date | None) -> None:
    assert opened(b"URN", name).downloaded_on == day


def zip_bomb() -> bytes:
    return as_zip(edubasealldata20240617=b"0" * 3 * 1024 * 1024)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (as_zip(), "holds no csv"),
        (as_zip(a=b"URN", b=b"URN"), "several csv files"),
        (zip_bomb(), "larger than 1 MB"),
        (b"x" * (1024 * 1024 + 1), "larger than 1 MB"),
        ("URN,EstablishmentName\r\n".encode("utf-16"), "could not be read"),
    ],
)
def test_what_is_no_download_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        opened(data, largest_mb=1)


@pytest.mark.parametrize(
    "packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_zip_is_refused_however_it_is_packed(packing: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        archive.writestr("edubasealldata20240617.csv", as_csv(files.SCHOOLS, [school(100_001)]) * 5)
    whole = made.getvalue()
    refused = 0
    for place in range(4, len(whole)):
        damaged = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        try:
            opened(damaged)
        except Refused:
            refused += 1
    assert refused > len(whole) / 10  # whatever else a wrong byte does, it raises nothing but Refused


def test_a_zip_that_lies_about_its_size_is_not_unpacked_beyond_the_limit() -> None:
    data = bytearray(zip_bomb())
    place = data.rindex(b"PK\x01\x02") + 24
    data[place : place + 4] = (1000).to_bytes(4, "little")
    with pytest.raises(Refused):
        opened(bytes(data), largest_mb=1)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"School,Town\r\nA,B\r\n", "not one of the four"), (b"URN,EstablishmentName\r\n", "no rows")],
)
def test_another_csv_and_an_empty_one_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(data)
