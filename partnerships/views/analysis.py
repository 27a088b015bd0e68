"""What the responses to a consultation say: figures, themes and the answers to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.themes import (
    add_starter_themes,
    add_theme,
    answer_theme,
    merge_theme,
    remove_theme,
    rename_theme,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.analysis import COLUMNS, THEME_COLUMNS, figures
from partnerships.forms.themes import ThemeAnswerForm, ThemeFilter, ThemeForm, ThemeMergeForm
from partnerships.models import Consultation, Theme
from partnerships.permissions import May
from partnerships.reports.analysis import Analysis, Pictures
from partnerships.views._base import RunsAction
from partnerships.views._consultation import ConsultationPage


class AnalysisBody(ConsultationPage):
    """A page with the figures of a consultation."""

    part = "analysis"

    @cached_property
    def analysis(self) -> Analysis:
        return Analysis(self.consultation)

    @property
    def themes_url(self) -> str:
        return reverse("theme-list", args=[self.consultation.pk])

    def csv(self, name: str, columns: Any, rows: Any) -> StreamingHttpResponse:
        """These rows as a csv, named after the school."""
        return csv_response(f"{name}-{self.project.school_id}-{self.today:%Y-%m-%d}.csv", columns, rows)


class ConsultationAnalysis(AnalysisBody, TemplateView):
    template_name = "analysis/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            analysis=self.analysis, pictures=Pictures(self.analysis), themes_url=self.themes_url, **kwargs
        )


class ConsultationAnalysisCsv(AnalysisBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        return self.csv("analysis", COLUMNS, figures(self.analysis))


class FilteredThemes(AnalysisBody):
    @cached_property
    def filter(self) -> ThemeFilter:
        return ThemeFilter(self.request.GET)


class ThemeList(FilteredThemes, TemplateView):
    """Every theme with its answer; those that are not answered yet can be asked for."""

    template_name = "analysis/themes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.filter.apply(self.analysis.themes)
        csv = reverse("theme-csv", args=[self.consultation.pk])
        return super().get_context_data(
            analysis=self.analysis,
            form=self.filter,
            rows=rows,
            total=len(rows),
            csv_url=f"{csv}?{self.request.GET.urlencode()}",
            clear_url=self.request.path,
            **kwargs,
        )


class ThemeCsv(FilteredThemes, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        return self.csv("themes", THEME_COLUMNS, self.filter.apply(self.analysis.themes))


class KeepsThemes(RunsAction, AnalysisBody):
    """A form about themes, which leads back to their list."""

    may = May.KEEP_CONSULTATION

    def cancel_url(self) -> str:
        return self.themes_url

    def get_success_url(self) -> str:
        return self.themes_url


class ThemeAdd(KeepsThemes, FormView[ThemeForm]):
    template_name = "analysis/theme_form.html"
    form_class = ThemeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"consultation": self.consultation}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading="Add a theme", **kwargs)

    def act(self, form: Any) -> None:
        add_theme(by=self.user, consultation=self.consultation, name=form.cleaned_data["name"])


class ThemeStarters(KeepsThemes, View):
    """One click: the themes that most consultations hear about."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            added = add_starter_themes(by=self.user, consultation=self.consultation)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, "Saved" if added else "The usual themes are in the list already.")
        return redirect(self.themes_url)


class OneTheme(KeepsThemes):
    """A page about one theme; the gate is that of its project."""

    @cached_property
    def theme(self) -> Theme:
        mine = Theme.objects.visible_to(self.user).with_project().select_related("consultation")
        found: Theme = get_object_or_404(mine, pk=self.kwargs["pk"])
        return found

    @cached_property
    def consultation(self) -> Consultation:
        found: Consultation = self.theme.consultation
        found.project = self.theme.project
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(theme=self.theme, **kwargs)

    def keep(self, form: Any, version: int | None) -> None:
        """Runs the action on the version that the person saw."""
        raise NotImplementedError("each page says which action it runs")

    def act(self, form: Any) -> None:
        self.keep(form, form.cleaned_data["version"])


class ThemeRename(OneTheme, FormView[ThemeForm]):
    template_name = "analysis/theme_form.html"
    form_class = ThemeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"consultation": self.consultation, "theme": self.theme}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading="Rename the theme", **kwargs)

    def keep(self, form: Any, version: int | None) -> None:
        name = form.cleaned_data["name"]
        rename_theme(by=self.user, theme=self.theme, name=name, expected_version=version)


class ThemeMerge(OneTheme, FormView[ThemeMergeForm]):
    template_name = "analysis/merge.html"
    form_class = ThemeMergeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"theme": self.theme}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(links=self.theme.response_links.count(), **kwargs)

    def keep(self, form: Any, version: int | None) -> None:
        into = form.cleaned_data["into"]
        merge_theme(by=self.user, theme=self.theme, into=into, expected_version=version)


class ThemeAnswer(OneTheme, FormView[ThemeAnswerForm]):
    template_name = "analysis/answer.html"
    form_class = ThemeAnswerForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"theme": self.theme}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = next(row for row in self.analysis.themes if row.theme.pk == self.theme.pk)
        return super().get_context_data(row=row, **kwargs)

    def keep(self, form: Any, version: int | None) -> None:
        answer_theme(by=self.user, theme=self.theme, answered=form.answered, expected_version=version)


class ThemeRemove(OneTheme, View):
    """One click, for a theme that nothing is about."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            remove_theme(by=self.user, theme=self.theme)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, "Saved")
        return redirect(self.themes_url)
