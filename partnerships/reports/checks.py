"""How the rules stand in a project, or in many at once: what the database has, as the plain values that rules take."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from partnerships.models import Milestone, Project, ProjectFact, RuleAcceptance
from partnerships.rules.checks import Finding, Situation, State, Step, check_rules
from partnerships.rules.saying import counted
from partnerships.rules.words import Answer, Route, Status

_STEP = ("project_id", "code", "title", "status", "due_on", "done_on", "in_plan", "depends_on", "pk")


def situation_of(project: Project, today: dt.date) -> Situation:
    """One project as the rules see it on this day: three queries."""
    return situations_of([project], today)[project.pk]


def situations_of(projects: Iterable[Project], today: dt.date) -> dict[int, Situation]:
    """Each project as the rules see it, by its key: three queries, however many there are.

    Joining is the day on which the academy opened, where that is recorded, else the first of the joining month.
    """
    chosen = list(projects)
    keys = [project.pk for project in chosen]
    steps, answers, accepted = _steps(keys), _answers(keys), _accepted(keys)
    return {
        project.pk: Situation(
            route=Route(project.route) if project.route else None,
            today=today,
            order_basis=_basis(answers[project.pk]),
            joining=project.opened_on or project.joining_month,
            answers=answers[project.pk],
            steps=steps[project.pk],
            accepted=frozenset(accepted[project.pk]),
        )
        for project in chosen
    }


def findings_of(projects: Iterable[Project], today: dt.date) -> dict[int, list[Finding]]:
    """How every rule stands in each of these projects, by their keys: three queries."""
    return {key: check_rules(situation) for key, situation in situations_of(projects, today).items()}


@dataclass(frozen=True)
class RuleCounts:
    """How many rules are broken in a project, and how many warnings there are."""

    broken: int = 0
    warnings: int = 0

    @property
    def words(self) -> str:
        """ "1 rule broken, 2 warnings"; empty where there is nothing to say."""
        parts = [f"{counted(self.broken, 'rule')} broken"] if self.broken else []
        parts += [counted(self.warnings, "warning")] if self.warnings else []
        return ", ".join(parts)


def rule_counts(findings: Iterable[Finding]) -> RuleCounts:
    """A rule that several milestones break is one broken rule; every warning counts."""
    every = list(findings)
    broken = {each.rule for each in every if each.state is State.BREAKS}
    return RuleCounts(len(broken), sum(each.state is State.WARNS for each in every))


def by_milestone(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """What is broken or about to be, by the code of the milestone at which it is said."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for each in findings:
        if each.worries and each.at:
            found[each.at].append(each)
    return dict(found)


def waits_since(project: Project, call: uuid.UUID, today: dt.date) -> list[str]:
    """Why what this call logged does not count yet, a sentence for each milestone that waits for a manager."""
    rows = Milestone.history.filter(project_id=project.pk, call=call, status=Status.HELD).values("id")
    codes = set(Milestone.objects.held().filter(pk__in=rows).values_list("code", flat=True))
    if not codes:
        return []
    found = check_rules(situation_of(project, today))
    return [each.sentence for each in found if each.needs_reason and each.breaker in codes]


def breaks_of(milestone: Milestone, today: dt.date) -> list[Finding]:
    """The hard rules that this milestone was done against, and for which no manager has given a reason yet."""
    return [
        each
        for each in findings_about(milestone, today)
        if each.needs_reason and each.breaker == milestone.code
    ]


def findings_about(milestone: Milestone, today: dt.date) -> list[Finding]:
    """What the rules say of this milestone: none of a team's own rows, nor of later occurrences."""
    if milestone.is_own_row or milestone.occurrence != 1:
        return []
    found = check_rules(situation_of(milestone.project, today))
    return [each for each in found if milestone.code in each.codes]


def _steps(keys: Sequence[int]) -> dict[int, dict[str, Step]]:
    """The first occurrence of each milestone of a template, as the plan stands; a team's own rows break no rule."""
    found: dict[int, dict[str, Step]] = defaultdict(dict)
    rows = Milestone.objects.filter(project__in=keys, occurrence=1).exclude(code="")
    for project, code, title, status, due, done, in_plan, depends_on, key in rows.order_by(
        "position", "pk"
    ).values_list(*_STEP):
        found[project][code] = Step(code, title, status, due, done, in_plan, tuple(depends_on), key)
    return found


def _answers(keys: Sequence[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for project, key, answer in ProjectFact.objects.filter(project__in=keys).values_list(
        "project_id", "key", "answer"
    ):
        found[project][key] = answer
    return found


def _accepted(keys: Sequence[int]) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = defaultdict(set)
    rows = RuleAcceptance.objects.filter(project__in=keys)
    for project, rule, code, done_on in rows.values_list("project_id", "rule", "milestone__code", "done_on"):
        found[project].add((rule, code, done_on))
    return found


def _basis(answers: dict[str, str]) -> str:
    answer = answers.get("order_basis", "")
    return "" if answer == Answer.UNKNOWN else answer
