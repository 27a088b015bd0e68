"""A spreadsheet as it is when its columns have been guessed, and corrected as told; and brought in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from partnerships.actions.workbook_apply import apply_workbook
from partnerships.actions.workbooks import FILE_KEPT_DAYS
from partnerships.imports.workbooks.planning import plan_of
from partnerships.imports.workbooks.reader import open_book
from partnerships.imports.workbooks.uploads import reading_for
from partnerships.models import Group, User, Workbook
from partnerships.rules.workbook.plan import WorkbookPlan
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


def kept_until() -> dt.date:
    """The day that is offered for deleting its file."""
    return timezone.localdate() + dt.timedelta(days=FILE_KEPT_DAYS)


def brought_in(workbook: Workbook, by: User, plan: WorkbookPlan | None = None) -> Workbook:
    """As the plan says that is given, else as everything stands now."""
    plan = plan or plan_of(workbook, by=by)
    return apply_workbook(
        by=by, workbook=workbook, plan=plan, seen=plan.fingerprint, delete_file_on=kept_until()
    )
