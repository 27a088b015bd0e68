"""A file of responses from its upload until it is saved, given up or undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from django.core.files.storage import default_storage

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions._response_rows import Saving
from partnerships.actions.response_imports import (
    apply_response_import,
    applying,
    give_up_import,
    say_reading,
    undo_problems,
    undo_response_import,
)
from partnerships.actions.responses import Said, add_response, remove_response, reply_sent
from partnerships.imports.responses.uploads import Plan, plan_of, receive, same_file_before
from partnerships.management._archive import stored_files
from partnerships.models import Consultation, Project, Respondent, Response, ResponseImport, Theme, User
from tests.factories import ConsultationFactory, ResponseFactory

TODAY = dt.date(2027, 3, 10)
LETTER = "We are worried that the school will lose its link with the parish."
HEAD = "Timestamp,Email Address,Are you a…,Do you support the proposal?,Comments,Themes\n"
ROWS = (
    f'1/3/2027,ann@x.example,Parent,No,"{LETTER}",SEND;Parking\n'
    "2/3/2027,ben@x.example,Member of staff,Yes,,\n"
    f'13/3/2026,ANN@x.example,Parent,No,"{LETTER.upper()}",\n'
    "2/3/2027,,Zebra,Yes,,\n"
)
FILE = (HEAD + ROWS).encode()


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project)


@pytest.fixture
def upload(consultation: Consultation, editor: User) -> ResponseImport:
    return receive(FILE, "C:\\Users\\edda\\answers.csv", consultation=consultation, by=editor)


def saved(plan: Plan, by: User) -> ResponseImport:
    return apply_response_import(by=by, upload=plan.upload, understood=plan.understood, reading=plan.reading)


def test_a_file_is_kept_and_nothing_saved(upload: ResponseImport) -> None:
    plan = plan_of(upload)
    assert (upload.file_name, upload.rows, upload.state) == ("answers.csv", 4, "read")
    assert "answers" not in str(upload.stored.name)
    assert plan.counts == {"new": 2, "duplicates": 1, "already in": 0, "refused": 1}
    assert plan.line == "new 2, duplicates 1, already in 0, refused 1"
    assert plan.sorted.again[0].what == "row 2 of this file"
    assert plan.dropped == ["Email Address"]
    assert sorted(plan.new_themes) == ["Parking", "SEND"]
    assert not Response.objects.exists()
    assert not Theme.objects.exists()


def test_it_is_saved_in_one_call_and_the_file_deleted(
    upload: ResponseImport, editor: User, django_capture_on_commit_callbacks: object
) -> None:
    name = str(upload.stored.name)
    told: list[Saving] = []
    plan = plan_of(upload)
    with django_capture_on_commit_callbacks(execute=True):
        done = apply_response_import(
            by=editor, upload=upload, understood=plan.understood, reading=plan.reading, seen=told.append
        )
    assert not default_storage.exists(name)
    assert (done.state, done.created, done.duplicates, done.refused) == ("applied", 3, 1, 1)
    rows = list(Response.objects.order_by("number"))
    assert [(row.number, row.came_in_row, row.audience, row.stance) for row in rows] == [
        (1, 2, "parents", "against"), (2, 3, "staff", "for"), (3, 4, "parents", "against")
    ]  # fmt: skip
    assert rows[2].duplicate_of == rows[0]
    assert sorted(rows[0].themes.values_list("name", flat=True)) == ["Parking", "SEND"]
    assert not Respondent.objects.exists()
    assert told[0] == Saving(0, 3)
    assert told[-1] == Saving(3, 3)
    history = Response.history.all()
    assert history.count() == 3
    assert {(each.action, each.history_user) for each in history} == {("apply_response_import", editor)}
    assert len({each.call for each in history}) == 1


def test_a_file_that_has_grown_brings_only_its_new_rows(
    upload: ResponseImport, consultation: Consultation, editor: User
) -> None:
    first = saved(plan_of(upload), editor)
    remove_response(by=editor, response=Response.objects.get(number=2), why="A test of the form")
    grown = receive(FILE + b"3/3/2027,,Pupil,Yes,,\n", "answers.csv", consultation=consultation, by=editor)
    plan = plan_of(grown)
    assert plan.counts == {"new": 1, "duplicates": 0, "already in": 3, "refused": 1}
    saved(plan, editor)
    assert Response.objects.get(number=4).audience == "pupils"
    again = receive(FILE, "answers.csv", consultation=consultation, by=editor)
    assert same_file_before(again) == first
    with pytest.raises(Refused, match="saved already"):
        plan_of(first)


def test_what_was_said_of_columns_and_words_is_remembered(
    upload: ResponseImport, consultation: Consultation, editor: User
) -> None:
    plan = plan_of(upload)
    said = replace(
        plan.reading, words={"audience": {"zebra": "other"}}, keep_senders=True, delete_on="2027-09-01"
    )
    say_reading(by=editor, upload=upload, reading=said)
    upload.refresh_from_db()
    plan = plan_of(upload)
    assert plan.counts["refused"] == 0
    assert plan.dropped == []
    saved(plan, editor)
    kept = Respondent.objects.order_by("response__number")
    assert [(each.email, each.delete_on) for each in kept] == [
        ("ann@x.example", dt.date(2027, 9, 1)), ("ben@x.example", dt.date(2027, 9, 1)),
        ("ANN@x.example", dt.date(2027, 9, 1)),
    ]  # fmt: skip
    following = plan_of(receive(FILE, "more.csv", consultation=consultation, by=editor)).reading
    assert following.words == {"audience": {"zebra": "other"}}
    assert not following.keep_senders


def test_senders_are_kept_with_a_day_only(upload: ResponseImport, editor: User) -> None:
    reading = replace(plan_of(upload).reading, keep_senders=True)
    with pytest.raises(Refused, match="Enter the day on which they are deleted"):
        say_reading(by=editor, upload=upload, reading=reading)
    plan = plan_of(upload, reading)
    with pytest.raises(Refused, match="Enter the day on which they are deleted"):
        saved(plan, editor)
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("when", "saved_rows", "marked"), [("mark", 3, 1), ("leave_out", 2, 0), ("count", 3, 0)]
)
def test_duplicates_are_treated_as_said(
    when: str, saved_rows: int, marked: int, upload: ResponseImport, editor: User
) -> None:
    saved(plan_of(upload, replace(plan_of(upload).reading, when_again=when)), editor)
    assert Response.objects.count() == saved_rows
    assert Response.objects.exclude(duplicate_of=None).count() == marked


def test_rows_that_repeat_a_typed_response_are_marked_with_it(
    upload: ResponseImport, consultation: Consultation, editor: User
) -> None:
    typed = add_response(
        by=editor, consultation=consultation, said=Said(TODAY, "against", "parents", "letter", LETTER)
    )
    plan = plan_of(upload)
    assert [each.what for each in plan.sorted.again] == ["response 1", "response 1"]
    saved(plan, editor)
    assert typed.duplicates.count() == 2


def test_what_came_in_while_somebody_looked_is_compared_too(
    upload: ResponseImport, consultation: Consultation, editor: User
) -> None:
    plan = plan_of(upload)
    assert plan.counts["duplicates"] == 1
    add_response(
        by=editor, consultation=consultation, said=Said(TODAY, "against", "parents", "letter", LETTER)
    )
    assert saved(plan, editor).duplicates == 2
    with pytest.raises(Refused, match="saved already"):
        saved(plan, editor)


def test_dropped_half_way_nothing_is_saved(upload: ResponseImport, editor: User) -> None:
    plan = plan_of(upload)
    steps = applying(by=editor, upload=upload, understood=plan.understood, reading=plan.reading)
    next(steps), next(steps)
    assert Response.objects.exists()
    steps.close()
    assert not Response.objects.exists()
    upload.refresh_from_db()
    assert upload.state == "read"
    assert default_storage.exists(str(upload.stored.name))


def test_a_file_of_which_nothing_is_understood_is_refused(consultation: Consultation, editor: User) -> None:
    upload = receive(b"Group,For\nZebra,Yes\n", "x.csv", consultation=consultation, by=editor)
    plan = plan_of(upload)
    assert plan.problems == ["No row of this file can be saved."]
    with pytest.raises(Refused, match="No row"):
        saved(plan, editor)


def test_giving_up_deletes_the_file(
    upload: ResponseImport, editor: User, viewer: User, django_capture_on_commit_callbacks: object
) -> None:
    name = str(upload.stored.name)
    with pytest.raises(NotAllowed):
        give_up_import(by=viewer, upload=upload)
    with django_capture_on_commit_callbacks(execute=True):
        give_up_import(by=editor, upload=upload)
    assert not default_storage.exists(name)
    assert not ResponseImport.objects.exists()


def test_a_lost_file_is_said(upload: ResponseImport) -> None:
    default_storage.delete(str(upload.stored.name))
    with pytest.raises(Refused, match="no longer kept"):
        plan_of(upload)


def test_nothing_is_kept_where_the_person_may_not(consultation: Consultation, viewer: User) -> None:
    before = list(stored_files("responses"))
    with pytest.raises(NotAllowed):
        receive(FILE, "answers.csv", consultation=consultation, by=viewer)
    assert list(stored_files("responses")) == before
    assert not ResponseImport.objects.exists()


def test_an_import_is_undone_as_a_whole(
    upload: ResponseImport, consultation: Consultation, editor: User
) -> None:
    reading = replace(plan_of(upload).reading, keep_senders=True, delete_on="2027-09-01")
    done = saved(plan_of(upload, reading), editor)
    typed = add_response(
        by=editor, consultation=consultation, said=Said(TODAY, "for", "parents", "letter", LETTER)
    )
    Response.objects.filter(pk=typed.pk).update(duplicate_of=Response.objects.get(number=1))
    undone = undo_response_import(by=editor, upload=done)
    assert undone.state == "undone"
    assert list(Response.objects.standing()) == [typed]
    typed.refresh_from_db()
    assert typed.duplicate_of is None
    assert not Respondent.objects.exists()
    removed = Response.objects.get(number=1)
    assert removed.removed_reason == "The import of answers.csv was undone"
    with pytest.raises(Refused, match="Only an import that is saved"):
        undo_response_import(by=editor, upload=done)
    plan = plan_of(receive(FILE, "answers.csv", consultation=consultation, by=editor))
    assert plan.counts["already in"] == 0


def test_what_was_changed_since_stands_in_the_way(upload: ResponseImport, editor: User) -> None:
    done = saved(plan_of(upload), editor)
    ResponseFactory(consultation=done.consultation, version=7)
    assert undo_problems(done) == []
    reply_sent(by=editor, response=Response.objects.get(number=2), on=TODAY)
    with pytest.raises(Refused, match="1 response of this import was changed"):
        undo_response_import(by=editor, upload=done)
