"""`manage.py load_demo`."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from partnerships.demo.load import load_demo
from partnerships.models import Project, School, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_it_refuses_outside_demo_mode(settings: Any) -> None:
    settings.DEMO_MODE, settings.MODE = False, "production"
    with pytest.raises(CommandError, match="for demo mode only"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_it_refuses_where_somebody_has_worked() -> None:
    UserFactory()
    with pytest.raises(CommandError, match="empty database only"):
        call_command("load_demo")
    assert not School.objects.exists()


def test_if_empty_does_nothing_where_somebody_has_worked() -> None:
    UserFactory()
    out = StringIO()
    call_command("load_demo", "--if-empty", stdout=out)
    assert out.getvalue() == ""
    assert not School.objects.exists()


def test_it_is_all_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object) -> None:
        raise RuntimeError("on the way")

    monkeypatch.setattr("partnerships.demo.load.STORIES", ())
    monkeypatch.setattr("partnerships.demo.load._open_schools", fails)
    with pytest.raises(RuntimeError, match="on the way"):
        load_demo()
    assert not User.objects.exists()
    assert not School.objects.exists()


def test_it_says_how_much_it_loaded_and_does_not_load_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    from partnerships.demo.stories import STORIES

    monkeypatch.setattr("partnerships.demo.load.STORIES", STORIES[:1])
    out = StringIO()
    call_command("load_demo", "--if-empty", stdout=out)
    call_command("load_demo", "--if-empty", stdout=out)
    # One story, and three schools that come in from a spreadsheet.
    assert out.getvalue() == "Demo data loaded: 4 projects.\n"
    assert Project.objects.count() == 4
