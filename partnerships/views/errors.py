"""Pages for when something is wrong."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import requires_csrf_token

# The longest of the sign-in's limits (ACCOUNT_RATE_LIMITS): waiting this long is always enough.
LONGEST_PAUSE = dt.timedelta(minutes=15)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or cookies are off: say what to do, not what failed."""
    return render(request, "403_csrf.html", status=403)


@requires_csrf_token
def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Says from when on the next try will be heard. allauth calls this by the name `handler429` in the URLconf."""
    response = render(request, "429.html", {"try_again_at": timezone.now() + LONGEST_PAUSE}, status=429)
    response["Retry-After"] = str(int(LONGEST_PAUSE.total_seconds()))
    return response
