"""Search and filters of the register of Trust Partnerships."""

from __future__ import annotations

import datetime as dt
from typing import Any

from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.project_lists import NOBODY, trust_choices
from partnerships.models import User
from partnerships.models.partnership import PartnershipQuerySet
from partnerships.reports.partnership_list import DUE_DAYS, PartnershipRow
from partnerships.rules.checks.days import months_after
from partnerships.rules.partnership import Expectation
from partnerships.rules.partnership_words import PartnershipState

_MONTHS = [("1", "A month"), ("3", "3 months"), ("6", "6 months"), ("12", "12 months")]
_REVIEWS = [("missed", "One was missed"), ("soon", f"Due within {DUE_DAYS} days")]


class PartnershipFilter(FilterForm):
    """`apply` asks the database; `keeps` asks what is worked out of a row."""

    q = search_box("School, URN, trust or reference")
    trust = OptionField(label="Trust")
    state = OptionField(label="State", choices=PartnershipState.choices())
    ends = OptionField(label="Ends within", choices=_MONTHS)
    review = OptionField(label="Review", choices=_REVIEWS)
    red = OptionField(
        label="Red expectation",
        any_label="Any or none",
        choices=[("any", "At least one"), *Expectation.choices()],
    )
    lead = OptionField(label="Lead in the trust")

    def __init__(
        self, *args: Any, user: User, partnerships: PartnershipQuerySet, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        trusts = trust_choices(user)
        if len(trusts) > 1:
            self.offer("trust", trusts)
        else:
            del self.fields["trust"]
        self.offer("lead", [*partnerships.lead_choices(), (NOBODY, "Nobody yet")])

    @property
    def asks_for_trust(self) -> bool:
        """Whether the person sees partnerships of several trusts."""
        return "trust" in self.fields

    def apply(self, queryset: PartnershipQuerySet) -> PartnershipQuerySet:
        found = queryset.search(self.chosen("q")) if self.chosen("q") else queryset
        if trust := self.chosen("trust"):
            found = found.filter(project__trust_id=int(trust))
        if lead := self.chosen("lead"):
            found = found.with_lead(None if lead == NOBODY else int(lead))
        if months := self.chosen("ends"):
            found = found.going_on().filter(
                ends_on__gte=self.today, ends_on__lte=months_after(self.today, int(months))
            )
        return found

    def keeps(self, row: PartnershipRow) -> bool:
        """Whether a row answers to what the database does not know."""
        state, review, red = (self.chosen(name) for name in ("state", "review", "red"))
        if state and row.state.value != state:
            return False
        if review and not (row.missed_words if review == "missed" else row.review_soon):
            return False
        return not red or row.is_red("" if red == "any" else red)
