"""What broke a hard rule: it waits for a manager's name and reason before it counts, and counts from then on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from django.utils import timezone

from partnerships.actions._core import (
    Refused,
    action,
    lock_project,
    lock_projects,
    refuse_if,
    require,
    save_many,
)
from partnerships.models import Milestone, Project, RuleAcceptance
from partnerships.models.milestone import MilestoneQuerySet
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.reports.checks import breaks_of, situations_of
from partnerships.rules.checks import MAY_NEED_A_REASON, RULE_BY_KEY, needing_a_reason
from partnerships.rules.problems import Problem
from partnerships.rules.words import Status

# Projects whose plans are held in memory at once.
_BATCH = 200


def settle_rules(projects: frozenset[int]) -> None:
    """Brings what is done in these projects in step with the rules; runs at the end of every action that touched them.

    What was done against a hard rule, without a manager's reason for it, is held: it keeps the day it was done on, and
    does not count. It counts as soon as the rule no longer breaks, or a manager has given the reason.
    """
    keys = iter(sorted(projects))
    while batch := list(islice(keys, _BATCH)):
        _settle(batch)


def _settle(keys: Sequence[int]) -> None:
    concerned = sorted(set(_that_may_wait(keys).values_list("project_id", flat=True)))
    if not concerned:
        return
    lock_projects(concerned)
    situations = situations_of(Project.objects.filter(pk__in=concerned), timezone.localdate())
    waiting = {key: needing_a_reason(situation) for key, situation in situations.items()}
    changed = []
    for milestone in _that_may_wait(concerned):
        status = Status.HELD if milestone.code in waiting[milestone.project_id] else Status.DONE
        if milestone.status != status:
            milestone.status = status
            milestone.version += 1
            changed.append(milestone)
    save_many(changed, ["status", "version"])


def _that_may_wait(keys: Iterable[int]) -> MilestoneQuerySet:
    """What has happened in these projects and could have been against a hard rule."""
    return Milestone.objects.filter(project__in=keys).that_may_need_a_reason(MAY_NEED_A_REASON)


def accept_broken_rule_problems(*, milestone: Milestone, rule: str, why: str) -> list[Problem]:
    """What stands in the way of letting this milestone count although it broke this rule."""
    problems = []
    if not why.strip():
        problems.append(Problem("Enter the reason; it stays with the milestone.", about="why"))
    if rule not in {finding.rule for finding in breaks_of(milestone, timezone.localdate())}:
        problems.append(
            Problem(f"“{milestone.title}” does not break this rule any more: nothing waits for you.")
        )
    return problems


@action
def accept_broken_rule(
    *, by: User, milestone: Milestone, rule: str, why: str, expected_version: int | None = None
) -> RuleAcceptance:
    """Lets a milestone count although it was done against a hard rule, for the day on which it was done.

    Done on another day, the question is asked again. Raises Refused where somebody changed the milestone since
    `expected_version` was shown, or where nothing is broken.
    """
    require(by.may(May.ACCEPT_BROKEN_RULE, milestone.project))
    lock_project(milestone.project_id)
    fresh = Milestone.objects.select_related("project").filter(pk=milestone.pk).first()
    if fresh is None:
        raise Refused(f"“{milestone.title}” has been removed meanwhile.")
    require(by.may(May.ACCEPT_BROKEN_RULE, fresh.project))
    if expected_version is not None and fresh.version != expected_version:
        raise Refused(f"Somebody else changed “{fresh.title}” meanwhile. Check it and save again.")
    refuse_if(accept_broken_rule_problems(milestone=fresh, rule=rule, why=why))
    return RuleAcceptance.objects.create(
        project=fresh.project,
        milestone=fresh,
        rule=RULE_BY_KEY[rule].key,
        done_on=fresh.done_on,
        reason=why.strip(),
        by=by,
    )
