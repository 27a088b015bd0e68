"""How a row names its school, and the schools of GIAS that it may name."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import NamedTuple

from partnerships.rules.searching import read_search
from partnerships.rules.workbook.plan import Candidate
from partnerships.rules.workbook.reading import tidy

_URN = re.compile(r"(?:URN\W*)?(\d{5,6})(?:\.0)?", re.IGNORECASE | re.ASCII)
_URN_IN_BRACKETS = re.compile(r"\s*[(\[]\s*(?:URN\W*)?(\d{6})\s*[)\]]", re.IGNORECASE | re.ASCII)
_OPEN = frozenset({"1", "3"})  # open, and open but proposed to close
_CLOSED = "2"


class Known(NamedTuple):
    """One school as GIAS has it, as far as rows can name it."""

    urn: int
    name: str
    la_code: str = ""
    la_name: str = ""
    number: str = ""
    postcode: str = ""
    town: str = ""
    status_code: str = "1"
    status_name: str = "Open"
    gone: bool = False

    @property
    def is_closed(self) -> bool:
        """Not one that a project can start with: closed, or no longer in GIAS."""
        return self.gone or self.status_code == _CLOSED

    @property
    def is_open(self) -> bool:
        return not self.gone and self.status_code in _OPEN

    def as_candidate(self) -> Candidate:
        status = "No longer in GIAS" if self.gone else self.status_name
        return Candidate(
            self.urn, self.name, self.la_name, self.town, self.postcode, status, closed=self.is_closed
        )


@dataclass(frozen=True)
class Said:
    """How a row names its school: the texts of its cells."""

    urn: str = ""
    laestab: str = ""
    name: str = ""
    la: str = ""
    postcode: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.urn or self.laestab or self.name)

    @property
    def key(self) -> str:
        """The same for every row that names its school in the same texts, whatever their case."""
        parts = (self.urn, self.laestab, self.name, self.la, self.postcode)
        return hashlib.sha256("|".join(map(tidy, parts)).encode()).hexdigest()[:16]

    @property
    def called(self) -> str:
        """ "St Mary’s Primary, Leeds", "URN 123456"."""
        if self.name:
            return (
                f"{self.name}, {self.la}" if self.la and tidy(self.la) not in tidy(self.name) else self.name
            )
        return f"URN {self.urn}" if self.urn else f"LAESTAB {self.laestab}"

    @property
    def wanted_urn(self) -> int | None:
        """The URN, from its own cell, or where it stands in the school's column instead or in brackets after it."""
        for text in (self.urn, self.name):
            if found := _URN.fullmatch(text.strip()):
                return int(found[1])
        found = _URN_IN_BRACKETS.search(self.name)
        return int(found[1]) if found else None

    @property
    def plain_name(self) -> str:
        """The name without a number in brackets."""
        return _URN_IN_BRACKETS.sub("", self.name).strip()

    @property
    def wanted_laestab(self) -> tuple[str, str] | None:
        """The two halves of the LAESTAB."""
        for text in (self.laestab, self.urn, self.name):
            if found := read_search(text.strip().removesuffix(".0")).laestab:
                return found
        return None


@dataclass(frozen=True)
class Match:
    """The school that is meant, or those that may be, best first, with why it is not settled."""

    school: Known | None = None
    candidates: tuple[Known, ...] = ()
    refused: str = ""
    # What was taken for granted, as a sentence.
    assumed: str = ""
