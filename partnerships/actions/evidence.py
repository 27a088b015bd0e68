"""Evidence: files and links that show what was done. Nothing is ever overwritten, and a row never lacks its file."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files import File
from django.utils import timezone

from partnerships.actions._core import Refused, action, for_change, lock_project, refuse_if, require
from partnerships.actions._files import no_file_left_behind, remember_file
from partnerships.actions.plans import decide_in_plan
from partnerships.models import Evidence, Milestone, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.evidence import Looked, link_problems, look_at
from partnerships.rules.problems import Problem

# What rests on a piece of evidence, the column in which it names it, what that is called, and what else can be done.
RESTING = (
    ("decisions", "evidence", "It shows a decision ({row}).", "remove that decision"),
    ("sla_of", "sla", "It is the signed agreement of the partnership.", "give the partnership another one"),
    ("activities", "evidence", "It shows an activity ({row}).", "take it away from that activity"),
    ("reviews", "evidence", "It shows a review ({row}).", "choose something else for that review"),
    ("promises", "evidence", "It shows that a promise was checked ({row}).", "take that check back"),
    ("fit_answers", "evidence", "It shows an answer on fit ({row.text:.60}).", "answer that without it"),
)


@dataclass(frozen=True)
class Given:
    """What somebody hands in: a file or a link, and what it is. Without a name it is called after its content."""

    name: str = ""
    url: str = ""
    file: File[Any] | None = None

    @property
    def is_empty(self) -> bool:
        return not self.url.strip() and self.file is None


def given_problems(given: Given) -> list[Problem]:
    """What is wrong with the file or link itself, about "file", "url" or "name"."""
    if given.is_empty:
        return [Problem("Choose a file or enter a link.", about="file")]
    if given.file is not None and given.url.strip():
        return [
            Problem("Choose a file or enter a link, not both: add them one after the other.", about="file")
        ]
    if len(given.name.strip()) > 200:
        return [Problem("Say what it is in at most 200 characters.", about="name")]
    if given.file is None:
        return link_problems(given.url.strip())
    looked = _look(given)
    return [looked] if isinstance(looked, Problem) else []


def add_problems(given: Given, *, project: Project, milestone: Milestone | None) -> list[Problem]:
    """What stands in the way of adding this there: something wrong with it, or that it is there already."""
    problems = given_problems(given)
    if problems:
        return problems
    here = Evidence.objects.standing().filter(project=project, milestone=milestone)
    if given.file is None:
        same, about = here.filter(url=given.url.strip()).first(), "url"
    else:
        same, about = here.filter(sha256=_looked(given).sha256).first(), "file"
    return [Problem(f"This is kept here already, as “{same.name}”.", about=about)] if same else []


def kept_elsewhere(evidence: Evidence) -> Evidence | None:
    """The same file standing elsewhere in the project, to tell who added it; None for a link or a new file."""
    if not evidence.sha256:
        return None
    same = Evidence.objects.standing().filter(project=evidence.project_id, sha256=evidence.sha256)
    found: Evidence | None = same.exclude(pk=evidence.pk).select_related("milestone").first()
    return found


@no_file_left_behind
@action
def add_evidence(*, by: User, project: Project, given: Given, milestone: Milestone | None = None) -> Evidence:
    """Keeps a file or a link of the project, or of one of its milestones."""
    project = for_change(Project, project.pk)
    require(by.may(May.KEEP_EVIDENCE, project))
    if milestone is not None:
        milestone = for_change(Milestone, milestone.pk)
        if milestone.project_id != project.pk:
            raise Refused("The milestone belongs to another project.")
    refuse_if(add_problems(given, project=project, milestone=milestone))
    evidence = _keep(by, Evidence(project=project, milestone=milestone), given)
    _put_in_plan(milestone)
    return evidence


def add_to_locked(*, by: User, milestone: Milestone, given: Given) -> Evidence:
    """For an action that holds the milestone's lock and saves it itself. Raises Refused."""
    require(by.may(May.KEEP_EVIDENCE, milestone.project))
    refuse_if(add_problems(given, project=milestone.project, milestone=milestone))
    return _keep(by, Evidence(project=milestone.project, milestone=milestone), given)


@no_file_left_behind
@action
def replace_evidence(*, by: User, evidence: Evidence, given: Given) -> Evidence:
    """Keeps a newer file or link in the place of this one, which stays to be read.

    Whatever rests on it follows to the new one: decisions, activities, reviews, promises, a signed agreement.
    """
    evidence = _standing(by, evidence)
    if paper := _paper_of(evidence):
        raise Refused(f"It is a paper of a consultation ({paper}). Add a new version of it there instead.")
    refuse_if(add_problems(given, project=evidence.project, milestone=evidence.milestone))
    newer = Evidence(project=evidence.project, milestone=evidence.milestone, replaces=evidence)
    named = Given(given.name.strip() or evidence.name, given.url, given.file)
    newer = _keep(by, newer, named)
    for name, column, _what, _instead in RESTING:
        for row in getattr(evidence, name).all():
            setattr(row, column, newer)
            row.version += 1
            row.save()  # one by one: history is to say that each of them followed
    return newer


def remove_problems(evidence: Evidence) -> list[str]:
    """What stands in the way of removing it: whatever rests on it would be left without."""
    if paper := _paper_of(evidence):
        return [f"It is a paper of a consultation ({paper}). Withdraw that version there instead."]
    found = ((getattr(evidence, name).first(), what, instead) for name, _column, what, instead in RESTING)
    return [
        f"{what.format(row=row)} Replace it instead, or {instead} first."
        for row, what, instead in found
        if row
    ]


def _paper_of(evidence: Evidence) -> str:
    """The consultation of which it is a paper; empty for what is none."""
    paper = evidence.consultation_documents.select_related("consultation").first()
    return str(paper.consultation) if paper is not None else ""


@action
def remove_evidence(*, by: User, evidence: Evidence) -> Evidence:
    """Takes it out of view. Row and file stay, so that it can be put back and history can be checked."""
    evidence = _standing(by, evidence)
    refuse_if(remove_problems(evidence))
    return take_away(by=by, evidence=evidence)


def take_away(*, by: User, evidence: Evidence) -> Evidence:
    """For an action that has checked that it may: marks it as removed."""
    evidence.removed_at, evidence.removed_by = timezone.now(), by
    evidence.save()
    return evidence


@action
def restore_evidence(*, by: User, evidence: Evidence) -> Evidence:
    """Puts removed evidence back where it was."""
    lock_project(evidence.project_id)
    evidence = for_change(Evidence, evidence.pk)
    require(by.may(May.KEEP_EVIDENCE, evidence.project))
    if evidence.removed_at is None:
        raise Refused("This has not been removed.")
    evidence.removed_at = evidence.removed_by = None
    evidence.save()
    _put_in_plan(evidence.milestone)
    return evidence


def _standing(by: User, evidence: Evidence) -> Evidence:
    """The evidence as it is now, locked, if it still stands and this person may change it."""
    lock_project(evidence.project_id)  # a decision that rests on it locks its project too
    fresh = for_change(Evidence, evidence.pk)
    require(by.may(May.KEEP_EVIDENCE, fresh.project))
    if fresh.removed_at is not None:
        raise Refused(f"“{fresh.name}” has been removed meanwhile. Put it back first.")
    if Evidence.objects.filter(replaces=fresh).exists():
        raise Refused(f"“{fresh.name}” has been replaced meanwhile. Open the list again.")
    return fresh


def _look(given: Given) -> Looked | Problem:
    assert given.file is not None
    return look_at(given.file, given.file.name or "", largest_mb=settings.LARGEST_EVIDENCE_MB)


def _looked(given: Given) -> Looked:
    looked = _look(given)
    if isinstance(looked, Problem):
        raise Refused(looked)
    return looked


def _keep(by: User, evidence: Evidence, given: Given) -> Evidence:
    """Stores the file, if it is one, and then its row; whoever called is to clear up after a failure."""
    wanted = evidence.milestone.evidence_wanted if evidence.milestone else ""
    evidence.added_by, evidence.added_at = by, timezone.now()
    if given.file is None:
        evidence.url = given.url.strip()
        evidence.name = (given.name.strip() or wanted or urlsplit(evidence.url).hostname or "Link")[:200]
    else:
        looked = _looked(given)
        evidence.file_name, evidence.content_type = looked.file_name, looked.content_type
        evidence.size, evidence.sha256 = looked.size, looked.sha256
        evidence.name = (given.name.strip() or wanted or PurePath(looked.file_name).stem)[:200]
        # Nothing of the name it came with, and no extension: what is stored can be neither guessed nor run.
        secret = secrets.token_hex(24)
        evidence.stored.save(f"{secret[:2]}/{secret}", given.file, save=False)
        remember_file(evidence.stored.name or "")
    evidence.save()
    return evidence


def _put_in_plan(milestone: Milestone | None) -> None:
    """A milestone on which something is kept stays in view, whatever the facts say."""
    if milestone is not None and decide_in_plan(milestone) != milestone.in_plan:
        milestone.in_plan = not milestone.in_plan
        milestone.version += 1
        milestone.save()
