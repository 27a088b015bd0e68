"""Pages that are sent in pieces, with a count that moves while something works."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse

# Where the counts, and in the end the outcome, go into the rendered page.
_COUNTS, _OUTCOME = "<!-- counts -->", "<!-- outcome -->"


def in_pieces(page: str, work: Generator[str, None, str]) -> HttpResponse:
    """Sends the page up to its counts, then each count that `work` yields, then the outcome that it returns.

    Whoever leaves before the end drops what is under way: in a transaction nothing is saved.
    """
    response: Any = StreamingHttpResponse(_pieces(page, work))
    response["X-Accel-Buffering"] = "no"  # nginx would hold the count back until the end
    response["Cache-Control"] = "no-store"
    return response  # type: ignore[no-any-return]  # a streaming response stands in for a plain one


def _pieces(page: str, work: Generator[str, None, str]) -> Iterator[str]:
    before, rest = page.split(_COUNTS)
    between, after = rest.split(_OUTCOME)
    yield before
    outcome = yield from work
    yield between + outcome
    yield after
