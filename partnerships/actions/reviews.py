"""Reviews of a partnership, and of how a school does after joining. A review that is a milestone is entered once."""

from __future__ import annotations

from django.utils import timezone

from partnerships.actions._core import (
    action,
    for_change,
    lock_project,
    must_have_seen,
    refuse_if,
    require,
)
from partnerships.actions._files import no_file_left_behind
from partnerships.actions._shown import NOT_SHOWN, Shown, keep_shown, shown_problems
from partnerships.actions.milestones import Progress, log_progress
from partnerships.models import Milestone, Project, Review, ReviewFinding
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.partnership_words import Domain
from partnerships.rules.problems import Problem
from partnerships.rules.reviews import Finding, Said, review_kind_of, review_problems
from partnerships.rules.words import Status


def record_review_problems(
    *, project: Project, kind: str, milestone: Milestone | None, said: Said, shown: Shown = NOT_SHOWN
) -> list[Problem]:
    """What stands in the way of recording this review."""
    problems = _said_problems(project, kind, said)
    if milestone is not None:
        problems += _milestone_problems(project, kind, milestone)
    return problems + shown_problems(project, milestone, shown)


@no_file_left_behind
@action
def record_review(
    *,
    by: User,
    project: Project,
    kind: str,
    said: Said,
    milestone: Milestone | None = None,
    shown: Shown = NOT_SHOWN,
) -> Review:
    """Records a review with what was found. With `milestone`, that milestone is logged as done on the same day."""
    project = for_change(Project, project.pk)
    require(by.may(May.KEEP_PARTNERSHIP, project))
    refuse_if(record_review_problems(project=project, kind=kind, milestone=milestone, said=said, shown=shown))
    review = Review(project=project, kind=kind, milestone=milestone)
    review.evidence = keep_shown(by, project, shown, milestone)
    _save(by, review, said)
    return review


def change_review_problems(*, review: Review, said: Said, shown: Shown = NOT_SHOWN) -> list[Problem]:
    """What is wrong with the corrected review; which one it was stays."""
    problems = _said_problems(review.project, review.kind, said)
    return problems + shown_problems(review.project, review.milestone, shown)


@no_file_left_behind
@action
def change_review(
    *,
    by: User,
    review: Review,
    said: Said,
    shown: Shown = NOT_SHOWN,
    expected_version: int | None = None,
) -> Review:
    """Corrects a review; a changed day changes its milestone's. History keeps what it said before."""
    fresh = _open(by, review)
    must_have_seen(fresh, expected_version, what="this review")
    refuse_if(change_review_problems(review=fresh, said=said, shown=shown))
    if not shown.is_empty:
        fresh.evidence = keep_shown(by, fresh.project, shown, fresh.milestone)
    fresh.version += 1
    _save(by, fresh, said)
    return fresh


@action
def remove_review(*, by: User, review: Review) -> None:
    """Removes a review recorded by mistake. Its milestone stays as it was logged, and its evidence is kept."""
    fresh = _open(by, review)
    for finding in fresh.by_domain.all():
        finding.delete()  # one by one: history is to say what went
    fresh.delete()


def _open(by: User, review: Review) -> Review:
    """The review as it is now, locked, if this person may change it."""
    lock_project(review.project_id)
    fresh = for_change(Review, review.pk)
    require(by.may(May.KEEP_PARTNERSHIP, fresh.project))
    return fresh


def _said_problems(project: Project, kind: str, said: Said) -> list[Problem]:
    return review_problems(said, kind=kind, today=timezone.localdate(), opened_on=project.opened_on)


def _milestone_problems(project: Project, kind: str, milestone: Milestone) -> list[Problem]:
    if milestone.project_id != project.pk or review_kind_of(milestone.code) != kind:
        return [Problem("Choose a review of this project’s plan.", about="of")]
    if not milestone.in_plan:
        return [Problem("This review is not in the plan any more. Put it back first.", about="of")]
    if Review.objects.filter(milestone=milestone).exists():
        return [Problem("This review has been recorded already. Open it to correct it.", about="of")]
    return []


def _save(by: User, review: Review, said: Said) -> None:
    review.rating, review.findings = said.rating, said.findings.strip()
    review.next_steps, review.present = said.next_steps.strip(), said.present.strip()
    if review.milestone is None:
        review.held_on = said.held_on
    review.save()
    found = {row.domain: row for row in review.by_domain.all()}
    for domain in Domain:
        _save_finding(review, domain, found.get(domain.value), said.domains.get(domain.value, Finding()))
    milestone = review.milestone
    if milestone is not None and not (milestone.has_happened and milestone.done_on == said.held_on):
        done = Progress(Status.DONE, done_on=said.held_on)
        review.milestone = log_progress(by=by, milestone=milestone, progress=done)


def _save_finding(review: Review, domain: Domain, row: ReviewFinding | None, said: Finding) -> None:
    """Writes what was found in one domain, where it is not what stands there."""
    if said.is_empty:
        if row is not None:
            row.delete()
        return
    row = row or ReviewFinding(review=review, project=review.project, domain=domain.value)
    if row.pk is None or (row.rating, row.text) != (said.rating, said.text.strip()):
        row.rating, row.text = said.rating, said.text.strip()
        row.save()
