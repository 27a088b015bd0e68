"""What people said of a spreadsheet: where its headings are, what its columns hold, and what single cells mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from partnerships.rules.workbook.words import ROW, Dates, Earlier, Holds, Planned


def tidy(text: str) -> str:
    """A heading or word without case and doubled spaces: how it is known the next time."""
    return " ".join(text.split()).casefold().strip(" :*")


@dataclass(frozen=True)
class Reading:
    """How one sheet is read. Kept as JSON; the next spreadsheet of the trust starts with it."""

    sheet: str = ""
    # None: found.
    heading_row: int | None = None
    # By heading: a value of `Holds`, or one with what it says ("milestone:LEG-03", "contact:chair:email").
    columns: dict[str, str] = field(default_factory=dict)
    # By heading of a milestone's column: a value of `Dates`.
    dates: dict[str, str] = field(default_factory=dict)
    # What days are in milestone columns that `dates` does not name.
    dates_else: str = Dates.BY_DAY.value
    planned: str = Planned.FIX.value
    earlier: str = Earlier.DONE.value
    day_first: bool = True
    # By a value of `Asks`, then by tidied text: what is read in its place, in every cell that says so.
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def holds(self, heading: str) -> Holds:
        """What a column holds, without which milestone or contact."""
        return Holds(self.columns.get(heading, Holds.NOTHING).partition(":")[0])

    def which(self, heading: str) -> str:
        """ "LEG-03" of "milestone:LEG-03", "chair:email" of "contact:chair:email"; empty for the others."""
        return self.columns.get(heading, "").partition(":")[2]

    def dates_of(self, heading: str) -> Dates:
        return Dates(self.dates.get(heading, self.dates_else))

    def headings_that_hold(self, *wanted: Holds) -> list[str]:
        return [heading for heading in self.columns if self.holds(heading) in wanted]

    @property
    def is_one_milestone_a_row(self) -> bool:
        """Whether each row is one milestone, not one school."""
        return bool(self.headings_that_hold(Holds.M_TITLE))

    @property
    def is_one_contact_a_row(self) -> bool:
        """Whether each row is one contact, whose role is a column of its own."""
        return any(
            self.which(heading).partition(":")[0] == ROW for heading in self.headings_that_hold(Holds.CONTACT)
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Mends:
    """What people said of single rows and cells, beside what stands in the file. Kept as JSON."""

    # By row number as text, then by heading: what is read in the cell's place; `LEAVE_OUT` drops it.
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    # By the key of a school as the sheet calls it: the URN that a person chose or entered.
    schools: dict[str, int] = field(default_factory=dict)
    # Numbers of rows that do not go in.
    left_out: list[int] = field(default_factory=list)
    # By URN as text: why the joining month moves, {"code": …, "words": …}.
    reasons: dict[str, dict[str, str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def reading_of(kept: Mapping[str, Any]) -> Reading:
    """A reading as it was kept; what an older version kept beside is passed over."""
    return Reading(**{each.name: kept[each.name] for each in fields(Reading) if each.name in kept})


def mends_of(kept: Mapping[str, Any]) -> Mends:
    """Mends as they were kept."""
    return Mends(**{each.name: kept[each.name] for each in fields(Mends) if each.name in kept})
