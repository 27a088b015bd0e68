"""Enumerations of the rules, guarded in the database."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models


def one_of(field: str, words: Iterable[str], *, name: str, blank: bool = False) -> models.CheckConstraint:
    """A database constraint that `field` holds one of `words` (or nothing, if `blank`)."""
    allowed = [str(getattr(word, "value", word)) for word in words]
    if blank:
        allowed.append("")
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": allowed}), name=name)
