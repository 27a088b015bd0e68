"""Pages for when something went wrong are whole pages that say what to do next."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from partnerships.models import User


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_bad_requests_and_our_own_faults_need_neither_request_nor_database(
    template: str, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        html = render_to_string(template)

    assert "<h1" in html
    assert 'href="/"' in html
    assert "tracker.css" in html


def test_an_unknown_address_gives_a_page_with_the_way_on(client: Client, viewer: User) -> None:
    client.force_login(viewer)

    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "Page not found" in response.content.decode()
    assert "Your work" in response.content.decode()


def test_what_one_may_not_do_is_said_plainly(client: Client, viewer: User) -> None:
    client.force_login(viewer)

    response = client.get("/people/")

    assert response.status_code == 403
    assert "You cannot do this" in response.content.decode()


def test_a_form_open_too_long_says_how_to_send_it_again(viewer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(viewer)

    response = client.post("/styleguide/", {"name": "x"})

    assert response.status_code == 403
    assert "The form was open too long" in response.content.decode()
