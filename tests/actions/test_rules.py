"""What broke a hard rule waits for a manager's reason; what mends the rule, or the reason, lets it count."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.facts import answer_fact
from partnerships.actions.joining import joining_direction, set_joining_month
from partnerships.actions.milestones import (
    Progress,
    log_progress,
    log_progress_problems,
    log_several,
    mark_applicable,
    mark_not_applicable,
)
from partnerships.actions.plans import earlier_rows, start_from_here
from partnerships.actions.projects import change_route
from partnerships.actions.rules import accept_broken_rule, accept_broken_rule_problems
from partnerships.actions.undo import undo, undo_problems
from partnerships.history import describe_call, milestone_entries
from partnerships.models import Group, Milestone, Project, RuleAcceptance, School, User
from partnerships.rules.joining_reasons import reasons_for
from partnerships.rules.words import Route
from tests.plans import TODAY, code, planned

CONSULTATION = "consultation_before_agreement"
LIABILITY = "liability_information"
EARLIER, DAY = dt.date(2027, 3, 1), dt.date(2027, 3, 5)


def log(project: Project, what: str, by: User, on: dt.date | None = None, status: str = "done") -> Milestone:
    log_progress(by=by, milestone=code(project, what), progress=Progress(status, done_on=on))
    return code(project, what)


def test_what_breaks_a_hard_rule_is_held_with_its_day(plan: Project, editor: User) -> None:
    signed = log(plan, "LEG-18", editor, DAY)
    assert (signed.status, signed.done_on) == ("held", DAY)
    assert (signed.is_done, signed.has_happened) == (False, True)


def test_what_breaks_only_a_soft_rule_counts(plan: Project, editor: User) -> None:
    assert log(plan, "LEG-10", editor, DAY).status == "done"
    assert log(plan, "OPS-04", editor, DAY).status == "done"


def test_what_keeps_the_rule_counts(plan: Project, editor: User) -> None:
    log(plan, "CON-06", editor, EARLIER)
    assert log(plan, "LEG-18", editor, DAY).status == "done"


def test_it_counts_once_the_earlier_day_is_logged_and_waits_again_once_that_is_taken_back(
    plan: Project, editor: User
) -> None:
    log(plan, "LEG-18", editor, DAY)
    log(plan, "CON-06", editor, EARLIER)
    assert (code(plan, "LEG-18").status, code(plan, "LEG-18").done_on) == ("done", DAY)
    log(plan, "CON-06", editor, status="in_progress")
    assert code(plan, "LEG-18").status == "held"


def test_a_later_month_lets_late_information_count(
    on_the_day: None, manager: User, school: School, trust: Group
) -> None:
    soon = planned(manager, school, trust, joining_month=dt.date(2026, 12, 1))
    held = log(soon, "OPS-06", manager, dt.date(2026, 11, 20))
    assert held.status == "held"
    move(manager, soon, dt.date(2027, 1, 1))
    assert code(soon, "OPS-06").status == "done"


def move(by: User, project: Project, month: dt.date) -> None:
    """Moves the joining month, for the first reason that may be given for it."""
    direction = joining_direction(project=project, month=month, confirmed=False)
    reason = reasons_for(direction, Route(project.route))[0].value
    set_joining_month(by=by, project=project, month=month, reasons={reason: "The school asked"})


def test_an_answer_or_another_route_decides_too(plan: Project, manager: User) -> None:
    log(plan, "LEG-18", manager, DAY)
    change_route(by=manager, project=plan, route="order")
    assert code(plan, "LEG-18").status == "done", "the basis is asked for; nothing is broken yet"
    answer_fact(by=manager, project=plan, key="order_basis", answer="s4_1_a")
    assert code(plan, "LEG-18").status == "held"
    answer_fact(by=manager, project=plan, key="order_basis", answer="s4_1_b")
    assert code(plan, "LEG-18").status == "done"


def test_a_manager_gives_the_reason_and_it_counts_for_that_day_only(
    plan: Project, manager: User, editor: User
) -> None:
    held = log(plan, "LEG-18", editor, DAY)
    accepted = accept_broken_rule(by=manager, milestone=held, rule=CONSULTATION, why=" DfE agreed ")
    assert (accepted.reason, accepted.by, accepted.done_on) == ("DfE agreed", manager, DAY)
    assert (code(plan, "LEG-18").status, code(plan, "LEG-18").done_on) == ("done", DAY)
    assert log(plan, "LEG-18", editor, DAY + dt.timedelta(days=1)).status == "held"
    assert log(plan, "LEG-18", editor, DAY).status == "done"


def test_who_may_give_the_reason(plan: Project, cast: dict[str, User | None], editor: User) -> None:
    held = log(plan, "LEG-18", editor, DAY)
    for who in ("viewer", "editor", "outsider", "site_administrator"):
        with pytest.raises(NotAllowed):
            accept_broken_rule(by=cast[who], milestone=held, rule=CONSULTATION, why="Agreed")
    assert not RuleAcceptance.objects.exists()
    accept_broken_rule(by=cast["administrator"], milestone=held, rule=CONSULTATION, why="Agreed")


@pytest.mark.parametrize(
    ("rule", "why", "problem"),
    [
        (CONSULTATION, "  ", "Enter the reason"),
        (LIABILITY, "Agreed", "does not break this rule"),
        ("no_such_rule", "Agreed", "does not break this rule"),
    ],
)
def test_what_stands_in_the_way_of_a_reason(
    plan: Project, manager: User, rule: str, why: str, problem: str
) -> None:
    held = log(plan, "LEG-18", manager, DAY)
    assert problem in accept_broken_rule_problems(milestone=held, rule=rule, why=why)[0]
    with pytest.raises(Refused, match=problem):
        accept_broken_rule(by=manager, milestone=held, rule=rule, why=why)


def test_a_reason_for_a_milestone_that_somebody_changed_is_refused(plan: Project, manager: User) -> None:
    held = log(plan, "LEG-18", manager, DAY)
    log(plan, "LEG-18", manager, EARLIER)
    with pytest.raises(Refused, match="changed"):
        accept_broken_rule(
            by=manager, milestone=held, rule=CONSULTATION, why="Agreed", expected_version=held.version
        )
    held.delete()
    with pytest.raises(Refused, match="removed"):
        accept_broken_rule(by=manager, milestone=held, rule=CONSULTATION, why="Agreed")


def test_undo_of_a_log_that_waits_puts_it_back(plan: Project, editor: User) -> None:
    log(plan, "LEG-18", editor, DAY)
    call = code(plan, "LEG-18").history.latest("history_id").call
    assert undo_problems(project=plan, call=call) == []
    undo(by=editor, project=plan, call=call)
    assert (code(plan, "LEG-18").status, code(plan, "LEG-18").done_on) == ("not_started", None)


def test_undo_of_what_let_it_count_makes_it_wait_again(plan: Project, editor: User) -> None:
    log(plan, "LEG-18", editor, DAY)
    log(plan, "CON-06", editor, EARLIER)
    undo(by=editor, project=plan, call=code(plan, "CON-06").history.latest("history_id").call)
    assert (code(plan, "LEG-18").status, code(plan, "CON-06").status) == ("held", "not_started")


def test_logging_it_again_keeps_its_day(plan: Project, editor: User) -> None:
    log(plan, "LEG-18", editor, DAY)
    assert (log(plan, "LEG-18", editor).status, code(plan, "LEG-18").done_on) == ("held", DAY)


def test_several_logged_at_once_are_settled_together(plan: Project, editor: User) -> None:
    rows = [code(plan, "LEG-18"), code(plan, "CON-06"), code(plan, "OPS-06")]
    log_several(by=editor, milestones=rows, progress=Progress("done", done_on=DAY))
    assert {code(plan, each.code).status for each in rows} == {"done"}


def test_nobody_can_choose_to_wait(plan: Project, editor: User) -> None:
    assert log_progress_problems(Progress("held"), today=TODAY) == ["Choose a status."]
    with pytest.raises(Refused, match="Choose a status"):
        log_progress(by=editor, milestone=code(plan, "EXP-01"), progress=Progress("held"))


def test_what_was_done_on_a_day_that_nobody_knows_is_not_held_for_want_of_a_date(
    plan: Project, editor: User
) -> None:
    start_from_here(by=editor, project=plan, milestone=code(plan, "OPN-01"))
    assert set(
        plan.milestones.filter(code__in=["CON-06", "LEG-18", "OPS-06"]).values_list("status", flat=True)
    ) == {"done"}


def test_start_from_here_leaves_what_waits_alone(plan: Project, editor: User) -> None:
    log(plan, "LEG-18", editor, DAY)
    assert "LEG-18" not in {row.code for row in earlier_rows(plan, milestone=code(plan, "OPN-01"))}


def test_a_consultation_marked_as_not_applicable_does_not_free_the_agreement(
    plan: Project, manager: User
) -> None:
    mark_not_applicable(by=manager, milestone=code(plan, "CON-06"), why="Nobody asked")
    assert log(plan, "LEG-18", manager, DAY).status == "held"


def test_what_waits_and_is_not_applicable_waits_again_when_it_is_put_back(
    plan: Project, manager: User
) -> None:
    log(plan, "LEG-18", manager, DAY)
    mark_not_applicable(by=manager, milestone=code(plan, "LEG-18"), why="Wrong row")
    assert not Milestone.objects.held().filter(project=plan).exists()
    mark_applicable(by=manager, milestone=code(plan, "LEG-18"))
    assert code(plan, "LEG-18").status == "held"


def test_what_waits_is_neither_done_nor_to_do_nor_late(plan: Project, editor: User) -> None:
    log(plan, "LEG-18", editor, DAY)
    after = dt.date(2027, 12, 1)
    assert not code(plan, "LEG-18").is_late(after)
    for queryset in (
        Milestone.objects.to_do(),
        Milestone.objects.late(on=after),
        Milestone.objects.with_status("done"),
        Milestone.objects.due_within(900, on=TODAY),
    ):
        assert "LEG-18" not in set(queryset.filter(project=plan).values_list("code", flat=True))
    assert list(Milestone.objects.held().filter(project=plan).values_list("code", flat=True)) == ["LEG-18"]
    (tally,) = plan.milestones.in_plan().tallied_by("project_id", on=after)
    assert tally["done"] == 0
    assert tally["late"] == plan.milestones.in_plan().filter(due_on__lt=after).count() - 1
    counted = Project.objects.with_progress(on=after).get(pk=plan.pk)
    assert (counted.done_count, counted.late_count) == (0, tally["late"])


def test_history_says_that_it_waits_and_that_it_counts(plan: Project, editor: User, manager: User) -> None:
    held = log(plan, "LEG-18", editor, DAY)
    assert (
        "done on 5 March 2027: breaks a rule, needs a manager’s reason" in milestone_entries(held)[0].sentence
    )
    accept_broken_rule(by=manager, milestone=held, rule=CONSULTATION, why="DfE agreed in writing")
    said = milestone_entries(held)[0].sentence
    assert said.startswith("Mona Manager")
    assert "counts although it broke a rule" in said


def test_history_says_what_followed_from_a_log(plan: Project, editor: User) -> None:
    log(plan, "LEG-18", editor, DAY)
    logged = log(plan, "CON-06", editor, EARLIER)
    entry = describe_call(plan, logged.history.latest("history_id").call)
    assert entry is not None
    assert "marked “Close the consultation” as done on 1 March 2027" in entry.sentence
    assert entry.sentence.endswith(
        "“Trust signs the funding agreement or deed of novation, undated” now counts"
    )
    assert logged.status == "done"
