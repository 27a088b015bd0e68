"""Promises: of one project, and over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.promises import (
    change_promise,
    check_promise,
    make_promise,
    remove_promise,
    uncheck_promise,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.fit import PROMISES, PROMISES_OVER_ALL
from partnerships.forms.promises import PromiseCheckForm, PromiseFilter, PromiseForm, PromiseRemoveForm
from partnerships.models import Project, Promise
from partnerships.permissions import May
from partnerships.reports.promises import PromiseRow, kept_counts, promise_rows, visible_promises
from partnerships.rules.partnership_words import CheckPromise
from partnerships.views._base import RunsAction
from partnerships.views._lists import FilteredRows, ListCsv, ListPage
from partnerships.views._partnership import PartnershipBody
from partnerships.views._project import next_url


class PromisesBody(PartnershipBody):
    """There are promises before there is a partnership, and without one."""

    section = "promises"

    def get_success_url(self) -> str:
        return next_url(self.request, reverse("promise-list", args=[self.project.pk]))

    def cancel_url(self) -> str:
        return self.get_success_url()


class PromiseList(PromisesBody, TemplateView):
    template_name = "promises/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        still, checked = promise_rows(self.project, today=self.today)
        return super().get_context_data(
            rows=still,
            checked=checked,
            counts=kept_counts(checked),
            csv_url=reverse("promise-csv", args=[self.project.pk]),
            **kwargs,
        )


class PromiseCsv(PromisesBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        still, checked = promise_rows(self.project, today=self.today)
        name = f"promises-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, PROMISES, [*still, *checked])


class PromiseAdd(RunsAction, PromisesBody, FormView[PromiseForm]):
    template_name = "promises/add.html"
    form_class = PromiseForm
    may = May.KEEP_PARTNERSHIP

    def get_initial(self) -> dict[str, Any]:
        return {"made_on": self.today, "check_when": CheckPromise.YEAR_AFTER_OPENING.value}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project}

    def act(self, form: Any) -> None:
        make_promise(by=self.user, project=self.project, said=form.said)


class OnePromise(PromisesBody):
    """A page about one promise; the gate is that of its project."""

    may = May.KEEP_PARTNERSHIP

    @cached_property
    def promise(self) -> Promise:
        mine = Promise.objects.visible_to(self.user).with_project().select_related("owner", "evidence")
        promise: Promise = get_object_or_404(mine, pk=self.kwargs["pk"])
        return promise

    @cached_property
    def project(self) -> Project:
        return self.promise.project

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = PromiseRow(self.promise, self.today)
        return super().get_context_data(promise=self.promise, row=row, **kwargs)


class PromiseEdit(RunsAction, OnePromise, FormView[PromiseForm]):
    template_name = "promises/edit.html"
    form_class = PromiseForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.project, "promise": self.promise}

    def act(self, form: Any) -> None:
        version = form.cleaned_data["version"]
        change_promise(by=self.user, promise=self.promise, said=form.said, expected_version=version)


class PromiseCheck(RunsAction, OnePromise, FormView[PromiseCheckForm]):
    template_name = "promises/check.html"
    form_class = PromiseCheckForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"promise": self.promise}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        check_promise(
            by=self.user,
            promise=self.promise,
            kept=data["kept"],
            finding=data["finding"],
            checked_on=data["checked_on"],
            shown=form.shown,
            expected_version=data["version"],
        )


class PromiseUncheck(OnePromise, View):
    """One click: to be checked again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            uncheck_promise(by=self.user, promise=self.promise)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, "Saved")
        return redirect(self.get_success_url())


class PromiseRemove(RunsAction, OnePromise, FormView[PromiseRemoveForm]):
    template_name = "promises/remove.html"
    form_class = PromiseRemoveForm

    def act(self, form: Any) -> None:
        remove_promise(by=self.user, promise=self.promise, why=form.cleaned_data["why"])


class PromisesOverAll(FilteredRows):
    """The promises of every project that the person may see."""

    def rows(self) -> QuerySet[Any]:
        return visible_promises(self.user)

    def make_form(self) -> PromiseFilter:
        mine = Promise.objects.visible_to(self.user)
        return PromiseFilter(self.request.GET, user=self.user, promises=mine, today=self.today)


class ReportPromises(PromisesOverAll, ListPage):
    template_name = "reports/promises.html"
    csv_name = "report-promises-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [PromiseRow(each, self.today) for each in self.page.object_list]
        return super().get_context_data(rows=rows, today=self.today, **kwargs)


class ReportPromisesCsv(PromisesOverAll, ListCsv):
    columns, file_name = PROMISES_OVER_ALL, "promises"

    def export_rows(self) -> Iterable[Any]:
        return (PromiseRow(each, self.today) for each in self.found.iterator(chunk_size=500))
