"""How allauth behaves here."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from partnerships.models import User

APP, ACTION = "allauth.account", "login_failed"


class InvitedOnly(DefaultAccountAdapter):
    """Accounts come by invitation; wrong tries lock an address for a while and say until when."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "enter_current_password": "This is not the password you have now",
        "incorrect_password": "This is not your password",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises ValidationError with the time of the next try, when there were too many wrong ones."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            until = self._locked_until(request, **credentials)
            clock = timezone.localtime(until).strftime("%H:%M")
            raise ValidationError(
                f"Too many wrong tries. You can try again at {clock}. If you have forgotten your password, "
                "reset it meanwhile: “Forgotten your password?” is below.",
                code="too_many_login_attempts",
            ) from error

    def _locked_until(self, request: HttpRequest, **credentials: Any) -> dt.datetime:
        """When the oldest of the counted tries is forgotten, for whichever limit holds longest."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        now = timezone.now().timestamp()
        latest = now
        for rate in ratelimit.get_rates(app=APP, action=ACTION):
            tries = cache.get(
                ratelimit.get_cache_key(request, app=APP, action=ACTION, rate=rate, key=key), []
            )
            if len(tries) >= rate.amount:
                latest = max(latest, tries[-1] + rate.duration)
        # Rounded up: at the minute that is shown, the door is open.
        return dt.datetime.fromtimestamp(-(-latest // 60) * 60, tz=dt.UTC)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("your-account")

    def set_password(self, user: User, password: str) -> None:
        """Saves the password alone: a changed password is nobody's history."""
        user.set_password(password)
        user.save(update_fields=["password"])
