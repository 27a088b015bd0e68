"""Downloads that come through the administrators' page: kept first, looked at, then taken in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from partnerships.actions._core import Refused
from partnerships.actions.register import keep_upload
from partnerships.imports.gias.reader import Download, open_download
from partnerships.models import RegisterFile, User


def receive(uploaded: UploadedFile[Any], *, by: User) -> RegisterFile:
    """Keeps the file for a preview. Raises `Refused`, and keeps nothing, unless it is one of the four downloads."""
    name = uploaded.name or "download"
    download = open_download(uploaded, name, largest_mb=settings.LARGEST_UPLOAD_MB)
    kind = download.kind()
    uploaded.seek(0)
    return keep_upload(
        by=by, file=uploaded, file_name=name, kind=kind.value, downloaded_on=download.downloaded_on,
        sha256=download.sha256,
    )  # fmt: skip


def reopen(upload: RegisterFile) -> Download:
    """The upload as it was kept. Raises `Refused` when storage has lost it."""
    try:
        with upload.stored.open("rb") as file:
            return open_download(file, upload.file_name, largest_mb=settings.LARGEST_UPLOAD_MB)
    except (OSError, ValueError) as lost:
        raise Refused("The uploaded file is no longer kept. Upload it again.") from lost
