"""The public page of a consultation, closed until somebody opens it: opened, given another address, closed again."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction

from partnerships.actions._consultation import open_consultation
from partnerships.actions._core import Refused, action, for_change, lock_project, refuse_if, require
from partnerships.models import Consultation, Project
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.problems import Problem
from partnerships.rules.sharing import share_name_problems, tidy_name


def share_problems(consultation: Consultation, *, name: str = "") -> list[Problem]:
    """What stands in the way of a public page at this address; without a name it gets one that nobody can guess."""
    if consultation.project.confidential:
        return [Problem("The project is confidential, so nothing of it is public.")]
    if consultation.stopped_on is not None:
        return [Problem("The consultation was stopped, so it has no public page.")]
    wanted = tidy_name(name)
    if not wanted:
        return []
    others = Consultation.objects.exclude(pk=consultation.pk)
    return share_name_problems(wanted, taken=others.filter(share_name=wanted).exists())


@action
def open_share(
    *, by: User, consultation: Consultation, name: str = "", expected_version: int | None = None
) -> Consultation:
    """Opens the public page, at a chosen name or at an address that nobody can guess."""
    consultation = _open(by, consultation, expected_version)
    if consultation.shared:
        raise Refused("The public page is open already.")
    return _share_at(consultation, name)


@action
def change_share_name(
    *, by: User, consultation: Consultation, name: str = "", expected_version: int | None = None
) -> Consultation:
    """Moves the open page to another address. The old one leads nowhere from then on."""
    consultation = _open(by, consultation, expected_version)
    if not consultation.shared:
        raise Refused("The public page has been closed. Open it again instead.")
    return _share_at(consultation, name)


@action
def close_share(*, by: User, consultation: Consultation) -> Consultation:
    """Closes the public page: its address leads nowhere. An ended project's page can be closed too."""
    lock_project(consultation.project_id)
    consultation = for_change(Consultation, consultation.pk)
    project = consultation.project
    require(by.may(May.MANAGE_CONSULTATION, project) or by.may(May.SET_CONFIDENTIAL, project))
    if not consultation.shared:
        raise Refused("The public page is closed.")
    return _close(consultation)


def close_all_shares(project: Project) -> None:
    """For an action that makes the project confidential: closes its public pages."""
    for consultation in Consultation.objects.filter(project=project, shared=True):
        _close(consultation)


def _close(consultation: Consultation) -> Consultation:
    consultation.shared = False
    consultation.version += 1
    consultation.save()
    return consultation


def _open(by: User, consultation: Consultation, expected_version: int | None) -> Consultation:
    return open_consultation(by, consultation, May.MANAGE_CONSULTATION, expected_version)


def _share_at(consultation: Consultation, name: str) -> Consultation:
    refuse_if(share_problems(consultation, name=name))
    consultation.share_name = tidy_name(name) or secrets.token_hex(16)
    consultation.shared = True
    consultation.version += 1
    try:
        with transaction.atomic():
            consultation.save()
    except (
        IntegrityError
    ) as taken:  # two consultations of different projects have no lock on which they could wait
        raise Refused(share_name_problems(consultation.share_name, taken=True)) from taken
    return consultation
