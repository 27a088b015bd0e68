"""Public pages of consultations, for anybody. Each address asks `public_page` first, and says no in one way only."""

from __future__ import annotations

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from partnerships.reports.public_pages import PublicPage, public_page
from partnerships.reports.response_reports import DocumentPictures
from partnerships.rules.response_document import read_content
from partnerships.views.evidence import file_response
from partnerships.views.response_reports import report_response


class NotPublic(Exception):
    """There is nothing at this address that anybody may see."""


@method_decorator([login_not_required, never_cache], name="dispatch")
class PublicView(View):
    """One address of an open public page. Whatever is not public is not there, for the same reason: none is given."""

    http_method_names = ["get", "head"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase
        if not _is_within_limits(request):
            response = render(request, "public/too_many.html", status=429)
            response["Retry-After"] = "60"
        else:
            try:
                response = super().dispatch(request, *args, **kwargs)
            except NotPublic:
                response = render(request, "public/not_found.html", status=404)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"  # the address may be a secret
        return response

    @property
    def page(self) -> PublicPage:
        """The page of this address. Raises NotPublic."""
        page = public_page(self.kwargs["name"], today=timezone.localdate())
        if page is None:
            raise NotPublic
        return page


class PublicConsultation(PublicView):
    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        return render(request, "public/consultation.html", {"page": self.page})


class PublicDocumentFile(PublicView):
    """A document that is in force, as something to save; a link leads on."""

    def get(self, request: HttpRequest, name: str, pk: int) -> HttpResponseBase:
        offered = {each.document.pk: each.document for each in self.page.documents}
        if pk not in offered:
            raise NotPublic
        evidence = offered[pk].evidence
        if not evidence.is_file:
            return HttpResponseRedirect(evidence.url)
        if not default_storage.exists(evidence.stored.name or ""):
            raise NotPublic
        return file_response(evidence)


class PublicResponse(PublicView):
    """The response document that was published last."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        page = self.page
        if page.report is None:
            raise NotPublic
        told = read_content(page.report.content)
        context = {"page": page, "report": page.report, "told": told, "pictures": DocumentPictures(told)}
        return render(request, "public/response.html", context)


class PublicResponseDocx(PublicView):
    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        report = self.page.report
        if report is None:
            raise NotPublic
        return report_response(report)


def _is_within_limits(request: HttpRequest) -> bool:
    """Whether this caller has not asked for public pages too often; counted as wrong tries at signing in are."""
    config = {"public": settings.PUBLIC_PAGES_RATE}
    return bool(
        ratelimit.consume(request, app="partnerships", action="public", config=config, limit_get=True)
    )
