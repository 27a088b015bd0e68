"""Recording decisions. What is one event in life, a decision that is a milestone of the plan too, is entered once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.utils import timezone

from partnerships.actions._core import (
    action,
    explain,
    for_change,
    lock_project,
    must_have_seen,
    refuse_if,
    require,
)
from partnerships.actions._files import no_file_left_behind
from partnerships.actions._shown import NOT_SHOWN, Shown, shown_problems
from partnerships.actions.evidence import add_evidence
from partnerships.actions.facts import write_answer
from partnerships.actions.milestones import Progress, add_own_milestone, log_progress
from partnerships.models import Consultation, Decision, Milestone, Project, ResponseReport
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.decisions import (
    APPROVING,
    MILESTONE_OF,
    Around,
    Deciding,
    decision_problems,
    phase_of_conditions,
)
from partnerships.rules.facts import facts_for
from partnerships.rules.problems import Problem
from partnerships.rules.words import DecisionBody, Route, Status

__all__ = ["NOT_SHOWN", "Shown"]  # which callers ask for here, with the actions that take it


@dataclass(frozen=True)
class Conditions:
    """Where the conditions of a decision go in the plan, and whose they are until somebody says otherwise."""

    phase: str = ""
    due_on: dt.date | None = None
    owner: User | None = None
    owner_role: str = ""


@dataclass(frozen=True)
class After:
    """The consultation that a decision follows, and the version of its response document that was before whoever
    decided.
    """

    consultation: Consultation | None = None
    report: ResponseReport | None = None


ANYWHERE, AFTER_NONE = Conditions(), After()


def around_decision(project: Project) -> Around:
    """What the rules ask of the project."""
    approved = project.decisions.filter(body=DecisionBody.DFE, outcome__in=[each.value for each in APPROVING])
    return Around(
        route=Route(project.route) if project.route else None,
        on_hold=project.is_on_hold,
        opened=project.opened_on is not None,
        approved_by_dfe=approved.exists(),
    )


def record_decision_problems(
    *, project: Project, deciding: Deciding, shown: Shown, today: dt.date, after: After = AFTER_NONE
) -> list[Problem]:
    """What stands in the way of recording this decision with this evidence, after this consultation."""
    named = after.consultation is not None
    deciding = replace(deciding, has_evidence=not shown.is_empty, after_consultation=named)
    problems = decision_problems(deciding, around_decision(project), today=today)
    problems += _after_problems(project, after)
    return problems + shown_problems(project, decision_milestone(project, deciding.body), shown)


def _after_problems(project: Project, after: After) -> list[Problem]:
    """A decision follows a consultation of its own project, and a document of that consultation."""
    if after.consultation is not None and after.consultation.project_id != project.pk:
        return [Problem("Choose a consultation of this project.", about="consultation")]
    if after.report is not None and after.report.consultation != after.consultation:
        return [Problem("Choose the response document of that consultation.", about="response_report")]
    return []


def decision_milestone(project: Project, body: str) -> Milestone | None:
    """The milestone that a body's decision is, if the plan has it."""
    if not DecisionBody.has(body):
        return None
    return project.milestones.in_plan().filter(code=MILESTONE_OF[DecisionBody(body)], occurrence=1).first()


@no_file_left_behind
@action
def record_decision(
    *,
    by: User,
    project: Project,
    deciding: Deciding,
    shown: Shown = NOT_SHOWN,
    conditions: Conditions = ANYWHERE,
    after: After = AFTER_NONE,
) -> Decision:
    """Records a decision with what shows it, puts its conditions into the plan, and marks the milestone that it is.

    With the consultation that it follows, that one's decision step shows it too.
    DfE's approval of a conversion answers which power the order is made under. Raises Refused.
    """
    project = for_change(Project, project.pk)
    require(by.may(May.RECORD_DECISION, project))
    today = timezone.localdate()
    refuse_if(
        record_decision_problems(project=project, deciding=deciding, shown=shown, today=today, after=after)
    )
    explain(deciding.reason.strip())
    milestone = decision_milestone(project, deciding.body)
    decision = Decision(project=project, recorded_by=by, milestone=milestone, evidence=shown.existing)
    if not shown.given.is_empty:
        decision.evidence = add_evidence(by=by, project=project, given=shown.given, milestone=milestone)
    _fill(decision, deciding)
    decision.consultation, decision.response_report = after.consultation, after.report
    decision.body, decision.outcome = deciding.body, deciding.outcome
    if deciding.outcome != "revoked":
        decision.minister_approved_on = decision.letter_sent_on = None
    decision.save()
    for title in deciding.conditions:
        _add_condition(by, decision, title, conditions)
    if milestone is not None and deciding.outcome in APPROVING and not milestone.has_happened:
        done = Progress(Status.DONE, done_on=deciding.decided_on)
        log_progress(by=by, milestone=milestone, progress=done)
    _answer_basis(by, decision)
    return decision


def may_change(by: User, decision: Decision) -> bool:
    """Whoever recorded it may correct it, and managers may."""
    own = decision.recorded_by_id == by.pk and by.may(May.RECORD_DECISION, decision.project)
    return own or by.may(May.CHANGE_PROJECT, decision.project)


def change_decision_problems(
    *, decision: Decision, deciding: Deciding, shown: Shown, today: dt.date, after: After | None = None
) -> list[Problem]:
    """What is wrong with the corrected decision; who decided and what stay as they were recorded."""
    after = after or After(decision.consultation, decision.response_report)
    kept = not shown.is_empty or decision.evidence_id is not None
    same = replace(
        deciding,
        body=decision.body,
        outcome=decision.outcome,
        has_evidence=kept,
        conditions=_titles(decision),
        after_consultation=after.consultation is not None,
    )
    # The project may have gone on since: what was allowed then is not asked again.
    around = replace(around_decision(decision.project), on_hold=False, opened=False, approved_by_dfe=True)
    problems = decision_problems(same, around, today=today) + _after_problems(decision.project, after)
    return problems + shown_problems(decision.project, decision.milestone, shown)


@no_file_left_behind
@action
def change_decision(
    *,
    by: User,
    decision: Decision,
    deciding: Deciding,
    shown: Shown = NOT_SHOWN,
    after: After | None = None,
    expected_version: int | None = None,
) -> Decision:
    """Corrects the words, days and evidence of a decision. History keeps what it said before.

    Without `after`, the consultation that it follows stays. The milestone that it is has the corrected day too.
    """
    for_change(Project, decision.project_id)
    decision = for_change(Decision, decision.pk)
    require(may_change(by, decision))
    must_have_seen(decision, expected_version, what="this decision")
    today = timezone.localdate()
    refuse_if(
        change_decision_problems(decision=decision, deciding=deciding, shown=shown, today=today, after=after)
    )
    if shown.existing is not None:
        decision.evidence = shown.existing
    elif not shown.given.is_empty:
        decision.evidence = add_evidence(
            by=by, project=decision.project, given=shown.given, milestone=decision.milestone
        )
    day_before = decision.decided_on
    _fill(decision, deciding)
    if after is not None:
        decision.consultation, decision.response_report = after.consultation, after.report
    decision.version += 1
    decision.save()
    _correct_milestone(by, decision, day_before)
    _answer_basis(by, decision)
    return decision


def _correct_milestone(by: User, decision: Decision, day_before: dt.date) -> None:
    """One event, entered once: a milestone that was done on the day as it stood before is done on the corrected one."""
    milestone = decision.milestone
    if milestone is None or decision.decided_on == day_before or milestone.done_on != day_before:
        return
    if decision.outcome in APPROVING:
        done = Progress(Status.DONE, done_on=decision.decided_on)
        log_progress(by=by, milestone=milestone, progress=done)


def remove_decision_problems(*, why: str) -> list[Problem]:
    """What is missing before a decision can be removed."""
    return [] if why.strip() else [Problem("Enter why it is removed.", about="why")]


@action
def remove_decision(*, by: User, decision: Decision, why: str) -> None:
    """Removes a decision recorded by mistake. Its conditions and evidence stay, and so does what was logged."""
    lock_project(decision.project_id)  # its conditions are milestones, which somebody may be logging
    decision = for_change(Decision, decision.pk)
    require(by.may(May.CHANGE_PROJECT, decision.project))
    refuse_if(remove_decision_problems(why=why))
    for condition in decision.conditions.all():
        condition.decision = None
        condition.version += 1
        condition.save()  # one by one: history is to say that each of them was let go
    decision.delete()


def _fill(decision: Decision, deciding: Deciding) -> None:
    assert deciding.decided_on is not None  # the problems say so before
    decision.decided_on = deciding.decided_on
    decision.reason, decision.interests = deciding.reason.strip(), deciding.interests.strip()
    decision.considered = deciding.considered.strip()
    decision.votes_for, decision.votes_against = deciding.votes_for, deciding.votes_against
    decision.votes_abstained = deciding.votes_abstained
    decision.order_basis = deciding.order_basis
    decision.minister_approved_on = deciding.minister_approved_on
    decision.letter_sent_on = deciding.letter_sent_on


def _add_condition(by: User, decision: Decision, title: str, conditions: Conditions) -> None:
    """A condition is a milestone of the team's own: it is met by logging it as done."""
    row = add_own_milestone(
        by=by,
        project=decision.project,
        title=title,
        phase=conditions.phase or phase_of_conditions(decision.body),
        due_on=conditions.due_on,
        owner=conditions.owner,
        owner_roles=[conditions.owner_role] if conditions.owner_role else (),
    )
    row.decision = decision
    row.save()


def _answer_basis(by: User, decision: Decision) -> None:
    """DfE's letter answers the question, where the route asks it, by whoever records the letter."""
    project = decision.project
    route = Route(project.route) if project.route else None
    if decision.order_basis and "order_basis" in {fact.key for fact in facts_for(route)}:
        known = project.facts.filter(key="order_basis").values_list("answer", flat=True).first()
        if known != decision.order_basis:
            write_answer(
                by=by, project=project, key="order_basis", answer=decision.order_basis, why="DfE’s decision"
            )


def _titles(decision: Decision) -> tuple[str, ...]:
    """Its conditions as they stand; the words of one that was removed stand in for it."""
    titles = tuple(dict.fromkeys(decision.conditions.values_list("title", flat=True)))
    if titles or decision.outcome != "conditions":
        return titles
    return ("Removed since",)
