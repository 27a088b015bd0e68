"""The demonstration, for all tests of a module that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.demo_copy import put_demo


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker, shared_folder: Path) -> Iterator[int]:
    """How many projects were loaded; everything is taken back after the module."""
    with django_db_blocker.unblock():
        yield put_demo(shared_folder)
        call_command("flush", verbosity=0, interactive=False)
