"""Opening, moving and closing the public page of a consultation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, View

from partnerships.actions._core import Refused
from partnerships.actions.consultation_shares import (
    change_share_name,
    close_share,
    open_share,
    share_problems,
)
from partnerships.forms.response_reports import ShareForm
from partnerships.permissions import May
from partnerships.reports.public_pages import preview_of
from partnerships.views._base import RunsAction
from partnerships.views._consultation import ConsultationPage


class SharePage(ConsultationPage):
    part = "share"

    def get_success_url(self) -> str:
        return reverse("consultation-share", args=[self.consultation.pk])

    @property
    def can_share(self) -> bool:
        return self.user.may(May.MANAGE_CONSULTATION, self.project)


class ConsultationShare(RunsAction, SharePage, FormView[ShareForm]):
    """What the public page shows, where it is, and (for those who may) opening it. Everybody else reads."""

    template_name = "public/share.html"
    form_class = ShareForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"consultation": self.consultation}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.can_share:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def act(self, form: Any) -> None:
        run = change_share_name if self.consultation.shared else open_share
        version = form.cleaned_data["version"]
        run(by=self.user, consultation=self.consultation, name=form.wanted, expected_version=version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        consultation, address = self.consultation, ""
        if consultation.shared:
            path = reverse("public-consultation", args=[consultation.share_name])
            address = self.request.build_absolute_uri(path)
        return super().get_context_data(
            address=address,
            can_share=self.can_share,
            can_close=self.can_share or self.user.may(May.SET_CONFIDENTIAL, self.project),
            problems=share_problems(consultation),
            page=preview_of(consultation, today=self.today),
            **kwargs,
        )


class ConsultationShareClose(SharePage, View):
    """One click: nobody outside reads it any more."""

    http_method_names = ["post"]
    may = May.SET_CONFIDENTIAL  # which managers keep when the project has ended

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            close_share(by=self.user, consultation=self.consultation)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, "The public page is closed.")
        return redirect(self.get_success_url())
