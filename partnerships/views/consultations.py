"""Consultations: of one project, one of them, and the register over all."""

from __future__ import annotations

from django.views.generic import TemplateView

from partnerships.views._consultation import ConsultationPage
from partnerships.views._project import ProjectBody


class ProjectConsultations(ProjectBody, TemplateView):
    """Which consultations a project needs, and those that there are."""

    template_name = "consultations/project.html"
    tab = "consultations"


class ConsultationDetail(ConsultationPage, TemplateView):
    """The working list of one consultation."""

    template_name = "consultations/detail.html"
    part = "steps"
