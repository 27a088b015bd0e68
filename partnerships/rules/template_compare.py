"""What differs between two plan templates, or two versions of one, milestone by milestone and in words."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partnerships.rules.plan import TemplateRow
from partnerships.rules.template_words import (
    say_applies,
    say_dependency,
    say_length,
    say_owners,
    say_when,
)
from partnerships.rules.words import Route

_WAITS = "Waits for"


@dataclass(frozen=True)
class FieldChange:
    """One thing about a milestone that differs; empty words where there is none."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """A milestone that is in both templates, as the later one has it, and what differs."""

    row: TemplateRow
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Comparison:
    """The milestones that only the later template has, those only the earlier one has, and those that differ."""

    added: tuple[TemplateRow, ...]
    retired: tuple[TemplateRow, ...]
    changed: tuple[RowChange, ...]
    same: int

    @property
    def is_same(self) -> bool:
        """Whether nothing differs at all."""
        return not (self.added or self.retired or self.changed)


def compare(before: Iterable[TemplateRow], after: Iterable[TemplateRow]) -> Comparison:
    """What became of the milestones of `before`; each template's own order is kept.

    Milestones are the same where their codes are. A milestone has changed its place where it no longer
    stands in the order in which the others stand.
    """
    old = {row.code: row for row in sorted(before, key=_position)}
    new = {row.code: row for row in sorted(after, key=_position)}
    moved = _moved([code for code in old if code in new], [code for code in new if code in old])
    changed = [
        RowChange(row, fields)
        for code, row in new.items()
        if code in old and (fields := _fields(old, new, code, moved=code in moved))
    ]
    return Comparison(
        added=tuple(row for code, row in new.items() if code not in old),
        retired=tuple(row for code, row in old.items() if code not in new),
        changed=tuple(changed),
        same=len([code for code in new if code in old]) - len(changed),
    )


def _position(row: TemplateRow) -> int:
    return row.position


def _fields(
    old: Mapping[str, TemplateRow], new: Mapping[str, TemplateRow], code: str, *, moved: bool
) -> tuple[FieldChange, ...]:
    was, now = _said(old[code], old), _said(new[code], new)
    if set(old[code].depends_on) == set(new[code].depends_on):
        del now[_WAITS]  # its words differ only because another milestone has a new title
    fields = [FieldChange(what, was[what], now[what]) for what in now if was[what] != now[what]]
    if moved:
        fields.append(FieldChange("Place", _after(old, code), _after(new, code)))
    return tuple(fields)


def _said(row: TemplateRow, rows: Mapping[str, TemplateRow]) -> dict[str, str]:
    titles = {code: each.title for code, each in rows.items()}
    waits = sorted(row.depends_on, key=lambda dependency: (dependency.code, sorted(dependency.routes)))
    return {
        "Title": row.title,
        "Phase": row.phase.label,
        **{f"Due, {route.label.lower()}": say_when(row, route) for route in Route},
        "Usually takes": say_length(row.takes_days),
        "Repeats every": say_length(row.repeat_days),
        **{f"Applies, {route.label.lower()}": say_applies(row, route) for route in Route},
        _WAITS: "; ".join(say_dependency(each, titles) for each in waits),
        "Owner": say_owners(row),
        "Evidence": row.evidence,
        "Guidance": row.guidance,
    }


def _after(rows: Mapping[str, TemplateRow], code: str) -> str:
    codes = list(rows)
    place = codes.index(code)
    return f"After {codes[place - 1]} {rows[codes[place - 1]].title}" if place else "First"


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The fewest codes without which the others stand in the same order: all but a longest rising sequence."""
    place = {code: number for number, code in enumerate(old)}
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in (place[code] for code in new):
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return {code for code in old if place[code] not in kept}
