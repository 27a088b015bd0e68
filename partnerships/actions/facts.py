"""Answers to the questions that decide what applies: GIAS's, and people's."""

from __future__ import annotations

from django.utils import timezone

from partnerships.actions._core import action, create_many, for_change, refuse_if, require
from partnerships.actions.plans import sync_plan
from partnerships.models import Project, ProjectFact, School
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.facts import FACTS, facts_for
from partnerships.rules.prefill import Prefill, from_register
from partnerships.rules.register import SchoolFacts
from partnerships.rules.words import Answer, Route


def facts_of_school(school: School) -> SchoolFacts:
    """What GIAS says of the school, as the rules read it."""
    return SchoolFacts(
        type_code=school.type_code,
        type_name=school.type_name,
        group_code=school.type_group_code,
        status_code=school.status_code,
        religious_character=school.religious_character,
        nursery_provision=school.nursery_provision,
        resourced_provision=school.resourced_provision,
        sen_unit_capacity=school.sen_unit_capacity,
        resourced_provision_capacity=school.resourced_capacity,
        federation_flag=school.federation_flag,
        trust_flag=school.trust_flag_code,
        foundation_trust=school.trust_name,
    )


def register_answers(school: School, route: str) -> dict[str, Prefill]:
    """What GIAS settles about a school on this route, by fact key."""
    wanted = {fact.key for fact in facts_for(Route(route) if route else None)}
    return {
        key: said
        for key, said in from_register(facts_of_school(school)).items()
        if key in wanted and said[0] != Answer.UNKNOWN
    }


def gias_answers(project: Project, route: str) -> dict[str, Prefill]:
    """What GIAS settles on this route and nobody has answered yet, by fact key."""
    there = set(project.facts.values_list("key", flat=True))
    found = register_answers(project.school, route)
    return {key: said for key, said in found.items() if key not in there}


def prefill_facts(project: Project, by: User) -> None:
    """Answers what GIAS settles and nobody has answered; asks nothing."""
    create_many(
        [
            ProjectFact(
                project=project,
                key=key,
                answer=answer,
                reason=reason,
                source=ProjectFact.Source.GIAS,
                answered_by=by,
            )
            for key, (answer, reason) in gias_answers(project, project.route).items()
        ]
    )


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
    project = for_change(Project, project.pk)
    require(by.may(May.CHANGE_PROJECT, project))
    return write_answer(by=by, project=project, key=key, answer=answer, why=why)


def write_answer(*, by: User, project: Project, key: str, answer: str, why: str = "") -> ProjectFact:
    """For an action that has checked that it may: a decision's letter answers a question too."""
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
