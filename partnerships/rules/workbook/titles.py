"""Which milestone a heading or cell means: by its code, by its title, or by what teams usually call it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from partnerships.rules.workbook.asking import LEAVE, plain, quoted
from partnerships.rules.workbook.meanings import MilestoneTitle, NotUnderstood
from partnerships.rules.workbook.milestone_names import ALSO_CALLED, AMBIGUOUS
from partnerships.rules.workbook.words import Asks

_CODE = re.compile(r"(?<![a-z])([a-z]{3})[\s\-_.]?0?(\d{1,2})(?!\d)")
_SMALL = frozenset(
    {"the", "a", "an", "of", "and", "to", "for", "by", "with", "in", "on", "from", "is", "are", "date", "day"}
)
# What is about a milestone, but not whether it is done.
_ASIDE = frozenset(
    {"not", "comment", "risk", "issu", "email", "contact", "nam", "link", "cost", "fe", "who", "lead"}
)
# Beyond that nothing is a title; looking through a page of words for one takes seconds.
_LONGEST_TITLE = 300
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|e|s)$")
# How like a title a text has to be that spells it otherwise ("Land questionaire").
_LIKE_ENOUGH = 0.88
_SHORTEST_LIKE = 6
_MOST_OPTIONS = 8


class Names:
    """What each milestone of a template may be called, tidied; made once for a template."""

    def __init__(self, milestones: Sequence[MilestoneTitle]) -> None:
        self.by_code = {each.code.lower(): each for each in milestones if each.code}
        self.titles: dict[str, list[MilestoneTitle]] = {}
        own = {tidy_name(each.title) for each in milestones}
        for each in milestones:
            for name in _names_of(each):
                mine = self.titles.setdefault(name, [])
                is_another_s = name in own and name != tidy_name(each.title)
                if each not in mine and not is_another_s:
                    mine.append(each)
        self._words = [(frozenset(_telling(name)), mine) for name, mine in self.titles.items()]

    def coded(self, text: str) -> MilestoneTitle | None:
        """Of a text with a code in it: "LEG-03", "LEG 3 Land questionnaire"."""
        found = _CODE.search(plain(text).lower())
        return self.by_code.get(f"{found[1]}-{int(found[2]):02d}") if found else None

    def called(self, text: str) -> list[MilestoneTitle]:
        """Those that a text may mean: one where it is understood, several where it is not said which, or none."""
        name = tidy_name(text)
        if not name:
            return []
        if several := self.several(text):
            return several
        if exact := self.titles.get(name):
            return exact
        return self._of_words(name) or self._alike(name)

    def several(self, text: str) -> list[MilestoneTitle]:
        """Those among which a text such as "TUPE consultation" does not say which it means."""
        codes = AMBIGUOUS.get(tidy_name(text), ())
        return [each for code in codes if (each := self.by_code.get(code.lower()))]

    def near(self, text: str) -> list[MilestoneTitle]:
        """Those whose names share most words with a text, to choose from."""
        said = frozenset(_telling(tidy_name(text)))
        shared: dict[MilestoneTitle, float] = {}
        for words, mine in self._words:
            if said & words:
                alike = len(said & words) / len(said | words)
                shared.update({each: max(alike, shared.get(each, 0)) for each in mine})
        return sorted(shared, key=lambda each: -shared[each])[:_MOST_OPTIONS]

    def _of_words(self, name: str) -> list[MilestoneTitle]:
        """By the same telling words in any order, else by two or more that are most of one name."""
        said = frozenset(_telling(name))
        same = dict.fromkeys(each for words, mine in self._words if said == words for each in mine)
        if same or len(said) < 2:
            return list(same)
        most = [mine for words, mine in self._words if said <= words and len(said) * 2 >= len(words)]
        if not most and not said & _ASIDE:  # "Bank details to DfE" is "Bank details", and a word more
            more = ((words, mine) for words, mine in self._words if len(words) > 1 and words <= said)
            most = [mine for words, mine in more if len(words) * 3 >= len(said) * 2]
        return list(dict.fromkeys(each for mine in most for each in mine))

    def _alike(self, name: str) -> list[MilestoneTitle]:
        if len(name) < _SHORTEST_LIKE:
            return []
        names = difflib.get_close_matches(name, list(self.titles), n=3, cutoff=_LIKE_ENOUGH)
        return list(dict.fromkeys(each for close in names for each in self.titles[close]))


@lru_cache(maxsize=64)
def names_of(milestones: tuple[MilestoneTitle, ...]) -> Names:
    """The names of a template's milestones; of the same template they are made once."""
    return Names(milestones)


def milestone(text: str, milestones: Sequence[MilestoneTitle]) -> MilestoneTitle:
    """The milestone that a cell names. Raises NotUnderstood with those that it may mean."""
    found = _found(text[:_LONGEST_TITLE], names_of(tuple(milestones)))
    if isinstance(found, NotUnderstood):
        raise NotUnderstood(found.says, found.asks, found.options)
    return found


@lru_cache(maxsize=8_192)  # likeness takes milliseconds, and a title stands in many rows
def _found(text: str, names: Names) -> MilestoneTitle | NotUnderstood:
    if coded := names.coded(text):
        return coded
    found = names.called(text)
    if len(found) == 1:
        return found[0]
    says = f"{quoted(text)} may be one of several milestones. Choose one." if found else (
        f"No milestone of your plan is called {quoted(text)}. Choose one, or enter its code."
    )  # fmt: skip
    options = tuple((each.code or each.title, _label(each)) for each in found or names.near(text))
    return NotUnderstood(says, Asks.MILESTONE, (*options, LEAVE))


def tidy_name(text: str) -> str:
    """A milestone's name without case, punctuation and brackets."""
    words = re.sub(r"\(.*?\)|\[.*?\]", " ", plain(text).lower()).replace("&", " and ")
    words = re.sub(r"'s?\b|s'(?=\s|$)", lambda found: "s" if "s" in found[0] else "", words)
    return " ".join(re.sub(r"[^a-z0-9%/]+", " ", words).split())


def _label(each: MilestoneTitle) -> str:
    return f"{each.title} ({each.code})" if each.code else each.title


def _names_of(each: MilestoneTitle) -> Iterable[str]:
    """The title, its parts before a colon or semicolon, and what else it is called."""
    parts = re.split(r"[;:]", re.sub(r"\(.*?\)", "", each.title))
    named = (each.title, parts[0], *ALSO_CALLED.get(each.code, ()))
    found = (tidy_name(name) for name in named)
    return dict.fromkeys(name for name in found if name and name not in AMBIGUOUS)


def _telling(name: str) -> list[str]:
    """The words that tell names apart, without their endings: "signed" and "sign" are one."""
    return [_ENDING.sub("", word) for word in name.split() if word not in _SMALL]
