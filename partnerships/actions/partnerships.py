"""Starting a Trust Partnership, changing its terms, pausing it and recording what has happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.utils import timezone

from partnerships.actions._core import (
    action,
    explain,
    for_change,
    lock_project,
    must_have_seen,
    refuse_if,
    require,
)
from partnerships.actions._files import no_file_left_behind
from partnerships.actions._shown import NOT_SHOWN, Shown, keep_shown, shown_problems
from partnerships.actions.facts import facts_of_school
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.plans import sync_plan
from partnerships.actions.projects import (
    change_route,
    change_route_problems,
    lead_problems,
    start_project,
    start_project_problems,
)
from partnerships.models import Contact, Group, Milestone, Partnership, Project, School
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.reports.partnership import facts_of_partnership
from partnerships.rules.partnership import Event, PartnershipAct, state_of, why_not
from partnerships.rules.partnership.entering import Terms, dates_problems, pause_problems, terms_problems
from partnerships.rules.partnership_words import PartnershipKind
from partnerships.rules.problems import Problem
from partnerships.rules.saying import lower_first
from partnerships.rules.words import Route, Status

# What is recorded with the partnership itself; reviews have pages of their own.
RECORDED = (Event.AGREED, Event.RD_TOLD, Event.SIGNED, Event.CONSIDERED, Event.DECIDED)


@dataclass(frozen=True)
class Leads:
    """Who leads it on each side."""

    trust: User | None = None
    school: Contact | None = None


NOBODY = Leads()


def open_partnership(
    by: User, partnership: Partnership, act: PartnershipAct, expected_version: int | None
) -> Partnership:
    """The partnership as it is now, its project locked, if this person may do this with it as it stands."""
    lock_project(partnership.project_id)
    fresh = for_change(Partnership, partnership.pk)
    require(by.may(May.MANAGE_PARTNERSHIP, fresh.project))
    must_have_seen(fresh, expected_version, what="this partnership")
    refuse_if(act_problems(fresh, act))
    return fresh


def save_partnership(partnership: Partnership) -> Partnership:
    partnership.version += 1
    partnership.save()
    return partnership


def act_problems(partnership: Partnership, act: PartnershipAct) -> list[str]:
    """Why this cannot be done with it as it stands today; none where it can."""
    state = state_of(facts_of_partnership(partnership), today=timezone.localdate())
    said = why_not(state, act)
    return [said] if said else []


def live_project(school: School, trust: Group) -> Project | None:
    """The project that a partnership of the two would join."""
    return Project.objects.live().filter(school=school, trust=trust).first()


def kind_of(school: School) -> PartnershipKind:
    """A single academy or a maintained school, by what GIAS says it is."""
    academy = facts_of_school(school).kind == "academy"
    return PartnershipKind.SINGLE_ACADEMY if academy else PartnershipKind.MAINTAINED


def usual_route(school: School) -> Route:
    """The route on which a school of this kind would join after a partnership; it may be changed at any time."""
    return Route.TRANSFER if kind_of(school) is PartnershipKind.SINGLE_ACADEMY else Route.VOLUNTARY


def start_partnership_problems(
    *,
    by: User,
    school: School,
    trust: Group,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    lead: User | None = None,
) -> list[str]:
    """What stands in the way of starting a partnership of this school with this trust."""
    problems: list[str] = [*dates_problems(starts_on=starts_on, ends_on=ends_on), *_about_lead(lead, trust)]
    project = live_project(school, trust)
    if project is None:
        return problems + start_project_problems(
            by=by, school=school, trust=trust, route=usual_route(school).value
        )
    if not Project.objects.visible_to(by).filter(pk=project.pk).exists():
        return [*problems, "This partnership cannot be started. Ask one of your trust’s administrators."]
    if Partnership.objects.filter(project=project).exists():
        return [*problems, "The school has a partnership with this trust already. Open that one instead."]
    return problems


@action
def start_partnership(
    *,
    by: User,
    school: School,
    trust: Group,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    purpose: str = "",
    lead: User | None = None,
) -> Partnership:
    """Starts a partnership: in the live project of school and trust, or in a new one at its Partnership phase.

    The plan gains the partnership's milestones. A project without a route takes the one that such a school usually
    joins by, as only a plan with a route has them.
    """
    require(by.may(May.MANAGE_PARTNERSHIP, trust.pk))
    for_change(School, school.pk)  # see start_project
    refuse_if(
        start_partnership_problems(
            by=by, school=school, trust=trust, starts_on=starts_on, ends_on=ends_on, lead=lead
        )
    )
    project = live_project(school, trust)
    if project is None:
        route = usual_route(school).value
        project = start_project(by=by, school=school, trust=trust, route=route, lead=lead or by)
    project = for_change(Project, project.pk)
    require(by.may(May.MANAGE_PARTNERSHIP, project))
    partnership = Partnership.objects.create(
        project=project,
        school=school,
        trust=trust,
        kind=kind_of(school).value,
        starts_on=starts_on,
        ends_on=ends_on,
        purpose=purpose.strip(),
        trust_lead=lead,
    )
    if not project.route and not change_route_problems(project=project, route=usual_route(school).value):
        project = change_route(by=by, project=project, route=usual_route(school).value)
    sync_plan(by=by, project=project)
    return partnership


def change_partnership_problems(
    *, partnership: Partnership, terms: Terms, leads: Leads = NOBODY, shown: Shown = NOT_SHOWN
) -> list[Problem]:
    """What is wrong with these terms, leads and agreement."""
    project = partnership.project
    problems = terms_problems(terms, ends_on=partnership.ends_on, today=timezone.localdate())
    problems += _about_lead(leads.trust, project.trust)
    if leads.school is not None and leads.school.project_id != project.pk:
        problems.append(Problem("Choose a contact of this project.", about="school_lead"))
    return problems + shown_problems(project, signing_of(partnership), shown)


@no_file_left_behind
@action
def change_partnership(
    *,
    by: User,
    partnership: Partnership,
    terms: Terms,
    leads: Leads = NOBODY,
    shown: Shown = NOT_SHOWN,
    expected_version: int | None = None,
) -> Partnership:
    """Changes the terms: everything but its dates, its events and its end. What shows the agreement is evidence."""
    partnership = open_partnership(by, partnership, PartnershipAct.TERMS, expected_version)
    refuse_if(change_partnership_problems(partnership=partnership, terms=terms, leads=leads, shown=shown))
    for name, value in asdict(terms).items():
        setattr(partnership, name, value.strip() if isinstance(value, str) else value)
    partnership.trust_lead, partnership.school_lead = leads.trust, leads.school
    if not shown.is_empty:
        partnership.sla = keep_shown(by, partnership.project, shown, signing_of(partnership))
    return save_partnership(partnership)


def signing_of(partnership: Partnership) -> Milestone | None:
    """The milestone at which the agreement is signed, if the plan has it."""
    return event_milestone(partnership, Event.SIGNED)


def event_milestone(partnership: Partnership, event: Event) -> Milestone | None:
    """The milestone of the plan that this event is; None where the plan has none."""
    rows = Milestone.objects.in_plan().filter(project=partnership.project_id, code=event.value)
    return rows.order_by("occurrence").first()


def record_event_problems(
    *, partnership: Partnership, event: str, on: dt.date | None, shown: Shown = NOT_SHOWN
) -> list[Problem]:
    """What stands in the way of recording that this happened on this day."""
    if not Event.has(event) or Event(event) not in RECORDED:
        return [Problem("Choose what has happened.", about="event")]
    problems = []
    if on is None:
        problems.append(Problem("Enter the day on which it happened.", about="on"))
    elif on > timezone.localdate():
        problems.append(Problem("The day on which it happened cannot be in the future.", about="on"))
    milestone = event_milestone(partnership, Event(event))
    if milestone is None:
        what = lower_first(Event(event).label)
        said = f"The plan has no milestone for “{what}”. Put it back into the plan, or into the trust’s template."
        return [*problems, Problem(said, about="event")]
    return problems + shown_problems(partnership.project, milestone, shown)


@no_file_left_behind
@action
def record_event(
    *,
    by: User,
    partnership: Partnership,
    event: str,
    on: dt.date | None,
    told_by: str = "",
    note: str = "",
    shown: Shown = NOT_SHOWN,
    expected_version: int | None = None,
) -> Milestone:
    """Records that boards agreed, the Regional Director was told, the agreement signed: on the plan's milestone.

    `told_by` says who told the Regional Director. What shows the signing is kept as the signed agreement.
    """
    partnership = open_partnership(by, partnership, PartnershipAct.RECORD, expected_version)
    refuse_if(record_event_problems(partnership=partnership, event=event, on=on, shown=shown))
    milestone = event_milestone(partnership, Event(event))
    assert milestone is not None
    evidence = keep_shown(by, partnership.project, shown, milestone)
    done = Progress(Status.DONE, done_on=on)
    milestone = log_progress(by=by, milestone=milestone, progress=done, note=note)
    if event == Event.RD_TOLD:
        partnership.rd_told_by = told_by.strip()
    if event == Event.SIGNED and evidence is not None:
        partnership.sla = evidence
    save_partnership(partnership)
    return milestone


def pause_partnership_problems(*, partnership: Partnership, since: dt.date | None, why: str) -> list[Problem]:
    """What is wrong with pausing it so."""
    today = timezone.localdate()
    return pause_problems(since=since, starts_on=partnership.starts_on, why=why, today=today)


@action
def pause_partnership(
    *, by: User, partnership: Partnership, since: dt.date, why: str, expected_version: int | None = None
) -> Partnership:
    """Pauses it: no review is expected meanwhile. Its end stays where it is."""
    partnership = open_partnership(by, partnership, PartnershipAct.PAUSE, expected_version)
    refuse_if(pause_partnership_problems(partnership=partnership, since=since, why=why))
    partnership.paused_since, partnership.paused_reason = since, why.strip()
    return save_partnership(partnership)


@action
def resume_partnership(
    *, by: User, partnership: Partnership, why: str = "", expected_version: int | None = None
) -> Partnership:
    """Goes on with it. Why it was paused stays in the history."""
    partnership = open_partnership(by, partnership, PartnershipAct.RESUME, expected_version)
    explain(why.strip())
    partnership.paused_since, partnership.paused_reason = None, ""
    return save_partnership(partnership)


def _about_lead(lead: User | None, trust: Group) -> list[Problem]:
    return [Problem(each, about="trust_lead") for each in lead_problems(lead, trust)]
