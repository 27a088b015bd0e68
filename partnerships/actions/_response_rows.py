"""The rows of a file, as responses: saved some hundreds at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from partnerships.actions._core import create_many
from partnerships.actions._responses import add_links, next_number, themes_named
from partnerships.models import Consultation, Respondent, Response, ResponseImport, Theme
from partnerships.rules.consultation_words import ImportState
from partnerships.rules.response_mapping import Reading
from partnerships.rules.responses import Again, Incoming, RowKey, row_key

# Rows that are saved before a page is told how many.
BATCH = 500
# A row, and the response that it repeats.
Row = tuple[Incoming, Response | None]


@dataclass(frozen=True)
class Saving:
    """How many rows are saved, of how many."""

    done: int
    total: int


def rows_before(consultation: Consultation) -> set[RowKey]:
    """Rows of files that were saved before; those that somebody removed since do not come in again either."""
    earlier = Response.objects.filter(consultation=consultation, came_in__state=ImportState.APPLIED)
    columns = earlier.order_by().values_list("came_in_row", "received_on", "stance", "comment")
    return {row_key(row or 0, day, stance, comment) for row, day, stance, comment in columns.iterator()}


def save_rows(
    upload: ResponseImport, reading: Reading, new: Sequence[Incoming], again: Sequence[Again]
) -> Iterator[Saving]:
    """Saves new rows, then those that repeat them or what is kept; numbers follow the order of the file."""
    rows = sorted([*new, *(each.incoming for each in again)], key=lambda each: each.row)
    saver = _Saver(upload, reading, rows)
    yield Saving(0, len(rows))
    for batch in _batches([(each, None) for each in new]):
        yield Saving(saver.save(batch), len(rows))
    for batch in _batches(saver.repeats(again)):
        yield Saving(saver.save(batch), len(rows))


@dataclass
class _Saver:
    upload: ResponseImport
    reading: Reading
    rows: Sequence[Incoming]
    # What is saved so far, by the row of the file.
    saved: dict[int, Response] = field(default_factory=dict)

    def __post_init__(self) -> None:
        consultation = self.upload.consultation
        first = next_number(consultation)
        self.numbers = {each.row: first + place for place, each in enumerate(self.rows)}
        names = [name for each in self.rows for name in each.themes]
        self.themes: dict[str, Theme] = themes_named(consultation, names)

    def repeats(self, again: Sequence[Again]) -> list[Row]:
        """Each row with the response that it repeats, once the others are saved."""
        numbers = {each.number for each in again if each.number is not None}
        kept = Response.objects.filter(consultation=self.upload.consultation, number__in=numbers)
        by_number = {each.number: each for each in kept}
        return [
            (each.incoming, self.saved[each.earlier_row] if each.earlier_row else by_number[each.number or 0])
            for each in again
        ]

    def save(self, rows: Sequence[Row]) -> int:
        """Saves these rows; returns how many are saved by now."""
        made = create_many([self._response(each, of) for each, of in rows])
        pairs = [(one, each) for one, (each, _) in zip(made, rows, strict=True)]
        add_links((one, self.themes[name.casefold()]) for one, each in pairs for name in each.themes)
        if self.reading.keep_senders:
            self._keep_senders(pairs)
        self.saved |= {each.row: one for one, each in pairs}
        return len(self.saved)

    def _response(self, said: Incoming, of: Response | None) -> Response:
        return Response(
            project_id=self.upload.project_id,
            consultation=self.upload.consultation,
            number=self.numbers[said.row],
            received_on=said.received_on,
            audience=said.audience,
            channel=said.channel,
            stance=said.stance,
            comment=said.comment,
            needs_reply=said.needs_reply,
            fingerprint=said.fingerprint,
            duplicate_of=of,
            came_in=self.upload,
            came_in_row=said.row,
        )

    def _keep_senders(self, pairs: Sequence[tuple[Response, Incoming]]) -> None:
        day = self.reading.delete_day
        assert day is not None  # a problem otherwise
        Respondent.objects.bulk_create(
            Respondent(
                project_id=one.project_id, response=one, name=each.sender.name, email=each.sender.email,
                address=each.sender.address, delete_on=day,
            )
            for one, each in pairs if not each.sender.is_empty
        )  # fmt: skip


def _batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch
