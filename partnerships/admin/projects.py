"""Projects and what hangs on them: facts, partnerships, joining months, named people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.facts import answer_fact, answer_fact_problems, set_partnership
from partnerships.actions.naming import (
    may_name,
    name_person,
    name_person_problems,
    unname_person,
    unname_person_problems,
)
from partnerships.actions.projects import (
    change_lead,
    change_route,
    change_route_problems,
    end_project,
    end_project_problems,
    joining_month_problems,
    lead_problems,
    reopen_project,
    reopen_project_problems,
    set_confidential,
    set_joining_month,
    start_project,
    start_project_problems,
)
from partnerships.admin._base import RecordAdmin, person
from partnerships.admin._forms import RecordForm, VersionedForm
from partnerships.admin._lists import Ended, ProjectFilter, ProjectTrustFilter, TrustFilter, month, yes
from partnerships.models import Group, JoiningChange, Partnership, Project, ProjectAccess, ProjectFact, User
from partnerships.permissions import May
from partnerships.rules.facts import FACTS
from partnerships.rules.words import Route

Problems = Iterable[tuple[str | None, str]]
_OF_PROJECT = ("project__school__name", "project__trust__name", "=project__school__urn")
_OF_PROJECT_WORDS = "Words of the school’s or trust’s name, or a URN"


class StartForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        outgoing = data.get("outgoing_trust")
        if data["route"] == Route.TRANSFER and outgoing is None:
            outgoing = data["school"].trust
        for each in start_project_problems(
            by=self.by,
            school=data["school"],
            trust=data["trust"],
            route=data["route"],
            joining_month=data["joining_month"],
            outgoing_trust=outgoing,
        ):
            yield None, each
        for each in lead_problems(data["lead"], data["trust"]):
            yield "lead", each


class ProjectForm(VersionedForm):
    why = forms.CharField(
        required=False, label="Why the joining month changes", widget=forms.Textarea,
        help_text="Kept with the change of the month.",
    )  # fmt: skip
    reopen = forms.BooleanField(required=False, label="Reopen the project")

    def problems(self, data: dict[str, Any]) -> Problems:
        now = Project.objects.select_related("school", "trust").get(pk=self.instance.pk)
        if data.get("reopen"):
            yield from (("reopen", each) for each in reopen_project_problems(project=now))
        if self.changed("route", "outgoing_trust"):
            outgoing = (data["outgoing_trust"] or now.school.trust) if data["route"] == Route.TRANSFER else None
            found = change_route_problems(project=now, route=data["route"], outgoing_trust=outgoing)
            yield from (("route", each) for each in found)
        if self.changed("joining_month", "joining_confirmed"):
            found = joining_month_problems(
                project=now, month=data["joining_month"], confirmed=data["joining_confirmed"]
            )
            yield from (("joining_month", each) for each in found)
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

    def validate_constraints(self) -> None:
        """An end without a date is today's, as in the action."""
        if self.instance.outcome and self.instance.ended_on is None and "outcome" in self.fields:
            self.instance.ended_on = timezone.localdate()
        super().validate_constraints()


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
        "school", "trust", "route", "outgoing_trust", "joining_month", "lead", "confidential", "enquiry",
    )  # fmt: skip
    add_form, change_form = StartForm, ProjectForm
    _live = ("route", "outgoing_trust", "joining_month", "joining_confirmed", "why", "lead", "confidential")
    _end = ("outcome", "ended_on", "end_reason")
    _record = ("school", "trust", "started_on", "template", "enquiry")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An ended project may still be reopened."""
        return self.allowed(request, May.CHANGE_PROJECT, obj) or self.allowed(request, May.END_PROJECT, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": self.add_fields})]
        may = self.has_change_permission(request, obj)
        extra = {"why", "reopen"} if not may else {"why"} if obj.is_ended else set()
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
        shown = [name for name in (*self._record, *self._live, *self._end) if name != "why"]
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
                by=by, project=project, month=data["joining_month"], confirmed=confirmed, why=data["why"]
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
            "Partnership": "partnership", "Named people": "projectaccess",
        }  # fmt: skip
        return [
            (words, f"{reverse(f'admin:partnerships_{name}_changelist')}?project={obj.pk}")
            for words, name in lists.items()
        ]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        original = context.get("original")
        if original is not None:
            context["milestones"] = original.milestones.in_plan_order().select_related("owner")
        return super().render_change_form(request, context, *args, **kwargs)


class OfProjectAdmin(RecordAdmin):
    """Rows that hang on a project: seen by whoever sees it, read-only when it has ended."""

    section = "Projects"
    reads_with = ("project__school", "project__trust")
    search_fields: Any = _OF_PROJECT
    search_help_text: Any = _OF_PROJECT_WORDS


class NameForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        return (("user", each) for each in name_person_problems(project=data["project"], user=data["user"]))


@admin.register(ProjectAccess)
class ProjectAccessAdmin(OfProjectAdmin):
    about = "Who is named on which confidential project, and so may see it."
    reads_with = ("project__school", "project__trust", "user", "named_by")
    list_display = ("project", "user", "named_by", "named_at")
    search_fields = (*_OF_PROJECT, "user__name", "user__email")
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "named_at"
    adds = deletes = May.SET_CONFIDENTIAL
    add_fields = ("project", "user")
    add_form = NameForm
    shown_fields = ("project", "user", "named_by", "named_at")
    delete_button = "Take this person off the project"
    delete_words = "They no longer see the project while it is confidential."

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return super().has_delete_permission(request)
        return person(request).is_staff and may_name(person(request), obj.project)

    def perform(self, by: User, form: Any, change: bool) -> ProjectAccess:
        return name_person(by=by, project=form.cleaned_data["project"], user=form.cleaned_data["user"])

    def delete_problems(self, by: User, obj: ProjectAccess, confirmed: bool) -> list[str]:
        return unname_person_problems(by=by, access=obj, confirmed=confirmed)

    def asks_confirmation(self, by: User, obj: ProjectAccess) -> bool:
        return obj.user_id == by.pk

    def remove(self, by: User, obj: ProjectAccess, confirmed: bool) -> None:
        unname_person(by=by, access=obj, confirmed=confirmed)


class FactForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        key = data.get("key") or self.instance.key
        return (("answer", each) for each in answer_fact_problems(key=key, answer=data["answer"]))


class NewFactForm(FactForm):
    key = forms.ChoiceField(
        label="Question",
        choices=[("", "Choose"), *((each.key, each.question) for each in FACTS.values() if not each.derived)],
    )


@admin.register(ProjectFact)
class ProjectFactAdmin(OfProjectAdmin):
    about = "Answers to the questions that decide which milestones apply."
    reads_with = ("project__school", "project__trust", "answered_by")
    list_display = ("question", "answer_in_words", "source", "project", "answered_by", "answered_on")
    search_fields = (*_OF_PROJECT, "key", "reason")
    list_filter = ("answer", "source", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "answered_on"
    adds = changes = May.CHANGE_PROJECT
    add_fields = ("project", "key", "answer", "reason")
    change_fields = ("answer", "reason")
    shown_fields = ("project", "question", "source", "answered_by", "answered_on")
    add_form, change_form = NewFactForm, FactForm

    @admin.display(description="Question", ordering="key")
    def question(self, row: ProjectFact) -> str:
        return FACTS[row.key].question if row.key in FACTS else row.key

    @admin.display(description="Answer", ordering="answer")
    def answer_in_words(self, row: ProjectFact) -> str:
        return FACTS[row.key].label_of(row.answer) if row.key in FACTS else row.answer

    def perform(self, by: User, form: Any, change: bool) -> ProjectFact:
        data, row = form.cleaned_data, form.instance
        key = row.key if change else data["key"]
        return answer_fact(by=by, project=row.project, key=key, answer=data["answer"], why=data["reason"])


class PartnershipForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        project = data.get("project")
        if project is not None and Partnership.objects.filter(project=project).exists():
            yield "project", "This project has a partnership already. Change that one instead."


@admin.register(Partnership)
class PartnershipAdmin(OfProjectAdmin):
    about = "A Trust Partnership that precedes a school’s joining."
    list_display = ("project", "starts_on", "ends_on")
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "starts_on"
    adds = changes = May.CHANGE_PROJECT
    add_fields = ("project", "starts_on", "ends_on")
    change_fields = ("starts_on", "ends_on")
    shown_fields = ("project", "school", "trust")
    add_form = change_form = PartnershipForm

    def perform(self, by: User, form: Any, change: bool) -> Partnership:
        data = form.cleaned_data
        return set_partnership(
            by=by, project=form.instance.project, starts_on=data["starts_on"], ends_on=data["ends_on"]
        )


@admin.register(JoiningChange)
class JoiningChangeAdmin(OfProjectAdmin):
    about = "Every change of a joining month. Rows are only ever added, by changing the project."
    keeps_history = False
    reads_with = ("project__school", "project__trust", "by")
    list_display = (
        "project", month("from_month", "From"), month("to_month", "To"), yes("confirmed", "Confirmed"), "why", "by", "at",
    )  # fmt: skip
    list_filter = ("confirmed", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "at"
    shown_fields = ("project", "from_month", "to_month", "confirmed", "why", "by", "at")
