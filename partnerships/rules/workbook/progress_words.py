"""The words with which teams say how far a milestone has got, at the beginning of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from partnerships.rules.words import Word


class Says(Word):
    """What words before or after a date say."""

    DONE = "done", "Done"
    # Of the date, not of the milestone; alone it is done.
    FIRM = "firm", "Confirmed"
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    WAITING = "waiting", "Waiting"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    PLANNED = "planned", "Planned"


class Found(NamedTuple):
    """Words that were understood, and where they end."""

    says: Says
    words: str
    end: int
    # Nothing else can be meant: "done", "yes", not "sent".
    is_plain: bool = True


_PLAIN_DONE = r"(?:all )?(?:done|complete[d]?|finished|tick(?:ed)?)|yes|y|[✓✔☑✅]+|true|100 ?%|in place"
_DONE = (
    r"(?:signed(?: and sealed| off)?|sealed|received|rec'?d|sent|closed|agreed|approved|submitted|issued|held|cleared"
    r"|achieved|passed|obtained|instructed|appointed|met|published|registered|returned|opened|granted|made|given)"
)
_NOT_APPLICABLE = (
    r"n ?/ ?a|n\.a\.?|na|not (?:applicable|required|needed|relevant)|none (?:required|needed)"
    r"|no longer (?:required|needed|applicable)|does not apply"
)
_NOT_STARTED = (
    r"not (?:yet )?(?:started|begun|done|complete[d]?|received|sent|signed|submitted|issued)|not yet|no|n"
    r"|to ?do|to start|to be (?:done|started)|outstanding|yet to (?:start|begin)|0 ?%|false|[✗✘❌☐]+"
)
_IN_PROGRESS = (
    r"in progress|in[ -]?hand|started|begun|on[ -]?going|under[ -]?way|(?:first |in )?draft(?:ed|ing)?|wip"
    r"|work in progress|working on(?: it)?|being [a-z]+|part(?:ly|ially)(?: (?:done|completed?|received|signed))?"
    r"|in discussions?|in train|under review|[1-9]\d? ?%|(?:nearly|almost|half) (?:done|there|completed?|finished)"
)
_WAITING = (
    r"a?waiting(?: (?:for|on|to hear from))?|wait (?:for|on)|chasing(?: up)?|with(?: the)?(?= )|held up by"
)
_PLANNED = (
    r"due|target(?:ed)?|planned|plan|by|expected|exp|scheduled|booked|forecast|deadline|aim(?:ing)?|proposed"
    r"|provisional(?:ly)?|prov|estimated?|est|likely|hope(?:d|fully)?|anticipated|before|t\.?b\.?[ca]\.?"
    r"|to be (?:confirmed|agreed|done|sent|signed|submitted|held|completed?|issued|approved|returned)"
    r"|not (?:yet )?confirmed|unconfirmed|\?+"
)
_END = r"(?![\w'])"
_TABLE: tuple[tuple[Says, bool, re.Pattern[str]], ...] = tuple(
    (says, is_plain, re.compile(rf"(?:{words}){_END}"))
    for says, is_plain, words in (
        (Says.NOT_APPLICABLE, True, _NOT_APPLICABLE),
        (Says.PLANNED, True, _PLANNED),
        (Says.DONE, True, _PLAIN_DONE),
        (Says.NOT_STARTED, True, _NOT_STARTED),
        (Says.IN_PROGRESS, True, _IN_PROGRESS),
        (Says.WAITING, True, _WAITING),
        (Says.DONE, False, _DONE),
        (Says.FIRM, False, r"confirmed|conf|fixed|firm|agreed date"),
    )
)
# What may stand between such words and a date, or between two of them.
_FILLER = re.compile(r"[\s:.,;(\[\-]*(?:(?:for|by|on|date|dated|at|in|as of|since|from)\b[\s:.]*)*")
# After words that say it is done: that it is not, or not wholly.
DOUBTS = re.compile(
    r"\b(?:but|except|apart from|bar|subject to|pending|awaiting|outstanding|in principle|not|part|partial(?:ly)?|draft"
    r"|tb[cad]|verbal(?:ly)?|waiting|chas(?:e|ed|ing)|to follow|incomplete|still)\b|\?"
)
# What may follow "signed", "agreed" directly, without changing it.
_MAY_FOLLOW = re.compile(r" (?:by|to|from|on|at|with|for|and|via|in full|in|off|as|since)\b")


def words_at_start(words: str) -> Found | None:
    """What a text in small letters begins with, where it says how far something has got."""
    for says, is_plain, pattern in _TABLE:
        if found := pattern.match(words):
            return Found(says, found[0], found.end(), is_plain)
    return None


def skip_filler(words: str) -> str:
    """What is left without "on", "by", punctuation and the like, before a date or a word."""
    found = _FILLER.match(words)
    return words[found.end() :] if found else words


def goes_on(rest: str) -> bool:
    """Whether what follows directly, "signed" in "signed by the LA", may be a mere addition to it."""
    return (
        not rest or not rest[:1].isspace() or not rest.strip()[:1].isalnum() or bool(_MAY_FOLLOW.match(rest))
    )
