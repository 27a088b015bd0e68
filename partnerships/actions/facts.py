"""Answers to the questions that decide what applies."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from partnerships.actions._core import action, for_change, refuse_if, require
from partnerships.actions.plans import sync_plan
from partnerships.models import Partnership, Project, ProjectFact
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.facts import FACTS
from partnerships.rules.words import Answer


def answer_fact_problems(*, key: str, answer: str) -> list[str]:
    """What is wrong with this answer to this question."""
    fact = FACTS.get(key)
    if fact is None or fact.derived:
        return ["This question cannot be answered here."]
    if answer != Answer.UNKNOWN and answer not in fact.values:
        return ["Choose one of the answers."]
    return []


@action
def answer_fact(*, by: User, project: Project, key: str, answer: str, why: str = "") -> ProjectFact:
    """Answers a question; the plan follows at once, and nothing already logged is lost."""
    require(by.may(May.CHANGE_PROJECT, project))
    refuse_if(answer_fact_problems(key=key, answer=answer))
    project = for_change(Project, project.pk)
    fact = ProjectFact.objects.filter(project=project, key=key).first() or ProjectFact(
        project=project, key=key
    )
    fact.answer, fact.reason, fact.source = answer, why.strip(), ProjectFact.Source.PERSON
    fact.answered_by, fact.answered_on = by, timezone.localdate()
    fact.save()
    sync_plan(by=by, project=project)
    return fact


def partnership_problems(*, starts_on: dt.date | None, ends_on: dt.date | None) -> list[str]:
    """What is wrong with these dates; either may be not known yet."""
    if starts_on and ends_on and ends_on <= starts_on:
        return ["The partnership must end after it starts."]
    return []


@action
def set_partnership(
    *, by: User, project: Project, starts_on: dt.date | None = None, ends_on: dt.date | None = None
) -> Partnership:
    """Records the Trust Partnership that precedes joining; the plan gains its milestones."""
    require(by.may(May.CHANGE_PROJECT, project))
    refuse_if(partnership_problems(starts_on=starts_on, ends_on=ends_on))
    project = for_change(Project, project.pk)
    partnership = Partnership.objects.filter(project=project).first() or Partnership(
        project=project, school_id=project.school_id, trust_id=project.trust_id
    )
    partnership.starts_on, partnership.ends_on = starts_on, ends_on
    partnership.save()
    sync_plan(by=by, project=project)
    return partnership
