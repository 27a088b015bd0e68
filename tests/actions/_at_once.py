"""Two people at the same moment, each in a connection of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from partnerships.actions._core import Refused

ONLY_POSTGRESQL = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not connection.features.has_select_for_update,
        reason="only on PostgreSQL: SQLite lets one writer in at a time",
    ),
]


@contextmanager
def meanwhile(work: Callable[[], Any]) -> Iterator[list[Any]]:
    """Runs `work` in another connection while the body holds its locks; gives what it returned or refused."""
    outcome: list[Any] = []
    begun = Event()

    def run() -> None:
        begun.set()
        try:
            outcome.append(work())
        except Refused as refused:
            outcome.append(refused)
        finally:
            connection.close()

    thread = Thread(target=run)
    with transaction.atomic():
        yield outcome
        thread.start()
        begun.wait()
        thread.join(0.5)
        assert not outcome, "it did not wait"
    thread.join(10)
