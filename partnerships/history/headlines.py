"""One sentence for a call, by the action that it was: what a person did, however many things it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from partnerships.history.decision_lines import evidence_line
from partnerships.history.lines import line, note_line, project_line
from partnerships.history.names import Names
from partnerships.history.owner_lines import gave_several, handed_over, removed_contact
from partnerships.history.rating_lines import rated
from partnerships.history.record_headlines import (
    merged_theme,
    of_records,
    plan_of,
    planned_window,
    told_groups,
)
from partnerships.history.rows import Change
from partnerships.history.standing import accepted, followed, held, resumed, what_followed
from partnerships.history.values import (
    MILESTONE_FIELDS,
    PROJECT_FIELDS,
    day_words,
    month_words,
    moves,
    route_words,
    status_words,
)
from partnerships.history.workbook_lines import brought_in, undid
from partnerships.rules.saying import counted, lower_first
from partnerships.rules.words import EndOutcome, Route, Status


def headline(action: str, changes: Sequence[Change], names: Names) -> str:
    """What the call did, to follow the person's name: "moved the joining month from … to …: 64 dates moved"."""
    say = _SAY.get(action)
    said = say(changes, names) if say else ""
    if said:
        return said
    if len(changes) == 1:
        return line(changes[0], names)
    return of_records(changes, names) or f"changed {counted(sum(c.count for c in changes), 'thing')}"


def _started(changes: Sequence[Change], names: Names) -> str:
    project = _first(changes, "project")
    if project is None:
        return ""
    count = sum(1 for c in changes if c.kind == "milestones" and c.row.in_plan)
    return f"{project_line(project, names)}, {counted(count, 'milestone')}"


def _joining(changes: Sequence[Change], names: Names) -> str:
    project = _first(changes, "project")
    if project is None or project.before is None:
        return ""
    was, now, confirmed = (
        project.before.joining_month,
        project.row.joining_month,
        project.row.joining_confirmed,
    )
    date = f"{Route(project.row.route).event if Route.has(project.row.route) else 'joining'} date"
    if was == now:
        said = f"confirmed the {date}, {month_words(now)}"
        if not confirmed:
            said = f"made the {date}, {month_words(now)}, provisional again"
    elif was is None:
        said = f"set the {date} to {month_words(now)}"
    elif now is None:
        said = f"took away the {date}, {month_words(was)}"
    else:
        said = f"moved the {date} from {month_words(was, beside=now)} to {month_words(now)}"
    if was != now and confirmed:
        said += ", confirmed"
    return said + plan_of(changes)


def _fixed(changes: Sequence[Change], names: Names) -> str:
    milestone = _first(changes, "milestones")
    if milestone is None:
        return ""
    row = milestone.row
    if row.fixed_on is None:
        return f"let the date of “{row.title}” follow the plan again"
    return f"fixed the date of “{row.title}” to {day_words(row.fixed_on)}: {row.fixed_reason}"


def _routed(changes: Sequence[Change], names: Names) -> str:
    project = _first(changes, "project")
    if project is None or project.before is None or not project.differs("route"):
        return _changed_and_plan("project")(changes, names)
    was, now = project.before.route, lower_first(route_words(project.row.route))
    said = (
        f"changed the route from {lower_first(route_words(was))} to {now}"
        if was
        else f"chose the route, {now}"
    )
    left = moves(project, names, tuple(each for each in PROJECT_FIELDS if each[0] == "outgoing_trust_id"))
    return "; ".join([said, *left]) + plan_of(changes)


def _led(changes: Sequence[Change], names: Names) -> str:
    project = _first(changes, "project")
    if project is None or project.before is None:
        return ""
    was, now = project.before.lead_id, project.row.lead_id
    said = "left the project without a lead" if now is None else f"gave the project to {names.user(now)}"
    return said if was is None else f"{said} (was {names.user(was)})"


def _changed_and_plan(kind: str) -> Callable[[Sequence[Change], Names], str]:
    def say(changes: Sequence[Change], names: Names) -> str:
        main = _first(changes, kind)
        return line(main, names) + plan_of(changes) if main else ""

    return say


def _logged(changes: Sequence[Change], names: Names) -> str:
    every = [c for c in changes if c.kind == "milestones"]
    milestones = [c for c in every if not followed(c)] or every
    notes = [c for c in changes if c.kind == "notes" and c.type == "+"]
    if not milestones:
        return ""
    said = {_logged_one(c) for c in milestones}
    one = f"“{milestones[0].row.title}”" if len(milestones) == 1 else counted(len(milestones), "milestone")
    was = _was(milestones[0]) if len(milestones) == 1 else ""
    first = f"marked {one} as {said.pop()}{was}" if len(said) == 1 else f"updated {one}"
    also = moves(milestones[0], names, MILESTONE_FIELDS) if len(milestones) == 1 else []
    if also:
        same = milestones[0].before is not None and status_words(milestones[0].before) == status_words(
            milestones[0].row
        )
        first = f"changed {one}: {'; '.join(also)}" if same else f"{first}; {'; '.join(also)}"
    beside = [note_line(each, names) for each in notes[:1]]
    beside += [evidence_line(c, names, on=False) for c in changes if c.kind == "evidence" and c.type == "+"]
    also_now = what_followed(changes) if len(milestones) < len(every) else []
    return "; ".join([" and ".join([first, *beside]), *also_now])


def _first_line(kind: str) -> Callable[[Sequence[Change], Names], str]:
    """The line of the one thing that the call was about, whatever else followed from it."""

    def say(changes: Sequence[Change], names: Names) -> str:
        main = _first(changes, kind)
        return line(main, names) if main else ""

    return say


def _decided(changes: Sequence[Change], names: Names) -> str:
    """The decision; how many conditions it put into the plan, and the milestone that it is."""
    decided = _first_line("decisions")(changes, names)
    if not decided:  # told on its milestone's own page, where the decision itself stands
        return _logged(changes, names)
    said = [decided]
    rows = [c for c in changes if c.kind == "milestones"]
    if conditions := [c for c in rows if c.type == "+" and c.row.decision_id]:
        said.append(f"with {counted(len(conditions), 'condition')}")
    if marked := [c for c in rows if c.type != "+" and c.differs("status")]:
        said.append(f"which marked “{marked[0].row.title}” as {_logged_one(marked[0])}")
    return ", ".join(said)


def _was(change: Change) -> str:
    """ " (was in progress)"; empty where nothing had been logged before, or the status is the same."""
    before = change.before
    if before is None or before.status == Status.NOT_STARTED or _logged_one(change) == status_words(before):
        return ""
    return f" (was {status_words(before)})"


def _logged_one(change: Change) -> str:
    return status_words(change.row) if change.row.in_plan else "not applicable"


def _counting(words: str, one: str = "") -> Callable[[Sequence[Change], Names], str]:
    """A headline with the number of milestones in it; `one` (with the title) where there is one only."""

    def say(changes: Sequence[Change], names: Names) -> str:
        milestones = [c for c in changes if c.kind == "milestones"]
        if len(milestones) == 1 and one:
            return one.format(f"“{milestones[0].row.title}”")
        return words.format(counted(len(milestones), "milestone")) if milestones else ""

    return say


def _ended(changes: Sequence[Change], names: Names) -> str:
    project = _first(changes, "project")
    if project is None or not project.row.outcome:
        return ""
    outcome = lower_first(EndOutcome(project.row.outcome).label)
    return f"ended the project on {day_words(project.row.ended_on)}: {outcome}"


def _reopened(changes: Sequence[Change], names: Names) -> str:
    return "reopened the project" + plan_of(changes)


def _upgraded(changes: Sequence[Change], names: Names) -> str:
    return "moved the plan to a newer version of its template" + plan_of(changes)


def _opened(verb: str) -> Callable[[Sequence[Change], Names], str]:
    def say(changes: Sequence[Change], names: Names) -> str:
        project = _first(changes, "project")
        if project is None or project.row.opened_on is None:
            return ""
        urn = (
            f", its URN {project.row.academy_id}" if project.row.academy_id else ", its new URN not known yet"
        )
        return f"{verb} that the school opened on {day_words(project.row.opened_on)}{urn}"

    return say


def _withdrew_opening(changes: Sequence[Change], names: Names) -> str:
    project = _first(changes, "project")
    if project is None or project.before is None:
        return ""
    return f"took back the opening of {day_words(project.before.opened_on)}"


def _step_logged(changes: Sequence[Change], names: Names) -> str:
    """What was logged on the milestone that the step or event is; the step itself where it is none."""
    milestones = any(c.kind == "milestones" and c.differs("status") for c in changes)
    return _logged(changes, names) if milestones else of_records(changes, names)


_SAY: dict[str, Callable[[Sequence[Change], Names], str]] = {
    "start_project": _started,
    "set_joining_month": _joining,
    "fix_date": _fixed,
    "unfix_date": _fixed,
    "change_route": _routed,
    "answer_fact": _changed_and_plan("facts"),
    "set_partnership": _changed_and_plan("partnership"),
    "set_confidential": _changed_and_plan("project"),
    "change_lead": _led,
    "hand_over_project": handed_over,
    "hand_over_work": handed_over,
    "assign_several": gave_several,
    "remove_contact": removed_contact,
    "log_progress": _logged,
    "log_several": _logged,
    "add_evidence": _changed_and_plan("evidence"),
    "replace_evidence": _changed_and_plan("evidence"),
    "restore_evidence": _changed_and_plan("evidence"),
    "record_decision": _decided,
    "change_decision": _first_line("decisions"),
    "remove_decision": _first_line("decisions"),
    "risk_to_milestone": _first_line("risks"),
    "mark_not_applicable": _counting("marked {} as not applicable", "marked {} as not applicable"),
    "mark_applicable": _counting("put {} back into the plan", "put {} back into the plan"),
    "start_from_here": _counting(
        "marked {} as done before tracking began", "marked {} as done before tracking began"
    ),
    "undo": _counting("undid a change of {}", "undid a change of {}"),
    "accept_broken_rule": accepted,
    "hold_project": held,
    "override_rating": rated,
    "resume_project": resumed,
    "end_project": _ended,
    "reopen_project": _reopened,
    "upgrade_plan": _upgraded,
    "sign_off": _first_line("sign_offs"),
    "withdraw_sign_off": _first_line("sign_offs"),
    "dismiss_opening": _first_line("openings"),
    "record_opening": _opened("recorded"),
    "correct_opening": _opened("corrected the record, saying"),
    "accept_opening": _opened("recorded, as GIAS shows,"),
    "withdraw_opening": _withdrew_opening,
    "log_step": _step_logged,
    "reopen_step": _step_logged,
    "record_event": _step_logged,
    "plan_window": planned_window,
    "merge_theme": merged_theme,
    "tell_stakeholders": told_groups,
    "apply_workbook": brought_in,
    "undo_workbook": undid,
}


def _first(changes: Sequence[Change], kind: str) -> Change | None:
    return next((c for c in changes if c.kind == kind), None)
