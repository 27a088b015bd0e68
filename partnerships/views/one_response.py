"""One response: changed, removed, restored, replied to, marked as a duplicate, and who sent it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from partnerships.actions._core import Refused
from partnerships.actions.respondents import forget_sender, keep_sender
from partnerships.actions.responses import (
    ENTERED_BY_MISTAKE,
    change_response,
    mark_duplicate,
    remove_response,
    reply_sent,
    restore_response,
)
from partnerships.forms.responses import RemoveForm, ResponseForm, SenderForm
from partnerships.models import Consultation, Respondent, Response
from partnerships.permissions import May
from partnerships.reports.responses import ResponseRow, closing_day
from partnerships.rules.numbers import whole_number
from partnerships.rules.responses import senders_kept_until
from partnerships.views._base import RunsAction
from partnerships.views.responses import ResponsesBody


class OneResponse(ResponsesBody):
    """A page about one response; the gate is that of its project."""

    may = May.KEEP_CONSULTATION

    @cached_property
    def response(self) -> Response:
        mine = Response.objects.visible_to(self.user).with_project()
        found: Response = get_object_or_404(
            mine.select_related("consultation", "duplicate_of", "came_in"), pk=self.kwargs["pk"]
        )
        return found

    @cached_property
    def consultation(self) -> Consultation:
        found = self.response.consultation
        found.project = self.response.project
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(response=self.response, row=ResponseRow(self.response), **kwargs)

    @cached_property
    def sender(self) -> Respondent | None:
        """Who sent it, where that is kept."""
        return Respondent.objects.visible_to(self.user).filter(response=self.response).first()


class ResponseEdit(RunsAction, OneResponse, FormView[ResponseForm]):
    template_name = "responses/edit.html"
    form_class = ResponseForm

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = super().get_form_kwargs()
        return kept | {"consultation": self.consultation, "response": self.response}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sender=self.sender, **kwargs)

    def act(self, form: Any) -> None:
        version = form.cleaned_data["version"]
        change_response(by=self.user, response=self.response, said=form.said, expected_version=version)


class ResponseRemove(RunsAction, OneResponse, FormView[RemoveForm]):
    template_name = "responses/remove.html"
    form_class = RemoveForm

    def act(self, form: Any) -> None:
        remove_response(by=self.user, response=self.response, why=form.cleaned_data["why"])


class ResponseSender(RunsAction, OneResponse, FormView[SenderForm]):
    """Who sent it: apart from the response, until a day."""

    template_name = "responses/sender.html"
    form_class = SenderForm

    def get_initial(self) -> dict[str, Any]:
        if self.sender is not None:
            return {name: getattr(self.sender, name) for name in ("name", "email", "address", "delete_on")}
        return {"delete_on": senders_kept_until(closing_day(self.consultation), self.today)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sender=self.sender, **kwargs)

    def get_success_url(self) -> str:
        return reverse("response-edit", args=[self.response.pk])

    def act(self, form: Any) -> None:
        keep_sender(
            by=self.user, response=self.response, sender=form.sender, delete_on=form.cleaned_data["delete_on"]
        )


class OneClick(OneResponse, View):
    """One click on one response, then back to where it was made."""

    http_method_names = ["post"]
    said = "Saved"

    def run(self) -> None:
        raise NotImplementedError("each click says what it does")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            self.run()
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, self.said)
        return redirect(self.get_success_url())


class ResponseUndo(OneClick):
    """Takes back what was just typed in."""

    @property
    def said(self) -> str:  # type: ignore[override]  # names the response
        return f"Response {self.response.number} was taken back."

    def run(self) -> None:
        remove_response(by=self.user, response=self.response, why=ENTERED_BY_MISTAKE)


class ResponseRestore(OneClick):
    def run(self) -> None:
        restore_response(by=self.user, response=self.response)


class ResponseReplied(OneClick):
    """Replied to today."""

    def run(self) -> None:
        reply_sent(by=self.user, response=self.response, on=self.today)


class ResponseDuplicate(OneClick):
    """Repeats the response of the number that is sent; without one, counts on its own."""

    def run(self) -> None:
        number = whole_number(self.request.POST.get("of", ""))
        mark_duplicate(by=self.user, response=self.response, of=number)


class ResponseSenderForget(OneClick):
    """Deletes who sent it, before the day."""

    def get_success_url(self) -> str:
        return reverse("response-edit", args=[self.response.pk])

    def run(self) -> None:
        forget_sender(by=self.user, response=self.response)
