"""Moving live projects to another version of their template: what they gain, lose and keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.templates import publish_template, template_rows
from partnerships.actions.upgrades import preview_upgrade, upgrade_plan
from partnerships.models import Group, Milestone, PlanTemplate, Project, ProjectAccess, School, User
from partnerships.rules.plan import Dependency, TemplateRow
from partnerships.rules.template_csv import export_rows
from partnerships.rules.words import OwnerRole, Phase, Route, Status
from tests.conftest import signed_in
from tests.factories import MembershipFactory, SchoolFactory
from tests.plans import code, planned

pytestmark = pytest.mark.django_db
NEW = "EXP-30"


def next_version(by: User, trust: Group | None, changed: dict[str, dict[str, object] | None]) -> PlanTemplate:
    """The current template with these rows changed (None: retired) and one milestone more."""
    rows = template_rows(PlanTemplate.objects.get(trust=None, version=1))
    kept = [
        replace(row, **(changed.get(row.code) or {})) for row in rows if changed.get(row.code, {}) is not None
    ]
    gone = {each for each, how in changed.items() if how is None}
    freed = [
        replace(row, depends_on=tuple(each for each in row.depends_on if each.code not in gone))
        for row in kept
    ]
    more = TemplateRow(
        code=NEW,
        title="Walk round the site",
        phase=Phase.EXPLORE,
        anchor=rows[0].anchor,
        days=dict.fromkeys(Route, -30),
        position=len(rows) + 1,
        depends_on=(Dependency("EXP-01"),),
        takes_days=14,
    )
    return publish_template(by=by, name="Ours", rows=export_rows([*freed, more]), trust=trust)


@pytest.fixture
def project(manager: User, school: School, trust: Group) -> Project:
    return planned(manager, school, trust)


CHANGES: dict[str, dict[str, object] | None] = {
    "EXP-03": None,
    "EXP-05": None,
    "EXP-02": {"title": "Meet the governors", "guidance": "Bring the heads.", "evidence": "Minute"},
    "LEG-02": {"owners": (OwnerRole.CEO,), "takes_days": 21},
    "PST-10": {"days": dict.fromkeys(Route, 400)},
}


def test_the_preview_says_what_the_upgrade_then_does(
    manager: User, administrator: User, trust: Group, project: Project
) -> None:
    log_progress(by=manager, milestone=code(project, "EXP-05"), progress=Progress(Status.DONE))
    template = next_version(administrator, trust, CHANGES)
    was = code(project, "PST-10")
    preview = preview_upgrade(project, template)

    assert preview.gained == ["Walk round the site"]
    assert preview.lost == ["Answer the school's questions about the trust in writing"]
    assert preview.stays == ["Trust board gives its support in principle"]
    assert preview.moved == [(was.title, was.due_on, project.joining_month + dt.timedelta(days=400))]
    words = dict(preview.reworded)
    assert words["Hold a first meeting about vision and values"] == "title, guidance, evidence"
    assert words["Hold DfE's kick-off meeting and confirm the date"] == "owner, how long it takes"
    assert preview.done == 1
    assert project.template.version == 1

    upgrade_plan(by=manager, project=project, template=template)
    after = Project.objects.get(pk=project.pk)
    assert after.template == template
    assert code(after, "EXP-02").title == "Meet the governors"
    assert code(after, "EXP-02").guidance == "Bring the heads."
    assert code(after, "EXP-02").evidence_wanted == "Minute"
    assert (code(after, "LEG-02").owner_roles, code(after, "LEG-02").takes_days) == ("CEO", 21)
    assert code(after, "PST-10").due_on == after.joining_month + dt.timedelta(days=400)
    assert (code(after, NEW).takes_days, code(after, NEW).depends_on) == (14, ["EXP-01"])
    assert "EXP-05" not in code(after, "CON-01").depends_on


def test_what_is_retired_leaves_unless_something_was_logged_on_it(
    manager: User, administrator: User, trust: Group, project: Project
) -> None:
    log_progress(
        by=manager,
        milestone=code(project, "EXP-05"),
        progress=Progress(Status.WAITING, waiting_on="The chair"),
        note="Rang twice",
    )
    was = code(project, "EXP-05")
    upgrade_plan(
        by=manager,
        project=project,
        template=next_version(administrator, trust, {"EXP-03": None, "EXP-05": None}),
    )
    gone, stays = code(project, "EXP-03"), code(project, "EXP-05")
    assert (gone.in_plan, gone.because) == (False, ["template"])
    assert stays.in_plan
    assert (stays.status, stays.waiting_on, stays.due_on, stays.title) == (
        was.status,
        was.waiting_on,
        was.due_on,
        was.title,
    )
    assert stays.notes.count() == 1

    pages = signed_in(manager)
    assert "No longer in the template. It stays" in pages.get(f"/milestones/{stays.pk}/").content.decode()
    assert "No longer in the template" in pages.get(f"/milestones/{gone.pk}/").content.decode()


def test_it_stays_so_when_the_month_moves_later(
    manager: User, administrator: User, trust: Group, project: Project
) -> None:
    upgrade_plan(by=manager, project=project, template=next_version(administrator, trust, {"EXP-03": None}))
    set_joining_month(
        by=manager,
        project=Project.objects.get(pk=project.pk),
        month=dt.date(2028, 1, 1),
        reasons={"la": "Cabinet meets in May"},
    )
    assert (code(project, "EXP-03").in_plan, code(project, "EXP-03").because) == (False, ["template"])


def test_an_owner_that_a_person_chose_stays(
    manager: User, administrator: User, trust: Group, project: Project
) -> None:
    Milestone.objects.filter(pk=code(project, "LEG-02").pk).update(owner_roles="GOV")
    upgrade_plan(by=manager, project=project, template=next_version(administrator, trust, CHANGES))
    assert code(project, "LEG-02").owner_roles == "GOV"


def test_what_is_done_keeps_its_date_and_status(
    manager: User, administrator: User, trust: Group, project: Project
) -> None:
    done = code(project, "PST-10")
    log_progress(by=manager, milestone=done, progress=Progress(Status.DONE, done_on=dt.date(2026, 1, 5)))
    template = next_version(administrator, trust, CHANGES)
    assert preview_upgrade(project, template).moved == []
    upgrade_plan(by=manager, project=project, template=template)
    after = code(project, "PST-10")
    assert (after.status, after.done_on, after.due_on) == (Status.DONE, dt.date(2026, 1, 5), done.due_on)


def test_history_says_what_became_of_the_plan(
    manager: User, administrator: User, trust: Group, project: Project
) -> None:
    upgrade_plan(by=manager, project=project, template=next_version(administrator, trust, CHANGES))
    page = signed_in(manager).get(f"/projects/{project.pk}/history/").content.decode()
    assert (
        "moved the plan to a newer version of its template: 1 milestone added, 2 milestones taken out" in page
    )


def test_only_who_may_change_the_project_may_move_it(
    cast: dict[str, User | None], trust: Group, project: Project
) -> None:
    template = next_version(cast["administrator"], trust, {})
    for who, user in cast.items():
        if user is not None and who not in ("manager", "administrator"):
            with pytest.raises(NotAllowed):
                upgrade_plan(by=user, project=project, template=template)
    upgrade_plan(by=cast["administrator"], project=project, template=template)


def test_a_confidential_project_is_moved_only_by_who_is_named(
    manager: User, administrator: User, trust: Group
) -> None:
    named = MembershipFactory(trust=trust, role="manager").user
    hidden = planned(manager, SchoolFactory(), trust)
    ProjectAccess.objects.create(project=hidden, user=named)
    Project.objects.filter(pk=hidden.pk).update(confidential=True)
    template = next_version(administrator, trust, {})
    with pytest.raises(NotAllowed):
        upgrade_plan(by=manager, project=hidden, template=template)
    upgrade_plan(by=named, project=hidden, template=template)


def test_projects_follow_the_newest_version_of_their_own_template_alone(
    manager: User, administrator: User, site_administrator: User, trust: Group, project: Project
) -> None:
    shipped = next_version(site_administrator, None, {})
    first = next_version(administrator, trust, {})
    second = next_version(administrator, trust, {})
    draft = PlanTemplate.objects.create(trust=trust, version=3, name="Ours")
    for wrong, said in (
        (shipped, "not the newest version for Harrowmere"),
        (first, "not the newest version for Harrowmere"),
        (draft, "A draft has to be published"),
    ):
        with pytest.raises(Refused, match=said):
            upgrade_plan(by=manager, project=project, template=wrong)
    upgrade_plan(by=manager, project=project, template=second)
    with pytest.raises(Refused, match="follows this version already"):
        upgrade_plan(by=manager, project=Project.objects.get(pk=project.pk), template=second)
