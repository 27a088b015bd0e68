"""What hangs on a project: named people, facts, changes of its joining month."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from partnerships.actions.facts import answer_fact, answer_fact_problems
from partnerships.actions.naming import (
    may_name,
    name_person,
    name_person_problems,
    unname_person,
    unname_person_problems,
)
from partnerships.admin._forms import RecordForm
from partnerships.admin._lists import ProjectFilter, ProjectTrustFilter, month, yes
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin, Problems
from partnerships.admin._reading import person
from partnerships.models import JoiningChange, ProjectAccess, ProjectFact, User
from partnerships.permissions import May
from partnerships.rules.facts import FACTS


class NameForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        return (("user", each) for each in name_person_problems(project=data["project"], user=data["user"]))


@admin.register(ProjectAccess)
class ProjectAccessAdmin(OfProjectAdmin):
    about = "Who is named on which confidential project, and so may see it."
    reads_with = ("project__school", "project__trust", "user", "named_by")
    list_display = ("project", "user", "named_by", "named_at")
    search_fields = (*OF_PROJECT, "user__name", "user__email")
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
    search_fields = (*OF_PROJECT, "key", "reason")
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


@admin.register(JoiningChange)
class JoiningChangeAdmin(OfProjectAdmin):
    about = "Every change of a joining month. Rows are only ever added, by changing the project."
    keeps_history = False
    reads_with = ("project__school", "project__trust", "by")
    list_display = (
        "project", month("from_month", "From"), month("to_month", "To"), yes("confirmed", "Confirmed"), "why", "by",
        "at",
    )  # fmt: skip
    list_filter = ("confirmed", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "at"
    shown_fields = ("project", "from_month", "to_month", "confirmed", "why", "by", "at")
