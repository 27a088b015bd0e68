"""What people say of a spreadsheet while they look at what it would do: words, cells, schools, rows, reasons.

A page has hundreds of fields, of which each is about something that the file names. So each field's name says what
it is about ("cell:12:Joining date"), and what was entered is read without working the plan out once more.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from partnerships.models import School
from partnerships.rules.numbers import whole_number
from partnerships.rules.workbook.reading import Mends, Reading
from partnerships.rules.workbook.words import Asks

# Another than the schools that are offered.
OTHER = "other"
# Longer than any entry that makes sense.
LONGEST_ENTRY = 500
# Longer than any text of a cell that a field may be about.
_LONGEST_NAME = 11_000
# No cell and no box has these; PostgreSQL keeps no text with the first of them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def id_of(name: str) -> str:
    """An id without the spaces that a field's name may have."""
    return f"f{hashlib.sha256(name.encode()).hexdigest()[:12]}"


@dataclass
class Said:
    """What was entered on one page of a preview, put to what was said before."""

    reading: Reading
    mends: Mends
    # By the field's name.
    errors: dict[str, str] = field(default_factory=dict)
    changed: bool = False

    @property
    def error_links(self) -> list[tuple[str, str]]:
        """(id of the field, what is wrong), for the summary above the page."""
        return [(id_of(name), words) for name, words in self.errors.items()]


def said_in_preview(data: QueryDict, reading: Reading, mends: Mends) -> Said:
    """Reads what one page of a preview sends. What cannot be kept is in `errors`; the rest holds all the same."""
    errors: dict[str, str] = {}
    data = _sound(data)
    new_reading = replace(reading, words=_words(data, reading.words))
    new_mends = replace(
        mends,
        cells=_cells(data, mends.cells),
        schools=_schools(data, mends.schools, errors),
        left_out=_left_out(data, mends.left_out),
        reasons=_reasons(data, mends.reasons, errors),
    )
    return Said(new_reading, new_mends, errors, changed=(new_reading, new_mends) != (reading, mends))


def _sound(sent: QueryDict) -> QueryDict:
    """Without what no page of a preview sends."""
    found = QueryDict(mutable=True)
    for name, entered in sent.lists():
        if len(name) <= _LONGEST_NAME and not _UNSEEN.search(name):
            found.setlist(name, [_UNSEEN.sub("", str(each)) for each in entered])
    return found


def _entries(data: QueryDict, kind: str) -> Iterator[tuple[str, str]]:
    """(what it is about, what was entered) of every field of that kind: its words, else what was chosen."""
    for name in data:
        if name.startswith(f"{kind}:"):
            about = name.removeprefix(f"{kind}:")
            typed = data.get(f"{kind}-text:{about}", "").strip()[:LONGEST_ENTRY]
            yield about, typed or data.get(name, "").strip()[:LONGEST_ENTRY]


def _words(data: QueryDict, words: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    found = {asks: dict(answers) for asks, answers in words.items()}
    for about in data.getlist("again-word"):
        asks, _, text = about.partition(":")
        found.get(asks, {}).pop(text, None)
    for about, answer in _entries(data, "word"):
        asks, _, text = about.partition(":")
        if answer and Asks.has(asks):
            found.setdefault(asks, {})[text] = answer
    return found


def _cells(data: QueryDict, cells: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    found = {row: dict(mended) for row, mended in cells.items()}
    for about in data.getlist("again-cell"):
        row, _, heading = about.partition(":")
        found.get(row, {}).pop(heading, None)
    for about, entered in _entries(data, "cell"):
        row, _, heading = about.partition(":")
        if entered and whole_number(row) is not None:
            found.setdefault(row, {})[heading] = entered
        else:
            found.get(row, {}).pop(heading, None)
    return {row: mended for row, mended in found.items() if mended}


def _schools(data: QueryDict, schools: Mapping[str, int], errors: dict[str, str]) -> dict[str, int]:
    found, entered = dict(schools), {}
    for name in data:
        if name.startswith(("school:", "school-text:")):
            key = name.partition(":")[2]
            chosen, typed = data.get(f"school:{key}", OTHER), data.get(f"school-text:{key}", "").strip()
            entered[key] = typed if chosen == OTHER else chosen
    urns = {key: whole_number(text) for key, text in entered.items() if text}
    known = set(
        School.objects.filter(pk__in=[urn for urn in urns.values() if urn]).values_list("pk", flat=True)
    )
    for key, text in entered.items():
        urn = urns.get(key)
        if not text:
            found.pop(key, None)
        elif urn in known and urn is not None:
            found[key] = urn
        else:
            errors[f"school-text:{key}"] = f"GIAS has no school with the URN “{text[:20]}”. Check the number."
    return found


def _left_out(data: QueryDict, left_out: Iterable[int]) -> list[int]:
    shown, out = set(_numbers(data.getlist("rows"))), set(_numbers(data.getlist("out")))
    return sorted((set(left_out) - shown) | (out & shown))


def _numbers(texts: Iterable[str]) -> Iterator[int]:
    for text in texts:
        for each in text.split(","):
            if (number := whole_number(each.strip())) is not None:
                yield number


def _reasons(
    data: QueryDict, reasons: Mapping[str, dict[str, str]], errors: dict[str, str]
) -> dict[str, dict[str, str]]:
    again = data.getlist("again-reason")
    found = {urn: said for urn, said in reasons.items() if urn not in again}
    for name in data:
        if not name.startswith("reason:"):
            continue
        urn = name.removeprefix("reason:")
        code, words = data.get(name, ""), data.get(f"reason-text:{urn}", "").strip()
        if code and words:
            found[urn] = {"code": code, "words": words[:LONGEST_ENTRY]}
        elif code:
            errors[f"reason-text:{urn}"] = f"Say in words why the joining month of URN {urn} moves."
        elif words:
            errors[name] = f"Choose the reason for which the joining month of URN {urn} moves."
        else:
            found.pop(urn, None)
    return found
