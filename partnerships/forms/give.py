"""To whom many milestones of several projects are given."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from partnerships.actions.owners import Owner
from partnerships.forms.base import GovForm
from partnerships.forms.owners import OwnerField
from partnerships.models import User
from partnerships.permissions import May


class GiveForm(GovForm, forms.Form):
    """One owner for all: a person of the trusts where one may give, a role, or a party without a contact."""

    submit_label = ""

    to = OwnerField(label="Give them to", help_text="A person, a role, or somebody outside the trust")

    def __init__(self, *args: Any, user: User, posted: QueryDict, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posted = posted
        self.helper.form_tag = self.helper.mark_optional = False
        trusts = user.trusts_where(May.LOG_PROGRESS)
        people = User.objects.active().filter(memberships__trust_id__in=trusts).distinct()
        to = self.fields["to"]
        assert isinstance(to, OwnerField)
        to.offer_all(people.order_by("name", "email"), empty="Choose who")

    @property
    def ticked(self) -> list[str]:
        """The ticks, to be carried to the next step."""
        return [key for key in self.posted.getlist("row") if key.isdecimal()]

    @property
    def all_found(self) -> bool:
        """Whether all that the report found is meant, not only what is ticked."""
        return bool(self.posted.get("all"))

    @property
    def chosen_words(self) -> str:
        """What the one who was chosen is called in the list."""
        to = self.fields["to"]
        assert isinstance(to, OwnerField)
        return to.label_of(str(self["to"].value() or ""))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("to") == Owner():
            self.add_error("to", "Choose to whom you give them.")
        return data
