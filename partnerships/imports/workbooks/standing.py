"""How the schools of a sheet stand: their projects with all that a sheet can change, read in a few queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from partnerships.actions.facts import facts_of_school, register_answers
from partnerships.actions.plans import anchors_with
from partnerships.actions.projects import CANNOT_BE_STARTED, start_problems_of_school
from partnerships.actions.templates import template_rows
from partnerships.models import (
    Contact,
    Group,
    JoiningChange,
    Milestone,
    Note,
    Partnership,
    PlanTemplate,
    Project,
    ProjectFact,
    School,
    User,
)
from partnerships.reports.calendar import months_with_deadlines
from partnerships.rules.calendar import Calendar
from partnerships.rules.plan import Anchors, build_plan
from partnerships.rules.routes import propose_route
from partnerships.rules.words import Answer, Applies, EndOutcome, Phase, Route
from partnerships.rules.workbook.standing import Standing, StandingContact, StandingMilestone
from partnerships.rules.workbook.steps import MilestoneRef

_MILESTONE = (
    "project_id", "code", "title", "phase", "due_on", "occurrence", "fixed_on", "status", "done_on", "waiting_on",
    "in_plan", "override",
)  # fmt: skip

# An order is never proposed: only DfE makes one.
_PROPOSED = {
    Route.VOLUNTARY: "The sheet gives no route. The local authority maintains the school, so it would convert.",
    Route.TRANSFER: "The sheet gives no route. The school is an academy already, so it would transfer.",
}


class Standings:
    """The schools with these URNs as they stand with one trust, as far as this person sees it."""

    def __init__(self, *, by: User, trust: Group, urns: Iterable[int]) -> None:
        self.trust = trust
        schools = School.objects.select_related("trust").filter(pk__in=list(urns))
        self.schools = {each.pk: each for each in schools}
        self._read_projects(by)
        keys = list({each.pk for each in self.live.values()})
        self.versions = Project.objects.filter(pk__in=keys).versions_with_plan()
        self.milestones, self.notes = _milestones(keys), _notes(keys)
        self.contacts, self.answers = _contacts(keys), _answers(keys)
        self.partnerships = {each.project_id: each for each in Partnership.objects.filter(project__in=keys)}
        self.last_known = _last_known(each for each in self.live.values() if each.joining_month is None)
        self.deadlines = months_with_deadlines(trust.pk)
        current = PlanTemplate.objects.current_for(trust.pk)
        others = {each.template_id for each in self.live.values()} - {current.pk}
        self.templates = {current.pk: current, **PlanTemplate.objects.in_bulk(others)}
        self.current = current.pk
        self._plans: dict[Any, Sequence[StandingMilestone]] = {}

    def _read_projects(self, by: User) -> None:
        """Live ones and ended ones that are seen, by the school's URN and by the academy's; and who is hidden."""
        of_trust = Project.objects.filter(trust=self.trust)
        seen = of_trust.visible_to(by)
        urns = list(self.schools)
        self.live: dict[int, Project] = {}
        for each in seen.live().filter(academy__in=urns).order_by("pk"):
            self.live[each.academy_id or 0] = each
        for each in seen.live().filter(school__in=urns):
            self.live[each.school_id] = each
        ended = seen.ended().filter(school__in=urns).order_by("pk").values_list("school_id", "pk", "outcome")
        self.ended = {urn: (key, outcome) for urn, key, outcome in ended}
        hidden = of_trust.live().filter(school__in=urns).exclude(pk__in=seen.values("pk"))
        self.hidden = set(hidden.values_list("school_id", flat=True))

    def of(self, urn: int) -> Standing:
        """How this school stands."""
        school, project = self.schools[urn], self.live.get(urn)
        return self._new(school) if project is None else self._existing(school, project)

    def ended_says(self, urn: int) -> str:
        """Why a school whose project has ended is not started anew by a sheet; empty where none has."""
        if urn in self.live or urn not in self.ended:
            return ""
        outcome = EndOutcome(self.ended[urn][1]).label
        return f"Its project here has ended: {outcome}. Reopen that project, or leave this school out."

    def _new(self, school: School) -> Standing:
        proposed = propose_route(facts_of_school(school)).route
        return Standing(
            plan_of=partial(self._plan_of_new, school),
            proposed=(proposed.value, _PROPOSED[proposed]) if proposed else ("", ""),
            start_problems=partial(self._start_problems, school),
        )

    def _start_problems(
        self, school: School, route: str, month: dt.date | None, outgoing: int | None
    ) -> list[str]:
        named = None if outgoing is None else Group(pk=outgoing)
        problems = start_problems_of_school(
            school=school, trust=self.trust, route=route, joining_month=month, outgoing_trust=named
        )
        return problems + ([CANNOT_BE_STARTED] if school.pk in self.hidden else [])

    def _route_problems(
        self, project: Project, school: School, route: str, month: dt.date | None, outgoing: int | None
    ) -> list[str]:
        """Of a project that is there: what the rules say of the route for its school, however it stands by now."""
        return self._start_problems(school, route, month, outgoing) if project.opened_on is None else [
            "This school has opened. Its route no longer changes."
        ]  # fmt: skip

    def _existing(self, school: School, project: Project) -> Standing:
        key = project.pk
        return Standing(
            plan_of=partial(self._plan_of_project, project),
            project_id=key,
            version=self.versions[key],
            route=project.route,
            outgoing_id=project.outgoing_trust_id,
            joining_month=project.joining_month,
            confirmed=project.joining_confirmed,
            last_known=self.last_known.get(key),
            lead_id=project.lead_id,
            confidential=project.confidential,
            milestones=tuple(self.milestones[key]),
            notes=frozenset(self.notes[key]),
            contacts=tuple(self.contacts[key]),
            start_problems=partial(self._route_problems, project, school),
        )

    def _plan_of_new(self, school: School, route: str, month: dt.date | None) -> Sequence[StandingMilestone]:
        answers = {key: str(said[0]) for key, said in register_answers(school, route).items()}
        answers["has_partnership"] = Answer.NO.value
        return self._plan(self.current, route, answers, Anchors(joining=month))

    def _plan_of_project(
        self, project: Project, route: str, month: dt.date | None
    ) -> Sequence[StandingMilestone]:
        partnership = self.partnerships.get(project.pk)
        there = Answer.YES if partnership else Answer.NO
        answers = self.answers[project.pk] | {"has_partnership": there.value}
        anchors = anchors_with(project, partnership)
        anchors = Anchors(month, anchors.partnership_start, anchors.partnership_end)
        return self._plan(project.template_id, route, answers, anchors)

    def _plan(
        self, template: int, route: str, answers: dict[str, str], anchors: Anchors
    ) -> Sequence[StandingMilestone]:
        """The same for every school of which the same is known."""
        key = (template, route, anchors, frozenset(answers.items()))
        if key not in self._plans:
            deadlines = self.deadlines.get(anchors.joining, {}) if anchors.joining else {}
            planned = build_plan(
                template_rows(self.templates[template]), Route(route) if route else None, answers, anchors,
                Calendar(deadlines),
            )  # fmt: skip
            self._plans[key] = tuple(
                StandingMilestone(
                    each.code, each.title, each.phase, each.due, in_plan=each.verdict.applies != Applies.NO
                )
                for each in planned
                if each.occurrence == 1
            )
        return self._plans[key]


def _milestones(keys: list[int]) -> defaultdict[int, list[StandingMilestone]]:
    found: defaultdict[int, list[StandingMilestone]] = defaultdict(list)
    rows = Milestone.objects.filter(project__in=keys, occurrence=1).order_by("project", "position", "pk")
    for project, *fields, override in rows.values_list(*_MILESTONE):
        each = StandingMilestone._make((*fields, override == Applies.NO))
        found[project].append(each._replace(phase=Phase(each.phase)))
    return found


def _notes(keys: list[int]) -> defaultdict[int, list[tuple[MilestoneRef | None, str]]]:
    found: defaultdict[int, list[tuple[MilestoneRef | None, str]]] = defaultdict(list)
    rows = Note.objects.standing().filter(project__in=keys).order_by()
    named = rows.values_list(
        "project_id", "milestone__code", "milestone__occurrence", "milestone__title", "text"
    )
    for project, code, occurrence, title, text in named:
        ref = (
            None
            if code is None
            else MilestoneRef(code, occurrence)
            if code
            else MilestoneRef(own_title=title)
        )
        found[project].append((ref, text))
    return found


def _contacts(keys: list[int]) -> defaultdict[int, list[StandingContact]]:
    found: defaultdict[int, list[StandingContact]] = defaultdict(list)
    rows = Contact.objects.filter(project__in=keys).order_by("pk")
    for project, *fields in rows.values_list(
        "project_id", "role", "name", "organisation", "email", "telephone", "pk"
    ):
        found[project].append(StandingContact(*fields))
    return found


def _answers(keys: list[int]) -> defaultdict[int, dict[str, str]]:
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    rows = ProjectFact.objects.filter(project__in=keys).values_list("project_id", "key", "answer")
    for project, key, answer in rows:
        found[project][key] = answer
    return found


def _last_known(projects: Iterable[Project]) -> dict[int, dt.date]:
    """The newest month that each ever had, of those that have none now."""
    found: dict[int, dt.date] = {}
    rows = JoiningChange.objects.filter(project__in=[each.pk for each in projects]).order_by("pk")
    for project, to, start in rows.values_list("project_id", "to_month", "from_month"):
        month = to or start
        if month is not None:
            found[project] = month
    return found
