"""A team's spreadsheet on its way in: kept for a look, read and mended as people say, its file deleted on its day."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from partnerships.actions._core import Refused, action, for_change, refuse_if, require
from partnerships.actions._files import no_file_left_behind, remember_file
from partnerships.models import Group, Workbook
from partnerships.models.people import User
from partnerships.models.workbook import WorkbookQuerySet
from partnerships.permissions import May
from partnerships.rules.problems import Problem
from partnerships.rules.workbook.reading import Mends, Reading, reading_of

# Six months are offered; what was brought in can be shown to be what the spreadsheet said for as long.
FILE_KEPT_DAYS = 183
# Longer than a school is followed: from the first conversation to a year after it opens.
LONGEST_KEPT_YEARS = 6


@no_file_left_behind
@action
def keep_workbook(
    *, by: User, trust: Group, data: bytes, file_name: str, sheet: str, rows: int, reading: Reading
) -> Workbook:
    """Keeps a file, under a name that says nothing, for its uploader to look at one of its sheets."""
    require(by.may(May.IMPORT_WORKBOOKS, trust.pk))
    workbook = Workbook(
        trust=trust, by=by, file_name=file_name[:200], sha256=hashlib.sha256(data).hexdigest(), size=len(data),
        sheet=sheet[:100], rows=rows, reading=reading.as_json(),
    )  # fmt: skip
    workbook.stored.save(uuid.uuid4().hex, ContentFile(data), save=False)
    remember_file(str(workbook.stored.name))
    workbook.save()
    return workbook


@action
def say_reading(*, by: User, workbook: Workbook, reading: Reading, rows: int) -> Workbook:
    """Keeps which sheet is read, and what a person said of its headings and columns."""
    workbook = open_unsaved(by, workbook)
    if reading.sheet != workbook.sheet or _headings_moved(workbook, reading):
        workbook.mends = {}  # they name rows of what was read before
    workbook.sheet, workbook.rows, workbook.reading = reading.sheet[:100], rows, reading.as_json()
    workbook.version += 1
    workbook.save()
    return workbook


@action
def say_mends(*, by: User, workbook: Workbook, reading: Reading, mends: Mends) -> Workbook:
    """Keeps what a person said of words (part of the reading), of single cells, rows and schools."""
    workbook = open_unsaved(by, workbook)
    workbook.reading, workbook.mends = reading.as_json(), mends.as_json()
    workbook.version += 1
    workbook.save()
    return workbook


@action
def give_up_workbook(*, by: User, workbook: Workbook) -> None:
    """Gives a spreadsheet up that was only looked at, and deletes its file."""
    _delete_whole(open_unsaved(by, workbook))


def file_day_problems(day: dt.date | None) -> list[Problem]:
    """What is wrong with deleting a file on that day."""
    today = timezone.localdate()
    last = today.replace(year=today.year + LONGEST_KEPT_YEARS, day=min(today.day, 28))
    if day is None or day <= today:
        return [Problem("Enter a day ahead on which the file is deleted.", about="day")]
    if day > last:
        return [Problem(f"Choose a day within {LONGEST_KEPT_YEARS} years.", about="day")]
    return []


@action
def change_file_day(*, by: User, workbook: Workbook, day: dt.date) -> Workbook:
    """Has the file kept until that day; also of one that was undone."""
    workbook = _open_kept(by, workbook)
    refuse_if(file_day_problems(day))
    workbook.delete_file_on = day
    workbook.version += 1
    workbook.save()
    return workbook


@action
def delete_workbook_file(*, by: User, workbook: Workbook) -> Workbook:
    """Deletes the file before its day, and with it what was said of its cells."""
    workbook = _open_kept(by, workbook)
    _let_file_go(workbook)
    return workbook


@action
def delete_due_files(*, by: User | None, on: dt.date) -> int:
    """Deletes the files whose day has come, whatever became of the projects. Returns how many."""
    require(by is None)  # a command of the installation, not anybody's click
    return _each(Workbook.objects.file_due(on=on), _let_file_go)


@action
def give_up_old_workbooks(*, by: User | None, on: dt.date) -> int:
    """Deletes spreadsheets that were neither brought in nor given up for a week. Returns how many."""
    require(by is None)
    return _each(Workbook.objects.given_up(on=on), _delete_whole)


def open_unsaved(by: User, workbook: Workbook) -> Workbook:
    """The workbook locked, if this person chose it and nobody has brought it in yet. Part of an action."""
    workbook = for_change(Workbook, workbook.pk)
    require(by.may(May.IMPORT_WORKBOOKS, workbook.trust_id) and workbook.by_id == by.pk)
    if not workbook.is_read_only:
        raise Refused("This spreadsheet has been brought in already.")
    return workbook


def _open_kept(by: User, workbook: Workbook) -> Workbook:
    require(Workbook.objects.visible_to(by).filter(pk=workbook.pk).exists())
    workbook = for_change(Workbook, workbook.pk)
    if workbook.is_read_only:
        raise Refused("This spreadsheet has not been brought in. Go on with it, or give it up.")
    if not workbook.stored:
        raise Refused("The file is no longer kept.")
    return workbook


def _headings_moved(workbook: Workbook, reading: Reading) -> bool:
    return reading_of(workbook.reading).heading_row != reading.heading_row


def _each(due: WorkbookQuerySet, let_go: Callable[[Workbook], None]) -> int:
    count = 0
    # Locked: what somebody brings in at this moment is no longer waiting.
    for each in due.order_by("pk").select_for_update(of=("self",), no_key=True):
        let_go(each)
        count += 1
    return count


def _let_file_go(workbook: Workbook) -> None:
    """Deletes the file and every word of its cells that was kept beside it; what was brought in stays."""
    name = str(workbook.stored.name or "")
    reading = reading_of(workbook.reading)
    workbook.stored, workbook.delete_file_on = None, None
    workbook.reading = replace(reading, words={}).as_json()
    workbook.mends, workbook.not_in = {}, []
    workbook.version += 1
    workbook.save()
    _delete_file(name)


def _delete_whole(workbook: Workbook) -> None:
    name = str(workbook.stored.name or "")
    workbook.delete()
    _delete_file(name)


def _delete_file(name: str) -> None:
    if name:
        transaction.on_commit(partial(default_storage.delete, name))
