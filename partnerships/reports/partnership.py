"""What is known of Trust Partnerships, read for one or for many in the same number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, Sum

from partnerships.models import (
    Consultation,
    Decision,
    Evidence,
    Milestone,
    Partnership,
    PartnershipActivity,
    PartnershipExtension,
    PartnershipService,
    Review,
)
from partnerships.reports.partnership_people import people_changes
from partnerships.rules.partnership import Event, Extended, Happening, PartnershipFacts, PersonChanged, Window
from partnerships.rules.partnership_words import ActivityKind, ReviewKind, ServiceArea
from partnerships.rules.words import DecisionBody

_CODES = [event.value for event in Event]
_AFTER_OPENING = [kind.value for kind in ReviewKind if kind.after_opening]
# Whose decision on joining shows that the school has considered it.
_OF_THE_SCHOOL = [DecisionBody.GOVERNING_BODY.value, DecisionBody.SAT_BOARD.value]

ByProject = Mapping[int, Sequence[Any]]


@dataclass
class Logged:
    """What the activities of one partnership add up to."""

    teaching: Decimal = Decimal(0)
    other: Decimal = Decimal(0)
    count: int = 0
    shown: int = 0
    last: dt.date | None = None


@dataclass(frozen=True)
class _Read:
    """The rows of all the projects asked for, each kind by its project."""

    happenings: ByProject
    reviews: ByProject
    considered: ByProject
    services: ByProject
    extensions: ByProject
    windows: ByProject
    signed: frozenset[int]
    logged: Mapping[int, Logged] = field(default_factory=dict)
    changes: Mapping[int, Sequence[PersonChanged]] = field(default_factory=dict)


def facts_of_partnership(partnership: Partnership) -> PartnershipFacts:
    """What the rules read of this one."""
    return partnership_facts([partnership])[partnership.pk]


def partnership_facts(partnerships: Iterable[Partnership]) -> dict[int, PartnershipFacts]:
    """The same for many, by the partnership's key, in ten queries whatever their number.

    Reads each partnership's `project`; have it selected along (`with_names`).
    """
    asked = list(partnerships)
    if not asked:
        return {}
    read = _read(asked)
    return {each.pk: _facts(each, read) for each in asked}


def _read(asked: Sequence[Partnership]) -> _Read:
    projects = [each.project_id for each in asked]
    return _Read(
        happenings=_by_project(_happenings(projects)),
        reviews=_by_project(_reviews(projects)),
        considered=_by_project(_considered(projects)),
        services=_by_project(
            PartnershipService.objects.filter(project__in=projects).values_list("project_id", "area")
        ),
        extensions=_by_project(_extensions(projects)),
        windows=_by_project(_windows(projects)),
        signed=frozenset(_with_agreement(projects)),
        logged=_logged(projects),
        changes=people_changes(asked),
    )


def _facts(partnership: Partnership, read: _Read) -> PartnershipFacts:
    project, key = partnership.project, partnership.project_id
    logged = read.logged.get(key, Logged())
    return PartnershipFacts(
        starts_on=partnership.starts_on,
        ends_on=partnership.ends_on,
        extendable=partnership.extendable,
        latest_end=partnership.latest_end,
        happenings=tuple(read.happenings.get(key, ())),
        reviews=tuple(read.reviews.get(key, ())),
        considered=tuple(read.considered.get(key, ())),
        services=tuple(read.services.get(key, ())),
        hours_teaching=logged.teaching,
        hours_other=logged.other,
        activities=logged.count,
        activities_shown=logged.shown,
        last_activity=logged.last,
        extensions=tuple(read.extensions.get(key, ())),
        charge=partnership.charge,
        charge_due_on=partnership.charge_due_on,
        charge_paid_on=partnership.charge_paid_on,
        has_sla_file=key in read.signed,
        changes=tuple(read.changes.get(key, ())),
        inspected_on=partnership.inspected_on,
        firewall=partnership.firewall,
        consultations=tuple(read.windows.get(key, ())),
        joining_month=project.joining_month,
        paused_since=partnership.paused_since,
        ended_on=partnership.ended_on,
        outcome=partnership.outcome,
        project_ended_on=project.ended_on,
    )


def _by_project(rows: Iterable[tuple[int, Any]]) -> ByProject:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return found


def _happenings(projects: Sequence[int]) -> Iterable[tuple[int, Happening]]:
    """The events of the plans; what is marked as not applicable is none."""
    rows = Milestone.objects.in_plan().filter(project__in=projects, code__in=_CODES)
    for each in rows.order_by("project_id", "position", "occurrence", "pk"):
        yield (
            each.project_id,
            Happening(
                Event(each.code),
                each.due_on,
                each.has_happened,
                each.done_on,
                each.occurrence,
                each.pk,
                each.title,
            ),
        )


def _reviews(projects: Sequence[int]) -> Iterable[tuple[int, dt.date]]:
    """Days of reviews held beside the events of the plan."""
    rows = Review.objects.filter(project__in=projects).exclude(kind__in=_AFTER_OPENING)
    beside = rows.exclude(milestone__code__in=_CODES)
    for project, held, done in beside.values_list("project_id", "held_on", "milestone__done_on"):
        if held or done:
            yield project, held or done


def _considered(projects: Sequence[int]) -> Iterable[tuple[int, dt.date]]:
    rows = Decision.objects.filter(project__in=projects, body__in=_OF_THE_SCHOOL)
    return rows.order_by("decided_on").values_list("project_id", "decided_on")


def _extensions(projects: Sequence[int]) -> Iterable[tuple[int, Extended]]:
    for each in PartnershipExtension.objects.filter(project__in=projects).order_by("pk"):
        yield each.project_id, Extended(each.from_end, each.to_end, each.agreed_on)


def _windows(projects: Sequence[int]) -> Iterable[tuple[int, Window]]:
    """Consultations with their windows; one that was stopped was open until then."""
    for each in Consultation.objects.filter(project__in=projects).with_window():
        closes = each.stopped_on or each.closes_on
        yield each.project_id, Window(each.title, each.opens_on, closes)


def _with_agreement(projects: Sequence[int]) -> Iterable[int]:
    """The projects in which a signed agreement is kept: named as such, or as evidence of the signing."""
    kept = Q(sla_of__isnull=False) | Q(milestone__code=Event.SIGNED.value)
    rows = Evidence.objects.standing().filter(kept, project__in=projects)
    return rows.order_by().values_list("project_id", flat=True)


def _logged(projects: Sequence[int]) -> dict[int, Logged]:
    found: defaultdict[int, Logged] = defaultdict(Logged)
    shown = Q(evidence__isnull=False, evidence__removed_at=None)
    rows = (
        PartnershipActivity.objects.filter(project__in=projects)
        .order_by()
        .values_list("project_id", "kind", "service__area")
        .annotate(
            found=Count("pk"), spent=Sum("hours"), with_evidence=Count("pk", filter=shown), last=Max("on")
        )
    )
    for project, kind, area, count, hours, with_evidence, last in rows:
        sums = found[project]
        sums.count += count
        sums.shown += with_evidence
        sums.last = max(filter(None, (sums.last, last)))
        if is_teaching(kind, area or ""):
            sums.teaching += hours or Decimal(0)
        else:
            sums.other += hours or Decimal(0)
    return dict(found)


def is_teaching(kind: str, area: str) -> bool:
    """Whether an activity counts as teaching and learning: its service says so, else what was done."""
    return ServiceArea(area).is_teaching if area else ActivityKind(kind).is_teaching
