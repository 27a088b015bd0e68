"""The groups of a consultation: the list, told or reminded several at once, added, changed, left out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions.stakeholders import (
    add_stakeholder,
    change_stakeholder,
    leave_out_stakeholder,
    take_stakeholder_back,
    tell_stakeholders,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.consultation_records import GROUPS
from partnerships.forms.stakeholders import GroupFilter, GroupForm, LeaveOutForm, TellForm
from partnerships.models import Consultation, Project, Stakeholder
from partnerships.permissions import May
from partnerships.reports.consultation_records import GroupRow, group_rows
from partnerships.rules.saying import counted
from partnerships.views._base import RunsAction
from partnerships.views._consultation_records import OneClick, RecordsPage


class GroupsPage(RecordsPage):
    part = "groups"
    list_name = "stakeholder-list"
    checks = ("told",)

    @cached_property
    def filter(self) -> GroupFilter:
        return GroupFilter(self.request.GET)

    @cached_property
    def rows(self) -> list[GroupRow]:
        """The groups that the filters let through."""
        return self.filter.apply(group_rows(self.consultation, self.known.opens))

    def list_context(self, tell: TellForm) -> dict[str, Any]:
        """What the list shows, with the form for the ticked groups."""
        csv = reverse("stakeholder-csv", args=[self.consultation.pk])
        return {
            "rows": self.rows,
            "total": len(self.rows),
            "filter": self.filter,
            "tell": tell,
            "ticked": tell.ticked,
            "worries": self.worrying(),
            "csv_url": f"{csv}?{self.request.GET.urlencode()}",
            "clear_url": self.list_url,
        }


class StakeholderList(GroupsPage, TemplateView):
    template_name = "stakeholders/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tell = TellForm(consultation=self.consultation, today=self.today)
        tell.helper.form_action = reverse("stakeholder-tell", args=[self.consultation.pk])
        return super().get_context_data(**self.list_context(tell), **kwargs)


class StakeholderCsv(GroupsPage, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"groups-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, GROUPS, self.rows)


class StakeholderTell(RunsAction, GroupsPage, FormView[TellForm]):
    """Saves that the ticked groups were told or reminded; what is wrong is said on the list, and no tick is lost."""

    template_name = "stakeholders/list.html"
    form_class = TellForm
    may = May.KEEP_CONSULTATION
    saved_message = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"consultation": self.consultation, "today": self.today}

    def cancel_url(self) -> str:
        return ""

    def act(self, form: Any) -> None:
        changed = tell_stakeholders(
            by=self.user, consultation=self.consultation, stakeholders=form.groups, telling=form.telling
        )
        what = "reminded" if form.telling.reminder else "told"
        said = f"{counted(len(changed), 'group')} marked as {what}." if changed else "Nothing is changed."
        if before := len(form.groups) - len(changed):
            kept = "was told before and keeps its" if before == 1 else "were told before and keep their"
            said += f" {counted(before, 'group')} {kept} day."
        messages.success(self.request, said)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        return super().get_context_data(**{**kwargs, "form": form}, **self.list_context(form))


class StakeholderAdd(RunsAction, GroupsPage, FormView[GroupForm]):
    template_name = "stakeholders/add.html"
    form_class = GroupForm
    may = May.KEEP_CONSULTATION

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"consultation": self.consultation, "today": self.today}

    def act(self, form: Any) -> None:
        add_stakeholder(by=self.user, consultation=self.consultation, group=form.group)


class OneGroup(GroupsPage):
    """A page about one group; the gate is that of its project."""

    may = May.KEEP_CONSULTATION

    @cached_property
    def stakeholder(self) -> Stakeholder:
        mine = Stakeholder.objects.visible_to(self.user).with_project().select_related("consultation")
        row: Stakeholder = get_object_or_404(mine, pk=self.kwargs["pk"])
        row.consultation.project = row.project
        return row

    @cached_property
    def consultation(self) -> Consultation:
        return self.stakeholder.consultation

    @cached_property
    def project(self) -> Project:
        return self.stakeholder.project

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(stakeholder=self.stakeholder, **kwargs)


class StakeholderEdit(RunsAction, OneGroup, FormView[GroupForm]):
    template_name = "stakeholders/edit.html"
    form_class = GroupForm

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"consultation": self.consultation, "today": self.today, "stakeholder": self.stakeholder}
        return super().get_form_kwargs() | more

    def act(self, form: Any) -> None:
        change_stakeholder(
            by=self.user,
            stakeholder=self.stakeholder,
            group=form.group,
            expected_version=form.cleaned_data["version"],
        )


class StakeholderLeaveOut(RunsAction, OneGroup, FormView[LeaveOutForm]):
    template_name = "stakeholders/leave_out.html"
    form_class = LeaveOutForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"stakeholder": self.stakeholder}

    def act(self, form: Any) -> None:
        leave_out_stakeholder(by=self.user, stakeholder=self.stakeholder, why=form.cleaned_data["why"])


class StakeholderBack(OneClick, OneGroup):
    saved_message = "The group is back in the list."

    def run(self) -> None:
        take_stakeholder_back(by=self.user, stakeholder=self.stakeholder)
