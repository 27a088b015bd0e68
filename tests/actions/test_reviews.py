"""Reviews: one that is a milestone is entered once and seen in both places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions.evidence import Given
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.reviews import (
    Shown,
    change_review,
    record_review,
    remove_review,
)
from partnerships.models import Milestone, Project, Review, ReviewFinding, User
from partnerships.rules.reviews import Finding, Said
from tests.evidence_files import pdf
from tests.factories import MilestoneFactory, ReviewFactory

TODAY = dt.date(2027, 3, 10)
HELD = dt.date(2027, 3, 3)
SAID = Said(
    held_on=HELD,
    rating="amber",
    findings="Attendance is up",
    next_steps="Jo visits in May",
    present="Head, chair",
    domains={"education": Finding("green", "Phonics daily"), "governance": Finding("", "A new chair")},
)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def second(project: Project) -> Milestone:
    """The second termly review of the plan."""
    return MilestoneFactory(project=project, code="PAR-05", occurrence=2, title="Hold the termly review")


def test_recording_a_review_logs_its_milestone_on_that_day_in_one_step(
    second: Milestone, editor: User
) -> None:
    review = record_review(by=editor, project=second.project, kind="termly", said=SAID, milestone=second)
    second.refresh_from_db()
    assert (second.status, second.done_on) == ("done", HELD)
    review.refresh_from_db()
    assert (review.held_on, review.day, review.rating) == (None, HELD, "amber")
    assert {each.domain: (each.rating, each.text) for each in review.by_domain.all()} == {
        "education": ("green", "Phonics daily"),
        "governance": ("", "A new chair"),
    }
    calls = {review.history.first().call, second.history.first().call, ReviewFinding.history.first().call}
    assert len(calls) == 1


def test_its_file_is_the_milestone_s_evidence(second: Milestone, editor: User) -> None:
    review = record_review(
        by=editor, project=second.project, kind="termly", said=SAID, milestone=second,
        shown=Shown(Given(file=pdf("note.pdf"))),
    )  # fmt: skip
    assert review.evidence == second.evidence.get()


def test_a_review_that_is_no_milestone_has_a_day_of_its_own(project: Project, editor: User) -> None:
    review = record_review(by=editor, project=project, kind="other", said=SAID)
    assert (review.held_on, review.day, review.milestone) == (HELD, HELD, None)


def test_a_milestone_that_was_only_ticked_gets_its_record_and_the_day_is_that_of_the_record(
    second: Milestone, editor: User
) -> None:
    log_progress(by=editor, milestone=second, progress=Progress("done", done_on=TODAY))
    review = record_review(by=editor, project=second.project, kind="termly", said=SAID, milestone=second)
    second.refresh_from_db()
    assert (second.done_on, review.day) == (HELD, HELD)


def test_the_day_is_the_milestone_s_wherever_it_is_changed(second: Milestone, editor: User) -> None:
    review = record_review(by=editor, project=second.project, kind="termly", said=SAID, milestone=second)
    review = change_review(by=editor, review=review, said=replace(SAID, held_on=TODAY), expected_version=1)
    second.refresh_from_db()
    assert (second.done_on, review.version) == (TODAY, 2)
    log_progress(by=editor, milestone=second, progress=Progress("done", done_on=HELD))
    assert Review.objects.get().day == HELD
    log_progress(by=editor, milestone=second, progress=Progress("in_progress"))
    assert Review.objects.get().day is None


def test_words_may_be_corrected_without_touching_the_plan(second: Milestone, editor: User) -> None:
    review = record_review(by=editor, project=second.project, kind="termly", said=SAID, milestone=second)
    second.refresh_from_db()
    before = second.version
    changed = replace(
        SAID, findings="Up by two points", domains={"education": Finding("red", "Phonics stopped")}
    )
    review = change_review(by=editor, review=review, said=changed)
    second.refresh_from_db()
    assert (second.version, review.findings) == (before, "Up by two points")
    assert [(each.domain, each.rating) for each in review.by_domain.all()] == [("education", "red")]


def test_what_a_review_needs_is_refused_by_the_action_too(second: Milestone, editor: User) -> None:
    for said, words in (
        (replace(SAID, findings="", domains={}), "what was found"),
        (replace(SAID, held_on=TODAY + dt.timedelta(days=1)), "in the future"),
    ):
        with pytest.raises(Refused, match=words):
            record_review(by=editor, project=second.project, kind="termly", said=said, milestone=second)
    second.refresh_from_db()
    assert (second.status, Review.objects.count()) == ("not_started", 0)


def test_a_milestone_is_reviewed_once_and_only_as_what_it_is(second: Milestone, editor: User) -> None:
    project = second.project
    with pytest.raises(Refused, match="review of this project’s plan"):
        record_review(by=editor, project=project, kind="baseline", said=SAID, milestone=second)
    strange = MilestoneFactory(code="PAR-05")
    with pytest.raises(Refused, match="review of this project’s plan"):
        record_review(by=editor, project=project, kind="termly", said=SAID, milestone=strange)
    out = MilestoneFactory(project=project, code="PAR-04", in_plan=False)
    with pytest.raises(Refused, match="not in the plan any more"):
        record_review(by=editor, project=project, kind="baseline", said=SAID, milestone=out)
    record_review(by=editor, project=project, kind="termly", said=SAID, milestone=second)
    with pytest.raises(Refused, match="recorded already"):
        record_review(by=editor, project=project, kind="termly", said=SAID, milestone=second)


def test_a_removed_review_leaves_its_milestone_and_its_evidence(second: Milestone, editor: User) -> None:
    review = record_review(
        by=editor, project=second.project, kind="termly", said=SAID, milestone=second,
        shown=Shown(Given(url="https://example.org/note")),
    )  # fmt: skip
    remove_review(by=editor, review=review)
    second.refresh_from_db()
    assert (second.status, second.evidence.count()) == ("done", 1)
    assert not ReviewFinding.objects.exists()
    assert ReviewFinding.history.filter(history_type="-").count() == 2


def test_the_second_of_two_people_is_told(project: Project, editor: User, manager: User) -> None:
    review = ReviewFactory(project=project)
    change_review(by=manager, review=review, said=SAID)
    with pytest.raises(RowChangedMeanwhile, match="Mona Manager changed this review"):
        change_review(by=editor, review=review, said=SAID, expected_version=1)


def test_readers_record_nothing(project: Project, viewer: User, outsider: User) -> None:
    review = ReviewFactory(project=project)
    for person in (viewer, outsider):
        with pytest.raises(NotAllowed):
            record_review(by=person, project=project, kind="other", said=SAID)
        with pytest.raises(NotAllowed):
            change_review(by=person, review=review, said=SAID)
        with pytest.raises(NotAllowed):
            remove_review(by=person, review=review)
