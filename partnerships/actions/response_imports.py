"""Responses from a file or pasted: kept first, looked at, saved in one transaction, and undone as a whole."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator, Sequence
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from partnerships.actions._consultation import open_consultation
from partnerships.actions._core import (
    Refused,
    action,
    for_change,
    one_call,
    refuse_if,
    require,
    save_many,
)
from partnerships.actions._files import no_file_left_behind, remember_file
from partnerships.actions._response_rows import Saving, rows_before, save_rows
from partnerships.actions.responses import first_instead
from partnerships.models import Consultation, Respondent, Response, ResponseImport, Theme
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.consultation_words import ImportState
from partnerships.rules.counting import drain
from partnerships.rules.response_mapping import Reading, Understood, new_themes, theme_problems
from partnerships.rules.responses import (
    Incoming,
    Sorted,
    WhenAgain,
    delete_day_problems,
    sort_out,
    undo_import_problems,
)


@no_file_left_behind
@action
def keep_upload(
    *,
    by: User,
    consultation: Consultation,
    data: bytes,
    file_name: str,
    sha256: str,
    rows: int,
    reading: Reading,
) -> ResponseImport:
    """Keeps a file, under a name that says nothing, until it is saved or given up."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    upload = ResponseImport(
        project=consultation.project, consultation=consultation, file_name=file_name[:200], sha256=sha256,
        rows=rows, mapping=reading.as_json(), by=by,
    )  # fmt: skip
    upload.stored.save(uuid.uuid4().hex, ContentFile(data), save=False)
    remember_file(str(upload.stored.name))
    upload.save()
    return upload


@action
def say_reading(*, by: User, upload: ResponseImport, reading: Reading) -> ResponseImport:
    """Keeps what a person said of the columns and words of a file."""
    upload = _open(by, upload)
    refuse_if(_senders_problems(reading))
    upload.mapping = reading.as_json()
    upload.save()
    return upload


@action
def give_up_import(*, by: User, upload: ResponseImport) -> None:
    """Gives a file up that was not saved, and deletes it."""
    upload = _open(by, upload)
    name = str(upload.stored.name or "")
    upload.delete()
    _delete_file(name)


def sorted_out(consultation: Consultation, rows: Sequence[Incoming], when: WhenAgain) -> Sorted:
    """The rows by what becomes of them, compared with what the consultation has now."""
    standing = Response.objects.counted().filter(consultation=consultation).exclude(fingerprint="")
    known = dict(standing.order_by("-number").values_list("fingerprint", "number"))
    return sort_out(rows, known=known, already=rows_before(consultation), when=when)


def apply_problems(understood: Understood, reading: Reading, *, themes: Sequence[str]) -> list[str]:
    """What stands in the way of saving the rows that were understood."""
    problems = theme_problems(new_themes(understood.rows, themes)) + _senders_problems(reading)
    return problems if understood.rows else [*problems, "No row of this file can be saved."]


def applying(
    *, by: User, upload: ResponseImport, understood: Understood, reading: Reading
) -> Generator[Saving, None, ResponseImport]:
    """Saves the rows in one transaction, telling how far it has come; dropped half-way, nothing is saved.

    Raises `Refused` with nothing saved where somebody was quicker or something stands in the way.
    """
    with one_call("apply_response_import", by=by):
        upload = _open(by, upload)
        consultation = upload.consultation
        existing = list(Theme.objects.filter(consultation=consultation).values_list("name", flat=True))
        refuse_if(apply_problems(understood, reading, themes=existing))
        found = sorted_out(consultation, understood.rows, WhenAgain(reading.when_again))
        again = found.again if reading.when_again == WhenAgain.MARK else []
        yield from save_rows(upload, reading, found.new, again)
        upload.state = ImportState.APPLIED.value
        upload.at = timezone.now()
        upload.mapping = reading.as_json()
        upload.created = len(found.new) + len(again)
        upload.duplicates = len(found.again) + len(found.already)
        upload.refused = len(understood.refused)
        name, upload.stored = str(upload.stored.name or ""), None
        upload.save()
        _delete_file(name)
    return upload


def apply_response_import(
    *, by: User, upload: ResponseImport, understood: Understood, reading: Reading,
    seen: Callable[[Saving], None] | None = None,
) -> ResponseImport:  # fmt: skip
    """Saves the rows, telling `seen` how far it has come."""
    return drain(applying(by=by, upload=upload, understood=understood, reading=reading), seen)


def undo_problems(upload: ResponseImport) -> list[str]:
    """What stands in the way of undoing an import: responses of it that somebody changed since."""
    changed = Response.objects.filter(came_in=upload).exclude(version=1, removed_on=None)
    numbers = list(changed.order_by("number").values_list("number", flat=True))
    return undo_import_problems(changed=numbers, is_saved=upload.state == ImportState.APPLIED)


@action
def undo_response_import(*, by: User, upload: ResponseImport) -> ResponseImport:
    """Takes all responses of an import out of the list and the counts, and deletes who sent them."""
    consultation = open_consultation(by, upload.consultation, May.KEEP_CONSULTATION)
    upload = for_change(ResponseImport, upload.pk)
    refuse_if(undo_problems(upload))
    rows = list(Response.objects.filter(came_in=upload).select_for_update(of=("self",), no_key=True))
    today, why = timezone.localdate(), f"The import of {upload.file_name} was undone"
    for each in rows:
        each.removed_on, each.removed_reason = today, why
        each.version += 1
    save_many(rows, ["removed_on", "removed_reason", "version"])
    first_instead([each.pk for each in rows])
    for kept in Respondent.objects.filter(response__came_in=upload):
        kept.delete()
    upload.state = ImportState.UNDONE.value
    upload.save()
    assert upload.consultation_id == consultation.pk
    return upload


def _open(by: User, upload: ResponseImport) -> ResponseImport:
    consultation = open_consultation(by, upload.consultation, May.KEEP_CONSULTATION)
    upload = for_change(ResponseImport, upload.pk)
    require(upload.consultation_id == consultation.pk)
    upload.consultation = consultation
    if upload.state != ImportState.READ:
        raise Refused("This file has been saved already.")
    return upload


def _senders_problems(reading: Reading) -> list[str]:
    if not reading.keep_senders:
        return []
    return list(delete_day_problems(reading.delete_day, today=timezone.localdate()))


def _delete_file(name: str) -> None:
    if name:
        transaction.on_commit(partial(default_storage.delete, name))
