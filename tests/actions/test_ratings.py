"""A manager overrules a rating with a reason and a last day."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.ratings import override_rating, withdraw_rating
from partnerships.models import Project, RatingOverride, User
from partnerships.reports.ratings import shown_rating
from partnerships.rules.words import Rating
from tests.plans import TODAY

pytestmark = pytest.mark.django_db
UNTIL = TODAY + dt.timedelta(days=7)


def amber(by: User, project: Project, **given: object) -> RatingOverride:
    values = {"rating": "amber", "reason": "DfE agreed a later date.", "until": UNTIL} | given
    return override_rating(by=by, project=project, **values)


def test_it_is_shown_up_to_its_last_day_and_then_the_worked_out_one_again(
    plan: Project, manager: User
) -> None:
    given = amber(manager, plan)
    shown = shown_rating(plan, today=TODAY)
    assert shown is not None
    assert (shown.rating, shown.reasons, shown.given) == (Rating.AMBER, ("DfE agreed a later date.",), given)
    assert shown.worked_out.rating == Rating.RED
    assert shown_rating(plan, today=UNTIL).rating == Rating.AMBER
    after = shown_rating(plan, today=UNTIL + dt.timedelta(days=1))
    assert (after.rating, after.given) == (Rating.RED, None)


def test_a_new_one_replaces_the_one_before(plan: Project, manager: User) -> None:
    first = amber(manager, plan)
    second = amber(manager, plan, rating="green", reason="All signed.")
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert shown_rating(plan, today=TODAY).given == second


def test_it_can_be_taken_back_once(plan: Project, manager: User) -> None:
    amber(manager, plan)
    withdraw_rating(by=manager, project=plan)
    assert shown_rating(plan, today=TODAY).given is None
    with pytest.raises(Refused, match="No rating by hand"):
        withdraw_rating(by=manager, project=plan)


def test_one_whose_last_day_has_passed_cannot_be_taken_back(plan: Project, manager: User) -> None:
    amber(manager, plan)
    with time_machine.travel("2027-04-20"), pytest.raises(Refused):
        withdraw_rating(by=manager, project=plan)


@pytest.mark.parametrize(
    "given", [{"rating": "blue"}, {"reason": " "}, {"until": TODAY - dt.timedelta(days=1)}]
)
def test_half_a_rating_is_refused(plan: Project, manager: User, given: dict[str, object]) -> None:
    with pytest.raises(Refused):
        amber(manager, plan, **given)
    assert not RatingOverride.objects.exists()


def test_an_editor_may_not(plan: Project, editor: User, manager: User) -> None:
    with pytest.raises(NotAllowed):
        amber(editor, plan)
    amber(manager, plan)
    with pytest.raises(NotAllowed):
        withdraw_rating(by=editor, project=plan)
