"""What people see of openings: on the project, on Your work, in lists, in searches and in exports."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from partnerships.actions.openings import record_opening
from partnerships.models import Group, OpeningProposal, Project, ProjectAccess, SchoolLink, User
from tests.conftest import signed_in
from tests.factories import MilestoneFactory, OpeningProposalFactory, ProjectFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow

pytestmark = pytest.mark.django_db
OPENED = dt.date(2026, 9, 1)


@pytest.fixture
def proposal(project: Project) -> OpeningProposal:
    return OpeningProposalFactory(project=project, opened_on=OPENED)


@pytest.fixture
def opened(project: Project, manager: User) -> Project:
    academy = SchoolFactory(academy=True, name="Brackenholt Academy")
    return record_opening(by=manager, project=project, opened_on=OPENED, academy_urn=academy.pk)


def text(user: User, url: str) -> str:
    response = signed_in(user).get(url)
    assert response.status_code == 200
    return response.content.decode()


def rows(user: User, url: str) -> list[dict[str, str]]:
    data = b"".join(signed_in(user).get(url).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(data)))


def test_a_manager_sees_the_evidence_and_records_it(proposal: OpeningProposal, manager: User) -> None:
    home = f"/projects/{proposal.project_id}/"
    for url in (home, "/", "/openings/", f"{home}opening/"):
        page = text(manager, url)
        assert (
            f"GIAS shows Brackenholt Academy (URN {proposal.academy_id}) opened on 1 September 2026" in page
        )
        assert "GIAS lists Brackenholt Academy as open since 1 September 2027." in page
        assert f'action="/openings/{proposal.pk}/accept/"' in page
    done = signed_in(manager).post(f"/openings/{proposal.pk}/accept/", follow=True).content.decode()
    assert "recorded, as GIAS shows, that the school opened on 1 September 2026" in done
    assert "GIAS shows Brackenholt" not in text(manager, home)
    assert "Recorded" in text(manager, "/openings/?state=accepted")


def test_a_manager_dismisses_with_a_reason(proposal: OpeningProposal, manager: User) -> None:
    url = f"/openings/{proposal.pk}/dismiss/"
    assert "is not proposed again" in text(manager, url)
    assert (
        "Answer “Why is this not the school’s opening?”"
        in signed_in(manager).post(url, {"why": ""}).content.decode()
    )
    signed_in(manager).post(url, {"why": "Another school of that name"})
    assert "Nothing waits for an answer" in text(manager, "/openings/")
    assert "Another school of that name" in text(manager, "/openings/?state=dismissed")
    again = signed_in(manager).post(f"/openings/{proposal.pk}/accept/", follow=True).content.decode()
    assert "has answered this already" in again


def test_a_lead_without_the_right_sees_it_and_cannot_answer(
    proposal: OpeningProposal, editor: User, viewer: User
) -> None:
    assert "GIAS shows" not in text(viewer, "/")
    Project.objects.filter(pk=proposal.project_id).update(lead=editor)
    page = text(editor, "/")
    assert "GIAS shows Brackenholt Academy" in page
    assert "/accept/" not in page


def test_of_a_confidential_project_only_those_named_know(
    proposal: OpeningProposal, manager: User, administrator: User, site_administrator: User
) -> None:
    Project.objects.filter(pk=proposal.project_id).update(confidential=True)
    ProjectAccess.objects.create(project=proposal.project, user=administrator)
    for url in ("/", "/openings/", "/openings/?state=all", "/search/?q=brackenholt"):
        assert "GIAS shows" not in text(manager, url)
    assert rows(manager, "/openings.csv?state=all") == []
    assert signed_in(manager).post(f"/openings/{proposal.pk}/accept/").status_code == 404
    assert "GIAS shows" in text(administrator, "/openings/")
    assert str(proposal.academy_id) not in text(site_administrator, "/gias/")


def test_recording_says_first_what_is_unusual(project: Project, manager: User) -> None:
    client, url = signed_in(manager), f"/projects/{project.pk}/opening/"
    first = client.post(url, {"opened_on": "2026-09-03", "academy_urn": "799999"}).content.decode()
    for said in (
        "not the first of a month",
        "so it opened 363 days earlier",
        "no URN 799999 yet",
        'name="confirm" value="yes"',
    ):
        assert said in first
    project.refresh_from_db()
    assert project.opened_on is None
    client.post(url, {"opened_on": "2026-09-03", "academy_urn": "799999", "confirm": "yes"})
    project.refresh_from_db()
    assert (project.opened_on, project.academy_id) == (dt.date(2026, 9, 3), 799_999)
    wrong = client.post(url, {"opened_on": "2026-09-01", "academy_urn": "12"}).content.decode()
    assert "A URN has six figures." in wrong


def test_an_opening_is_taken_back_on_its_page(opened: Project, manager: User) -> None:
    url = f"/projects/{opened.pk}/opening/withdraw/"
    assert "1 September 2026" in text(manager, url)
    signed_in(manager).post(url, {"why": "By mistake"})
    opened.refresh_from_db()
    assert opened.opened_on is None


def test_old_and_new_record_read_as_one_school_everywhere(opened: Project, manager: User) -> None:
    MilestoneFactory(project=opened)
    urn, words = opened.academy_id, f"ow Brackenholt Academy, URN {opened.academy_id} since 1 September 2026"
    for url in (
        f"/projects/{opened.pk}/",
        "/projects/",
        "/reports/milestones/",
        f"/schools/{urn}/",
        f"/schools/{opened.school_id}/",
        f"/trusts/{opened.trust_id}/",
        "/search/?q=Brackenholt+Academy",
    ):
        assert words in text(manager, url), url
    for url in ("/projects.csv", "/reports/milestones.csv"):
        row = rows(manager, url)[0]
        assert (row["URN"], row["Academy URN"]) == (str(opened.school_id), str(urn))
        assert (row["Academy name"], row["Opened"]) == ("Brackenholt Academy", "2026-09-01")


@pytest.mark.parametrize("typed", ["{urn}", "brackenholt academy"])
def test_a_project_is_found_by_the_academy_it_became(opened: Project, manager: User, typed: str) -> None:
    text_typed = typed.format(urn=opened.academy_id)
    assert list(Project.objects.search(text_typed)) == [opened]
    assert opened.school.name in text(manager, f"/projects/?q={text_typed}")


def test_a_project_is_found_by_a_urn_that_gias_does_not_have_yet(project: Project, manager: User) -> None:
    record_opening(by=manager, project=project, opened_on=OPENED, academy_urn=799_999)
    assert list(Project.objects.search("799999")) == [project]
    assert "now URN 799999" in text(manager, f"/projects/{project.pk}/")
    assert project.school.name in text(manager, "/search/?q=799999")


@pytest.mark.parametrize("kept_at", ["old", "new"])
def test_a_project_is_found_by_a_record_that_only_gias_links(project: Project, kept_at: str) -> None:
    later, earlier = SchoolFactory(name="Quince Academy"), SchoolFactory(name="Quince Infants")
    ProjectFactory()
    for old, new in ((project.school, later), (earlier, project.school)):
        ends = (old, new, "Successor") if kept_at == "old" else (new, old, "Predecessor")
        SchoolLink.objects.create(school=ends[0], other=ends[1], link_type=ends[2])
    for typed in ("Quince Academy", str(later.pk), "Quince Infants", str(earlier.pk)):
        assert list(Project.objects.search(typed)) == [project]


def test_lists_cost_the_same_for_ten_as_for_one(trust: Group, manager: User) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            project = ProjectFactory(
                trust=trust, opened_on=OPENED, academy=SchoolFactory(academy=True), lead=manager
            )
            OpeningProposalFactory(project=project)

    for url in ("/openings/", "/openings.csv", "/projects/", f"/trusts/{trust.pk}/"):
        assert_queries_do_not_grow(signed_in(manager), url, add)
