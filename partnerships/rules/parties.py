"""Who outside the trust owns or answers what: one mapping of parties to owners' roles and to contacts' roles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from partnerships.rules.words import ContactRole, OwnerRole, Party

OWNERS: dict[Party, tuple[OwnerRole, ...]] = {
    Party.LA: (OwnerRole.LA,),
    Party.DIOCESE: (OwnerRole.DIO,),
    Party.SOLICITOR: (OwnerRole.SOL,),
    Party.SCHOOL: (OwnerRole.HT, OwnerRole.GB, OwnerRole.SAT),
    Party.DFE: (OwnerRole.DFE,),
    Party.OTHER: (OwnerRole.OTHER, OwnerRole.EMPLOYER),
}
"""The owners' roles that each party answers for; the first is the one it is given a milestone under."""

CONTACTS: dict[Party, tuple[ContactRole, ...]] = {
    Party.LA: (ContactRole.LA,),
    Party.DIOCESE: (ContactRole.DIOCESE,),
    Party.SOLICITOR: (
        ContactRole.TRUST_SOLICITOR,
        ContactRole.SCHOOL_SOLICITOR,
        ContactRole.LA_SOLICITOR,
    ),
    Party.SCHOOL: (ContactRole.HEADTEACHER, ContactRole.CHAIR, ContactRole.SENCO),
    Party.DFE: (),
    Party.OTHER: (
        ContactRole.OUTGOING_CEO,
        ContactRole.OUTGOING_ACCOUNTING_OFFICER,
        ContactRole.UNION,
        ContactRole.OTHER,
    ),
}
"""The contacts of each party; the first is whom one usually writes to. The trust's own officers are of none."""

IN_A_SENTENCE = {
    Party.LA: "the local authority",
    Party.DIOCESE: "the diocese",
    Party.SOLICITOR: "the solicitors",
    Party.SCHOOL: "the school",
    Party.DFE: "DfE",
    Party.OTHER: "somebody else",
}

# In this order: the council's solicitor is a solicitor, and the diocese's school adviser not the school.
_SAID = (
    (Party.DFE, r"dfe|department for education|regions? group|regional director|esfa"),
    (Party.SOLICITOR, r"solicitors?|lawyers?|legal|llp|conveyanc\w*"),
    (Party.DIOCESE, r"dioces\w+|bishop\w*|dbe|dbf"),
    (Party.LA, r"la|local authority|council|county|borough"),
    (
        Party.SCHOOL,
        r"school|head|headteacher|head teacher|governors?|governing body|chair|bursar|business manager|senco",
    ),
)
_PATTERNS = tuple((party, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for party, words in _SAID)
_BY_OWNER = {role: party for party, roles in OWNERS.items() for role in roles}
_BY_CONTACT = {role: party for party, roles in CONTACTS.items() for role in roles}


def party_of_contact(role: str) -> Party | None:
    """The party that a contact with this role speaks for; None for the trust's own officers."""
    return _BY_CONTACT.get(ContactRole(role))


def party_of_roles(codes: Sequence[str]) -> Party | None:
    """The party whose milestone it is, by its owners' roles: that of the first; None where that is the trust's own."""
    return _BY_OWNER.get(OwnerRole(codes[0])) if codes else None


def roles_for(party: Party, codes: Sequence[str]) -> list[str]:
    """The owners' roles of a milestone given to this party: those of its roles that are the party's, else the first."""
    mine = [code for code in codes if _BY_OWNER.get(OwnerRole(code)) is party]
    return mine or [OWNERS[party][0].value]


def guess_party(words: str, codes: Sequence[str] = ()) -> Party | None:
    """Who is meant by what somebody typed ("Westmarch council"), else the party that owns the milestone; or None."""
    for party, pattern in _PATTERNS:
        if pattern.search(words):
            return party
    return party_of_roles(codes)
