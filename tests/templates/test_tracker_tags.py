"""Our template tags, and the header."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import Client, RequestFactory

from partnerships.models import User
from partnerships.rules.words import Status


def draw(text: str, **context: Any) -> str:
    return Template("{% load tracker %}" + text).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("call", "words", "colour"),
    [
        ("status", "In progress", "govuk-tag--teal"),
        ("'not_applicable'", "Not applicable", "govuk-tag--grey"),
        ("'late' '12 days late'", "12 days late", "govuk-tag--red"),
        ("'anything' 'Own words' 'purple'", "Own words", "govuk-tag--purple"),
        ("'never_heard_of'", "Never heard of", "govuk-tag--grey"),
        ("'late' typed", "&lt;b&gt;", "govuk-tag--red"),
    ],
)
def test_a_tag_says_its_status_in_words(call: str, words: str, colour: str) -> None:
    html = draw("{% tag " + call + " %}", status=Status.IN_PROGRESS, typed="<b>")

    assert html == f'<strong class="govuk-tag {colour}">{words}</strong>'


def test_every_status_of_a_milestone_has_a_colour_of_its_own() -> None:
    drawn = {draw("{% tag status %}", status=status).split(">")[0] for status in Status}

    assert len(drawn) == len(Status)


def test_dates_and_numbers_read_as_people_write_them() -> None:
    text = (
        "{{ on|day }} / {{ on|month }} / {{ n|intcomma }} / {{ none|day }}{{ none|month }}{{ none|intcomma }}"
    )

    assert (
        draw(text, on=date(2027, 9, 1), n=12345, none=None) == "1 September 2027 / September 2027 / 12,345 /"
    )


@pytest.mark.parametrize(
    ("done", "total", "words", "width"),
    [(34, 81, "34 of 81 done", "42"), (0, 0, "0 of 0 done", "0"), (81, 81, "81 of 81 done", "100")],
)
def test_progress_is_said_in_words_beside_the_bar(done: int, total: int, words: str, width: str) -> None:
    html = draw("{% progress done total %}", done=done, total=total)

    assert words in html
    assert f'width="{width}"' in html


def pages(query: str, count: int = 1234) -> str:
    request = RequestFactory().get(f"/list/?{query}")
    page = Paginator(range(count), 50).get_page(request.GET.get("page"))
    return draw("{% pagination page %}", page=page, request=request)


def test_page_links_keep_the_rest_of_the_query() -> None:
    html = pages("q=st+mary%27s&late=1&page=2")

    assert "Showing 51 to 100 of 1,234" in html
    assert "?q=st+mary%27s&amp;late=1&amp;page=3" in html
    assert 'aria-label="Page 2" aria-current="page"' in html


def test_one_page_has_no_links_and_an_empty_list_says_nothing() -> None:
    assert "Showing 1 to 7 of 7" in pages("", count=7)
    assert "<nav" not in pages("", count=7)
    assert pages("", count=0) == ""


def test_the_navigation_shows_what_the_person_may_see(
    client: Client, viewer: User, administrator: User, site_administrator: User
) -> None:
    shown = {}
    for person in (viewer, administrator, site_administrator):
        client.force_login(person)
        html = client.get("/styleguide/").content.decode()
        shown[person.name] = {word for word in ("People", "Administration") if f">{word}</a>" in html}
        assert person.name in html

    assert shown == {
        viewer.name: set(),
        administrator.name: {"People", "Administration"},
        site_administrator.name: {"People", "Administration"},
    }


def test_the_page_one_is_on_is_marked_in_the_navigation(client: Client, viewer: User) -> None:
    client.force_login(viewer)

    html = client.get("/").content.decode()

    assert 'href="/" aria-current="page">Your work</a>' in html
    assert html.count("aria-current") == 1
