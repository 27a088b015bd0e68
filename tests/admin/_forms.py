"""What tests of writing in the admin share."""

from __future__ import annotations

from typing import Any

from django.test import Client


def form_of(client: Client, url: str) -> dict[str, Any]:
    """What the form on this page would send if nothing were changed."""
    form = client.get(url).context["adminform"].form
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value is True:
            sent[bound.html_name] = "on"
        elif value not in (None, False, ""):
            sent[bound.html_name] = getattr(value, "pk", value)
    return sent


def change(client: Client, url: str, /, **fields: Any) -> Any:
    """Sends the page's form with these fields changed; None takes one away."""
    sent = {**form_of(client, url), **fields}
    return client.post(url, {name: value for name, value in sent.items() if value is not None})


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200, answer.status_code
    return dict(answer.context["adminform"].form.errors)
