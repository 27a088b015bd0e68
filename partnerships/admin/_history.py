"""History with differences, for any model that keeps one: who, when, by which action, from what to what."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model
from django.utils import timezone

KINDS = {"+": "Added", "~": "Changed", "-": "Removed"}
# Said by nothing but a number, or of no use to a reader.
_UNTOLD = frozenset({"version", "position"})


@dataclass(frozen=True)
class Difference:
    """One field, before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One row of history."""

    at: dt.datetime | dt.date | None
    who: str
    what: str
    why: str = ""
    differences: list[Difference] = field(default_factory=list)

    @property
    def time(self) -> str:
        """The time of day, where it is known."""
        return f"{timezone.localtime(self.at):%H:%M}" if isinstance(self.at, dt.datetime) else ""


def history_of(model: type[Model], pk: Any) -> Any:
    """The history rows of one object, newest first, with what they point to."""
    rows = model.history.filter(**{model._meta.pk.attname: pk})  # type: ignore[attr-defined]  # only tracked models come here
    return rows.select_related("history_user").order_by("-history_date", "-history_id")


def entries(model: type[Model], rows: list[Any], shown: int) -> list[Entry]:
    """The first `shown` of the rows as entries; the one after them is only compared with."""
    pairs = list(zip(rows, [*rows[1:], None], strict=True))[:shown]
    names = _names(model, rows)
    return [
        Entry(
            at=row.history_date,
            who=str(row.history_user or "Trust Tracker"),
            what=_what(row),
            why=row.history_change_reason or "",
            differences=list(_differences(model, earlier, row, names)),
        )
        for row, earlier in pairs
    ]


def _what(row: Any) -> str:
    kind = KINDS.get(row.history_type, "")
    return f"{kind}: {row.action.replace('_', ' ')}" if row.action else kind


def _differences(model: type[Model], earlier: Any, row: Any, names: dict[Any, str]) -> Iterable[Difference]:
    if row.history_type == "-":
        return
    for each in row.tracked_fields:
        if each.name in _UNTOLD or each.primary_key:
            continue
        after = getattr(row, each.attname)
        before = getattr(earlier, each.attname) if earlier is not None else None
        if before == after or (earlier is None and after in (None, "", [], False)):
            continue
        source = model._meta.get_field(each.name)
        assert isinstance(source, Field)
        yield Difference(
            str(source.verbose_name).capitalize()
            if str(source.verbose_name).islower()
            else str(source.verbose_name),
            _word(source, before, names) if earlier is not None else "",
            _word(source, after, names),
        )


def _names(model: type[Model], rows: list[Any]) -> dict[Any, str]:
    """The words for everything that the rows point to: one query for each foreign key, whatever the rows."""
    names: dict[Any, str] = {}
    for each in model._meta.concrete_fields:
        if each.related_model is None or isinstance(each.related_model, str):
            continue
        keys = {getattr(row, each.attname, None) for row in rows} - {None}
        found = each.related_model._default_manager.filter(pk__in=keys).select_related() if keys else ()
        names.update({(each.related_model, row.pk): str(row) for row in found})
    return names


def _word(source: Field[Any, Any], value: Any, names: dict[Any, str]) -> str:
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, list | dict):
        return (
            ", ".join(map(str, value)) if isinstance(value, list) else json.dumps(value, ensure_ascii=False)
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    if source.related_model is not None:
        return names.get((source.related_model, value), f"no longer there ({value})")
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%-d %B %Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%-d %B %Y}"
    return str(dict(source.flatchoices).get(value, value))
