"""Choosing whose a milestone is, and whom it waits for: one list of people, roles, contacts and parties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from partnerships.actions.owners import Owner, owner_problems
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.models import Contact, Milestone, Project, User
from partnerships.reports.plan_rows import roles_in_words
from partnerships.rules.parties import OWNERS, party_of_contact
from partnerships.rules.words import Job, OwnerRole, Party

Group = tuple[str, list[tuple[str, str]]]

# Jobs in the trust that a plan gives milestones to.
_ROLES = [(f"role-{role.value}", role.label) for role in OwnerRole if not role.outside]
_PARTIES = [(f"party-{party.value}", party.label) for party in Party]
assert len(_ROLES) == len(Job) - 1


@dataclass(frozen=True)
class WaitedFor:
    """A contact or a party that is waited for; neither where only words say it."""

    party: str = ""
    contact: Contact | None = None


class _OneOfMany(forms.ChoiceField):
    """A drop-down in groups. `offer` fills it."""

    def __init__(self, **kwargs: Any) -> None:
        message = "Choose one from the list. What was chosen is no longer in it."
        super().__init__(required=False, error_messages={"invalid_choice": message}, **kwargs)
        self._people: dict[str, User] = {}
        self._contacts: dict[str, Contact] = {}

    def _set(self, empty: str, groups: Iterable[Group]) -> None:
        self.choices = [("", empty), *(group for group in groups if group[1])]

    def _offer_contacts(self, contacts: Iterable[Contact]) -> list[tuple[str, str]]:
        self._contacts = {f"contact-{each.pk}": each for each in contacts}
        return [(key, contact_words(each)) for key, each in self._contacts.items()]

    def _offer_people(self, people: Iterable[User]) -> list[tuple[str, str]]:
        self._people = {str(each.pk): each for each in people}
        return [(key, str(each)) for key, each in self._people.items()]


class OwnerField(_OneOfMany):
    """Whose it is. Cleaned to an `Owner`; to one without anybody (back to the roles it has) where nothing is chosen."""

    def offer(self, project: Project, *, roles: str | None = None) -> None:
        """The project's people, contacts and all roles; `roles` are the codes it goes back to, None for no such way."""
        people = User.objects.in_trust(project.trust_id)
        if project.confidential:
            people = people.filter(named_on__project=project)
        contacts = [each for each in project.contacts.all() if party_of_contact(each.role)]
        back = (
            "Choose who" if roles is None else f"By role: {roles_in_words(roles)}" if roles else "Nobody yet"
        )
        self.offer_all(people, contacts, empty=back)

    def offer_all(self, people: Iterable[User], contacts: Iterable[Contact] = (), *, empty: str) -> None:
        """These people and contacts, and every role and party."""
        self._set(
            empty,
            [
                ("People", self._offer_people(people)),
                ("Contacts of this project", self._offer_contacts(contacts)),
                ("Roles in the trust", _ROLES),
                ("Outside the trust", _PARTIES),
            ],
        )

    def label_of(self, value: str) -> str:
        """What stands in the list for a value; empty for one that is not in it."""
        groups: Any = self.choices
        rows = [row for _name, rows in groups if isinstance(rows, list) for row in rows]
        return str(dict(rows).get(value, ""))

    def clean(self, value: Any) -> Owner:
        key = super().clean(value)
        kind, _, code = key.partition("-")
        if kind == "role":
            return Owner(roles=(code,))
        if kind == "party":
            return Owner(roles=(OWNERS[Party(code)][0].value,))
        return Owner(person=self._people.get(key), contact=self._contacts.get(key))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "")


class WaitedForField(_OneOfMany):
    """Whom it waits for, of the project's contacts or the parties. Cleaned to a `WaitedFor`."""

    def offer(self, project: Project) -> None:
        """The project's contacts and every party."""
        contacts = self._offer_contacts(project.contacts.all())
        self._set("Nobody chosen", [("Contacts of this project", contacts), ("Others", _PARTIES)])

    def clean(self, value: Any) -> WaitedFor:
        key = super().clean(value)
        contact = self._contacts.get(key)
        return WaitedFor(party="" if contact or not key else key.partition("-")[2], contact=contact)


def contact_words(contact: Contact) -> str:
    """ "Caroline Metcalf, Westmarch Council (Local authority)"."""
    who = ", ".join(filter(None, (contact.name, contact.organisation)))
    return f"{who} ({contact.get_role_display()})"


def owner_value(milestone: Milestone) -> str:
    """What an `OwnerField` shows as chosen for this milestone; empty while its roles decide."""
    if milestone.owner_id is not None:
        return str(milestone.owner_id)
    return f"contact-{milestone.owner_contact_id}" if milestone.owner_contact_id is not None else ""


def waited_for_value(milestone: Milestone) -> str:
    """What a `WaitedForField` shows as chosen: what was logged, else whoever of outside the milestone is given to."""
    if milestone.waiting_contact_id is not None:
        return f"contact-{milestone.waiting_contact_id}"
    if milestone.waiting_party:
        return f"party-{milestone.waiting_party}"
    if milestone.waiting_on or milestone.owner_contact_id is None:
        return ""
    return f"contact-{milestone.owner_contact_id}"


class MilestoneOwnerForm(SeenVersion, GovForm):
    """Whose one milestone is."""

    submit_label = "Save the owner"

    owner = OwnerField(label="Owner")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        self.milestone = milestone
        kwargs["initial"] = {"owner": owner_value(milestone), "version": milestone.version}
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, OwnerField)
        owner.offer(milestone.project, roles=milestone.owner_roles)
        self.helper.mark_optional = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "owner" in data:
            self.add_problems(owner_problems(data["owner"], self.milestone.project))
        return data
