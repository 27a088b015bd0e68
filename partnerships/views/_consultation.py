"""What the pages of one consultation share: one gate, the consultation, and its place in the sub-navigation.

    class MeetingList(ConsultationPage, TemplateView):
        template_name = "meetings/list.html"       # extends "consultations/_base.html", fills block "inner"
        part = "meetings"

`pk` in the address is the consultation's. A page about something that hangs on a consultation overrides
`consultation` with that thing's own, fetched through `visible_to` like it.
"""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from partnerships.models import Consultation, Project
from partnerships.views._project import ProjectBody


class ConsultationPage(ProjectBody):
    """A page of one consultation; the gate is that of its project. `part` is its place in the sub-navigation."""

    tab = "consultations"
    part = ""

    @cached_property
    def consultation(self) -> Consultation:
        mine = Consultation.objects.visible_to(self.user).with_project()
        found: Consultation = get_object_or_404(mine, pk=self.kwargs["pk"])
        return found

    @cached_property
    def project(self) -> Project:
        return self.consultation.project

    @property
    def consultation_url(self) -> str:
        """The page with the consultation's working list."""
        return reverse("consultation-detail", args=[self.consultation.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consultation=self.consultation, part=self.part, **kwargs)
