"""What the headings of a team's spreadsheet say about their columns, before anybody has said so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from partnerships.rules.workbook.heading_words import (
    CONTACTS,
    JOBS,
    MILESTONE_ROWS,
    MILESTONE_TITLES,
    PARTS,
    SCHOOL_ROWS,
    WEAK,
)
from partnerships.rules.workbook.people import role_in
from partnerships.rules.workbook.reading import tidy
from partnerships.rules.workbook.words import ContactPart, Dates, Holds


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in patterns))


_SCHOOLS = tuple((holds, _any_of(patterns)) for holds, patterns in SCHOOL_ROWS)
_MILESTONES = tuple((holds, _any_of(patterns)) for holds, patterns in MILESTONE_ROWS)
_TITLES = _any_of(MILESTONE_TITLES)
_PARTS = tuple((part, re.compile(pattern)) for part, pattern in PARTS.items())
_JOB = re.compile(
    rf"(?:{_any_of(JOBS).pattern})(?:'s)?[\s:\-–/(]*"
    r"(?:(?:contact|name|details|e-?mails?|address|tel(?:ephone)?|phone|mobile|number|no\.?|role)\)?[\s/&]*)*"
)
_CONTACT = _any_of(CONTACTS)
_CONTACT_WORD = re.compile(r"\b(?:contacts?|e-?mail|tel(?:ephone)?|phone|mobile|name)\b")
_PLANNED = re.compile(
    r"\b(?:planned|plan|target|due|forecast|deadline|expected|proposed|scheduled|estimated|baseline|by)\b"
)
_ACTUAL = re.compile(r"\b(?:actual|completed?|achieved|done|completion)\b")
_MERE = re.compile(r"\b(?:date|day|on|status|progress|milestone|rag)\b|\?")
_HINT = re.compile(r"\s*\((?:dd|mm|yy|y/n|yes/no|if known|optional|tbc|estimated|dfe|gias)[^)]*\)")
_NUMBERING = re.compile(r"^(?:\d{1,2}|[a-z])[.)] +")


def spelled(heading: str) -> str:
    """A heading in small letters with plain quotes, without underlines, numbering and hints in brackets."""
    words = tidy(heading).replace("’", "'").replace("_", " ")
    return _NUMBERING.sub("", _HINT.sub("", words)).strip(" :*-?") or words


def school_column(heading: str) -> Holds | None:
    """What a column holds where each row is a school; None where the heading does not say."""
    return _first(_SCHOOLS, spelled(heading))


def milestone_row_column(heading: str) -> Holds | None:
    """What a column holds where each row is a milestone; None where the heading does not say."""
    return _first(_MILESTONES, spelled(heading))


def is_weak(heading: str) -> bool:
    """Whether a heading means different things in different sheets, so that its cells have to agree."""
    return bool(WEAK.fullmatch(spelled(heading)))


def is_title_of_milestone(heading: str) -> bool:
    """Whether a column of this heading names milestones."""
    return bool(_TITLES.fullmatch(spelled(heading)))


def contact_column(heading: str) -> str:
    """ "chair:email" of "Chair of Governors e-mail", "other:name" of "School contact"; empty for no contact."""
    words = spelled(heading)
    names_role = _CONTACT_WORD.search(words) and role_in(words)
    if not (names_role or _JOB.fullmatch(words) or _CONTACT.fullmatch(words)):
        return ""
    return f"{role_in(words) or 'other'}:{contact_part(words).value}"


def contact_part(heading: str) -> ContactPart:
    """What of a contact a column of this heading holds: the name where it does not say."""
    words = spelled(heading)
    return next(part for part, pattern in _PARTS if pattern.search(words))


def dates_say(heading: str) -> Dates | None:
    """Whether a milestone's column holds planned days or days it was done; None where the heading does not say."""
    words = spelled(heading)
    planned, actual = _PLANNED.search(words), _ACTUAL.search(words)
    if bool(planned) == bool(actual):
        return None
    return Dates.PLANNED if planned else Dates.DONE


def without_dates(heading: str) -> str:
    """A heading without the words that say what its days are: "CTA signed" of "CTA signed – planned date"."""
    return _MERE.sub(" ", _ACTUAL.sub(" ", _PLANNED.sub(" ", spelled(heading)))).strip(" -/:()–")


def parts_of(words: str) -> list[str]:
    """ "Legal: CTA agreed", whose first part stands over several columns, as a whole and without it."""
    parts = [part.strip() for part in words.split(":") if part.strip()]
    return [": ".join(parts[place:]) for place in range(len(parts))]


def _first(table: tuple[tuple[Holds, re.Pattern[str]], ...], words: str) -> Holds | None:
    return next((holds for holds, pattern in table if pattern.fullmatch(words)), None)
