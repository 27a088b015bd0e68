"""What people do with a project as a whole: log an enquiry, start, choose a route, end, reopen."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from partnerships.actions._core import action, for_change, refuse_if, require, who_was_faster
from partnerships.actions.consultation_shares import close_all_shares
from partnerships.actions.facts import facts_of_school, gias_answers, prefill_facts
from partnerships.actions.joining import keep_first_agreed, record_joining
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.plans import PlanChange, preview_plan, sync_plan
from partnerships.models import Group, PlanTemplate, Project, ProjectAccess, School
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.reports.readiness import readiness_of
from partnerships.rules.problems import Problem
from partnerships.rules.routes import start_problems
from partnerships.rules.ticked import ENQUIRY_CODE
from partnerships.rules.words import EndOutcome, Gate, Route, Status

# Of a project that one may not see: that there is one must not show.
CANNOT_BE_STARTED = "This project cannot be started. Ask one of your trust's administrators."


def outgoing_trust_of(*, school: School, route: str, named: Group | None) -> Group | None:
    """The trust that a transfer takes the school from: the one named, else its trust in GIAS. Others leave none."""
    return (named or school.trust) if route == Route.TRANSFER else None


def start_project_problems(
    *,
    by: User,
    school: School,
    trust: Group,
    route: str = "",
    joining_month: dt.date | None = None,
    joining_confirmed: bool = False,
    outgoing_trust: Group | None = None,
) -> list[str]:
    """What stands in the way of starting this project, one sentence each."""
    problems = start_problems_of_school(
        school=school,
        trust=trust,
        route=route,
        joining_month=joining_month,
        joining_confirmed=joining_confirmed,
        outgoing_trust=outgoing_trust,
    )
    live = "This school already has a live project with this trust. Open that project instead."
    return problems + _live_project_problems(by, school.pk, trust.pk, seen=live, hidden=CANNOT_BE_STARTED)


def start_problems_of_school(
    *,
    school: School,
    trust: Group,
    route: str,
    joining_month: dt.date | None,
    joining_confirmed: bool = False,
    outgoing_trust: Group | None = None,
) -> list[str]:
    """The same without what other projects there are; asks the database nothing, so that many may be asked about."""
    outgoing = outgoing_trust_of(school=school, route=route, named=outgoing_trust)
    problems = start_problems(
        school=facts_of_school(school),
        route=Route(route) if route else None,
        incoming_trust=trust.pk,
        outgoing_trust=outgoing.pk if outgoing else None,
        joining=joining_month,
    )
    if joining_confirmed and joining_month is None:
        problems.append(Problem("Enter the month that is confirmed.", about="joining_month"))
    if not trust.is_trust:
        problems.append(
            "The incoming trust must be an academy trust. Choose a multi-academy or single-academy trust."
        )
    if school.gone_on:
        problems.append("This school is no longer in GIAS. Start the project on the school that replaced it.")
    return problems


def _live_project_problems(by: User, school_id: int, trust_id: int, *, seen: str, hidden: str) -> list[str]:
    """Says `seen` of a live project that this person may see, and `hidden` of another: that it is must not show."""
    live = Project.objects.live().filter(school=school_id, trust=trust_id)
    if live.visible_to(by).exists():
        return [seen]
    return [hidden] if live.exists() else []


@action
def start_project(
    *,
    by: User,
    school: School,
    trust: Group,
    route: str = "",
    joining_month: dt.date | None = None,
    joining_confirmed: bool = False,
    outgoing_trust: Group | None = None,
    lead: User | None = None,
    confidential: bool = False,
    enquiry: str = "",
) -> Project:
    """Starts a project with its plan; facts that GIAS knows are answered with their reason."""
    require(by.may(May.START_PROJECT, trust.pk))
    for_change(School, school.pk)  # of two starts at once the second waits, and finds the first
    refuse_if(
        start_project_problems(
            by=by,
            school=school,
            trust=trust,
            route=route,
            joining_month=joining_month,
            joining_confirmed=joining_confirmed,
            outgoing_trust=outgoing_trust,
        )
    )
    refuse_if(lead_problems(lead, trust))
    project = Project.objects.create(
        school=school,
        trust=trust,
        route=route,
        outgoing_trust=outgoing_trust_of(school=school, route=route, named=outgoing_trust),
        joining_month=joining_month,
        joining_confirmed=joining_confirmed,
        first_agreed_month=joining_month if joining_confirmed else None,
        lead=lead,
        confidential=confidential,
        enquiry=enquiry,
        template=PlanTemplate.objects.current_for(trust.pk),
    )
    if joining_month is not None:
        record_joining(project, by, None)
    if confidential:
        _name_first_people(project, by)
    prefill_facts(project, by)
    sync_plan(by=by, project=project)
    if joining_confirmed:
        keep_first_agreed(project)
    if enquiry:
        _tick_the_enquiry(project, by)
    return project


def _tick_the_enquiry(project: Project, by: User) -> None:
    """Logging an enquiry is the plan's first milestone too: one event in life is entered once."""
    first = project.milestones.filter(code=ENQUIRY_CODE, in_plan=True).first()
    if first is not None:
        log_progress(by=by, milestone=first, progress=Progress(Status.DONE))


def lead_problems(lead: User | None, trust: Group) -> list[str]:
    """A lead works for the trust and may log progress there."""
    if lead is None or lead.may(May.LOG_PROGRESS, trust.pk):
        return []
    return [
        f"{lead} cannot lead this project: a lead must be an editor, manager or administrator of the trust."
    ]


@action
def change_route(
    *,
    by: User,
    project: Project,
    route: str,
    outgoing_trust: Group | None = None,
    expected_version: int | None = None,
) -> Project:
    """Chooses or changes the route. `preview_route` shows beforehand what the plan gains and loses."""
    project = for_change(Project, project.pk)
    require(by.may(May.CHANGE_PROJECT, project))
    refuse_if(who_was_faster(project, expected_version, what="this project"))
    refuse_if(change_route_problems(project=project, route=route, outgoing_trust=outgoing_trust))
    project.route = route
    project.outgoing_trust = outgoing_trust_of(school=project.school, route=route, named=outgoing_trust)
    project.version += 1
    project.save()
    prefill_facts(project, by)
    sync_plan(by=by, project=project)
    return project


def preview_route(project: Project, route: str) -> PlanChange:
    """What `change_route` would do to the plan, with the answers that GIAS gives on that route; changes nothing."""
    also = {key: answer.value for key, (answer, _reason) in gias_answers(project, route).items()}
    return preview_plan(project, route=route, also=also)


def change_route_problems(*, project: Project, route: str, outgoing_trust: Group | None = None) -> list[str]:
    """What stands in the way of this route for this project."""
    outgoing = outgoing_trust_of(school=project.school, route=route, named=outgoing_trust)
    return start_problems(
        school=facts_of_school(project.school),
        route=Route(route) if route else None,
        incoming_trust=project.trust_id,
        outgoing_trust=outgoing.pk if outgoing else None,
    )


@action
def change_lead(
    *, by: User, project: Project, lead: User | None, expected_version: int | None = None
) -> Project:
    """Gives the project to another lead, or to nobody yet."""
    project = for_change(Project, project.pk)
    require(by.may(May.CHANGE_PROJECT, project))
    refuse_if(who_was_faster(project, expected_version, what="this project"))
    refuse_if(lead_problems(lead, project.trust))
    project.lead = lead
    project.version += 1
    project.save()
    if project.confidential and lead is not None:
        ProjectAccess.objects.get_or_create(project=project, user=lead, defaults={"named_by": by})
    return project


@action
def set_confidential(
    *, by: User, project: Project, confidential: bool, expected_version: int | None = None
) -> Project:
    """Makes the project visible to named people only (whoever does it and the lead are named), or to all again.

    Public pages of its consultations are closed with it, and stay closed.
    """
    project = for_change(Project, project.pk)
    require(by.may(May.SET_CONFIDENTIAL, project))
    refuse_if(who_was_faster(project, expected_version, what="this project"))
    project.confidential = confidential
    project.version += 1
    project.save()
    if confidential:
        _name_first_people(project, by)
        close_all_shares(project)
    return project


def end_project_problems(*, project: Project, outcome: str, on: dt.date, reason: str) -> list[str]:
    """What stands in the way of ending the project."""
    problems = []
    if project.is_ended:
        problems.append("This project has already ended.")
    if not EndOutcome.has(outcome):
        problems.append("Choose how the project ended.")
    if on > timezone.localdate():
        problems.append("The date it ended cannot be in the future.")
    if not reason.strip():
        problems.append("Enter the reason; it stays in the reports.")
    if outcome == EndOutcome.COMPLETED and not project.is_ended:
        missing = readiness_of(project, Gate.CLOSE, today=timezone.localdate())
        said = missing.why_not or "; ".join(each.says for each in missing.missing)
        if said:
            problems.append(Problem(f"It is not ready to close: {said}.".replace("..", "."), about="outcome"))
    return problems


@action
def end_project(*, by: User, project: Project, outcome: str, on: dt.date, why: str) -> Project:
    """Ends the project. It can then only be read, stays in reports, and may be reopened."""
    project = for_change(Project, project.pk)
    require(by.may(May.END_PROJECT, project))
    refuse_if(end_project_problems(project=project, outcome=outcome, on=on, reason=why))
    project.ended_on, project.outcome, project.end_reason = on, outcome, why.strip()
    project.version += 1
    project.save()
    return project


def reopen_project_problems(*, by: User, project: Project) -> list[str]:
    """What stands in the way of reopening the project."""
    if not project.is_ended:
        return ["This project has not ended."]
    return _live_project_problems(
        by,
        project.school_id,
        project.trust_id,
        seen="The school has another live project with this trust since. End that one first.",
        hidden="This project cannot be reopened. Ask one of your trust's administrators.",
    )


@action
def reopen_project(*, by: User, project: Project, why: str = "") -> Project:
    """Takes an ended project up again, as it was."""
    for_change(School, project.school_id)  # see start_project
    project = for_change(Project, project.pk)
    require(by.may(May.END_PROJECT, project))
    refuse_if(reopen_project_problems(by=by, project=project))
    project.ended_on, project.outcome, project.end_reason = None, "", ""
    project.version += 1
    project.save()
    sync_plan(by=by, project=project)
    return project


def _name_first_people(project: Project, by: User) -> None:
    for user in {by, project.lead or by}:
        if user.may(May.SEE, project):
            ProjectAccess.objects.get_or_create(project=project, user=user, defaults={"named_by": by})
