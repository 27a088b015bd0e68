"""A manager's own word on how a project stands, beside the one that is worked out."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from partnerships.actions._core import Refused, action, for_change, refuse_if, require
from partnerships.models import Project, RatingOverride
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.problems import Problem
from partnerships.rules.rating import override_problems


def override_rating_problems(*, rating: str, reason: str, until: dt.date | None) -> list[Problem]:
    """What is wrong with overruling the rating so."""
    return override_problems(rating=rating, reason=reason, until=until, today=timezone.localdate())


@action
def override_rating(
    *, by: User, project: Project, rating: str, reason: str, until: dt.date
) -> RatingOverride:
    """Rates the project by hand up to and including a last day; a rating given before ends with it."""
    project = for_change(Project, project.pk)
    require(by.may(May.RATE_PROJECT, project))
    refuse_if(override_rating_problems(rating=rating, reason=reason, until=until))
    _withdraw_all(project)
    return RatingOverride.objects.create(
        project=project, rating=rating, reason=reason.strip(), until=until, by=by
    )


@action
def withdraw_rating(*, by: User, project: Project) -> None:
    """Takes the rating by hand back, so that the one worked out is shown again."""
    project = for_change(Project, project.pk)
    require(by.may(May.RATE_PROJECT, project))
    if not _withdraw_all(project):
        raise Refused("No rating by hand is in force.")


def _withdraw_all(project: Project) -> int:
    standing = RatingOverride.objects.in_force(timezone.localdate()).filter(project=project)
    count = 0
    for each in standing:
        each.withdrawn_at = timezone.now()
        each.save()
        count += 1
    return count
