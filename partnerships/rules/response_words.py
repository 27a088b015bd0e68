"""Words of a form's answers, as the groups, channels and views that the product knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from partnerships.rules.consultation_words import Audience, Channel, Stance
from partnerships.rules.response_columns import Holds
from partnerships.rules.words import Word

KINDS: Mapping[Holds, type[Word]] = {
    Holds.AUDIENCE: Audience, Holds.CHANNEL: Channel, Holds.STANCE: Stance,
}  # fmt: skip

# Words that name a group, at the beginning of a word of the answer.
_AUDIENCES: dict[Audience, str] = {
    Audience.UNIONS: r"(trade )?unions?\b|neu\b|nasuwt|unison\b|gmb\b|ascl\b|naht\b|unite\b",
    Audience.STAFF_REPS: r"(staff|employee) rep",
    Audience.GOVERNORS: r"governor|governing (body|board)",
    Audience.FOUNDATION: r"foundation (body|trust)|trustees? of the (foundation|school)|site trustee",
    Audience.APPOINTERS: r"appointing|appoints? (foundation )?governors|bishop",
    Audience.DIOCESE: r"dioces|church\b|parish\b|clergy|vicar|priest|religious|imam|rabbi",
    Audience.LA: r"local authority|council officer|county council|borough council|city council|\bla\b",
    Audience.COUNCILLORS: r"councillor|cllr|mp\b|member of parliament",
    Audience.MEMBERS: r"members? of the (trust|single|academy)|company member",
    Audience.FEEDERS: r"feeder|nursery|pre-?school|early years|childminder",
    Audience.SCHOOLS: r"(other|another|local|neighbouring|nearby) (local )?(school|head)|from (an)?other school",
    Audience.STAFF: r"staff\b|teach|employee|head ?teacher|lunchtime|caretaker|i work at",
    Audience.PARENTS: r"(grand)?parent|carer|guardian|mum\b|dad\b|mother|father|famil(y|ies)\b",
    Audience.PUPILS: r"pupil|student|learner|child(ren)?\b|school council",
    Audience.SITE_USERS: r"(hall|site|facility|facilities) user|users? of the (site|school|hall)|hirer"
    r"|lettings?\b|club\b",
    Audience.COMMUNITY: r"resident|communit|neighbour\b|member of the public|local (person|people|business)"
    r"|villag|general public",
    Audience.UNKNOWN: r"(rather|prefer) not|not (known|stated|given|say)|unknown|anonymous|blank\b|n/?a$",
    Audience.OTHER: r"others?\b|none of",
}  # fmt: skip
# A parent governor answers as a governor, the parent of a pupil as a parent.
_COVERS: dict[Audience, frozenset[Audience]] = {
    Audience.GOVERNORS: frozenset({Audience.PARENTS, Audience.STAFF, Audience.FOUNDATION, Audience.LA,
    Audience.COMMUNITY}),
    Audience.UNIONS: frozenset({Audience.STAFF, Audience.STAFF_REPS, Audience.OTHER}),
    Audience.STAFF_REPS: frozenset({Audience.STAFF}),
    Audience.PARENTS: frozenset({Audience.PUPILS, Audience.FEEDERS, Audience.OTHER}),
    Audience.SCHOOLS: frozenset({Audience.STAFF, Audience.OTHER, Audience.COMMUNITY}),
    Audience.FEEDERS: frozenset({Audience.STAFF, Audience.SCHOOLS, Audience.PUPILS}),
    Audience.LA: frozenset({Audience.STAFF}),
    Audience.DIOCESE: frozenset({Audience.STAFF, Audience.COMMUNITY}),
    Audience.COMMUNITY: frozenset({Audience.OTHER}),
    Audience.COUNCILLORS: frozenset({Audience.LA, Audience.COMMUNITY}),
    Audience.APPOINTERS: frozenset({Audience.FOUNDATION, Audience.GOVERNORS, Audience.DIOCESE}),
    Audience.STAFF: frozenset({Audience.OTHER}),
}  # fmt: skip
# Who was a pupil, a parent or a teacher once is heard among those around the school.
_FORMER = re.compile(r"(an? )?(former|past|ex)\b")
_CHANNELS: dict[Channel, str] = {
    Channel.WEB: r"web form|online|electronic|internet|(google|microsoft|ms) forms?|^(form|survey)$",
    Channel.EMAIL: r"e-?mail",
    Channel.LETTER: r"letter|post\b|posted|by hand",
    Channel.PAPER: r"paper|questionnaire|hard ?copy|printed",
    Channel.DROP_IN: r"drop[- ]?in|surgery",
    Channel.MEETING: r"meeting|in person|face to face|assembly",
    Channel.PHONE: r"phone|telephone|call\b|called|rang",
    Channel.WEBSITE: r"website",
    Channel.NOTICE: r"notice",
    Channel.OTHER: r"other\b|another way",
}
# Asked in this order: "disagree" holds "agree", and "neither agree nor disagree" both.
_STANCES: tuple[tuple[Stance, str], ...] = (
    (Stance.NEUTRAL, r"neither|neutral|no (strong )?(opinion|view|preference|feeling)|indifferent|don.?t mind"
    r"|do not mind|no comment"),
    (Stance.UNDECIDED, r"undecided|not sure|unsure|uncertain|(don.?t|do not) know|maybe|perhaps"
    r"|more information|unclear"),
    (
        Stance.AGAINST,
        r"against|disagree|oppose|object|(not|n.t) (agree|support|want|in favour|be in favour)"
        r"|not (at all )?(supportive|happy)|^no\b|unsupportive|^n$",
    ),
    (Stance.FOR, r"\bfor\b|agree|support|favour|^yes\b|approve|happy|^y$|welcome"),
)  # fmt: skip
_YES = re.compile(r"^(y|yes|true|1|x|needed|please|tick(ed)?|✓)\b|^[x✓✔]$")


def tidy_word(word: str) -> str:
    """A word of an answer as it is known the next time."""
    return re.sub(r"\s+", " ", word.replace("’", "'")).strip().casefold()[:120]


@lru_cache(maxsize=4096)  # a form's ten thousand rows hold a dozen different answers
def guess_word(holds: Holds, word: str) -> Word | None:
    """What an answer in such a column means; None where the person has to say."""
    words = tidy_word(word)
    if not words:
        return None
    exact = next((each for each in KINDS[holds] if words in (each.value, each.label.casefold())), None)
    if exact is not None:
        return exact
    if holds is Holds.AUDIENCE:
        return _audience(words)
    if holds is Holds.CHANNEL:
        return next((each for each, pattern in _CHANNELS.items() if re.search(pattern, words)), None)
    return next((each for each, pattern in _STANCES if re.search(pattern, words)), None)


def means_yes(word: str) -> bool:
    """Whether a cell of "needs a reply" says yes."""
    return bool(_YES.search(tidy_word(word)))


def split_themes(cell: str, known: frozenset[str] = frozenset()) -> list[str]:
    """The themes in one cell: parted by semicolons, bars or lines; by commas unless the whole is a theme's name.

    `known` are the tidied names of themes there are.
    """
    parts = [part.strip() for part in re.split(r"[;|\n]", cell)]
    found = []
    for part in parts:
        whole = tidy_word(part) in known or "," not in part
        found += [part] if whole else [each.strip() for each in part.split(",")]
    return [each for each in found if each]


def _audience(words: str) -> Audience | None:
    named = {each for each, pattern in _AUDIENCES.items() if re.search(rf"\b(?:{pattern})", words)}
    covered: set[Audience] = set()
    for each in named:
        covered |= _COVERS.get(each, frozenset())
    left = named - covered
    if len(left) != 1:
        return None
    return Audience.COMMUNITY if _FORMER.match(words) else left.pop()
