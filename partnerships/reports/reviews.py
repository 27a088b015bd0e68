"""Reviews: those recorded, what they found, and which come next by the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from partnerships.models import Evidence, Milestone, Project, Review, ReviewFinding
from partnerships.reports.activities import standing
from partnerships.rules.dates import days_late
from partnerships.rules.partnership_words import Domain, ReviewKind
from partnerships.rules.reviews import CODE_OF, review_kind_of
from partnerships.rules.saying import counted, say_day
from partnerships.rules.words import Rating

COLOURS = {"green": "green", "amber": "yellow", "red": "red"}
_WITH = ("milestone", "evidence", "project__school", "project__trust")


@dataclass(frozen=True)
class FindingRow:
    """One of the five domains, with what a review found in it."""

    domain: Domain
    finding: ReviewFinding | None

    @property
    def rating(self) -> str:
        rating = self.finding.rating if self.finding else ""
        return Rating(rating).label if rating else ""

    @property
    def colour(self) -> str:
        return COLOURS.get(self.finding.rating, "") if self.finding else ""


@dataclass(frozen=True)
class ReviewRow:
    """One recorded review with what its line and its page say."""

    review: Review

    @property
    def held_on(self) -> dt.date | None:
        """Its day: its milestone's, where it is one."""
        return self.review.day

    @property
    def day(self) -> str:
        return say_day(self.held_on) if self.held_on else "No day: its milestone is not logged as done"

    @property
    def kind(self) -> str:
        return kind_words(ReviewKind(self.review.kind), self.review.milestone)

    @property
    def rating(self) -> str:
        return Rating(self.review.rating).label if self.review.rating else ""

    @property
    def colour(self) -> str:
        """The tag's colour; its word says the same."""
        return COLOURS.get(self.review.rating, "")

    @property
    def evidence(self) -> Evidence | None:
        return standing(self.review.evidence)

    @cached_property
    def domains(self) -> list[FindingRow]:
        """All five domains, in their order."""
        found = {each.domain: each for each in self.review.by_domain.all()}
        return [FindingRow(domain, found.get(domain.value)) for domain in Domain]

    @property
    def domains_first(self) -> bool:
        """Whether the five domains head it, each of them, as after joining."""
        return ReviewKind(self.review.kind).after_opening

    @property
    def found_in(self) -> list[FindingRow]:
        """The domains in which something was found."""
        return [each for each in self.domains if each.finding is not None]


@dataclass(frozen=True)
class DueRow:
    """A milestone that is a review and has no record yet."""

    milestone: Milestone
    kind: ReviewKind
    today: dt.date

    @property
    def words(self) -> str:
        return kind_words(self.kind, self.milestone)

    @property
    def done(self) -> bool:
        """Logged as done without saying what was found."""
        return self.milestone.has_happened

    @property
    def late(self) -> str:
        """ "9 days late"; empty where it is not."""
        late = days_late(self.milestone.due_on, self.today, done=self.done)
        return f"{counted(late, 'day')} late" if late else ""

    @property
    def when(self) -> str:
        milestone = self.milestone
        if self.done:
            on = f" on {say_day(milestone.done_on)}" if milestone.done_on else ""
            return f"Logged as done{on}, without what was found"
        return f"Due {say_day(milestone.due_on)}" if milestone.due_on else "No date yet"


def kind_words(kind: ReviewKind, milestone: Milestone | None) -> str:
    """ "Termly review 2": which of several it is, where it is one of several."""
    several = milestone is not None and kind is ReviewKind.TERMLY
    return f"{kind.label} {milestone.occurrence}" if several and milestone else kind.label


def reviews_of(project: Project) -> list[ReviewRow]:
    """The recorded reviews of a project, the latest first; those without a day before all others."""
    found = project.reviews.select_related(*_WITH).prefetch_related("by_domain")
    rows = [ReviewRow(each) for each in found]
    return sorted(rows, key=lambda row: (row.held_on or dt.date.max, row.review.pk), reverse=True)


def due_reviews(project: Project, *, today: dt.date, asked: str = "") -> list[DueRow]:
    """The reviews of the plan that have no record, in the order in which they are due.

    Those after joining are left out while the school has not joined, unless `asked` is one's key.
    """
    rows = project.milestones.in_plan().filter(code__in=CODE_OF.values(), review=None)
    found = [DueRow(each, kind, today) for each in rows if (kind := review_kind_of(each.code))]
    joined = project.opened_on is not None
    wanted = [
        row
        for row in found
        if joined or row.done or not row.kind.after_opening or str(row.milestone.pk) == asked
    ]
    return sorted(wanted, key=lambda row: (row.milestone.due_on or dt.date.max, row.milestone.position))


@dataclass(frozen=True)
class OnMilestone:
    """What the page of a milestone that is a review says of its record."""

    kind: ReviewKind
    row: ReviewRow | None


def review_on(milestone: Milestone) -> OnMilestone | None:
    """The record of the review that this milestone is; None for any other milestone."""
    kind = review_kind_of(milestone.code)
    if kind is None:
        return None
    found = Review.objects.filter(milestone=milestone).select_related(*_WITH).prefetch_related("by_domain")
    first = found.first()
    return OnMilestone(kind, ReviewRow(first) if first else None)
