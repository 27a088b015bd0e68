"""An entry of the list of guidance, and looking through the list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from partnerships.actions.guidance import entry_problems
from partnerships.forms._filters import Choices, FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.models import Group, Guidance
from partnerships.models.guidance import GuidanceQuerySet
from partnerships.rules.guidance import (
    CHECKS,
    CONSULTATION,
    LABEL_OF,
    LONGEST_PUBLISHER,
    LONGEST_SAYS,
    LONGEST_TITLE,
    LONGEST_URL,
    PARTNERSHIP,
    Entry,
    codes_in,
)

SHARED = "shared"


class GuidanceForm(SeenVersion, GovForm, forms.Form):
    """One piece of guidance. `whose` is asked for a new one, where there is a choice."""

    submit_label = "Save the guidance"

    title = forms.CharField(label="Title", max_length=LONGEST_TITLE, help_text="As it was published")
    publisher = forms.CharField(
        label="Publisher", max_length=LONGEST_PUBLISHER, help_text="For example DfE, a union or a diocese"
    )
    url = forms.CharField(
        label="Link", max_length=LONGEST_URL, widget=forms.URLInput, help_text="Begins with https://"
    )
    published_on = GovDateField(
        label="Published or updated", required=False, help_text="Leave empty if not known"
    )
    says = forms.CharField(
        label="What it says, in a sentence", max_length=LONGEST_SAYS, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what it says, in a sentence"}, help_text="In your own words.",
    )  # fmt: skip
    codes = forms.CharField(
        label="Milestones that rest on it", required=False, max_length=500,
        help_text="Their codes, for example CON-04, OPS-06. The plan template lists them.",
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label="Fields and checks that rest on it", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(each.key, each.label) for each in (*PARTNERSHIP, *CONSULTATION, *CHECKS)],
    )  # fmt: skip
    review_on = GovDateField(
        label="Look at it again on", required=False, help_text="From that day the list points it out"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        guidance: Guidance | None = None,
        keeps_for: list[tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.guidance, self.trust = guidance, guidance.trust if guidance is not None else None
        self.trusts: dict[str, Group | None] = {}
        if guidance is not None:
            self.initial = {**_told(guidance), **self.initial}
        if keeps_for:
            whose = forms.ChoiceField(
                label="Kept for", choices=keeps_for, widget=forms.RadioSelect, initial=keeps_for[0][0]
            )
            whose.error_messages["required"] = "Choose for whom it is kept"
            self.fields = {"whose": whose, **self.fields}

    @property
    def entry(self) -> Entry:
        """The entry as it was typed."""
        data = self.cleaned_data
        return Entry(
            title=data["title"],
            publisher=data["publisher"],
            url=data["url"],
            says=data["says"],
            published_on=data["published_on"],
            review_on=data["review_on"],
            about=(*codes_in(data["codes"]), *data["topics"]),
        )

    @property
    def for_trust(self) -> Group | None:
        """The trust that it is kept for; None for all."""
        return self.trusts.get(self.cleaned_data.get("whose", ""), self.trust)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(entry_problems(self.entry, trust=self.for_trust, now=self.guidance))
        return data


def _told(guidance: Guidance) -> dict[str, Any]:
    plain = ("title", "publisher", "url", "published_on", "says", "review_on", "version")
    return {name: getattr(guidance, name) for name in plain} | {
        "codes": ", ".join(key for key in guidance.about if key not in LABEL_OF),
        "topics": [key for key in guidance.about if key in LABEL_OF],
    }


class GuidanceFilter(FilterForm):
    q = search_box("Words of the title, publisher or what it says")
    publisher = OptionField(label="Publisher")
    check = OptionField(
        label="To be looked at", choices=[("stale", "Stale links"), ("review", "Past their review")]
    )

    def __init__(self, *args: Any, publishers: Choices, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offer("publisher", publishers)

    def apply(self, queryset: Any) -> GuidanceQuerySet:
        found: GuidanceQuerySet = queryset.search(self.chosen("q")) if self.chosen("q") else queryset
        if publisher := self.chosen("publisher"):
            found = found.filter(publisher=publisher)
        if self.chosen("check") == "stale":
            found = found.with_stale_links()
        elif self.chosen("check") == "review":
            found = found.review_due(on=self.today)
        return found
