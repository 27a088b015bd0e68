"""Pages that are sent with a count that moves."""

from __future__ import annotations

import logging
from collections.abc import Generator

import pytest

from partnerships.views._working import in_pieces

PAGE = "<ol><!-- counts --></ol><!-- outcome --><footer>"


def test_a_fault_on_the_way_is_said_on_the_page_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    def work() -> Generator[str, None, str]:
        yield "<li>1 of 2</li>"
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR):
        page = b"".join(in_pieces(PAGE, work())).decode()

    assert page.startswith("<ol><li>1 of 2</li></ol>")
    assert page.endswith("<footer>")
    assert "The fault is ours" in page
    assert "ZeroDivisionError" in caplog.text
