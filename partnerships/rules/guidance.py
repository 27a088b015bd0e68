"""What guidance can be about, beside the milestones of a plan: checks, and fields of partnerships and consultations."""

import re
from dataclasses import dataclass
from datetime import date

from partnerships.rules.checks import RULES
from partnerships.rules.problems import Problem

LONGEST_TITLE, LONGEST_PUBLISHER, LONGEST_URL, LONGEST_SAYS = 200, 120, 500, 1000
MILESTONE = re.compile(r"[A-Z]{3}-\d{2}")
"""Codes of milestones, such as "CON-04": any may be named, templates differ."""


@dataclass(frozen=True)
class Topic:
    """Something that may rest on guidance: `key` is stored, `label` is read."""

    key: str
    label: str


PARTNERSHIP = (
    Topic("partnership.purpose", "Partnership: its purpose, and that it is time limited"),
    Topic("partnership.length", "Partnership: how long it may last"),
    Topic("partnership.sla", "Partnership: the service level agreement"),
    Topic("partnership.charge", "Partnership: the charge"),
    Topic("partnership.services", "Partnership: services, teaching and leadership"),
    Topic("partnership.told", "Partnership: telling the Regional Director, council and diocese"),
    Topic("partnership.reviews", "Partnership: reviews"),
    Topic("partnership.decision", "Partnership: considering and deciding on joining"),
    Topic("partnership.fit", "Partnership: whether school and trust fit"),
    Topic("partnership.promises", "Partnership: promises"),
)
CONSULTATION = (
    Topic("consultation.statutory", "Consultation: on conversion, by law"),
    Topic("consultation.foundation", "Consultation: of a foundation, and consents"),
    Topic("consultation.tupe", "Consultation: of staff under TUPE"),
    Topic("consultation.engagement", "Consultation: engagement where no law asks for it"),
    Topic("consultation.information", "Consultation: information when an order was made"),
    Topic("consultation.length", "Consultation: how long it is open"),
    Topic("consultation.groups", "Consultation: who is asked"),
    Topic("consultation.papers", "Consultation: what is published"),
    Topic("consultation.responses", "Consultation: responses, and the data in them"),
    Topic("consultation.reply", "Consultation: the published response"),
    Topic("consultation.decision", "Consultation: the decision after it"),
)
CHECKS = tuple(Topic(f"rule.{rule.key}", f"Check: {rule.title}") for rule in RULES)
TOPICS = (*PARTNERSHIP, *CONSULTATION, *CHECKS)
LABEL_OF = {topic.key: topic.label for topic in TOPICS}


def key_of_rule(rule: str) -> str:
    """The key under which guidance names a check."""
    return f"rule.{rule}"


def is_known(key: str) -> bool:
    """Whether guidance may be about this."""
    return key in LABEL_OF or MILESTONE.fullmatch(key) is not None


def codes_in(text: str) -> tuple[str, ...]:
    """Codes of milestones as they were typed: with commas, spaces or lines between them, in any case, each once."""
    return tuple(dict.fromkeys(word.upper() for word in re.split(r"[\s,;]+", text) if word))


@dataclass(frozen=True)
class Entry:
    """A piece of guidance as it was entered, or as the shipped list has it."""

    title: str
    publisher: str
    url: str
    says: str
    published_on: date | None = None
    review_on: date | None = None
    about: tuple[str, ...] = ()


def guidance_problems(entry: Entry, *, today: date) -> list[Problem]:
    """What is wrong with an entry, each about the answer to change. Whether the link is one, the caller asks."""
    problems = []
    asked = (
        ("title", entry.title, "Enter the title.", LONGEST_TITLE),
        ("publisher", entry.publisher, "Enter who published it.", LONGEST_PUBLISHER),
        ("url", entry.url, "Enter the link to it.", LONGEST_URL),
        ("says", entry.says, "Enter what it says, in a sentence.", LONGEST_SAYS),
    )
    for about, text, missing, longest in asked:
        if not text.strip():
            problems.append(Problem(missing, about=about))
        elif len(text) > longest:
            problems.append(Problem(f"Shorten this to {longest} characters.", about=about))
    if entry.published_on is not None and entry.published_on > today:
        problems.append(Problem("The day of publication must be today or earlier.", about="published_on"))
    unknown = [key for key in entry.about if not is_known(key)]
    if unknown:
        said = f"“{unknown[0]}” is no code of a milestone: three letters and two figures, such as CON-04."
        problems.append(Problem(said, about="codes"))
    return problems


def review_words(review_on: date | None, today: date) -> str:
    """ "To be looked at again since …"; empty where no review is due."""
    if review_on is None or review_on > today:
        return ""
    return "Look at it again today" if review_on == today else "Past its review"
