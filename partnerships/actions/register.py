"""Keeping GIAS downloads that wait to be taken in. Taking one in is `imports.gias.take_in`, which reads files."""

from __future__ import annotations

import datetime as dt
from typing import IO

from django.core.files import File

from partnerships.actions._core import Refused, action, for_change, require
from partnerships.models import RegisterFile, User
from partnerships.permissions import May

NO_DATE = "The file's name does not say of what day the download is."


def day_problems(day: dt.date | None, today: dt.date) -> list[str]:
    """What is wrong with the day of a download, one sentence each."""
    if day is None:
        return [NO_DATE]
    return ["The date of the download lies in the future."] if day > today else []


@action
def keep_upload(
    *, by: User, file: IO[bytes], file_name: str, kind: str, downloaded_on: dt.date | None, sha256: str
) -> RegisterFile:
    """Keeps an uploaded download in the default storage until somebody takes it in or removes it."""
    require(by.may(May.SITE_IMPORT_GIAS))
    upload = RegisterFile(
        file_name=file_name[:255], kind=kind, downloaded_on=downloaded_on, sha256=sha256, by=by
    )
    upload.stored.save(file_name[-80:], File(file), save=False)
    upload.save()
    return upload


@action
def remove_upload(*, by: User, upload: RegisterFile) -> None:
    """Removes an upload that was never taken in, with its file. Raises `Refused` for one that was."""
    require(by.may(May.SITE_IMPORT_GIAS))
    upload = for_change(RegisterFile, upload.pk)
    if upload.applied_at is not None:
        raise Refused("This download has been taken in, so it stays in the list.")
    upload.stored.delete(save=False)
    upload.delete()
