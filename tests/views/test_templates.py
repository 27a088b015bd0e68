"""Pages of plan templates: reading, editing a draft, comparing, publishing, following a newer version."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnerships.actions.template_drafts import publish_draft, start_draft
from partnerships.actions.templates import template_rows
from partnerships.data import MILESTONES, shipped_template
from partnerships.models import Group, PlanTemplate, Project, ProjectAccess, School, TemplateMilestone, User
from partnerships.permissions import Role
from partnerships.rules.plan import Dependency
from partnerships.rules.words import Route
from tests.conftest import signed_in
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    ProjectFactory,
    SchoolFactory,
    TemplateFactory,
    TemplateMilestoneFactory,
)
from tests.helpers import assert_queries_do_not_grow
from tests.plans import planned

pytestmark = pytest.mark.django_db
EVERYWHERE = "voluntary,order,transfer"


def shipped() -> PlanTemplate:
    return PlanTemplate.objects.get(trust=None, version=1)


@pytest.fixture
def draft(administrator: User, trust: Group) -> PlanTemplate:
    return start_draft(by=administrator, trust=trust, name="Ours", source=shipped())


@pytest.fixture
def keeper(administrator: User) -> Client:
    return signed_in(administrator)


def page(client: Client, name: str, *args: Any, **query: Any) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def fields(client: Client, name: str, pk: int) -> dict[str, Any]:
    """What a browser would send of the form as it stands."""
    form = client.get(reverse(name, args=[pk])).context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", []):
            sent[bound.html_name] = value
    return sent


def test_the_list_counts_only_the_live_projects_one_sees(
    viewer: User, trust: Group, other_trust: Group
) -> None:
    ProjectFactory(trust=trust)
    hidden = ProjectFactory(trust=trust, confidential=True)
    ProjectAccess.objects.create(project=hidden, user=MembershipFactory(trust=trust).user)
    ProjectFactory(trust=other_trust)
    found = signed_in(viewer).get(reverse("template-list")).context["families"]
    assert [(each.title, each.versions[0].live, each.behind) for each in found] == [
        ("Shipped with Trust Tracker", 1, 0)
    ]


def test_another_trusts_template_is_not_in_the_list_nor_in_its_csv(outsider: User, trust: Group) -> None:
    TemplateFactory(trust=trust, name="Secret plan")
    client = signed_in(outsider)
    content = b"".join(client.get(reverse("template-list-csv")).streaming_content).decode()
    assert "Secret plan" not in page(client, "template-list") + content
    assert "Trust Tracker plan" in content


def test_a_draft_is_shown_to_those_who_keep_the_template(
    draft: PlanTemplate, keeper: Client, manager: User
) -> None:
    assert "draft of version 1" in page(keeper, "template-list")
    assert "draft of version 1" not in page(signed_in(manager), "template-list")


def test_the_lists_queries_do_not_grow(keeper: Client, trust: Group) -> None:
    def add(n: int) -> None:
        for _ in range(n):
            version = PlanTemplate.objects.filter(trust=trust).count() + 1
            ProjectFactory(trust=trust, template=TemplateFactory(trust=trust, version=version))

    assert_queries_do_not_grow(keeper, reverse("template-list"), add)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"q": "exp-0 questions"}, {"EXP-03"}),
        ({"phase": "PAR", "owner": "GB"}, {"PAR-06", "PAR-07"}),
        ({"route": "transfer", "q": "deed of novation"}, {"LEG-11", "LEG-18", "PST-02"}),
        ({"q": "nothing such"}, set()),
    ],
)
def test_milestones_are_searched_and_filtered(viewer: User, query: dict[str, str], codes: set[str]) -> None:
    response = signed_in(viewer).get(reverse("template-detail", args=[shipped().pk]), query)
    found = {each.code for _, lines in response.context["phases"] for each, _ in lines}
    assert found == codes
    assert response.context["total"] == len(codes)
    assert ("No milestones match" in response.content.decode()) is (not codes)


def test_one_version_costs_the_same_however_long_it_is(viewer: User, trust: Group) -> None:
    template = TemplateFactory(trust=trust)
    assert_queries_do_not_grow(
        signed_in(viewer),
        reverse("template-detail", args=[template.pk]),
        lambda n: TemplateMilestoneFactory.create_batch(n, template=template),
    )


def test_a_file_taken_out_is_taken_in_again_the_same(keeper: Client, trust: Group) -> None:
    odd = {"title": "=2+3", "evidence": "'=that", "guidance": "Two\nlines, “quoted”", "takes_days": 10}
    source = TemplateFactory(trust=GroupFactory(), name="Odd")
    TemplateMilestoneFactory(template=source, position=1, repeat_days=17, days={"order": -18}, **odd)
    for template in (shipped(), source):
        member = MembershipFactory(trust=source.trust, role=Role.ADMINISTRATOR)
        client = signed_in(member.user)
        content = b"".join(client.get(reverse("template-csv", args=[template.pk])).streaming_content)
        upload = SimpleUploadedFile("t.csv", content)
        sent = client.post(
            reverse("template-start"),
            {"owner": source.trust.pk, "source": "file", "name": "x", "file": upload},
        )
        draft = PlanTemplate.objects.drafts().get(trust=source.trust)
        assert sent.url == reverse("template-detail", args=[draft.pk])
        assert template_rows(draft) == template_rows(template)
        draft.delete()


def test_a_trusts_first_template_starts_from_the_shipped_one(
    keeper: Client, administrator: User, trust: Group
) -> None:
    administrator.is_site_administrator = True  # keeps the shipped one too, which has a version in use
    administrator.save()
    asked = keeper.get(reverse("template-start"), {"whose": trust.pk}).context["form"].initial
    assert (asked["owner"], asked["source"]) == (str(trust.pk), "shipped")
    assert keeper.get(reverse("template-start")).context["form"].initial["source"] == "own"


def test_the_shipped_file_itself_can_be_uploaded(keeper: Client, trust: Group) -> None:
    upload = SimpleUploadedFile("milestones.csv", MILESTONES.read_bytes())
    keeper.post(reverse("template-start"), {"owner": trust.pk, "source": "file", "file": upload})
    draft = PlanTemplate.objects.drafts().get()
    assert template_rows(draft) == list(shipped_template())
    assert draft.name == "Harrowmere Learning Trust plan"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"code,title\nEXP-01,Begin\n", "Missing: phase, anchor"),
        (b"", "The first line must name the columns"),
        (b"code,title,phase,anchor\n", "The file has no line below its first"),
        (b"code,title,phase,anchor\nEXP-01,Begin,XXX,joining\n", "Line 2 (EXP-01): phase cannot be read"),
        (b"\xff\xfe\x00code", "The first line must name the columns"),
        (b"code,title,phase,anchor\n" + b"EXP-01,B,EXP,joining\n" * 1001, "at most 1,000 milestones"),
        (b"x" * (1024 * 1024 + 1), "smaller than 1 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_keeps_nothing(
    keeper: Client, trust: Group, content: bytes, said: str
) -> None:
    upload = SimpleUploadedFile("t.csv", content)
    answer = keeper.post(reverse("template-start"), {"owner": trust.pk, "source": "file", "file": upload})
    assert answer.status_code == 200
    assert said in "".join(str(errors) for errors in answer.context["form"].errors.values()) or (
        "empty" in str(answer.context["form"].errors)
    )
    assert not PlanTemplate.objects.drafts().exists()


def test_a_trust_without_a_template_cannot_start_from_its_own(keeper: Client, trust: Group) -> None:
    answer = keeper.post(reverse("template-start"), {"owner": trust.pk, "source": "own"})
    assert "has no template of its own yet" in answer.content.decode()
    missing = keeper.post(reverse("template-start"), {"owner": trust.pk, "source": "file"})
    assert "Choose a csv file" in missing.content.decode()


def test_nobody_starts_a_draft_of_what_they_do_not_keep(keeper: Client, other_trust: Group) -> None:
    for owner in ("shipped", str(other_trust.pk)):
        answer = keeper.post(reverse("template-start"), {"owner": owner, "source": "shipped"})
        assert answer.status_code == 200
        assert "owner" in answer.context["form"].errors


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


def test_publishing_leads_to_the_projects_that_could_follow(
    keeper: Client, manager: User, school: School, trust: Group, draft: PlanTemplate
) -> None:
    project = planned(manager, school, trust)
    draft.milestones.filter(code="OPN-03").delete()
    where = reverse("template-publish", args=[draft.pk])
    html = keeper.get(where).content.decode()
    assert "0 added, 1 retired" in html
    assert "by its code" not in html
    assert "Say what changed" in keeper.post(where, {"version": draft.edits}).content.decode()
    answer = keeper.post(where, {"what_changed": "No grant", "version": draft.edits}, follow=True)
    assert "1 live project of yours follows another version: see what would change" in answer.content.decode()
    assert "No grant" in page(keeper, "template-list")
    listed = page(keeper, "template-projects", draft.pk)
    assert school.name in listed
    shown = page(keeper, "template-upgrade", draft.pk, project=project.pk)
    assert "First grant payment arrives" in shown
    done = keeper.post(reverse("template-upgrade", args=[draft.pk]), {"project": project.pk}, follow=True)
    assert "1 project now follows version 1." in done.content.decode()
    assert Project.objects.get(pk=project.pk).template_id == draft.pk


def test_late_edits_are_taken_to_the_published_version(
    keeper: Client, administrator: User, draft: PlanTemplate
) -> None:
    publish_draft(by=administrator, draft=draft, what_changed="x")
    milestone = draft.milestones.get(code="EXP-01")
    for name, pk in (
        ("publish", draft.pk),
        ("milestone-edit", milestone.pk),
        ("milestone-retire", milestone.pk),
    ):
        answer = keeper.post(reverse(f"template-{name}", args=[pk]), {}, follow=True)
        assert "This version is published and stays as it is" in answer.content.decode()


def test_hidden_projects_are_neither_shown_nor_counted_nor_moved(
    administrator: User, manager: User, trust: Group, draft: PlanTemplate
) -> None:
    seen, hidden = (
        planned(manager, SchoolFactory(), trust),
        planned(manager, SchoolFactory(name="Hid School"), trust),
    )
    Project.objects.filter(pk=hidden.pk).update(confidential=True)
    ProjectAccess.objects.create(project=hidden, user=MembershipFactory(trust=trust).user)
    publish_draft(by=administrator, draft=draft, what_changed="x")
    client = signed_in(administrator)
    assert "1 live project of yours follows" in page(client, "template-detail", draft.pk)
    export = b"".join(
        client.get(reverse("template-projects-csv", args=[draft.pk])).streaming_content
    ).decode()
    both = {"project": [seen.pk, hidden.pk]}
    shown = client.get(reverse("template-upgrade", args=[draft.pk]), both).content.decode()
    assert "Hid School" not in page(client, "template-projects", draft.pk) + export + shown
    client.post(reverse("template-upgrade", args=[draft.pk]), both)
    assert Project.objects.get(pk=seen.pk).template_id == draft.pk
    assert Project.objects.get(pk=hidden.pk).template_id == shipped().pk


def test_projects_to_move_are_found_by_name_version_and_route(
    administrator: User, trust: Group, draft: PlanTemplate
) -> None:
    ProjectFactory(trust=trust, school__name="Alder School", route="order")
    ProjectFactory(trust=trust, school__name="Birch School", route="")
    publish_draft(by=administrator, draft=draft, what_changed="x")
    client = signed_in(administrator)
    for query, names in (
        ({"q": "alder"}, {"Alder School"}),
        ({"route": "none"}, {"Birch School"}),
        ({"follows": str(shipped().pk)}, {"Alder School", "Birch School"}),
        ({"q": "zzz"}, set()),
    ):
        answer = client.get(reverse("template-projects", args=[draft.pk]), query)
        assert {each.school.name for each in answer.context["page"]} == names


def test_the_list_of_projects_to_move_costs_the_same_however_many(
    administrator: User, trust: Group, draft: PlanTemplate
) -> None:
    publish_draft(by=administrator, draft=draft, what_changed="x")
    template = shipped()
    assert_queries_do_not_grow(
        signed_in(administrator),
        reverse("template-projects", args=[draft.pk]),
        lambda n: ProjectFactory.create_batch(n, trust=trust, template=template),
    )


def test_two_versions_are_compared_on_the_page_and_as_csv(keeper: Client, draft: PlanTemplate) -> None:
    draft.milestones.filter(code="EXP-02").update(title="Meet")
    draft.milestones.filter(code="PST-10").delete()
    shown = page(keeper, "template-compare", draft.pk)
    assert "Against Trust Tracker plan, version 1" in shown
    assert "0 added, 1 retired, 1 changed" in shown
    export = keeper.get(reverse("template-compare-csv", args=[draft.pk]), {"other": shipped().pk})
    rows = list(csv.reader(io.StringIO(b"".join(export.streaming_content).decode("utf-8-sig"))))
    assert [row[:3] for row in rows[1:]] == [
        ["Retired", "PST-10", "Hold the one-year review of promises"],
        ["Changed", "EXP-02", "Meet"],
    ]
    assert rows[2][4:] == ["Title", "Hold a first meeting about vision and values", "Meet"]


def test_a_version_that_one_may_not_read_is_not_offered_to_compare(
    viewer: User, draft: PlanTemplate, other_trust: Group
) -> None:
    theirs = TemplateFactory(trust=other_trust, name="Secret plan")
    client = signed_in(viewer)
    for other in (theirs, draft):
        shown = page(client, "template-compare", shipped().pk, other=other.pk)
        assert other.name not in shown
        assert "Choose one from the list" in shown


def test_settings_show_the_cards_one_may_use(cast: dict[str, User | None]) -> None:
    for who in ("administrator", "site_administrator"):
        assert "Plan templates" in page(signed_in(cast[who]), "settings-index")
        assert reverse("settings-index") in page(signed_in(cast[who]), "template-list")
    assert reverse("settings-index") not in page(signed_in(cast["manager"]), "template-list")


def test_whoever_sees_a_plan_is_led_to_the_template_it_comes_from(viewer: User, project: Project) -> None:
    client = signed_in(viewer)
    where = reverse("template-detail", args=[project.template_id])
    assert where in page(client, "project-detail", project.pk, show="plan")
    assert client.get(where).status_code == 200
