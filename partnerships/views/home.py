"""The home page, opened every working morning."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.generic import TemplateView, View

from partnerships.actions.changes import mark_changes_read
from partnerships.permissions import May
from partnerships.reports.changes import Saved, changes_for, saved_by
from partnerships.reports.openings import proposals_for_work
from partnerships.reports.promises import checks_due
from partnerships.reports.risks import reviews_due
from partnerships.reports.your_chasing import your_chasing
from partnerships.reports.your_consultations import your_consultations
from partnerships.reports.your_partnerships import your_partnerships
from partnerships.reports.your_work import DUE_DAYS, your_work
from partnerships.views._base import SignedIn

OPENINGS_SHOWN = 3


class YourWork(SignedIn, TemplateView):
    template_name = "home/your_work.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        show = self.request.GET.get("show", "")
        now = timezone.now()
        reviews, reviews_total = reviews_due(self.user, today=self.today)
        promises, promises_total = checks_due(self.user, today=self.today)
        openings, openings_total = proposals_for_work(self.user, most=OPENINGS_SHOWN)
        return super().get_context_data(
            reviews=reviews,
            reviews_total=reviews_total,
            promises=promises,
            consultations=your_consultations(self.user, today=self.today),
            partnerships=your_partnerships(self.user, today=self.today),
            promises_total=promises_total,
            work=your_work(self.user, today=self.today, show=show),
            changes=changes_for(self.user, now=now, show_all=show == "changes"),
            now=now.isoformat(),
            here=f"{self.request.path}?show={show}" if show else self.request.path,
            due_days=DUE_DAYS,
            may_start=self.user.may_anywhere(May.START_PROJECT),
            may_people=self.user.may_anywhere(May.MANAGE_PEOPLE),
            may_import=self.user.may(May.SITE_IMPORT_GIAS),
            in_a_trust=bool(self.user.roles),
            due_title=f"Due in the next {DUE_DAYS} days",
            due_none=f"Nothing of yours is due in the next {DUE_DAYS} days.",
            saved=self.saved(),
            chasing=your_chasing(self.user, today=self.today),
            openings=openings,
            openings_total=openings_total,
            may_record=self.user.may_anywhere(May.RECORD_OPENING),
            **kwargs,
        )

    def saved(self) -> Saved | None:
        """What "Done today" has just done, as `?saved=` names it."""
        try:
            call = uuid.UUID(self.request.GET.get("saved", ""))
        except ValueError:
            return None
        return saved_by(self.user, call)


class ChangesRead(SignedIn, View):
    """What changed up to the moment the page was drawn is read; what came after stays."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            until = parse_datetime(request.POST.get("until", ""))
        except ValueError:
            until = None
        if until is not None and timezone.is_aware(until):
            mark_changes_read(by=self.user, until=until)
        return redirect("your-work")
