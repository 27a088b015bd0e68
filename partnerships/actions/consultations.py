"""Consultations: started with the steps and groups that the rules ask for, changed, and stopped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from partnerships.actions._consultation import open_consultation, tie, ties_to_make, untie
from partnerships.actions._core import (
    NotAllowed,
    action,
    create_many,
    explain,
    for_change,
    refuse_if,
    require,
)
from partnerships.actions.facts import facts_of_school
from partnerships.models import Consultation, ConsultationStep, Project, Stakeholder
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.reports.checks import situation_of
from partnerships.rules.consultation_words import Channel, ConsultationKind, LedBy, Needed
from partnerships.rules.consultations.kinds import Group, KindOf, kind_of, needs_reason
from partnerships.rules.consultations.steps import steps_of
from partnerships.rules.problems import Problem

PUBLIC_NOW = "Its public page is open: what is saved is public at once. Ask a manager to change it."


@dataclass(frozen=True)
class Said:
    """A consultation as it was entered. `reason` says why it is held, or led, otherwise than the rules ask."""

    title: str
    led_by: str
    question: str = ""
    reason: str = ""
    methods: tuple[str, ...] = ()
    respond_to: str = ""
    contact_point: str = ""
    languages: str = ""
    formats: str = ""


def asked_for(project: Project, kind: str) -> KindOf:
    """How this kind stands in the project now, by the rules."""
    situation = situation_of(project, timezone.localdate())
    return kind_of(kind, situation, facts_of_school(project.school))


def start_consultation_problems(said: Said, *, project: Project, kind: str) -> list[Problem]:
    """What is wrong with a consultation to be started."""
    if not ConsultationKind.has(kind):
        return [Problem("Choose what kind of consultation it is.", about="kind")]
    problems = list(_plain_problems(said))
    wanted = needs_reason(asked_for(project, kind), said.led_by) if LedBy.has(said.led_by) else ""
    if wanted and not said.reason.strip():
        problems.append(Problem(f"{wanted} Enter why it is done all the same.", about="reason"))
    return problems


def _plain_problems(said: Said) -> Iterable[Problem]:
    if not said.title.strip():
        yield Problem("Enter what it is called.", about="title")
    if not LedBy.has(said.led_by):
        yield Problem("Choose who leads it.", about="led_by")
    if any(not Channel.has(method) for method in said.methods):
        yield Problem("Choose ways to respond from the list.", about="methods")


@action
def start_consultation(*, by: User, project: Project, kind: str, said: Said) -> Consultation:
    """Starts a consultation of this kind, with its working list and the groups that must and should be asked.

    The first of its family is tied to the plan: a step that is a milestone there has that milestone's days.
    """
    project = for_change(Project, project.pk)
    require(by.may(May.MANAGE_CONSULTATION, project))
    refuse_if(start_consultation_problems(said, project=project, kind=kind))
    explain(said.reason.strip())
    consultation = Consultation(project=project, kind=kind)
    _fill(consultation, said)
    consultation.save()
    create_many(_groups(consultation, asked_for(project, kind).groups))
    create_many(
        [
            ConsultationStep(
                project=project,
                consultation=consultation,
                kind=step.kind,
                title=step.words,
                position=place * 10,
            )
            for place, step in enumerate(steps_of(kind), 1)
        ]
    )
    _tie_all(by, consultation)
    return consultation


def _groups(consultation: Consultation, groups: Iterable[Group]) -> list[Stakeholder]:
    return [
        Stakeholder(
            project=consultation.project,
            consultation=consultation,
            audience=group.audience,
            name=group.name,
            needed=group.needed,
        )
        for group in groups
        if group.needed is not Needed.ADDED
    ]


def _tie_all(by: User, consultation: Consultation) -> int:
    pairs = ties_to_make(consultation, list(consultation.steps.all()))
    for step, milestone in pairs:
        tie(by, step, milestone)
    return len(pairs)


def may_change_words(by: User, consultation: Consultation) -> bool:
    """Whether somebody who keeps a consultation may change its words as it stands now."""
    return not consultation.shared or by.may(May.MANAGE_CONSULTATION, consultation.project)


def change_consultation_problems(said: Said, *, consultation: Consultation) -> list[Problem]:
    """What is wrong with the changed words; a reason is asked for where somebody else is to lead it."""
    if said.led_by != consultation.led_by:
        return start_consultation_problems(said, project=consultation.project, kind=consultation.kind)
    return list(_plain_problems(said))


@action
def change_consultation(
    *, by: User, consultation: Consultation, said: Said, expected_version: int | None = None
) -> Consultation:
    """Changes what is said of a consultation. Its kind stays: another kind is another consultation.

    While its public page is open, that is to publish: a manager's work.
    """
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION, expected_version)
    if not may_change_words(by, consultation):
        raise NotAllowed(PUBLIC_NOW)
    refuse_if(change_consultation_problems(said, consultation=consultation))
    _fill(consultation, said)
    consultation.version += 1
    consultation.save()
    return consultation


def stop_consultation_problems(*, why: str) -> list[Problem]:
    """What is missing before a consultation can be stopped."""
    return [] if why.strip() else [Problem("Enter why it is stopped.", about="why")]


@action
def stop_consultation(
    *, by: User, consultation: Consultation, why: str, expected_version: int | None = None
) -> Consultation:
    """Stops a consultation for good. Its record stays; the plan's milestones are free for another one.

    Its public page is closed with it.
    """
    consultation = open_consultation(by, consultation, May.MANAGE_CONSULTATION, expected_version)
    refuse_if(stop_consultation_problems(why=why))
    for step in consultation.steps.select_related("milestone"):
        untie(by, step, let_move=True)
    consultation.stopped_on, consultation.stopped_reason = timezone.localdate(), why.strip()
    consultation.shared = False
    consultation.version += 1
    consultation.save()
    return consultation


@action
def tie_consultation(*, by: User, consultation: Consultation) -> int:
    """Ties steps to milestones that the plan has gained since, or that another consultation let go of; how many."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    tied = _tie_all(by, consultation)
    refuse_if([] if tied else ["There is nothing in the plan that a step could be tied to."])
    return tied


def _fill(consultation: Consultation, said: Said) -> None:
    consultation.title, consultation.led_by = said.title.strip(), said.led_by
    consultation.question, consultation.reason = said.question.strip(), said.reason.strip()
    consultation.methods = [str(method) for method in said.methods]
    consultation.respond_to, consultation.contact_point = said.respond_to.strip(), said.contact_point.strip()
    consultation.languages, consultation.formats = said.languages.strip(), said.formats.strip()
