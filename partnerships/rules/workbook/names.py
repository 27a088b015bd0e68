"""What a school's name consists of, however it is written: what tells schools apart, and what does not."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache

_BREAKS = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
# What several words stand for together, before names are cut into words.
_PHRASES = re.compile(
    r"\b(?:(?P<ce>church of england|c\W{0,2}of\W{0,2}e|c/e|c\.\s?e\.?|cofe)|(?P<rc>roman catholic|r\.\s?c\.?)"
    r"|(?P<va>voluntary aided|v\.\s?a\.?)|(?P<vc>voluntary controlled|v\.\s?c\.?)|(?P<cp>c\.\s?p\.?))(?![a-z])"
)
_SAME = {
    "saint": "st", "saints": "st", "sts": "st", "catholic": "rc", "anglican": "ce",
    "prim": "primary", "pri": "primary", "prm": "primary", "jnr": "junior", "jun": "junior", "juniors": "junior",
    "inf": "infant", "infants": "infant", "sec": "secondary", "nur": "nursery", "acad": "academy",
    "comm": "community", "com": "community", "sch": "school", "schl": "school", "scl": "school", "schs": "school",
    "schools": "school", "hs": "high", "mt": "mount", "rd": "road", "aided": "va", "controlled": "vc",
    "gram": "grammar", "coll": "college", "spec": "special",
}  # fmt: skip
_TOGETHER = {"ps": ("primary", "school"), "cp": ("community", "primary"), "pri": ("primary",)}
# Said or left out as one likes: they tell no two schools of one place apart.
_SILENT = frozenset({"the", "and", "a", "of", "at", "in", "for", "school", "va", "vc", "voluntary"})
_ALMOST_SILENT = frozenset({"academy", "community", "trust", "church"})
# What kind of school it is; without them remains what it is called.
_KINDS = frozenset({
    "primary", "junior", "infant", "nursery", "first", "middle", "high", "secondary", "special", "ce", "rc", "grammar",
    "college", "academy", "community", "sixth", "form", "centre", "st", "free", "church", "boys", "girls",
    "boy", "girl", "trust", "foundation", "endowed", "catholic", "methodist",
})  # fmt: skip


# Of a place, what its offices are called.
_OFFICES = frozenset({
    "council", "borough", "metropolitan", "city", "county", "royal", "london", "lb", "mbc", "cc", "la", "of", "and",
    "the", "upon",
})  # fmt: skip


class Name:
    """One name, cut into the words that count."""

    def __init__(self, text: str) -> None:
        self.plain = _plain(text)

    @cached_property
    def words(self) -> frozenset[str]:
        """All that tells it apart, without order: two names with the same words are equal."""
        few = self.plain - _ALMOST_SILENT
        return few if few - _KINDS else self.plain

    @cached_property
    def proper(self) -> frozenset[str]:
        """What it is called, without its kind: "ashdown", "mary"; of a name without one, all its words."""
        return self.plain - _KINDS or self.plain

    @cached_property
    def kinds(self) -> frozenset[str]:
        return self.words - self.proper


@lru_cache(maxsize=4096)
def name_of(text: str) -> Name:
    """The same text is often asked for, a row at a time."""
    return Name(text)


@lru_cache(maxsize=4096)
def place_of(text: str) -> frozenset[str]:
    """Words of a local authority or town, without what its offices are called: "leeds" of "Leeds City Council"."""
    every = frozenset(words_of(text))
    return every - _OFFICES or every


def words_of(text: str) -> list[str]:
    """Its words in small letters, without accents, apostrophes and punctuation, "&" as "and"."""
    return _BREAKS.sub(" ", _letters(text)).split()


def _plain(text: str) -> frozenset[str]:
    letters = _PHRASES.sub(lambda found: f" {found.lastgroup} ", _letters(text))
    words: list[str] = []
    for word in _BREAKS.sub(" ", letters).split():
        words += _TOGETHER.get(word) or (_singular(_SAME.get(word, word)),)
    return frozenset(words) - _SILENT or frozenset(words)


def _letters(text: str) -> str:
    """In small letters, without accents and apostrophes."""
    small = text.lower().translate(_APOSTROPHES).replace("&", " and ")
    if small.isascii():
        return small
    return "".join(each for each in unicodedata.normalize("NFKD", small) if not unicodedata.combining(each))


def _singular(word: str) -> str:
    """ "St Mary" and "St Mary’s", "infant" and "infants" are written for each other."""
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
