"""What is worked out about a project follows every change of it, and the command brings all up to today."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.actions.forecasts import refresh_forecasts, settle_forecasts
from partnerships.actions.milestones import Progress, log_progress, mark_not_applicable
from partnerships.actions.notes import write_note
from partnerships.actions.plans import start_from_here
from partnerships.actions.projects import end_project
from partnerships.models import DfeDeadline, Group, Project, ProjectForecast, User
from partnerships.reports.activity import last_active
from partnerships.reports.forecast import outlook
from partnerships.rules.words import Rating, Status
from tests.factories import MilestoneFactory, ProjectFactory, SchoolFactory
from tests.plans import TODAY, code, planned

pytestmark = pytest.mark.django_db
DONE = Progress(Status.DONE)


def stored(project: Project) -> ProjectForecast:
    return ProjectForecast.objects.get(project=project)


def test_a_new_project_has_its_forecast_at_once(plan: Project) -> None:
    found = stored(plan)
    assert found.made_on == TODAY
    assert found.month is not None
    assert found.month > dt.date(2027, 9, 1)
    assert found.months_late > 0
    assert "on current pace" in found.reason
    assert found.rating == Rating.RED
    assert found.chain[0] == code(plan, "EXP-01").pk
    assert abs(found.active_at - timezone.now()) < dt.timedelta(minutes=1)


def test_the_forecast_follows_what_is_logged(plan: Project, manager: User) -> None:
    start_from_here(by=manager, project=plan, before=TODAY)
    found = stored(plan)
    assert (found.month, found.months_late) == (dt.date(2027, 9, 1), 0)
    assert found.rating == Rating.GREEN
    assert len(found.chase) == 3


def test_only_one_refresh_for_one_click(plan: Project, manager: User) -> None:
    with CaptureQueriesContext(connection) as queries:
        start_from_here(by=manager, project=plan, before=TODAY)
    written = [
        each for each in queries if each["sql"].startswith('INSERT INTO "partnerships_projectforecast"')
    ]
    assert len(written) == 1


def test_what_is_not_applicable_passes_on_what_it_waits_for(plan: Project, manager: User) -> None:
    start_from_here(by=manager, project=plan, before=TODAY)
    row = code(plan, "LEG-03")
    log_progress(by=manager, milestone=code(plan, "LEG-01"), progress=Progress(Status.NOT_STARTED))
    mark_not_applicable(by=manager, milestone=row, why="No land moves.")
    found = outlook(plan, today=TODAY).forecast
    assert found is not None
    assert "LEG-03" not in [line.step.key for line in found.lines]
    assert "LEG-01" in found.line("LEG-10").step.waits_for


def test_a_deadline_of_the_trust_goes_before_the_shared_one(
    plan: Project, manager: User, trust: Group
) -> None:
    start_from_here(by=manager, project=plan, before=TODAY)
    # OPS-09 is due in August; a deadline in April cannot be met.
    DfeDeadline.objects.create(opening_month=plan.joining_month, code="OPS-09", on=dt.date(2027, 4, 1))
    found = outlook(plan, today=TODAY).forecast
    assert found is not None
    assert found.opening == dt.date(2027, 10, 1)
    assert found.shut is not None
    assert found.shut.key == "OPS-09"
    DfeDeadline.objects.create(
        trust=trust, opening_month=plan.joining_month, code="OPS-09", on=dt.date(2027, 8, 20)
    )
    found = outlook(plan, today=TODAY).forecast
    assert found is not None
    assert found.opening == plan.joining_month


def test_an_ended_project_has_no_forecast_and_says_so(plan: Project, manager: User) -> None:
    end_project(by=manager, project=plan, outcome="withdrawn_school", on=TODAY, why="They chose to wait.")
    found = stored(plan)
    assert (found.month, found.rating, found.chain) == (None, "", [])
    assert "has ended" in found.reason


@pytest.mark.parametrize(
    ("given", "says", "rated"),
    [
        ({"on_hold_since": dt.date(2027, 2, 3)}, "On hold since 3 February 2027", False),
        ({"opened_on": dt.date(2027, 3, 1)}, "The school opened on 1 March 2027.", True),
    ],
)
def test_on_hold_and_opened_have_no_forecast_and_say_so(
    plan: Project, given: dict[str, dt.date], says: str, rated: bool
) -> None:
    Project.objects.filter(pk=plan.pk).update(**given)
    refresh_forecasts(projects=[plan.pk], on=TODAY)
    found = stored(plan)
    assert found.month is None
    assert found.reason.startswith(says)
    assert bool(found.rating) is rated


def test_milestones_that_wait_for_each_other_are_said_and_stop_nothing(project: Project) -> None:
    MilestoneFactory(project=project, code="LEG-01", title="Sign", depends_on=["LEG-02"])
    MilestoneFactory(project=project, code="LEG-02", title="Seal", depends_on=["LEG-01"])
    settle_forecasts(frozenset({project.pk}))
    assert "in a circle: Sign, Seal" in stored(project).reason
    assert stored(project).rating


def test_a_condition_of_a_decision_holds_the_opening(plan: Project, manager: User) -> None:
    from partnerships.models import Decision

    start_from_here(by=manager, project=plan, before=TODAY)
    decision = Decision.objects.create(project=plan, body="dfe", outcome="conditions", decided_on=TODAY)
    MilestoneFactory(
        project=plan,
        code="",
        title="Settle the deficit",
        due_on=dt.date(2027, 9, 20),
        days=None,
        decision=decision,
    )
    found = outlook(plan, today=TODAY)
    assert found.forecast is not None
    assert found.forecast.opening == dt.date(2027, 10, 1)
    assert "Settle the deficit" in found.words


def test_reading_many_takes_as_many_queries_as_reading_one(
    plan: Project, manager: User, trust: Group
) -> None:
    others = [planned(manager, SchoolFactory(), trust) for _ in range(3)]

    def queries(keys: list[int]) -> int:
        with CaptureQueriesContext(connection) as made:
            assert refresh_forecasts(projects=keys, on=TODAY, active_at=timezone.now()) == len(keys)
        return len(made)

    assert queries([plan.pk]) == queries([plan.pk, *(each.pk for each in others)])


def test_what_is_not_there_is_left_out() -> None:
    assert refresh_forecasts(projects=[987_654], on=TODAY) == 0


# The command


def test_the_command_brings_every_live_project_up_to_today(plan: Project, manager: User) -> None:
    start_from_here(by=manager, project=plan, before=TODAY)
    ended = ProjectFactory(ended_on=TODAY, outcome="other")
    out = StringIO()
    with time_machine.travel("2027-06-20 06:00"):
        call_command("forecast", stdout=out)
    assert out.getvalue().startswith("1 project forecast in ")
    found = stored(plan)
    assert found.made_on == dt.date(2027, 6, 20)
    assert found.months_late > 0
    assert not ProjectForecast.objects.filter(project=ended).exists()


def test_the_command_takes_what_is_newest_from_history(plan: Project, editor: User) -> None:
    with time_machine.travel("2027-03-12 10:00", tick=False):
        write_note(by=editor, project=plan, text="The chair rang.")
        spoken = timezone.now()
    with time_machine.travel("2027-06-20 06:00"):
        call_command("forecast", stdout=StringIO())
    assert stored(plan).active_at == spoken
    quiet = ProjectFactory()
    assert last_active([plan.pk, quiet.pk]) == {plan.pk: spoken}


def test_the_command_goes_through_more_projects_than_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    from partnerships.management.commands import forecast

    monkeypatch.setattr(forecast, "BATCH", 2)
    made = ProjectFactory.create_batch(5)
    out = StringIO()
    call_command("forecast", stdout=out)
    assert out.getvalue().startswith("5 projects forecast in ")
    assert set(ProjectForecast.objects.values_list("pk", flat=True)) == {each.pk for each in made}
