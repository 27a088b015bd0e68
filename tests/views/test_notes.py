"""Notes on a project."""

from __future__ import annotations

from partnerships.models import Note, Project, User
from tests.factories import MilestoneFactory, NoteFactory
from tests.helpers import assert_queries_do_not_grow
from tests.views._project import client_of, home, page


def test_note_list_says_that_notes_may_be_asked_for(project: Project, editor: User, viewer: User) -> None:
    assert "Notes can be asked for under freedom of information." in page(editor, home(project) + "notes/")
    assert "<textarea" not in page(viewer, home(project) + "notes/")


def test_note_add_and_its_errors(project: Project, editor: User) -> None:
    client = client_of(editor)
    address = home(project) + "notes/add/"
    assert "Enter note" in client.post(address, {"text": " "}).content.decode()
    text = client.post(address, {"text": "<b>Rang</b>\nthe head"}, follow=True).content.decode()
    assert "&lt;b&gt;Rang&lt;/b&gt;<br>the head" in text
    assert "5000" in client.post(address, {"text": "x" * 5001}).content.decode()


def test_note_list_lets_only_the_author_change_a_note(project: Project, editor: User, manager: User) -> None:
    note = NoteFactory(project=project, author=editor)
    assert f"/notes/{note.pk}/edit/" in page(editor, home(project) + "notes/")
    assert f"/notes/{note.pk}/edit/" not in page(manager, home(project) + "notes/")
    assert client_of(manager).post(f"/notes/{note.pk}/edit/", {"text": "x"}).status_code == 403


def test_note_edit_and_delete(project: Project, editor: User) -> None:
    note = NoteFactory(project=project, author=editor)
    client = client_of(editor)
    text = client.post(f"/notes/{note.pk}/edit/", {"text": "Rang the chair"}, follow=True).content.decode()
    assert "Rang the chair" in text
    assert "changed" in text
    assert "still be asked for" in page(editor, f"/notes/{note.pk}/delete/")
    text = client.post(f"/notes/{note.pk}/delete/", follow=True).content.decode()
    assert "Rang the chair" not in text
    assert Note.objects.get().deleted_at is not None
    assert client.get(f"/notes/{note.pk}/edit/").status_code == 404


def test_note_list_queries_do_not_grow(project: Project, editor: User) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            NoteFactory(project=project, milestone=MilestoneFactory(project=project))

    assert_queries_do_not_grow(client_of(editor), home(project) + "notes/", add)
