"""What happened to people and their access, in sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from partnerships.models import Group, Invitation, Membership, Project, ProjectAccess, User
from partnerships.permissions import Role
from partnerships.rules.words import Job

# Enough for a page; the admin shows everything.
SHOWN = 50


@dataclass(frozen=True)
class Entry:
    """One line: when, who did it, and what, as in "Ada gave …" without the name."""

    at: dt.datetime
    who: str
    text: str


Teller = Callable[[Any, Any], str]


def _steps(rows: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each history row with the one before it of the same object, oldest first."""
    before: dict[int, Any] = {}
    for row in rows:
        yield before.get(row.id), row
        before[row.id] = row


def _told(rows: Iterable[Any], tell: Teller) -> list[Entry]:
    entries = []
    for before, row in _steps(rows):
        text = tell(before, row)
        if text:
            entries.append(Entry(row.history_date, _who(row), text))
    return entries


def _who(row: Any) -> str:
    if row.action == "accept_invitation":
        return str(getattr(row, "user", None) or row.name)
    return str(row.history_user) if row.history_user else "Trust Tracker"


def _newest(*parts: list[Entry]) -> list[Entry]:
    return sorted((entry for part in parts for entry in part), key=lambda entry: entry.at, reverse=True)[
        :SHOWN
    ]


def _access(role: str, job: str) -> str:
    work = f", job {Job(job).label}" if job else ""
    return f"{Role(role).label.lower()}{work}"


def _membership(before: Any, row: Any) -> str:
    name, trust = row.user.name, row.trust.name
    if row.history_type == "-":
        return f"removed {name} from {trust}"
    if row.action == "accept_invitation":
        return f"accepted the invitation and joined {trust} as {_access(row.role, row.job)}"
    if before is None:
        return f"added {name} to {trust} as {_access(row.role, row.job)}"
    changes = []
    if before.role != row.role:
        changes.append(f"access from {Role(before.role).label.lower()} to {Role(row.role).label.lower()}")
    if before.job != row.job:
        was = Job(before.job).label if before.job else "none"
        now = Job(row.job).label if row.job else "none"
        changes.append(f"job from {was} to {now}")
    return f"changed {name}’s {' and '.join(changes)} in {trust}" if changes else ""


def _invitation(before: Any, row: Any) -> str:
    if before is None:
        return f"invited {row.name} ({row.email}) to {row.trust.name} as {_access(row.role, row.job)}"
    if before.withdrawn_at is None and row.withdrawn_at is not None:
        return f"withdrew the invitation of {row.email}"
    if row.action == "resend_invitation":
        return f"sent the invitation to {row.email} again"
    return ""  # that it was accepted, the membership tells


def _user(before: Any, row: Any) -> str:
    if before is None:
        return "" if row.action == "accept_invitation" else f"made an account for {row.email}"
    parts = []
    if before.name != row.name:
        parts.append(f"changed the name from {before.name} to {row.name}")
    if before.email != row.email:
        parts.append(f"changed the e-mail address from {before.email} to {row.email}")
    if before.is_active != row.is_active:
        parts.append(f"{'reactivated' if row.is_active else 'deactivated'} {row.name}")
    if before.is_site_administrator != row.is_site_administrator:
        what = "a site administrator" if row.is_site_administrator else "no longer a site administrator"
        parts.append(f"made {row.name} {what}")
    return " and ".join(parts)


def _naming(before: Any, row: Any) -> str:
    gone = row.history_type == "-"
    return f"took {row.user.name} off this project" if gone else f"named {row.user.name} on this project"


def _rows(model: Any, *related: str, **where: Any) -> Any:
    rows = model.history.filter(**where).select_related("history_user", *related)
    return rows.order_by("history_date", "history_id")


def trust_history(trust: Group) -> list[Entry]:
    """Who joined, left, was invited or changed in the trust, newest first."""
    return _newest(
        _told(_rows(Membership, "user", "trust", trust=trust), _membership),
        _told(_rows(Invitation, "trust", trust=trust), _invitation),
    )


def person_history(person: User, *, trust_ids: list[int] | None) -> list[Entry]:
    """What happened to this person's account and access; in these trusts, or in all for None."""
    where: dict[str, Any] = {} if trust_ids is None else {"trust_id__in": trust_ids}
    return _newest(
        _told(_rows(User, id=person.pk), _user),
        _told(_rows(Membership, "user", "trust", user=person, **where), _membership),
    )


def naming_history(project: Project) -> list[Entry]:
    """Who was named on the project and taken off it, newest first."""
    return _newest(_told(_rows(ProjectAccess, "user", project=project), _naming))
