"""Spreadsheets as central teams keep them for years, made by hand: every school, person and number is invented."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import openpyxl
from openpyxl.chart import BarChart
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet


class Place(NamedTuple):
    """A school that a spreadsheet names; `as_row()` is what `SchoolFactory` takes."""

    urn: int
    name: str
    la: str = "Westmarch"
    postcode: str = "WM1 2AB"
    laestab: str = "941/2001"

    def as_row(self) -> dict[str, Any]:
        code, number = self.laestab.split("/")
        return {
            "urn": self.urn,
            "name": self.name,
            "la_code": code,
            "la_name": self.la,
            "postcode": self.postcode,
            "establishment_number": number,
        }


def _place(number: int, name: str, la: str = "Westmarch") -> Place:
    code, area = {"Westmarch": ("941", "WM"), "Estermoor": ("942", "EM")}[la]
    return Place(100_000 + number, name, la, f"{area}{number} {number % 9 + 1}AB", f"{code}/{2000 + number}")


PLACES = (
    _place(1, "Ashdown Primary School"),
    # Two of one name, in two authorities.
    _place(2, "St Mary's Church of England Primary School"),
    _place(3, "St Mary's Church of England Primary School", "Estermoor"),
    _place(4, "Birch Lane Infant School"),
    _place(5, "Birch Lane Junior School"),
    _place(6, "Coldbrook High School"),
    _place(7, "Dunmere Community Primary School", "Estermoor"),
    _place(8, "Eastfield Academy", "Estermoor"),
    _place(9, "Fernhill Primary and Nursery School"),
    _place(10, "Greyfriars Catholic Primary School"),
    _place(11, "Hollin Bank School"),
    _place(12, "Ings Road Primary School", "Estermoor"),
    _place(13, "Juniper Hill Primary School"),
    _place(14, "Kettlewell Park School", "Estermoor"),
    _place(15, "Larkrise Primary School"),
    _place(16, "Marsh End Primary School"),
    _place(17, "Nether Hallam Junior School", "Estermoor"),
    _place(18, "Oakapple Primary School"),
    _place(19, "Priory Park Infant School"),
    _place(20, "Quarry Bank Primary School", "Estermoor"),
    _place(21, "Rushey Mead School"),
    _place(22, "St Cuthbert's Catholic High School"),
    _place(23, "Thornfield Primary School", "Estermoor"),
)

GREEN, AMBER, RED = "92D050", "FFC000", "FF0000"
_DAY, _NO_YEAR, _MONTH = "dd/mm/yyyy", "d-mmm", "mmm-yy"


def day(year: int, month: int, date: int) -> dt.datetime:
    return dt.datetime(year, month, date)


def xlsx(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """A workbook of plain rows, by the name of the sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def csv_of(rows: Iterable[Sequence[str]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """A csv as Excel writes it: quotation marks only where they are needed."""
    lines = [separator.join(_quoted(cell, separator) for cell in row) for row in rows]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def _quoted(cell: str, separator: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(f'[{re.escape(separator)}"\n]', cell) else cell


def saved(book: openpyxl.Workbook) -> bytes:
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def _put(sheet: Worksheet, cells: Mapping[str, object]) -> None:
    for where, value in cells.items():
        sheet[where] = value


def _colour(sheet: Worksheet, fill: str, *cells: str) -> None:
    for where in cells:
        sheet[where].fill = PatternFill("solid", fgColor=fill)


def _show(sheet: Worksheet, number_format: str, *cells: str) -> None:
    for where in cells:
        sheet[where].number_format = number_format


def rewritten(data: bytes, parts: Mapping[str, Any]) -> bytes:
    """The same archive with parts put in (bytes) or changed (a function of bytes)."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = parts.get(name, lambda same: same)
            new.writestr(name, change(old.read(name)) if callable(change) else change)
        for name, content in parts.items():
            if name not in old.namelist():
                new.writestr(name, content)
    return into.getvalue()


def with_results(data: bytes, part: str, results: Mapping[str, object]) -> bytes:
    """With what Excel keeps beside a formula and openpyxl does not: its last result, by cell; "#REF!" is an error."""

    def fill(xml: bytes) -> bytes:
        text = xml.decode()
        for where, result in results.items():
            kind = (' t="e"' if result.startswith("#") else ' t="str"') if isinstance(result, str) else ""
            text = re.sub(
                rf'(<c r="{where}"[^>]*)>(<f>[^<]*</f>)(<v ?/>|<v></v>)',
                rf"\g<1>{kind}>\g<2><v>{result}</v>",
                text,
            )
        return text.encode()

    return rewritten(data, {part: fill})


PIPELINE_SHEET = "Pipeline 2027"
PIPELINE_HEADING_ROW = 6
PIPELINE_FIRST_ROW, PIPELINE_LAST_ROW, PIPELINE_TOTALS_ROW = 7, 29, 31

# School, URN, LA, Route, Stage, Joining date, Lead, (spacer), CTA agreed, SFA signed, TUPE consultation, Land
# questionnaire, Lease, Bank details, BF ref, Head, Head's e-mail, Notes. Joining dates in every human form.
_PIPELINE: tuple[tuple[object, ...], ...] = (
    ("Ashdown Primary", 100001, "Westmarch", "Voluntary", "Legal docs", day(2027, 3, 1), "Morgan Ellis", None,
     day(2026, 9, 14), "in progress", day(2027, 1, 18), "done", "n/a", None, "BF-0231", "Ruth Cole",
     "head@ashdown.example", "Caretaker's house is let"),
    ("St Mary's CE Primary", 100002, "Westmarch", "Voluntary", "Consultation", "1/9/27", "Morgan Ellis", None,
     None, None, None, "3/3/27 – chased LA", None, None, "BF-0232", "Ian Marsh", "head@stmarysw.example",
     "Diocese wants both St Mary's on the same day"),
    ("St Mary's CE Primary", None, "Estermoor", "Voluntary", "Consultation", "Sept 27", "Sam Okoro", None,
     None, None, None, "sent to solicitor", None, None, "BF-0233", "Jo Quinn", "", ""),
    ("Birch Lane Infants", 100004, "Westmarch", "vol", "Legal docs", "1 September 2027", "M Ellis", None,
     "Done", "w/c 3 March", "TBC", "✓", "n/a", None, "", "Pat Lowe", "office@birchlaneinf.example", ""),
    ("Birch Lane Juniors", 100005, "Westmarch", "vol", "Legal docs", "September 2027", "M Ellis", None,
     "Y", "w/c 3 March", "TBC", "✓", "n/a", None, "", "Pat Lowe", "", "With the infants"),
    ("Coldbrook High School", 100006, "Westmarch", "Sponsored (AO)", "Academy order", "Autumn 2027", "Sam Okoro",
     None, "not started", None, None, None, "PFI - see Kim", None, "BF-0240", "", "", "RI. Order of 3 Feb"),
    ("Dunmere Community Primary School", None, "Estermoor", "Voluntary", "Exploring", "TBC", "", None,
     None, None, None, None, None, None, "", "", "", ""),
    ("Eastfield Academy (SAT)", 100008, "Estermoor", "Transfer", "Applied", "01/04/2027", "Sam Okoro", None,
     "drafting", "n/a", "12.1.27", None, None, None, "BF-0244", "Lee Hart", "ceo@eastfield.example", ""),
    ("Fernhill Primary & Nursery", 100009, "Westmarch", "Voluntary", "Legal docs", day(2027, 4, 1), "Morgan Ellis",
     None, day(2026, 10, 5), None, None, day(2026, 7, 9), None, None, "", "", "", "Nursery is LA run"),
    ("Greyfriars Catholic Primary", 100010, "Westmarch", "Voluntary", "On hold", "not before Sept 2028", "", None,
     None, None, None, None, None, None, "", "", "", "Diocese reviewing"),
    ("Hollin Bank School", 100011, "Westmarch", "Voluntary", "Withdrawn", "", "", None,
     None, None, None, None, None, None, "", "", "", "Went to another trust"),
    ("Ings Road Primary", 100012, "Estermoor", "Voluntary", "Consultation", day(2026, 9, 27), "Sam Okoro", None,
     None, None, None, None, None, None, "", "", "", ""),
    ("Juniper Hill Primary", 100013, "Westmarch", "Voluntary", "Legal docs", day(2027, 9, 1), "Morgan Ellis", None,
     "done 4/9/26", None, None, "done", None, None, "", "", "", ""),
    ("Kettlewell Park School", 100014, "Estermoor", "Transfer", "Applied", "1st Sept 2027", "", None,
     None, None, None, None, None, None, "", "", "", ""),
    ("Larkrise Primary School", 100015, "Westmarch", "Voluntary", "Exploring", "2027/28", "", None,
     None, None, None, None, None, None, "", "", "", "Governors meet in March"),
    ("Marsh End Primary School", 100016, "Westmarch", "Voluntary", "Legal docs", "1.9.27 (provisional)", "M Ellis",
     None, None, None, None, "done", None, None, "", "", "", ""),
    ("Nether Hallam Juniors", 100017, "Estermoor", "Voluntary", "Exploring", "?", "", None,
     None, None, None, None, None, None, "", "", "", ""),
    ("Oakapple Primary School", 100018, "Westmarch", "Voluntary", "Consultation", "1/9/2027", "", None,
     None, None, None, None, None, None, "", "", "", ""),
    ("Priory Park Infants", 100019, "Westmarch", "Voluntary", "Consultation", "Sep-27", "", None,
     None, None, None, None, None, None, "", "", "", ""),
    ("Quarry Bank Primary School", 100020, "Estermoor", "Voluntary", "Legal docs", day(2027, 6, 1), "Sam Okoro", None,
     None, None, None, None, None, None, "", "", "", ""),
    ("Rushey Mead School", 100021, "Westmarch", "AO", "Academy order", "asap", "", None,
     None, None, None, None, None, None, "", "", "", ""),
    ("St Cuthbert's Catholic High School", 100022, "Westmarch", "Voluntary", "Legal docs", "1 Sept", "", None,
     None, None, None, None, None, None, "", "", "", ""),
    ("Thornfield Primary", 100023, "Estermoor", "Voluntary", "Exploring", "", "", None,
     None, None, None, None, None, None, "", "", "", ""),
)  # fmt: skip


def pipeline() -> bytes:
    """A pipeline of 23 schools, one a row, with everything that years do to a spreadsheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = PIPELINE_SHEET
    _put(sheet, {
        "A1": "HARROWMERE LEARNING TRUST", "A2": "Schools joining the trust: pipeline 2026–28",
        "A3": "Updated weekly by the projects team. Please do not sort!", "Q3": "Version 41",
        # Two rows of headings, the upper merged over groups of columns.
        "A5": "School", "B5": "URN", "C5": "LA", "D5": "Route", "E5": "Stage", "F5": "Joining date", "G5": "Lead",
        "I5": "Legal", "I6": "CTA agreed", "J6": "SFA signed", "K6": "TUPE consultation",
        "L5": "Land", "L6": "Land questionnaire", "M6": "Lease",
        "N5": "Bank details to DfE", "O5": "BF ref", "P5": "Headteacher", "P6": "Name", "Q6": "E-mail", "R5": "Notes",
    })  # fmt: skip
    for merged in ("A1:R1", "A2:R2", "I5:K5", "L5:M5", "P5:Q5", "A5:A6", "B5:B6", "C5:C6", "F5:F6", "R5:R6"):
        sheet.merge_cells(merged)
    sheet["A1"].font = Font(bold=True, size=20)
    sheet.row_dimensions[1].height = 60  # where the logo is
    for number, row in enumerate(_PIPELINE, PIPELINE_FIRST_ROW):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value or None)
    _pipeline_looks(sheet)
    _put(
        sheet,
        {f"A{PIPELINE_TOTALS_ROW}": "Total", f"B{PIPELINE_TOTALS_ROW}": 23, "A33": "Key:", "B33": "on track"},
    )
    _lists(book)
    _contacts(book)
    return saved(book)


def _pipeline_looks(sheet: Worksheet) -> None:
    # Number formats: days, a month typed as "Mar 27" that Excel took for one, "Sept 27" that it took for a day.
    _show(sheet, _DAY, "F7", "I7", "K7", "I15", "L15", "F19", "F26")
    _show(sheet, _MONTH, "F15")
    _show(sheet, _NO_YEAR, "F18")
    # Colours that carry meaning: in empty cells, and beside text, where they say nothing more.
    _colour(sheet, GREEN, "I8", "J8", "L9", "N7", "B33")
    _colour(sheet, AMBER, "K8", "J7")
    _colour(sheet, RED, "L12", "I9")
    sheet["M9"].fill = PatternFill("solid", fgColor=Color(theme=9, tint=0.4))
    # White is no colour, and neither is a border of grey under the headings.
    _colour(sheet, "FFFFFF", "I10", "J10")
    _colour(sheet, "D9D9D9", "A5", "B5", "I5", "L5")
    sheet.auto_filter.ref = "A6:R29"
    sheet.freeze_panes = "B7"


def _lists(book: openpyxl.Workbook) -> None:
    """What the drop-downs choose from, on a sheet that is hidden."""
    lists = book.create_sheet("Lists")
    lists.append(["Routes", "Stages"])
    for row in (("Voluntary", "Exploring"), ("Sponsored (AO)", "Consultation"), ("Transfer", "Legal docs")):
        lists.append(row)
    lists.sheet_state = "hidden"


CONTACTS_SHEET = "Contacts"


def _contacts(book: openpyxl.Workbook) -> None:
    """Who is who, one contact a row; the school stands only where it changes."""
    sheet = book.create_sheet(CONTACTS_SHEET)
    for row in (
        ["School", "URN", "Role", "Name", "E-mail", "Tel", "Organisation"],
        ["Ashdown Primary", 100001, "Headteacher", "Ruth Cole", "head@ashdown.example", "01632 960101", None],
        [None, None, "Chair of Govs", "Bev Shaw", "b.shaw@ashdown.example", None, None],
        [None, None, "School's solicitor", "A. Price", "a.price@lawfirm.example", "01632 960155", "Price & Co LLP"],
        ["Fernhill Primary & Nursery", 100009, "Head", "Dee Vaughan", "head@fernhill.example", "01632 960109", None],
        [None, None, "LA contact", "Chris Boyd", "c.boyd@westmarch.example", None, "Westmarch Council"],
        ["Eastfield Academy (SAT)", 100008, "CEO", "Lee Hart", "ceo@eastfield.example", None, "Eastfield Trust"],
        [None, None, "Site manager", "Viv Stone", None, "01632 960108 ext 4", None],
    ):  # fmt: skip
        sheet.append(row)


MILESTONES_SHEET = "Milestones"


def milestones_down() -> bytes:
    """One milestone a row; the school is merged down over its rows, so that only the first names it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = MILESTONES_SHEET
    sheet.append(["Milestone tracker – all schools"])
    sheet.append([])
    sheet.append(["School", "Phase", "Milestone", "Due", "Completed", "Status", "Waiting on", "Comments"])
    rows: list[tuple[object, ...]] = [
        ("Ashdown Primary School (100001)", "Legal", "Solicitors instructed", day(2026, 8, 3), day(2026, 8, 10),
         "Complete", None, None),
        (None, None, "LEG-03", day(2026, 9, 7), None, "In progress", "School", "Plans missing for the field"),
        (None, None, "CTA agreed", day(2027, 1, 11), None, "Not started", None, None),
        (None, "Ready to open", "TUPE consultation opens", "w/c 18 Jan 2027", None, None, None, None),
        (None, None, "Swimming pool licence", "before opening", None, "Waiting", "LA", "Ours alone"),
        ("Fernhill Primary and Nursery School (100009)", "Legal", "Solicitors instructed", None, "done", None, None,
         None),
        (None, None, "Land questionnaire", day(2026, 9, 7), None, "n/a", None, "No land of its own"),
        (None, None, "125 year lease", "TBC", None, "Blocked", "Diocese", None),
        ("Coldbrook High School (100006)", "Apply", "Academy order received", None, day(2026, 2, 3), "Done", None,
         None),
        (None, "Legal", "PFI documents agreed", "Spring 2027", None, "RED", "Council's PFI team", "Needs Kim"),
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    for merged in ("A1:H1", "A4:A8", "A9:A11", "A12:A13", "B4:B6", "B7:B8"):
        sheet.merge_cells(merged)
    _show(sheet, _DAY, "D4", "E4", "D5", "D6", "D10", "E12")
    return saved(book)


def board_list_csv() -> bytes:
    """The list that goes to the board, as a Mac in France might have written it: Windows-1252, semicolons, no URN."""
    return csv_of(
        [
            ["Schools joining – for the trust board", "", "", "", "", ""],
            ["", "", "", "", "", ""],
            ["School name", "Local authority", "Postcode", "Conversion date", "Status", "Comments"],
            [
                "Ashdown Primary School",
                "Westmarch",
                "WM1 2AB",
                "1 March 2027",
                "Legal docs",
                "“On track”; £40k to find",
            ],
            ["St Mary’s Church of England Primary School", "", "", "Sept 2027", "Consultation", "Which one?"],
            ["St Mary’s Church of England Primary School", "Estermoor", "", "Sept 2027", "Consultation", ""],
            [
                "Dunmere Primary",
                "Estermoor",
                "EM7 8AB",
                "TBC",
                "Exploring",
                "Café, pool\nand a caretaker’s house",
            ],
            ["Nowhere Primary School", "Westmarch", "WM99 9ZZ", "2027-09-01", "Exploring", ""],
            ["", "", "", "", "", ""],
            ["Total: 5", "", "", "", "", ""],
        ],
        separator=";",
        encoding="cp1252",
    )


def planned_and_actual() -> bytes:
    """Three rows of headings: the phase over the milestone over "Planned" and "Actual"; LAESTABs for URNs."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tracker"
    sheet.append([None, None, None, "Legal", None, None, None, "Ready to open", None])
    sheet.append([None, None, None, "CTA agreed", None, "SFA signed", None, "Bank account", None])
    sheet.append(["School", "DfE no", "Transfer date", *["Planned", "Actual"] * 3])
    sheet.append(["Eastfield Academy", "942/2008", day(2027, 4, 1), day(2027, 1, 4), None, day(2027, 2, 1), None,
                  day(2027, 2, 15), None])  # fmt: skip
    sheet.append(["Kettlewell Park School", 9422014, "Apr 2027", day(2026, 10, 5), day(2026, 10, 19), "tbc", None,
                  "N/A", None])  # fmt: skip
    for merged in ("D1:G1", "H1:I1", "D2:E2", "F2:G2", "H2:I2"):
        sheet.merge_cells(merged)
    _show(sheet, _DAY, "C4", "D4", "F4", "H4", "D5", "E5")
    return saved(book)


def with_formulas() -> bytes:
    """Names looked up from another sheet: some with Excel's last result, one broken, one without any result."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Summary"
    for row in (
        ["URN", "School", "Joining date", "Months to go", "Done"],
        [100001, "=VLOOKUP(A2,Lists!A:B,2,FALSE)", day(2027, 3, 1), "=DATEDIF(TODAY(),C2,\"m\")", 0.35],
        [100004, "=VLOOKUP(A3,Lists!A:B,2,FALSE)", "=Lists!C9", "=DATEDIF(TODAY(),C3,\"m\")", 1],
        [100005, "=[1]Old!B7", "=HYPERLINK(\"https://example.org\",\"here\")", None, True],
    ):  # fmt: skip
        sheet.append(row)
    _show(sheet, _DAY, "C2", "C3")
    _show(sheet, "0%", "E2", "E3")
    chart = book.create_chartsheet("Chart")
    chart.add_chart(BarChart())
    book.create_sheet("Lists").append([100001, "Ashdown Primary School"])
    results = {"B2": "Ashdown Primary School", "B3": "#REF!", "C3": 0, "D2": 5, "D3": 5}
    return with_results(saved(book), "xl/worksheets/sheet1.xml", results)


def two_trusts() -> bytes:
    """A tab-separated "Unicode text" of two trusts' schools; only one of them is ours."""
    return csv_of(
        [
            ["URN", "School", "Trust", "Route", "Joining"],
            ["100001", "Ashdown Primary School", "Harrowmere Learning Trust", "Conversion", "01/03/2027"],
            ["100004", "Birch Lane Infant School", "Another Trust", "Conversion", "01/09/2027"],
        ],
        separator="\t",
        encoding="utf-16",
    )


def large(rows: int, columns: int, *, schools: int | None = None) -> bytes:
    """So many rows, for measuring: URN, school, joining date, and milestones with days, words and colours."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("All schools")
    sheet.append(["URN", "School", "Joining date", *[f"Step {number}" for number in range(4, columns + 1)]])
    words = [day(2026, 9, 1), "done", None, "n/a", "in progress", day(2027, 5, 3)]
    for row in range(rows):
        of_school = row % (schools or rows)
        cells: list[object] = [200_001 + of_school, f"School number {of_school + 1}", day(2027, 9, 1)]
        sheet.append([*cells, *[words[(row + column) % len(words)] for column in range(columns - 3)]])
    return saved(book)
