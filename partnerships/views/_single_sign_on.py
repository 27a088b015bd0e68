"""Single sign-on for people who have an account here; in use only when SINGLE_SIGN_ON is set."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """The organisation's sign-in says who somebody is; whether they have an account, an invitation decides."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
