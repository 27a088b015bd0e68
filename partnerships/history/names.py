"""What the keys in history rows are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from partnerships.history.rows import Change
from partnerships.models import (
    Consultation,
    Contact,
    Evidence,
    Group,
    Meeting,
    Milestone,
    Note,
    PartnershipService,
    ProjectGroup,
    Response,
    ResponseReport,
    Review,
    Theme,
    User,
)
from partnerships.rules.partnership_words import ReviewKind
from partnerships.rules.saying import lower_first

# Tables whose lines say to which milestone they belong; a note's own words do.
_NAME_MILESTONES = frozenset({"evidence", "decisions", "risks", "steps", "reviews"})
# Columns that point to a row of which one other column says what it is called.
_CALLED: tuple[tuple[str, type[Model], str, tuple[str, ...]], ...] = (
    ("groups", Group, "name", ("outgoing_trust_id",)),
    ("evidence", Evidence, "name", ("replaces_id", "evidence_id", "sla_id")),
    ("contacts", Contact, "name", ("owner_contact_id", "school_lead_id")),
    ("services", PartnershipService, "what", ("service_id",)),
    ("consultations", Consultation, "title", ("consultation_id",)),
    ("meetings", Meeting, "on", ("meeting_id",)),
    ("reviews", Review, "kind", ("review_id",)),
    ("themes", Theme, "name", ("theme_id",)),
    ("responses", Response, "number", ("response_id", "duplicate_of_id")),
    ("reports", ResponseReport, "number", ("response_report_id",)),
)


@dataclass(frozen=True)
class Names:
    """What the keys in history rows are called; notes deleted since, whose words are not repeated."""

    users: dict[int, str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    standing_notes: frozenset[int] = frozenset()
    evidence: dict[int, str] = field(default_factory=dict)
    milestones: dict[int, str] = field(default_factory=dict)
    contacts: dict[int, str] = field(default_factory=dict)
    project_groups: dict[int, str] = field(default_factory=dict)
    services: dict[int, str] = field(default_factory=dict)
    consultations: dict[int, str] = field(default_factory=dict)
    meetings: dict[int, Any] = field(default_factory=dict)
    reviews: dict[int, str] = field(default_factory=dict)
    themes: dict[int, str] = field(default_factory=dict)
    responses: dict[int, int] = field(default_factory=dict)
    reports: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: Iterable[Change]) -> Names:
        """One query at most for each kind of thing that the changes point to."""
        changes = list(changes)
        rows = [row for c in changes for row in (c.row, c.before) if row is not None]
        users = _keys(rows, "owner_id", "lead_id", "user_id", "from_user_id", "to_user_id", "trust_lead_id")
        regrouped = [c for c in changes if c.kind == "project" and c.differs("group_id")]
        together = _keys([row for c in regrouped for row in (c.row, c.before)], "group_id")
        milestones = _keys([c.row for c in changes if c.kind in _NAME_MILESTONES], "milestone_id")
        notes = {c.row.id for c in changes if c.kind == "notes"}
        standing = Note.objects.filter(pk__in=notes, deleted_at=None).values_list("pk", flat=True)
        called = {name: _called(model, column, _keys(rows, *keys)) for name, model, column, keys in _CALLED}
        return cls(
            users={user.pk: str(user) for user in User.objects.filter(pk__in=users)} if users else {},
            standing_notes=frozenset(standing if notes else ()),
            milestones=_called(Milestone, "title", milestones),
            project_groups=_called(ProjectGroup, "name", together),
            **called,
        )

    def contact(self, pk: int | None) -> str:
        return "nobody" if pk is None else self.contacts.get(pk, "a contact who was removed")

    def milestone(self, pk: int | None) -> str:
        """The title of a milestone, quoted; words for one that was removed."""
        return f"“{self.milestones[pk]}”" if pk in self.milestones else "a milestone that was removed"

    def user(self, pk: int | None) -> str:
        return "nobody" if pk is None else self.users.get(pk, "somebody")

    def consultation(self, pk: int) -> str:
        """The title of a consultation, quoted."""
        return f"“{self.consultations[pk]}”" if pk in self.consultations else "a consultation that is gone"

    def review(self, pk: int) -> str:
        """ "the termly review", "the midpoint"."""
        kind = self.reviews.get(pk)
        return f"the {lower_first(ReviewKind(kind).label)}" if kind else "a review that was removed"

    def response(self, pk: int | None) -> str:
        return f"response {self.responses[pk]:,}" if pk in self.responses else "a response that is gone"

    def theme(self, pk: int) -> str:
        return f"“{self.themes[pk]}”" if pk in self.themes else "a theme that was removed"


def _called(model: type[Model], column: str, keys: set[int]) -> dict[int, Any]:
    if not keys:
        return {}
    return dict(model._default_manager.filter(pk__in=keys).values_list("pk", column))


def _keys(rows: Iterable[Any], *names: str) -> set[int]:
    found = (getattr(row, name, None) for row in rows for name in names)
    return {key for key in found if key is not None}
