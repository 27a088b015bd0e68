"""Pages of the response document, and of opening the public page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Consultation, Project, ResponseReport, User
from tests.conftest import signed_in
from tests.factories import (
    ConsultationFactory,
    DecisionFactory,
    ResponseFactory,
    ResponseReportFactory,
    ResponseThemeFactory,
    ThemeFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2027, 1, 20)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project)


def page(user: User, name: str, *args: object) -> str:
    response = signed_in(user).get(reverse(name, args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def make(user: User, consultation: Consultation, **data: str) -> ResponseReport:
    url = reverse("response-report-make", args=[consultation.pk])
    assert signed_in(user).post(url, {"introduction": "Thank you all.", **data}).status_code == 302
    return ResponseReport.objects.order_by("-pk")[0]


def test_from_nothing_to_a_published_version(
    consultation: Consultation, viewer: User, editor: User, manager: User
) -> None:
    ResponseFactory.create_batch(6, consultation=consultation)
    assert "No response document yet" in page(viewer, "response-report-list", consultation.pk)
    report = make(editor, consultation)
    text = page(viewer, "response-report-detail", report.pk)
    for words in ("Thank you all.", "6 responses are counted.", "Not published", "fewer than 5 responses"):
        assert words in text
    assert "Publish it" not in page(editor, "response-report-detail", report.pk)
    publish = reverse("response-report-publish", args=[report.pk])
    assert f'href="{publish}"' in page(manager, "response-report-detail", report.pk)
    assert signed_in(manager).post(publish, {"on": "2027-01-19"}).status_code == 302
    text = page(manager, "response-report-detail", report.pk)
    assert "Published on 19 January 2027." in text
    for words in ("Publish it", "Make it again", "Remove it"):
        assert words not in text
    assert "19 January 2027" in page(viewer, "response-report-list", consultation.pk)


def test_picture_and_table_of_the_document_agree(consultation: Consultation, editor: User) -> None:
    ResponseFactory.create_batch(6, consultation=consultation)
    ResponseFactory.create_batch(2, consultation=consultation, stance="against")
    ResponseFactory(consultation=consultation, audience="la", stance="against")
    text = page(editor, "response-report-detail", make(editor, consultation).pk)
    assert "Parents and carers and local authority: 9: 67% for, 33% against" in text
    assert "6 (67%)" in text
    assert "3 (33%)" in text
    assert ">Local authority<" not in text


def test_a_version_made_today_says_what_it_would_lack(consultation: Consultation, editor: User) -> None:
    url = "response-report-make"
    assert "There are no responses." in page(editor, url, consultation.pk)
    theme = ThemeFactory(consultation=consultation, name="Uniform")
    ResponseThemeFactory(theme=theme, response=ResponseFactory(consultation=consultation))
    assert "1 theme has no answer yet: “Uniform”." in page(editor, url, consultation.pk)


def test_publishing_says_what_readers_would_miss(
    consultation: Consultation, editor: User, manager: User
) -> None:
    theme = ThemeFactory(consultation=consultation, name="Uniform")
    ResponseThemeFactory(theme=theme, response=ResponseFactory(consultation=consultation))
    report, said = make(editor, consultation), "“This has not been answered yet” of 1 theme: “Uniform”."
    assert said in page(manager, "response-report-publish", report.pk)
    answer = {"heard": "Uniform costs.", "changed": "Two years to change."}
    assert signed_in(editor).post(reverse("theme-answer", args=[theme.pk]), answer).status_code == 302
    assert said in page(manager, "response-report-publish", report.pk), "a version stays as it was made"
    assert said not in page(manager, "response-report-publish", make(editor, consultation).pk)


def test_wrong_numbers_are_said_and_nothing_is_lost(consultation: Consultation, editor: User) -> None:
    url = reverse("response-report-make", args=[consultation.pk])
    text = signed_in(editor).post(url, {"introduction": "My <words>", "quotes": "77"}).content.decode()
    assert "There is no response 77 that is counted" in text
    assert "tick that nobody can be recognised" in text
    assert "My &lt;words&gt;" in text
    assert not ResponseReport.objects.exists()


def test_making_it_again_over_an_unseen_version_is_told(consultation: Consultation, editor: User) -> None:
    report = make(editor, consultation)
    url = reverse("response-report-remake", args=[report.pk])
    seen = report.made_at.isoformat()
    assert f'value="{seen}"' in signed_in(editor).get(url).content.decode()
    with time_machine.travel("2027-01-20 10:00"):
        assert signed_in(editor).post(url, {"introduction": "Second", "seen": seen}).status_code == 302
    told = signed_in(editor).post(url, {"introduction": "Third", "seen": seen}).content.decode()
    assert "made this version again while you were editing it" in told
    report.refresh_from_db()
    assert report.introduction == "Second"


def test_it_says_which_decision_rests_on_it(consultation: Consultation, viewer: User) -> None:
    report = ResponseReportFactory(consultation=consultation, published_on=TODAY)
    decision = DecisionFactory(project=consultation.project, response_report=report)
    where = f"{reverse('decision-list', args=[consultation.project_id])}#decision-{decision.pk}"
    for name, key in (("response-report-list", consultation.pk), ("response-report-detail", report.pk)):
        assert f'href="{where}"' in page(viewer, name, key)


def test_removal_says_why_it_cannot_be(consultation: Consultation, editor: User) -> None:
    report = ResponseReportFactory(consultation=consultation)
    DecisionFactory(project=consultation.project, response_report=report)
    assert "A decision rests on it" in page(editor, "response-report-remove", report.pk)
    other = ResponseReportFactory(consultation=consultation)
    signed_in(editor).post(reverse("response-report-remove", args=[other.pk]))
    assert ResponseReport.objects.get() == report


def test_it_is_taken_along_for_word(consultation: Consultation, viewer: User, editor: User) -> None:
    response = signed_in(viewer).get(reverse("response-report-docx", args=[make(editor, consultation).pk]))
    assert response["Content-Disposition"].endswith('-version-1.docx"')
    assert response["Cache-Control"] == "private, no-store"
    assert response.content.startswith(b"PK")


def test_queries_of_the_list_do_not_grow(consultation: Consultation, viewer: User) -> None:
    def add(many: int) -> None:
        for report in ResponseReportFactory.create_batch(many, consultation=consultation):
            DecisionFactory(project=consultation.project, response_report=report)

    url = reverse("response-report-list", args=[consultation.pk])
    assert_queries_do_not_grow(signed_in(viewer), url, add)


# The public page, as those see it who look after it.


def share(user: User, consultation: Consultation, **data: str) -> str:
    url = reverse("consultation-share", args=[consultation.pk])
    return " ".join(signed_in(user).post(url, data, follow=True).content.decode().split())


def test_it_is_opened_at_a_name_shown_and_closed(
    consultation: Consultation, manager: User, editor: User
) -> None:
    closed = page(editor, "consultation-share", consultation.pk)
    assert "Nobody outside reads anything" in closed
    assert "Open the public page" not in closed
    text = share(manager, consultation, how="name", name="Brackenholt Primary")
    assert 'value="http://testserver/c/brackenholt-primary/"' in text
    assert "Close the public page" not in page(editor, "consultation-share", consultation.pk)
    share(manager, consultation, how="secret")
    consultation.refresh_from_db()
    assert len(str(consultation.share_name)) == 32
    close = reverse("consultation-share-close", args=[consultation.pk])
    assert "The public page is closed." in signed_in(manager).post(close, follow=True).content.decode()
    consultation.refresh_from_db()
    assert not consultation.shared


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose which address the page gets"),
        ({"how": "name"}, "Enter the name that the address ends with"),
        ({"how": "name", "name": "a b/c"}, "single hyphens"),
        ({"how": "secret", "version": "0"}, "while you were editing"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(
    consultation: Consultation, manager: User, data: dict[str, str], said: str
) -> None:
    assert said in share(manager, consultation, **data)
    consultation.refresh_from_db()
    assert not consultation.shared


def test_the_page_of_an_ended_project_is_said_to_lead_nowhere(
    consultation: Consultation, manager: User
) -> None:
    share(manager, consultation, how="name", name="brackenholt")
    Project.objects.filter(pk=consultation.project_id).update(ended_on=TODAY, outcome="other")
    text = page(manager, "consultation-share", consultation.pk)
    assert "The project has ended, so nobody outside reads the page any more" in text
    assert "Open the page" not in text


def test_a_stopped_consultation_cannot_be_shared(project: Project, manager: User) -> None:
    stopped = ConsultationFactory(project=project, stopped_on=TODAY, stopped_reason="An order")
    text = page(manager, "consultation-share", stopped.pk)
    assert "was stopped, so it has no public page" in text
    assert "Open the public page" not in text


def test_the_preview_says_what_is_missing(consultation: Consultation, viewer: User) -> None:
    text = page(viewer, "consultation-share", consultation.pk)
    for words in ("No document in force is marked", "Where to send responses is not entered yet"):
        assert words in text
