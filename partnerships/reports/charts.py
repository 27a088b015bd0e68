"""Pictures of counts as SVG, measured in hundredths of their width: they fit a telephone and a sheet of paper alike.

Geometry only; `templatetags/charts.py` draws it. Every picture stands beside a table with the same figures, and no
series is told by its colour alone: each has a pattern of its own, and its share written on it where there is room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from partnerships.rules.analysis import shares

# Pixels, which stay the same however wide the picture is.
BAR, COLUMNS_HIGH, ROOM_ABOVE = 22, 150, 22
# A share is written on its bar from so many hundredths on; less would not fit at 320 pixels.
LABELLED_FROM = 20
# More columns than this have no count of their own above them, but lines to read them by.
MOST_COUNTS = 9
MOST_LABELS = 5


@dataclass(frozen=True)
class Series:
    """What a bar is made up of; `key` also names its pattern."""

    key: str
    label: str


@dataclass(frozen=True)
class Segment:
    """One part of a bar: its count, its share of the bar, and where it lies, in hundredths."""

    series: Series
    count: int
    share: int
    x: str
    width: str
    middle: str

    @property
    def is_labelled(self) -> bool:
        return self.share >= LABELLED_FROM


@dataclass(frozen=True)
class BarRow:
    """One bar under its words."""

    label: str
    segments: Sequence[Segment]


@dataclass(frozen=True)
class Bars:
    """Bars under each other. `key` tells it from other pictures of the page, `words` say what it shows."""

    key: str
    title: str
    words: str
    series: Sequence[Series]
    rows: Sequence[BarRow]
    bar: int = BAR
    # With half a pixel above and below for the frame.
    height: int = BAR + 1


def stacked_bars(
    key: str, title: str, series: Sequence[Series], rows: Sequence[tuple[str, Mapping[str, int]]]
) -> Bars:
    """A bar of full width for each row (label, counts by series), cut by the shares of its series."""
    drawn = [BarRow(label, _segments(series, counts)) for label, counts in rows]
    said = "; ".join(f"{row.label}: {_said(row.segments)}" for row in drawn)
    return Bars(key, title, said, series, drawn)


def _said(segments: Sequence[Segment]) -> str:
    return ", ".join(f"{each.share}% {each.series.label.lower()}" for each in segments) or "not broken down"


def _segments(series: Sequence[Series], counts: Mapping[str, int]) -> list[Segment]:
    numbers = [counts.get(each.key, 0) for each in series]
    whole, start, found = sum(numbers), 0.0, []
    for each, number, share in zip(series, numbers, shares(numbers), strict=True):
        if number:
            width = 100 * number / whole
            found.append(_segment(each, number, share, start, width))
            start += width
    return found


def _segment(series: Series, count: int, share: int, start: float, width: float) -> Segment:
    return Segment(series, count, share, f"{start:.2f}%", f"{width:.2f}%", f"{start + width / 2:.2f}%")


def plain_bars(key: str, title: str, series: Series, rows: Sequence[tuple[str, int]]) -> Bars:
    """A bar for each row, the longest of full width; its label says its number."""
    most = max((number for _label, number in rows), default=0) or 1
    drawn = [
        BarRow(
            f"{label}: {number:,}",
            [_segment(series, number, 0, 0.0, 100 * number / most)] if number else [],
        )
        for label, number in rows
    ]
    return Bars(key, title, "; ".join(row.label for row in drawn), [series], drawn)


@dataclass(frozen=True)
class Column:
    """One column; `label` is empty where the axis has no room for it."""

    x: str
    width: str
    middle: str
    y: int
    height: int
    count: int
    label: str


@dataclass(frozen=True)
class Line:
    """A line across, to read the columns by."""

    y: int
    count: int


@dataclass(frozen=True)
class Columns:
    """Columns beside each other, from `base` upwards."""

    key: str
    title: str
    words: str
    columns: Sequence[Column]
    lines: Sequence[Line]
    with_counts: bool
    base: int = ROOM_ABOVE + COLUMNS_HIGH
    height: int = ROOM_ABOVE + COLUMNS_HIGH + 26


def columns(key: str, title: str, spans: Sequence[tuple[str, int]]) -> Columns:
    """A column for each (label, count), the tallest of full height; where they are many, not all labels stand."""
    most = max((count for _label, count in spans), default=0) or 1
    each = 100 / (len(spans) or 1)
    every = -(-len(spans) // MOST_LABELS)
    drawn = []
    for place, (label, count) in enumerate(spans):
        tall = round(COLUMNS_HIGH * count / most)
        start = place * each
        drawn.append(
            Column(
                x=f"{start + each * 0.12:.2f}%",
                width=f"{each * 0.76:.2f}%",
                middle=f"{start + each / 2:.2f}%",
                y=ROOM_ABOVE + COLUMNS_HIGH - tall,
                height=tall,
                count=count,
                label="" if place % every else label,
            )
        )
    with_counts = len(spans) <= MOST_COUNTS
    lines = [] if with_counts else [_line(count, most) for count in dict.fromkeys([-(-most // 2), most])]
    said = "; ".join(f"{label}: {count:,}" for label, count in spans if count)
    return Columns(key, title, said, drawn, lines, with_counts)


def _line(count: int, most: int) -> Line:
    return Line(ROOM_ABOVE + COLUMNS_HIGH - round(COLUMNS_HIGH * count / most), count)
