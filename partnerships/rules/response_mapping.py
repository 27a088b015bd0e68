"""A file of responses, read as a person said: which column holds what, and which of its words mean what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from partnerships.rules.consultation_words import Audience, Channel
from partnerships.rules.response_columns import WORDED, Holds, guess_columns, tidy_heading
from partnerships.rules.response_words import KINDS, guess_word, means_yes, split_themes, tidy_word
from partnerships.rules.responses import (
    LONGEST_COMMENT,
    LONGEST_THEME,
    Incoming,
    RefusedRow,
    Sender,
    WhenAgain,
    theme_names,
)
from partnerships.rules.written_days import parse_day

# So many themes are no list of themes: the column is a comment.
MOST_THEMES = 60


@dataclass(frozen=True)
class Sheet:
    """A file as rows of text: its headings, and each row under them with its number as a spreadsheet counts."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]


@dataclass(frozen=True)
class Reading:
    """What a person said of a file; kept as JSON, and where the next file of the consultation starts."""

    # By heading: a value of `Holds`.
    columns: dict[str, str] = field(default_factory=dict)
    # By what the column holds, then by tidied word: the value it means.
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    # Where a row, or the whole file, does not say; empty refuses the row.
    received_on: str = ""
    audience: str = Audience.UNKNOWN.value
    channel: str = Channel.WEB.value
    stance: str = ""
    day_first: bool = True
    when_again: str = WhenAgain.MARK.value
    keep_senders: bool = False
    delete_on: str = ""

    @property
    def day(self) -> date | None:
        """The one day given for the whole file."""
        return date.fromisoformat(self.received_on) if self.received_on else None

    @property
    def delete_day(self) -> date | None:
        """The day on which senders, if they are kept, are deleted."""
        return date.fromisoformat(self.delete_on) if self.delete_on else None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def reading_of(stored: Mapping[str, Any]) -> Reading:
    """What was stored; whatever an older version did not know is as usual."""
    known = {name: stored[name] for name in Reading.__dataclass_fields__ if name in stored}
    return Reading(**known)


def first_reading(headings: Sequence[str], last: Reading | None) -> Reading:
    """What a new file is taken to hold, before anybody has said so; the consultation's last file goes ahead.

    Whether senders are kept is asked each time.
    """
    guessed = guess_columns(headings, last.columns if last else None)
    columns = {heading: holds.value for heading, holds in zip(headings, guessed, strict=True)}
    if last is None:
        return Reading(columns=columns)
    return Reading(
        columns=columns, words=last.words, audience=last.audience, channel=last.channel, stance=last.stance,
        day_first=last.day_first, when_again=last.when_again,
    )  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A word of a column whose meaning is told or guessed: how often it comes, and what it is taken for."""

    holds: Holds
    word: str
    times: int
    means: str


def asked_words(sheet: Sheet, reading: Reading) -> dict[Holds, list[Asked]]:
    """The words of each column whose words have to be understood: those that are not understood first."""
    found = {}
    for holds in WORDED:
        places = _places(sheet, reading, holds)
        counts = Counter(word for _, row in sheet.rows for place in places if (word := tidy_word(row[place])))
        asked = [Asked(holds, word, times, _means(holds, word, reading)) for word, times in counts.items()]
        if asked:
            found[holds] = sorted(asked, key=lambda each: (bool(each.means), -each.times, each.word))
    return found


@dataclass(frozen=True)
class Understood:
    """The rows of a file: those that can be saved, and those that cannot."""

    rows: list[Incoming]
    refused: list[RefusedRow]


def understand(sheet: Sheet, reading: Reading, *, themes: Iterable[str], today: date) -> Understood:
    """Reads every row. `themes` are the names of the themes that the consultation has, or that are offered."""
    where = {holds: _places(sheet, reading, holds) for holds in Holds}
    known = frozenset(tidy_word(theme) for theme in themes)
    found = Understood([], [])
    for number, cells in sheet.rows:
        row = _Row(number, cells, where, sheet.headings)
        try:
            found.rows.append(_incoming(row, reading, known, today))
        except ValueError as wrong:
            found.refused.append(RefusedRow(number, str(wrong)))
    return found


def new_themes(rows: Iterable[Incoming], existing: Iterable[str]) -> list[str]:
    """Names of themes that the rows bring along."""
    have = {name.casefold() for name in existing}
    named = theme_names(name for row in rows for name in row.themes)
    return [name for name in named if name.casefold() not in have]


def theme_problems(new: Sequence[str]) -> list[str]:
    """That a column said to hold themes holds something else."""
    if len(new) <= MOST_THEMES:
        return []
    return [f"The column of themes names {len(new)} new ones. Is it a comment? Say what it holds."]


@dataclass(frozen=True)
class _Row:
    number: int
    cells: list[str]
    where: Mapping[Holds, list[int]]
    headings: list[str]

    def one(self, holds: Holds) -> str:
        places = self.where[holds]
        return self.cells[places[0]].strip() if places else ""

    def all(self, holds: Holds) -> list[tuple[str, str]]:
        """(heading, text) of every column of the kind that says something."""
        found = ((self.headings[place], self.cells[place].strip()) for place in self.where[holds])
        return [(heading, text) for heading, text in found if text]


def _places(sheet: Sheet, reading: Reading, holds: Holds) -> list[int]:
    known = {tidy_heading(heading): value for heading, value in reading.columns.items()}
    # "1. Your name" and "Your name" are tidied alike, but what was said of the one is not said of the other.
    said = [reading.columns.get(heading, known.get(tidy_heading(heading))) for heading in sheet.headings]
    return [place for place, value in enumerate(said) if value == holds.value]


def _means(holds: Holds, word: str, reading: Reading) -> str:
    told = reading.words.get(holds.value, {}).get(word)
    if told == "" or (told is not None and KINDS[holds].has(told)):
        return told
    return _guessed(holds, word)


def _guessed(holds: Holds, word: str) -> str:
    guessed = guess_word(holds, word)
    return guessed.value if guessed is not None else ""


def with_words(
    known: Mapping[str, Mapping[str, str]], said: Iterable[tuple[Asked, str]]
) -> dict[str, dict[str, str]]:
    """What is known of words, with what a person said of some; empty refuses the rows that have it.

    Only what would not be guessed is kept: a column of names that was taken for one of groups for a moment would
    otherwise stay in the record of the import, and in its history, for good.
    """
    words = {holds: dict(meanings) for holds, meanings in known.items()}
    for asked, means in said:
        of_kind = words.setdefault(asked.holds.value, {})
        of_kind.pop(asked.word, None)
        if means != _guessed(asked.holds, asked.word):
            of_kind[asked.word] = means
    return words


def _incoming(row: _Row, reading: Reading, known: frozenset[str], today: date) -> Incoming:
    """The row, understood. Raises ValueError with the reason where it cannot be saved."""
    comments = row.all(Holds.COMMENT)
    several = len(row.where[Holds.COMMENT]) > 1
    comment = "\n\n".join(f"{heading}: {text}" if several else text for heading, text in comments)
    if len(comment) > LONGEST_COMMENT:
        raise ValueError(f"Its comment has more than {LONGEST_COMMENT:,} characters.")
    said = row.one(Holds.STANCE)
    if not said and not comments:
        raise ValueError("It says nothing: neither for or against, nor a comment.")
    themes = theme_names(name for _, cell in row.all(Holds.THEMES) for name in split_themes(cell, known))
    if any(len(name) > LONGEST_THEME for name in themes):
        raise ValueError(f"One of its themes has more than {LONGEST_THEME} characters.")
    return Incoming(
        row=row.number,
        received_on=_received(row, reading, today),
        audience=_worded(row, Holds.AUDIENCE, reading, reading.audience),
        channel=_worded(row, Holds.CHANNEL, reading, reading.channel),
        stance=_worded(row, Holds.STANCE, reading, reading.stance),
        comment=comment,
        themes=tuple(themes),
        needs_reply=means_yes(row.one(Holds.NEEDS_REPLY)),
        sender=_sender(row),
    )


def _sender(row: _Row) -> Sender:
    """Who sent it. Whether that is kept is another question; it also tells two people's same words apart."""
    return Sender(
        name=" ".join(text for _, text in row.all(Holds.NAME))[:200],
        email=row.one(Holds.EMAIL)[:254],
        address=", ".join(text for _, text in row.all(Holds.ADDRESS))[:1000],
    )


def _received(row: _Row, reading: Reading, today: date) -> date:
    text = row.one(Holds.RECEIVED)
    try:
        day = parse_day(text, day_first=reading.day_first) or reading.day
    except (ValueError, OverflowError) as wrong:
        raise ValueError(f"“{text[:40]}” is no day that can be read.") from wrong
    if day is None:
        raise ValueError("It has no day on which it came in.")
    if day > today:
        raise ValueError(f"Its day, “{text[:40] or day}”, lies ahead.")
    return day


_NOT_KNOWN = {
    Holds.AUDIENCE: "is no group that is known",
    Holds.CHANNEL: "is no known way to come in",
    Holds.STANCE: "says neither for nor against",
}


def _worded(row: _Row, holds: Holds, reading: Reading, otherwise: str) -> str:
    text = row.one(holds)
    if not text:
        if not otherwise:
            raise ValueError("It does not say whether it is for or against.")
        return otherwise
    means = _means(holds, tidy_word(text), reading)
    if not means:
        raise ValueError(f"“{text[:60]}” {_NOT_KNOWN[holds]}. Say what it means.")
    return means
