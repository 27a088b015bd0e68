"""The one way in which a file that somebody uploaded leaves again."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse


def file_to_save(file: Any, name: str, content_type: str = "") -> FileResponse:
    """A kept file as something to save, never to show; nobody's cache keeps it."""
    response = FileResponse(
        file,
        as_attachment=True,
        filename=name,
        content_type=content_type or "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
