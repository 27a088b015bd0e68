"""When each project will really open, and how it stands: read in a fixed number of queries, whatever the number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from partnerships.models import Project
from partnerships.reports.calendar import deadlines_by_trust
from partnerships.reports.checks import findings_of
from partnerships.reports.forecast_rows import Line, Row, read_lines, read_plans, steps_of
from partnerships.rules.checks import Finding, State
from partnerships.rules.checks.ordering import ORDER
from partnerships.rules.dates import days_late
from partnerships.rules.deadlines import Deadlines
from partnerships.rules.forecast import Forecast, forecast
from partnerships.rules.forecast_words import say_forecast
from partnerships.rules.network import PlanCircle
from partnerships.rules.rating import Rated, Standing, rate


@dataclass(frozen=True)
class Outlook:
    """One project's forecast and rating as of `today`, in plain data.

    `forecast` is None where there is none, and `words` then says why; `rated` is None for what is on hold or ended.
    `milestones` leads from the forecast's keys to milestones' keys in the database.
    """

    project_id: int
    today: dt.date
    words: str
    forecast: Forecast | None = None
    rated: Rated | None = None
    milestones: Mapping[str, int] = field(default_factory=dict)

    def keys_of(self, keys: Sequence[str]) -> list[int]:
        """The milestones' keys in the database."""
        return [self.milestones[key] for key in keys]


def outlook(project: Project, *, today: dt.date) -> Outlook:
    """One project's outlook."""
    return outlooks([project.pk], today=today)[project.pk]


def outlooks(projects: Collection[int], *, today: dt.date) -> dict[int, Outlook]:
    """The outlook of each of these projects, by key; those that are not there are left out.

    Seven queries, however many there are. For whoever may see them: nothing is filtered here.
    """
    lines = {line.pk: line for line in read_lines(projects)}
    going_on = [key for key, line in lines.items() if line.is_going_on]
    plans = read_plans(going_on)
    findings = findings_of(Project.objects.filter(pk__in=going_on), today)
    deadlines = deadlines_by_trust({line.trust_id for line in lines.values()})
    found = {}
    for key, line in lines.items():
        if line.is_going_on:
            standing = _standing(findings[key], plans[key], today)
            found[key] = _outlook(line, plans[key], standing, deadlines[line.trust_id], today)
        else:
            found[key] = Outlook(key, today, line.why_none)
    return found


def _outlook(
    line: Line, rows: list[Row], standing: Standing, deadlines: Deadlines, today: dt.date
) -> Outlook:
    milestones = {row.key: row.pk for row in rows}
    found = Outlook(line.pk, today, line.why_none, rated=rate(standing), milestones=milestones)
    if line.opened_on is not None:
        return found
    try:
        made = forecast(steps_of(rows), planned=line.joining_month, today=today, deadlines=deadlines)
    except PlanCircle as circle:
        return replace(found, words=f"There is no forecast. {circle}")
    kept = made.opening if line.joining_month else None  # on pace for nothing while nothing is planned
    standing = replace(standing, months_late=made.months_late, opening=kept)
    return replace(found, words=say_forecast(made), forecast=made, rated=rate(standing))


def _standing(findings: Iterable[Finding], rows: Iterable[Row], today: dt.date) -> Standing:
    """Rules and lateness. What was done out of the plan's order stays so for ever, and is no news of how it stands."""
    said = [each for each in findings if each.rule != ORDER]
    late = [
        days for row in rows if row.in_plan and (days := days_late(row.due_on, today, done=row.has_happened))
    ]
    return Standing(
        broken=tuple(each.sentence for each in said if each.state is State.BREAKS),
        warned=tuple(each.sentence for each in said if each.state is State.WARNS),
        late=len(late),
        longest=max(late, default=0),
    )
