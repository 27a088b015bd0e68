"""What a project's history shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from partnerships.forms._filters import FilterForm, OptionField
from partnerships.history import KINDS
from partnerships.models import User


class HistoryFilter(FilterForm):
    """By what changed and by who changed it."""

    kind = OptionField(label="What changed", any_label="Anything")
    who = OptionField(label="Who", any_label="Anybody")

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, who = self.fields["kind"], self.fields["who"]
        assert isinstance(kind, OptionField)
        assert isinstance(who, OptionField)
        kind.offer((key, each.label) for key, each in KINDS.items())
        who.offer((str(person.pk), str(person)) for person in people)

    def apply(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset
