"""Files that nothing names are removed; rows without their file are told of."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from partnerships.actions.evidence import Given, add_evidence, remove_evidence
from partnerships.models import Project, User
from tests.evidence_files import pdf
from tests.factories import EvidenceFactory, WorkbookFactory


def tidied(**options: bool) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("tidy_files", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture(autouse=True)
def clean() -> None:
    from tests.actions.test_evidence import stored_names

    for name in stored_names():
        default_storage.delete(name)


def test_only_what_nothing_names_and_is_a_day_old_goes(project: Project, editor: User) -> None:
    kept = add_evidence(by=editor, project=project, given=Given(file=pdf()))
    gone = add_evidence(by=editor, project=project, given=Given(file=pdf("b.pdf", b"%PDF-1.5")))
    remove_evidence(by=editor, evidence=gone)  # it can be put back, so its file stays
    lost = default_storage.save("evidence/ab/lost", ContentFile(b"x"))
    assert "0 that nothing names removed" in tidied()[0]
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        fresh = default_storage.save("evidence/ab/fresh", ContentFile(b"x"))
        assert "4 files of evidence; 1 that nothing names would be removed" in tidied(dry_run=True)[0]
        assert default_storage.exists(lost)
        assert "1 that nothing names removed" in tidied()[0]
    assert not default_storage.exists(lost)
    assert all(default_storage.exists(name) for name in (fresh, kept.stored.name, gone.stored.name))


def test_a_row_without_its_file_is_told_of(project: Project) -> None:
    row = EvidenceFactory(project=project, url="", stored="evidence/ab/nowhere", file_name="a.pdf")
    assert f"Evidence {row.pk} has lost its file" in tidied()[1]


@pytest.mark.django_db
def test_a_spreadsheet_without_its_file_is_told_of() -> None:
    lost, kept = WorkbookFactory(), WorkbookFactory()
    default_storage.delete(lost.stored.name)
    told = tidied()[1]
    assert f"Spreadsheet {lost.pk} has lost its file" in told
    assert f"Spreadsheet {kept.pk} " not in told
