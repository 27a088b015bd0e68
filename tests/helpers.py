"""Small tools that tests of pages share."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def query_count(client: Client, url: str) -> int:
    """How many queries one GET of this address makes; it must answer 200."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
        if response.streaming:
            b"".join(response.streaming_content)
    assert response.status_code == 200, response.status_code
    return len(queries)


def assert_queries_do_not_grow(client: Client, url: str, add_rows: Callable[[int], object]) -> None:
    """One row and ten rows must cost the same number of queries. `add_rows(n)` adds n rows to what the page lists."""
    add_rows(1)
    query_count(client, url)  # warms caches that are filled once per process
    with_one = query_count(client, url)
    add_rows(9)
    assert query_count(client, url) == with_one
