"""Published guidance: the list, and what of it a page rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from partnerships.models import Guidance, User
from partnerships.models.guidance import GuidanceQuerySet
from partnerships.rules.guidance import LABEL_OF, review_words
from partnerships.rules.saying import say_day

ALL_TRUSTS = "All trusts"


@dataclass(frozen=True)
class GuidanceRow:
    """One piece of guidance with what its line says; `titles` are those of milestones, by code."""

    guidance: Guidance
    today: dt.date
    titles: Mapping[str, str]
    may_change: bool = False

    @property
    def about_words(self) -> list[str]:
        """What rests on it, in words; a code that no template has stands as it is."""
        return [LABEL_OF.get(key) or self._milestone(key) for key in self.guidance.about]

    def _milestone(self, code: str) -> str:
        title = self.titles.get(code)
        return f"{code} {title}" if title else code

    @property
    def whose(self) -> str:
        return self.guidance.trust.name if self.guidance.trust is not None else ALL_TRUSTS

    @property
    def stale_words(self) -> str:
        """That its link has gone stale, since when and with what; empty otherwise."""
        return stale_words(self.guidance)

    @property
    def review_words(self) -> str:
        """That it is to be looked at again; empty otherwise."""
        return review_words(self.guidance.review_on, self.today)

    @property
    def link_words(self) -> str:
        """When its link was last tried."""
        checked = self.guidance.link_checked_on
        return f"Link tried {say_day(checked)}" if checked else "Link not tried yet"


@dataclass(frozen=True)
class GuidanceIndex:
    """All guidance that a person may see, read once for a page."""

    found: list[Guidance]
    today: dt.date

    def on(self, keys: Iterable[str]) -> list[Guidance]:
        """Guidance about any of these, each once, in the list's order; a trust's own goes before the shared."""
        wanted = {key for key in keys if key}
        about = [each for each in self.found if wanted & set(each.about)]
        own = {each.url for each in about if each.trust_id is not None}
        return [each for each in about if each.trust_id is not None or each.url not in own]


def guidance_index(user: User, *, today: dt.date) -> GuidanceIndex:
    """What `guidance_for` looks in; one query, however many fields of a page rest on guidance."""
    return GuidanceIndex(list(Guidance.objects.visible_to(user)), today)


def guidance_for(user: User, keys: Iterable[str], *, today: dt.date) -> list[Guidance]:
    """Guidance that this person may see about any of these: codes of milestones, keys of checks and fields."""
    return guidance_index(user, today=today).on(keys)


def guidance_list(user: User) -> GuidanceQuerySet:
    """Everything that this person may see, by publisher and title."""
    return Guidance.objects.visible_to(user).select_related("trust")


def publishers(user: User) -> list[tuple[str, str]]:
    """Who published any of it."""
    names = Guidance.objects.visible_to(user).order_by("publisher").values_list("publisher", flat=True)
    return [(name, name) for name in names.distinct()]


def stale_words(guidance: Guidance) -> str:
    """ "Stale link since 3 March 2027 (404 Not Found)"; empty where it answers or was never tried."""
    if guidance.link_failed_on is None:
        return ""
    answer = f" ({guidance.link_answer})" if guidance.link_answer else ""
    return f"Stale link since {say_day(guidance.link_failed_on)}{answer}"
