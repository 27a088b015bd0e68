"""The register of Trust Partnerships: each as a line, judged as of today."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from partnerships.models import Partnership, User
from partnerships.models.partnership import PartnershipQuerySet
from partnerships.reports.partnership import partnership_facts
from partnerships.reports.partnership_page import PartnershipPage
from partnerships.rules.partnership import Mark
from partnerships.rules.partnership_words import PartnershipState
from partnerships.rules.saying import counted, lower_first, say_day
from partnerships.rules.words import Rating

# A review counts as due this long before its day.
DUE_DAYS = 30


class PartnershipRow(PartnershipPage):
    """One partnership with what its line says."""

    @property
    def dates(self) -> str:
        """ "1 September 2026 to 31 August 2027"; what is not known is said so."""
        starts, ends = self.partnership.starts_on, self.partnership.ends_on
        if starts is None and ends is None:
            return "No days yet"
        return f"{say_day(starts) if starts else 'No start yet'} to {say_day(ends) if ends else 'no end yet'}"

    @property
    def left(self) -> str:
        """ "8 of 18 months gone, 10 months left"; empty where start and end are not both known."""
        known = self.partnership.starts_on and self.partnership.ends_on
        return self.clock.words if known else ""

    @property
    def next(self) -> Mark | None:
        """The review that comes next; nothing comes after the end."""
        return None if self.is_over else self.clock.next

    @property
    def next_words(self) -> str:
        """ "Termly review 2, due 3 May 2027"; empty for none."""
        return f"{self.next.name}, {self.next.words}" if self.next else ""

    @property
    def missed_words(self) -> str:
        """ "2 reviews missed"; empty for none, and once it is over."""
        missed = 0 if self.is_over else len(self.clock.missed)
        return f"{counted(missed, 'review')} missed" if missed else ""

    @property
    def is_over(self) -> bool:
        return self.state is PartnershipState.ENDED

    @property
    def review_soon(self) -> bool:
        """Whether its next review is due within a month."""
        due = self.next.due_on if self.next else None
        return due is not None and due <= self.today + dt.timedelta(days=DUE_DAYS)

    def is_red(self, expectation: str = "") -> bool:
        """Whether this expectation is red; without one, whether any is."""
        return any(
            judged.rating is Rating.RED and expectation in ("", judged.expectation.value)
            for judged, _ in self.expectations
        )

    @property
    def warning_words(self) -> str:
        """ "1 red, 2 amber"; "None" without any."""
        found = Counter(sign.rating for sign, _ in self.warnings)
        said = [
            f"{found[each]} {lower_first(each.label)}" for each in (Rating.RED, Rating.AMBER) if found[each]
        ]
        return ", ".join(said) or "None"

    @property
    def lead(self) -> User | None:
        """Who leads it for the trust, by name or through the project."""
        return self.partnership.trust_lead or self.partnership.project.lead


def visible_partnerships(user: User) -> PartnershipQuerySet:
    """What this person may see, of ended projects too."""
    mine: PartnershipQuerySet = Partnership.objects.visible_to(user).with_names()  # type: ignore[attr-defined]  # the same queryset, narrowed
    return mine


def partnership_rows(found: Iterable[Partnership], *, today: dt.date) -> list[PartnershipRow]:
    """These as lines, the first to end first and those that are over last: the same queries for one or many."""
    there = list(found)
    facts = partnership_facts(there)
    rows = [PartnershipRow(each, facts[each.pk], today) for each in there]
    return sorted(rows, key=_place)


def _place(row: PartnershipRow) -> tuple[bool, dt.date, int]:
    return row.is_over, row.partnership.ends_on or dt.date.max, row.partnership.pk


def states_words(rows: Sequence[PartnershipRow]) -> str:
    """ "2 active, 1 past its end, 1 ended", in the order of a partnership's life."""
    found = Counter(row.state for row in rows)
    return ", ".join(
        f"{found[state]:,} {lower_first(state.label)}" for state in PartnershipState if found[state]
    )
