"""Publishing a plan template, and the one that ships."""

from __future__ import annotations

import csv

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.shipped import install_shipped_template
from partnerships.actions.templates import publish_template, template_rows
from partnerships.data import MILESTONES, shipped_template
from partnerships.models import Group, PlanTemplate, User

pytestmark = pytest.mark.django_db


def shipped_lines() -> list[dict[str, str | None]]:
    with MILESTONES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_shipped_template_is_there_after_migrate_and_reads_back_as_it_was() -> None:
    template = PlanTemplate.objects.get(trust=None)
    assert template_rows(template) == list(shipped_template())


def test_installing_it_again_changes_nothing() -> None:
    before = PlanTemplate.objects.get(trust=None)
    assert install_shipped_template() == before
    assert PlanTemplate.objects.count() == 1


def test_a_trusts_own_template_is_its_current_one(
    administrator: User, trust: Group, other_trust: Group
) -> None:
    own = publish_template(by=administrator, name="Ours", rows=shipped_lines()[:9], trust=trust)
    assert (own.version, own.milestones.count()) == (1, 9)
    assert PlanTemplate.objects.current_for(trust.pk) == own
    assert PlanTemplate.objects.current_for(other_trust.pk).trust is None


def test_the_next_one_is_the_next_version(administrator: User, trust: Group) -> None:
    publish_template(by=administrator, name="Ours", rows=shipped_lines()[:9], trust=trust)
    second = publish_template(by=administrator, name="Ours", rows=shipped_lines()[:9], trust=trust)
    assert second.version == 2


def test_who_may_publish_a_trusts_template_and_who_the_shipped_one(
    cast: dict[str, User | None], trust: Group
) -> None:
    for who, user in cast.items():
        for owner, publisher in ((trust, "administrator"), (None, "site_administrator")):
            if user is not None and who != publisher:
                with pytest.raises(NotAllowed):
                    publish_template(by=user, name="Ours", rows=shipped_lines()[:9], trust=owner)
    shipped = publish_template(by=cast["site_administrator"], name="Ours", rows=shipped_lines()[:9])
    assert shipped.version == 2


def test_a_circle_is_refused_with_names_and_nothing_is_kept(administrator: User, trust: Group) -> None:
    lines = shipped_lines()
    first = next(line for line in lines if line["code"] == "EXP-01")
    first["depends_on"] = "OPN-01"
    with pytest.raises(Refused, match="EXP-01"):
        publish_template(by=administrator, name="Ours", rows=lines, trust=trust)
    assert not PlanTemplate.objects.filter(trust=trust).exists()
