"""Keeps a session alive while its person works, without a database write on every click."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

# Seconds between two writes of the same session.
WRITE_EVERY = 300


class SlidingSession:
    """Signs out after inactivity: the session's age counts from the last click, give or take five minutes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if now - request.session.get("last_click", 0) > WRITE_EVERY:
                request.session["last_click"] = now
        return self.get_response(request)
