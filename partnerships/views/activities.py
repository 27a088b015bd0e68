"""The log of a partnership: read, added to in one line, several at once, from csv, and corrected."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.activities import (
    add_activities,
    change_activity,
    logged_already,
    remove_activity,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.activities import COLUMNS
from partnerships.forms.activities import ActivityEditForm, ActivityFilter, ActivityForm, SeveralForm
from partnerships.forms.activity_csv import ActivitiesToAdd, ActivityCsvForm
from partnerships.forms.people import ConfirmForm
from partnerships.models import Partnership, PartnershipActivity, Project
from partnerships.models.partnership_records import PartnershipActivityQuerySet
from partnerships.permissions import May
from partnerships.reports.activities import WITH, ActivityRow, activity_rows, totals_of_activities
from partnerships.rules.activity_csv import COLUMNS as READ_IN
from partnerships.rules.activity_csv import ActivityCsvError, Line, Read, sort_out, write_activities
from partnerships.views._base import RunsAction
from partnerships.views._partnership import WithPartnership
from partnerships.views._project import next_url

PER_PAGE = 50


class ActivitiesBody(WithPartnership):
    section = "activities"

    @property
    def list_url(self) -> str:
        return reverse("activity-list", args=[self.project.pk])

    def get_success_url(self) -> str:
        return next_url(self.request, self.list_url)

    def cancel_url(self) -> str:
        return self.get_success_url()

    @cached_property
    def filter(self) -> ActivityFilter:
        return ActivityFilter(self.request.GET, partnership=self.there)

    @cached_property
    def found(self) -> PartnershipActivityQuerySet:
        mine = PartnershipActivity.objects.visible_to(self.user).filter(partnership=self.there)
        return self.filter.apply(mine).newest_first()


class ActivityLog(ActivitiesBody):
    """The page of the log; `form` is the line at its top, for whoever may keep it."""

    def line(self) -> ActivityForm | None:
        """The line as it is when the page is opened."""
        if not self.user.may(May.KEEP_PARTNERSHIP, self.project):
            return None
        return ActivityForm(partnership=self.there, initial={"on": self.today})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            kwargs["form"] = self.line()
        page = Paginator(self.found.select_related(*WITH), PER_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        csv = reverse("activity-csv", args=[self.project.pk])
        return super().get_context_data(
            filters=self.filter,
            page=page,
            rows=activity_rows(page.object_list),
            total=page.paginator.count,
            totals=totals_of_activities(self.found),
            csv_url=f"{csv}?{query.urlencode()}",
            clear_url=self.list_url,
            **kwargs,
        )


class ActivityList(ActivityLog, TemplateView):
    template_name = "partnerships/activities.html"


class ActivityAdd(RunsAction, ActivityLog, FormView[ActivityForm]):
    """The same page, ready to type; what is wrong with a line comes back on it."""

    template_name = "partnerships/activities.html"
    form_class = ActivityForm
    may = May.KEEP_PARTNERSHIP

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partnership": self.there}

    def line(self) -> ActivityForm | None:
        form = super().line()
        if form is not None:
            form.fields["kind"].widget.attrs["autofocus"] = True
        return form

    def act(self, form: Any) -> None:
        add_activities(by=self.user, partnership=self.there, entries=[form.entry], shown=form.shown)


class ActivityCsv(ActivitiesBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        rows = map(ActivityRow, self.found.select_related(*WITH).iterator(chunk_size=500))
        name = f"activities-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, COLUMNS, rows)


class ActivityTemplate(ActivitiesBody, View):
    """An empty csv to fill in."""

    may = May.KEEP_PARTNERSHIP

    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        columns = [column for column in COLUMNS if column.heading in READ_IN]
        return csv_response("activities-to-fill-in.csv", columns, [])


class ActivitySeveral(RunsAction, ActivitiesBody, FormView[SeveralForm]):
    template_name = "partnerships/activities_several.html"
    form_class = SeveralForm
    may = May.KEEP_PARTNERSHIP
    saved_message = ""

    def get_initial(self) -> dict[str, Any]:
        return {"on": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partnership": self.there}

    def act(self, form: Any) -> None:
        added = add_activities(by=self.user, partnership=self.there, entries=form.entries, shown=form.shown)
        messages.success(self.request, f"{say_activities(len(added))} logged.")


class OneActivity(ActivitiesBody):
    """A page about one activity; the gate is that of its project."""

    may = May.KEEP_PARTNERSHIP

    @cached_property
    def activity(self) -> PartnershipActivity:
        mine = PartnershipActivity.objects.visible_to(self.user).with_project()
        found: PartnershipActivity = get_object_or_404(
            mine.select_related("partnership", *WITH), pk=self.kwargs["pk"]
        )
        return found

    @cached_property
    def project(self) -> Project:
        return self.activity.project

    @cached_property
    def partnership(self) -> Partnership | None:
        return self.activity.partnership

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=ActivityRow(self.activity), **kwargs)


class ActivityEdit(RunsAction, OneActivity, FormView[ActivityEditForm]):
    template_name = "partnerships/activity_edit.html"
    form_class = ActivityEditForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"activity": self.activity}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        change_activity(
            by=self.user,
            activity=self.activity,
            to=form.entry,
            shown=form.shown,
            without_evidence=bool(data.get("without")),
            expected_version=data["version"],
        )


class ActivityRemove(RunsAction, OneActivity, FormView[ConfirmForm]):
    template_name = "partnerships/record_remove.html"
    form_class = ConfirmForm
    saved_message = "The activity is removed from the log."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the activity"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heading = f"Remove “{self.activity.focus}” from the log?"
        said = "For what was logged by mistake. Its evidence stays with the project, and the history keeps the entry."
        return super().get_context_data(heading=heading, said=said, **kwargs)

    def act(self, form: Any) -> None:
        remove_activity(by=self.user, activity=self.activity)


class ActivityImport(ActivitiesBody, FormView[ActivityCsvForm]):
    """Shows what a csv would add, and adds it when that comes back confirmed: all of it or nothing."""

    template_name = "partnerships/activities_import.html"
    form_class = ActivityCsvForm
    may = May.KEEP_PARTNERSHIP

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partnership": self.there}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "rows" not in request.POST:
            return super().post(request, *args, **kwargs)
        seen = ActivitiesToAdd(request.POST)
        seen.is_valid()
        rows, again = seen.cleaned_data["rows"], seen.cleaned_data["again"]
        try:
            new, twice = self.read(rows), self.read(again)
            wanted = [*new, *(twice if seen.cleaned_data["with_again"] else [])]
            if not wanted and twice:
                return self.shown(
                    twice, ["Nothing is ticked. Tick the box to add what looks logged already."]
                )
            added = add_activities(
                by=self.user,
                partnership=self.there,
                entries=[line.entry for line in wanted if line.entry],
                unless_logged=[line.entry for line in new if line.entry],
            )
        except ActivityCsvError as error:
            return self.shown([], [str(error)])
        except Refused as refused:
            return self.shown([*new, *twice], refused.problems)
        messages.success(request, f"{say_activities(len(added))} added to the log.")
        return redirect(self.list_url)

    def read(self, text: str) -> list[Line]:
        """The lines that a preview carried; none for nothing."""
        form = ActivityCsvForm(partnership=self.there)
        return form.read(text) if text.strip() else []

    def form_valid(self, form: ActivityCsvForm) -> HttpResponse:
        return self.shown(form.cleaned_data["lines"], [])

    def shown(self, lines: list[Line], problems: list[str]) -> HttpResponse:
        """The preview; nothing is saved yet."""
        read = sort_out(lines, logged=logged_already(self.there))
        blank = ActivityCsvForm(partnership=self.there)
        return self.render_to_response(
            self.get_context_data(form=blank, preview=read, problems=problems, **self.carried(read))
        )

    def carried(self, read: Read) -> dict[str, str]:
        """What the preview carries along, as csv."""
        names = dict(self.there.services.values_list("pk", "what"))
        parts = {"carried": read.new, "carried_again": read.logged}
        return {
            name: write_activities([line.entry for line in part if line.entry], services=names)
            if part
            else ""
            for name, part in parts.items()
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"preview": None, "problems": [], "columns": READ_IN} | kwargs))


def say_activities(number: int) -> str:
    """ "1 activity", "12 activities"."""
    return "1 activity" if number == 1 else f"{number:,} activities"
