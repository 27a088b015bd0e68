"""Pages that are sent in pieces, with a count that moves while something works."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string

from partnerships.rules.counting import Progress

log = logging.getLogger(__name__)

# Where the counts, and in the end the outcome, go into the rendered page.
_COUNTS, _OUTCOME = "<!-- counts -->", "<!-- outcome -->"


def in_pieces(page: str, work: Generator[str, None, str]) -> HttpResponse:
    """Sends the page up to its counts, then each count that `work` yields, then the outcome that it returns.

    Whoever leaves before the end drops what is under way: in a transaction nothing is saved. A fault is logged and
    said on the page, for which no other page can be sent any more.
    """
    response: Any = StreamingHttpResponse(_pieces(page, work))
    response["X-Accel-Buffering"] = "no"  # nginx would hold the count back until the end
    response["Cache-Control"] = "no-store"
    return response  # type: ignore[no-any-return]  # a streaming response stands in for a plain one


def counted_off(steps: Generator[Progress, None, Any]) -> Generator[str, None, Any]:
    """The steps as list items, one a count; returns what the steps return."""
    while True:
        try:
            progress = next(steps)
        except StopIteration as end:
            return end.value
        yield render_to_string("_parts/count.html", {"progress": progress})


def _pieces(page: str, work: Generator[str, None, str]) -> Iterator[str]:
    before, rest = page.split(_COUNTS)
    between, after = rest.split(_OUTCOME)
    yield before
    try:
        outcome = yield from work
    except Exception:
        log.exception("A page that counts its work stopped")
        outcome = render_to_string("_parts/stopped.html")
    yield between + outcome
    yield after
