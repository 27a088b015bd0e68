"""What the responses to one consultation say: counted in the database, five grouped queries however many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from partnerships.models import Consultation, Response, ResponseTheme, Theme
from partnerships.reports import charts
from partnerships.rules.analysis import Line, Span, Tally, lines_of, over_time, shares, unique_words
from partnerships.rules.consultation_words import Audience, Channel, Stance

STANCES = [charts.Series(each.value, each.label) for each in Stance]


@dataclass(frozen=True)
class Cell:
    """How many of a row took this stance, and their share of the row."""

    stance: Stance
    count: int
    share: int


@dataclass(frozen=True)
class Row:
    """One row of a table of stances."""

    key: str
    label: str
    total: int
    share: int
    cells: list[Cell]

    @property
    def counts(self) -> Tally:
        return {cell.stance.value: cell.count for cell in self.cells}


@dataclass(frozen=True)
class ThemeRow:
    """One theme with how many responses are about it, and from which groups."""

    theme: Theme
    total: int
    groups: list[Line]
    stances: list[Cell]

    @property
    def groups_words(self) -> str:
        """ "Parents and carers 12, Staff 3"."""
        return ", ".join(f"{Audience(line.key).label} {line.total:,}" for line in self.groups)

    @property
    def is_answered(self) -> bool:
        return self.theme.answered_on is not None


def cells_of(counts: Tally) -> list[Cell]:
    """Every stance with its count and share."""
    numbers = [counts.get(each.value, 0) for each in Stance]
    return [
        Cell(each, number, share)
        for each, number, share in zip(Stance, numbers, shares(numbers), strict=True)
    ]


class Analysis:
    """The figures of one consultation. Duplicates and what was removed are not counted."""

    def __init__(self, consultation: Consultation) -> None:
        self.consultation = consultation
        self.responses = Response.objects.counted().filter(consultation=consultation).order_by()

    @cached_property
    def _cells(self) -> list[tuple[str, str, str, int]]:
        """(group, channel, stance, how many)."""
        rows = self.responses.values_list("audience", "channel", "stance").annotate(found=Count("pk"))
        return list(rows)

    @cached_property
    def by_group(self) -> dict[str, dict[str, int]]:
        """Responses by group and stance."""
        return self._tallied(lambda cell: cell[0])

    @cached_property
    def by_channel(self) -> dict[str, dict[str, int]]:
        """Responses by channel and stance."""
        return self._tallied(lambda cell: cell[1])

    def _tallied(self, key: Callable[[tuple[str, str, str, int]], str]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for cell in self._cells:
            tally = found.setdefault(key(cell), {})
            tally[cell[2]] = tally.get(cell[2], 0) + cell[3]
        return found

    @cached_property
    def by_day(self) -> dict[dt.date, int]:
        """Responses by the day on which they came."""
        return dict(self.responses.values_list("received_on").annotate(found=Count("pk")))

    @cached_property
    def by_theme(self) -> dict[int, dict[str, dict[str, int]]]:
        """Responses by theme, group and stance; one response may be about several themes."""
        rows = (
            ResponseTheme.objects.filter(
                response__consultation=self.consultation,
                response__removed_on=None,
                response__duplicate_of=None,
            )
            .order_by()
            .values_list("theme_id", "response__audience", "response__stance")
            .annotate(found=Count("pk"))
        )
        found: dict[int, dict[str, dict[str, int]]] = {}
        for theme, group, stance, number in rows:
            found.setdefault(theme, {}).setdefault(group, {})[stance] = number
        return found

    @cached_property
    def duplicates(self) -> int:
        """Standing responses that are duplicates of others."""
        standing = Response.objects.standing().filter(consultation=self.consultation)
        return standing.exclude(duplicate_of=None).count()

    @cached_property
    def window(self) -> tuple[dt.date | None, dt.date | None]:
        """When it opens and closes, as far as that is known."""
        mine = Consultation.objects.filter(pk=self.consultation.pk).with_window()
        opens, closes = mine.values_list("opens_on", "closes_on").get()
        return opens, closes

    @cached_property
    def total(self) -> int:
        """Responses that are counted."""
        return sum(cell[3] for cell in self._cells)

    @property
    def words(self) -> str:
        return unique_words(self.total, self.duplicates)

    @cached_property
    def overall(self) -> list[Cell]:
        """Every stance with its count and share of all."""
        return cells_of(self._tallied(lambda _cell: "all").get("all", {}))

    @cached_property
    def groups(self) -> list[Row]:
        """By group, the largest first."""
        return _rows(lines_of(self.by_group), lambda key: Audience(key).label)

    @cached_property
    def channels(self) -> list[Row]:
        """By channel, the most used first."""
        return _rows(lines_of(self.by_channel), lambda key: Channel(key).label)

    @cached_property
    def _over_time(self) -> tuple[str, list[Span]]:
        opens, closes = self.window
        return over_time(self.by_day, opens_on=opens, closes_on=closes)

    @property
    def step(self) -> str:
        """ "day", "week" or "month"."""
        return self._over_time[0]

    @property
    def spans(self) -> list[Span]:
        """How many came in each day, week or month."""
        return self._over_time[1]

    @cached_property
    def themes(self) -> list[ThemeRow]:
        """Every theme of the consultation, those with most responses first."""
        rows = [_theme_row(each, self.by_theme.get(each.pk, {})) for each in self.consultation.themes.all()]
        return sorted(rows, key=lambda row: (-row.total, row.theme.name.lower()))

    @property
    def unanswered(self) -> list[ThemeRow]:
        """Themes that responses are about, and that have no answer yet."""
        return [row for row in self.themes if row.total and not row.is_answered]

    @property
    def theme_groups(self) -> list[Row]:
        """The groups that have themes at all, as columns of the table of themes."""
        with_themes = {group for groups in self.by_theme.values() for group in groups}
        return [row for row in self.groups if row.key in with_themes]

    @property
    def theme_table(self) -> list[tuple[ThemeRow, list[int]]]:
        """Every theme with responses, and how many of them came from each of `theme_groups`."""
        columns = [row.key for row in self.theme_groups]
        return [
            (row, [sum(self.by_theme[row.theme.pk].get(key, {}).values()) for key in columns])
            for row in self.themes
            if row.total
        ]


def _theme_row(theme: Theme, groups: dict[str, dict[str, int]]) -> ThemeRow:
    lines = lines_of(groups)
    together: dict[str, int] = {}
    for counts in groups.values():
        for stance, number in counts.items():
            together[stance] = together.get(stance, 0) + number
    return ThemeRow(theme, sum(line.total for line in lines), lines, cells_of(together))


def _rows(lines: Sequence[Line], label: Callable[[str], str]) -> list[Row]:
    parts = shares([line.total for line in lines])
    return [
        Row(line.key, label(line.key), line.total, part, cells_of(line.counts))
        for line, part in zip(lines, parts, strict=True)
    ]


class Pictures:
    """The analysis as pictures; each says the same as a table of the page."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    @property
    def overall(self) -> charts.Bars:
        counts = {cell.stance.value: cell.count for cell in self.analysis.overall}
        words = f"All {self.analysis.total:,}"
        return charts.stacked_bars("overall", "For and against, all responses", STANCES, [(words, counts)])

    @property
    def groups(self) -> charts.Bars:
        return _stacked("groups", "For and against by group", self.analysis.groups)

    @property
    def channels(self) -> charts.Bars:
        return _stacked("channels", "For and against by channel", self.analysis.channels)

    @property
    def time(self) -> charts.Columns:
        title = f"Responses by {self.analysis.step}"
        return charts.columns("time", title, [(span.short, span.count) for span in self.analysis.spans])

    @property
    def themes(self) -> charts.Bars:
        rows = [(row.theme.name, row.total) for row in self.analysis.themes if row.total]
        series = charts.Series("responses", "Responses")
        return charts.plain_bars("themes", "Responses by theme", series, rows)


def _stacked(key: str, title: str, rows: Sequence[Row]) -> charts.Bars:
    return charts.stacked_bars(
        key, title, STANCES, [(f"{row.label}: {row.total:,}", row.counts) for row in rows]
    )
