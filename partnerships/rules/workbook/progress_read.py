"""What a milestone's text says, before it is known which column it stands in and what day it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from partnerships.rules.words import Status
from partnerships.rules.workbook.asking import noted, plain, quoted
from partnerships.rules.workbook.dates import when_at_start
from partnerships.rules.workbook.joining_cells import NO_DATE, rest_of
from partnerships.rules.workbook.meanings import LONGEST_WAITING
from partnerships.rules.workbook.progress_words import (
    DOUBTS,
    Found,
    Says,
    goes_on,
    skip_filler,
    words_at_start,
)
from partnerships.rules.workbook.when import When

_WAITED_FOR = re.compile(r"(?:the )?(.+?)(?=$|[,;:(\n]| - | since\b| due\b| by \d| from \d| \d{1,2}[/.]\d)")
_NOT_FOR_GOOD = re.compile(r"\s*(?:yet|until|at present|at the moment|for now|currently)\b")
_MOST_WORDS_BEFORE_A_DATE = 12


@dataclass(frozen=True)
class Read:
    """A status, a time, or both; all empty for a text that says nothing yet, such as "TBC"."""

    status: str = ""
    when: When | None = None
    # None where the column, or the day itself, decides.
    is_planned: bool | None = None
    # The day belongs to the status: planned where it is to come, else only words.
    is_aside: bool = False
    waiting_on: str = ""
    not_applicable: bool = False
    note: str = ""
    assumed: str = ""


@lru_cache(maxsize=32_768)
def read(text: str, day_first: bool) -> Read | None:
    """What a text says of a milestone; None where it is not understood."""
    if note := noted(text):
        return Read(note=note)
    return _read(plain(text), day_first)


def _read(text: str, day_first: bool) -> Read | None:
    words = text.lower()
    if not words or NO_DATE.fullmatch(words):
        return Read()
    found = words_at_start(words)
    if found is not None:
        return _HANDLERS[found.says](text, found, day_first)
    dated = when_at_start(skip_filler(words), day_first=day_first)
    return _with_tail(text, Read(when=dated[0]), dated[1], day_first) if dated else None


def _with_tail(text: str, said: Read, rest: str, day_first: bool) -> Read:
    """A day, and what the words after it say of it or beside it."""
    tail = rest_of(text, rest.lstrip(" ,;:-([)]"))
    found = words_at_start(tail.lower())
    after = rest_of(tail, tail.lower()[found.end :].lstrip(" ,;:-)]")) if found else ""
    if found is None:
        return replace(said, note=tail.strip("()[] "))
    if found.says is Says.PLANNED:
        return replace(said, is_planned=True, note=after)
    if found.says is Says.FIRM:
        return replace(said, note=after)
    inner = _read(tail, day_first)
    if inner is None:
        return replace(said, note=tail)
    if found.says is Says.DONE:
        return _done_after(text, said, inner, after if found.is_plain else tail if after else "")
    return replace(inner, when=said.when, is_planned=said.is_planned, is_aside=True, note=text)


def _done_after(text: str, said: Read, inner: Read, note: str) -> Read:
    if inner.when is not None:  # "planned 3/3/27, done 5/3/27"
        return inner
    if said.is_planned:
        return replace(inner, note=text)
    return Read(Status.DONE, said.when, False, note=note, assumed=inner.assumed)


def _done(text: str, found: Found, day_first: bool) -> Read | None:
    words = text.lower()
    rest = words[found.end :]
    assumed = "" if found.is_plain else f"{quoted(text[: found.end])} is taken as done."
    said = Read(Status.DONE, is_planned=False, assumed=assumed)
    if dated := when_at_start(skip_filler(rest), day_first=day_first):
        return _with_tail(text, replace(said, when=dated[0]), dated[1], day_first)
    if not goes_on(rest) or rest[:1] == "/":
        return None
    between, when = _day_at_end(rest, day_first)
    if DOUBTS.search(between):
        return None
    stands_alone = not rest[:1].isspace() or not rest.strip()[:1].isalnum()
    note = rest_of(text, rest).strip("()[] ") if stands_alone else text
    return replace(said, when=when, note=note)


def _day_at_end(rest: str, day_first: bool) -> tuple[str, When | None]:
    """The day that "signed by the LA on 3/3/27" ends with, and what stands before it."""
    places = [found.end() for found in re.finditer(r"[ (]", rest)][:_MOST_WORDS_BEFORE_A_DATE]
    for place in places:
        dated = when_at_start(rest[place:], day_first=day_first)
        if dated and not dated[1].strip(" ).,") and (dated[0].is_day or dated[0].month):
            return rest[:place], dated[0]
    return rest, None


def _firm(text: str, found: Found, day_first: bool) -> Read | None:
    """ "Confirmed" beside a day makes the day firm; alone it says that it is done."""
    rest = text.lower()[found.end :]
    dated = when_at_start(skip_filler(rest), day_first=day_first)
    return (
        _with_tail(text, Read(when=dated[0]), dated[1], day_first) if dated else _done(text, found, day_first)
    )


def _planned(text: str, found: Found, day_first: bool) -> Read | None:
    words = text.lower()
    rest = words[found.end :]
    after = skip_filler(rest)
    while (more := words_at_start(after)) and more.says is Says.PLANNED:  # "target: due by 3/3"
        after = skip_filler(after[more.end :])
    if dated := when_at_start(after, day_first=day_first):
        return _with_tail(text, Read(when=dated[0], is_planned=True), dated[1], day_first)
    if not NO_DATE.match(words):
        return None
    return _read(rest_of(text, rest), day_first) or Read(note=text)


def _not_applicable(text: str, found: Found, day_first: bool) -> Read | None:
    rest = text.lower()[found.end :]
    if _NOT_FOR_GOOD.match(rest):
        return None
    return Read(not_applicable=True, note=rest_of(text, rest).strip("()[] "))


def _under_way(text: str, found: Found, day_first: bool) -> Read | None:
    """Not started, or in progress, with what is said beside it."""
    status = Status.IN_PROGRESS if found.says is Says.IN_PROGRESS else Status.NOT_STARTED
    rest = text.lower()[found.end :]
    is_short = found.words in ("no", "n")
    if not rest.strip(" ."):
        return Read(status)
    if is_short and (rest[:1] == "/" or (rest[:1].isspace() and rest.strip()[:1].isalnum())):
        return None
    inner = _read(rest_of(text, rest.lstrip(" ,;:-(.")).rstrip(")"), day_first)
    if inner is not None and inner.is_planned and inner.when is not None:
        return replace(inner, status=status)
    if inner is not None and inner.status == Status.WAITING:
        return replace(inner, note=text)
    return Read(status, note=text)


def _waiting(text: str, found: Found, day_first: bool) -> Read | None:
    rest = text[found.end :].strip(" :-")
    whom = _WAITED_FOR.match(rest)
    if whom is None:
        return None
    who = whom[1].strip(" .)")[:LONGEST_WAITING].strip()
    says_more = bool(rest[whom.end() :].strip(" .)")) or len(whom[1]) > LONGEST_WAITING
    return Read(Status.WAITING, waiting_on=who, note=text if says_more else "") if who else None


_HANDLERS: Mapping[Says, Callable[[str, Found, bool], Read | None]] = {
    Says.DONE: _done,
    Says.FIRM: _firm,
    Says.PLANNED: _planned,
    Says.NOT_APPLICABLE: _not_applicable,
    Says.NOT_STARTED: _under_way,
    Says.IN_PROGRESS: _under_way,
    Says.WAITING: _waiting,
}
