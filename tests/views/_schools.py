"""What tests of the pages about schools share."""

from __future__ import annotations

from typing import Any

from django.test import Client


def text(client: Client, url: str, **query: Any) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()
