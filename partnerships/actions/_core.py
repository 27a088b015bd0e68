"""What every action shares: one transaction, one call that ties its history rows together, one way to say no.

When the outermost action has run, what rests on the projects that it touched is worked out again, once, in the same
transaction (`at_the_end`): whether what was done breaks a rule, and when the school will open.

An action is a keyword-only function named after what a person does (`end_project`), with `by=` that person. It
returns the object. Its `…_problems()` twin lists, in sentences, what stands in the way: forms call it in `clean()`,
the action calls it again and raises `Refused`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from partnerships.models._tracking import Call, current_call

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)


class Refused(Exception):
    """The action did nothing; `problems` says why, in sentences for the person who asked."""

    def __init__(self, problems: Iterable[str] | str) -> None:
        self.problems = [problems] if isinstance(problems, str) else list(problems)
        super().__init__(" ".join(self.problems))


class NotAllowed(Refused):
    """The person may not do this here."""


class RowChangedMeanwhile(Refused):
    """Somebody else changed the row since the form was opened; `version` is the one that stands now.

    The page keeps what was typed and takes that version along, so that saving again is a choice, not an accident.
    """

    def __init__(self, problem: str, version: int) -> None:
        super().__init__(problem)
        self.version = version


# Called in order with the keys of the projects that the outermost action touched.
_settlers: list[Callable[[frozenset[int]], None]] = []


def at_the_end(settle: Callable[[frozenset[int]], None]) -> None:
    """Has `settle` called, still in the transaction and the call, when an action that a person began has run.

    It gets the keys of the projects of which a tracked row was written. `partnerships.apps` puts the settlers in order.
    """
    if settle not in _settlers:
        _settlers.append(settle)


def touch(project_id: int) -> None:
    """Has the project settled although the action wrote no tracked row of it."""
    call = current_call.get()
    if call is not None:
        call.touched.add(project_id)


def explain(why: str) -> None:
    """Gives the rest of this call its reason, where the person's own words are not in `why=`."""
    call = current_call.get()
    if call is not None and why and not call.why:
        current_call.set(replace(call, why=why))


@contextmanager
def because(why: str) -> Iterator[None]:
    """Gives every history row that is written meanwhile this reason, within the same call."""
    call = current_call.get()
    if call is None:
        raise RuntimeError("A reason belongs to a call: see one_call.")
    token = current_call.set(replace(call, why=why))
    try:
        yield
    finally:
        current_call.reset(token)


@contextmanager
def one_call(name: str, *, by: Any) -> Iterator[Call]:
    """Runs several actions as one call in one transaction, settled once at its end: for commands and imports."""
    call = Call(action=name, by=by)
    token = current_call.set(call)
    try:
        with transaction.atomic():
            yield call
            _settle(call)
    finally:
        current_call.reset(token)


def _settle(call: Call) -> None:
    if call.touched:
        for settle in _settlers:
            settle(frozenset(call.touched))


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Runs the function in one transaction, with its name and `by=` on every history row written meanwhile.

    An action called by another belongs to the outer call: one click is one call.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = current_call.get()
        why = str(kwargs.get("why") or "")
        call = outer or Call(action=function.__name__, by=kwargs.get("by"), why=why)
        token = current_call.set(call)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                if outer is None:
                    _settle(call)
                return result
        finally:
            current_call.reset(token)

    return run


def refuse_if(problems: Sequence[str]) -> None:
    """Raises `Refused` when there are problems."""
    if problems:
        raise Refused(problems)


def require(allowed: bool) -> None:
    """Raises `NotAllowed` unless allowed: the last gate, for callers that are not pages."""
    if not allowed:
        raise NotAllowed("You do not have access to do this. Ask one of your trust's administrators.")


def for_change(model: type[M], pk: object) -> M:
    """The row as the database has it now, locked until the action ends. New rows may go on to point to it.

    Raises Refused where somebody else has removed it.
    """
    try:
        return model._default_manager.select_for_update(of=("self",), no_key=True).get(pk=pk)
    except ObjectDoesNotExist as gone:
        raise Refused("This has been removed meanwhile.") from gone


def who_changed(row: Any) -> str:
    """Whoever last changed this tracked row, to begin a sentence with."""
    latest = row.history.select_related("history_user").first()
    return str(latest.history_user) if latest and latest.history_user else "Somebody else"


def who_was_faster(row: Any, expected_version: int | None, *, what: str = "this") -> list[str]:
    """That somebody else changed the row since the form was opened in which this version was seen."""
    if expected_version is None or row.version == expected_version:
        return []
    return [f"{who_changed(row)} changed {what} while you were editing it. Open it again to see what is new."]


def must_have_seen(row: Any, expected_version: int | None, *, what: str) -> None:
    """Raises RowChangedMeanwhile unless this is the version that the person saw; None is a caller without a form."""
    if expected_version is not None and row.version != expected_version:
        raise RowChangedMeanwhile(
            f"{who_changed(row)} changed {what} while you were editing it. Check it and save again.",
            row.version,
        )


def lock_project(project_id: int) -> None:
    """Makes whoever else works on this project wait until this call ends; asked again by the same call, does nothing.

    Before any milestone is locked: what breaks a rule rests on several of them, which two people may log at once, and
    the settling at the end locks the project in any case.
    """
    lock_projects([project_id])


def lock_projects(keys: Iterable[int]) -> None:
    """The same for several projects, always in the same order, lest two people wait for each other."""
    call = current_call.get()
    wanted = set(keys) - call.locked if call is not None else set()
    if call is not None and wanted:
        rows = apps.get_model("partnerships", "Project")._default_manager.filter(pk__in=wanted).order_by("pk")
        list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))
        call.locked.update(wanted)


def create_many(rows: Sequence[M]) -> list[M]:
    """Creates tracked rows in bulk, with history that carries the current call."""
    return bulk_create_with_history(rows, type(rows[0]), batch_size=500, **_marks(rows)) if rows else []


def save_many(rows: Sequence[M], fields: Sequence[str]) -> int:
    """Saves these fields of tracked rows in bulk, with history that carries the current call. Returns the count."""
    if not rows:
        return 0
    return int(bulk_update_with_history(rows, type(rows[0]), list(fields), batch_size=200, **_marks(rows)))


def _marks(rows: Sequence[models.Model]) -> dict[str, Any]:
    call = current_call.get()
    if call is None:
        raise RuntimeError("Tracked rows are written by actions only.")
    for row in rows:
        call.touch(row)
    return {
        "default_user": call.by,
        "default_change_reason": call.why,
        "custom_historical_attrs": {"action": call.action, "call": call.id},
    }
