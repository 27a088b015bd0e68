"""Published guidance: the list, keeping it, and where it appears."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.data import shipped_guidance
from partnerships.models import Group, Guidance, Project, User
from partnerships.reports.guidance import guidance_for
from tests.conftest import signed_in
from tests.factories import ConsultationFactory, GuidanceFactory, MilestoneFactory, PartnershipFactory
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2027, 3, 10)
FORM = {
    "title": "Asking well", "publisher": "DfE", "url": "https://guidance.example/a", "says": "Ask early.",
    "codes": "con-04, OPS-06", "topics": ["partnership.sla", "rule.academy_name"], "version": "1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


def listed(user: User, **query: str) -> str:
    return signed_in(user).get(reverse("guidance-list"), query).content.decode()


@pytest.fixture
def several(trust: Group, other_trust: Group) -> None:
    GuidanceFactory(title="Consulting", publisher="DfE", about=["CON-04", "XYZ-99"])
    GuidanceFactory(
        title="Partnerships", publisher="CST", says="Twelve months.", link_checked_on=TODAY,
        link_failed_on=dt.date(2027, 3, 3), link_answer="404 Not Found",
    )  # fmt: skip
    GuidanceFactory(title="Ours", publisher="CST", trust=trust, review_on=dt.date(2027, 3, 9))
    GuidanceFactory(title="Later", publisher="DfE", review_on=dt.date(2027, 3, 11))
    GuidanceFactory(title="Theirs", publisher="Their union", trust=other_trust)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Ours", "Partnerships", "Consulting", "Later"]),
        ({"q": "twelve"}, ["Partnerships"]),
        ({"publisher": "DfE"}, ["Consulting", "Later"]),
        ({"check": "stale"}, ["Partnerships"]),
        ({"check": "review"}, ["Ours"]),
        ({"q": "theirs"}, []),
    ],
)
@pytest.mark.usefixtures("several")
def test_the_list_finds_what_is_asked_for(viewer: User, query: dict[str, str], found: list[str]) -> None:
    response = signed_in(viewer).get(reverse("guidance-csv"), query)
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [row["Title"] for row in rows] == found
    text = listed(viewer, **query)
    count = len(found)
    said = f"{count} entr{'y' if count == 1 else 'ies'} found" if count else "No guidance matches"
    assert said in text
    assert "Their union" not in text


@pytest.mark.usefixtures("several")
def test_stale_links_and_past_reviews_are_pointed_out(viewer: User) -> None:
    text = listed(viewer)
    for words in (
        "1 link gone stale",
        "1 past its review",
        "Stale link since 3 March 2027 (404 Not Found)",
        "Past its review",
        "Kept for Harrowmere Learning Trust",
        "Kept for all trusts",
        "CON-04 Open the consultation",
        "<li>XYZ-99</li>",
    ):
        assert words in text, words
    assert "Change<span" not in text


@pytest.mark.django_db
def test_an_empty_list_says_who_keeps_it(viewer: User, administrator: User) -> None:
    assert "Trust administrators keep guidance" in listed(viewer)
    assert "Add the shipped list" not in listed(viewer)
    assert "Add the shipped list" in listed(administrator)


def test_an_entry_is_added_changed_and_removed(trust: Group, administrator: User) -> None:
    client = signed_in(administrator)
    data = FORM | {"whose": str(trust.pk)}
    assert client.post(reverse("guidance-add"), data).status_code == 302
    kept = Guidance.objects.get()
    assert kept.trust == trust
    assert kept.about == ["CON-04", "OPS-06", "partnership.sla", "rule.academy_name"]
    form = client.get(reverse("guidance-edit", args=[kept.pk])).content.decode()
    assert 'value="CON-04, OPS-06"' in form
    assert form.count(" checked") == 2
    client.post(reverse("guidance-edit", args=[kept.pk]), FORM | {"codes": "", "says": "Ask later."})
    kept.refresh_from_db()
    assert (kept.says, kept.about) == ("Ask later.", ["partnership.sla", "rule.academy_name"])
    client.post(reverse("guidance-remove", args=[kept.pk]))
    assert not Guidance.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "Enter title"),
        ({"says": ""}, "Enter what it says, in a sentence"),
        ({"url": "guidance"}, "whole link"),
        ({"codes": "CON-4"}, "no code of a milestone"),
        ({"whose": ""}, "Choose for whom it is kept"),
        ({"whose": "shared"}, "Select a valid choice"),
        ({"published_on": "2027-03-11"}, "today or earlier"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    trust: Group, administrator: User, change: dict[str, str], said: str
) -> None:
    data = FORM | {"whose": str(trust.pk), "publisher": "My <union>"} | change
    text = signed_in(administrator).post(reverse("guidance-add"), data).content.decode()
    assert said in text
    assert "My &lt;union&gt;" in text
    assert not Guidance.objects.exists()


def test_a_change_over_an_unseen_one_is_told(trust: Group, administrator: User) -> None:
    kept = GuidanceFactory(trust=trust, version=3)
    url = reverse("guidance-edit", args=[kept.pk])
    told = signed_in(administrator).post(url, FORM).content.decode()
    assert "changed this entry while you were editing" in told
    assert 'name="version" value="3"' in told
    assert signed_in(administrator).post(url, FORM | {"version": "3"}).status_code == 302


def test_shared_guidance_is_kept_by_site_administrators_alone(
    administrator: User, site_administrator: User
) -> None:
    kept = GuidanceFactory()
    assert signed_in(administrator).get(reverse("guidance-edit", args=[kept.pk])).status_code == 403
    assert signed_in(site_administrator).get(reverse("guidance-edit", args=[kept.pk])).status_code == 200


def test_the_shipped_list_comes_with_one_click(site_administrator: User, viewer: User) -> None:
    client = signed_in(site_administrator)
    url = reverse("guidance-add-shipped")
    assert "Choose for whom" in client.post(url, {"whose": "1"}, follow=True).content.decode()
    text = client.post(url, {"whose": "shared"}, follow=True).content.decode()
    count = len(shipped_guidance())
    assert f"{count} added" in text
    assert f"{count} entries found" in listed(viewer)
    again = client.post(url, {"whose": "shared"}, follow=True).content.decode()
    assert f"0 added, {count} there already" in again
    assert Guidance.objects.count() == count


def test_guidance_stands_where_something_rests_on_it(project: Project, trust: Group, viewer: User) -> None:
    milestone = MilestoneFactory(project=project, code="CON-04")
    own = MilestoneFactory(project=project, code="")
    GuidanceFactory(title="On opening", about=["CON-04"])
    GuidanceFactory(title="On names", about=["rule.academy_name"])

    def page(name: str, key: int) -> str:
        return signed_in(viewer).get(reverse(name, args=[key])).content.decode()

    assert "On opening" in page("milestone-detail", milestone.pk)
    assert "On names" not in page("milestone-detail", milestone.pk)
    assert "Published guidance" not in page("milestone-detail", own.pk)
    rules = page("rule-list", project.pk)
    assert rules.count("On names") == 1
    assert "On opening" not in rules


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("project-partnership", "partnership.sla"),
        ("service-list", "partnership.services"),
        ("review-list", "partnership.reviews"),
        ("consultation-detail", "consultation.statutory"),
        ("consultation-window", "consultation.length"),
        ("stakeholder-list", "consultation.groups"),
        ("document-list", "consultation.papers"),
        ("response-list", "consultation.responses"),
    ],
)
def test_guidance_on_a_field_stands_on_its_page(project: Project, manager: User, name: str, key: str) -> None:
    GuidanceFactory(title="What was published", about=[key])
    PartnershipFactory(project=project)
    consultation = ConsultationFactory(project=project, kind="statutory")
    about = consultation.pk if key.startswith("consultation") else project.pk
    page = signed_in(manager).get(reverse(name, args=[about])).content.decode()
    assert page.count("What was published") == 1


def test_one_query_answers_for_a_whole_page(project: Project, viewer: User) -> None:
    GuidanceFactory(about=["rule.academy_name", "rule.tenancy_at_will"])
    client, url = signed_in(viewer), reverse("rule-list", args=[project.pk])
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).content.decode().count("Published guidance (1)") == 2
    asked = [each["sql"] for each in queries if 'FROM "partnerships_guidance"' in each["sql"]]
    assert len(asked) == 1


def test_guidance_for_several_keys_comes_once_each(viewer: User, trust: Group, other_trust: Group) -> None:
    both = GuidanceFactory(title="B", about=["CON-04", "partnership.sla"])
    own = GuidanceFactory(title="A", trust=trust, about=["CON-04"])
    GuidanceFactory(trust=other_trust, about=["CON-04"])
    GuidanceFactory(about=["CON-05"])
    assert guidance_for(viewer, ["CON-04", "partnership.sla"], today=TODAY) == [own, both]
    assert guidance_for(viewer, [""], today=TODAY) == []


def test_a_trust_s_own_entry_goes_before_the_shared_one_of_the_same_link(viewer: User, trust: Group) -> None:
    shared = GuidanceFactory(about=["CON-04"])
    own = GuidanceFactory(about=["CON-04"], trust=trust, url=shared.url)
    assert guidance_for(viewer, ["CON-04"], today=TODAY) == [own]


def test_lists_ask_as_much_for_ten_as_for_one(trust: Group, administrator: User) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            GuidanceFactory(trust=trust)
            GuidanceFactory()

    for name in ("guidance-list", "guidance-csv"):
        assert_queries_do_not_grow(signed_in(administrator), reverse(name), add)
