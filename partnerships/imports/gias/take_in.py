"""Taking one GIAS download in: one file is one action, in one transaction, whoever asks for it.

Commands, the administrators' page, tests and benchmarks all come through here. The work is a generator of
`Progress`, so that a terminal draws a bar and a page sends counts, and an import dropped half-way rolls back.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import OperationalError, transaction
from django.db.models import Max
from django.utils import timezone

from partnerships.actions._core import Refused, action, require
from partnerships.actions.openings import propose_openings
from partnerships.actions.register import day_problems
from partnerships.imports.gias import store
from partnerships.imports.gias.changes import change_rows, write_changes
from partnerships.imports.gias.compare import Difference, compare, confirmations
from partnerships.imports.gias.kinds import KINDS, Kind
from partnerships.imports.gias.reader import Download
from partnerships.imports.gias.refused import refused_csv
from partnerships.imports.gias.rows import RefusedRow, Row, Table, read_table
from partnerships.models import RegisterFile, RegisterKind, School, User
from partnerships.permissions import May
from partnerships.rules.counting import Progress, drain

Steps = Generator[Progress, None, "Plan"]


@dataclass
class Plan:
    """What one download changes, or would."""

    kind: Kind
    downloaded_on: dt.date | None
    fields: tuple[str, ...]
    difference: Difference
    refused: list[RefusedRow]
    to_confirm: list[str]
    file: RegisterFile | None = field(default=None)  # once taken in

    @property
    def counts(self) -> dict[str, int]:
        """created, changed, unchanged, gone, refused: in the order of the line that ends a command."""
        found = self.difference
        return {
            "created": len(found.created),
            "changed": len(found.changed),
            "unchanged": found.unchanged,
            "gone": len(found.gone),
            "refused": len(self.refused),
        }

    @property
    def line(self) -> str:
        return ", ".join(f"{name} {count}" for name, count in self.counts.items())


@dataclass(frozen=True)
class Request:
    """What a person asks for: this download, as this kind (any, if None), of this day, with or without their word."""

    download: Download
    kind: RegisterKind | None = None
    downloaded_on: dt.date | None = None
    confirmed: bool = False
    by: User | None = None  # None: a command
    upload: RegisterFile | None = None  # the page's row that waits for this


def recognised(download: Download, wanted: RegisterKind | None = None) -> Kind:
    """The file's kind. Raises `Refused`, naming it, when another kind was asked for."""
    kind = download.kind()
    if wanted is not None and kind.value != wanted:
        raise Refused(f"This is a file of {kind.noun}, not of {KINDS[wanted].noun}.")
    return kind


def planning(request: Request) -> Steps:
    """Works out what the file would change, and saves nothing. Raises `Refused` for a wrong or unreadable file."""
    kind = recognised(request.download, request.kind)
    with no_collecting():
        table = yield from read_table(request.download, kind)
        yield Progress("Comparing", 0, 0)
        return _plan(request, kind, table)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Python's cycle collector off for a while: it walks millions of cells again and again and finds no cycle.

    It takes a third of the time of an import.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _plan(request: Request, kind: Kind, table: Table) -> Plan:
    day = request.downloaded_on or request.download.downloaded_on
    with transaction.atomic():
        difference = compare(table, store.existing(kind, table.fields), store.demo_keys(kind))
    last = RegisterFile.objects.applied().of(kind.value).aggregate(day=Max("downloaded_on"))["day"]
    return Plan(kind, day, table.fields, difference, table.refused, confirmations(difference, day, last))


def taking_in(request: Request, *, today: dt.date) -> Steps:
    """Takes the file in. Raises `Refused`, with nothing changed, when it may not go in as asked."""
    require(request.by is None or request.by.may(May.SITE_IMPORT_GIAS))
    kind = recognised(request.download, request.kind)
    day = request.downloaded_on or request.download.downloaded_on
    if problems := day_problems(day, today):
        raise Refused(problems)
    try:
        with no_collecting():
            table = yield from read_table(request.download, kind)
            with transaction.atomic():
                store.lock()
                _still_waiting(request.upload)
                yield Progress("Comparing", 0, 0)
                plan = _plan(request, kind, table)
                if plan.to_confirm and not request.confirmed:
                    raise Refused(plan.to_confirm)
                yield from _write(plan, request)
    except OperationalError as error:
        if store.is_busy(error):
            raise Refused(store.BUSY) from error
        raise
    return plan


def _still_waiting(upload: RegisterFile | None) -> None:
    """Raises `Refused` when somebody was quicker with this upload, or has removed it."""
    if upload is None:
        return
    # Locked, so that nobody removes it while it is taken in.
    rows = RegisterFile.objects.select_for_update(of=("self",)).select_related("by")
    now = rows.filter(pk=upload.pk).first()
    if now is None:
        raise Refused("This upload has been removed.")
    if now.applied_at is not None:
        when = f"{timezone.localtime(now.applied_at):%H:%M on %-d %B %Y}"
        raise Refused(f"This file was already taken in at {when}, by {now.by or 'a command'}.")


def _write(plan: Plan, request: Request) -> Generator[Progress, None, None]:
    kind, difference = plan.kind, plan.difference
    earlier = RegisterFile.objects.applied().of(kind.value)
    known = {name for fields in earlier.values_list("fields", flat=True) for name in fields}
    file = plan.file = _file(plan, request)
    finder = store.trust_finder() if kind.model is School else None
    total = len(difference.created)
    extra = ("trust_id", "in_trust") if finder else ()
    where = {name: place for place, name in enumerate(plan.fields)}

    def row_of(key: Row, row: Row) -> Row:
        if finder is None:
            return (*key, *row)
        said = [str(row[where[name]]) if name in where else "" for name in _TRUST_COLUMNS]
        return (*key, *row, *finder.of(int(key[0] or 0), *said))

    rows = (row_of(key, row) for key, row in difference.created)
    for done in store.insert(kind.model, (*kind.key_fields, *plan.fields, *extra), rows):
        yield Progress("Saving new rows", done, total)
    changed = ((*each.after, None, *each.key) for each in difference.changed)
    for done in store.update(kind.model, kind.key_fields, (*plan.fields, "gone_on"), changed):
        yield Progress("Saving changes", done, len(difference.changed))
    assert file.downloaded_on is not None  # asked for before anything was read
    store.mark_gone(kind, difference.gone, file.downloaded_on)
    write_changes(change_rows(file, plan.fields, known, difference))
    yield Progress("Working out who is in which trust", 0, 0)
    if kind.value != RegisterKind.LINKS:
        write_changes(_trusts_worked_out(file, is_first=not known))
    yield Progress("Comparing with schools on their way", 0, 0)
    # After each download, so that the order in which they come does not matter.
    propose_openings(by=request.by, file=file)


# Whatever file moved it, a trust is a fact of the school, and its row is found by the URN.
_OF_SCHOOL = RegisterKind.SCHOOLS.value
_TRUST_COLUMNS = ("type_code", "type_group_code", "trust_flag", "trust_code")


def _trusts_worked_out(file: RegisterFile, *, is_first: bool) -> list[Row]:
    """Sets every school's trust anew; returns the rows that say which schools moved, none for a first load."""
    finder = store.trust_finder()
    moved: list[tuple[int | None, str, int]] = []
    changes: list[Row] = []
    for urn, type_code, group_code, flag, trust_code, trust, answer in store.schools_with_trusts():
        now = finder.of(urn, type_code, group_code, flag, trust_code)
        if now == (trust, answer):
            continue
        moved.append((*now, urn))
        if now[0] != trust and not is_first and file.kind != RegisterKind.TRUSTS:
            changes.append(
                (file.pk, _OF_SCHOOL, urn, now[0], "trust", finder.name(trust), finder.name(now[0]))
            )
    store.set_trusts(moved)
    return changes


def _file(plan: Plan, request: Request) -> RegisterFile:
    file = request.upload or RegisterFile(file_name=request.download.name)
    file.kind = plan.kind.value
    file.downloaded_on = plan.downloaded_on
    file.sha256 = request.download.sha256
    file.by = request.by
    file.applied_at = timezone.now()
    file.fields = list(plan.fields)
    for name, count in plan.counts.items():
        setattr(file, f"{name}_count", count)
    if plan.refused:
        file.refused.save(f"{request.download.name}.refused.csv", refused_csv(plan.refused), save=False)
    file.save()
    return file


@action
def take_in_gias_file(
    *, request: Request, today: dt.date, seen: Callable[[Progress], None] | None = None
) -> Plan:
    """Takes the file in, telling `seen` how far it has come. Raises `Refused` as `taking_in` does."""
    return drain(taking_in(request, today=today), seen)
