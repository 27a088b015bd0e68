"""Responses to consultations, and what they are about. Who sent them is for those who keep consultations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from partnerships.actions.responses import Said, add_response, change_response, entry_problems
from partnerships.actions.themes import (
    Answered,
    add_theme,
    answer_problems,
    answer_theme,
    name_problems,
    remove_problems,
    remove_theme,
    rename_theme,
)
from partnerships.admin._forms import RecordForm, VersionedForm
from partnerships.admin._lists import ParentFilter, ProjectFilter, ProjectTrustFilter, YesNo, lists_of, yes
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin, Problems, about_fields
from partnerships.admin.consultations import OfConsultationAdmin
from partnerships.models import Respondent, Response, ResponseImport, ResponseTheme, Theme, User
from partnerships.permissions import May


class ThemeAnswered(YesNo):
    title = "answered"
    parameter_name = "answered"
    column = "answered_on"


class Replied(YesNo):
    title = "replied"
    parameter_name = "replied"
    column = "replied_on"


class Removed(YesNo):
    title = "removed"
    parameter_name = "removed"
    column = "removed_on"


class Duplicate(YesNo):
    title = "duplicate of another"
    parameter_name = "duplicate"
    column = "duplicate_of"


class ImportFilter(ParentFilter):
    title = "import"
    parameter_name = "came_in"
    model = ResponseImport


class ResponseFilter(ParentFilter):
    title = "response"
    parameter_name = "response"
    model = Response


class ThemeFilter(ParentFilter):
    title = "theme"
    parameter_name = "theme"
    model = Theme


def _answered(data: dict[str, Any]) -> Answered:
    return Answered(data["heard"], data["changed"], data["not_changed"])


class NewThemeForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        return about_fields(name_problems(data["name"], consultation=data["consultation"]))


class ThemeForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        row = self.instance
        yield from about_fields(name_problems(data["name"], consultation=row.consultation, theme=row))
        if self.changed("heard", "changed", "not_changed"):
            yield from about_fields(answer_problems(_answered(data)))


@admin.register(Theme)
class ThemeAdmin(OfConsultationAdmin):
    about = "What responses are about, and what the trust and governors answer."
    list_display = ("name", "consultation", "answered_on", "project")
    search_fields = ("name", *OfConsultationAdmin.search_fields)
    list_filter = (ThemeAnswered, *OfConsultationAdmin.list_filter)
    date_hierarchy = "answered_on"
    adds = changes = deletes = May.KEEP_CONSULTATION
    add_fields = ("consultation", "name")
    change_fields = ("name", "heard", "changed", "not_changed")
    shown_fields = ("project", "consultation", "answered_on")
    add_form, change_form = NewThemeForm, ThemeForm
    delete_button = "Take this theme off the list"

    def perform(self, by: User, form: Any, change: bool) -> Theme:
        data, theme = form.cleaned_data, form.instance
        if not change:
            return add_theme(by=by, consultation=data["consultation"], name=data["name"])
        if form.changed("name"):
            rename_theme(by=by, theme=theme, name=data["name"])
        if form.changed("heard", "changed", "not_changed"):
            answer_theme(by=by, theme=theme, answered=_answered(data))
        return Theme.objects.get(pk=theme.pk)

    def delete_problems(self, by: User, obj: Theme, confirmed: bool) -> list[str]:
        return remove_problems(obj)

    def remove(self, by: User, obj: Theme, confirmed: bool) -> None:
        remove_theme(by=by, theme=obj)

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "theme", {"Responses on this theme": "responsetheme"})


_SAID = ("received_on", "audience", "channel", "stance", "comment", "needs_reply", "replied_on")


class ResponseForm(VersionedForm):
    def said(self, data: dict[str, Any]) -> Said:
        """What the form says; themes, and what it repeats, are chosen on the consultation's pages."""
        row = self.instance
        names = list(row.themes.values_list("name", flat=True)) if row.pk else []
        of = row.duplicate_of.number if row.pk and row.duplicate_of is not None else None
        return Said(**{name: data[name] for name in _SAID}, themes=names, duplicate_of=of)

    def problems(self, data: dict[str, Any]) -> Problems:
        row = self.instance
        consultation = row.consultation if row.pk else data["consultation"]
        response = row if row.pk else None
        return about_fields(entry_problems(self.said(data), consultation=consultation, response=response))


@admin.register(Response)
class ResponseAdmin(OfConsultationAdmin):
    about = "Responses: a group and what it says, never a name. Removed and restored on their own pages."
    reads_with = (*OfConsultationAdmin.reads_with, "duplicate_of", "came_in")
    list_display = (
        "number", "received_on", "audience", "stance", "beginning", yes("needs_reply", "Needs a reply"), "consultation",
    )  # fmt: skip
    search_help_text = "Words of the comment"
    list_filter = (
        "audience", "channel", "stance", "needs_reply", Replied, Duplicate, Removed, ImportFilter,
        *OfConsultationAdmin.list_filter,
    )  # fmt: skip
    date_hierarchy = "received_on"
    adds = changes = May.KEEP_CONSULTATION
    add_fields = ("consultation", *_SAID)
    change_fields = _SAID
    shown_fields = (
        "project", "consultation", "number", "duplicate_of", "came_in", "came_in_row", "removed_on", "removed_reason",
    )  # fmt: skip
    add_form = change_form = ResponseForm

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.removed_on is None)

    def perform(self, by: User, form: Any, change: bool) -> Response:
        data, said = form.cleaned_data, form.said(form.cleaned_data)
        if change:
            return change_response(
                by=by, response=form.instance, said=said, expected_version=data.get("seen")
            )
        return add_response(by=by, consultation=data["consultation"], said=said)

    @admin.display(description="Comment")
    def beginning(self, row: Response) -> str:
        return row.comment if len(row.comment) <= 60 else f"{row.comment[:59]}…"

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "response", {"Themes of this response": "responsetheme"})


@admin.register(ResponseTheme)
class ResponseThemeAdmin(OfProjectAdmin):
    section = "Consultations"
    about = "Which response is about which theme."
    reads_with = ("project__school", "project__trust", "response", "theme")
    list_display = ("response", "theme", "project")
    search_fields = ("theme__name", *OF_PROJECT)
    search_help_text = "Words of the theme, the school or the trust, or a URN"
    list_filter = (ResponseFilter, ThemeFilter, ProjectFilter, ProjectTrustFilter)
    shown_fields = ("project", "response", "theme")


@admin.register(ResponseImport)
class ResponseImportAdmin(OfConsultationAdmin):
    about = "Files and pasted texts of responses: read first, then saved, and undone as a whole."
    reads_with = (*OfConsultationAdmin.reads_with, "by")
    list_display = (
        "file_name", "consultation", "state", "rows", "created", "duplicates", "refused", "by", "at",
    )  # fmt: skip
    search_fields = ("file_name", *OfConsultationAdmin.search_fields)
    list_filter = ("state", *OfConsultationAdmin.list_filter)
    date_hierarchy = "at"
    shown_fields = (
        "project", "consultation", "file_name", "sha256", "mapping", "state", "rows", "created",
        "duplicates", "refused", "by", "at",
    )  # fmt: skip

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "came_in", {"Responses of this import": "response"})


@admin.register(Respondent)
class RespondentAdmin(OfProjectAdmin):
    section = "Consultations"
    about = "Who sent a response, until the day on which it is deleted. Neither exported nor kept in history."
    keeps_history = False
    exports = False
    reads_with = ("project__school", "project__trust", "response__consultation")
    list_display = ("name", "email", "response", "project", "delete_on")
    search_fields = ("name", "email", *OF_PROJECT)
    search_help_text = "Words of the sender’s name, address or school"
    list_filter = (ResponseFilter, ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "delete_on"
    shown_fields = ("project", "response", "name", "email", "address", "delete_on")
