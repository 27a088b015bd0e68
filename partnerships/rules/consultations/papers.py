"""Which version of a consultation's papers was in force on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from partnerships.rules.saying import say_day

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Paper:
    """One version of one paper. What it shares with its other versions is `family`; `key` is for links."""

    kind: str
    title: str
    number: int
    in_force_from: date
    withdrawn_on: date | None = None
    language: str = "English"
    format: str = "standard"
    key: int | None = None

    @property
    def family(self) -> tuple[str, str, str, str]:
        """Kind, title, language and format: what all versions of one paper share."""
        return (self.kind, self.title, self.language, self.format)


def in_force_on(papers: Iterable[Paper], day: date) -> list[Paper]:
    """Of each paper the version in force on this day, in the order of the papers.

    That is the last one from before or on that day. Where that was withdrawn by then, none is: withdrawing a version
    does not bring an older one back.
    """
    latest: dict[tuple[str, str, str, str], Paper] = {}
    for paper in papers:
        if paper.in_force_from <= day:
            before = latest.get(paper.family)
            if before is None or _place(paper) > _place(before):
                latest[paper.family] = paper
    return [each for each in latest.values() if each.withdrawn_on is None or each.withdrawn_on > day]


def days_without(papers: Sequence[Paper], first: date, last: date) -> list[tuple[date, date]]:
    """The runs of days from `first` to `last` on which none of these papers was in force."""
    changes = {first, last + _DAY}
    for paper in papers:
        changes |= {paper.in_force_from, *([paper.withdrawn_on] if paper.withdrawn_on else [])}
    turns = sorted(day for day in changes if first <= day <= last + _DAY)
    runs: list[tuple[date, date]] = []
    for begin, end in pairwise(turns):
        if in_force_on(papers, begin):
            continue
        if runs and runs[-1][1] == begin - _DAY:
            runs[-1] = (runs[-1][0], end - _DAY)
        else:
            runs.append((begin, end - _DAY))
    return runs


def replaced_between(papers: Iterable[Paper], first: date, last: date) -> list[Paper]:
    """Later versions that came into force after the first day and up to the last, by day."""
    found = [each for each in papers if each.number > 1 and first < each.in_force_from <= last]
    return sorted(found, key=lambda each: (each.in_force_from, each.number))


def say_run(run: tuple[date, date]) -> str:
    """ "on 3 November 2026", "from 3 November 2026 to 5 November 2026"."""
    first, last = run
    return f"on {say_day(first)}" if first == last else f"from {say_day(first)} to {say_day(last)}"


def _place(paper: Paper) -> tuple[date, int]:
    return (paper.in_force_from, paper.number)
