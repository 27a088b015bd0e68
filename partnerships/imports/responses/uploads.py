"""One file of responses on its way in: kept, looked at, and what it would do worked out anew each time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from django.utils import timezone

from partnerships.actions._core import Refused
from partnerships.actions._response_rows import Saving
from partnerships.actions.response_imports import apply_problems, applying, keep_upload, sorted_out
from partnerships.imports.gias.take_in import no_collecting
from partnerships.imports.responses.reader import read_sheet
from partnerships.models import Consultation, ResponseImport, Theme, User
from partnerships.rules.consultation_words import STARTER_THEMES, ImportState
from partnerships.rules.response_columns import ABOUT_PEOPLE, Holds
from partnerships.rules.response_mapping import (
    Reading,
    Sheet,
    Understood,
    first_reading,
    new_themes,
    reading_of,
    understand,
)
from partnerships.rules.responses import Sorted, WhenAgain
from partnerships.rules.written_days import reads_day_first

PASTED = "Pasted rows"


@dataclass
class Plan:
    """What one file would do, as the consultation stands now."""

    upload: ResponseImport
    sheet: Sheet
    reading: Reading

    @cached_property
    def themes(self) -> list[str]:
        """The consultation's own."""
        names = Theme.objects.filter(consultation=self.upload.consultation_id).values_list("name", flat=True)
        return list(names)

    @cached_property
    def understood(self) -> Understood:
        known = [*self.themes, *STARTER_THEMES]
        return understand(self.sheet, self.reading, themes=known, today=timezone.localdate())

    @cached_property
    def sorted(self) -> Sorted:
        when = WhenAgain(self.reading.when_again)
        return sorted_out(self.upload.consultation, self.understood.rows, when)

    @property
    def new_themes(self) -> list[str]:
        return new_themes(self.understood.rows, self.themes)

    @property
    def problems(self) -> list[str]:
        return apply_problems(self.understood, self.reading, themes=self.themes)

    @property
    def saved_again(self) -> bool:
        """Whether rows that repeat others are saved, marked."""
        return self.reading.when_again == WhenAgain.MARK

    @property
    def counts(self) -> dict[str, int]:
        """In the order of the line that ends the command."""
        found = self.sorted
        return {
            "new": len(found.new),
            "duplicates": len(found.again),
            "already in": len(found.already),
            "refused": len(self.understood.refused),
        }

    @property
    def line(self) -> str:
        return ", ".join(f"{name} {count}" for name, count in self.counts.items())

    @property
    def dropped(self) -> list[str]:
        """Headings of columns that hold people's names or addresses and are not kept."""
        return [] if self.reading.keep_senders else self._headings(*ABOUT_PEOPLE)

    @property
    def left_out(self) -> list[str]:
        """Headings of columns that are not read."""
        return self._headings(Holds.NOTHING)

    def _headings(self, *wanted: Holds) -> list[str]:
        return [
            heading for heading in self.sheet.headings
            if self.reading.columns.get(heading, Holds.NOTHING) in wanted
        ]  # fmt: skip


def receive(data: bytes, name: str, *, consultation: Consultation, by: User) -> ResponseImport:
    """Keeps the file for a look. Raises `Refused`, and keeps nothing, where it is no table that can be read."""
    sheet = read_sheet(data)
    reading = first_reading(sheet.headings, last_reading(consultation))
    reading = _dates_read(sheet, reading)
    return keep_upload(
        by=by, consultation=consultation, data=data, file_name=_tidy_name(name),
        sha256=hashlib.sha256(data).hexdigest(), rows=len(sheet.rows), reading=reading,
    )  # fmt: skip


def saving(plan: Plan, *, by: User) -> Generator[Saving, None, ResponseImport]:
    """Saves what the file would do, telling how far it has come. Raises `Refused` with nothing saved."""
    # Without the cycle collector a third less: tens of thousands of rows and their history are alive at once.
    with no_collecting():
        saved: ResponseImport = yield from applying(
            by=by, upload=plan.upload, understood=plan.understood, reading=plan.reading
        )
    return saved


def plan_of(upload: ResponseImport, reading: Reading | None = None) -> Plan:
    """What the file would do. Raises `Refused` when storage has lost it, or it is saved already."""
    if upload.state != ImportState.READ:
        raise Refused("This file has been saved already.")
    try:
        with upload.stored.open("rb") as file:
            sheet = read_sheet(file.read())
    except (OSError, ValueError) as lost:
        raise Refused("The file is no longer kept. Choose it again.") from lost
    return Plan(upload, sheet, reading or reading_of(upload.mapping))


def last_reading(consultation: Consultation) -> Reading | None:
    """How the last file of the consultation that was saved was read; undone or not."""
    done = [ImportState.APPLIED.value, ImportState.UNDONE.value]
    last = (
        ResponseImport.objects.filter(consultation=consultation, state__in=done)
        .order_by("-at", "-pk")
        .first()
    )
    return reading_of(last.mapping) if last is not None else None


def same_file_before(upload: ResponseImport) -> ResponseImport | None:
    """An import of this consultation that saved this very file."""
    same = ResponseImport.objects.filter(
        consultation=upload.consultation_id, sha256=upload.sha256, state=ImportState.APPLIED
    )
    return same.exclude(sha256="").order_by("-at").first()


def _dates_read(sheet: Sheet, reading: Reading) -> Reading:
    """Whether days come first, where the file itself tells."""
    places = [
        place
        for place, heading in enumerate(sheet.headings)
        if reading.columns.get(heading) == Holds.RECEIVED
    ]
    told = reads_day_first(row[place] for _, row in sheet.rows for place in places)
    return reading if told is None else Reading(**{**reading.as_json(), "day_first": told})


def _tidy_name(name: str) -> str:
    last = PurePosixPath(name.replace("\\", "/")).name
    return re.sub(r"[\x00-\x1f]", "", last)[-200:] or PASTED
