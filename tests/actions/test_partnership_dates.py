"""When a Trust Partnership begins and ends: moved, extended, ended, and what becomes of its project."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from partnerships.actions._core import Refused
from partnerships.actions.partnership_dates import (
    change_partnership_dates,
    end_partnership,
    extend_partnership,
    reopen_partnership,
)
from partnerships.actions.partnerships import (
    change_partnership,
    record_event,
)
from partnerships.models import Partnership, Project, User
from partnerships.reports.partnership_moves import try_dates
from partnerships.rules.partnership import Extended
from partnerships.rules.partnership.entering import Ending, Terms
from tests.actions._partnerships import END, START, half_way, state
from tests.plans import TODAY, code


@pytest.fixture
def running(plan: Project, manager: User) -> Partnership:
    return half_way(plan, manager)


# Dates


def test_moved_dates_move_the_plan_as_the_preview_said(running: Partnership, manager: User) -> None:
    start = START + dt.timedelta(weeks=2)
    tried = try_dates(running, starts_on=start, ends_on=END, today=TODAY)
    before = code(running.project, "PAR-04").due_on
    change_partnership_dates(by=manager, partnership=running, starts_on=start, ends_on=END, why="Illness")
    moved = {each.code: each.now for each in tried.move.moved}
    assert code(running.project, "PAR-04").due_on == moved["PAR-04"] != before
    assert {each.code for each in tried.move.done} == {"PAR-01", "PAR-03"}
    assert code(running.project, "PAR-03").due_on == dt.date(2026, 8, 25), "what is done keeps its day"


def test_a_later_end_of_what_runs_is_an_extension_unless_it_corrects_a_mistake(
    running: Partnership, manager: User
) -> None:
    later = dt.date(2027, 12, 31)
    with pytest.raises(Refused, match="a later end is an extension"):
        change_partnership_dates(by=manager, partnership=running, starts_on=START, ends_on=later)
    change_partnership_dates(by=manager, partnership=running, starts_on=START, ends_on=later, correction=True)
    assert not running.extensions.exists()
    with pytest.raises(Refused, match="These are its dates already"):
        change_partnership_dates(
            by=manager, partnership=Partnership.objects.get(), starts_on=START, ends_on=later
        )


def test_an_extension_is_kept_with_its_reason_and_brings_its_reviews(
    running: Partnership, manager: User
) -> None:
    later = dt.date(2028, 2, 29)
    tried = try_dates(
        running, starts_on=START, ends_on=later, extension=Extended(END, later, TODAY), today=TODAY
    )
    termly = running.project.milestones.filter(code="PAR-05").count()
    extended = extend_partnership(
        by=manager, partnership=running, to_end=later, agreed_on=TODAY, reason="The inspection"
    )
    assert (extended.from_end, extended.to_end, extended.by) == (END, later, manager)
    assert Partnership.objects.get().ends_on == later
    assert len(tried.gained) == running.project.milestones.filter(code="PAR-05").count() - termly == 2
    assert code(running.project, "PAR-07").due_on == dt.date(2027, 11, 30)


def test_a_preview_says_what_the_rules_would_say(running: Partnership) -> None:
    tried = try_dates(running, starts_on=START, ends_on=dt.date(2028, 9, 30), today=TODAY)
    assert tried.rating == "red"
    assert "It lasts longer than 24 months: a trial that long is becoming permanent." in tried.new_warnings


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"to_end": END}, "must be later than 31 August 2027"),
        ({"agreed_on": TODAY + dt.timedelta(days=1)}, "cannot be in the future"),
        ({"reason": " "}, "Enter why it is extended"),
    ],
)
def test_extensions_that_make_no_sense(
    running: Partnership, manager: User, given: dict[str, Any], said: str
) -> None:
    good = {"to_end": dt.date(2027, 12, 31), "agreed_on": TODAY, "reason": "The inspection"}
    with pytest.raises(Refused, match=said):
        extend_partnership(by=manager, partnership=running, **(good | given))


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(extendable=False), "By its terms it cannot be extended"),
        (
            Terms(extendable=True, latest_end=dt.date(2027, 10, 31)),
            "it ends on 31 October 2027 at the latest",
        ),
    ],
)
def test_an_extension_keeps_to_the_terms(
    running: Partnership, manager: User, terms: Terms, said: str
) -> None:
    change_partnership(by=manager, partnership=running, terms=terms)
    with pytest.raises(Refused, match=said):
        extend_partnership(
            by=manager,
            partnership=running,
            to_end=dt.date(2027, 12, 31),
            agreed_on=TODAY,
            reason="The inspection",
        )


# The end


@pytest.mark.parametrize(
    ("outcome", "route"),
    [("converting", "voluntary"), ("superseded", "order"), ("withdrawn_school", "voluntary")],
)
def test_the_project_goes_on_by_the_route_of_the_outcome(
    running: Partnership, manager: User, outcome: str, route: str
) -> None:
    ended = end_partnership(
        by=manager, partnership=running, ending=Ending(TODAY, outcome, "The boards decided", "Start earlier")
    )
    project = Project.objects.get(pk=running.project_id)
    assert (ended.outcome, project.route, project.is_ended) == (outcome, route, False)
    assert code(project, "PAR-08").done_on == TODAY
    assert (code(project, "PAR-07").done_on == TODAY) == (outcome != "withdrawn_school")


def test_what_was_due_only_after_the_end_leaves_the_plan_and_what_was_missed_stays(
    running: Partnership, manager: User
) -> None:
    end_partnership(
        by=manager, partnership=running, ending=Ending(TODAY, "withdrawn_school", "Chose to stay")
    )
    project = running.project
    assert code(project, "PAR-04").in_plan, "the starting point was due, and never agreed"
    assert not code(project, "PAR-07").in_plan
    assert code(project, "PAR-07").override_reason == "The partnership ended on 10 March 2027."
    assert code(project, "PAR-08").in_plan, "the closing report is still to be written"
    assert state(running) == "ended"


def test_an_outcome_that_the_school_cannot_take_is_refused(running: Partnership, manager: User) -> None:
    with pytest.raises(Refused, match="not an academy, so it cannot transfer"):
        end_partnership(
            by=manager, partnership=running, ending=Ending(TODAY, "merging", "The boards decided")
        )


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (Ending(TODAY, "", "Why"), "Choose what the partnership led to"),
        (Ending(None, "converting", "Why"), "Enter the day"),
        (Ending(TODAY + dt.timedelta(days=1), "converting", "Why"), "cannot be in the future"),
        (Ending(TODAY, "converting", " "), "Enter the reason"),
        (Ending(TODAY, "lapsed", "Why"), "It lapses when its end passes, on 31 August 2027"),
    ],
)
def test_endings_that_make_no_sense(running: Partnership, manager: User, ending: Ending, said: str) -> None:
    with pytest.raises(Refused, match=said):
        end_partnership(by=manager, partnership=running, ending=ending)


def test_an_end_by_mistake_is_taken_back_with_its_milestones(running: Partnership, manager: User) -> None:
    end_partnership(
        by=manager, partnership=running, ending=Ending(TODAY, "withdrawn_school", "Chose to stay")
    )
    with pytest.raises(Refused, match="has ended"):
        record_event(by=manager, partnership=running, event="PAR-02", on=TODAY)
    with pytest.raises(Refused, match="Enter why"):
        reopen_partnership(by=manager, partnership=running, why="")
    again = reopen_partnership(by=manager, partnership=running, why="Entered on the wrong school")
    assert (again.ended_on, again.outcome) == (None, "")
    assert code(running.project, "PAR-07").in_plan
    assert state(running) == "active"
