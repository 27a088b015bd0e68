"""What the sign-in page shows in demo mode."""

from __future__ import annotations

from typing import Any

from django import template

from partnerships.demo.accounts import ACCOUNTS, PASSWORD

register = template.Library()


@register.inclusion_tag("account/_demo_accounts.html")
def demo_accounts() -> dict[str, Any]:
    """The accounts that a first look signs in with; their password is public."""
    return {"accounts": ACCOUNTS, "password": PASSWORD}
