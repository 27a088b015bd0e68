from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.milestones import Progress, log_progress
from partnerships.models import Group, Project, User
from tests.conftest import signed_in
from tests.factories import (
    MembershipFactory,
    MilestoneFactory,
    OpeningProposalFactory,
    ProjectFactory,
    ProjectForecastFactory,
)
from tests.helpers import assert_queries_do_not_grow

TODAY = timezone.localdate()


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


def html(user: User, url: str = "/") -> str:
    response = signed_in(user).get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_your_work_shows_what_is_late_due_and_waiting(editor: User, project: Project) -> None:
    late = MilestoneFactory(project=project, owner=editor, title="Late one", due_on=day(-3))
    MilestoneFactory(project=project, owner=editor, title="Due one", due_on=day(3))

    page = html(editor)

    assert "1 late · 1 due in 14 days · 0 waiting" in page
    assert "3 days late" in page
    assert reverse("milestone-detail", args=[late.pk]) in page
    assert reverse("project-detail", args=[project.pk]) in page


def test_done_today_is_offered_to_those_who_may_log(editor: User, viewer: User, project: Project) -> None:
    MilestoneFactory(project=project, owner=editor, due_on=day(-3))
    MilestoneFactory(project=project, owner=viewer, due_on=day(-3))

    assert "Done today" in html(editor)
    assert "Done today" not in html(viewer)


def test_done_today_comes_back_here_with_saved_and_undo(editor: User, project: Project) -> None:
    milestone = MilestoneFactory(project=project, owner=editor, title="Sign it", due_on=day(-3))
    url = reverse("milestone-done", args=[milestone.pk])
    answer = signed_in(editor).post(url, {"version": milestone.version, "next": "/"}, follow=True)

    page = answer.content.decode()
    assert answer.request["PATH_INFO"] == "/"
    assert "Edda Editor marked “Sign it” as done" in page
    assert reverse("project-undo", args=[project.pk]) in page


def test_the_projects_somebody_leads_stand_with_progress(editor: User, trust: Group) -> None:
    project = ProjectFactory(trust=trust, lead=editor, joining_month=dt.date(2031, 9, 1))
    MilestoneFactory(project=project, status="done", done_on=day(-1))
    MilestoneFactory(project=project, due_on=day(9), title="Next thing")

    page = html(editor)

    for words in ("Projects you lead", "1 of 2 done", "Next thing", "until opening"):
        assert words in page


def test_first_steps_depend_on_what_one_may_do(
    viewer: User, manager: User, administrator: User, site_administrator: User
) -> None:
    assert "A manager of your trust starts the first one" in html(viewer)
    assert "Bring in a spreadsheet" in html(manager)
    assert "Load the GIAS downloads first" in html(site_administrator)


def test_who_has_nothing_of_their_own_sees_the_trusts_late_count(
    viewer: User, administrator: User, project: Project
) -> None:
    MilestoneFactory(project=project, due_on=day(-3))

    page = html(viewer)
    assert "1 milestone is late in 1 live project" in page
    assert page.index("1 milestone is late") < page.index("No milestone is yours")
    assert "ask an administrator of your trust" in html(viewer)
    assert "You can set jobs" in html(administrator)


def test_changes_stay_until_they_are_marked_as_read(editor: User, manager: User, project: Project) -> None:
    milestone = MilestoneFactory(project=project, title="Sign it")
    log_progress(by=editor, milestone=milestone, progress=Progress("done"))
    client = signed_in(manager)
    first = client.get("/")
    assert "Edda Editor marked “Sign it”" in first.content.decode()
    assert "Edda Editor marked “Sign it”" in client.get("/").content.decode()  # looking does not lose them

    later = MilestoneFactory(project=project, title="Send it")
    log_progress(by=editor, milestone=later, progress=Progress("in_progress"))  # after the page was drawn
    client.post("/changes-read/", {"until": first.context["now"]})

    page = client.get("/").content.decode()
    assert "marked “Sign it” as done" not in page
    assert "marked “Send it” as in progress" in page


@pytest.mark.parametrize("until", ["", "rubbish", "2031-13-45T00:00", "2031-01-01T00:00:00"])
def test_a_moment_that_is_none_marks_nothing(viewer: User, until: str) -> None:
    assert signed_in(viewer).post("/changes-read/", {"until": until}).status_code == 302
    viewer.refresh_from_db()
    assert viewer.changes_seen_at is None


def test_ones_own_changes_are_not_news(editor: User, project: Project) -> None:
    log_progress(by=editor, milestone=MilestoneFactory(project=project), progress=Progress("done"))

    assert "Edda Editor marked" not in html(editor)


def test_queries_do_not_grow(editor: User, manager: User, trust: Group) -> None:
    second = MembershipFactory(user=editor, role="editor").trust

    def add(count: int) -> None:
        for n in range(count):
            log_progress(
                by=manager,
                milestone=MilestoneFactory(project=ProjectFactory(trust=trust)),
                progress=Progress("done"),
                note="Done and noted",
            )
            project = ProjectFactory(trust=(trust, second)[n % 2], lead=editor)
            ProjectForecastFactory(project=project, months_late=1, rating="red", reason="Planned: late.")
            MilestoneFactory(project=project, owner=editor, due_on=day(-1))
            MilestoneFactory(project=project, owner=editor, due_on=day(1), status="waiting", waiting_on="x")

    assert_queries_do_not_grow(signed_in(editor), "/", add)


def test_queries_do_not_grow_for_who_leads_nothing(viewer: User, trust: Group) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            project = ProjectFactory(trust=trust)
            ProjectForecastFactory(project=project, months_late=1, rating="red")
            MilestoneFactory(project=project, due_on=day(-1))

    assert_queries_do_not_grow(signed_in(viewer), "/", add)


def test_a_project_one_leads_shows_its_rating_and_why_it_opens_later(editor: User, trust: Group) -> None:
    project = ProjectFactory(trust=trust, lead=editor)
    ProjectForecastFactory(
        project=project,
        made_on=TODAY,
        month=dt.date(2031, 3, 1),
        months_late=2,
        rating="red",
        reason="Planned 1 January 2031, on current pace 1 March 2031: “Sign” is 5 days late.",
    )

    page = html(editor)

    for words in ("Red", "On current pace 1 March 2031", "“Sign” is 5 days late."):
        assert words in page
    Project.objects.update(on_hold_since=day(-5))
    held = html(editor)
    assert "no forecast meanwhile" in held
    assert "On current pace" not in held


def test_the_trusts_line_leads_to_what_it_counts(viewer: User, trust: Group) -> None:
    project = ProjectFactory(trust=trust)
    ProjectForecastFactory(project=project, months_late=2, rating="red")
    MilestoneFactory(project=project, due_on=day(-1))

    page = html(viewer)

    for query in ("rating=red", "pace=later"):
        url = f"{reverse('project-list')}?trust={trust.pk}&{query}"
        assert url.replace("&", "&amp;") in page
        assert project.school.name in html(viewer, url)


def test_openings_stand_below_what_is_late_for_who_cannot_record_them(
    viewer: User, manager: User, trust: Group
) -> None:
    for person in (viewer, manager):
        project = ProjectFactory(trust=trust, lead=person)
        OpeningProposalFactory(project=project)
        MilestoneFactory(project=project, owner=person, due_on=day(-1))

    below, above = html(viewer), html(manager)

    assert below.index('id="late"') < below.index('id="openings"') < below.index('id="due"')
    assert above.index('id="openings"') < above.index('id="late"')


def test_waiting_says_how_many_stand_under_late(editor: User, project: Project) -> None:
    for _ in range(2):
        MilestoneFactory(project=project, owner=editor, due_on=day(-1), status="waiting", waiting_on="x")

    page = html(editor)

    assert '2 more are under <a class="govuk-link" href="#late">Late</a>' in page
    assert "You are not waiting for anybody" not in page
