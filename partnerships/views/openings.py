"""The day a school opened: recording it, and answering what GIAS shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from partnerships.actions._core import Refused
from partnerships.actions.openings import (
    accept_opening,
    correct_opening,
    dismiss_opening,
    record_opening,
    withdraw_opening,
)
from partnerships.exports.openings import COLUMNS, export_rows
from partnerships.forms.openings import DismissOpeningForm, OpeningFilter, OpeningForm, WithdrawOpeningForm
from partnerships.models import OpeningProposal, Project
from partnerships.models.standing import OpeningProposalQuerySet
from partnerships.permissions import May
from partnerships.reports.openings import Proposal, proposals_of, proposals_shown
from partnerships.rules.opening_record import entry_remarks
from partnerships.views._lists import FilteredRows, ListCsv, ListPage
from partnerships.views._project import ProjectBody, call_of, saved_url
from partnerships.views.project_changes import ChangesProject


class ProjectOpening(ChangesProject):
    """Records the opening, or corrects the one that is recorded; what is unusual is said before it is saved."""

    template_name = "openings/project.html"
    form_class = OpeningForm
    may = May.RECORD_OPENING

    def cancel_url(self) -> str:
        """None: the template has the buttons, and "Cancel" beside them."""
        return ""

    def get_initial(self) -> dict[str, Any]:
        academy = self.project.academy_id if self.project.academy_id != self.project.school_id else None
        day = self.project.opened_on or self._agreed_day()
        return {"opened_on": day, "academy_urn": academy}

    def _agreed_day(self) -> Any:
        agreed = self.project.joining_month
        return agreed if agreed and agreed <= self.today else None

    def form_valid(self, form: Any) -> HttpResponse:
        remarks = entry_remarks(form.entry)
        if remarks and "confirm" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, remarks=remarks))
        return super().form_valid(form)

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        save = record_opening if self.project.opened_on is None else correct_opening
        saved = save(
            by=self.user, project=self.project, opened_on=data["opened_on"], academy_urn=data["academy_urn"]
        )
        self.call = call_of(saved)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"remarks": [], "proposals": proposals_of(self.project)} | kwargs))


class ProjectOpeningWithdraw(ChangesProject):
    template_name = "openings/withdraw.html"
    form_class = WithdrawOpeningForm
    may = May.RECORD_OPENING

    def act(self, form: Any) -> None:
        withdrawn = withdraw_opening(by=self.user, project=self.project, why=form.cleaned_data["why"])
        self.call = call_of(withdrawn)


class OneProposal(ProjectBody):
    """A page about one proposal; the gate is that of its project."""

    may = May.RECORD_OPENING

    @cached_property
    def proposal(self) -> OpeningProposal:
        mine = OpeningProposal.objects.visible_to(self.user).with_project()
        rows = mine.select_related("academy", "file", "decided_by")
        found: OpeningProposal = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    @cached_property
    def project(self) -> Project:
        found: Project = self.proposal.project
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(proposal=Proposal(self.proposal), **kwargs)


class OpeningAccept(OneProposal, View):
    """Records what GIAS shows, in one press."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            project = accept_opening(by=self.user, proposal=self.proposal)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
            return redirect("project-opening", pk=self.project.pk)
        messages.success(request, "Saved")
        return redirect(saved_url(self.home, call_of(project)))


class OpeningDismiss(OneProposal, ChangesProject, FormView[Any]):
    template_name = "openings/dismiss.html"
    form_class = DismissOpeningForm
    may = May.RECORD_OPENING

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.proposal = self.proposal
        return form

    def act(self, form: Any) -> None:
        self.call = call_of(
            dismiss_opening(by=self.user, proposal=self.proposal, why=form.cleaned_data["why"])
        )


class OpeningRows(FilteredRows):
    """What GIAS shows about projects that this person may see."""

    filter_form = OpeningFilter

    def rows(self) -> OpeningProposalQuerySet:
        rows: Any = OpeningProposal.objects.visible_to(self.user)
        found: OpeningProposalQuerySet = rows.order_by("-made_at", "-pk")
        return found


class OpeningList(OpeningRows, ListPage):
    template_name = "openings/list.html"
    csv_name = "opening-csv"

    @property
    def shown(self) -> Any:
        """The rows of this page."""
        return self.page.object_list

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = proposals_shown(self.shown, self.user)
        return context | {"rows": rows, "today": self.today}


class OpeningCsv(OpeningRows, ListCsv):
    columns, file_name = COLUMNS, "openings-in-gias"

    def export_rows(self) -> Iterable[Any]:
        return export_rows(self.found)
