"""Responses to a consultation: the list with the form to type them in, one response, and several at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions.responses import (
    add_response,
    change_several,
    same_words,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.responses import COLUMNS
from partnerships.forms.responses import (
    EntryForm,
    ResponseFilter,
    SeveralForm,
)
from partnerships.models import Response
from partnerships.models.response import ResponseQuerySet
from partnerships.permissions import May
from partnerships.reports.responses import (
    ResponseRow,
    last_typed,
    responses_of,
    rows_of,
    senders_kept,
    waiting_uploads,
)
from partnerships.rules.numbers import whole_number
from partnerships.views._base import RunsAction
from partnerships.views._consultation import ConsultationPage
from partnerships.views._project import next_url

PER_PAGE = 50


class ResponsesBody(ConsultationPage):
    part = "responses"

    @property
    def list_url(self) -> str:
        return reverse("response-list", args=[self.consultation.pk])

    def get_success_url(self) -> str:
        return next_url(self.request, self.list_url)

    def cancel_url(self) -> str:
        return self.get_success_url()


class ResponsesFound(ResponsesBody):
    """Responses as far as the filters in the address let them through."""

    @cached_property
    def filters(self) -> ResponseFilter:
        return ResponseFilter(self.request.GET, consultation=self.consultation)

    @cached_property
    def found(self) -> ResponseQuerySet:
        return self.filters.apply(responses_of(self.consultation))


class ResponseList(ResponsesFound, TemplateView):
    """The form to type the next one in, and all that came in."""

    template_name = "responses/list.html"

    @cached_property
    def page(self) -> Page[Any]:
        return Paginator(self.found, PER_PAGE).get_page(self.request.GET.get("page"))

    @property
    def csv_url(self) -> str:
        query = self.request.GET.copy()
        for name in ("page", "entered"):
            query.pop(name, None)
        return f"{reverse('response-csv', args=[self.consultation.pk])}?{query.urlencode()}"

    @cached_property
    def entered(self) -> Response | None:
        """The response that was typed in last, which the page then tells of."""
        key = whole_number(self.request.GET.get("entered", ""))
        mine = Response.objects.visible_to(self.user).filter(consultation=self.consultation, removed_on=None)
        return mine.filter(pk=key).first() if key is not None and key < 2**63 else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        can_keep = self.user.may(May.KEEP_CONSULTATION, self.project) and self.consultation.stopped_on is None
        if can_keep:
            initial = kept_from(self.entered or last_typed(self.consultation), self.today)
            kwargs["entry"] = EntryForm(consultation=self.consultation, initial=initial)
            if self.entered:
                kwargs["entry"].go_on()
            kwargs["several"] = SeveralForm(
                consultation=self.consultation, initial={"replied_on": self.today}
            )
            kwargs["waiting"] = waiting_uploads(self.consultation)
        return super().get_context_data(
            can_keep=can_keep,
            form=self.filters,
            page=self.page,
            total=self.page.paginator.count,
            csv_url=self.csv_url,
            clear_url=self.list_url,
            rows=rows_of(self.page.object_list),
            entered=self.entered if can_keep else None,
            same=same_words(self.entered) if can_keep and self.entered else None,
            senders=senders_kept(self.consultation),
            **kwargs,
        )


def kept_from(last: Response | None, today: Any) -> dict[str, Any]:
    """What stays as it was in the response before."""
    if last is None:
        return {"received_on": today}
    return {"received_on": last.received_on, "channel": last.channel, "audience": last.audience}


class ResponseCsv(ResponsesFound, View):
    """All that was found; who sent them is never in it."""

    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"responses-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(
            name, COLUMNS, (ResponseRow(each) for each in self.found.iterator(chunk_size=500))
        )


class ResponseAdd(RunsAction, ResponsesBody, FormView[EntryForm]):
    """What the form above the list sends; with errors, the form alone."""

    template_name = "responses/add.html"
    form_class = EntryForm
    may = May.KEEP_CONSULTATION
    saved_message = ""

    def get_initial(self) -> dict[str, Any]:
        return kept_from(last_typed(self.consultation), self.today)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"consultation": self.consultation}

    def act(self, form: Any) -> None:
        self.added = add_response(by=self.user, consultation=self.consultation, said=form.said)

    def get_success_url(self) -> str:
        added = getattr(self, "added", None)
        # Without a fragment: a browser that jumps to one does not put the cursor where typing goes on.
        return f"{self.list_url}?entered={added.pk}" if added is not None else self.list_url


class ResponseSeveral(RunsAction, ResponsesBody, FormView[SeveralForm]):
    """The same for all that are ticked in the list."""

    template_name = "responses/several.html"
    form_class = SeveralForm
    may = May.KEEP_CONSULTATION
    http_method_names = ["post"]
    saved_message = ""

    @property
    def ticked(self) -> list[int]:
        keys = (whole_number(key) for key in self.request.POST.getlist("response"))
        return [key for key in keys if key is not None and key < 2**63]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"consultation": self.consultation}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            ticked=self.ticked, next=next_url(self.request, self.list_url), **kwargs
        )

    def act(self, form: Any) -> None:
        mine = Response.objects.visible_to(self.user).filter(consultation=self.consultation)
        changed = change_several(
            by=self.user, consultation=self.consultation, responses=list(mine.filter(pk__in=self.ticked)),
            several=form.said,
        )  # fmt: skip
        messages.success(self.request, f"On {len(changed)} response{'' if len(changed) == 1 else 's'}.")
