"""Remembering up to when a person has read what others changed. It leaves no trace, on purpose."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from partnerships.actions._core import action
from partnerships.models import User


@action
def mark_changes_read(*, by: User, until: dt.datetime) -> User:
    """Changes up to `until` are read; never moved back, never into the future."""
    seen = min(until, timezone.now())
    if by.changes_seen_at is None or by.changes_seen_at < seen:
        by.changes_seen_at = seen
        by.save(update_fields=["changes_seen_at"])
    return by
