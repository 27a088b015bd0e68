"""Search and filters of the list of schools."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.models import Group, InTrust
from partnerships.models.school import SchoolQuerySet
from partnerships.reports.schools import SchoolOptions
from partnerships.rules.searching import read_search

# Beside the status codes of GIAS, which are figures.
ALL, GONE = "all", "gone"


class SchoolFilter(FilterForm):
    """Fields in view answer most questions; the rest is under "More filters"."""

    q = search_box("Name, URN, LAESTAB or postcode")
    phase = OptionField(label="Phase")
    type_group = OptionField(label="Type group")
    la = OptionField(label="Local authority")
    in_trust = OptionField(label="In a trust", choices=InTrust.choices)
    status = OptionField(label="Status", any_label="Open, or proposed to close")
    type = OptionField(label="Type")
    region = OptionField(label="Region")
    religious_character = OptionField(label="Religious character")
    trust = forms.CharField(
        label="Trust", required=False, max_length=200, help_text="Words of its name, its TRN or its UID"
    )
    more = ("status", "type", "region", "religious_character", "trust")

    # Field of the form, and the column that it compares.
    _EQUAL = {
        "phase": "phase_code",
        "type_group": "type_group_code",
        "la": "la_name",
        "in_trust": "in_trust",
        "type": "type_code",
        "region": "region_name",
        "religious_character": "religious_character",
    }

    def __init__(self, *args: Any, options: SchoolOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phase", "type_group", "la", "type", "region", "religious_character"):
            self.offer(name, getattr(options, name))
        self.offer(
            "status", (*options.status, (GONE, "No longer in GIAS"), (ALL, "All, whatever their status"))
        )

    def apply(self, queryset: SchoolQuerySet) -> SchoolQuerySet:
        chosen = {column: self.chosen(name) for name, column in self._EQUAL.items() if self.chosen(name)}
        found = self._of_status(queryset).filter(**chosen)
        if self.chosen("q"):
            found = found.search(self.chosen("q"))
        if self.chosen("trust"):
            found = found.filter(trust__in=Group.objects.search(self.chosen("trust")).order_by().values("pk"))
        return found

    @property
    def hides_closed(self) -> bool:
        """Whether schools that are not open are left out; a number finds its school whatever its status."""
        return not self.chosen("status") and not read_search(self.chosen("q")).names_one

    def _of_status(self, queryset: SchoolQuerySet) -> SchoolQuerySet:
        status = self.chosen("status")
        if status == GONE:
            return queryset.exclude(gone_on=None)
        if status and status != ALL:
            return queryset.filter(status_code=status, gone_on=None)
        return queryset.open_now() if self.hides_closed else queryset
