"""What a spreadsheet would do, and mending what of it is not understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from partnerships.actions._core import Refused
from partnerships.actions.workbooks import FILE_KEPT_DAYS, say_mends
from partnerships.forms.workbook_file import ApplyForm
from partnerships.forms.workbook_preview import Said, said_in_preview
from partnerships.forms.workbook_shown import PlanPage
from partnerships.imports.workbooks.planning import plan_of, planning
from partnerships.models import User
from partnerships.rules.workbook.plan import WorkbookPlan
from partnerships.rules.workbook.reading import mends_of, reading_of
from partnerships.rules.workbook.words import PERSON
from partnerships.views._workbooks import OnlyReadWorkbook
from partnerships.views._working import counted_off, in_pieces

# So many rows are worked out before anybody wonders; more show a count meanwhile.
ROWS_AT_ONCE = 300


class WorkbookPreview(OnlyReadWorkbook, TemplateView):
    """GET shows what a spreadsheet would do; POST keeps what was said about it, and shows it again."""

    template_name = "workbooks/preview.html"

    @cached_property
    def said_before(self) -> Said:
        return Said(reading_of(self.workbook.reading), mends_of(self.workbook.mends))

    @cached_property
    def apply_form(self) -> ApplyForm:
        offered = self.today + dt.timedelta(days=FILE_KEPT_DAYS)
        return ApplyForm(self.request.POST or None, offered=offered)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.said_before)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = self.keep()
        if said.errors:
            return self.show(said)
        messages.success(request, "Saved")
        return redirect(request.get_full_path())

    def keep(self) -> Said:
        """Keeps what the page sent, as far as it can be; gives it with what is wrong with the rest."""
        before = self.said_before
        said = said_in_preview(self.request.POST, before.reading, before.mends)
        if said.changed:
            # What is shown next is worked out from what is kept now.
            self.workbook = say_mends(
                by=self.user, workbook=self.workbook, reading=said.reading, mends=said.mends
            )
        return said

    def show(self, said: Said) -> HttpResponse:
        """The page, at once or with a count while it is worked out."""
        if self.workbook.rows <= ROWS_AT_ONCE:
            context = self.body_context(plan_of(self.workbook, by=self.user), said)
            return self.render_to_response(self.get_context_data(body=context))
        page = render_to_string(self.template_name, self.get_context_data(body=None), self.request)
        return in_pieces(page, self.working(said))

    def working(self, said: Said) -> Generator[str, None, str]:
        try:
            plan = yield from counted_off(planning(self.workbook, by=self.user))
        except Refused as refused:
            return self.part("problems", {"problems": refused.problems, "workbook": self.workbook})
        return self.part("preview", {"workbook": self.workbook, "body": self.body_context(plan, said)})

    def body_context(self, plan: WorkbookPlan, said: Said) -> dict[str, Any]:
        sent = self.request.POST.dict() if self.request.method == "POST" else {}
        shown = PlanPage(plan, said, self.request.GET, sent, self.people)
        return {
            "plan": plan,
            "shown": shown,
            "said": said,
            "workbook": self.workbook,
            "apply": self.apply_form,
        }

    @property
    def people(self) -> dict[str, str]:
        able = User.objects.who_may_log(self.workbook.trust_id)
        return {f"{PERSON}{pk}": name for pk, name in able.values_list("pk", "name")}

    def part(self, name: str, context: dict[str, Any]) -> str:
        return render_to_string(f"workbooks/_parts/{name}.html", context, self.request)
