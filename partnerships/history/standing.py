"""What history says of rules that were broken, and of projects on hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from partnerships.history.names import Names
from partnerships.history.rows import Change
from partnerships.history.values import day_words, month_words
from partnerships.rules.checks import RULE_BY_KEY
from partnerships.rules.saying import counted, lower_first
from partnerships.rules.words import HAPPENED, Status

_WHAT_IS_LOGGED = (
    "done_on",
    "done_before_tracking",
    "in_plan",
    "due_on",
    "owner_id",
    "title",
)


def followed(change: Change) -> bool:
    """Whether the rules alone changed this milestone: it was done before and is now, and only counts or waits."""
    if change.kind != "milestones" or change.before is None or change.type == "-":
        return False
    both_done = {change.before.status, change.row.status} == HAPPENED
    return both_done and not any(change.differs(name) for name in _WHAT_IS_LOGGED)


def what_followed(changes: Sequence[Change]) -> list[str]:
    """ "“Sign the agreement” now counts" for each milestone that the rules alone changed."""
    said = {Status.HELD.value: "now needs a manager’s reason", Status.DONE.value: "now counts"}
    return [f"“{c.row.title}” {said[c.row.status]}" for c in changes if followed(c)]


def plan_words(rows: Sequence[Change]) -> list[str]:
    """The same in numbers, for a change of the whole plan."""
    found = [c.row.status for c in rows if followed(c)]
    held, counts = found.count(Status.HELD.value), found.count(Status.DONE.value)
    parts = [f"{counted(held, 'milestone')} to be explained by a manager"] if held else []
    return parts + ([f"{counted(counts, 'milestone')} counting again"] if counts else [])


def accepted(changes: Sequence[Change], names: Names) -> str:
    """Headline of accepting what broke a rule."""
    done = next((c for c in changes if c.kind == "milestones"), None)
    if done is None:
        return ""
    return f"gave the reason why “{done.row.title}” counts although it broke a rule"


def accepted_line(change: Change, names: Names) -> str:
    rule = RULE_BY_KEY.get(change.row.rule)
    what = lower_first(rule.title) if rule else change.row.rule
    return f"accepted a break of the rule that {what}: “{change.row.reason}”"


def held(changes: Sequence[Change], names: Names) -> str:
    """Headline of putting a project on hold."""
    hold = next((c for c in changes if c.kind == "holds"), None)
    return hold_line(hold, names) if hold else ""


def resumed(changes: Sequence[Change], names: Names) -> str:
    """Headline of resuming it, with what became of its joining month."""
    project: Any = next((c for c in changes if c.kind == "project"), None)
    if project is None or project.before is None:
        return ""
    now = project.row.joining_month
    if not project.differs("joining_month"):
        return f"resumed the project, still joining in {month_words(now)}" if now else "resumed the project"
    return f"resumed the project, now joining in {month_words(now)} (was {month_words(project.before.joining_month)})"


def hold_line(change: Change, names: Names) -> str:
    row = change.row
    if row.resumed_on is not None:
        return f"ended the hold of {day_words(row.since)} on {day_words(row.resumed_on)}"
    return f"put the project on hold since {day_words(row.since)}: “{row.reason}”"
