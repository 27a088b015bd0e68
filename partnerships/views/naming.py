"""Who is named on confidential projects."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from partnerships.actions.naming import name_person, unname_person
from partnerships.forms.people import ConfirmForm, NamingForm
from partnerships.models import Project, ProjectAccess
from partnerships.permissions import May
from partnerships.reports.people import confidential_projects
from partnerships.reports.people_history import naming_history
from partnerships.views._base import ProjectPage, RunsAction, SiteAdministratorOnly
from partnerships.views._people import ConfirmPage


class ProjectPeople(ProjectPage, RunsAction, FormView[NamingForm]):
    """The people named on a project, for a manager who sees it."""

    may = May.SET_CONFIDENTIAL
    template_name = "people/named.html"
    form_class = NamingForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "project": self.project}

    def act(self, form: BaseForm) -> None:
        name_person(by=self.user, project=self.project, user=form.cleaned_data["user"])

    def get_success_url(self) -> str:
        return reverse("project-people", args=[self.project.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = self.project.named_people.select_related("user", "named_by").order_by("user__name")
        return super().get_context_data(named=named, history=naming_history(self.project), **kwargs)


class ProjectPersonRemove(ProjectPage, ConfirmPage):
    """Takes somebody off the project."""

    may = May.SET_CONFIDENTIAL
    button = "Take off the project"

    @cached_property
    def access(self) -> ProjectAccess:
        return get_object_or_404(
            self.project.named_people.select_related("user", "project__trust"), pk=self.kwargs["access"]
        )

    @property
    def about_me(self) -> bool:  # type: ignore[override]  # decided per request here
        return self.access.user_id == self.user.pk

    def get_question(self) -> str:
        return f"Take {self.access.user.name} off this project?"

    def get_explanation(self) -> list[str]:
        return ["They will no longer see it while it is confidential."] if self.project.confidential else []

    def act(self, form: BaseForm) -> None:
        assert isinstance(form, ConfirmForm)
        unname_person(by=self.user, access=self.access, confirmed=form.is_confirmed)

    def get_success_url(self) -> str:
        still = Project.objects.visible_to(self.user).filter(pk=self.kwargs["pk"]).exists()
        return reverse("project-people", args=[self.kwargs["pk"]]) if still else reverse("your-work")


class ConfidentialList(SiteAdministratorOnly, TemplateView):
    """Confidential projects by number and trust: what a site administrator needs to name somebody, and no more."""

    site_may = May.SITE_NAME_PEOPLE
    template_name = "people/confidential.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(projects=confidential_projects(), **kwargs)


class ConfidentialName(SiteAdministratorOnly, RunsAction, FormView[NamingForm]):
    """Names somebody on a confidential project without showing which school it is about."""

    site_may = May.SITE_NAME_PEOPLE
    template_name = "people/confidential_name.html"
    form_class = NamingForm

    @cached_property
    def project(self) -> Project:
        return get_object_or_404(confidential_projects(), pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "project": self.project}

    def cancel_url(self) -> str:
        return self.get_success_url()

    def act(self, form: BaseForm) -> None:
        name_person(by=self.user, project=self.project, user=form.cleaned_data["user"])

    def get_success_url(self) -> str:
        return reverse("confidential-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            number=self.project.pk,
            trust=self.project.trust,
            history=naming_history(self.project),
            named=self.project.named_people.select_related("user").order_by("user__name"),
            **kwargs,
        )
