"""Pages of reviews: which come next, recording one, its page, and the milestone that it is."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Milestone, Project, Review, User
from tests.conftest import signed_in
from tests.evidence_files import pdf
from tests.factories import (
    EvidenceFactory,
    MilestoneFactory,
    PartnershipFactory,
    ReviewFactory,
    ReviewFindingFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = dt.date(2027, 3, 10)
FORM = {"held_on": "2027-03-03", "findings": "Attendance is up", "rating": "amber"}


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


def review_row(project: Project, code: str, occurrence: int = 1, **fields: object) -> Milestone:
    milestone: Milestone = MilestoneFactory(project=project, code=code, occurrence=occurrence, **fields)
    return milestone


def listed(user: User, project: Project) -> str:
    return signed_in(user).get(reverse("review-list", args=[project.pk])).content.decode()


def adding(user: User, project: Project, **query: object) -> str:
    return signed_in(user).get(reverse("review-add", args=[project.pk]), query).content.decode()


def test_the_reviews_of_the_plan_come_in_the_order_in_which_they_are_due(
    project: Project, viewer: User
) -> None:
    review_row(project, "PAR-06", due_on=dt.date(2027, 4, 6))
    review_row(project, "PAR-05", 2, due_on=dt.date(2027, 3, 1))
    review_row(project, "PAR-04", status="done", done_on=dt.date(2026, 10, 5), due_on=dt.date(2026, 10, 6))
    review_row(project, "PAR-08", in_plan=False)
    review_row(project, "PST-04", due_on=dt.date(2028, 1, 31))
    review_row(project, "PAR-01", due_on=dt.date(2026, 8, 1))
    text = listed(viewer, project)
    assert text.index("Baseline") < text.index("Termly review 2") < text.index("Midpoint")
    assert "Logged as done on 5 October 2026, without what was found" in text
    assert "9 days late" in text
    for absent in ("Closing review", "30-day review", "Record it"):
        assert absent not in text


def test_reviews_after_joining_are_listed_once_the_school_has_joined(project: Project, viewer: User) -> None:
    review_row(project, "PST-11", due_on=dt.date(2027, 5, 1))
    assert "100-day review" not in listed(viewer, project)
    Project.objects.filter(pk=project.pk).update(opened_on=dt.date(2027, 2, 1))
    assert "100-day review" in listed(viewer, project)


def test_a_review_is_recorded_once_and_seen_in_the_plan(project: Project, editor: User, viewer: User) -> None:
    first, second = review_row(project, "PAR-05", 1), review_row(project, "PAR-05", 2)
    data = FORM | {"of": str(second.pk), "text_education": "Phonics daily", "rating_education": "green"}
    response = signed_in(editor).post(
        reverse("review-add", args=[project.pk]), data | {"file": pdf("note.pdf")}
    )
    assert response.status_code == 302
    for milestone in (first, second):
        milestone.refresh_from_db()
    assert (first.status, second.status, second.done_on) == ("not_started", "done", dt.date(2027, 3, 3))
    text = listed(viewer, project)
    for words in (
        "Termly review 2, 3 March 2027",
        "Amber",
        "Attendance is up",
        "Quality of education",
        "Green",
    ):
        assert words in text
    assert "Termly review 1" in text
    page = signed_in(viewer).get(reverse("review-detail", args=[Review.objects.get().pk])).content.decode()
    for words in ("Termly review 2", "3 March 2027", "note", "Print this page"):
        assert words in page
    assert "Correct it" not in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"of": ""}, "Choose which review it was"),
        ({"of": "999999"}, "Choose again"),
        ({"held_on": ""}, "Enter the day on which the review was held"),
        ({"held_on": "2027-03-11"}, "cannot be in the future"),
        ({"findings": ""}, "Enter what was found"),
        ({"rating": "blue"}, "Select a valid choice"),
        ({"rating_governance": "red"}, "Enter what was found on expert governance"),
        ({"url": "nonsense"}, "https://"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    project: Project, editor: User, change: dict[str, str], said: str
) -> None:
    milestone = review_row(project, "PAR-04")
    data = FORM | {"of": str(milestone.pk), "next_steps": "My <plan>"} | change
    text = signed_in(editor).post(reverse("review-add", args=[project.pk]), data).content.decode()
    assert said in html.unescape(text)
    assert "My &lt;plan&gt;" in text
    assert not Review.objects.exists()


def test_the_form_begins_with_what_is_due_or_was_asked_for(project: Project, editor: User) -> None:
    review_row(project, "PAR-05", 1, due_on=dt.date(2027, 1, 5), status="done", done_on=dt.date(2027, 1, 7))
    midpoint = review_row(project, "PAR-06", due_on=dt.date(2027, 4, 6))
    text = adding(editor, project)
    assert 'name="held_on_day" type="text" inputmode="numeric" value="7"' in text
    text = adding(editor, project, of=midpoint.pk)
    assert re.search(rf'name="of" type="radio" value="{midpoint.pk}"[^>]* checked', text)
    assert 'name="held_on_day" type="text" inputmode="numeric" value="10"' in text


def test_after_joining_the_five_domains_head_the_review(project: Project, editor: User) -> None:
    baseline, joined = review_row(project, "PAR-04"), review_row(project, "PST-04")
    for milestone, domains_first in ((baseline, False), (joined, True)):
        text = adding(editor, project, of=milestone.pk)
        assert (text.index("The five domains of a strong trust") < text.index("Over all")) is domains_first


def test_after_joining_each_domain_stands_on_the_page(project: Project, viewer: User) -> None:
    found = ReviewFindingFactory(review=ReviewFactory(project=project, kind="one_year"), domain="workforce")
    url = reverse("review-detail", args=[found.review_id])
    text = signed_in(viewer).get(url).content.decode()
    assert text.count("Nothing noted") == 4
    assert text.index("Public benefit and civic duty") < text.index("Over all")


def test_a_review_that_is_no_milestone_can_be_recorded_as_often_as_it_is_held(
    project: Project, editor: User
) -> None:
    for day in ("2027-03-03", "2027-03-04"):
        data = FORM | {"of": "termly", "held_on": day}
        assert signed_in(editor).post(reverse("review-add", args=[project.pk]), data).status_code == 302
    assert Review.objects.filter(kind="termly", milestone=None).count() == 2
    signed_in(editor).post(reverse("review-add", args=[project.pk]), FORM | {"of": "baseline"})
    text = adding(editor, project)
    assert 'value="baseline"' not in text
    assert 'value="closing"' in text
    assert 'value="day_30"' not in text


def test_a_change_over_an_unseen_one_is_told(project: Project, editor: User) -> None:
    review = ReviewFactory(project=project, version=3)
    url = reverse("review-edit", args=[review.pk])
    told = signed_in(editor).post(url, FORM | {"version": "2"}).content.decode()
    assert "changed this review while you were editing" in told
    assert 'name="version" value="3"' in told
    response = signed_in(editor).post(url, FORM | {"version": "3"})
    assert response.url == reverse("review-detail", args=[review.pk])


def test_the_day_is_corrected_in_both_places_and_domains_are_kept(project: Project, editor: User) -> None:
    milestone = review_row(project, "PAR-06", status="done", done_on=dt.date(2027, 3, 1))
    review = ReviewFactory(project=project, kind="midpoint", milestone=milestone, held_on=None)
    ReviewFindingFactory(review=review, domain="governance", text="A new chair")
    url = reverse("review-edit", args=[review.pk])
    text = signed_in(editor).get(url).content.decode()
    assert "A new chair" in text
    assert "changes there too" in text
    signed_in(editor).post(url, FORM | {"version": "1", "text_governance": "A new chair"})
    milestone.refresh_from_db()
    assert milestone.done_on == dt.date(2027, 3, 3)
    assert review.by_domain.get().text == "A new chair"


def test_removing_says_what_stays(project: Project, editor: User) -> None:
    milestone = review_row(
        project, "PAR-06", status="done", done_on=dt.date(2027, 3, 1), title="Midpoint row"
    )
    review = ReviewFactory(project=project, kind="midpoint", milestone=milestone, held_on=None)
    url = reverse("review-remove", args=[review.pk])
    assert "“Midpoint row” stays as it was logged" in signed_in(editor).get(url).content.decode()
    signed_in(editor).post(url)
    milestone.refresh_from_db()
    assert (milestone.status, Review.objects.count()) == ("done", 0)


def test_a_milestone_that_is_a_review_leads_to_its_record(
    project: Project, editor: User, viewer: User
) -> None:
    milestone = review_row(project, "PAR-05", 3)
    page = reverse("milestone-detail", args=[milestone.pk])
    link = f"{reverse('review-add', args=[project.pk])}?of={milestone.pk}"
    assert link in signed_in(editor).get(page).content.decode()
    assert "Record the review" not in signed_in(viewer).get(page).content.decode()
    review = ReviewFactory(project=project, milestone=milestone, held_on=None, findings="Up by two points")
    text = signed_in(viewer).get(page).content.decode()
    assert "Up by two points" in text
    assert reverse("review-detail", args=[review.pk]) in text
    other = MilestoneFactory(project=project, code="PAR-03")
    assert (
        "Record the review"
        not in signed_in(editor).get(reverse("milestone-detail", args=[other.pk])).content.decode()
    )


def test_whoever_only_ticks_a_review_is_led_to_its_record(project: Project, editor: User) -> None:
    said = "Record what was found"
    for code, told in (("PAR-05", True), ("PAR-03", False)):
        milestone = review_row(project, code)
        url = reverse("milestone-done", args=[milestone.pk])
        text = signed_in(editor).post(url, {"version": "1"}, headers={"hx-request": "true"}).content.decode()
        assert "Saved" in text
        assert (said in text) is told


def test_a_review_whose_milestone_is_open_again_says_that_it_has_no_day(
    project: Project, viewer: User
) -> None:
    ReviewFactory(project=project, milestone=review_row(project, "PAR-04"), held_on=None, kind="baseline")
    assert "Baseline, No day: its milestone is not logged as done" in listed(viewer, project)


def test_removed_evidence_is_not_shown(project: Project, viewer: User) -> None:
    gone = EvidenceFactory(project=project, name="Gone note", removed_at=timezone.now())
    review = ReviewFactory(project=project, evidence=gone)
    assert (
        "Gone note" not in signed_in(viewer).get(reverse("review-detail", args=[review.pk])).content.decode()
    )


def test_reviews_go_out_as_csv_with_their_domains(project: Project, viewer: User) -> None:
    PartnershipFactory(project=project)
    review = ReviewFactory(project=project, next_steps="=1+1")
    ReviewFindingFactory(review=review, domain="workforce", rating="red", text="Two vacancies")
    response = signed_in(viewer).get(reverse("review-csv", args=[project.pk]))
    (row,) = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert (row["Day"], row["Rating"], row["What happens next"]) == ("2027-01-20", "Green", "'=1+1")
    assert row["Workforce resilience and wellbeing"] == "Two vacancies"
    assert row["Workforce resilience and wellbeing: rating"] == "Red"


@pytest.mark.parametrize("name", ["review-list", "review-csv", "review-add"])
def test_queries_do_not_grow_with_the_reviews(project: Project, editor: User, name: str) -> None:
    made = iter(range(100))

    def add(number: int) -> None:
        for _ in range(number):
            occurrence = next(made)
            done = review_row(project, "PAR-05", 2 * occurrence, status="done", done_on=dt.date(2027, 1, 7))
            review = ReviewFactory(
                project=project, milestone=done, held_on=None, evidence=EvidenceFactory(project=project)
            )
            ReviewFindingFactory(review=review)
            review_row(project, "PAR-05", 2 * occurrence + 1)

    assert_queries_do_not_grow(signed_in(editor), reverse(name, args=[project.pk]), add)
