"""Pages on which responses are typed in, found, changed and removed."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Consultation, Project, Respondent, Response, User
from tests.conftest import signed_in
from tests.factories import (
    ConsultationFactory,
    ResponseFactory,
    ResponseImportFactory,
    ResponseThemeFactory,
    ThemeFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2027, 3, 10)
LETTER = "We are worried that the school will lose its link with the parish."
FORM = {
    "received_on": "1/3/27", "channel": "letter", "audience": "parents", "stance": "against", "comment": LETTER,
    "themes": ["SEND"], "new_theme": "Parking; Buses",
}  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project)


def listed(user: User, consultation: Consultation, **query: str) -> str:
    response = signed_in(user).get(reverse("response-list", args=[consultation.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def numbers(user: User, consultation: Consultation, **query: str) -> list[int]:
    response = signed_in(user).get(reverse("response-list", args=[consultation.pk]), query)
    return [row.response.number for row in response.context["rows"]]


def test_typing_goes_on_from_one_to_the_next(consultation: Consultation, editor: User) -> None:
    client = signed_in(editor)
    assert "No responses yet" in listed(editor, consultation)
    answer = client.post(reverse("response-add", args=[consultation.pk]), FORM, follow=True)
    text = answer.content.decode()
    response = Response.objects.get()
    assert answer.redirect_chain[-1][0].endswith(f"?entered={response.pk}")
    assert "As response 1." in text
    assert sorted(response.themes.values_list("name", flat=True)) == ["Buses", "Parking", "SEND"]
    entry = answer.context["entry"]
    assert {name: entry[name].value() for name in ("received_on", "channel", "audience", "stance")} == {
        "received_on": "01/03/2027", "channel": "letter", "audience": "parents", "stance": None
    }  # fmt: skip
    assert "autofocus" in str(entry["stance"])
    assert "autofocus" not in listed(editor, consultation)
    again = client.post(reverse("response-add", args=[consultation.pk]), FORM, follow=True).content.decode()
    assert "It has the same words as response 1." in again
    client.post(reverse("response-duplicate", args=[Response.objects.get(number=2).pk]), {"of": "1"})
    assert "Duplicate of response 1, not counted" in listed(editor, consultation)


def test_wrong_answers_are_told_and_nothing_is_lost(consultation: Consultation, editor: User) -> None:
    wrong = FORM | {"received_on": "11/3/27", "stance": ""}
    answer = signed_in(editor).post(reverse("response-add", args=[consultation.pk]), wrong)
    text = answer.content.decode()
    assert "Choose what it says of the proposal" in text
    assert LETTER in text
    answer = signed_in(editor).post(
        reverse("response-add", args=[consultation.pk]), FORM | {"received_on": "11/3/27"}
    )
    assert "cannot lie ahead" in answer.content.decode()
    assert not Response.objects.exists()


def test_what_was_typed_is_taken_back_with_one_click(consultation: Consultation, editor: User) -> None:
    signed_in(editor).post(reverse("response-add", args=[consultation.pk]), FORM)
    response = Response.objects.get()
    text = signed_in(editor).post(reverse("response-undo", args=[response.pk]), follow=True).content.decode()
    assert "Response 1 was taken back." in text
    assert numbers(editor, consultation) == []
    assert numbers(editor, consultation, show="removed") == [1]
    signed_in(editor).post(reverse("response-restore", args=[response.pk]))
    assert numbers(editor, consultation) == [1]


def test_a_viewer_reads_and_types_nothing(consultation: Consultation, viewer: User) -> None:
    ResponseFactory(consultation=consultation, comment="Who pays?")
    text = listed(viewer, consultation)
    assert "Who pays?" in text
    assert "Type a response in" not in text
    assert "Bring in many" not in text


def test_filters_search_and_csv(consultation: Consultation, editor: User) -> None:
    theme = ThemeFactory(consultation=consultation, name="SEND")
    first = ResponseFactory(consultation=consultation, comment="The buses", received_on=dt.date(2027, 2, 1))
    ResponseThemeFactory(response=first, theme=theme)
    upload = ResponseImportFactory(consultation=consultation)
    ResponseFactory(consultation=consultation, audience="staff", channel="email", came_in=upload)
    ResponseFactory(consultation=consultation, stance="against", needs_reply=True)
    ResponseFactory(consultation=consultation, duplicate_of=first, needs_reply=True, replied_on=TODAY)
    ResponseFactory(consultation=consultation, removed_on=TODAY, removed_reason="By mistake")
    for query, found in (
        ({}, [4, 3, 2, 1]),
        ({"q": "buses"}, [1]),
        ({"audience": "staff"}, [2]),
        ({"channel": "email"}, [2]),
        ({"stance": "against"}, [3]),
        ({"theme": str(theme.pk)}, [1]),
        ({"theme": "none"}, [4, 3, 2]),
        ({"reply": "needed"}, [3]),
        ({"reply": "sent"}, [4]),
        ({"show": "counted"}, [3, 2, 1]),
        ({"show": "duplicates"}, [4]),
        ({"show": "removed"}, [5]),
        ({"until": "31/12/2026"}, [4, 3, 2]),
        ({"since": "2027-02-01"}, [1]),
        ({"since": "2027-02-02", "until": "2027-02-03"}, []),
        ({"came_in": "typed"}, [4, 3, 1]),
        ({"came_in": str(upload.pk)}, [2]),
        ({"audience": "nonsense"}, [4, 3, 2, 1]),
    ):
        assert numbers(editor, consultation, **query) == found, query
    assert "No responses match" in listed(editor, consultation, q="no such word")
    url = reverse("response-csv", args=[consultation.pk])
    body = b"".join(signed_in(editor).get(url, {"show": "duplicates"}).streaming_content).decode("utf-8-sig")
    (row,) = list(csv.DictReader(io.StringIO(body)))
    assert (row["Number"], row["Repeats response"], row["Replied"]) == ("4", "1", "2027-03-10")


def test_fifty_a_page(consultation: Consultation, editor: User) -> None:
    for _ in range(51):
        ResponseFactory(consultation=consultation)
    assert "51 responses found" in listed(editor, consultation)
    assert numbers(editor, consultation, page="2") == [1]


def test_queries_do_not_grow_with_responses(consultation: Consultation, editor: User) -> None:
    theme = ThemeFactory(consultation=consultation)

    def add(count: int) -> None:
        for _ in range(count):
            row = ResponseFactory(consultation=consultation, needs_reply=True)
            ResponseThemeFactory(response=row, theme=theme)
            ResponseFactory(consultation=consultation, duplicate_of=row)

    assert_queries_do_not_grow(signed_in(editor), reverse("response-list", args=[consultation.pk]), add)


def test_the_csv_asks_no_more_for_more_rows(consultation: Consultation, editor: User) -> None:
    theme = ThemeFactory(consultation=consultation)

    def add(count: int) -> None:
        for _ in range(count):
            row = ResponseFactory(consultation=consultation)
            ResponseThemeFactory(response=row, theme=theme)
            ResponseFactory(consultation=consultation, duplicate_of=row)

    assert_queries_do_not_grow(signed_in(editor), reverse("response-csv", args=[consultation.pk]), add)


def test_a_response_is_changed_and_the_second_is_told(
    consultation: Consultation, editor: User, manager: User
) -> None:
    response = ResponseFactory(consultation=consultation)
    url = reverse("response-edit", args=[response.pk])
    assert signed_in(manager).post(url, FORM | {"version": "1"}).status_code == 302
    answer = signed_in(editor).post(url, FORM | {"version": "1", "stance": "for"})
    assert "Mona Manager changed this response" in answer.content.decode()
    again = FORM | {"version": str(answer.context["form"]["version"].value()), "stance": "for"}
    assert signed_in(editor).post(url, again).status_code == 302
    response.refresh_from_db()
    assert response.stance == "for"
    answer = signed_in(editor).post(url, again | {"version": "3", "duplicate_of": "9"})
    assert "There is no response 9 in this consultation." in answer.content.decode()


def test_several_are_put_under_a_theme_and_marked_replied(consultation: Consultation, editor: User) -> None:
    rows = [ResponseFactory(consultation=consultation) for _ in range(3)]
    url = reverse("response-several", args=[consultation.pk])
    ticked = [str(each.pk) for each in rows[:2]]
    data = {"response": ticked, "add_themes": ["SEND"], "reply": "sent", "replied_on": "9/3/27"}
    answer = signed_in(editor).post(url, data, follow=True)
    assert "On 2 responses." in answer.content.decode()
    assert [each.themes.count() for each in rows] == [1, 1, 0]
    for wrong, words in (
        ({"add_themes": ["SEND"]}, "Tick the responses"),
        ({"response": ticked}, "Choose what is said of them"),
        ({"response": ticked, "reply": "sent"}, "Enter the day of the reply"),
        ({"response": ["x", "9" * 30], "reply": "needs"}, "Tick the responses"),
    ):
        assert words in signed_in(editor).post(url, wrong).content.decode()


def test_a_response_is_removed_with_a_reason_and_replied_to(consultation: Consultation, editor: User) -> None:
    response = ResponseFactory(consultation=consultation, needs_reply=True)
    signed_in(editor).post(reverse("response-replied", args=[response.pk]))
    assert "Replied 10 March 2027" in listed(editor, consultation)
    url = reverse("response-remove", args=[response.pk])
    assert "Enter why it is removed" in signed_in(editor).post(url, {"why": ""}).content.decode()
    assert signed_in(editor).post(url, {"why": "Not about this school"}).status_code == 302
    edit = signed_in(editor).get(reverse("response-edit", args=[response.pk])).content.decode()
    assert "Removed 10 March 2027: Not about this school" in edit


def test_who_sent_it_is_seen_by_those_who_keep_consultations_only(
    consultation: Consultation, editor: User, viewer: User
) -> None:
    response = ResponseFactory(consultation=consultation)
    url = reverse("response-sender", args=[response.pk])
    assert signed_in(editor).get(url).context["form"]["delete_on"].value() == "10/09/2027"
    assert "Enter a name" in signed_in(editor).post(url, {"delete_on": "1/9/2027"}).content.decode()
    signed_in(editor).post(url, {"name": "Ann Archer", "email": "ann@x.example", "delete_on": "1/9/2027"})
    assert (
        "Ann Archer" in signed_in(editor).get(reverse("response-edit", args=[response.pk])).content.decode()
    )
    for user in (editor, viewer):
        text = listed(user, consultation)
        assert "Ann Archer" not in text
        assert "Who sent 1 response is kept, and deleted on 1 September 2027." in text
    assert signed_in(viewer).get(reverse("response-edit", args=[response.pk])).status_code == 403
    body = b"".join(signed_in(editor).get(reverse("response-csv", args=[consultation.pk])).streaming_content)
    assert b"Ann" not in body
    signed_in(editor).post(reverse("response-sender-forget", args=[response.pk]))
    assert not Respondent.objects.exists()


def test_an_ended_project_still_says_until_when_senders_are_kept(
    consultation: Consultation, manager: User
) -> None:
    response = ResponseFactory(consultation=consultation)
    Respondent.objects.create(
        project=consultation.project, response=response, name="Ann Archer", delete_on=dt.date(2027, 9, 1)
    )
    consultation.project.ended_on, consultation.project.outcome = TODAY, "withdrawn_school"
    consultation.project.save()
    text = listed(manager, consultation)
    assert "deleted on 1 September 2027" in text
    assert "Ann Archer" not in text
    assert signed_in(manager).get(reverse("response-edit", args=[response.pk])).status_code == 403
    assert signed_in(manager).post(reverse("response-add", args=[consultation.pk]), FORM).status_code == 403


def test_a_stopped_consultation_takes_no_more(consultation: Consultation, editor: User) -> None:
    consultation.stopped_on, consultation.stopped_reason = TODAY, "Started again"
    consultation.save()
    assert "Type a response in" not in listed(editor, consultation)
    text = signed_in(editor).post(reverse("response-add", args=[consultation.pk]), FORM).content.decode()
    assert "This consultation was stopped" in text
