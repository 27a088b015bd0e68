"""What somebody typed into a search box: a number that names one school or trust, a postcode, or words of a name."""

import re
from dataclasses import dataclass

_LAESTAB = re.compile(r"(\d{3})\s?[/ -]\s?(\d{4})|(\d{3})(\d{4})", re.ASCII)
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})", re.ASCII)
_POSTCODE_AREA = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?", re.ASCII)
_TRN = re.compile(r"TR ?(\d{5})", re.ASCII)
# Companies House: eight figures, or two letters and six figures (SC, NI, OC...).
_COMPANY = re.compile(r"\d{8}|[A-Z]{2}\d{6}", re.ASCII)

# A database has a limit to what it takes in one question, and no name has so many words.
MOST_WORDS = 20


@dataclass(frozen=True)
class Typed:
    """One reading of what was typed. At most one of the numbers is set; `words` is always the text in words."""

    words: tuple[str, ...] = ()
    urn: int | None = None
    laestab: tuple[str, str] | None = None
    ukprn: str = ""
    postcode: str = ""
    postcode_area: str = ""
    trn: str = ""
    company: str = ""

    @property
    def names_one(self) -> bool:
        """Whether it is a number that stands for one school or trust, whatever its status."""
        return self.urn is not None or bool(self.laestab or self.ukprn or self.trn or self.company)


def read_search(text: str) -> Typed:
    """What the text stands for. A postcode comes back in capitals with its space, a LAESTAB in its two halves."""
    # PostgreSQL holds no NUL, and would say so with an error.
    clean = " ".join(text.replace("\u2019", "'").replace("\0", " ").split())
    upper = clean.upper()
    words = tuple(word for word in (each.strip(".,;()") for each in clean.split()) if word)
    if re.fullmatch(r"\d{5,6}", clean, re.ASCII):
        return Typed(words, urn=int(clean))
    if found := re.fullmatch(_LAESTAB, clean):
        return Typed(words, laestab=(found[1] or found[3], found[2] or found[4]))
    if found := re.fullmatch(_TRN, upper):
        return Typed(words, trn=f"TR{found[1]}")
    if re.fullmatch(_COMPANY, upper):
        # A UKPRN is eight figures and begins with 1; a company's number may look the same.
        return Typed(words, company=upper, ukprn=upper if re.fullmatch(r"1\d{7}", upper) else "")
    if found := re.fullmatch(_POSTCODE, upper):
        return Typed(words, postcode=f"{found[1]} {found[2]}")
    if re.fullmatch(_POSTCODE_AREA, upper):
        return Typed(words, postcode_area=upper)
    return Typed(words)


def spellings(word: str) -> tuple[str, ...]:
    """The word as typed, and with or without the apostrophe that names are inconsistent about: Josephs, Joseph's."""
    plain = word.replace("'", "")
    if plain != word:
        return (word, plain) if len(plain) > 1 else (word,)
    if len(word) > 3 and word[-1] in "sS":
        return (word, f"{word[:-1]}'{word[-1]}")
    return (word,)
