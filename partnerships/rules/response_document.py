"""A response document as it is read: on its page, by the public, in print and as docx."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partnerships.rules.analysis import SMALL, Span, Tally, shares, unique_words
from partnerships.rules.consultation_words import Stance
from partnerships.rules.saying import all_of, counted, lower_first, say_day


@dataclass(frozen=True)
class Told:
    """A row of a table: so many responses, and (unless too few) what they said, with shares."""

    label: str
    total: int
    counts: Tally

    @property
    def is_broken_down(self) -> bool:
        return bool(self.counts)

    @property
    def cells(self) -> list[tuple[Stance, int, int]]:
        """Every stance with its count and share; empty where it is not broken down."""
        numbers = [self.counts.get(each.value, 0) for each in Stance]
        return list(zip(Stance, numbers, shares(numbers), strict=True)) if self.counts else []


@dataclass(frozen=True)
class ThemeTold:
    """A theme of the document with its answer."""

    name: str
    total: int
    groups: Sequence[Told]
    heard: str
    changed: str
    not_changed: str

    @property
    def is_answered(self) -> bool:
        return bool(self.heard)

    @property
    def words(self) -> str:
        """ "12 responses: parents and carers 9, staff and pupils 5"; too few are not told apart."""
        if self.total < SMALL:
            return f"Fewer than {SMALL} responses" if self.total else "No responses"
        groups = "; ".join(f"{lower_first(each.label)} {each.total:,}" for each in self.groups)
        return f"{counted(self.total, 'response')}: {groups}"


@dataclass(frozen=True)
class Document:
    """A response document as it was made."""

    title: str
    question: str
    school: str
    opens_on: dt.date | None
    closes_on: dt.date | None
    methods: Sequence[str]
    total: int
    duplicates: int
    meetings: int
    overall: Tally
    groups: Sequence[Told]
    channels: Sequence[Told]
    step: str
    spans: Sequence[Span]
    themes: Sequence[ThemeTold]
    quotes: Sequence[tuple[str, str]]

    @property
    def counted_words(self) -> str:
        return unique_words(self.total, self.duplicates)

    @property
    def all_told(self) -> Told:
        return Told("All responses", self.total, self.overall)

    @property
    def group_rows(self) -> list[Told]:
        """By group, and all of them together where there are several."""
        return [*self.groups, *([self.all_told] if len(self.groups) > 1 else [])]

    @property
    def window_words(self) -> str:
        """ "It was open from 2 November 2026 to 11 December 2026."; empty where neither is known."""
        if self.opens_on and self.closes_on:
            return f"It was open from {say_day(self.opens_on)} to {say_day(self.closes_on)}."
        if self.opens_on or self.closes_on:
            day = self.opens_on or self.closes_on
            assert day is not None
            return f"It {'opened' if self.opens_on else 'closed'} on {say_day(day)}."
        return ""

    @property
    def ways_words(self) -> str:
        """ "People could respond by web form, e-mail and letter. There were 2 meetings."."""
        said = []
        if self.methods:
            said.append(f"People could respond by {all_of([lower_first(each) for each in self.methods])}.")
        if self.meetings:
            said.append(
                f"There {'was' if self.meetings == 1 else 'were'} {counted(self.meetings, 'meeting')}."
            )
        return " ".join(said)

    @property
    def small_words(self) -> str:
        """Why some groups stand together, or nothing is broken down."""
        return (
            f"Groups with fewer than {SMALL} responses are put together with others or not broken down, "
            "so that nobody can be picked out. Percentages are rounded and may not add to 100."
        )


def read_content(content: Mapping[str, Any]) -> Document:
    """A stored document; what an earlier one did not keep is empty."""
    get = content.get
    return Document(
        title=get("title", ""),
        question=get("question", ""),
        school=get("school", ""),
        opens_on=_day(get("opens_on")),
        closes_on=_day(get("closes_on")),
        methods=get("methods", []),
        total=get("total", 0),
        duplicates=get("duplicates", 0),
        meetings=get("meetings", 0),
        overall=get("overall", {}),
        groups=_told(get("groups", [])),
        channels=_told(get("channels", [])),
        step=get("step", "day"),
        spans=[Span(*each) for each in get("spans", [])],
        themes=[_theme_told(each) for each in get("themes", [])],
        quotes=[(each["text"], each["group"]) for each in get("quotes", [])],
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _told(lines: Iterable[Mapping[str, Any]]) -> list[Told]:
    return [Told(each["label"], each["total"], each["counts"]) for each in lines]


def _theme_told(kept: Mapping[str, Any]) -> ThemeTold:
    return ThemeTold(
        name=kept["name"],
        total=kept["total"],
        groups=_told(kept["from"]),
        heard=kept["heard"],
        changed=kept["changed"],
        not_changed=kept["not_changed"],
    )
