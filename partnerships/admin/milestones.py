"""Milestones: progress, owner and whether one applies, by the same actions as on a project's page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.milestones import (
    Progress,
    add_own_milestone,
    change_own_milestone,
    log_progress,
    log_progress_problems,
    mark_applicable,
    mark_not_applicable,
    own_milestone_problems,
    remove_own_milestone,
)
from partnerships.actions.owners import assign_milestone
from partnerships.admin._forms import OwnerRoles, RecordForm, VersionedForm
from partnerships.admin._lists import ProjectFilter, ProjectTrustFilter
from partnerships.admin._of_project import OfProjectAdmin, Problems
from partnerships.models import Milestone, User
from partnerships.permissions import May
from partnerships.rules.words import Status

_PROGRESS = ("status", "done_on", "waiting_on", "waiting_since")
_OWN = ("title", "phase", "due_on")
# Words of the action's sentences, and the field that they are about.
_ABOUT = {"who you are waiting": "waiting_on", "waiting since": "waiting_since", "it was done": "done_on"}


class OwnMilestoneForm(RecordForm):
    owner_roles = OwnerRoles()

    def problems(self, data: dict[str, Any]) -> Problems:
        return ((None, each) for each in own_milestone_problems(title=data["title"], phase=data["phase"]))


class MilestoneForm(VersionedForm):
    owner_roles = OwnerRoles()
    note = forms.CharField(
        required=False,
        widget=forms.Textarea,
        help_text="Notes may be asked for under freedom of information.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["override"]
        assert isinstance(choice, forms.ChoiceField)
        choice.label = "Somebody’s word against the facts"
        choice.choices = [("", "None: the facts decide"), ("yes", "It applies"), ("no", "Not applicable")]
        self.fields["override_reason"].label = "Reason"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        status = data.get("status")
        if status == Status.DONE and "status" in self.changed_data and not data.get("done_on"):
            data["done_on"] = timezone.localdate()
        if status != Status.DONE and "done_on" not in self.changed_data:
            data["done_on"] = None
        if status != Status.WAITING:
            data["waiting_on"], data["waiting_since"] = "", None
        return data

    def problems(self, data: dict[str, Any]) -> Problems:
        if self.changed(*_PROGRESS, "note"):
            for each in log_progress_problems(_progress(data), today=timezone.localdate()):
                yield next((name for words, name in _ABOUT.items() if words in each), "status"), each
        if data["status"] != Status.DONE and data["done_on"] and "done_on" in self.changed_data:
            yield "done_on", "Choose done as the status, or leave the date empty."
        if data["override"] and not data["override_reason"].strip():
            yield "override_reason", "Enter a reason."
        if self.instance.is_own_row and self.changed(*_OWN):
            yield from (
                (None, each) for each in own_milestone_problems(title=data["title"], phase=data["phase"])
            )


def _progress(data: dict[str, Any], now: Milestone | None = None) -> Progress:
    """What is logged; the contact and party that are waited for stay while the words do."""
    given = {name: data[name] for name in _PROGRESS}
    same = now is not None and now.status == data["status"] and now.waiting_on == data["waiting_on"]
    if same and now is not None:
        given |= {"waiting_party": now.waiting_party, "waiting_contact": now.waiting_contact}
    return Progress(**given)


@admin.register(Milestone)
class MilestoneAdmin(OfProjectAdmin):
    about = "The milestones of every project’s plan."
    reads_with = ("project__school", "project__trust", "owner", "owner_contact", "waiting_contact")
    list_display = (
        "title",
        "code",
        "project",
        "phase",
        "due_on",
        "status",
        "done_on",
        "owner",
        "owner_roles",
    )
    search_fields = ("title", "code", "project__school__name", "=project__school__urn")
    search_help_text = "Words of the title or the school’s name, a code or a URN"
    list_filter = ("status", "phase", "in_plan", "applies", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "due_on"
    adds = changes = deletes = May.LOG_PROGRESS
    add_fields = ("project", *_OWN, "owner", "owner_roles")
    add_form, change_form = OwnMilestoneForm, MilestoneForm
    delete_button = "Remove this milestone"
    delete_words = "Its notes stay on the project."
    _progress_fields = (*_PROGRESS, "note")
    _owner_fields = ("owner", "owner_contact", "owner_roles")
    _applies_fields = ("override", "override_reason")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": self.add_fields})]
        may = self.has_change_permission(request, obj)
        progress = [name for name in self._progress_fields if may or name != "note"]
        return [
            ("The milestone", {"fields": self._record(obj)}),
            ("Progress", {"fields": progress}),
            ("Owner", {"fields": self._owner_fields}),
            (
                "Whether it applies",
                {"fields": ["applies", *self._applies_fields, *(["seen"] if may else [])]},
            ),
        ]

    def _record(self, obj: Milestone) -> list[str]:
        more = ["in_plan", "done_before_tracking"] if obj.is_own_row else [
            "code", "occurrence", "in_plan", "done_before_tracking", "anchor", "days", "evidence_wanted", "guidance",
        ]  # fmt: skip
        return ["project", *_OWN, *more, "waiting_party", "waiting_contact"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        if not self.has_change_permission(request, obj):
            progress = [name for name in self._progress_fields if name != "note"]
            return [*self._record(obj), *progress, *self._owner_fields, "applies", *self._applies_fields]
        editable = _OWN if obj.is_own_row else ()
        return [*(name for name in self._record(obj) if name not in editable), "applies"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows of the team's own only; the template's are marked as not applicable instead."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_own_row)

    def perform(self, by: User, form: Any, change: bool) -> Milestone:
        data = form.cleaned_data
        if not change:
            roles = [code for code in data["owner_roles"].split(",") if code]
            own = {name: data[name] for name in ("project", *_OWN, "owner")}
            return add_own_milestone(by=by, **own, owner_roles=roles)
        milestone = Milestone.objects.get(pk=form.instance.pk)
        if milestone.is_own_row and form.changed(*_OWN):
            change_own_milestone(by=by, milestone=milestone, **{name: data[name] for name in _OWN})
        if form.changed(*_PROGRESS, "note"):
            log_progress(by=by, milestone=milestone, progress=_progress(data, milestone), note=data["note"])
        if form.changed("owner", "owner_contact", "owner_roles"):
            roles = [code for code in data["owner_roles"].split(",") if code]
            assign_milestone(
                by=by, milestone=milestone, owner=data["owner"], owner_contact=data["owner_contact"], owner_roles=roles
            )  # fmt: skip
        if form.changed("override", "override_reason"):
            mark = mark_not_applicable if data["override"] == "no" else mark_applicable
            mark(by=by, milestone=milestone, why=data["override_reason"])
        return milestone

    def remove(self, by: User, obj: Milestone, confirmed: bool) -> None:
        remove_own_milestone(by=by, milestone=obj)

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        where: Iterable[tuple[str, str]] = (
            ("Notes of the project", "note"),
            ("Evidence of the project", "evidence"),
            ("The project’s milestones", "milestone"),
        )
        return [
            (words, f"{reverse(f'admin:partnerships_{name}_changelist')}?project={obj.project_id}")
            for words, name in where
        ]
