"""To whom one writes about what is owed: the contact that is named, else the project's usual one, else the body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from partnerships.models import Contact
from partnerships.models.project import ProjectQuerySet
from partnerships.rules.parties import CONTACTS
from partnerships.rules.words import Party

if TYPE_CHECKING:
    from partnerships.reports.owed import OwedProject

_PLACE = {party: place for place, party in enumerate(Party)}

# Words that leave open whose solicitors, as _plain has them: then the trust's own are asked.
_ANY_SOLICITOR = ("solicitors", "the solicitors", "our solicitors", "the trust s solicitors")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom one writes to: a person of an organisation, or an organisation alone. One person is one recipient in
    however many projects they are a contact."""

    party: Party
    organisation: str
    name: str = ""
    email: str = ""
    telephone: str = ""

    @property
    def key(self) -> str:
        """Names the recipient in an address without telling who it is."""
        text = f"{self.party}|{self.organisation.strip()}|{self.name.strip()}".casefold()
        return sha256(text.encode()).hexdigest()[:16]

    @property
    def title(self) -> str:
        """ "Caroline Metcalf, Westmarch Council", or the organisation alone."""
        return ", ".join(filter(None, (self.name, self.organisation)))

    @property
    def order(self) -> tuple[int, str, str]:
        return _PLACE[self.party], self.organisation.casefold(), self.name.casefold()


class _Person(NamedTuple):
    key: int
    project: int
    role: str
    name: str
    organisation: str
    email: str
    telephone: str


class AddressBook:
    """The contacts of some projects."""

    def __init__(self, people: list[_Person]) -> None:
        self._by_key = {person.key: person for person in people}
        self._usual: dict[tuple[int, str], list[_Person]] = {}
        self._best: dict[str, Recipient] = {}
        self._of_project: dict[int, list[_Person]] = {}
        for person in people:
            self._of_project.setdefault(person.project, []).append(person)
            self._usual.setdefault((person.project, person.role), []).append(person)

    @classmethod
    def of(cls, projects: ProjectQuerySet) -> AddressBook:
        """Every contact of these projects: one query."""
        contacts = Contact.objects.filter(project__in=projects.order_by().values("pk")).order_by("pk")
        values = contacts.values_list(
            *("pk", "project_id", "role", "name", "organisation", "email", "telephone")
        )
        return cls([_Person(*row) for row in values])

    def recipient(
        self, project: OwedProject, party: Party, contact: int | None, words: str = ""
    ) -> Recipient:
        """Whom to write to about something that this party owes; `words` say on whom it waits, if they do."""
        person = self._by_key.get(contact) if contact is not None else self._meant(project.pk, party, words)
        if person is None:
            return self._seen(Recipient(party, _body(project, party, words)))
        organisation = person.organisation or _body(project, party, "")
        return self._seen(Recipient(party, organisation, person.name, person.email, person.telephone))

    def _meant(self, project: int, party: Party, words: str) -> _Person | None:
        """The one whose name or organisation the words have; else the party's usual one.

        Of solicitors each side has its own: words that name none of them are not ours, so that our own is not
        asked for what the council's lawyers owe.
        """
        said = _plain(words)
        roles = {role.value for role in CONTACTS[party]}
        people = [each for each in self._of_project.get(project, []) if each.role in roles] if said else []
        named = [each for each in people if _is_in(each.name, said) or _is_in(each.organisation, said)]
        if len(named) == 1:
            return named[0]
        whose = party is Party.SOLICITOR and said not in ("", *_ANY_SOLICITOR)
        return None if whose else self._usual_one(project, party)

    def _usual_one(self, project: int, party: Party) -> _Person | None:
        """The project's one contact in the party's first role; none where there are several or the party has many."""
        if party is Party.OTHER or not CONTACTS[party]:
            return None
        found = self._usual.get((project, CONTACTS[party][0].value), [])
        return found[0] if len(found) == 1 else None

    def _seen(self, new: Recipient) -> Recipient:
        known = self._best.get(new.key)
        if known is None or (new.email and not known.email):
            self._best[new.key] = new
        return new

    def best(self, recipient: Recipient) -> Recipient:
        """The same person has one address, whichever project gives it."""
        return self._best[recipient.key]


def _body(project: OwedProject, party: Party, words: str) -> str:
    """What a party is called for this project where no contact says it."""
    said = words[:1].upper() + words[1:]
    names = {
        Party.LA: f"{project.la_name} local authority" if project.la_name else "Local authority, not named",
        Party.DIOCESE: _named(project.diocese) or "Diocese, not named",
        Party.SOLICITOR: said
        if words and _plain(words) not in _ANY_SOLICITOR
        else "Solicitors, no contact named",
        Party.SCHOOL: project.school,
        Party.DFE: "DfE",
        Party.OTHER: said or "Somebody else, not named",
    }
    return names[party]


def _named(diocese: str) -> str:
    """GIAS says "Not applicable" of a school without a diocese."""
    return "" if diocese.casefold() == "not applicable" else diocese


def _plain(words: str) -> str:
    """Words in small letters without punctuation, to be looked through."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _is_in(name: str, said: str) -> bool:
    """Whether the words have this name, whole."""
    wanted = _plain(name)
    return bool(wanted) and f" {wanted} " in f" {said} "
