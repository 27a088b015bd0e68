"""Promises: of one project, over all of them, and those that somebody should check now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from partnerships.models import Project, Promise, User
from partnerships.models.fit import PromiseQuerySet
from partnerships.models.project import visible_projects
from partnerships.rules.partnership_words import CheckPromise, Kept
from partnerships.rules.promises import check_day, due_words, is_due
from partnerships.rules.saying import say_day, say_month
from partnerships.rules.words import OwnerRole

_COLOURS = {Kept.YES: "green", Kept.PARTLY: "yellow", Kept.NO: "red"}
# Rows of the block on Your work.
MOST = 8


@dataclass(frozen=True)
class PromiseRow:
    """One promise with what its line says."""

    promise: Promise
    today: dt.date

    @property
    def day(self) -> dt.date | None:
        """When it is checked; None while that is not known."""
        project = self.promise.project
        return check_day(
            self.promise.check_when,
            self.promise.check_on,
            opened_on=project.opened_on,
            joining_month=project.joining_month,
        )

    @property
    def check_words(self) -> str:
        """When it is checked, in words."""
        if self.promise.check_when != CheckPromise.YEAR_AFTER_OPENING:
            return f"To be checked {say_day(self.day)}" if self.day else "No day for the check"
        if self.day is None:
            return "To be checked one year after opening, no date yet"
        if self.promise.project.opened_on is None:
            return f"To be checked one year after opening, {say_month(self.day)} as it stands"
        return f"To be checked one year after opening, {say_day(self.day)}"

    @property
    def owner_words(self) -> str:
        """The person or the role that sees to it."""
        if self.promise.owner is not None:
            return str(self.promise.owner)
        return OwnerRole(self.promise.owner_role).label if self.promise.owner_role else "Nobody yet"

    @property
    def made_words(self) -> str:
        """ "Made to the staff, 3 March 2027"."""
        whom = f" to {self.promise.made_to}" if self.promise.made_to else ""
        return f"Promised{whom}, {say_day(self.promise.made_on)}"

    @property
    def due_words(self) -> str:
        """That its check is due, or late; empty otherwise."""
        return due_words(self.day, self.today, kept=self.promise.kept)

    @property
    def is_due(self) -> bool:
        return is_due(self.day, self.today, kept=self.promise.kept)

    @property
    def kept_words(self) -> str:
        """ "Kept", "Kept in part", "Not kept"; empty while it has not been checked."""
        return Kept(self.promise.kept).label if self.promise.kept else ""

    @property
    def colour(self) -> str:
        """The colour of the tag that says whether it was kept; its words say the same."""
        return _COLOURS[Kept(self.promise.kept)] if self.promise.kept else "grey"


def promise_rows(project: Project, *, today: dt.date) -> tuple[list[PromiseRow], list[PromiseRow]]:
    """The promises of a project that are to be checked, the soonest first, and those that were."""
    found = Promise.objects.filter(project=project).soonest_check_first()
    rows = [
        PromiseRow(each, today)
        for each in found.select_related("owner", "evidence", "project", "project__school")
    ]
    return [row for row in rows if not row.promise.kept], [row for row in rows if row.promise.kept]


def visible_promises(user: User) -> PromiseQuerySet:
    """Promises that this person may see, those to be checked soonest first; of ended projects too."""
    found: PromiseQuerySet = Promise.objects.soonest_check_first()
    return found.filter(visible_projects(user, "project__")).select_related(
        "owner", "evidence", "project__school", "project__trust", "project__lead"
    )


def checks_due(user: User, *, today: dt.date) -> tuple[list[PromiseRow], int]:
    """The first of this person's promises to check, the longest due first; how many in all."""
    due = Promise.objects.of_live_projects().owned_by(user).check_due(on=today).visible_to(user)
    first = due.order_by("check_day", "pk").select_related("owner", "project__school")[:MOST]
    rows = [PromiseRow(each, today) for each in first]
    return rows, len(rows) if len(rows) < MOST else due.count()


def kept_counts(rows: list[PromiseRow]) -> list[tuple[str, int]]:
    """How many were kept, kept in part, and not; those of which there is any."""
    counts = [(kept.label, sum(row.promise.kept == kept for row in rows)) for kept in Kept]
    return [(label, count) for label, count in counts if count]
