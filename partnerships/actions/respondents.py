"""Who sent a response: kept apart from it, outside history, only where somebody says so, and deleted on its day."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from partnerships.actions._core import action, for_change, refuse_if, require
from partnerships.actions._responses import open_response
from partnerships.models import Project, Respondent, Response, ResponseImport
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.consultation_words import ImportState
from partnerships.rules.problems import Problem
from partnerships.rules.responses import UPLOADS_KEPT_DAYS, Sender, delete_day_problems


def sender_problems(sender: Sender, delete_on: dt.date | None) -> list[Problem]:
    """What is wrong with keeping who sent a response until that day."""
    problems = delete_day_problems(delete_on, today=timezone.localdate())
    if sender.is_empty:
        problems.append(Problem("Enter a name, an e-mail address or an address.", about="name"))
    return problems


@action
def keep_sender(*, by: User, response: Response, sender: Sender, delete_on: dt.date | None) -> Respondent:
    """Keeps who sent a response until that day, instead of what was kept before."""
    response = open_response(by, response)
    refuse_if(sender_problems(sender, delete_on))
    kept = Respondent.objects.filter(response=response).first()
    kept = kept or Respondent(response=response, project_id=response.project_id)
    assert delete_on is not None  # a problem otherwise
    kept.name, kept.email, kept.address = sender.name, sender.email, sender.address
    kept.delete_on = delete_on
    kept.save()
    return kept


@action
def forget_sender(*, by: User, response: Response) -> None:
    """Deletes who sent a response, before the day; also in a consultation that was stopped."""
    project = for_change(Project, response.project_id)
    require(by.may(May.KEEP_CONSULTATION, project))
    for kept in Respondent.objects.filter(response=response):
        kept.delete()


@action
def delete_due_senders(*, by: User | None, on: dt.date) -> int:
    """Deletes every sender whose day has come, whatever became of the project. Returns how many."""
    require(by is None)  # a command of the installation, not anybody's click
    due = list(Respondent.objects.filter(delete_on__lte=on))
    for kept in due:
        kept.delete()
    return len(due)


@action
def give_up_old_uploads(*, by: User | None, on: dt.date) -> int:
    """Deletes uploads that were neither saved nor given up for a week: they may name people. Returns how many."""
    require(by is None)
    before = on - dt.timedelta(days=UPLOADS_KEPT_DAYS)
    waiting = ResponseImport.objects.filter(state=ImportState.READ, at__date__lt=before)
    count = 0
    # Locked: what somebody saves at this moment is no longer waiting, and its responses could not be undone without it.
    for upload in waiting.order_by("pk").select_for_update(of=("self",), no_key=True):
        name = upload.stored.name
        upload.delete()
        if name:
            transaction.on_commit(partial(default_storage.delete, name))
        count += 1
    return count
