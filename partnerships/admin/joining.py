"""Why joining months changed, and the dates that were agreed first. Nobody deletes either."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from partnerships.actions.joining import correct_joining_reason, correct_reason_problems, may_correct
from partnerships.admin._forms import RecordForm
from partnerships.admin._lists import ProjectFilter, ProjectTrustFilter
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin, Problems
from partnerships.admin._reading import person
from partnerships.models import FirstAgreedDate, JoiningReason, User
from partnerships.permissions import May
from partnerships.rules.joining_reasons import label_of


class ReasonForm(RecordForm):
    text = forms.CharField(label="Words", required=False, widget=forms.Textarea)

    def problems(self, data: dict[str, Any]) -> Problems:
        return (("text", each) for each in correct_reason_problems(text=data["text"]))


@admin.register(JoiningReason)
class JoiningReasonAdmin(OfProjectAdmin):
    about = "Why a joining month changed. Whoever gave a reason may correct its words; nobody deletes it."
    reads_with = ("project__school", "project__trust", "change__by")
    list_display = ("reason_in_words", "text", "project", "who", "when")
    search_fields = (*OF_PROJECT, "text")
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "change__at"
    changes = May.CHANGE_PROJECT
    change_fields = ("text",)
    shown_fields = ("project", "reason_in_words", "who", "when")
    change_form = ReasonForm

    @admin.display(description="Reason", ordering="reason")
    def reason_in_words(self, row: JoiningReason) -> str:
        return label_of(row.reason)

    @admin.display(description="By", ordering="change__by__name")
    def who(self, row: JoiningReason) -> str:
        return str(row.change.by or "Somebody who has left")

    @admin.display(description="When", ordering="change__at")
    def when(self, row: JoiningReason) -> Any:
        return row.change.at

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        return person(request).is_staff and may_correct(person(request), obj)

    def perform(self, by: User, form: Any, change: bool) -> JoiningReason:
        return correct_joining_reason(by=by, reason=form.instance, text=form.cleaned_data["text"])


@admin.register(FirstAgreedDate)
class FirstAgreedDateAdmin(OfProjectAdmin):
    about = "When each milestone was due in the first confirmed plan of its project. Kept for ever, changed by nobody."
    keeps_history = False
    reads_with = ("project__school", "project__trust", "milestone")
    list_display = ("title", "due_on", "project")
    search_fields = (*OF_PROJECT, "title")
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "due_on"
    shown_fields = ("project", "milestone", "title", "due_on")
