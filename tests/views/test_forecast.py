"""Pages on when a project will open and how it is rated."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest

from partnerships.actions.forecasts import refresh_forecasts
from partnerships.actions.plans import start_from_here
from partnerships.actions.ratings import override_rating
from partnerships.models import Group, Project, RatingOverride, User
from tests.conftest import signed_in
from tests.factories import MilestoneFactory, ProjectFactory, ProjectForecastFactory, SchoolFactory
from tests.helpers import assert_queries_do_not_grow
from tests.plans import TODAY, code, planned
from tests.views._project import HTMX, home, page

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(f"{TODAY} 09:00")]
UNTIL = TODAY + dt.timedelta(days=7)


@pytest.fixture
def plan(manager: User, school: Any, trust: Group) -> Project:
    return planned(manager, school, trust)


@pytest.fixture
def late(plan: Project, manager: User) -> Project:
    """In time but for the application, which takes half a year by this plan and is a week overdue."""
    start_from_here(by=manager, project=plan, before=TODAY)
    application = code(plan, "APP-02")
    plan.milestones.filter(pk=application.pk).update(status="not_started", done_before_tracking=False)
    plan.milestones.filter(code="APP-04").update(takes_days=120)
    refresh_forecasts(projects=[plan.pk], on=TODAY)
    return plan


def test_the_projects_page_says_when_it_will_open_and_why(late: Project, viewer: User) -> None:
    text = page(viewer, home(late))
    assert "When will it open?" in text
    assert "on current pace 1 November 2027: “Submit the application to DfE” is 7 days late" in text
    assert "What is holding it up" in text
    assert "To chase this week" in text
    assert f'href="/milestones/{code(late, "APP-02").pk}/"' in text
    assert f'href="/projects/{late.pk}/forecast/"' in text


def test_a_tick_in_place_brings_the_forecast_along(late: Project, editor: User) -> None:
    row = code(late, "APP-02")
    url = f"/milestones/{row.pk}/done/"
    response = signed_in(editor).post(url, {"version": row.version}, **HTMX)
    text = response.content.decode()
    assert response.status_code == 200
    assert 'id="project-forecast"' in text
    assert 'hx-swap-oob="true"' in text


def test_the_forecast_of_every_milestone(late: Project, viewer: User) -> None:
    text = page(viewer, f"/projects/{late.pk}/forecast/")
    count = late.milestones.in_plan().count()
    assert f"{count} milestones found" in text
    assert "Holding it up" in text
    assert "Opening does not wait for it" in text
    assert "Chase this week" in text
    response = signed_in(viewer).get(f"/projects/{late.pk}/forecast.csv")
    lines = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert len(lines) == count
    first = next(line for line in lines if line["Code"] == "APP-02")
    assert first["Done or forecast"] == TODAY.isoformat()
    assert first["To chase this week"] == "Yes"
    assert int(first["Days later than planned"]) > 0


def test_what_holds_it_up_is_marked_when_it_opens_late(plan: Project, viewer: User) -> None:
    text = page(viewer, f"/projects/{plan.pk}/forecast/")
    assert "Holding it up" in text
    assert "days short" in text
    assert "Each of these waits for the one before it." in text


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"on_hold_since": TODAY}, "On hold since 10 March 2027"),
        ({"opened_on": TODAY}, "The school opened on 10 March 2027."),
        ({"ended_on": TODAY, "outcome": "other"}, "This project has ended"),
    ],
)
def test_without_a_forecast_the_page_says_why(
    plan: Project, viewer: User, given: dict[str, Any], says: str
) -> None:
    Project.objects.filter(pk=plan.pk).update(**given)
    text = page(viewer, f"/projects/{plan.pk}/forecast/")
    assert says in text
    assert "No forecast" in text
    csv_lines = b"".join(signed_in(viewer).get(f"/projects/{plan.pk}/forecast.csv").streaming_content)
    assert csv_lines.count(b"\n") == 1


def test_the_forecasts_queries_do_not_grow(plan: Project, viewer: User) -> None:
    assert_queries_do_not_grow(
        signed_in(viewer),
        f"/projects/{plan.pk}/forecast/",
        lambda n: MilestoneFactory.create_batch(n, project=plan, code="", days=None),
    )


# Rating


def rate(user: User, project: Project, **data: Any) -> Any:
    values = {"rating": "green", "reason": "The lease was agreed today.", "until": UNTIL.isoformat()} | data
    return signed_in(user).post(f"/projects/{project.pk}/rating/", values)


def test_a_manager_overrules_the_rating_and_takes_it_back(plan: Project, manager: User, viewer: User) -> None:
    assert ">Red</strong>" in page(viewer, home(plan))
    assert rate(manager, plan).status_code == 302
    text = page(viewer, home(plan))
    assert ">Green</strong> The lease was agreed today." in text
    assert "until 17 March 2027; worked out, it would be red" in text
    assert "Show the rating worked out" in page(manager, f"/projects/{plan.pk}/rating/")
    assert rate(manager, plan, withdraw="1").status_code == 302
    assert ">Red</strong>" in page(viewer, home(plan))
    history = page(viewer, f"/projects/{plan.pk}/history/")
    assert "rated the project green until 17 March 2027: The lease was agreed today" in history
    assert "ended the rating green, so that the one worked out is shown again" in history


def test_taking_back_what_is_not_there_says_so(plan: Project, manager: User) -> None:
    response = signed_in(manager).post(f"/projects/{plan.pk}/rating/", {"withdraw": "1"}, follow=True)
    assert "No rating by hand is in force." in response.content.decode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"rating": ""}, "Select rating"),
        ({"reason": " "}, "Enter why you rate it so"),
        ({"until": "2027-03-09"}, "The last day must be today or later."),
        ({"until": "2028-03-09"}, "within the next three months"),
    ],
)
def test_half_a_rating_is_not_saved(plan: Project, manager: User, data: dict[str, str], says: str) -> None:
    response = rate(manager, plan, **data)
    assert response.status_code == 200
    assert says in response.content.decode()
    assert not RatingOverride.objects.exists()


def test_a_project_on_hold_is_not_rated(plan: Project, manager: User) -> None:
    Project.objects.filter(pk=plan.pk).update(on_hold_since=TODAY)
    text = page(manager, f"/projects/{plan.pk}/rating/")
    assert "There is no rating meanwhile." in text
    assert "Save rating" not in text


# The list of projects


def made(trust: Group, name: str, **values: Any) -> Project:
    project = ProjectFactory(trust=trust, school=SchoolFactory(name=name))
    ProjectForecastFactory(project=project, **({"made_on": TODAY} | values))
    return project


@pytest.fixture
def three(trust: Group, manager: User) -> None:
    made(trust, "Ash")
    made(
        trust, "Beck", rating="red", months_late=2, month=dt.date(2027, 11, 1), made_on=TODAY - dt.timedelta(days=3),
        rating_reasons=["12 milestones are late."],
    )  # fmt: skip
    by_hand = made(trust, "Cove", rating="red")
    override_rating(by=manager, project=by_hand, rating="amber", reason="Signed today.", until=UNTIL)
    ProjectFactory(trust=trust, school=SchoolFactory(name="Dale"), on_hold_since=TODAY)


def listed(user: User, query: str) -> list[str]:
    response = signed_in(user).get(f"/projects/?{query}")
    return [row.project.school.name for group in response.context["groups"] for row in group.rows]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Ash", "Beck", "Cove", "Dale"]),
        ("rating=green", ["Ash"]),
        ("rating=red", ["Beck"]),
        ("rating=amber", ["Cove"]),
        ("pace=later", ["Beck"]),
        ("pace=later&rating=green", []),
    ],
)
def test_the_list_is_filtered_by_rating_and_pace(viewer: User, query: str, found: list[str]) -> None:
    assert listed(viewer, query) == found


@pytest.mark.usefixtures("three")
def test_the_list_shows_rating_and_forecast_with_their_reason_and_day(viewer: User) -> None:
    text = page(viewer, "/projects/")
    assert "12 milestones are late." in text
    assert "On current pace 1 November 2027" in text
    assert "(as of 7 March 2027)" in text
    assert "Signed today." in text
    response = signed_in(viewer).get("/projects.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    said = {
        row["School"]: (row["Rating"], row["Rated by hand"], row["Months later than planned"]) for row in rows
    }
    assert said == {
        "Ash": ("Green", "No", "0"), "Beck": ("Red", "No", "2"), "Cove": ("Amber", "Yes", said["Cove"][2]),
        "Dale": ("", "No", ""),
    }  # fmt: skip


def test_the_lists_queries_do_not_grow_with_forecasts(trust: Group, viewer: User) -> None:
    names = iter(range(100))
    assert_queries_do_not_grow(
        signed_in(viewer), "/projects/", lambda n: [made(trust, f"School {next(names)}") for _ in range(n)]
    )
