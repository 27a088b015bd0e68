"""Spreadsheets of a team's own: those that were brought in, and choosing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, View

from partnerships.actions._core import Refused
from partnerships.actions.workbooks import give_up_workbook
from partnerships.exports.workbooks import COLUMNS
from partnerships.forms.workbooks import WorkbookFileForm, WorkbookFilter
from partnerships.imports.workbooks.limits import LARGEST_MB, LIMITS_IN_WORDS
from partnerships.imports.workbooks.uploads import receive
from partnerships.models import Workbook
from partnerships.models.workbook import WorkbookQuerySet
from partnerships.rules.workbook.words import WorkbookState
from partnerships.views._base import RunsAction
from partnerships.views._lists import FilteredRows, ListCsv, ListPage
from partnerships.views._workbooks import BringsIn, OneWorkbook


class WorkbookRows(BringsIn, FilteredRows):
    filter_form = WorkbookFilter

    def rows(self) -> WorkbookQuerySet:
        mine = Workbook.objects.visible_to(self.user).select_related("trust", "by")
        return mine.exclude(state=WorkbookState.READ)


class WorkbookList(WorkbookRows, ListPage):
    template_name = "workbooks/list.html"
    csv_name = "workbook-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = Workbook.objects.visible_to(self.user).read_only().select_related("trust")
        return super().get_context_data(waiting=waiting, several=len(self.trusts) > 1, **kwargs)


class WorkbookCsv(WorkbookRows, ListCsv):
    columns, file_name = COLUMNS, "spreadsheets"

    def export_rows(self) -> Any:
        return self.found.iterator(2000)


class WorkbookNew(RunsAction, BringsIn, FormView[WorkbookFileForm]):
    """Chooses a file, or takes pasted rows; what its columns hold comes next."""

    template_name = "workbooks/new.html"
    form_class = WorkbookFileForm
    saved_message = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"trusts": self.trusts, "largest_mb": LARGEST_MB}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(limits=LIMITS_IN_WORDS, **kwargs)

    def act(self, form: Any) -> None:
        data, name = form.data_and_name
        self.workbook = receive(data, name, trust=form.for_trust, by=self.user)

    def get_success_url(self) -> str:
        return reverse("workbook-columns", args=[self.workbook.pk])

    def cancel_url(self) -> str:
        return reverse("workbook-list")


class WorkbookGiveUp(OneWorkbook, View):
    """Gives up what was only looked at; its file is deleted."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        name = str(self.workbook)
        try:
            give_up_workbook(by=self.user, workbook=self.workbook)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, f"{name} was given up and its file deleted.")
        return redirect("workbook-list")
