"""Notes belong to their author; contacts to whoever may edit them."""

from __future__ import annotations

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.notes import delete_note, edit_note, remove_contact, save_contact, write_note
from partnerships.models import Contact, Note, Project, User
from tests.factories import MilestoneFactory


def test_only_the_author_changes_or_deletes_a_note(
    project: Project, editor: User, manager: User, administrator: User
) -> None:
    note = write_note(by=editor, project=project, text=" Rang the head ")
    assert note.text == "Rang the head"
    for other in (manager, administrator):
        with pytest.raises(NotAllowed, match="Only its author"):
            edit_note(by=other, note=note, text="x")
        with pytest.raises(NotAllowed, match="Only its author"):
            delete_note(by=other, note=note)
    edited = edit_note(by=editor, note=note, text="Rang the chair")
    assert edited.edited_at is not None
    delete_note(by=editor, note=note)
    assert not Note.objects.standing().exists()
    assert Note.objects.count() == 1


def test_a_note_has_words_and_a_milestone_of_its_project(project: Project, editor: User) -> None:
    with pytest.raises(Refused, match="Enter the note"):
        write_note(by=editor, project=project, text="  ")
    with pytest.raises(Refused, match="another project"):
        write_note(by=editor, project=project, text="x", milestone=MilestoneFactory())


def test_a_contact_that_cannot_be_saved_says_why(project: Project, editor: User) -> None:
    with pytest.raises(Refused, match="valid email"):
        save_contact(by=editor, contact=Contact(project=project, role="chair", name="Sam", email="sam"))
    saved = save_contact(by=editor, contact=Contact(project=project, role="chair", name="Sam"))
    remove_contact(by=editor, contact=saved)
    assert Contact.history.filter(history_type="-").count() == 1


def test_a_contact_that_somebody_has_removed_does_not_come_back(project: Project, editor: User) -> None:
    contact = save_contact(by=editor, contact=Contact(project=project, role="chair", name="Sam"))
    late = Contact.objects.get(pk=contact.pk)
    remove_contact(by=editor, contact=Contact.objects.get(pk=contact.pk))
    for write in (save_contact, remove_contact):
        with pytest.raises(Refused, match="removed meanwhile"):
            write(by=editor, contact=late)
    assert not Contact.objects.exists()
