"""The response document of a consultation: what is kept in it when it is made (`response_document` reads it again).

It names nobody. Comments stand in it only where somebody chose them. A group of fewer than `SMALL` responses is not
broken down, so that nobody can be picked out; the document says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from partnerships.rules.analysis import (
    SMALL,
    TOGETHER,
    Line,
    Span,
    Tally,
    without_small,
)
from partnerships.rules.consultation_words import Audience, Channel, Stance
from partnerships.rules.problems import Problem
from partnerships.rules.saying import all_of, lower_first, say_day

# Raised when a later document keeps something that an earlier one did not.
FORMAT = 1
LONGEST_QUOTE = 1000
MOST_QUOTES = 30


@dataclass(frozen=True)
class ThemeSaid:
    """A theme as it stood: how many responses by group and stance, and its answer."""

    name: str
    groups: Mapping[str, Tally] = field(default_factory=dict)
    heard: str = ""
    changed: str = ""
    not_changed: str = ""


@dataclass(frozen=True)
class Quote:
    """A comment that was chosen to be quoted, with the group that it came from."""

    text: str
    group: str


@dataclass(frozen=True)
class Standing:
    """Everything that a response document is made from, as it stands on the day."""

    title: str
    question: str
    school: str
    opens_on: dt.date | None
    closes_on: dt.date | None
    methods: Sequence[str]
    by_group: Mapping[str, Tally]
    by_channel: Mapping[str, Tally]
    step: str
    spans: Sequence[Span]
    duplicates: int
    meetings: int
    themes: Sequence[ThemeSaid]
    quotes: Sequence[Quote] = ()


def content_of(standing: Standing) -> dict[str, Any]:
    """What is stored in the document: figures already without small groups, words as they were."""
    total = sum(sum(counts.values()) for counts in standing.by_group.values())
    groups = without_small(standing.by_group)
    told = {line.key for line in groups if line.key != TOGETHER}
    return {
        "format": FORMAT,
        "title": standing.title,
        "question": standing.question,
        "school": standing.school,
        "opens_on": _iso(standing.opens_on),
        "closes_on": _iso(standing.closes_on),
        "methods": [Channel(each).label for each in standing.methods if Channel.has(each)],
        "total": total,
        "duplicates": standing.duplicates,
        "meetings": standing.meetings,
        "overall": _overall(standing.by_group, total),
        "groups": [_line(line, Audience) for line in groups],
        "channels": [_line(line, Channel) for line in without_small(standing.by_channel)],
        "step": standing.step,
        "spans": [[span.label, span.short, span.count] for span in standing.spans],
        "themes": [_theme(each) for each in standing.themes if _is_said(each)],
        "quotes": [
            {"text": each.text, "group": Audience(each.group).label if each.group in told else ""}
            for each in standing.quotes
        ],
    }


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _overall(by_group: Mapping[str, Tally], total: int) -> dict[str, int]:
    """All responses by stance; nothing where they are too few."""
    if total < SMALL:
        return {}
    return {each.value: sum(counts.get(each.value, 0) for counts in by_group.values()) for each in Stance}


def _line(line: Line, words: type[Audience] | type[Channel]) -> dict[str, Any]:
    merged = [words(key).label for key in line.merged]
    label = all_of([merged[0], *map(lower_first, merged[1:])]) if merged else words(line.key).label
    return {"label": label, "total": line.total, "counts": dict(line.counts)}


def _is_said(theme: ThemeSaid) -> bool:
    """Whether the document speaks of it: responses do, or there is an answer."""
    return bool(sum(sum(counts.values()) for counts in theme.groups.values()) or theme.heard)


def _theme(theme: ThemeSaid) -> dict[str, Any]:
    total = sum(sum(counts.values()) for counts in theme.groups.values())
    return {
        "name": theme.name,
        "total": total,
        "from": [_line(line, Audience) for line in without_small(theme.groups)] if total >= SMALL else [],
        "heard": theme.heard,
        "changed": theme.changed,
        "not_changed": theme.not_changed,
    }


# What stands in the way.


def read_numbers(text: str) -> tuple[list[int], list[Problem]]:
    """The numbers of responses in "3, 17 42", each once, and what is wrong with them."""
    words = text.replace(",", " ").replace(";", " ").split()
    wrong = [word for word in words if not (word.isascii() and word.isdigit() and len(word) < 9)]
    if wrong:
        said = f"“{wrong[0]}” is not the number of a response. Enter numbers such as 3, 17."
        return [], [Problem(said, about="quotes")]
    numbers = list(dict.fromkeys(int(word) for word in words))
    if len(numbers) > MOST_QUOTES:
        return [], [Problem(f"Choose at most {MOST_QUOTES} comments.", about="quotes")]
    return numbers, []


def publish_problems(
    *, published_on: dt.date | None, today: dt.date, on: dt.date | None, closes_on: dt.date | None
) -> list[Problem]:
    """What stands in the way of publishing a version on a day. A consultation is answered after it has closed."""
    if published_on is not None:
        return [Problem(f"This version was published on {say_day(published_on)}.")]
    if on is None:
        return [Problem("Enter the day on which it is published.", about="on")]
    if on > today:
        return [Problem("The day it is published cannot be in the future.", about="on")]
    if closes_on is not None and on < closes_on:
        said = f"The consultation closes on {say_day(closes_on)}. Its response is published after that."
        return [Problem(said, about="on")]
    return []
