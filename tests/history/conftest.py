"""What tests of history's lines share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model

from partnerships.actions._core import one_call
from partnerships.history import calls_of, entries_for
from partnerships.models import Project

Said = Callable[..., str]


def latest(project: Project) -> Any:
    """The newest call of the project, in words."""
    return entries_for(project, calls_of(project.pk)[:1])[0]


@pytest.fixture
def said() -> Said:
    """Saves these fields of a row as one call, and gives what history says of it."""

    def save(row: Model, **fields: Any) -> str:
        for name, value in fields.items():
            setattr(row, name, value)
        with one_call("save_it", by=None):
            row.save()
        return latest(row.project).what

    return save
