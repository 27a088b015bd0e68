"""Whose milestones are: of one, of several on a project's page, and of many across projects."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.milestones import ChangedMeanwhile
from partnerships.actions.owners import able_to_give, assign_milestone, assign_several, given_words
from partnerships.forms.give import GiveForm
from partnerships.forms.milestones import MilestonesGiveForm
from partnerships.forms.owners import MilestoneOwnerForm
from partnerships.models import Milestone
from partnerships.reports.given import given_by
from partnerships.views._base import SignedIn
from partnerships.views._project import call_of
from partnerships.views.milestones import ChangesRow, MilestonesLogSeveral
from partnerships.views.reports import ReportRows

# Milestones given in one step at most: what a person can still look through.
MOST_AT_ONCE = 3000


class MilestoneOwner(ChangesRow, FormView[MilestoneOwnerForm]):
    """A page of its own for the owner alone."""

    template_name = "owners/milestone.html"
    form_class = MilestoneOwnerForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"milestone": self.milestone}
        kwargs.pop("prefix")
        return kwargs

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.helper.cancel_url = self.page_url
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.get_form())
        context = super().get_context_data(**kwargs)
        return context | {
            "owner_words": context["row"].owner_words,
            "has_contacts": self.project.contacts.exists(),
        }

    def form_valid(self, form: MilestoneOwnerForm) -> HttpResponse:
        owner = form.cleaned_data["owner"]
        try:
            milestone = assign_milestone(
                by=self.user,
                milestone=self.milestone,
                owner=owner.person,
                owner_contact=owner.contact,
                owner_roles=owner.roles,
                expected_version=form.cleaned_data["version"],
            )
        except ChangedMeanwhile as changed:
            form.now_at(changed.milestone.version)
            form.add_error(None, self.who_was_faster(changed))
            return self.form_invalid(form)
        except Refused as refused:
            form.add_problems(refused.problems)
            return self.form_invalid(form)
        return self.changed(milestone)


class MilestonesGive(MilestonesLogSeveral):
    """The other button of the bar under the plan: all ticked rows to one owner."""

    form_class = MilestonesGiveForm

    def act(self, form: Any) -> None:
        ticked = form.ticked
        rows = list(self.project.milestones.in_plan().filter(pk__in=ticked))
        given = assign_several(
            by=self.user, milestones=rows, owner=form.cleaned_data["to"], expected_versions=ticked
        )
        self.call = call_of(given[0])


class ReportGive(ReportRows, View):
    """Ticked rows of the milestone report, or all that it found: to whom, then what that would do, then done."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rows = self.wanted()
        if len(rows) > MOST_AT_ONCE:
            return self.page(GiveForm(user=self.user, posted=request.POST), too_many=len(rows))
        chosen = "to" in request.POST and "again" not in request.POST
        form = GiveForm(request.POST if chosen else None, user=self.user, posted=request.POST)
        if not chosen or not rows or not form.is_valid():
            return self.page(form, rows=rows)
        given = able_to_give(by=self.user, milestones=rows, owner=form.cleaned_data["to"])
        if "confirm" not in request.POST or not given.able:
            return self.page(form, rows=rows, given=given)
        try:
            done = assign_several(by=self.user, milestones=given.able, owner=form.cleaned_data["to"])
        except Refused as refused:
            form.add_problems(refused.problems)
            return self.page(form, rows=rows)
        return redirect("report-given", call_of(done[0]))

    def wanted(self) -> list[Milestone]:
        """What is ticked, or all found, of what this person sees; with its projects."""
        mine = Milestone.objects.visible_to(self.user).with_project()
        if self.request.POST.get("all"):
            found = mine.filter(pk__in=self.report.found.order_by().values("pk"))
        else:
            keys = [int(key) for key in self.request.POST.getlist("row") if key.isdecimal() and len(key) < 12]
            found = mine.filter(pk__in=keys)
        return list(
            found.order_by("project__school__name", "project_id", "position", "pk")[: MOST_AT_ONCE + 1]
        )

    @property
    def back_url(self) -> str:
        query = self.request.GET.urlencode()
        return f"{reverse('report-milestones')}{'?' if query else ''}{query}"

    def page(self, form: GiveForm, **context: Any) -> HttpResponse:
        rows, given = context.get("rows", []), context.get("given")
        projects = {row.project_id for row in (given.able if given else rows)}
        words = given_words(len(given.able if given else rows), len(projects))
        page = {"form": form, "rows": rows, "given": given, "words": words, "back_url": self.back_url,
                "most": MOST_AT_ONCE, "too_many": context.get("too_many")}  # fmt: skip
        return render(self.request, "owners/give.html", page)


class ReportGiven(SignedIn, TemplateView):
    """What one call has given to whom, project by project, each of which can be taken back by itself."""

    template_name = "owners/given.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = given_by(self.user, self.kwargs["call"])
        if not lines:
            raise Http404
        page = Paginator(lines, 100).get_page(self.request.GET.get("page"))
        total = sum(line.milestones for line in lines)
        return super().get_context_data(
            page=page, words=given_words(total, len(lines)), here=self.request.get_full_path(), **kwargs
        )
