"""`make run` is for a first look only."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings


def test_the_demonstration_does_not_start_outside_demo_mode(settings: Settings) -> None:
    settings.DEMO_MODE = False

    with pytest.raises(CommandError, match="demo mode only"):
        call_command("run_demo")
