"""How a judgement of a partnership is put: a rating, what shows it, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.rules.words import Rating, Word


class Expectation(Word):
    """The four things that DfE expects of every Trust Partnership (guidance of 2021, last updated July 2023)."""

    TIME_LIMITED = "time_limited", "Time limited"
    TEACHING = "teaching", "Focused on teaching and learning"
    DOCUMENTED = "documented", "Well documented"
    JOINING = "joining", "With a view to joining"


@dataclass(frozen=True)
class Sign:
    """One thing found in the record: a sentence, how bad it is, and what would mend it (empty where nothing can)."""

    rating: Rating
    sentence: str
    mend: str = ""


@dataclass(frozen=True)
class Judged:
    """One expectation, judged from the record: as bad as the worst that is found. Each reason is a sentence."""

    expectation: Expectation
    signs: tuple[Sign, ...]

    @property
    def rating(self) -> Rating:
        return worst(each.rating for each in self.signs)

    @property
    def evidence(self) -> list[str]:
        """What shows it, the gravest first."""
        return [each.sentence for each in sorted(self.signs, key=lambda each: -GRAVITY[each.rating])]

    @property
    def mend(self) -> list[str]:
        """What would mend it; nothing where it is green."""
        return [each.mend for each in self.signs if each.mend]


GRAVITY = {Rating.GREEN: 0, Rating.AMBER: 1, Rating.RED: 2}


def worst(ratings: Iterable[Rating]) -> Rating:
    """The worst of them; green where there is none."""
    return max(ratings, key=GRAVITY.__getitem__, default=Rating.GREEN)


def good(sentence: str) -> Sign:
    return Sign(Rating.GREEN, sentence)


def amber(sentence: str, mend: str = "") -> Sign:
    return Sign(Rating.AMBER, sentence, mend)


def red(sentence: str, mend: str = "") -> Sign:
    return Sign(Rating.RED, sentence, mend)
