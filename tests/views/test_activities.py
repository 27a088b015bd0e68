"""Pages of a partnership's log: reading, filtering, logging in one line, several at once, csv in and out."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.projects import end_project
from partnerships.models import Evidence, Partnership, PartnershipActivity, Project, User
from tests.conftest import signed_in
from tests.evidence_files import pdf
from tests.factories import (
    EvidenceFactory,
    PartnershipActivityFactory,
    PartnershipFactory,
    PartnershipServiceFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2026, 11, 22)
LINE = {"on": "14/10/2026", "kind": "training", "focus": "Phonics", "hours": "1:30"}
CSV = "Date,Kind,Focus,Hours,Service\n14/10/2026,Training,Phonics,3,\n15/10/2026,Party,Cake,,\n"


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def partnership(project: Project) -> Partnership:
    return PartnershipFactory(project=project)


def url(name: str, partnership: Partnership) -> str:
    return reverse(name, args=[partnership.project_id])


def seen(user: User, partnership: Partnership, **query: str) -> str:
    return signed_in(user).get(url("activity-list", partnership), query).content.decode()


def exported(user: User, partnership: Partnership, **query: str) -> list[dict[str, str]]:
    response = signed_in(user).get(url("activity-csv", partnership), query)
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_the_log_is_the_newest_first_with_what_it_adds_up_to(partnership: Partnership, viewer: User) -> None:
    finance = PartnershipServiceFactory(partnership=partnership, area="finance", what="Finance system")
    make = PartnershipActivityFactory
    make(partnership=partnership, on=dt.date(2026, 10, 1), focus="First", hours=6)
    make(partnership=partnership, on=dt.date(2026, 11, 1), focus="Second", hours=2, service=finance)
    make(partnership=partnership, on=dt.date(2026, 10, 15), focus="Between", hours=None)
    text = seen(viewer, partnership)
    assert text.index("Second") < text.index("Between") < text.index("First")
    for words in (
        "3 activities found", "8 hours (1.2 days)", "75% of the hours", "1 without hours", "6.5 hours count as a day",
        "Training, for Finance system", "No hours given",
    ):  # fmt: skip
        assert words in text
    assert "Log an activity" not in text
    assert "Correct" not in text


def test_what_is_not_there_says_what_it_is_for(partnership: Partnership, viewer: User, editor: User) -> None:
    assert "appears here" in seen(viewer, partnership)
    assert "Log the first one above" in seen(editor, partnership)
    assert "Nothing in the log answers to this" in seen(viewer, partnership, q="x")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "phon sara"}, {"Phonics"}),
        ({"kind": "governance"}, {"Clerk"}),
        ({"evidence": "yes"}, {"Clerk"}),
        ({"evidence": "no"}, {"Phonics", "Maths"}),
        ({"first": "2026-10-02"}, {"Clerk", "Maths"}),
        ({"last": "2026-10-02"}, {"Phonics", "Clerk"}),
        ({"first": "2026-10-02", "last": "2026-10-02"}, {"Clerk"}),
        ({"service": "none"}, {"Phonics", "Clerk"}),
        ({"service": "@"}, {"Maths"}),
        ({"kind": "tea"}, {"Phonics", "Clerk", "Maths"}),
    ],
)
def test_the_log_is_narrowed_on_the_page_and_in_the_csv(
    partnership: Partnership, viewer: User, query: dict[str, str], found: set[str]
) -> None:
    project, make = partnership.project, PartnershipActivityFactory
    service = PartnershipServiceFactory(partnership=partnership)
    gone = EvidenceFactory(project=project, removed_at=timezone.now())
    make(partnership=partnership, on=dt.date(2026, 10, 1), focus="Phonics", our_people="Sara", evidence=gone)
    make(
        partnership=partnership, on=dt.date(2026, 10, 2), focus="Clerk", kind="governance",
        evidence=EvidenceFactory(project=project),
    )  # fmt: skip
    make(partnership=partnership, on=dt.date(2026, 10, 3), focus="Maths", service=service)
    PartnershipActivityFactory(focus="Of another project")
    asked = {key: str(service.pk) if value == "@" else value for key, value in query.items()}
    assert {row["Focus"] for row in exported(viewer, partnership, **asked)} == found
    text = seen(viewer, partnership, **asked)
    assert {name for name in ("Phonics", "Clerk", "Maths") if f"<strong>{name}</strong>" in text} == found


def test_many_are_on_several_pages(partnership: Partnership, viewer: User) -> None:
    PartnershipActivityFactory.create_batch(51, partnership=partnership)
    assert "Showing 1 to 50 of 51" in seen(viewer, partnership)
    assert "Showing 51 to 51 of 51" in seen(viewer, partnership, page="2")
    assert len(exported(viewer, partnership, page="2")) == 51


def test_one_line_logs_one_activity(partnership: Partnership, editor: User) -> None:
    assert 'value="22/11/2026"' in seen(editor, partnership)
    response = signed_in(editor).post(url("activity-add", partnership), LINE)
    assert response.url == url("activity-list", partnership)
    row = PartnershipActivity.objects.get()
    assert (row.on, row.kind, row.focus, row.hours) == (
        dt.date(2026, 10, 14),
        "training",
        "Phonics",
        Decimal("1.5"),
    )


def test_the_line_is_ready_to_type_where_somebody_came_to_type(
    partnership: Partnership, editor: User
) -> None:
    text = signed_in(editor).get(url("activity-add", partnership)).content.decode()
    assert re.search(r'<select name="kind"[^>]* autofocus', text)
    assert "autofocus" not in seen(editor, partnership)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": ""}, "Enter the day of the activity"),
        ({"on": "31/2/2026"}, "“31/2/2026” is no day. Write it as 14/10/2026"),
        ({"on": "23/11/2026"}, "cannot be in the future"),
        ({"kind": ""}, "Choose the kind of activity"),
        ({"focus": " "}, "Enter the focus of the activity"),
        ({"hours": "lots"}, "“lots” is no number of hours"),
        ({"hours": "201"}, "from 0 to 200"),
        ({"url": "nonsense"}, "https://"),
        ({"service": "999999"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    partnership: Partnership, editor: User, change: dict[str, str], said: str
) -> None:
    PartnershipServiceFactory(partnership=partnership)
    data = LINE | {"changed": "New <books>"} | change
    text = signed_in(editor).post(url("activity-add", partnership), data).content.decode()
    assert said in html.unescape(text)
    assert "New &lt;books&gt;" in text
    assert "Error:" in text
    assert not PartnershipActivity.objects.exists()


def test_a_file_comes_with_the_line(partnership: Partnership, editor: User) -> None:
    signed_in(editor).post(url("activity-add", partnership), LINE | {"file": pdf("slides.pdf")})
    assert PartnershipActivity.objects.get().evidence == Evidence.objects.get(file_name="slides.pdf")
    assert "slides" in seen(editor, partnership)


def test_what_people_typed_is_text(partnership: Partnership, viewer: User) -> None:
    PartnershipActivityFactory(
        partnership=partnership, focus="<script>x</script>", changed="=1+1", our_people="+44", hours="0.75"
    )
    assert "&lt;script&gt;" in seen(viewer, partnership)
    (row,) = exported(viewer, partnership)
    assert (row["What changed"], row["People from the trust"], row["Hours"]) == ("'=1+1", "'+44", "0.75")


def test_several_of_one_visit_are_logged_together(partnership: Partnership, editor: User) -> None:
    service = PartnershipServiceFactory(partnership=partnership)
    data = {
        "on": "yesterday", "our_people": "Sara", "kind_1": "training", "focus_1": "Phonics", "hours_1": "3",
        "kind_4": "moderation", "focus_4": "Writing", "service_4": str(service.pk),
    }  # fmt: skip
    response = signed_in(editor).post(url("activity-several", partnership), data, follow=True)
    assert "2 activities logged" in response.content.decode()
    rows = PartnershipActivity.objects.order_by("pk")
    assert [(row.focus, row.our_people, row.on.day, row.service) for row in rows] == [
        ("Phonics", "Sara", 21, None), ("Writing", "Sara", 21, service),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"focus_2": "Writing"}, "Choose the kind of activity 2"),
        ({"hours_3": "1"}, "Enter the focus of activity 3"),
        ({"focus_1": "", "kind_1": ""}, "Enter at least one activity"),
        ({"on": "24/12/2026"}, "cannot be in the future"),
        ({"hours_1": "x"}, "is no number of hours"),
    ],
)
def test_of_several_none_is_logged_where_one_is_wrong(
    partnership: Partnership, editor: User, change: dict[str, str], said: str
) -> None:
    data = {
        "on": "22/11/2026",
        "kind_1": "training",
        "focus_1": "Phonics",
        "our_people": "Kept words",
    } | change
    text = signed_in(editor).post(url("activity-several", partnership), data).content.decode()
    assert said in html.unescape(text)
    assert "Kept words" in text
    assert not PartnershipActivity.objects.exists()


def test_an_activity_is_corrected_over_what_was_seen_and_removed(
    partnership: Partnership, editor: User
) -> None:
    kept = EvidenceFactory(project=partnership.project)
    row = PartnershipActivityFactory(partnership=partnership, version=3, evidence=kept)
    edit = reverse("activity-edit", args=[row.pk])
    assert 'value="14/10/2026"' in signed_in(editor).get(edit).content.decode()
    told = signed_in(editor).post(edit, LINE | {"version": "2"}).content.decode()
    assert "changed this activity while you were editing" in told
    assert 'name="version" value="3"' in told
    assert signed_in(editor).post(edit, LINE | {"version": "3", "without": "on"}).status_code == 302
    row.refresh_from_db()
    assert (row.focus, row.evidence, row.version) == ("Phonics", None, 4)
    signed_in(editor).post(reverse("activity-remove", args=[row.pk]))
    assert not PartnershipActivity.objects.exists()


def carried(text: str) -> dict[str, str]:
    """What a preview carries along to be sent back."""
    return {
        name: html.unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="(rows|again)" value="([^"]*)"', text)
    }


def previewed(editor: User, partnership: Partnership, **data: Any) -> str:
    return signed_in(editor).post(url("activity-import", partnership), data).content.decode()


@pytest.mark.parametrize("how", ["file", "pasted"])
def test_a_csv_is_looked_through_and_then_added(partnership: Partnership, editor: User, how: str) -> None:
    data = {"file": SimpleUploadedFile("log.csv", CSV.encode())} if how == "file" else {"pasted": CSV}
    text = previewed(editor, partnership, **data)
    assert "1 to add, 0 logged already, 1 refused" in text
    assert "Line 3" in text
    assert "Choose the kind of activity" in text
    assert not PartnershipActivity.objects.exists()
    answer = signed_in(editor).post(url("activity-import", partnership), carried(text), follow=True)
    assert "1 activity added to the log" in answer.content.decode()
    assert PartnershipActivity.objects.get().hours == Decimal(3)


def test_sent_twice_it_is_added_once_and_that_is_said(partnership: Partnership, editor: User) -> None:
    data = carried(previewed(editor, partnership, pasted=CSV))
    signed_in(editor).post(url("activity-import", partnership), data)
    text = previewed(editor, partnership, **data)
    assert "1 of these is in the log by now" in text
    assert "0 to add, 1 logged already" in text
    assert PartnershipActivity.objects.count() == 1


def test_what_looks_logged_already_is_added_only_where_it_is_ticked(
    partnership: Partnership, editor: User
) -> None:
    PartnershipActivityFactory(partnership=partnership, on=dt.date(2026, 10, 14), focus="phonics")
    text = previewed(editor, partnership, pasted=CSV)
    assert "0 to add, 1 logged already, 1 refused" in text
    assert "Nothing is ticked" in previewed(editor, partnership, **carried(text))
    assert PartnershipActivity.objects.count() == 1
    signed_in(editor).post(url("activity-import", partnership), carried(text) | {"with_again": "on"})
    assert PartnershipActivity.objects.count() == 2


def test_what_a_preview_carried_is_looked_at_again(partnership: Partnership, editor: User) -> None:
    for rows in ("nonsense", "Date,Kind,Focus\n14/10/2026,Party,Cake\n"):
        text = previewed(editor, partnership, rows=rows, again="")
        assert "Not saved" in text
    assert not PartnershipActivity.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose a CSV file or paste the cells"),
        ({"pasted": "x", "file": SimpleUploadedFile("a.csv", b"y")}, "not both"),
        ({"pasted": "Day\n1"}, "Not found: Date, Kind, Focus"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}, "This is a workbook"),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "Not found"),
        ({"file": SimpleUploadedFile("a.csv", b"x" * 500_001)}, "smaller than 500 KB"),
    ],
)
def test_what_cannot_be_read_is_said(
    partnership: Partnership, editor: User, data: dict[str, Any], said: str
) -> None:
    assert said in previewed(editor, partnership, **data)


def test_the_empty_file_and_what_was_exported_can_be_read_in(partnership: Partnership, editor: User) -> None:
    response = signed_in(editor).get(url("activity-template-csv", partnership))
    empty = b"".join(response.streaming_content).decode("utf-8-sig")
    assert empty.split("\r\n")[0].startswith("Date,Kind,Focus,")
    service = PartnershipServiceFactory(partnership=partnership, what="Coaching")
    row = PartnershipActivityFactory(
        partnership=partnership, focus="=Sums", changed="a\nb", hours="0.75", service=service
    )
    response = signed_in(editor).get(url("activity-csv", partnership))
    sheet = SimpleUploadedFile("log.csv", b"".join(response.streaming_content))
    row.delete()
    text = previewed(editor, partnership, file=sheet)
    signed_in(editor).post(url("activity-import", partnership), carried(text))
    again = PartnershipActivity.objects.get()
    assert (again.focus, again.changed.splitlines(), again.hours, again.service) == (
        "=Sums", ["a", "b"], Decimal("0.75"), service,
    )  # fmt: skip


def test_without_a_partnership_there_is_no_log(project: Project, editor: User) -> None:
    for name in ("activity-list", "activity-csv", "activity-add", "activity-several", "activity-import"):
        assert signed_in(editor).get(reverse(name, args=[project.pk])).status_code == 404


def test_in_an_ended_project_the_log_is_read_only(partnership: Partnership, manager: User) -> None:
    PartnershipActivityFactory(partnership=partnership, focus="Phonics")
    end_project(by=manager, project=partnership.project, outcome="declined_dfe", on=TODAY, why="Declined")
    text = seen(manager, partnership)
    assert "Phonics" in text
    assert "Log an activity" not in text
    assert signed_in(manager).post(url("activity-add", partnership), LINE).status_code == 403


@pytest.mark.parametrize("name", ["activity-list", "activity-csv", "activity-add"])
def test_queries_do_not_grow_with_the_log(partnership: Partnership, editor: User, name: str) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            service = PartnershipServiceFactory(partnership=partnership)
            kept = EvidenceFactory(project=partnership.project)
            PartnershipActivityFactory(partnership=partnership, service=service, evidence=kept)

    assert_queries_do_not_grow(signed_in(editor), url(name, partnership), add)
