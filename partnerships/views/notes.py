"""Notes on a project."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from partnerships.actions.notes import delete_note, edit_note, write_note
from partnerships.forms.notes import NoteForm
from partnerships.forms.people import ConfirmForm
from partnerships.models import Note, Project
from partnerships.permissions import May
from partnerships.views._base import RunsAction
from partnerships.views._project import ProjectBody


class NotesBody(ProjectBody):
    tab = "notes"

    def get_success_url(self) -> str:
        return reverse("note-list", args=[self.project.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notes = Note.objects.filter(project=self.project).standing().select_related("author", "milestone")
        page = Paginator(notes, 50).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, **kwargs)


class NoteList(NotesBody, TemplateView):
    template_name = "notes/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(form=NoteForm(), **kwargs)


class NoteAdd(RunsAction, NotesBody, FormView[NoteForm]):
    """The box above the list; its errors come back on the list."""

    template_name = "notes/list.html"
    form_class = NoteForm
    may = May.WRITE_NOTES

    def act(self, form: Any) -> None:
        write_note(by=self.user, project=self.project, text=form.cleaned_data["text"])


class OwnNote(RunsAction, ProjectBody):
    """One's own note; somebody else's may be read only."""

    may = May.WRITE_NOTES
    tab = "notes"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.note.author_id != self.user.pk:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def note(self) -> Note:
        mine = Note.objects.standing().visible_to(self.user).with_project().select_related("milestone")
        note: Note = get_object_or_404(mine, pk=self.kwargs["pk"])
        return note

    @cached_property
    def project(self) -> Project:
        return self.note.project

    def get_success_url(self) -> str:
        return reverse("note-list", args=[self.project.pk])

    def cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(note=self.note, **kwargs)


class NoteEdit(OwnNote, FormView[NoteForm]):
    template_name = "notes/edit.html"
    form_class = NoteForm

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.note.text}

    def act(self, form: Any) -> None:
        edit_note(by=self.user, note=self.note, text=form.cleaned_data["text"])


class NoteDelete(OwnNote, FormView[ConfirmForm]):
    template_name = "notes/delete.html"
    form_class = ConfirmForm
    saved_message = "The note is deleted."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Delete the note"}

    def act(self, form: Any) -> None:
        delete_note(by=self.user, note=self.note)
