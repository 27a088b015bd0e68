"""`delete_workbooks`: what is due goes, what was brought in stays."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from partnerships.models import Group, Workbook
from partnerships.rules.responses import UPLOADS_KEPT_DAYS
from tests.factories import WorkbookFactory

pytestmark = pytest.mark.django_db


def run(**options: bool) -> str:
    out = StringIO()
    # Files go when the transaction is over, which a test's never is.
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("delete_workbooks", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


def test_a_file_goes_on_its_day_and_its_row_stays(trust: Group, today: dt.date) -> None:
    due = WorkbookFactory(trust=trust, state="applied", delete_file_on=today)
    later = WorkbookFactory(trust=trust, state="applied", delete_file_on=today + dt.timedelta(days=1))
    files = due.stored.name, later.stored.name
    assert run(dry_run=True) == "1 file due, 0 spreadsheets that nobody brought in; nothing was deleted\n"
    assert default_storage.exists(files[0])
    assert run().startswith("1 file deleted whose day has come, 0 spreadsheets")
    assert [default_storage.exists(name) for name in files] == [False, True]
    assert Workbook.objects.get(pk=due.pk).stored.name in (None, "")


def test_what_nobody_brought_in_goes_after_some_days(trust: Group) -> None:
    days = dt.timedelta(days=UPLOADS_KEPT_DAYS)
    old = WorkbookFactory(trust=trust, uploaded_at=timezone.now() - days - dt.timedelta(days=1))
    new = WorkbookFactory(trust=trust)
    assert run(dry_run=True) == "0 files due, 1 spreadsheet that nobody brought in; nothing was deleted\n"
    assert "1 spreadsheet that nobody brought in" in run()
    assert list(Workbook.objects.all()) == [new]
    assert not default_storage.exists(old.stored.name)


def test_a_file_that_nothing_names_goes_when_it_is_a_day_old() -> None:
    lost = default_storage.save("workbooks/lost", ContentFile(b"x"))
    run()
    assert default_storage.exists(lost)
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        run()
    assert not default_storage.exists(lost)
