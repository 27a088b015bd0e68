"""One sentence for a call about partnerships or consultations: what it was about, and how much came with it."""

from __future__ import annotations

from collections.abc import Sequence

from partnerships.history.kinds import KINDS
from partnerships.history.lines import DID, line
from partnerships.history.names import Names
from partnerships.history.rows import Change
from partnerships.history.standing import plan_words
from partnerships.rules.saying import all_of, counted

# What a call was about, if it wrote a row of it: what comes with it stands after it.
_ABOUT = (
    *("consultations", "partnership", "extensions", "imports", "reports", "reviews", "promises", "fit"),
    *("services", "measures", "activities", "steps", "stakeholders", "meetings", "questions", "documents"),
    *("themes", "responses", "response_themes", "findings"),
)


def of_records(changes: Sequence[Change], names: Names) -> str:
    """The line of the one row that the call was about, or how many there were; empty for a call about other things."""
    kind = next((kind for kind in _ABOUT if any(c.kind == kind for c in changes)), None)
    if kind is None:
        return ""
    about = [c for c in changes if c.kind == kind]
    said = line(about[0], names) if len(about) == 1 else _several(about)
    return said + _with(changes, kind) + plan_of(changes)


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
    """ ", with 14 steps and 9 groups": what else the call wrote, but for the plan's milestones."""
    numbers: dict[str, int] = {}
    for change in changes:
        if change.kind not in (kind, "milestones", "project"):
            numbers[change.kind] = numbers.get(change.kind, 0) + change.count
    return (
        f", with {all_of([KINDS[each].called(number) for each, number in numbers.items()])}"
        if numbers
        else ""
    )


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
