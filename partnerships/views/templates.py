"""Reading plan templates: the list of versions, one version, one milestone of it, and two versions side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.views.generic import TemplateView, View

from partnerships.actions.templates import template_rows
from partnerships.exports._csv import Column, csv_response
from partnerships.exports.templates import COLUMNS, DIFFERENCES, difference_lines, template_lines
from partnerships.forms.templates import CompareForm, TemplateFilter, version_words
from partnerships.models import PlanTemplate, TemplateMilestone
from partnerships.models.template import keeps_template
from partnerships.permissions import May
from partnerships.reports.templates import movable_projects, template_families
from partnerships.rules.plan import TemplateRow
from partnerships.rules.template_check import template_problems
from partnerships.rules.template_compare import Comparison, compare
from partnerships.rules.template_words import (
    say_applies,
    say_dependency,
    say_length,
    say_owners,
    say_routes,
    say_when,
)
from partnerships.rules.words import Phase, Route
from partnerships.views._base import SignedIn
from partnerships.views._templates import OfMilestone, TemplatePage


class TemplateList(SignedIn, TemplateView):
    template_name = "templates/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        families = template_families(self.user)
        return super().get_context_data(
            families=families,
            may_start=any(family.may_keep and not family.draft for family in families),
            may_set=may_set(self),
            csv_url=reverse("template-list-csv"),
            total=sum(len(family.versions) for family in families),
            **kwargs,
        )


def may_set(page: SignedIn) -> bool:
    """Whether the person has a page of settings to go back to."""
    return page.user.may(May.SITE_MANAGE_TEMPLATES) or page.user.may_anywhere(May.MANAGE_TEMPLATES)


class TemplateListCsv(SignedIn, View):
    columns = (
        Column("Whose", lambda row: row[0].title),
        Column("Template", lambda row: row[1].template.name),
        Column("Version", lambda row: row[1].template.version),
        Column("In use", lambda row: row[1].is_current),
        Column("Milestones", lambda row: row[1].milestones),
        Column("Live projects that you may see", lambda row: row[1].live),
        Column("Published", lambda row: row[1].template.published_at),
        Column("Published by", lambda row: row[1].template.published_by or ""),
        Column("What changed", lambda row: row[1].template.what_changed),
    )

    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        families = template_families(self.user)
        rows = [(family, version) for family in families for version in family.versions]
        return csv_response(f"templates-{self.today:%Y-%m-%d}.csv", self.columns, rows)


class TemplateDetail(TemplatePage, TemplateView):
    """One version, its milestones by phase; a draft with what stands in the way of publishing it."""

    template_name = "templates/detail.html"

    @cached_property
    def form(self) -> TemplateFilter:
        return TemplateFilter(self.request.GET)

    @cached_property
    def milestones(self) -> list[TemplateMilestone]:
        return list(self.plan.milestones.order_by("position"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.form.apply(self.milestones)
        rows = {row.code: row for row in template_rows(self.plan)}
        newest = PlanTemplate.objects.published().filter(trust=self.plan.trust).order_by("-version").first()
        versions = PlanTemplate.objects.visible_to(self.user).filter(trust=self.plan.trust)
        return super().get_context_data(
            form=self.form,
            total=len(found),
            phases=[
                (phase, lines)
                for phase in Phase
                if (lines := [(each, _summary(rows[each.code])) for each in found if each.phase == phase])
            ],
            is_current=newest is not None and newest.pk == self.plan.pk,
            newest=newest,
            behind=movable_projects(self.user, self.plan).count(),
            draft=versions.drafts().first() if self.may_keep else None,
            problems=template_problems(rows.values()) if self.plan.is_draft else [],
            csv_url=reverse("template-csv", args=[self.plan.pk]),
            **kwargs,
        )


def _summary(row: TemplateRow) -> dict[str, str]:
    """What the list says of a milestone: when it is due by route, how long it takes, who owns it."""
    places = [(route.label, say_when(row, route)) for route in Route if route in row.days]
    alike = len({place for _, place in places}) == 1 and len(places) == len(Route)
    return {
        "due": places[0][1] if alike else "; ".join(f"{label}: {place.lower()}" for label, place in places),
        "takes": say_length(row.takes_days),
        "repeats": say_length(row.repeat_days),
        "owner": say_owners(row),
        "condition": "May not apply" if any(row.conditions.values()) else "",
    }


class TemplateCsv(TemplatePage, View):
    """The whole version, in the form in which a draft can be started from it."""

    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        kind = "draft" if self.plan.is_draft else "version"
        name = f"{slugify(self.plan.name) or 'template'}-{kind}-{self.plan.version}.csv"
        return csv_response(name, COLUMNS, template_lines(template_rows(self.plan)))


class TemplateMilestonePage(OfMilestone, TemplateView):
    template_name = "templates/milestone.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, others = self.row, {each.code: each for each in self.plan.milestones.order_by("position")}
        titles = {code: each.title for code, each in others.items()}
        waiting = [
            each
            for each in others.values()
            if any(dependency["code"] == row.code for dependency in each.depends_on)
        ]
        return super().get_context_data(
            places=[(route, say_when(row, route), say_applies(row, route)) for route in Route],
            takes=say_length(row.takes_days),
            repeats=say_length(row.repeat_days),
            owner=say_owners(row),
            waits=[
                (others.get(each.code), say_dependency(each, titles), say_routes(each.routes))
                for each in row.depends_on
            ],
            waiting=waiting,
            **kwargs,
        )


class TwoVersions(TemplatePage):
    """This version against another one that the person may read; without a choice, the one before it."""

    @cached_property
    def others(self) -> list[PlanTemplate]:
        readable = PlanTemplate.objects.visible_to(self.user).exclude(pk=self.plan.pk).select_related("trust")
        found = readable.order_by("-version")
        kept = [each for each in found if not each.is_draft or keeps_template(self.user, each.trust_id)]
        return sorted(kept, key=lambda each: each.trust_id != self.plan.trust_id)

    @cached_property
    def form(self) -> CompareForm:
        return CompareForm(self.request.GET, versions=self.others)

    @cached_property
    def other(self) -> PlanTemplate | None:
        chosen = self.form.chosen("other")
        if chosen:
            return next(each for each in self.others if str(each.pk) == chosen)
        earlier = [
            each
            for each in self.others
            if each.trust_id == self.plan.trust_id and each.version < self.plan.version
        ]
        from_here = [each for each in self.others if each.pk == self.plan.started_from_id]
        return next(iter(from_here or earlier), None)

    @cached_property
    def comparison(self) -> Comparison | None:
        if self.other is None:
            return None
        return compare(template_rows(self.other), template_rows(self.plan))


class TemplateCompare(TwoVersions, TemplateView):
    template_name = "templates/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        other = self.other
        csv = reverse("template-compare-csv", args=[self.plan.pk])
        return super().get_context_data(
            form=CompareForm({"other": other.pk}, versions=self.others) if other else self.form,
            other=other,
            other_words=version_words(other) if other else "",
            found=self.comparison,
            csv_url=f"{csv}?other={other.pk}" if other else "",
            **kwargs,
        )


class TemplateCompareCsv(TwoVersions, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        rows = difference_lines(self.comparison) if self.comparison else iter(())
        name = f"{slugify(self.plan.name) or 'template'}-{self.plan.version}-differences.csv"
        return csv_response(name, DIFFERENCES, rows)
