"""How large a team's own spreadsheet may be. What unpacks to how much is refused for every Excel file alike, in
`imports/spreadsheets/guard.py`.
"""

from __future__ import annotations

from partnerships.imports.spreadsheets.guard import LARGEST_UNPACKED_MB
from partnerships.rules.workbook.plan import MOST_SCHOOLS

LARGEST_MB = 10
MOST_SHEETS = 50
MOST_ROWS = 5_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
# Where reading a row ends; what stands further to the right is refused in words.
WIDEST = 400
# A cell that strayed further down is refused in words too, before all rows up to it are read.
FARTHEST_ROW = 100_000
# A sheet of 5,000 rows and 200 columns takes two million: each cell and its value.
MOST_READ = 3_000_000
LIMITS_IN_WORDS = (
    f"An Excel file (.xlsx or .xlsm) or csv of at most {LARGEST_MB} MB, {LARGEST_UNPACKED_MB} MB when unpacked, "
    f"with at most {MOST_SHEETS} sheets, {MOST_ROWS:,} rows and {MOST_COLUMNS} columns in a sheet, and "
    f"{LONGEST_CELL:,} characters in a cell. At most {MOST_SCHOOLS} schools go in at once. Formulas are not worked "
    "out, links are not followed, and macros are not run."
)
