"""What lines about records share: which fields a table has, how each value is said, "added", "changed", "removed"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Field, Model

from partnerships.history.names import Names
from partnerships.history.rows import Change
from partnerships.history.values import Fields, day_words, moves, short
from partnerships.rules.saying import lower_first

Say = Callable[[Any, Names], str]

# Foreign keys, in words; one that is not here never changes, or is nothing to a reader.
_POINTS_TO: dict[str, Say] = {
    "trust_lead_id": lambda key, names: names.user(key),
    "owner_id": lambda key, names: names.user(key),
    "school_lead_id": lambda key, names: names.contact(key),
    "sla_id": lambda key, names: evidence_words(key, names),
    "evidence_id": lambda key, names: evidence_words(key, names),
    "service_id": lambda key, names: f"“{names.services.get(key, 'a service that was removed')}”",
    "milestone_id": lambda key, names: names.milestone(key),
    "duplicate_of_id": lambda key, names: names.response(key),
}


def evidence_words(key: int, names: Names) -> str:
    return f"“{names.evidence.get(key, 'evidence that is gone')}”"


def quoted(text: object) -> str:
    return f"“{short(str(text))}”"


def label_words(label: str) -> str:
    """The label of a word inside a sentence; "SEND" and "VAT" stay as they are."""
    return label if label[:2].isalpha() and label[:2].isupper() else lower_first(label)


def fields_of(
    model: type[Model], *, labels: Mapping[str, str] | None = None, without: Collection[str] = ()
) -> Fields:
    """Every field of a table with its label, in the table's own words, and how its values are said."""
    given = labels or {}
    found = []
    for each in model._meta.concrete_fields:
        say = _saying(each)
        if say is not None and not each.primary_key and each.name not in (*without, "version"):
            label = given.get(each.name, str(each.verbose_name))
            found.append((each.attname, label, say))
    return tuple(found)


def _saying(each: Field[Any, Any]) -> Say | None:
    if each.is_relation:
        return _POINTS_TO.get(each.attname)
    words = {key: label_words(str(label)) for key, label in each.flatchoices}
    if words:
        return lambda value, _: words.get(value, str(value))
    return lambda value, _: value_words(value)


def value_words(value: Any) -> str:
    """A value of any type that a field may have."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Decimal):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    if isinstance(value, list):
        return quoted(", ".join(map(str, value))) if value else "nothing"
    return quoted(value)


def told(change: Change, names: Names, *, a: str, the: str, fields: Fields) -> str:
    """ "added a …", "removed the …", "changed the …: what from what to what"; `a` follows "added", `the` the others."""
    if change.type == "+":
        return f"added {a}"
    if change.type == "-":
        return f"removed {the}"
    parts = moves(change, names, fields)
    return f"changed {the}: {'; '.join(parts)}" if parts else f"updated {the}"


def became(change: Change, name: str) -> bool:
    """Whether a row that was there before has got a value in this field."""
    return change.differs(name) and bool(getattr(change.row, name))


def lost(change: Change, name: str) -> bool:
    """Whether a row that is still there has lost its value in this field."""
    return change.type != "-" and change.differs(name) and not getattr(change.row, name)
