"""Papers of a consultation: each version is evidence, with the day from which it was in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils import timezone

from partnerships.actions._consultation import open_consultation
from partnerships.actions._core import Refused, action, for_change, lock_project, refuse_if, require
from partnerships.actions._files import no_file_left_behind
from partnerships.actions.evidence import Given, add_evidence, add_problems
from partnerships.models import Consultation, ConsultationDocument, Evidence, Milestone
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.consultation_words import DocumentFormat, DocumentKind, StepKind
from partnerships.rules.problems import Problem
from partnerships.rules.saying import say_day
from partnerships.rules.school_days import is_far

LONGEST_TITLE, LONGEST_LANGUAGE = 200, 40
# The steps that these papers show to be done.
_SHOWS = {DocumentKind.CONSULTATION.value: StepKind.DOCUMENT, DocumentKind.MEASURES.value: StepKind.MEASURES}


@dataclass(frozen=True)
class PaperSaid:
    """What is said of a paper's version as it was entered."""

    kind: str
    title: str
    in_force_from: dt.date | None
    language: str = "English"
    format: str = DocumentFormat.STANDARD.value
    public: bool = False


def document_problems(said: PaperSaid, given: Given, *, consultation: Consultation) -> list[Problem]:
    """What is wrong with a new paper."""
    problems = []
    if not DocumentKind.has(said.kind):
        problems.append(Problem("Choose what kind of document it is.", about="kind"))
    if not said.title.strip() or len(said.title.strip()) > LONGEST_TITLE:
        problems.append(
            Problem(f"Enter what it is called, in at most {LONGEST_TITLE} characters.", about="title")
        )
    if not said.language.strip() or len(said.language.strip()) > LONGEST_LANGUAGE:
        problems.append(Problem("Enter the language it is in.", about="language"))
    if not DocumentFormat.has(said.format):
        problems.append(Problem("Choose the format from the list.", about="format"))
    if _family(consultation, said).exists():
        there = "This paper is in the list, in this language and format. Add a new version of it instead."
        problems.append(Problem(there, about="title"))
    return problems + _in_force_problems(said.in_force_from) + _given_problems(given, consultation, said.kind)


def version_problems(
    document: ConsultationDocument, given: Given, *, in_force_from: dt.date | None
) -> list[Problem]:
    """What is wrong with a new version of this paper."""
    problems = _in_force_problems(in_force_from)
    latest = _latest(document)
    if in_force_from is not None and in_force_from < latest.in_force_from:
        said = (
            f"Version {latest.number} is in force from {say_day(latest.in_force_from)}. A new one follows it."
        )
        problems.append(Problem(said, about="in_force_from"))
    return problems + _given_problems(given, document.consultation, document.kind)


def _in_force_problems(day: dt.date | None) -> list[Problem]:
    if day is None:
        return [Problem("Enter the day from which people could read it.", about="in_force_from")]
    return [Problem("Check the year.", about="in_force_from")] if is_far(day, timezone.localdate()) else []


def _given_problems(given: Given, consultation: Consultation, kind: str) -> list[Problem]:
    return add_problems(given, project=consultation.project, milestone=_shown_by(consultation, kind))


@no_file_left_behind
@action
def add_document(
    *, by: User, consultation: Consultation, said: PaperSaid, given: Given
) -> ConsultationDocument:
    """Adds a paper with its first version, kept as evidence: of the milestone that it shows, else of the project."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    _require_public(by, consultation, said.public)
    refuse_if(document_problems(said, given, consultation=consultation))
    return _keep(by, consultation, said, given, number=1)


@no_file_left_behind
@action
def add_document_version(
    *,
    by: User,
    document: ConsultationDocument,
    given: Given,
    in_force_from: dt.date | None,
    public: bool = False,
) -> ConsultationDocument:
    """Adds a newer version of a paper. The older ones stay, to show what could be read when."""
    document = _open(by, document)
    _require_public(by, document.consultation, public)
    refuse_if(version_problems(document, given, in_force_from=in_force_from))
    said = PaperSaid(document.kind, document.title, in_force_from, document.language, document.format, public)
    return _keep(by, document.consultation, said, given, number=_latest(document).number + 1)


def withdraw_problems(document: ConsultationDocument, *, on: dt.date | None) -> list[Problem]:
    """What stands in the way of withdrawing this version."""
    if document.withdrawn_on is not None:
        return [Problem("This version is withdrawn already.")]
    if on is None:
        return [Problem("Enter the day from which it is not to be read.", about="on")]
    if on < document.in_force_from:
        return [Problem("It cannot be withdrawn before it was in force.", about="on")]
    return [Problem("Check the year.", about="on")] if is_far(on, timezone.localdate()) else []


@action
def withdraw_document(
    *, by: User, document: ConsultationDocument, on: dt.date | None
) -> ConsultationDocument:
    """Withdraws a version: from that day it is not in force, nor on the public page. The record stays."""
    document = _open(by, document)
    refuse_if(withdraw_problems(document, on=on))
    document.withdrawn_on = on
    document.save()
    return document


@action
def reinstate_document(*, by: User, document: ConsultationDocument) -> ConsultationDocument:
    """Takes back that a version was withdrawn."""
    document = _open(by, document)
    if document.withdrawn_on is None:
        raise Refused("This version is not withdrawn.")
    _require_public(by, document.consultation, document.public)
    document.withdrawn_on = None
    document.save()
    return document


@action
def set_document_public(*, by: User, document: ConsultationDocument, public: bool) -> ConsultationDocument:
    """Says whether the public page, once open, offers this version."""
    document = _open(by, document)
    _require_public(by, document.consultation, public)
    if document.public == public:
        raise Refused("This is so already." if public else "It is not on the public page.")
    document.public = public
    document.save()
    return document


def _require_public(by: User, consultation: Consultation, public: bool) -> None:
    """While the public page is open, to mark something public is to publish it: a manager's work."""
    if public and consultation.shared:
        require(by.may(May.MANAGE_CONSULTATION, consultation.project))


def _open(by: User, document: ConsultationDocument) -> ConsultationDocument:
    lock_project(document.project_id)
    fresh = for_change(ConsultationDocument, document.pk)
    fresh.consultation = open_consultation(by, fresh.consultation, May.KEEP_CONSULTATION)
    return fresh


def _family(consultation: Consultation, said: PaperSaid) -> QuerySet[ConsultationDocument]:
    of_it: QuerySet[ConsultationDocument] = consultation.documents.all()
    return of_it.filter(
        kind=said.kind, title=said.title.strip(), language=said.language.strip(), format=said.format
    )


def _latest(document: ConsultationDocument) -> ConsultationDocument:
    said = PaperSaid(document.kind, document.title, None, document.language, document.format)
    latest: ConsultationDocument = _family(document.consultation, said).order_by("-number")[0]
    return latest


def _shown_by(consultation: Consultation, kind: str) -> Milestone | None:
    """The milestone of the plan that a paper of this kind shows to be done, where the plan has it."""
    step_kind = _SHOWS.get(kind)
    if step_kind is None:
        return None
    step = consultation.steps.filter(kind=step_kind).select_related("milestone").first()
    return step.milestone if step is not None else None


def _keep(
    by: User, consultation: Consultation, said: PaperSaid, given: Given, *, number: int
) -> ConsultationDocument:
    assert said.in_force_from is not None
    name = f"{said.title.strip()}, version {number}"[:LONGEST_TITLE]
    kept: Evidence = add_evidence(
        by=by,
        project=consultation.project,
        given=replace(given, name=name),
        milestone=_shown_by(consultation, said.kind),
    )
    return ConsultationDocument.objects.create(
        project=consultation.project,
        consultation=consultation,
        kind=said.kind,
        title=said.title.strip(),
        language=said.language.strip(),
        format=said.format,
        number=number,
        in_force_from=said.in_force_from,
        evidence=kept,
        public=said.public,
    )
