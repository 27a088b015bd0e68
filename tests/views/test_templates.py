"""Pages of plan templates: reading, editing a draft, comparing, publishing, following a newer version."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnerships.actions.template_drafts import publish_draft
from partnerships.actions.templates import template_rows
from partnerships.data import MILESTONES, shipped_template
from partnerships.models import Group, PlanTemplate, Project, ProjectAccess, School, User
from partnerships.permissions import Role
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
from tests.views._templates import draft as draft
from tests.views._templates import keeper as keeper
from tests.views._templates import page, shipped

pytestmark = pytest.mark.django_db


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
        (b"code,title,phase,anchor\nEXP-01,Begin,ZZZ,joining\n", "Line 2 (EXP-01): phase cannot be read"),
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
