"""Records of partnerships, fit and guidance in the admin: written by the same actions as on the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from partnerships.models import (
    FitAnswer,
    Group,
    Guidance,
    Partnership,
    PartnershipActivity,
    PartnershipExtension,
    PartnershipMeasure,
    PartnershipService,
    Project,
    Promise,
    TrustAnswer,
    TrustTerms,
    User,
)
from partnerships.rules.fit import BY_KEY
from tests.admin._forms import change, errors
from tests.admin.conftest import Records, address
from tests.conftest import signed_in
from tests.factories import EvidenceFactory, GuidanceFactory, PartnershipFactory, TrustAnswerFactory

KEY = next(key for key, each in BY_KEY.items() if each.has_usual_answer)


@pytest.fixture
def client(manager: User) -> Client:
    return signed_in(manager)


@pytest.fixture
def partnership(project: Project) -> Partnership:
    return PartnershipFactory(project=project)


def added(client: Client, model: type[Model], sent: dict[str, Any]) -> Any:
    """The row that the admin's form added."""
    answer = client.post(address("add", model), sent)
    assert answer.status_code == 302, errors(answer)
    return model._default_manager.latest("pk")


def removed(client: Client, row: Model) -> bool:
    assert client.post(address("delete", row, row.pk), {"post": "yes"}).status_code == 302
    return not type(row)._default_manager.filter(pk=row.pk).exists()


def test_services_and_measures(client: Client, partnership: Partnership) -> None:
    of_it = {"partnership": partnership.pk}
    service = added(client, PartnershipService, {**of_it, "area": "teaching", "what": "Phonics"})
    assert (service.project, service.history.get().action) == (partnership.project, "add_service")
    url = address("change", service, service.pk)
    assert "days_planned" in errors(change(client, url, days_planned="-1"))
    assert change(client, url, days_planned="7.5").status_code == 302
    twice = client.post(address("add", PartnershipService), {**of_it, "area": "teaching", "what": "phonics"})
    assert "what" in errors(twice)
    measure = added(client, PartnershipMeasure, {**of_it, "what": "Reading"})
    assert "now_on" in errors(change(client, address("change", measure, measure.pk), now="70%"))
    assert removed(client, measure)
    assert removed(client, service)


def test_activities_keep_their_service_and_evidence(client: Client, partnership: Partnership) -> None:
    sent = {"partnership": partnership.pk, "on": "2026-10-01", "kind": "training", "focus": "Blending"}
    assert "on" in errors(client.post(address("add", PartnershipActivity), {**sent, "on": "2999-01-01"}))
    activity = added(client, PartnershipActivity, sent)
    service = added(
        client, PartnershipService, {"partnership": partnership.pk, "area": "teaching", "what": "P"}
    )
    activity.service, activity.evidence = service, EvidenceFactory(project=partnership.project)
    activity.save()
    assert change(client, address("change", activity, activity.pk), hours="2.5").status_code == 302
    fresh = PartnershipActivity.objects.get()
    assert (str(fresh.hours), fresh.service, fresh.evidence) == ("2.50", service, activity.evidence)
    assert fresh.history.first().action == "change_activity"
    assert removed(client, activity)


def test_extensions_are_only_read(client: Client, records: Records) -> None:
    row = records.of[PartnershipExtension]
    assert client.get(address("add", PartnershipExtension)).status_code == 403
    assert client.post(address("change", row, row.pk), {"reason": "Else"}).status_code == 403
    assert client.post(address("delete", row, row.pk), {"post": "yes"}).status_code == 403


def test_answers_on_fit_keep_what_shows_them(client: Client, project: Project) -> None:
    answer = added(client, FitAnswer, {"project": project.pk, "key": KEY, "text": "Kindness"})
    answer.evidence = EvidenceFactory(project=project)
    answer.save()
    url = address("change", answer, answer.pk)
    assert "text" in errors(change(client, url, text=" "))
    assert change(client, url, text="Courage").status_code == 302
    fresh = FitAnswer.objects.get()
    assert (fresh.text, fresh.evidence) == ("Courage", answer.evidence)
    again = client.post(address("add", FitAnswer), {"project": project.pk, "key": KEY, "text": "Else"})
    assert errors(again)
    assert removed(client, answer)


def test_promises(client: Client, project: Project, editor: User) -> None:
    sent = {"project": project.pk, "what": "Breakfast", "made_on": "2026-10-01", "check_when": "day"}
    assert "check_on" in errors(client.post(address("add", Promise), sent))
    promise = added(client, Promise, {**sent, "check_on": "2027-10-01"})
    assert change(client, address("change", promise, promise.pk), owner=editor.pk).status_code == 302
    assert Promise.objects.get().owner == editor
    assert promise.history.first().action == "change_promise"


def test_a_trusts_terms_and_answers_are_its_administrators(
    client: Client, administrator: User, trust: Group
) -> None:
    sent = {"trust": trust.pk, "charge_percent": "5", "reserves": "kept"}
    assert client.post(address("add", TrustTerms), sent).status_code == 403
    keeper = signed_in(administrator)
    assert "charge_percent" in errors(
        keeper.post(address("add", TrustTerms), {**sent, "charge_percent": "101"})
    )
    terms = added(keeper, TrustTerms, sent)
    assert change(keeper, address("change", terms, terms.pk), reserves="pooled").status_code == 302
    assert terms.history.first().action == "set_trust_terms"
    answer = added(keeper, TrustAnswer, {"trust": trust.pk, "key": KEY, "text": "Governors stay"})
    assert "url" in errors(change(keeper, address("change", answer, answer.pk), url="http:nowhere"))
    assert removed(keeper, answer)
    elsewhere = TrustAnswerFactory(key=KEY)
    assert keeper.get(address("change", elsewhere, elsewhere.pk)).status_code == 404


def test_guidance_of_a_trust_and_of_all(
    client: Client, administrator: User, site_administrator: User, trust: Group
) -> None:
    sent = {
        "title": "Consulting", "publisher": "DfE", "url": "https://guidance.example/x", "says": "Ask first.",
        "about": "CON-04, CON-06",
    }  # fmt: skip
    assert client.post(address("add", Guidance), {**sent, "trust": trust.pk}).status_code == 403
    keeper = signed_in(administrator)
    assert "trust" in errors(keeper.post(address("add", Guidance), sent))
    own = added(keeper, Guidance, {**sent, "trust": trust.pk})
    assert (own.about, own.history.get().action) == (["CON-04", "CON-06"], "add_guidance")
    assert change(keeper, address("change", own, own.pk), about="CON-04").status_code == 302
    assert Guidance.objects.get(pk=own.pk).about == ["CON-04"]
    shared = GuidanceFactory()
    assert keeper.post(address("change", shared, shared.pk), sent).status_code == 403
    site = signed_in(site_administrator)
    assert change(site, address("change", shared, shared.pk), says="Ask parents first.").status_code == 302
    assert removed(site, shared)
