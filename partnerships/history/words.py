"""The sentences of history: one headline for a call, one line for each thing it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import formats

from partnerships.history.rows import Change
from partnerships.models import Group, Note, User
from partnerships.rules.facts import FACTS
from partnerships.rules.words import ContactRole, EndOutcome, OwnerRole, Phase, Route, Status


@dataclass(frozen=True)
class Names:
    """What the keys in history rows are called; notes deleted since, whose words are not repeated."""

    users: dict[int, str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    standing_notes: frozenset[int] = frozenset()

    @classmethod
    def of(cls, changes: Iterable[Change]) -> Names:
        changes = list(changes)
        rows = [row for c in changes for row in (c.row, c.before) if row is not None]
        users = _keys(rows, "owner_id", "lead_id", "user_id")
        groups = _keys(rows, "outgoing_trust_id")
        notes = {row.id for c in changes if c.kind == "notes" for row in [c.row]}
        return cls(
            {user.pk: str(user) for user in User.objects.filter(pk__in=users)} if users else {},
            dict(Group.objects.filter(pk__in=groups).values_list("pk", "name")) if groups else {},
            frozenset(Note.objects.filter(pk__in=notes, deleted_at=None).values_list("pk", flat=True))
            if notes
            else frozenset(),
        )

    def user(self, pk: int | None) -> str:
        return "nobody" if pk is None else self.users.get(pk, "somebody")


def _keys(rows: Iterable[Any], *names: str) -> set[int]:
    found = (getattr(row, name, None) for row in rows for name in names)
    return {key for key in found if key is not None}


def headline(action: str, changes: Sequence[Change], names: Names) -> str:
    """What the call did, to follow the person's name: "moved the joining month from … to …: 64 dates moved"."""
    say = _SAY.get(action)
    said = say(changes, names) if say else ""
    if said:
        return said
    lines = [line(change, names) for change in changes]
    return lines[0] if len(lines) == 1 else f"changed {_counted(len(lines), 'thing')}"


def details(changes: Sequence[Change], names: Names) -> list[str]:
    """One line for each thing that the call changed; what is out of the plan before and after is left out."""
    return [line(change, names) for change in changes if not _unseen(change)]


def _unseen(change: Change) -> bool:
    if change.kind != "milestones" or change.row.in_plan:
        return False
    return change.type == "+" or (change.before is not None and not change.before.in_plan)


def line(change: Change, names: Names) -> str:
    """What happened to one thing, to follow a name."""
    return _LINES[change.kind](change, names)


def _milestone(change: Change, names: Names) -> str:
    row, title = change.row, f"“{change.row.title}”"
    if change.type == "+":
        return f"added {title}" + (f", due {_day(row.due_on)}" if row.due_on else "")
    if change.type == "-":
        return f"removed {title}"
    parts = []
    if change.differs("in_plan") or change.differs("override"):
        parts.append("put it into the plan" if row.in_plan else "not applicable")
    if any(change.differs(name) for name in ("status", "done_on", "waiting_on", "waiting_since")):
        was = _status(change.before)
        parts.append(_status(row) if was == _status(row) else f"{_status(row)} (was {was})")
    parts += _moves(change, names, _MILESTONE_FIELDS)
    return f"changed {title}: {'; '.join(parts)}" if parts else f"updated {title}"


def _status(row: Any) -> str:
    if row.status == Status.DONE:
        when = f" on {_day(row.done_on)}" if row.done_on else ""
        return f"done{when}" + (" before tracking began" if row.done_before_tracking else "")
    if row.status == Status.WAITING:
        since = f" since {_day(row.waiting_since)}" if row.waiting_since else ""
        return f"waiting for {row.waiting_on}{since}"
    return Status(row.status).label.lower() if Status.has(row.status) else str(row.status)


def _project(change: Change, names: Names) -> str:
    if change.type == "+":
        route = f": {_route(change.row.route).lower()}" if change.row.route else ", route not chosen yet"
        return f"started the project{route}"
    parts = _moves(change, names, _PROJECT_FIELDS)
    if change.differs("joining_confirmed"):
        parts.append(
            "joining month confirmed" if change.row.joining_confirmed else "joining month provisional"
        )
    if change.differs("confidential"):
        parts.append("made it confidential" if change.row.confidential else "no longer confidential")
    return f"changed the project: {'; '.join(parts)}" if parts else "updated the project"


def _note(change: Change, names: Names) -> str:
    if change.row.deleted_at is not None:
        return "deleted a note"
    text = f": “{_short(change.row.text)}”" if change.row.id in names.standing_notes else ", deleted since"
    if change.type == "+":
        return f"wrote a note{text}"
    return (
        f"changed a note{text}"
        if change.differs("text")
        else "moved a note from its milestone to the project"
    )


def _contact(change: Change, names: Names) -> str:
    who = f"{change.row.name}, {ContactRole(change.row.role).label}"
    if change.type == "+":
        return f"added a contact: {who}"
    if change.type == "-":
        return f"removed a contact: {who}"
    return f"changed the contact {who}: {'; '.join(_moves(change, names, _CONTACT_FIELDS)) or 'nothing'}"


def _fact(change: Change, names: Names) -> str:
    fact = FACTS.get(change.row.key)
    question, say = (fact.question, fact.label_of) if fact else (change.row.key, str)
    was = f" (was {_lower(say(change.before.answer))})" if change.differs("answer") else ""
    return f"answered “{question}”: {_lower(say(change.row.answer))}{was}"


def _partnership(change: Change, names: Names) -> str:
    row = change.row
    if change.type == "+":
        return f"recorded the partnership: {_day(row.starts_on)} to {_day(row.ends_on)}"
    return f"changed the partnership: {'; '.join(_moves(change, names, _PARTNERSHIP_FIELDS)) or 'nothing'}"


def _access(change: Change, names: Names) -> str:
    person = names.user(change.row.user_id)
    return f"took {person} off the project" if change.type == "-" else f"named {person} on the project"


_LINES: dict[str, Callable[[Change, Names], str]] = {
    "project": _project,
    "milestones": _milestone,
    "facts": _fact,
    "notes": _note,
    "contacts": _contact,
    "partnership": _partnership,
    "people": _access,
}


def _started(changes: Sequence[Change], names: Names) -> str:
    project = _first(changes, "project")
    if project is None:
        return ""
    count = sum(1 for c in changes if c.kind == "milestones" and c.row.in_plan)
    return f"{_project(project, names)}, {_counted(count, 'milestone')}"


def _joining(changes: Sequence[Change], names: Names) -> str:
    project = _first(changes, "project")
    if project is None or project.before is None:
        return ""
    was, now = project.before.joining_month, project.row.joining_month
    if was == now:
        said = f"confirmed the joining month, {_month(now)}"
    elif was is None:
        said = f"set the joining month to {_month(now)}"
    elif now is None:
        said = f"took away the joining month, {_month(was)}"
    else:
        said = f"moved the joining month from {_month(was, beside=now)} to {_month(now)}"
    if was != now and project.row.joining_confirmed:
        said += ", confirmed"
    return said + _plan(changes)


def _changed_and_plan(kind: str) -> Callable[[Sequence[Change], Names], str]:
    def say(changes: Sequence[Change], names: Names) -> str:
        main = _first(changes, kind)
        return line(main, names) + _plan(changes) if main else ""

    return say


def _logged(changes: Sequence[Change], names: Names) -> str:
    milestones = [c for c in changes if c.kind == "milestones"]
    notes = [c for c in changes if c.kind == "notes" and c.type == "+"]
    if not milestones:
        return ""
    said = {_logged_one(c) for c in milestones}
    one = f"“{milestones[0].row.title}”" if len(milestones) == 1 else _counted(len(milestones), "milestone")
    first = f"marked {one} as {said.pop()}" if len(said) == 1 else f"updated {one}"
    also = _moves(milestones[0], names, _MILESTONE_FIELDS) if len(milestones) == 1 else []
    if also:
        same = milestones[0].before is not None and _status(milestones[0].before) == _status(
            milestones[0].row
        )
        first = f"changed {one}: {'; '.join(also)}" if same else f"{first}; {'; '.join(also)}"
    return first + (f" and {_note(notes[0], names)}" if notes else "")


def _logged_one(change: Change) -> str:
    return _status(change.row) if change.row.in_plan else "not applicable"


def _counting(words: str, one: str = "") -> Callable[[Sequence[Change], Names], str]:
    """A headline with the number of milestones in it; `one` (with the title) where there is one only."""

    def say(changes: Sequence[Change], names: Names) -> str:
        milestones = [c for c in changes if c.kind == "milestones"]
        if len(milestones) == 1 and one:
            return one.format(f"“{milestones[0].row.title}”")
        return words.format(_counted(len(milestones), "milestone")) if milestones else ""

    return say


def _ended(changes: Sequence[Change], names: Names) -> str:
    project = _first(changes, "project")
    if project is None or not project.row.outcome:
        return ""
    return (
        f"ended the project on {_day(project.row.ended_on)}: {_lower(EndOutcome(project.row.outcome).label)}"
    )


def _reopened(changes: Sequence[Change], names: Names) -> str:
    return "reopened the project" + _plan(changes)


_SAY: dict[str, Callable[[Sequence[Change], Names], str]] = {
    "start_project": _started,
    "set_joining_month": _joining,
    "change_route": _changed_and_plan("project"),
    "answer_fact": _changed_and_plan("facts"),
    "set_partnership": _changed_and_plan("partnership"),
    "set_confidential": _changed_and_plan("project"),
    "change_lead": _changed_and_plan("project"),
    "log_progress": _logged,
    "log_several": _logged,
    "mark_not_applicable": _counting("marked {} as not applicable", "marked {} as not applicable"),
    "mark_applicable": _counting("put {} back into the plan", "put {} back into the plan"),
    "start_from_here": _counting(
        "marked {} as done before tracking began", "marked {} as done before tracking began"
    ),
    "undo": _counting("undid a change of {}", "undid a change of {}"),
    "end_project": _ended,
    "reopen_project": _reopened,
}


def _plan(changes: Sequence[Change]) -> str:
    """What became of the plan: ": 3 milestones added, 64 dates moved"; empty when nothing did."""
    rows = [c for c in changes if c.kind == "milestones"]
    was_in = [c.before is not None and c.before.in_plan for c in rows]
    added = sum(not was and c.row.in_plan for was, c in zip(was_in, rows, strict=True))
    gone = sum(was and not c.row.in_plan for was, c in zip(was_in, rows, strict=True))
    moved = sum(was and c.row.in_plan and c.differs("due_on") for was, c in zip(was_in, rows, strict=True))
    parts = [f"{_counted(added, 'milestone')} added"] if added else []
    parts += [f"{_counted(gone, 'milestone')} taken out"] if gone else []
    parts += [f"{_counted(moved, 'date')} moved"] if moved else []
    return f": {', '.join(parts)}" if parts else ""


Fields = tuple[tuple[str, str, Callable[[Any, Names], str]], ...]


def _moves(change: Change, names: Names, fields: Fields) -> list[str]:
    return [
        f"{label} from {say(getattr(change.before, name), names)} to {say(getattr(change.row, name), names)}"
        for name, label, say in fields
        if change.differs(name)
    ]


def _text(value: Any, names: Names) -> str:
    return f"“{_short(str(value))}”" if value not in ("", None) else "nothing"


def _date(value: Any, names: Names) -> str:
    return _day(value)


def _user(value: Any, names: Names) -> str:
    return names.user(value)


def _by(say: Callable[[Any], str]) -> Callable[[Any, Names], str]:
    """A value whose words need no names."""
    return lambda value, _: say(value)


def _roles(codes: str) -> str:
    return ", ".join(OwnerRole(code).label for code in codes.split(",") if code) or "nobody"


def _trust(value: int | None, names: Names) -> str:
    return "none" if value is None else names.groups.get(value, "a trust")


_MILESTONE_FIELDS: Fields = (
    ("title", "words", _text),
    ("due_on", "due date", _date),
    ("phase", "part of the plan", _by(lambda value: Phase(value).label)),
    ("owner_id", "owner", _user),
    ("owner_roles", "owner role", _by(_roles)),
    ("evidence_url", "link to evidence", _text),
)
_PROJECT_FIELDS: Fields = (
    ("route", "route", _by(lambda value: _route(value))),
    ("joining_month", "joining month", _by(lambda value: _month(value))),
    ("lead_id", "lead", _user),
    ("outgoing_trust_id", "outgoing trust", _trust),
    ("ended_on", "end date", _date),
    ("enquiry", "what was said", _text),
)
_CONTACT_FIELDS: Fields = (
    ("role", "role", _by(lambda value: ContactRole(value).label)),
    ("name", "name", _text),
    ("organisation", "organisation", _text),
    ("email", "e-mail", _text),
    ("telephone", "telephone", _text),
    ("remark", "remark", _text),
)
_PARTNERSHIP_FIELDS: Fields = (("starts_on", "start", _date), ("ends_on", "end", _date))


def _first(changes: Sequence[Change], kind: str) -> Change | None:
    return next((c for c in changes if c.kind == kind), None)


def _day(value: dt.date | None) -> str:
    return formats.date_format(value, "j F Y") if value else "no date"


def _month(value: dt.date | None, *, beside: dt.date | None = None) -> str:
    """ "September 2027"; the year is left out beside a month of the same year."""
    if value is None:
        return "no date yet"
    return formats.date_format(value, "F" if beside and beside.year == value.year else "F Y")


def _route(value: str) -> str:
    return Route(value).label if Route.has(value) else "not chosen"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:199]}…"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
