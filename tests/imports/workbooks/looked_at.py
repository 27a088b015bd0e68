"""A spreadsheet as it is when its columns have been guessed, and corrected as told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from partnerships.imports.workbooks.reader import open_book
from partnerships.imports.workbooks.uploads import reading_for
from partnerships.models import Group, User, Workbook
from partnerships.rules.workbook.reading import Mends
from tests.factories.workbooks import WorkbookFactory


def looked_at(
    data: bytes | str, trust: Group, by: User, *, sheet: str = "", mends: Mends | None = None, **reading: Any
) -> Workbook:
    """`columns` and whatever else of a `Reading` is told stand in place of the guesses."""
    content = data.encode() if isinstance(data, str) else data
    book = open_book(content, "Pipeline")
    table = book.table(sheet or book.best_sheet)
    guessed = reading_for(trust.pk, table)
    columns: Mapping[str, str] = reading.pop("columns", {})
    told = replace(guessed, columns=guessed.columns | dict(columns), **reading)
    made: Workbook = WorkbookFactory(
        trust=trust, by=by, data=content, sheet=table.name, reading=told.as_json(),
        mends=(mends or Mends()).as_json(),
    )  # fmt: skip
    return made
