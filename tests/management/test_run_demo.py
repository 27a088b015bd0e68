"""`make run` is for a first look only."""

from __future__ import annotations

import socket

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings


def test_the_demonstration_does_not_start_outside_demo_mode(settings: Settings) -> None:
    settings.DEMO_MODE = False

    with pytest.raises(CommandError, match="demo mode only"):
        call_command("run_demo")


def test_a_port_in_use_is_named_before_anything_is_loaded(settings: Settings) -> None:
    settings.DEMO_MODE = True
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} is in use already"):
            call_command("run_demo", port)
