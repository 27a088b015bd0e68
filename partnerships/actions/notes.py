"""Notes and contacts of a project."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from partnerships.actions._core import (
    NotAllowed,
    Refused,
    action,
    for_change,
    lock_project,
    refuse_if,
    require,
)
from partnerships.actions.owners import leave_party
from partnerships.models import Contact, Milestone, Note, Project
from partnerships.models.people import User
from partnerships.permissions import May


@action
def write_note(*, by: User, project: Project, text: str, milestone: Milestone | None = None) -> Note:
    """Adds a note to a project or to one of its milestones."""
    project = for_change(Project, project.pk)
    require(by.may(May.WRITE_NOTES, project))
    refuse_if(note_problems(text))
    if milestone is not None and milestone.project_id != project.pk:
        raise Refused("The milestone belongs to another project.")
    return Note.objects.create(project=project, milestone=milestone, text=text.strip(), author=by)


@action
def edit_note(*, by: User, note: Note, text: str) -> Note:
    """Changes the words of one's own note."""
    note = _own(by, note)
    refuse_if(note_problems(text))
    note.text, note.edited_at = text.strip(), timezone.now()
    note.save()
    return note


@action
def delete_note(*, by: User, note: Note) -> Note:
    """Takes one's own note out of view; history keeps it."""
    note = _own(by, note)
    note.deleted_at = timezone.now()
    note.save()
    return note


class ContactChangedMeanwhile(Refused):
    """Somebody else saved the contact since the form was opened; `latest` is the history row that says who and what."""

    def __init__(self, latest: Any) -> None:
        self.latest = latest
        who = latest.history_user or "Somebody else"
        now = ", ".join(
            filter(None, (latest.name, latest.organisation, latest.email, latest.telephone, latest.remark))
        )
        super().__init__(
            f"{who} changed this contact while you were editing it, to: {now}. Check it and save again."
        )


@action
def save_contact(*, by: User, contact: Contact, seen: int | None = None) -> Contact:
    """Adds a contact to its project, or saves a changed one that is still there.

    `seen` is the key of the newest history row when the form was opened. Raises ContactChangedMeanwhile for another.
    """
    require(by.may(May.EDIT_CONTACTS, for_change(Project, contact.project_id)))
    if contact.pk is not None:
        for_change(Contact, contact.pk)
        latest = contact.history.select_related("history_user").first()
        if seen is not None and latest is not None and latest.history_id != seen:
            raise ContactChangedMeanwhile(latest)
    try:
        contact.full_clean()
    except ValidationError as error:
        raise Refused(error.messages) from error
    contact.save()
    return contact


@action
def remove_contact(*, by: User, contact: Contact) -> None:
    """Removes a contact; history keeps it. What was theirs, or waits for them, stays with the party they spoke for."""
    lock_project(contact.project_id)
    contact = for_change(Contact, contact.pk)
    require(by.may(May.EDIT_CONTACTS, contact.project))
    leave_party(contact)
    contact.delete()


def note_problems(text: str) -> list[str]:
    """What is wrong with the words of a note."""
    return [] if text.strip() else ["Enter the note."]


def _own(by: User, note: Note) -> Note:
    lock_project(note.project_id)
    note = for_change(Note, note.pk)
    require(by.may(May.WRITE_NOTES, note.project))
    if note.author_id != by.pk:
        raise NotAllowed("Only its author may change a note. Write one of your own instead.")
    return note
