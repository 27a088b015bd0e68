"""When somebody last did anything in a project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.apps import apps
from django.db import models
from django.db.models import Max

from partnerships.models import Project
from partnerships.rules.activity import NOT_WORK


def last_active(projects: Collection[int]) -> dict[int, dt.datetime]:
    """The newest entry that a person made in the history of each of these projects, by key.

    What a person moved in many at once is left out.
    One query for each kind of thing that hangs on a project; a project in which nobody did anything is left out.
    """
    newest: dict[int, dt.datetime] = {}
    for history, project in _histories():
        entries = (
            history._default_manager.filter(**{f"{project}__in": projects, "history_user__isnull": False})
            .exclude(action__in=NOT_WORK)
            .order_by()
        )
        for key, at in entries.values_list(project).annotate(Max("history_date")):
            newest[key] = max(at, newest.get(key, at))
    return newest


def _histories() -> list[tuple[type[models.Model], str]]:
    """Every history table of something in a project, with the column that says of which."""
    found = []
    for model in apps.get_app_config("partnerships").get_models():
        if not hasattr(model, "history"):
            continue
        history = model.history.model
        if model is Project:
            found.append((history, "id"))
        elif any(field.attname == "project_id" for field in history._meta.concrete_fields):
            found.append((history, "project_id"))
    return found
