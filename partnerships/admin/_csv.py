"""The csv of any list of the admin: every field of the rows, and the names of what they point to."""

from __future__ import annotations

from typing import Any

from django.db.models import Field, Model

from partnerships.exports._csv import Column
from partnerships.models import Group, Milestone, PlanTemplate, Project, RegisterFile, School, User

# What an export says of a row that another one points to, beside its key.
_SAID: dict[type[Model], tuple[tuple[str, str], ...]] = {
    School: (("name", "name"),),
    Group: (("name", "name"),),
    User: (("name", "name"), ("e-mail", "email")),
    Project: (("school", "school__name"), ("trust", "trust__name")),
    Milestone: (("title", "title"),),
    PlanTemplate: (("name", "name"), ("version", "version")),
    RegisterFile: (("name", "file_name"),),
}
_SECRET = frozenset(
    {
        "password",
        "secret_hash",
        "version",
        "call",
        "applied_call",
        "sha256",
        "stored",
        "refused",
        "mends",
        "not_in",
    }
)


def columns_of(model: type[Model], *, unjoined: frozenset[str] = frozenset()) -> list[Column]:
    """One column a field, in the order of the model; choices by their words; no secrets.

    `unjoined` are foreign keys whose row may not have arrived: only the key is given, for a join would lose rows.
    """
    columns: list[Column] = []
    for each in model._meta.concrete_fields:
        if each.name in _SECRET:
            continue
        columns.append(_own(each))
        if isinstance(each.related_model, type) and each.name not in unjoined:
            said = _SAID.get(each.related_model, ())
            columns += [Column(f"{_heading(each)}: {words}", f"{each.name}__{path}") for words, path in said]
    return columns


def _own(each: Field[Any, Any]) -> Column:
    words = {key: str(label) for key, label in each.flatchoices} or None
    return Column(_heading(each), each.attname, words)


def _heading(each: Field[Any, Any]) -> str:
    name = str(each.verbose_name)
    return name[:1].upper() + name[1:]
