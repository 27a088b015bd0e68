"""A file that was made for somebody, on its way to them."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def to_download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Something to save, that nobody's cache keeps."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
