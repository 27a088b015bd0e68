"""A project's Trust Partnership: its record, and everything that is done with it as a whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from partnerships.actions.partnerships import (
    change_partnership,
    pause_partnership,
    record_event,
    resume_partnership,
    start_partnership,
    usual_route,
)
from partnerships.forms.partnership_acts import PauseForm, RecordForm, ResumeForm
from partnerships.forms.partnerships import PartnershipStartForm, TermsForm
from partnerships.models import Group, Partnership, School
from partnerships.permissions import May
from partnerships.reports.partnership_page import partnership_page
from partnerships.rules.numbers import whole_number
from partnerships.rules.partnership import Event, PartnershipAct
from partnerships.views._base import RunsAction, SignedIn
from partnerships.views._partnership import ChangesPartnership, PartnershipBody


class PartnershipOverview(PartnershipBody, TemplateView):
    """The record; where there is none, what a partnership is, and the offer to start one."""

    section = "overview"

    def get_template_names(self) -> list[str]:
        return ["partnerships/overview.html" if self.partnership else "partnerships/none.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = partnership_page(self.partnership, today=self.today) if self.partnership else None
        return super().get_context_data(page=page, **kwargs)


class PartnershipStart(RunsAction, SignedIn, FormView[PartnershipStartForm]):
    """From a school's page, `?school=<URN>`; `?trust=` names the one of several that a project belongs to."""

    template_name = "partnerships/start.html"
    form_class = PartnershipStartForm
    saved_message = "The partnership is started, and the plan has its milestones."
    partnership: Partnership

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.user.may_anywhere(May.MANAGE_PARTNERSHIP):
            raise PermissionDenied
        if not request.GET.get("school"):
            return redirect("school-list")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def school(self) -> School:
        urn = whole_number(self.request.GET.get("school", "")) or 0
        return get_object_or_404(School.objects.visible_to(self.user).select_related("trust"), pk=urn)

    @cached_property
    def trusts(self) -> list[Group]:
        mine = Group.objects.filter(pk__in=self.user.trusts_where(May.MANAGE_PARTNERSHIP))
        asked = whole_number(self.request.GET.get("trust", ""))
        return list(mine) if asked is None else list(mine.filter(pk=asked)) or list(mine)

    def get_initial(self) -> dict[str, Any]:
        return {"trust_lead": self.user.pk}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by": self.user, "school": self.school, "trusts": self.trusts}

    def cancel_url(self) -> str:
        return reverse("school-detail", args=[self.school.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        route = usual_route(self.school)
        return super().get_context_data(school=self.school, route=route, trusts=self.trusts, **kwargs)

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        self.partnership = start_partnership(
            by=self.user,
            school=self.school,
            trust=data["trust"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            purpose=data["purpose"],
            lead=data["trust_lead"],
        )

    def get_success_url(self) -> str:
        return reverse("project-partnership", args=[self.partnership.project_id])


class PartnershipTerms(ChangesPartnership):
    template_name = "partnerships/terms.html"
    form_class = TermsForm
    doing = PartnershipAct.TERMS

    def change(self, form: Any) -> Any:
        return change_partnership(
            **self.given,
            terms=form.terms,
            leads=form.leads,
            shown=form.shown,
            expected_version=form.cleaned_data["version"],
        )


class PartnershipRecord(ChangesPartnership):
    """`?event=` names what a link or a button is about."""

    template_name = "partnerships/record.html"
    form_class = RecordForm
    doing = PartnershipAct.RECORD

    def get_initial(self) -> dict[str, Any]:
        event = self.request.GET.get("event", "")
        return {"event": event if Event.has(event) else "", "on": self.today}

    def change(self, form: Any) -> Any:
        data = form.cleaned_data
        return record_event(
            **self.given,
            event=data["event"],
            on=data["on"],
            told_by=data["told_by"],
            note=data["note"],
            shown=form.shown,
            expected_version=data["version"],
        )


class PartnershipPause(ChangesPartnership):
    template_name = "partnerships/pause.html"
    form_class = PauseForm
    doing = PartnershipAct.PAUSE

    def get_initial(self) -> dict[str, Any]:
        return {"since": self.today}

    def change(self, form: Any) -> Any:
        data = form.cleaned_data
        return pause_partnership(
            **self.given, since=data["since"], why=data["why"], expected_version=data["version"]
        )


class PartnershipResume(ChangesPartnership):
    template_name = "partnerships/resume.html"
    form_class = ResumeForm
    doing = PartnershipAct.RESUME

    def change(self, form: Any) -> Any:
        data = form.cleaned_data
        return resume_partnership(**self.given, why=data["why"], expected_version=data["version"])
