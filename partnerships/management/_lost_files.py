"""Stored files of which a killed process left no row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.core.files.storage import default_storage
from django.utils import timezone

from partnerships.management._archive import stored_files

# What somebody is handing in this minute has its file before its row.
OLD_ENOUGH = dt.timedelta(days=1)


def lost_files(folder: str, named: Collection[str]) -> list[str]:
    """Names of files of this folder that no row names, a day old or older. Ask for `named` first."""
    before = timezone.now() - OLD_ENOUGH
    return [name for name in stored_files(folder) if name not in named and _stored_at(name) < before]


def delete_lost_files(folder: str, named: Collection[str]) -> int:
    """Deletes them. Returns how many."""
    lost = lost_files(folder, named)
    for name in lost:
        default_storage.delete(name)
    return len(lost)


def _stored_at(name: str) -> dt.datetime:
    when = default_storage.get_modified_time(name)
    return when if timezone.is_aware(when) else timezone.make_aware(when)
