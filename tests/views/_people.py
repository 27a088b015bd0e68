"""What tests of the pages about people share."""

from __future__ import annotations

import re

from django.urls import reverse

from partnerships.models import User
from tests.conftest import signed_in


def text(response: object) -> str:
    """What the page says, without mark-up."""
    content = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", content.split("<main")[1].split("</main")[0]).split())


def page(user: User | None, name: str, *args: object, **query: str) -> str:
    return text(signed_in(user).get(reverse(name, args=args), query, follow=True))
