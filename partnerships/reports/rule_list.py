"""One page of rules: how each stands in a project and why, where it comes from, and which breaks were accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from partnerships.models import Milestone, Project, RuleAcceptance
from partnerships.reports.checks import RuleCounts, rule_counts, situation_of
from partnerships.rules.checks import RULE_BY_KEY, Finding, Rule, Situation, State, Step, check_rules
from partnerships.rules.facts import FACTS, Fact


@dataclass(frozen=True)
class FindingLine:
    """One thing that a rule says, with its milestones, the question it needs and the reason that was given."""

    rule: Rule
    finding: Finding
    steps: list[Step]
    asks: Fact | None
    acceptance: RuleAcceptance | None

    @property
    def waits_at(self) -> int | None:
        """The key of the milestone that waits for a manager's reason; None where nothing does."""
        if not self.finding.needs_reason:
            return None
        return next((step.key for step in self.steps if step.code == self.finding.breaker), None)


@dataclass(frozen=True)
class RuleLine:
    """One rule with all that it says, the worst first."""

    rule: Rule
    lines: list[FindingLine]

    @property
    def state(self) -> State:
        return self.lines[0].finding.state

    @property
    def is_hard(self) -> bool:
        return any(line.finding.hard for line in self.lines)

    @property
    def strength_words(self) -> str:
        """What a break means in this project; empty where the rule does not apply, or asks first."""
        if self.state is State.OFF or self.lines[0].asks is not None:
            return ""
        return "If broken, it needs a manager’s reason" if self.is_hard else "If broken, it warns"


@dataclass(frozen=True)
class RulePage:
    """Everything that the page of a project's rules shows."""

    rules: list[RuleLine]
    counts: RuleCounts
    accepted: list[RuleAcceptance]


def rule_page(project: Project, *, today: dt.date) -> RulePage:
    """Reads the page in a fixed number of queries; what is broken stands first."""
    situation = situation_of(project, today)
    findings = check_rules(situation)
    accepted = acceptances_of(project)
    lines = [_line(each, situation, accepted) for each in findings]
    rules = [
        RuleLine(RULE_BY_KEY[key], sorted(some, key=_severity))
        for key, some in groupby(lines, key=lambda line: line.rule.key)
    ]
    return RulePage(sorted(rules, key=lambda each: _severity(each.lines[0])), rule_counts(findings), accepted)


def acceptances_of(project: Project) -> list[RuleAcceptance]:
    """Every reason that a manager gave in this project, the newest first."""
    given = RuleAcceptance.objects.filter(project=project)
    return list(given.select_related("by", "milestone"))


def lines_about(milestone: Milestone, *, today: dt.date) -> list[FindingLine]:
    """What the rules say of one milestone, the worst first; nothing of a team's own rows."""
    if milestone.is_own_row or milestone.occurrence != 1:
        return []
    situation = situation_of(milestone.project, today)
    accepted = acceptances_of(milestone.project)
    lines = [
        _line(each, situation, accepted) for each in check_rules(situation) if milestone.code in each.codes
    ]
    return sorted(lines, key=_severity)


def flat(page: RulePage) -> Iterable[tuple[RuleLine, FindingLine]]:
    """Each finding with its rule, in the page's order: the rows of the csv."""
    return ((rule, line) for rule in page.rules for line in rule.lines)


def _line(finding: Finding, situation: Situation, accepted: Sequence[RuleAcceptance]) -> FindingLine:
    steps = [situation.steps[code] for code in finding.codes if code in situation.steps]
    given = None
    if finding.state is State.ACCEPTED:
        wanted = (finding.rule, finding.breaker, finding.done_on)
        given = next((e for e in accepted if (e.rule, e.milestone.code, e.done_on) == wanted), None)
    return FindingLine(RULE_BY_KEY[finding.rule], finding, steps, FACTS.get(finding.asks), given)


_ORDER = {state: place for place, state in enumerate(State)}


def _severity(line: FindingLine) -> int:
    return _ORDER[line.finding.state]
