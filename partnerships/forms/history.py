"""What a project's history shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from partnerships.forms._filters import FilterForm, OptionField
from partnerships.history import KINDS
from partnerships.models import User


class HistoryFilter(FilterForm):
    """By what changed and by who changed it; `history.calls_of` takes both, so there is no queryset to apply it to."""

    kind = OptionField(label="What changed", any_label="Anything")
    who = OptionField(label="Who", any_label="Anybody")

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", [(key, each.label) for key, each in KINDS.items()])
        self.offer("who", [(str(person.pk), str(person)) for person in people])
