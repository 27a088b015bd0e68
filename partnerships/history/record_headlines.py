"""One sentence for a call about partnerships or consultations: what it was about, and how much came with it."""

from __future__ import annotations

from collections.abc import Sequence

from partnerships.history.kinds import KINDS
from partnerships.history.lines import DID, line
from partnerships.history.names import Names
from partnerships.history.rows import Change
from partnerships.history.standing import followed, plan_words
from partnerships.history.values import day_words, status_words
from partnerships.rules.saying import all_of, counted

# What a call was about, if it wrote a row of it: what comes with it stands after it.
_ABOUT = (
    *("extensions", "partnership", "consultations", "imports", "reports", "reviews", "promises", "fit"),
    *("services", "measures", "activities", "steps", "stakeholders", "meetings", "questions", "documents"),
    *("responses", "themes", "response_themes", "findings"),
)
_COMES_WITH = frozenset({*_ABOUT, "notes", "evidence"} - {"partnership", "consultations"})


def of_records(changes: Sequence[Change], names: Names) -> str:
    """The line of the one row that the call was about, or how many there were; empty for a call about other things."""
    kind = next((kind for kind in _ABOUT if any(c.kind == kind for c in changes)), None)
    if kind is None:
        return ""
    about = [c for c in changes if c.kind == kind]
    said = line(about[0], names) if len(about) == 1 else _several(about)
    return said + _with(changes, kind) + _marked(changes) + plan_of(changes)


def merged_theme(changes: Sequence[Change], names: Names) -> str:
    """ "put the theme “Uniforms” into “Uniform”, with 12 responses"."""
    gone = [c for c in changes if c.kind == "themes" and c.type == "-"]
    kept = [c for c in changes if c.kind == "themes" and c.type != "-"]
    if len(gone) != 1 or len(kept) > 1:
        return ""
    moved = sum(c.count for c in changes if c.kind == "response_themes")
    into = f" into “{kept[0].row.name}”" if kept else " into another"
    return f"put the theme “{gone[0].row.name}”{into}, with {KINDS['responses'].called(moved)}"


def told_groups(changes: Sequence[Change], names: Names) -> str:
    """ "recorded that 9 groups were told on 22 October 2026"; nothing for one, which its own line names."""
    groups = [c for c in changes if c.kind == "stakeholders"]
    for column, did in (("told_on", "told"), ("reminded_on", "reminded")):
        days = {getattr(c.row, column) for c in groups if c.differs(column)}
        if len(groups) > 1 and len(days) == 1:
            number = KINDS["stakeholders"].called(len(groups))
            return f"recorded that {number} were {did} on {day_words(days.pop())}"
    return ""


def planned_window(changes: Sequence[Change], names: Names) -> str:
    """ "planned “Consultation opens” for 2 November 2026, “Consultation closes” for 4 December 2026"."""
    days = []
    for change in changes:
        column = {"milestones": "fixed_on", "steps": "due_on"}.get(change.kind, "")
        if column and change.type != "-" and (change.before is None or change.differs(column)):
            days.append((getattr(change.row, column), change.row.title))
    known = [f"“{title}” for {day_words(day)}" for day, title in sorted(each for each in days if each[0])]
    if known:
        return f"planned {', '.join(known)}"
    return f"took away the planned days of {counted(len(days), 'step')}" if days else ""


def _several(changes: Sequence[Change]) -> str:
    """ "added 5 activities", "added 3 and removed 2 steps"."""
    kind = KINDS[changes[0].kind]
    number = {how: sum(c.count for c in changes if c.type == how) for how in DID}
    done = [how for how in DID if number[how]]
    if len(done) == 1:
        return f"{DID[done[0]]} {kind.called(number[done[0]])}"
    parts = [f"{DID[how]} {number[how]:,}" for how in done[:-1]]
    return all_of([*parts, f"{DID[done[-1]]} {kind.called(number[done[-1]])}"])


def _with(changes: Sequence[Change], kind: str) -> str:
    """ ", with 14 steps and 9 groups": what else the call wrote."""
    numbers: dict[str, int] = {}
    for change in changes:
        if change.kind in _COMES_WITH and change.kind != kind:
            numbers[change.kind] = numbers.get(change.kind, 0) + change.count
    if kind == "imports":  # says itself how many responses it saved
        numbers.pop("responses", None)
    said = [KINDS[each].called(number) for each, number in numbers.items()]
    return f", with {all_of(said)}" if said else ""


def _marked(changes: Sequence[Change]) -> str:
    """ ", which marked “First review” as done on 3 March 2027", for one milestone that the call logged."""
    rows = [c for c in changes if c.kind == "milestones" and c.differs("status") and not followed(c)]
    if len(rows) != 1 or not rows[0].row.in_plan:
        return ""
    return f", which marked “{rows[0].row.title}” as {status_words(rows[0].row)}"


def plan_of(changes: Sequence[Change]) -> str:
    """What became of the plan: ": 3 milestones added, 64 dates moved"; empty when nothing did."""
    rows = [c for c in changes if c.kind == "milestones"]
    was_in = [c.before is not None and c.before.in_plan for c in rows]
    added = sum(not was and c.row.in_plan for was, c in zip(was_in, rows, strict=True))
    gone = sum(was and not c.row.in_plan for was, c in zip(was_in, rows, strict=True))
    moved = sum(was and c.row.in_plan and c.differs("due_on") for was, c in zip(was_in, rows, strict=True))
    parts = [f"{counted(added, 'milestone')} added"] if added else []
    parts += [f"{counted(gone, 'milestone')} taken out"] if gone else []
    parts += [f"{counted(moved, 'date')} moved"] if moved else []
    parts += plan_words(rows)
    return f": {', '.join(parts)}" if parts else ""
