"""What ties history rows together: every row written during one action carries the action's name and its call.

The current call lives in a context variable, set by `partnerships.actions._core.action` and read here when
django-simple-history writes a row.
"""

from __future__ import annotations

import uuid
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record


@dataclass(frozen=True)
class Call:
    """One run of one action by one person."""

    action: str
    by: Any  # a User, or None for the system itself
    why: str = ""
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    # Keys of the projects of which a row was written, for what has to be worked out again in the end.
    touched: set[int] = field(default_factory=set, compare=False)
    # Keys of the projects that this call has locked.
    locked: set[int] = field(default_factory=set, compare=False)

    def touch(self, row: Any) -> None:
        """Remembers the project that this object or history row belongs to, if it belongs to one."""
        named = "id" if row._meta.model_name in ("project", "historicalproject") else "project_id"
        project = getattr(row, named, None)
        if project is not None:
            self.touched.add(project)


current_call: ContextVar[Call | None] = ContextVar("current_call", default=None)


class TrackedRow(models.Model):
    """Columns that every history table has beside the library's own."""

    action = models.CharField(max_length=60, blank=True, editable=False)
    call = models.UUIDField(null=True, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True


class OneHistoryManager(HistoryManager):  # type: ignore[misc]  # the library says no types
    """The library makes a class of a hundred methods whenever a row's history is asked for, which is at every save of a
    row; one class does for all."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type[models.QuerySet[Any]], class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


def tracked(**options: Any) -> HistoricalRecords:
    """History for a model, with the action's name and call on every row."""
    return HistoricalRecords(
        bases=[TrackedRow],
        history_change_reason_field=models.TextField(null=True),
        history_manager=OneHistoryManager,
        **options,
    )


def _stamp(sender: Any, history_instance: Any = None, **kwargs: Any) -> None:
    call = current_call.get()
    if call is None or history_instance is None:
        return
    call.touch(history_instance)
    history_instance.action = call.action
    history_instance.call = call.id
    history_instance.history_user = call.by
    history_instance.history_change_reason = history_instance.history_change_reason or call.why


pre_create_historical_record.connect(_stamp, dispatch_uid="trust-tracker-stamp")
