"""Projects: started, changed, ended and reopened by the same actions as on their pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from partnerships.actions.joining import joining_month_problems, joining_reason_problems, set_joining_month
from partnerships.actions.projects import (
    change_lead,
    change_route,
    change_route_problems,
    end_project,
    end_project_problems,
    lead_problems,
    reopen_project,
    reopen_project_problems,
    set_confidential,
    start_project,
    start_project_problems,
)
from partnerships.admin._base import RecordAdmin
from partnerships.admin._forms import RecordForm, VersionedForm
from partnerships.admin._lists import Ended, TrustFilter, lists_of, month, yes
from partnerships.admin._of_project import Problems
from partnerships.models import Group, Project, User
from partnerships.permissions import May
from partnerships.rules.joining_reasons import MoveReason


class StartForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        for each in start_project_problems(
            by=self.by,
            school=data["school"],
            trust=data["trust"],
            route=data["route"],
            joining_month=data["joining_month"],
            joining_confirmed=data["joining_confirmed"],
            outgoing_trust=data.get("outgoing_trust"),
        ):
            yield None, each
        for each in lead_problems(data["lead"], data["trust"]):
            yield "lead", each


class ProjectForm(VersionedForm):
    reason = forms.ChoiceField(
        required=False, label="Why the joining month changes", choices=[("", ""), *MoveReason.choices()],
        help_text="Every move has a reason. The project’s own page takes several.",
    )  # fmt: skip
    why = forms.CharField(
        required=False, label="That reason in words", widget=forms.Textarea,
        help_text="Kept with the change of the month.",
    )  # fmt: skip
    reopen = forms.BooleanField(required=False, label="Reopen the project")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reason", "why") if self.instance.is_ended else ("reopen",):
            del self.fields[name]

    def problems(self, data: dict[str, Any]) -> Problems:
        now = Project.objects.select_related("school", "trust").get(pk=self.instance.pk)
        if data.get("reopen"):
            yield from (("reopen", each) for each in reopen_project_problems(by=self.by, project=now))
        if self.changed("route", "outgoing_trust"):
            found = change_route_problems(
                project=now, route=data["route"], outgoing_trust=data["outgoing_trust"]
            )
            yield from (("route", each) for each in found)
        if self.changed("joining_month", "joining_confirmed"):
            yield from self._joining_problems(now, data)
        if self.changed("lead"):
            yield from (("lead", each) for each in lead_problems(data["lead"], now.trust))
        if self.changed("outcome", "ended_on", "end_reason"):
            found = end_project_problems(
                project=now,
                outcome=data["outcome"],
                on=data["ended_on"] or timezone.localdate(),
                reason=data["end_reason"],
            )
            yield from (("outcome", each) for each in found)

    def _joining_problems(self, now: Project, data: dict[str, Any]) -> Problems:
        asked = {"project": now, "month": data["joining_month"], "confirmed": data["joining_confirmed"]}
        found = joining_month_problems(**asked)
        yield from (("joining_month", each) for each in found)
        if not found:
            for each in joining_reason_problems(**asked, reasons=reasons_in(data)):
                yield ("why" if getattr(each, "about", "").startswith("text_") else "reason"), each

    def validate_constraints(self) -> None:
        """An end without a date is today's, as in the action."""
        if self.instance.outcome and self.instance.ended_on is None and "outcome" in self.fields:
            self.instance.ended_on = timezone.localdate()
        super().validate_constraints()


def reasons_in(data: dict[str, Any]) -> dict[str, str]:
    """The one reason that the form takes, {code: words}; none where none is chosen."""
    return {data["reason"]: data["why"]} if data.get("reason") else {}


@admin.register(Project)
class ProjectAdmin(RecordAdmin):
    section = "Projects"
    about = "One school’s path towards joining one trust."
    reads_with = ("school", "trust", "outgoing_trust", "lead")
    list_display = (
        "school", "trust", "route", month("joining_month", "Joining month"), "lead",
        yes("confidential", "Confidential"), "started_on", "ended_on",
    )  # fmt: skip
    search_fields = ("school__name", "trust__name", "=school__urn", "lead__name")
    search_help_text = "Words of the school’s, trust’s or lead’s name, or a URN"
    list_filter = (TrustFilter, "route", "joining_confirmed", "confidential", Ended, "outcome")
    date_hierarchy = "joining_month"
    adds, changes = May.START_PROJECT, May.CHANGE_PROJECT
    add_fields = (
        "school", "trust", "route", "outgoing_trust", "joining_month", "joining_confirmed", "lead", "confidential",
        "enquiry",
    )  # fmt: skip
    add_form, change_form = StartForm, ProjectForm
    _live = (
        "route", "outgoing_trust", "joining_month", "joining_confirmed", "reason", "why", "lead", "confidential",
    )  # fmt: skip
    _end = ("outcome", "ended_on", "end_reason")
    _record = ("school", "trust", "started_on", "template", "enquiry", "first_agreed_month")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An ended project may still be reopened."""
        return self.allowed(request, May.CHANGE_PROJECT, obj) or self.allowed(request, May.END_PROJECT, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": self.add_fields})]
        may = self.has_change_permission(request, obj)
        extra = {"reason", "why"} if not may or obj.is_ended else set()
        live = [name for name in self._live if name not in extra]
        end = [*self._end, *(["reopen"] if obj.is_ended and may else []), *(["seen"] if may else [])]
        return [
            ("The project", {"fields": self._record}),
            ("Route, month and lead", {"fields": live}),
            ("How it ended" if obj.is_ended else "End the project", {"fields": end}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        shown = [name for name in (*self._record, *self._live, *self._end) if name not in ("reason", "why")]
        if not self.has_change_permission(request, obj):
            return shown
        return [name for name in shown if name != "confidential"] if obj.is_ended else self._record

    def choosable(self, name: str, user: User) -> QuerySet[Any] | None:
        return Group.objects.filter(pk__in=user.trusts_where(May.START_PROJECT)) if name == "trust" else None

    def perform(self, by: User, form: Any, change: bool) -> Project:
        data = form.cleaned_data
        if not change:
            return start_project(by=by, **{name: data[name] for name in self.add_fields})
        project = Project.objects.get(pk=form.instance.pk)
        if data.get("reopen"):
            reopen_project(by=by, project=project)
        if form.changed("route", "outgoing_trust"):
            change_route(by=by, project=project, route=data["route"], outgoing_trust=data["outgoing_trust"])
        if form.changed("joining_month", "joining_confirmed"):
            confirmed = data["joining_confirmed"]
            set_joining_month(
                by=by,
                project=project,
                month=data["joining_month"],
                confirmed=confirmed,
                reasons=reasons_in(data),
                why="" if data.get("reason") else data.get("why", ""),
            )
        if form.changed("lead"):
            change_lead(by=by, project=project, lead=data["lead"])
        if form.changed("confidential"):
            set_confidential(by=by, project=project, confidential=data["confidential"])
        if form.changed(*self._end):
            on = data["ended_on"] or timezone.localdate()
            end_project(by=by, project=project, outcome=data["outcome"], on=on, why=data["end_reason"])
        return project

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        lists = {
            "Facts": "projectfact", "Notes": "note", "Contacts": "contact", "Changes of joining month": "joiningchange",
            "Reasons for these": "joiningreason", "First agreed dates": "firstagreeddate",
            "Partnership": "partnership", "Answers on fit": "fitanswer", "Promises": "promise", "Reviews": "review",
            "Consultations": "consultation", "Named people": "projectaccess",
        }  # fmt: skip
        return lists_of(obj, "project", lists)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        original = context.get("original")
        if original is not None:
            context["milestones"] = original.milestones.in_plan_order().select_related("owner")
        return super().render_change_form(request, context, *args, **kwargs)
