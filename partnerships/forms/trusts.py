"""Search and filters of the list of trusts."""

from __future__ import annotations

from typing import Any

from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.models.group import GroupQuerySet
from partnerships.reports.trusts import SIZES
from partnerships.rules.register import is_trust
from partnerships.rules.searching import read_search

ALL = "all"


class TrustFilter(FilterForm):
    """Trusts alone unless another type of group is asked for."""

    q = search_box("Name, TRN, UID or company number")
    size = OptionField(label="Size", choices=[(value, words) for value, words, _, _ in SIZES])
    type = OptionField(label="Type", any_label="All trusts")
    status = OptionField(
        label="Status", any_label="Open", choices=[("closed", "Closed"), (ALL, "All, whatever their status")]
    )

    def __init__(self, *args: Any, types: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Trusts first, then federations, sponsors and whatever else GIAS groups schools in.
        trusts_first = sorted(types, key=lambda pair: not is_trust(pair[0]))
        self.offer("type", [*trusts_first, (ALL, "All groups of schools")])

    def apply(self, queryset: GroupQuerySet) -> GroupQuerySet:
        kind = self.chosen("type")
        found = (
            queryset.trusts() if not kind else queryset if kind == ALL else queryset.filter(type_code=kind)
        )
        if self.chosen("q"):
            found = found.search(self.chosen("q"))
        if self.chosen("status") == "closed":
            found = found.closed()
        elif self.hides_closed:
            found = found.open()
        for value, _, fewest, most in SIZES:
            if self.chosen("size") == value:
                found = found.of_size(fewest, most)
        return found

    @property
    def hides_closed(self) -> bool:
        """Whether closed trusts are left out; a number finds its trust whatever its status."""
        return not self.chosen("status") and not read_search(self.chosen("q")).names_one
