"""Notes and contacts of projects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from partnerships.actions.notes import delete_note, edit_note, remove_contact, save_contact, write_note
from partnerships.admin._forms import RecordForm
from partnerships.admin._lists import ProjectFilter, ProjectTrustFilter
from partnerships.admin._of_project import OfProjectAdmin, Problems
from partnerships.admin._reading import person
from partnerships.models import Contact, Note, User
from partnerships.permissions import May


class NoteForm(RecordForm):
    text = forms.CharField(
        label="Note", widget=forms.Textarea, help_text="Notes may be asked for under freedom of information."
    )

    def problems(self, data: dict[str, Any]) -> Problems:
        milestone, project = data.get("milestone"), data.get("project")
        if milestone is not None and project is not None and milestone.project_id != project.pk:
            yield "milestone", "The milestone belongs to another project."


@admin.register(Note)
class NoteAdmin(OfProjectAdmin):
    about = "What was written on projects and milestones. Only its author changes a note."
    reads_with = ("project__school", "project__trust", "milestone", "author")
    list_display = ("beginning", "project", "milestone", "author", "written_at")
    search_fields = ("text", "author__name", "project__school__name")
    search_help_text = "Words of the note, its author’s or the school’s name"
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "written_at"
    adds = changes = deletes = May.WRITE_NOTES
    add_fields = ("project", "milestone", "text")
    change_fields = ("text",)
    shown_fields = ("project", "milestone", "author", "written_at", "edited_at")
    add_form = change_form = NoteForm

    @admin.display(description="Note")
    def beginning(self, row: Note) -> str:
        return str(row) or "Empty note"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_own(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_own(request, obj)

    def _is_own(self, request: HttpRequest, obj: Any) -> bool:
        return obj is None or obj.author_id == person(request).pk

    def perform(self, by: User, form: Any, change: bool) -> Note:
        data = form.cleaned_data
        if change:
            return edit_note(by=by, note=form.instance, text=data["text"])
        return write_note(by=by, project=data["project"], milestone=data["milestone"], text=data["text"])

    def remove(self, by: User, obj: Note, confirmed: bool) -> None:
        delete_note(by=by, note=obj)


@admin.register(Contact)
class ContactAdmin(OfProjectAdmin):
    about = "Whom to reach about a project: at the school, in either trust, the LA, the diocese, a solicitor."
    list_display = ("name", "role", "organisation", "email", "telephone", "project")
    search_fields = ("name", "organisation", "email", "project__school__name")
    search_help_text = "Words of the contact’s, organisation’s or school’s name"
    list_filter = ("role", ProjectFilter, ProjectTrustFilter)
    adds = changes = deletes = May.EDIT_CONTACTS
    _fields = ("role", "name", "organisation", "email", "telephone", "remark")
    add_fields = ("project", *_fields)
    change_fields = _fields
    shown_fields = ("project",)

    def perform(self, by: User, form: Any, change: bool) -> Contact:
        return save_contact(by=by, contact=form.instance)

    def remove(self, by: User, obj: Contact, confirmed: bool) -> None:
        remove_contact(by=by, contact=obj)
