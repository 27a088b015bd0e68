"""Who outside the trust is meant: by owners' roles, by contacts' roles, by what somebody typed."""

import pytest

from partnerships.rules.parties import (
    CONTACTS,
    IN_A_SENTENCE,
    OWNERS,
    guess_party,
    party_of_contact,
    party_of_roles,
    roles_for,
)
from partnerships.rules.words import ContactRole, OwnerRole, Party


def test_every_owner_outside_the_trust_is_of_one_party() -> None:
    named = [role for roles in OWNERS.values() for role in roles]
    assert sorted(named) == sorted(role for role in OwnerRole if role.outside)


def test_every_contact_is_of_one_party_but_for_the_trusts_own_officers() -> None:
    named = [role for roles in CONTACTS.values() for role in roles]
    assert len(named) == len(set(named))
    assert set(ContactRole) - set(named) == {ContactRole.TRUST_CEO, ContactRole.TRUST_ACCOUNTING_OFFICER}
    assert party_of_contact("trust_ceo") is None


def test_every_party_has_roles_and_words_for_a_sentence() -> None:
    assert set(OWNERS) == set(CONTACTS) == set(IN_A_SENTENCE) == set(Party)
    assert all(OWNERS.values())


@pytest.mark.parametrize(
    ("role", "party"),
    [
        ("la", Party.LA),
        ("la_solicitor", Party.SOLICITOR),
        ("trust_solicitor", Party.SOLICITOR),
        ("headteacher", Party.SCHOOL),
        ("chair", Party.SCHOOL),
        ("diocese", Party.DIOCESE),
        ("union", Party.OTHER),
        ("outgoing_ceo", Party.OTHER),
    ],
)
def test_a_contact_speaks_for_a_party(role: str, party: Party) -> None:
    assert party_of_contact(role) is party


@pytest.mark.parametrize(
    ("codes", "party"),
    [
        (["LA"], Party.LA),
        (["SOL", "LA"], Party.SOLICITOR),
        (["CFO", "LA"], None),
        (["GB", "COM"], Party.SCHOOL),
        (["SAT"], Party.SCHOOL),
        (["EMPLOYER"], Party.OTHER),
        (["TL"], None),
        ([], None),
    ],
)
def test_a_milestone_is_the_first_owners(codes: list[str], party: Party | None) -> None:
    assert party_of_roles(codes) is party


@pytest.mark.parametrize(
    ("party", "codes", "roles"),
    [
        (Party.SCHOOL, ["GB", "CEO"], ["GB"]),
        (Party.LA, ["SOL", "LA"], ["LA"]),
        (Party.DIOCESE, ["CEO"], ["DIO"]),
        (Party.OTHER, [], ["OTHER"]),
    ],
)
def test_given_to_a_party_it_keeps_those_of_its_roles_that_are_the_partys(
    party: Party, codes: list[str], roles: list[str]
) -> None:
    assert roles_for(party, codes) == roles


@pytest.mark.parametrize(
    ("words", "codes", "party"),
    [
        ("the LA", [], Party.LA),
        ("Westmarch Council", ["SOL"], Party.LA),
        ("the council's solicitor", [], Party.SOLICITOR),
        ("Quill and Marram LLP", [], Party.SOLICITOR),
        ("the diocesan school adviser", [], Party.DIOCESE),
        ("DfE's Regions Group", [], Party.DFE),
        ("the chair of governors", [], Party.SCHOOL),
        ("draft lease", ["SOL", "LA"], Party.SOLICITOR),
        ("Caroline", [], None),
        ("Caroline", ["TL"], None),
        ("a flat roof survey", [], None),
    ],
)
def test_words_tell_the_party_else_the_owner_does(words: str, codes: list[str], party: Party | None) -> None:
    assert guess_party(words, codes) is party
