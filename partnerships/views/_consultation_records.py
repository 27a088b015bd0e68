"""What the pages of a consultation's groups, meetings and papers share: what worries there, and its window."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from partnerships.actions._core import Refused
from partnerships.permissions import May
from partnerships.reports.fairness import facts_of, fairness_of_facts
from partnerships.rules.consultations.fair_facts import Facts
from partnerships.views._consultation import ConsultationPage
from partnerships.views._project import next_url


class RecordsPage(ConsultationPage):
    """A page of a consultation's record. `checks` are those of its fairness that are told here when they worry."""

    list_name = ""
    checks: tuple[str, ...] = ()

    @cached_property
    def known(self) -> Facts:
        return facts_of([self.consultation], self.today)[self.consultation.pk]

    @property
    def window(self) -> tuple[dt.date | None, dt.date | None]:
        """When it opens and closes, as far as that is known."""
        return self.known.opens, self.known.closes

    @property
    def list_url(self) -> str:
        return reverse(self.list_name, args=[self.consultation.pk])

    def get_success_url(self) -> str:
        return next_url(self.request, self.list_url)

    def cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        going_on = self.consultation.stopped_on is None
        can_keep = going_on and self.user.may(May.KEEP_CONSULTATION, self.project)
        return super().get_context_data(can_keep=can_keep, **kwargs)

    def worrying(self) -> list[Any]:
        """The checks to tell of on this page."""
        found = fairness_of_facts(self.known).verdicts if self.checks else ()
        return [each for each in found if each.worries and each.check.key in self.checks]


class OneClick(RecordsPage, View):
    """One click that runs one action, and back to the list."""

    http_method_names = ["post"]
    saved_message = "Saved"

    def run(self) -> None:
        """Runs the action."""
        raise NotImplementedError("each button says which action it runs")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            self.run()
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, self.saved_message)
        return redirect(self.get_success_url())
