"""The search box in the header."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from partnerships.models import School
from partnerships.reports.search import named_by_number, search_all
from partnerships.views._base import SignedIn


class Search(SignedIn, TemplateView):
    """Three sections of results; a number that names one school or trust leads straight to it."""

    template_name = "search/search.html"

    @property
    def text(self) -> str:
        return self.request.GET.get("q", "").replace("\0", "").strip()[:200]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        named = named_by_number(self.text, self.user)
        if isinstance(named, School):
            return redirect("school-detail", urn=named.urn)
        if named is not None:
            return redirect("trust-detail", uid=named.uid)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = urlencode({"q": self.text, "status": "all"})
        return super().get_context_data(
            text=self.text,
            results=search_all(self.text, self.user),
            schools_url=f"{reverse('school-list')}?{every}",
            trusts_url=f"{reverse('trust-list')}?{every}",
            projects_query=urlencode({"q": self.text, "state": "all"}),
            **kwargs,
        )
