"""What the pages of plan templates share: one gate to a version, one to a draft, one to a milestone of a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property

from partnerships.actions.template_drafts import row_of
from partnerships.forms.templates import version_words
from partnerships.models import PlanTemplate, TemplateMilestone
from partnerships.models.template import keeps_template
from partnerships.rules.plan import TemplateRow
from partnerships.views._base import SignedIn


class TemplatePage(SignedIn):
    """A page about one version. Another trust's is 404; a draft is for those who keep the template."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if (request.method or "").lower() not in self.http_method_names:
            return self.http_method_not_allowed(request, *args, **kwargs)
        if self.plan.is_draft and not self.may_keep:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def plan(self) -> PlanTemplate:
        mine = PlanTemplate.objects.visible_to(self.user)
        names = mine.select_related("trust", "published_by", "started_by", "started_from")
        return get_object_or_404(names, pk=self.kwargs["pk"])

    @cached_property
    def may_keep(self) -> bool:
        return keeps_template(self.user, self.plan.trust_id)

    @property
    def plan_url(self) -> str:
        return reverse("template-detail", args=[self.plan.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {
            "plan": self.plan,
            "plan_words": version_words(self.plan),
            "may_keep": self.may_keep,
            "plan_url": self.plan_url,
        }
        context: dict[str, Any] = super().get_context_data(**(about | kwargs))  # type: ignore[misc]  # the view's own
        return context


class DraftPage(TemplatePage):
    """A page that changes a draft. Who keeps the template and comes too late is taken to the published version."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may_keep:
            raise PermissionDenied
        if not self.plan.is_draft:
            messages.warning(
                request, "This version is published and stays as it is. Start a draft to change it."
            )
            return redirect(self.plan_url)
        return super().dispatch(request, *args, **kwargs)


class OfMilestone(TemplatePage):
    """A page about one milestone of a template."""

    @cached_property
    def milestone(self) -> TemplateMilestone:
        mine = TemplateMilestone.objects.filter(template__in=PlanTemplate.objects.visible_to(self.user))
        return get_object_or_404(mine.select_related("template__trust"), pk=self.kwargs["pk"])

    @cached_property
    def plan(self) -> PlanTemplate:
        return self.milestone.template

    @cached_property
    def row(self) -> TemplateRow:
        return row_of(self.milestone)

    @property
    def page_url(self) -> str:
        return reverse("template-milestone", args=[self.milestone.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(milestone=self.milestone, page_url=self.page_url, **kwargs)
