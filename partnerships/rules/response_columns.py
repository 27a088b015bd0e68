"""What the columns of a form's export hold, by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from partnerships.rules.words import Word


class Holds(Word):
    """What a column of a file holds."""

    NOTHING = "nothing", "Leave out"
    RECEIVED = "received", "Day it came in"
    AUDIENCE = "audience", "Group"
    CHANNEL = "channel", "How it came in"
    STANCE = "stance", "For or against"
    COMMENT = "comment", "Comment"
    THEMES = "themes", "Themes"
    NEEDS_REPLY = "needs_reply", "Needs a reply"
    NAME = "name", "Name of the sender"
    EMAIL = "email", "E-mail address of the sender"
    ADDRESS = "address", "Address of the sender"


# One column at most; of the others there may be several, which are put together.
ONCE = frozenset(
    {Holds.RECEIVED, Holds.AUDIENCE, Holds.CHANNEL, Holds.STANCE, Holds.NEEDS_REPLY, Holds.EMAIL}
)
ABOUT_PEOPLE = frozenset({Holds.NAME, Holds.EMAIL, Holds.ADDRESS})
# Columns whose words have to be understood.
WORDED = (Holds.AUDIENCE, Holds.CHANNEL, Holds.STANCE)

# Headings of Microsoft Forms, Google Forms, SurveyMonkey, SmartSurvey and Citizen Space, and of a team's own sheets;
# the first that fits decides, so that what is about people is never taken for a comment.
_PATTERNS: tuple[tuple[str, Holds], ...] = (
    (
        r"^(id|#|no\.?|number|row|respondent ?id|collector ?id|response ?id|user ?(id|no)|answer ?id"
        r"|start(ed)? ?(time|date)?"
        r"|started|last modified( time)?|total points|quiz feedback|language|tracking link|custom data.*|status"
        r"|score)$",
        Holds.NOTHING,
    ),
    (r"\bip ?address\b|^ip$|browser|device|user ?agent|\bphone\b|telephone|mobile|date of birth|\bdob\b"
    r"|signature", Holds.NOTHING),
    (r"e-?mail", Holds.EMAIL),
    (r"\bpost ?code\b|\baddress\b|^(street|town|city)$", Holds.ADDRESS),
    (r"^((your|full|first|last|sur|fore|family) ?names?|name|names?\b.{0,25}|surname|forename|respondent"
    r"|sender)\b.{0,12}$|\byour (full )?name\b", Holds.NAME),
    (
        r"^(completion time|timestamp|time ?stamp|end ?(date|time)?|ended|submi(tted|ssion).{0,12}|date|day"
        r"|received( on)?"
        r"|date (received|of response|submitted|created)|created( at)?|completed( on| at)?|response date|came in)$",
        Holds.RECEIVED,
    ),
    (r"need.{0,12}\b(reply|response|answer)|reply (needed|wanted|requested)|would you like (us to|a) (reply"
    r"|contact|response)", Holds.NEEDS_REPLY),
    (r"^(channel|method|how (it )?(came in|received|sent)|source|format|received by|medium)\b", Holds.CHANNEL),
    (r"^themes?$|^topics?$|^categor(y|ies)$|^tags?$|^issues?( raised)?$", Holds.THEMES),
    (
        r"\bwhy\b|\bcomments?\b|\breasons?\b|\bexplain\b|tell us more|anything else|anything you|\bfurther\b"
        r"|\bconcerns?\b"
        r"|\bquestions?\b|\bthoughts\b|\bviews\b|feedback|^response$|\bdetails?\b|what (do|would|are|else)"
        r"|suggestions?|summary",
        Holds.COMMENT,
    ),
    (
        r"are you (a|an|responding|replying|completing)|responding as|which (group|of (these"
        r"|the following)).{0,30}(you|describes)"
        r"|best describes|describe(s)? you|your (role|connection|relationship|interest)|relationship (to|with)"
        r"|connection (to|with)"
        r"|^(i am|group|audience|role|stakeholder|who|respondent (type|group)|type of respondent|capacity"
        r"|category of respondent)\b",
        Holds.AUDIENCE,
    ),
    (
        r"\bdo you (agree|support|object|favour|think)|\bagree\b|\bsupport\b|\bin favour\b|for (or|/) ?against"
        r"|for/against|\bstance\b"
        r"|\bshould\b|^(position|opinion|view|vote|answer|for|yes ?(or|/) ?no)$|\bpropos(al|ed)\b|\boppose\b"
        r"|to what extent",
        Holds.STANCE,
    ),
)  # fmt: skip
_RULES = tuple((re.compile(pattern), holds) for pattern, holds in _PATTERNS)
# Which of two columns is the day that a form was sent: when it was finished, not when it was begun.
_BETTER_DAYS = ("completion", "submi", "end", "complet", "received", "timestamp")
# SurveyMonkey repeats under its headings what kind of answer each question takes.
_SECOND_HEADINGS = frozenset({"response", "open-ended response", "other (please specify)"})


def tidy_heading(heading: str) -> str:
    """A heading without case, numbering and doubled spaces: how it is known the next time."""
    words = re.sub(r"\s+", " ", heading).strip().casefold()
    return re.sub(r"^(q(uestion)? ?\d+|\d+)[.):]? +", "", words).strip(" :*")


def holds_what(heading: str) -> Holds | None:
    """What a column of this heading holds; None where it does not say."""
    words = tidy_heading(heading)
    return next((holds for pattern, holds in _RULES if pattern.search(words)), None)


def guess_columns(headings: Sequence[str], remembered: Mapping[str, str] | None = None) -> list[Holds]:
    """What each column holds: as said for the last file of the consultation, else by its heading.

    A column that says nothing is left out. Of several that fit where one is wanted, the best counts.
    """
    known = {tidy_heading(heading): holds for heading, holds in (remembered or {}).items()}
    found: list[Holds] = []
    for heading in headings:
        told = known.get(tidy_heading(heading), "")
        found.append(Holds(told) if Holds.has(told) else holds_what(heading) or Holds.NOTHING)
    for once in sorted(ONCE):
        places = [place for place, holds in enumerate(found) if holds is once]
        for place in places:
            if place != _best(once, places, headings):
                found[place] = Holds.COMMENT if once is Holds.STANCE else Holds.NOTHING
    return found


def column_problems(columns: Sequence[str], *, has_day: bool) -> list[str]:
    """What is wrong with what the columns are said to hold; `has_day` where one day is given for the whole file."""
    problems = []
    for once in Holds:
        if once in ONCE and list(columns).count(once.value) > 1:
            problems.append(f"Only one column can be “{once.label}”.")
    if Holds.RECEIVED.value not in columns and not has_day:
        problems.append("Say which column is the day it came in, or enter one day for the whole file.")
    if Holds.STANCE.value not in columns and Holds.COMMENT.value not in columns:
        problems.append("Say which column is for or against, or which is the comment.")
    return problems


def is_second_heading(cells: Iterable[str]) -> bool:
    """Whether a first row of answers only names kinds of answers, as SurveyMonkey's does."""
    said = [cell.strip().casefold() for cell in cells if cell.strip()]
    return (
        bool(said)
        and any("response" in cell for cell in said)
        and all(cell in _SECOND_HEADINGS for cell in said)
    )


def _best(once: Holds, places: Sequence[int], headings: Sequence[str]) -> int:
    if once is Holds.RECEIVED:
        for word in _BETTER_DAYS:
            for place in places:
                if tidy_heading(headings[place]).startswith(word):
                    return place
    return places[0]
