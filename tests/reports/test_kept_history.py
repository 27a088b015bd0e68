"""History of what a trust keeps for all its projects."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.urls import reverse

from partnerships.actions._core import one_call
from partnerships.actions.fit import Terms, answer_for_trust, clear_trust_answer, set_trust_terms
from partnerships.actions.guidance import add_guidance, remove_guidance
from partnerships.models import Group, User
from partnerships.reports.kept_history import guidance_history, terms_history
from partnerships.rules.fit import BY_KEY
from partnerships.rules.guidance import Entry
from tests.conftest import signed_in
from tests.factories import GroupFactory, GuidanceFactory, TrustAnswerFactory

KEY, QUESTION = next((key, each.title) for key, each in BY_KEY.items() if each.has_usual_answer)


def test_terms_and_usual_answers_in_words(administrator: User, trust: Group) -> None:
    set_trust_terms(by=administrator, trust=trust, terms=Terms(charge_percent=Decimal(5)))
    set_trust_terms(
        by=administrator,
        trust=trust,
        terms=Terms(charge_percent=Decimal("4.5"), reserves="kept", as_of=dt.date(2026, 9, 1)),
    )
    answer = answer_for_trust(by=administrator, trust=trust, key=KEY, text="They stay")
    clear_trust_answer(by=administrator, answer=answer)
    TrustAnswerFactory(trust=GroupFactory(), key=KEY)

    assert [(entry.who, entry.text) for entry in terms_history(trust)] == [
        ("Ada Administrator", f"took back the usual answer to “{QUESTION}”"),
        ("Ada Administrator", f"answered “{QUESTION}” for every school: “They stay”"),
        (
            "Ada Administrator",
            "changed the terms: central charge, percent of income from 5 to 4.5; "
            "reserves from not said yet to kept by the school; as agreed on set to 1 September 2026",
        ),
        ("Ada Administrator", "wrote down the terms"),
    ]


def test_guidance_of_ones_own_trusts_and_of_all(administrator: User, trust: Group) -> None:
    said = Entry("Consulting", "DfE", "https://guidance.example/x", "Ask first.")
    row = add_guidance(by=administrator, trust=trust, entry=said)
    remove_guidance(by=administrator, guidance=row)
    GuidanceFactory(trust=GroupFactory(), title="Elsewhere")
    with one_call("add_shipped_guidance", by=None):
        shared = [GuidanceFactory(), GuidanceFactory()]

    entries = guidance_history(administrator)

    assert [entry.text for entry in entries] == [
        "added 2 things", "removed “Consulting” of DfE", "added “Consulting” of DfE",
    ]  # fmt: skip
    assert set(entries[0].lines) == {f"Added “{each.title}” of {each.publisher}" for each in shared}


def test_those_who_keep_it_read_it_on_its_pages(administrator: User, editor: User, trust: Group) -> None:
    set_trust_terms(by=administrator, trust=trust, terms=Terms())
    add_guidance(
        by=administrator,
        trust=trust,
        entry=Entry("Consulting", "DfE", "https://guidance.example/x", "Ask first."),
    )
    said = "Ada Administrator added “Consulting” of DfE"
    keeper = signed_in(administrator)
    assert "wrote down the terms" in keeper.get(reverse("terms-list", args=[trust.pk])).content.decode()
    assert said in keeper.get(reverse("guidance-list")).content.decode()
    assert said not in signed_in(editor).get(reverse("guidance-list")).content.decode()
