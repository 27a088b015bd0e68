"""`import_responses` and `delete_respondents`."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from partnerships.models import Consultation, Project, Respondent, Response, ResponseImport, User
from tests.factories import ConsultationFactory, ResponseFactory, ResponseImportFactory

FILE = "Date,Group,Do you agree?,Comments,Email\n1/3/2027,Parent,Yes,Good,a@x.example\n1/3/2027,Zebra,No,,\n"


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project)


@pytest.fixture
def answers(tmp_path: Path) -> str:
    path = tmp_path / "answers.csv"
    path.write_text(FILE)
    return str(path)


def run(command: str, *args: object, **options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    with time_machine.travel("2027-03-10 09:00"):
        call_command(command, *map(str, args), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_a_file_is_saved_and_its_refused_rows_said(
    consultation: Consultation, editor: User, answers: str
) -> None:
    out, err = run("import_responses", consultation.pk, answers, by=editor.email)
    assert out.splitlines()[-1] == "new 1, duplicates 0, already in 0, refused 1"
    assert "Do you agree?: stance" in out
    assert "Row 3: “Zebra” is no group that is known." in err
    assert Response.objects.get().audience == "parents"
    assert ResponseImport.objects.get().by == editor
    assert not Respondent.objects.exists()


def test_a_dry_run_saves_nothing(consultation: Consultation, editor: User, answers: str) -> None:
    out, _ = run("import_responses", consultation.pk, answers, by=editor.email, dry_run=True)
    assert "nothing was saved" in out
    assert not Response.objects.exists()
    assert not ResponseImport.objects.exists()


def test_what_is_wrong_is_said(
    consultation: Consultation, editor: User, viewer: User, outsider: User, answers: str, tmp_path: Path
) -> None:
    nothing = tmp_path / "nothing.csv"
    nothing.write_text("Group,Comment\nZebra,\n")
    for args, by, words in (
        ((consultation.pk, answers), "nobody@x.example", "Nobody has"),
        ((consultation.pk, answers), outsider.email, "sees no consultation"),
        ((consultation.pk, answers), viewer.email, "do not have access"),
        ((consultation.pk, tmp_path / "no.csv"), editor.email, "could not be read"),
        ((consultation.pk, nothing), editor.email, "No row of this file can be saved"),
    ):
        with pytest.raises(CommandError, match=words):
            run("import_responses", *args, by=by)
    assert not ResponseImport.objects.exists()


def test_senders_and_files_are_deleted_on_their_day(consultation: Consultation) -> None:
    for day in (dt.date(2027, 3, 10), dt.date(2027, 3, 11)):
        response = ResponseFactory(consultation=consultation)
        Respondent.objects.create(project=consultation.project, response=response, name="Ann", delete_on=day)
    with time_machine.travel("2027-03-01 09:00"):
        kept = default_storage.save("responses/kept", ContentFile(b"Name"))
        ResponseImportFactory(consultation=consultation, state="read", stored=kept)
        lost = default_storage.save("responses/lost", ContentFile(b"Name"))
        upload = default_storage.save("responses/waiting", ContentFile(b"Name"))
        ResponseImportFactory(consultation=consultation, state="applied", stored=upload)
    assert run("delete_respondents", dry_run=True)[0] == "1 sender due; nothing was deleted\n"
    assert default_storage.exists(lost)
    out, _ = run("delete_respondents")
    assert out.startswith("1 sender deleted, 1 file that nobody saved, ")
    assert not default_storage.exists(lost)
    assert default_storage.exists(upload)
    assert Respondent.objects.get().delete_on == dt.date(2027, 3, 11)
