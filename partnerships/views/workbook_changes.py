"""What is done with a spreadsheet that was brought in: its file deleted, another sheet of it brought in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, View

from partnerships.actions._core import Refused
from partnerships.actions.workbooks import change_file_day, delete_workbook_file
from partnerships.forms.people import ConfirmForm
from partnerships.forms.workbook_file import FileDayForm
from partnerships.imports.workbooks.uploads import data_of, receive
from partnerships.views._base import RunsAction
from partnerships.views._workbooks import OneBroughtIn, OneWorkbook


class WorkbookFileDay(RunsAction, OneBroughtIn, FormView[FileDayForm]):
    """The day on which the file is deleted."""

    template_name = "workbooks/file_day.html"
    form_class = FileDayForm
    saved_message = "The day is changed."

    def get_initial(self) -> dict[str, Any]:
        return {"day": self.workbook.delete_file_on}

    def act(self, form: Any) -> None:
        change_file_day(by=self.user, workbook=self.workbook, day=form.cleaned_data["day"])


class WorkbookFileDelete(RunsAction, OneBroughtIn, FormView[ConfirmForm]):
    """Deletes the file before its day."""

    template_name = "workbooks/file_delete.html"
    form_class = ConfirmForm
    saved_message = "The file is deleted."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Delete the file"}

    def act(self, form: Any) -> None:
        delete_workbook_file(by=self.user, workbook=self.workbook)


class WorkbookNext(OneWorkbook, View):
    """Another sheet of the same file, looked at as if it had been chosen again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            found = receive(
                data_of(self.workbook), self.workbook.file_name, trust=self.workbook.trust, by=self.user,
                sheet=request.POST.get("sheet", ""),
            )  # fmt: skip
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
            return redirect("workbook-detail", self.workbook.pk)
        return redirect("workbook-columns", found.pk)
