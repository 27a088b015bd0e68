"""What cells say of people: the project's lead, and contacts with their roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from partnerships.rules.words import ContactRole
from partnerships.rules.workbook.asking import LEAVE, plain, quoted
from partnerships.rules.workbook.joining_cells import NO_DATE
from partnerships.rules.workbook.meanings import NotUnderstood
from partnerships.rules.workbook.words import PERSON, ROLE, Asks, ContactPart

_NOBODY = re.compile(
    r"vacant|vacancy|nobody|none|n/?a|unassigned|unallocated|not (?:yet )?(?:allocated|assigned|appointed)|to recruit"
)
_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr|sir|dame|rev(?:'?d|erend)?|fr|father|sr|sister|prof(?:essor)?)\b\.?\s*",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+'&\-]+@[\w\-]+(?:\.[\w\-]+)*\.[A-Za-z]{2,}")
_TELEPHONE = re.compile(
    r"(?:\+\d{1,3}[\s\-]?)?\(?0?\d{2,5}\)?(?:[\s\-]?\d{2,8}){1,4}(?:\s?(?:x|ext\.?)\s?\d{1,5})?"
)
_LEAST_DIGITS = 9
# No contact takes more; looking for addresses in a page of words takes seconds.
_MOST_LOOKED_THROUGH = 1_000
_LABELS = re.compile(r"\b(?:(?:e-?mail|tel(?:ephone)?|phone|mob(?:ile)?)\b\s*[:.]|[tem]:)\s*", re.IGNORECASE)
_LAW = r"(?:solicitor|legal|lawyer)"
_COUNCIL = r"\b(?:la|council|local authority)\b"
_OUTGOING = r"\b(?:outgoing|current|sat)\b"
# In this order: the council's solicitor is a solicitor, the trust's chief executive no headteacher.
_ROLES: tuple[tuple[ContactRole, tuple[str, ...]], ...] = (
    (ContactRole.LA_SOLICITOR, (rf"{_COUNCIL}.*{_LAW}", rf"{_LAW}.*{_COUNCIL}")),
    (ContactRole.SCHOOL_SOLICITOR, (rf"\b(?:school|their|governor).*{_LAW}", rf"{_LAW}.*\bschool")),
    (ContactRole.TRUST_SOLICITOR, (rf"\b(?:our|trust).*{_LAW}", rf"{_LAW}.*\btrust")),
    (ContactRole.OUTGOING_ACCOUNTING_OFFICER, (rf"{_OUTGOING}.*accounting officer",)),
    (ContactRole.OUTGOING_CEO, (rf"{_OUTGOING}.*(?:\bceo\b|chief exec)",)),
    (ContactRole.TRUST_ACCOUNTING_OFFICER, (r"accounting officer",)),
    (ContactRole.TRUST_CEO, (r"\bceo\b|chief exec",)),
    (ContactRole.SENCO, (r"\bsend?co\b|special needs co",)),
    (ContactRole.DIOCESE, (r"dioces|\bdbe\b|\bdde\b|bishop",)),
    (ContactRole.UNION, (r"\bunions?\b|\b(?:neu|nasuwt|unison|gmb|naht|ascl|unite)\b",)),
    (ContactRole.LA, (r"\b(?:la|lea)\b|local authority|council(?!lor)",)),
    (ContactRole.CHAIR, (r"(?<!vice )(?<!vice-)\bchair|\b(?:cog|cofg)\b",)),
    (
        ContactRole.HEADTEACHER,
        (
            r"(?<!deputy )(?<!assistant )\bhead ?(?:teacher|master|mistress)?s?\b(?! of)|\bprincipal\b",
            r"(?<!deputy )(?<!assistant )\bht\b|\bexec(?:utive)? head",
        ),
    ),
    (
        ContactRole.OTHER,
        (
            r"business manager|\b(?:sbm|bursar|clerk|cfo|pa)\b|governance professional|deputy|assistant|finance",
            r"office manager|administrator|secretary|governor|trustee|\bother\b|director|manager|officer|\bvice",
        ),
    ),
)
_ROLE_PATTERNS = tuple((role, re.compile("|".join(patterns))) for role, patterns in _ROLES)


class Person(NamedTuple):
    """Somebody who may lead a project."""

    pk: int
    name: str
    email: str = ""


def lead(text: str, people: Sequence[Person]) -> int | None:
    """The key of the person that a cell names: by full name, e-mail address, initials, or a first or last name.

    None for an empty cell, or nobody yet. Raises NotUnderstood where nobody, or more than one, may be meant.
    """
    words = plain(text).lower()
    if not words or NO_DATE.fullmatch(words) or _NOBODY.fullmatch(words):
        return None
    if words.startswith(PERSON):
        chosen = words.removeprefix(PERSON).strip()
        if any(str(each.pk) == chosen for each in people):
            return int(chosen)
        raise _asks_lead("That person cannot lead projects here.", people)
    words = _TITLE.sub("", words).strip()
    for fits in _WAYS:
        found = [each for each in people if fits(words, each)]
        if len(found) == 1:
            return found[0].pk
        if found:
            raise _asks_lead(f"{quoted(text)} may be more than one person. Choose one.", found)
    says = f"Nobody who can lead projects here is called {quoted(text)}. Choose a person."
    raise _asks_lead(says, people)


def role(text: str) -> str:
    """The value of `ContactRole` that a cell names. Raises NotUnderstood."""
    found = role_in(text)
    if not found:
        options = tuple((f"{ROLE}{each.value}", each.label) for each in ContactRole)
        says = f"{quoted(text)} is no role of a contact. Choose one."
        raise NotUnderstood(says, Asks.ROLE, (*options, LEAVE))
    return found


def role_in(text: str) -> str:
    """The contact's role that a heading or cell names; empty for none."""
    words = plain(text).lower()
    named = words.removeprefix(ROLE).strip()
    exact = next((each.value for each in ContactRole if named in (each.value, each.label.lower())), "")
    return exact or next((each.value for each, pattern in _ROLE_PATTERNS if pattern.search(words)), "")


def contact_parts(text: str) -> dict[ContactPart, str]:
    """A name with the e-mail address, telephone and organisation that one cell holds beside it.

    "Jane Bell (jane@bell.sch.uk, 0113 496 0000)" has three; what is not there is left out.
    """
    found: dict[ContactPart, str] = {}
    if len(text) > _MOST_LOOKED_THROUGH:
        return {ContactPart.NAME: text}
    rest = text
    if email := EMAIL.search(rest):
        found[ContactPart.EMAIL] = email[0]
        rest = rest.replace(email[0], "\n")
    for telephone in _TELEPHONE.finditer(rest):
        if sum(each.isdigit() for each in telephone[0]) >= _LEAST_DIGITS:
            found[ContactPart.TELEPHONE] = " ".join(telephone[0].split())
            rest = rest.replace(telephone[0], "\n")
            break
    parts = re.split(r"[\n;,()<>|\[\]]| - | – ", _LABELS.sub("\n", rest))
    named = [tidied for part in parts if (tidied := " ".join(part.split()).strip(" .:/-"))]
    if named:
        found[ContactPart.NAME] = named[0]
    if len(named) > 1:
        found[ContactPart.ORGANISATION] = ", ".join(named[1:])
    return found


def _asks_lead(says: str, people: Sequence[Person]) -> NotUnderstood:
    return NotUnderstood(says, Asks.LEAD, (*((f"{PERSON}{each.pk}", each.name) for each in people), LEAVE))


def _is_called(words: str, person: Person) -> bool:
    names = person.name.lower().split()
    return (
        words
        in (" ".join(names), f"{names[-1]}, {' '.join(names[:-1])}", f"{names[-1]} {' '.join(names[:-1])}")
        if names
        else False
    )


def _has_email(words: str, person: Person) -> bool:
    return bool(person.email) and words == person.email.lower()


def _has_initial(words: str, person: Person) -> bool:
    """ "J Bell", "Jane B"."""
    names, said = person.name.lower().split(), words.replace(".", " ").split()
    if len(said) != 2 or len(names) < 2:
        return False
    first, last = said
    return (len(first) == 1 and (names[0][0], names[-1]) == (first, last)) or (
        len(last) == 1 and (names[0], names[-1][0]) == (first, last)
    )


def _has_initials(words: str, person: Person) -> bool:
    said = re.sub(r"[.\s]", "", words)
    parts = re.split(r"[\s\-]+", person.name.lower())
    whole = "".join(each[0] for each in parts if each)
    return len(said) >= 2 and said in (whole, whole[:1] + whole[-1:])


def _has_name(words: str, person: Person) -> bool:
    names = person.name.lower().split()
    return bool(names) and words in (names[0], names[-1])


_WAYS: tuple[Callable[[str, Person], bool], ...] = (
    _is_called,
    _has_email,
    _has_initial,
    _has_name,
    _has_initials,
)
