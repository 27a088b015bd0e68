"""The register of partnerships, and the warnings on Your work: found, filtered, counted, at a constant cost."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partnerships.models import Group, Partnership, User
from tests.conftest import signed_in
from tests.factories import (
    MembershipFactory,
    MilestoneFactory,
    PartnershipActivityFactory,
    PartnershipExtensionFactory,
    PartnershipFactory,
    PartnershipServiceFactory,
    ProjectFactory,
    ReviewFactory,
    SchoolFactory,
    UserFactory,
)
from tests.helpers import query_count

TODAY = dt.date(2027, 1, 15)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def client(viewer: User) -> Client:
    return signed_in(viewer)


def made(trust: Group, name: str = "Brackenholt Primary School", **fields: object) -> Partnership:
    """A partnership that both boards agreed to, from September 2026 to August 2027 unless said otherwise."""
    lead = fields.pop("project_lead", None)
    project = ProjectFactory(trust=trust, school=SchoolFactory(name=name), lead=lead)
    MilestoneFactory(project=project, code="PAR-01", phase="PAR", status="done", done_on=dt.date(2026, 7, 1))
    partnership: Partnership = PartnershipFactory(project=project, **fields)
    return partnership


def found(client: Client, **query: str) -> set[Partnership]:
    answer = client.get(reverse("partnership-list"), query)
    assert answer.status_code == 200
    return {row.partnership for row in answer.context["rows"]}


def text(client: Client, name: str = "partnership-list", **query: str) -> str:
    return client.get(reverse(name), query).content.decode()


def test_it_lists_those_of_ones_trust_with_how_they_stand(
    client: Client, trust: Group, other_trust: Group
) -> None:
    mine = made(trust, reference="TP-7")
    PartnershipExtensionFactory.create_batch(2, partnership=mine)
    made(other_trust, "School of others")
    page = text(client)
    assert "1 partnership found" in page
    assert "School of others" not in page
    for words in (
        "1 active.", "TP-7", "No lead yet", "1 September 2026 to 31 August 2027",
        "4 of 12 months gone, 7 months left", "Time limited <strong", ">Red</strong>",
    ):  # fmt: skip
        assert words in page, words


def test_rows_are_worked_out_to_be_filtered_and_counted(client: Client, trust: Group, editor: User) -> None:
    active = made(trust, trust_lead=editor)
    late = made(trust, "Late School", ends_on=dt.date(2026, 12, 31), project_lead=editor)
    over = made(
        trust, "Former School", ended_on=dt.date(2026, 12, 1), outcome="withdrawn_school", outcome_reason="No"
    )
    soon = made(trust, "Soon School", starts_on=dt.date(2026, 3, 1), ends_on=dt.date(2027, 3, 1))
    MilestoneFactory(project=active.project, code="PAR-05", phase="PAR", due_on=dt.date(2027, 2, 1))
    MilestoneFactory(project=soon.project, code="PAR-05", phase="PAR", due_on=dt.date(2026, 11, 1))
    MilestoneFactory(project=over.project, code="PAR-05", phase="PAR", due_on=dt.date(2026, 11, 1))
    for query, wanted in (
        ({}, {active, late, over, soon}),
        ({"state": "active"}, {active}),
        ({"state": "overdue"}, {late}),
        ({"state": "decision_due"}, {soon}),
        ({"state": "ended"}, {over}),
        ({"state": "paused"}, set()),
        ({"ends": "3"}, {soon}),
        ({"ends": "12"}, {soon, active}),
        ({"review": "soon"}, {active}),
        ({"review": "missed"}, {soon}),
        ({"lead": str(editor.pk)}, {active, late}),
        ({"lead": "none"}, {over, soon}),
        ({"q": "late"}, {late}),
        ({"q": str(soon.project.school_id)}, {soon}),
        ({"q": trust.name}, {active, late, over, soon}),
        ({"state": "active", "q": "late"}, set()),
    ):
        assert found(client, **query) == wanted, query
    assert "1 active, 1 decision due, 1 past its end, 1 ended." in text(client)


def test_it_finds_those_of_which_an_expectation_is_red(client: Client, trust: Group) -> None:
    red = made(trust, starts_on=dt.date(2026, 12, 1), ends_on=dt.date(2027, 11, 30))
    PartnershipServiceFactory(partnership=red, area="finance")
    well = made(trust, "Well School", starts_on=dt.date(2026, 12, 1), ends_on=dt.date(2027, 11, 30))
    PartnershipServiceFactory(partnership=well)
    assert found(client, red="any") == {red}
    assert found(client, red="teaching") == {red}
    assert found(client, red="time_limited") == set()


def test_the_first_to_end_stands_first_and_what_is_over_last(client: Client, trust: Group) -> None:
    over = made(trust, ends_on=dt.date(2026, 10, 1), ended_on=dt.date(2026, 10, 1), outcome="lapsed")
    later, sooner = made(trust), made(trust, ends_on=dt.date(2027, 6, 30))
    answer = client.get(reverse("partnership-list"))
    assert [row.partnership for row in answer.context["rows"]] == [sooner, later, over]


def test_the_trust_is_asked_only_of_who_has_several(
    viewer: User, trust: Group, other_trust: Group, client: Client
) -> None:
    mine, other = made(trust), made(other_trust)
    assert 'name="trust"' not in text(client)
    assert found(client, trust=str(other_trust.pk)) == {mine}
    MembershipFactory(user=viewer, trust=other_trust, role="viewer")
    client = signed_in(User.objects.get(pk=viewer.pk))
    assert 'name="trust"' in text(client)
    assert found(client, trust=str(other_trust.pk)) == {other}


def test_an_unusable_filter_is_said_and_nothing_is_lost(client: Client, trust: Group) -> None:
    mine = made(trust)
    assert "Choose one from the list" in text(client, state="bogus", ends="0")
    assert found(client, state="bogus", ends="0", lead="bogus") == {mine}


def test_it_says_when_there_is_nothing(client: Client) -> None:
    assert "No partnerships yet" in text(client)
    assert "No partnerships match" in text(client, state="active")


def test_the_csv_has_the_same_rows_with_ratings_in_words(client: Client, trust: Group) -> None:
    mine = made(trust, reference="TP-7")
    PartnershipExtensionFactory.create_batch(2, partnership=mine)
    made(trust, "Former School", ended_on=dt.date(2026, 12, 1), outcome="lapsed")
    answer = client.get(reverse("partnership-csv"), {"state": "active"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 1
    assert rows[0]["Reference"] == "TP-7"
    assert rows[0]["Time limited"] == "Red"
    assert rows[0]["Ends"] == "2027-08-31"
    assert "It has been extended more than once." in rows[0]["Red warnings"]


@pytest.mark.parametrize("name", ["partnership-list", "partnership-csv", "your-work"])
def test_ten_cost_no_more_queries_than_one(name: str, trust: Group, editor: User) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            mine = made(trust, trust_lead=editor, project_lead=UserFactory())
            PartnershipExtensionFactory.create_batch(2, partnership=mine)
            PartnershipActivityFactory(partnership=mine, service=PartnershipServiceFactory(partnership=mine))
            ReviewFactory(project=mine.project)

    client, address = signed_in(editor), reverse(name)
    add(1)
    query_count(client, address)
    once = query_count(client, address)
    add(9)
    assert query_count(client, address) <= once  # what changed since the last look varies on Your work


def test_your_work_shows_its_lead_what_is_wrong(editor: User, viewer: User, trust: Group) -> None:
    mine = made(trust, trust_lead=editor)
    ReviewFactory(project=mine.project, held_on=TODAY)
    assert "Partnerships to look at" not in text(signed_in(editor), "your-work")
    PartnershipExtensionFactory.create_batch(2, partnership=mine)
    page = text(signed_in(editor), "your-work")
    assert "Partnerships to look at" in page
    assert "It has been extended more than once." in page
    assert reverse("project-partnership", args=[mine.project_id]) in page
    assert "Partnerships to look at" not in text(signed_in(viewer), "your-work")


@pytest.mark.parametrize("why", ["ended", "on hold"])
def test_your_work_is_silent_of_what_is_over_or_on_hold(why: str, editor: User, trust: Group) -> None:
    mine = made(trust, trust_lead=editor)
    PartnershipExtensionFactory.create_batch(2, partnership=mine)
    if why == "ended":
        Partnership.objects.update(ended_on=TODAY, outcome="lapsed")
    else:
        mine.project.on_hold_since = TODAY
        mine.project.save()
    assert "Partnerships to look at" not in text(signed_in(editor), "your-work")
