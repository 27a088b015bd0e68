"""Promises to a school: written down, changed, checked, and removed where they were written by mistake."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from partnerships.actions._core import (
    Refused,
    action,
    for_change,
    lock_project,
    must_have_seen,
    refuse_if,
    require,
)
from partnerships.actions._files import no_file_left_behind
from partnerships.actions._shown import NOT_SHOWN, Shown, keep_shown, shown_problems
from partnerships.actions.owners import owner_problems
from partnerships.models import Project, Promise
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules import promises as rules
from partnerships.rules.partnership_words import CheckPromise
from partnerships.rules.problems import Problem
from partnerships.rules.promises import Promised


@dataclass(frozen=True)
class Said:
    """A promise as it was entered; a person of the trust sees that it is kept, or a role, or nobody yet."""

    what: str
    made_to: str = ""
    made_on: dt.date | None = None
    owner: User | None = None
    owner_role: str = ""
    check_when: str = CheckPromise.ON_A_DAY.value
    check_on: dt.date | None = None


def promise_problems(said: Said, *, project: Project) -> list[str]:
    """What is wrong with a promise as it was entered."""
    promised = Promised(
        what=said.what,
        made_on=said.made_on,
        check_when=said.check_when,
        check_on=said.check_on if said.check_when == CheckPromise.ON_A_DAY else None,
        owner_role=said.owner_role,
        has_owner=said.owner is not None,
    )
    problems = rules.promise_problems(promised, today=timezone.localdate())
    return [*problems, *owner_problems(said.owner, project)]


@action
def make_promise(*, by: User, project: Project, said: Said) -> Promise:
    """Writes down what was promised to a school."""
    project = for_change(Project, project.pk)
    require(by.may(May.KEEP_PARTNERSHIP, project))
    refuse_if(promise_problems(said, project=project))
    return _save(Promise(project=project), said)


@action
def change_promise(*, by: User, promise: Promise, said: Said, expected_version: int | None = None) -> Promise:
    """Corrects a promise, its owner or the day of its check; history keeps what was said before."""
    promise = _open(by, promise, expected_version)
    refuse_if(promise_problems(said, project=promise.project))
    if promise.checked_on is not None and said.made_on is not None and said.made_on > promise.checked_on:
        raise Refused("It was checked before that day. Correct the check first.")
    promise.version += 1
    return _save(promise, said)


def check_problems(
    *,
    promise: Promise,
    kept: str,
    finding: str,
    checked_on: dt.date | None,
    shown: Shown = NOT_SHOWN,
) -> list[Problem]:
    """What is wrong with what the check of a promise found."""
    problems = rules.finding_problems(
        kept=kept,
        finding=finding,
        checked_on=checked_on,
        made_on=promise.made_on,
        today=timezone.localdate(),
    )
    return problems + shown_problems(promise.project, None, shown)


@no_file_left_behind
@action
def check_promise(
    *,
    by: User,
    promise: Promise,
    kept: str,
    finding: str = "",
    checked_on: dt.date | None = None,
    shown: Shown = NOT_SHOWN,
    expected_version: int | None = None,
) -> Promise:
    """Records whether a promise was kept, on which day that was seen, and what shows it."""
    promise = _open(by, promise, expected_version)
    on = checked_on or timezone.localdate()
    refuse_if(check_problems(promise=promise, kept=kept, finding=finding, checked_on=on, shown=shown))
    promise.kept, promise.finding, promise.checked_on = kept, finding.strip(), on
    promise.evidence = keep_shown(by, promise.project, shown)
    promise.version += 1
    promise.save()
    return promise


@action
def uncheck_promise(*, by: User, promise: Promise) -> Promise:
    """Takes a check back: the promise is to be checked again. What was found stays in the history."""
    promise = _open(by, promise, None)
    if not promise.kept:
        raise Refused("This promise has not been checked yet.")
    promise.kept, promise.finding, promise.checked_on, promise.evidence = "", "", None, None
    promise.version += 1
    promise.save()
    return promise


def remove_promise_problems(*, why: str) -> list[Problem]:
    """What is missing before a promise can be removed."""
    return [] if why.strip() else [Problem("Enter why it is removed.", about="why")]


@action
def remove_promise(*, by: User, promise: Promise, why: str) -> None:
    """Removes what never was a promise; one that was not kept is checked instead, and says so."""
    promise = _open(by, promise, None)
    refuse_if(remove_promise_problems(why=why))
    promise.delete()


def _open(by: User, promise: Promise, expected_version: int | None) -> Promise:
    """The promise as it is now, locked, if this person may change it and has seen it as it is."""
    lock_project(promise.project_id)
    fresh = for_change(Promise, promise.pk)
    require(by.may(May.KEEP_PARTNERSHIP, fresh.project))
    must_have_seen(fresh, expected_version, what="this promise")
    return fresh


def _save(promise: Promise, said: Said) -> Promise:
    promise.what, promise.made_to = said.what.strip(), said.made_to.strip()
    promise.made_on = said.made_on or timezone.localdate()
    promise.owner, promise.owner_role = said.owner, said.owner_role
    promise.check_when = said.check_when
    promise.check_on = said.check_on if said.check_when == CheckPromise.ON_A_DAY else None
    promise.save()
    return promise
