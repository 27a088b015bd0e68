"""Keeping and removing GIAS downloads that wait to be taken in."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.register import keep_upload, remove_upload
from partnerships.models import RegisterFile, User


def kept(by: User) -> RegisterFile:
    return keep_upload(
        by=by,
        file=io.BytesIO(b"URN,EstablishmentName\r\n"),
        file_name="edubasealldata20260401.csv",
        kind="schools",
        downloaded_on=dt.date(2026, 4, 1),
        sha256="0" * 64,
    )


def test_an_upload_is_kept_with_its_file_and_removed_with_it(site_administrator: User) -> None:
    upload = kept(site_administrator)
    storage, name = upload.stored.storage, upload.stored.name
    assert storage.exists(name)

    remove_upload(by=site_administrator, upload=upload)
    assert not storage.exists(name)
    assert not RegisterFile.objects.exists()


def test_what_was_taken_in_stays(site_administrator: User) -> None:
    upload = kept(site_administrator)
    upload.applied_at = dt.datetime(2026, 4, 2, tzinfo=dt.UTC)
    upload.save()
    with pytest.raises(Refused, match="has been taken in"):
        remove_upload(by=site_administrator, upload=upload)


@pytest.mark.parametrize("role", ["viewer", "editor", "manager", "administrator", "outsider"])
def test_only_site_administrators_keep_downloads(cast: dict[str, User], role: str) -> None:
    with pytest.raises(NotAllowed):
        kept(cast[role])
