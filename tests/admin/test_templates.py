"""Plan templates in the admin: to read, and a draft only by those who keep the template."""

from __future__ import annotations

import pytest
from django.urls import reverse

from partnerships.models import Group, User
from tests.conftest import signed_in
from tests.factories import TemplateFactory, TemplateMilestoneFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["manager", "administrator", "outsider", "site_administrator"])
def test_a_draft_is_seen_by_those_who_keep_the_template(
    cast: dict[str, User | None], trust: Group, who: str
) -> None:
    published = TemplateFactory(trust=trust, name="Published plan")
    draft = TemplateFactory(trust=trust, name="Drafted plan", version=2, published_at=None)
    shipped_draft = TemplateFactory(trust=None, name="Shipped draft", version=2, published_at=None)
    TemplateMilestoneFactory(template=draft, title="Drafted milestone")
    client = signed_in(cast[who])
    listed = client.get(reverse("admin:partnerships_plantemplate_changelist")).content.decode()
    rows = client.get(
        reverse("admin:partnerships_templatemilestone_changelist"), {"q": "drafted"}
    ).content.decode()
    mine = who == "administrator"
    assert (published.name in listed) is (who in ("manager", "administrator"))
    assert (draft.name in listed, "Drafted milestone" in rows) == (mine, mine)
    assert (shipped_draft.name in listed) is (who == "site_administrator")
