"""Consultations: their steps, groups, meetings, papers and response documents."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from partnerships.actions.consultation_steps import (
    add_step,
    change_step,
    change_step_problems,
    own_step_problems,
)
from partnerships.actions.consultations import (
    Said,
    change_consultation,
    change_consultation_problems,
    start_consultation,
    start_consultation_problems,
)
from partnerships.actions.stakeholders import Group, add_stakeholder, change_stakeholder, group_problems
from partnerships.admin._forms import RecordForm, VersionedForm
from partnerships.admin._lists import (
    ConsultationFilter,
    ProjectFilter,
    ProjectTrustFilter,
    YesNo,
    lists_of,
    yes,
)
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin, Problems, about_fields
from partnerships.models import (
    Consultation,
    ConsultationDocument,
    ConsultationStep,
    ResponseReport,
    Stakeholder,
    User,
)
from partnerships.permissions import May
from partnerships.rules.consultation_words import Channel

_LISTS = {
    "Steps": "consultationstep",
    "Groups asked or told": "stakeholder",
    "Meetings": "meeting",
    "Documents": "consultationdocument",
    "Responses": "response",
    "Themes": "theme",
    "Imports of responses": "responseimport",
    "Response documents": "responsereport",
}


class Stopped(YesNo):
    title = "stopped"
    parameter_name = "stopped"
    column = "stopped_on"


class Done(YesNo):
    title = "done"
    parameter_name = "done"
    column = "done_on"


class Told(YesNo):
    title = "told"
    parameter_name = "told"
    column = "told_on"


class Published(YesNo):
    title = "published"
    parameter_name = "published"
    column = "published_on"


class Withdrawn(YesNo):
    title = "withdrawn"
    parameter_name = "withdrawn"
    column = "withdrawn_on"


_TEXTS = ("title", "led_by", "question", "reason", "respond_to", "contact_point", "languages", "formats")


class ConsultationForm(VersionedForm):
    def said(self, data: dict[str, Any]) -> Said:
        """What the form says; how people can respond is ticked on the project's pages."""
        methods = tuple(self.instance.methods) if self.instance.pk else ()
        return Said(**{name: data[name] for name in _TEXTS}, methods=methods)

    def problems(self, data: dict[str, Any]) -> Problems:
        said = self.said(data)
        if self.instance.pk:
            return about_fields(change_consultation_problems(said, consultation=self.instance))
        found = start_consultation_problems(said, project=data["project"], kind=data["kind"])
        return about_fields(found)


@admin.register(Consultation)
class ConsultationAdmin(OfProjectAdmin):
    section = "Consultations"
    about = (
        "Consultations, and informing without a duty to consult. Stopped and shared on the project’s pages."
    )
    list_display = ("title", "kind", "led_by", "project", "stopped_on", yes("shared", "Public page is open"))
    search_help_text = "Words of the title or the school’s name, or a URN"
    list_filter = ("kind", "led_by", "shared", Stopped, ProjectFilter, ProjectTrustFilter)
    adds, changes = May.MANAGE_CONSULTATION, May.KEEP_CONSULTATION
    add_fields = ("project", "kind", *_TEXTS)
    change_fields = _TEXTS
    shown_fields = ("project", "kind", "ways", "stopped_on", "stopped_reason", "share_name", "shared")
    add_form = change_form = ConsultationForm

    @admin.display(description="How people can respond")
    def ways(self, row: Consultation) -> str:
        return ", ".join(Channel(each).label for each in row.methods if Channel.has(each)) or "–"

    def perform(self, by: User, form: Any, change: bool) -> Consultation:
        data, said = form.cleaned_data, form.said(form.cleaned_data)
        if change:
            return change_consultation(
                by=by, consultation=form.instance, said=said, expected_version=data.get("seen")
            )
        return start_consultation(by=by, project=data["project"], kind=data["kind"], said=said)

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "consultation", _LISTS)


class OfConsultationAdmin(OfProjectAdmin):
    """Rows of one consultation."""

    section = "Consultations"
    reads_with: ClassVar[tuple[str, ...]] = ("project__school", "project__trust", "consultation")
    search_fields: ClassVar[tuple[str, ...]] = ("consultation__title", *OF_PROJECT)
    search_help_text = "Words of the consultation’s title, the school or the trust, or a URN"
    list_filter: ClassVar[tuple[Any, ...]] = (ConsultationFilter, ProjectFilter, ProjectTrustFilter)


class StepForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        found = change_step_problems(step=self.instance, title=data["title"], due_on=data["due_on"])
        return about_fields(found)


class NewStepForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        return about_fields(own_step_problems(title=data["title"], why=data["note"]))


@admin.register(ConsultationStep)
class ConsultationStepAdmin(OfConsultationAdmin):
    about = "A consultation’s working list; the days of a milestone are the plan’s. Logged on the project’s pages."
    reads_with = (*OfConsultationAdmin.reads_with, "milestone")
    list_display = ("title", "kind", "consultation", "milestone", "due_on", "done_on", "project")
    search_fields = ("title", *OfConsultationAdmin.search_fields)
    list_filter = ("kind", Done, *OfConsultationAdmin.list_filter)
    date_hierarchy = "due_on"
    adds = changes = May.KEEP_CONSULTATION
    add_fields = ("consultation", "title", "note", "due_on")
    change_fields = ("title", "note", "due_on")
    shown_fields = ("project", "consultation", "kind", "milestone", "done_on", "left_out_reason")
    add_form, change_form = NewStepForm, StepForm

    def perform(self, by: User, form: Any, change: bool) -> ConsultationStep:
        data = form.cleaned_data
        title, note, due_on = data["title"], data["note"], data["due_on"]
        if change:
            return change_step(
                by=by,
                step=form.instance,
                title=title,
                note=note,
                due_on=due_on,
                expected_version=data.get("seen"),
            )
        return add_step(by=by, consultation=data["consultation"], title=title, why=note, due_on=due_on)


_GROUP = ("audience", "name", "size", "reason", "told_on", "told_how", "told_by", "reminded_on")


class GroupForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        row = self.instance
        return about_fields(
            group_problems(
                Group(**{name: data[name] for name in _GROUP}),
                consultation=row.consultation if row.pk else data["consultation"],
                today=timezone.localdate(),
                stakeholder=row if row.pk else None,
            )
        )


@admin.register(Stakeholder)
class StakeholderAdmin(OfConsultationAdmin):
    about = "Groups that are asked or told in a consultation: groups, never names."
    list_display = (
        "__str__", "audience", "needed", "size", "told_on", "told_how", "consultation", yes("left_out", "Left out"),
    )  # fmt: skip
    search_fields = ("name", *OfConsultationAdmin.search_fields)
    list_filter = ("audience", "needed", "left_out", Told, *OfConsultationAdmin.list_filter)
    date_hierarchy = "told_on"
    adds = changes = May.KEEP_CONSULTATION
    add_fields = ("consultation", *_GROUP)
    change_fields = _GROUP
    shown_fields = ("project", "consultation", "needed", "left_out")
    add_form = change_form = GroupForm

    def perform(self, by: User, form: Any, change: bool) -> Stakeholder:
        data = form.cleaned_data
        group = Group(**{name: data[name] for name in _GROUP})
        if change:
            version = data.get("seen")
            return change_stakeholder(by=by, stakeholder=form.instance, group=group, expected_version=version)
        return add_stakeholder(by=by, consultation=data["consultation"], group=group)


@admin.register(ConsultationDocument)
class ConsultationDocumentAdmin(OfConsultationAdmin):
    about = "Papers of a consultation: one row for each version, language and format. Added on its own pages."
    reads_with = (*OfConsultationAdmin.reads_with, "evidence")
    list_display = (
        "title", "number", "kind", "language", "format", "in_force_from", "withdrawn_on", "consultation",
        yes("public", "On the public page"),
    )  # fmt: skip
    search_fields = ("title", "language", *OfConsultationAdmin.search_fields)
    list_filter = ("kind", "format", "public", Withdrawn, *OfConsultationAdmin.list_filter)
    date_hierarchy = "in_force_from"
    shown_fields = (
        "project", "consultation", "kind", "title", "language", "format", "number", "in_force_from", "withdrawn_on",
        "paper", "public",
    )  # fmt: skip

    @admin.display(description="File or link")
    def paper(self, row: ConsultationDocument) -> SafeString:
        """The evidence that it is; files are handed out by the page that asks who wants them."""
        where = reverse("admin:partnerships_evidence_change", args=[row.evidence_id])
        return format_html('<a href="{}">{}</a>', where, row.evidence.name)


@admin.register(ResponseReport)
class ResponseReportAdmin(OfConsultationAdmin):
    about = "Versions of response documents, as they stood when they were made."
    reads_with = (*OfConsultationAdmin.reads_with, "made_by")
    list_display = ("consultation", "number", "made_by", "made_at", "published_on", "project")
    list_filter = (Published, *OfConsultationAdmin.list_filter)
    date_hierarchy = "made_at"
    shown_fields = (
        "project", "consultation", "number", "introduction", "made_by", "made_at", "published_on",
    )  # fmt: skip
