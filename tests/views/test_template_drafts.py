"""Editing a draft: every form of a milestone, and what is told before it is published."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.actions.templates import template_rows
from partnerships.models import Group, PlanTemplate, TemplateMilestone
from partnerships.permissions import Role
from partnerships.rules.plan import Dependency
from partnerships.rules.words import Route
from tests.conftest import signed_in
from tests.factories import (
    MembershipFactory,
)
from tests.views._templates import draft as draft
from tests.views._templates import fields, page
from tests.views._templates import keeper as keeper

pytestmark = pytest.mark.django_db


def test_every_form_of_every_shipped_milestone_saved_untouched_changes_nothing(
    keeper: Client, draft: PlanTemplate
) -> None:
    before = template_rows(draft)
    wanted = ("EXP-01", "EXP-09", "PAR-05", "PAR-08", "LEG-19", "LEG-21", "OPS-19", "OPS-04", "CON-13")
    for milestone in draft.milestones.filter(code__in=wanted):
        for name in ("edit", "applies", "waits"):
            address = f"template-milestone-{name}"
            answer = keeper.post(reverse(address, args=[milestone.pk]), fields(keeper, address, milestone.pk))
            assert answer.status_code == 302, answer.context["form"].errors
    assert template_rows(draft) == before


def test_dates_are_given_in_words_people_use(keeper: Client, draft: PlanTemplate) -> None:
    milestone = draft.milestones.get(code="EXP-01")
    sent = fields(keeper, "template-milestone-edit", milestone.pk) | {
        "number_voluntary": "80",
        "when_voluntary": "weeks_before",
        "number_order": "10",
        "when_order": "days_after",
        "number_transfer": "",
        "when_transfer": "",
        "takes_number": "1.5",
        "takes_unit": "weeks",
        "owners": ["DFE", "CEO"],
    }
    keeper.post(reverse("template-milestone-edit", args=[milestone.pk]), sent)
    milestone.refresh_from_db()
    assert milestone.days == {"voluntary": -560, "order": 10}
    assert (milestone.takes_days, milestone.owner_roles) == (10, "CEO,DFE")
    shown = page(keeper, "template-milestone", milestone.pk)
    assert "80 weeks before conversion" in shown
    assert "10 days after conversion" in shown
    assert "Not in this route" in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number_order": "many"}, "Academy order (sponsored): enter a number of weeks, such as 12 or 2.5"),
        ({"when_order": ""}, "Academy order (sponsored): choose weeks or days, before or after"),
        ({"when_order": "on"}, "leave the number empty for “On the day”"),
        ({"when_order": "days_before", "number_order": "2.5"}, "enter a number of days, such as 12"),
        ({"number_order": "-3"}, "enter a number of weeks"),
        ({"number_order": "NaN"}, "enter a number of weeks"),
        ({"number_order": "99999"}, "no further than ten years"),
        ({"takes_number": "long"}, "It usually takes: enter a number of weeks"),
        ({"repeat_number": "0"}, "It must repeat after at least a day"),
        ({"title": " "}, "Enter title"),
        ({"when_order": "", "number_order": ""}, "Say when it is due in at least one route"),
    ],
)
def test_a_milestone_that_is_wrong_is_told_where(
    keeper: Client, draft: PlanTemplate, wrong: dict[str, str], said: str
) -> None:
    good = {
        "title": "Walk",
        "phase": "EXP",
        "anchor": "joining",
        "takes_unit": "weeks",
        "repeat_unit": "weeks",
    }
    good |= {"number_order": "12", "when_order": "weeks_before"}
    answer = keeper.post(reverse("template-milestone-add", args=[draft.pk]), good | wrong)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert draft.milestones.count() == 105


def test_conditions_are_built_from_answers_route_by_route(keeper: Client, draft: PlanTemplate) -> None:
    milestone = draft.milestones.get(code="EXP-01")
    sent = fields(keeper, "template-milestone-applies", milestone.pk) | {
        "joined_voluntary": "any",
        "term_voluntary_1": "church=yes",
        "term_voluntary_3": "pfi=no",
        "joined_order": "all",
        "term_order_1": "order_basis!=s4_1_a",
        "joined_transfer": "same",
    }
    keeper.post(reverse("template-milestone-applies", args=[milestone.pk]), sent)
    milestone.refresh_from_db()
    either = {"any": [{"fact": "church"}, {"not": {"fact": "pfi"}}]}
    assert milestone.applies == {
        "voluntary": either,
        "order": {"not": {"fact": "order_basis", "is": ["s4_1_a"]}},
        "transfer": either,
    }


def test_a_nested_condition_is_kept_unless_it_is_replaced(keeper: Client, draft: PlanTemplate) -> None:
    nested = {"all": [{"fact": "church"}, {"any": [{"fact": "pfi"}, {"fact": "nursery"}]}]}
    milestone = draft.milestones.get(code="EXP-01")
    TemplateMilestone.objects.filter(pk=milestone.pk).update(applies={"order": nested})
    shown = page(keeper, "template-milestone-applies", milestone.pk)
    assert "As it is now: Church school: yes, and (PFI contract: yes, or Nursery: yes)" in shown
    sent = fields(keeper, "template-milestone-applies", milestone.pk)
    assert sent["joined_order"] == "keep"
    keeper.post(reverse("template-milestone-applies", args=[milestone.pk]), sent)
    milestone.refresh_from_db()
    assert milestone.applies == {"order": nested}
    sent = fields(keeper, "template-milestone-applies", milestone.pk) | {"joined_order": "always"}
    keeper.post(reverse("template-milestone-applies", args=[milestone.pk]), sent)
    milestone.refresh_from_db()
    assert milestone.applies == {}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"joined_voluntary": "all"}, "Voluntary conversion: choose at least one answer"),
        ({"term_voluntary_1": "pfi=yes"}, "Voluntary conversion: choose “all of these” or"),
    ],
)
def test_answers_without_a_word_that_joins_them_are_not_passed_over(
    keeper: Client, draft: PlanTemplate, wrong: dict[str, str], said: str
) -> None:
    milestone = draft.milestones.get(code="EXP-01")
    sent = fields(keeper, "template-milestone-applies", milestone.pk) | wrong
    answer = keeper.post(reverse("template-milestone-applies", args=[milestone.pk]), sent)
    assert said in answer.content.decode()


def test_what_it_waits_for_is_chosen_by_code_and_title_and_route(keeper: Client, draft: PlanTemplate) -> None:
    milestone = draft.milestones.get(code="EXP-03")
    sent = fields(keeper, "template-milestone-waits", milestone.pk)
    assert "EXP-04 Governing body agrees to explore joining" in page(
        keeper, "template-milestone-waits", milestone.pk
    )
    sent |= {"code_0": "", "code_1": "EXP-01", "routes_1": "voluntary,transfer", "code_2": "EXP-04"}
    keeper.post(reverse("template-milestone-waits", args=[milestone.pk]), sent)
    milestone.refresh_from_db()
    (row,) = [each for each in template_rows(draft) if each.code == "EXP-03"]
    assert row.depends_on == (
        Dependency("EXP-01", frozenset({Route.VOLUNTARY, Route.TRANSFER})),
        Dependency("EXP-04"),
    )


def test_who_was_faster_is_said_and_what_was_typed_is_kept(
    keeper: Client, trust: Group, draft: PlanTemplate
) -> None:
    colleague = signed_in(MembershipFactory(trust=trust, role=Role.ADMINISTRATOR, user__name="Bo Quick").user)
    address = "template-milestone-edit"
    milestone = draft.milestones.get(code="EXP-01")
    mine = fields(keeper, address, milestone.pk) | {"title": "Mine"}
    theirs = fields(colleague, address, milestone.pk) | {"title": "Theirs"}
    colleague.post(reverse(address, args=[milestone.pk]), theirs)
    answer = keeper.post(reverse(address, args=[milestone.pk]), mine)
    said = answer.content.decode()
    assert "Bo Quick changed “Theirs” while you were editing" in said
    assert 'value="Mine"' in said
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert keeper.post(reverse(address, args=[milestone.pk]), again).status_code == 302
    milestone.refresh_from_db()
    assert milestone.title == "Mine"


def test_a_milestone_is_moved_and_taken_out(keeper: Client, draft: PlanTemplate) -> None:
    first, third = draft.milestones.get(code="EXP-01"), draft.milestones.get(code="EXP-03")
    keeper.post(reverse("template-milestone-move", args=[first.pk]), {"after": third.pk})
    assert list(draft.milestones.order_by("position").values_list("code", flat=True))[:3] == [
        "EXP-02",
        "EXP-03",
        "EXP-01",
    ]
    asked = page(keeper, "template-milestone-retire", third.pk)
    assert "CON-12 Governing body resolves to convert" in asked
    keeper.post(reverse("template-milestone-retire", args=[third.pk]))
    assert not draft.milestones.filter(code="EXP-03").exists()


def test_a_draft_says_what_is_to_be_put_right_and_is_not_published_before(
    keeper: Client, draft: PlanTemplate
) -> None:
    draft.milestones.filter(code="EXP-02").update(depends_on=[{"code": "OPN-01"}])
    said = "EXP-02 “Hold a first meeting about vision and values” is due"
    assert said in page(keeper, "template-detail", draft.pk)
    answer = keeper.post(
        reverse("template-publish", args=[draft.pk]), {"what_changed": "More", "version": draft.edits}
    )
    assert said in answer.content.decode()
    draft.refresh_from_db()
    assert draft.is_draft


def test_what_is_lost_with_a_milestone_is_said_before_it_goes_and_before_it_is_published(
    keeper: Client, draft: PlanTemplate
) -> None:
    opened = draft.milestones.get(code="OPN-01")
    said = f"Trust Tracker knows “{opened.title}” by its code, OPN-01."
    assert said in page(keeper, "template-milestone-retire", opened.pk)
    keeper.post(reverse("template-milestone-retire", args=[opened.pk]))
    where = reverse("template-publish", args=[draft.pk])
    assert said in keeper.get(where).content.decode()
    # A warning: whoever means it may.
    keeper.post(where, {"what_changed": "No opening", "version": PlanTemplate.objects.get(pk=draft.pk).edits})
    assert not PlanTemplate.objects.get(pk=draft.pk).is_draft
