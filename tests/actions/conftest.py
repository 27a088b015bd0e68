"""Actions on plans happen on one fixed day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from partnerships.models import Group, Project, School, User
from tests.plans import TODAY, planned


@pytest.fixture
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def plan(on_the_day: None, manager: User, school: School, trust: Group) -> Project:
    """A voluntary conversion of September 2027, on 10 March 2027."""
    return planned(manager, school, trust)
