"""A few rows of what an import would do, in words for the page that asks whether to go on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from partnerships.imports.gias.kinds import Kind
from partnerships.imports.gias.rows import Key
from partnerships.imports.gias.take_in import Plan
from partnerships.models import Group, School
from partnerships.rules.saying import say_day

SHOWN = 20


@dataclass(frozen=True)
class ChangedFact:
    row: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Sample:
    created: list[str]
    changed: list[ChangedFact]
    gone: list[str]


def sample_of(plan: Plan) -> Sample:
    """The first rows of each sort. A few queries, whatever the size of the file."""
    found = plan.difference
    created, changed, gone = found.created[:SHOWN], found.changed[:SHOWN], found.gone[:SHOWN]
    place = plan.fields.index("name") if "name" in plan.fields else None
    new = {key: str(row[place]) for key, row in created if place is not None}
    names = _Names(plan.kind, [*(key for key, _ in created), *(each.key for each in changed), *gone], new)
    return Sample(
        [names.of(key) for key, _ in created],
        [
            ChangedFact(names.of(each.key), *words)
            for each in changed
            for words in _facts(plan, each.before, each.after, each.came_back)
        ][:SHOWN],
        [names.of(key) for key in gone],
    )


def _facts(
    plan: Plan, before: tuple[Any, ...], after: tuple[Any, ...], came_back: str
) -> Iterable[tuple[str, str, str]]:
    if came_back:
        yield "Back in GIAS", "", ""
    changed = {name for name, old, new in zip(plan.fields, before, after, strict=True) if old != new}
    for name, old, new in zip(plan.fields, before, after, strict=True):
        # A code says nothing that the name beside it does not say better.
        if name in changed and name.removesuffix("_code") + "_name" not in changed:
            field: Any = plan.kind.model._meta.get_field(name)
            label = str(field.verbose_name)
            yield label[:1].upper() + label[1:], _words(field, old), _words(field, new)


def _words(field: models.Field[Any, Any], value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(field, models.DateField):
        return say_day(dt.date.fromisoformat(str(value)))
    return str(value)


class _Names:
    """Keys in words: names where we know them, numbers where the record has not arrived."""

    def __init__(self, kind: Kind, keys: Iterable[Key], new: dict[Key, str]) -> None:
        self._kind, self._new = kind, new
        keys = list(keys)
        held: dict[str, set[Any]] = {name: {key[n] for key in keys} for n, name in enumerate(kind.key_fields)}
        urns = held.get("urn", set()) | held.get("school_id", set()) | held.get("other_id", set())
        uids = held.get("uid", set()) | held.get("group_id", set())
        self._schools = {school.urn: school.name for school in School.objects.filter(urn__in=urns)}
        self._groups = {group.uid: group.name for group in Group.objects.filter(uid__in=uids)}

    def of(self, key: Key) -> str:
        words = [self._one(name, value, key) for name, value in zip(self._kind.key_fields, key, strict=True)]
        if self._kind.model in (School, Group):
            return words[0]
        return f"{words[0]} in {words[1]}" if len(words) == 2 else f"{words[0]} and {words[1]}: {words[2]}"

    def _one(self, field: str, value: Any, key: Key) -> str:
        if field in ("urn", "school_id", "other_id"):
            name = self._schools.get(value) or self._new.get(key, "")
            return f"{name} ({value})" if name else f"URN {value}"
        if field in ("uid", "group_id"):
            return self._groups.get(value) or self._new.get(key) or f"group {value}"
        return str(value)
