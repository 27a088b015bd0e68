"""One line for each thing that a call changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from partnerships.history.consultation_lines import (
    consultation_line,
    document_line,
    meeting_line,
    question_line,
    report_line,
    stakeholder_line,
    step_line,
)
from partnerships.history.decision_lines import decision_line, evidence_line, risk_line
from partnerships.history.fit_lines import finding_line, fit_line, promise_line, review_line
from partnerships.history.kinds import KINDS
from partnerships.history.names import Names
from partnerships.history.owner_lines import hand_over_line
from partnerships.history.partnership_lines import (
    activity_line,
    extension_line,
    measure_line,
    partnership_line,
    service_line,
)
from partnerships.history.rating_lines import rating_line
from partnerships.history.response_lines import (
    import_line,
    response_line,
    response_theme_line,
    theme_line,
)
from partnerships.history.rows import Change
from partnerships.history.standing import accepted_line, hold_line
from partnerships.history.values import (
    CONTACT_FIELDS,
    MILESTONE_FIELDS,
    PROJECT_FIELDS,
    day_words,
    moves,
    route_words,
    short,
    status_words,
)
from partnerships.rules.facts import FACTS
from partnerships.rules.joining_reasons import label_of
from partnerships.rules.saying import lower_first
from partnerships.rules.words import ContactRole, Gate

DID = {"+": "added", "~": "changed", "-": "removed"}


def details(changes: Sequence[Change], names: Names) -> list[str]:
    """One line for each thing that the call changed; what is out of the plan before and after is left out."""
    return [line(change, names) for change in changes if not _unseen(change)]


def line(change: Change, names: Names) -> str:
    """What happened to one thing, to follow a name; or to very many, in one number."""
    if change.count > 1:
        return f"{DID[change.type]} {KINDS[change.kind].called(change.count)}"
    return LINES[change.kind](change, names)


def _unseen(change: Change) -> bool:
    if change.kind != "milestones" or change.row.in_plan:
        return False
    return change.type == "+" or (change.before is not None and not change.before.in_plan)


def _milestone(change: Change, names: Names) -> str:
    row, title = change.row, f"“{change.row.title}”"
    if change.type == "+":
        return f"added {title}" + (f", due {day_words(row.due_on)}" if row.due_on else "")
    if change.type == "-":
        return f"removed {title}"
    parts = []
    if change.differs("in_plan") or change.differs("override"):
        parts.append("put it into the plan" if row.in_plan else "not applicable")
    if any(change.differs(name) for name in ("status", "done_on", "waiting_on", "waiting_since")):
        was = status_words(change.before)
        parts.append(status_words(row) if was == status_words(row) else f"{status_words(row)} (was {was})")
    parts += moves(change, names, MILESTONE_FIELDS)
    return f"changed {title}: {'; '.join(parts)}" if parts else f"updated {title}"


def project_line(change: Change, names: Names) -> str:
    if change.type == "+":
        route = f": {route_words(change.row.route).lower()}" if change.row.route else ", route not chosen yet"
        return f"started the project{route}"
    parts = moves(change, names, PROJECT_FIELDS)
    if change.differs("joining_confirmed"):
        parts.append(
            "joining month confirmed" if change.row.joining_confirmed else "joining month provisional"
        )
    if change.differs("confidential"):
        parts.append("made it confidential" if change.row.confidential else "no longer confidential")
    return f"changed the project: {'; '.join(parts)}" if parts else "updated the project"


def note_line(change: Change, names: Names) -> str:
    if change.row.deleted_at is not None:
        return "deleted a note"
    text = f": “{short(change.row.text)}”" if change.row.id in names.standing_notes else ", deleted since"
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
    return f"changed the contact {who}: {'; '.join(moves(change, names, CONTACT_FIELDS)) or 'nothing'}"


def _fact(change: Change, names: Names) -> str:
    fact = FACTS.get(change.row.key)
    question, say = (fact.question, fact.label_of) if fact else (change.row.key, str)
    was = f" (was {lower_first(say(change.before.answer))})" if change.differs("answer") else ""
    return f"answered “{question}”: {lower_first(say(change.row.answer))}{was}"


def _access(change: Change, names: Names) -> str:
    person = names.user(change.row.user_id)
    return f"took {person} off the project" if change.type == "-" else f"named {person} on the project"


_ANSWERED = {"accepted": "recorded", "dismissed": "dismissed"}


def opening_line(change: Change, names: Names) -> str:
    row, shown = change.row, f"URN {change.row.academy_id} open since {day_words(change.row.opened_on)}"
    if change.type == "-":
        return f"took away what GIAS no longer shows: {shown}"
    if row.state in _ANSWERED:
        return f"{_ANSWERED[row.state]} what GIAS shows, {shown}"
    return f"brought what GIAS shows up to date: {shown}" if change.before else f"found in GIAS: {shown}"


def sign_off_line(change: Change, names: Names) -> str:
    what = lower_first(Gate(change.row.gate).label.rstrip("?"))
    return f"withdrew the sign-off “{what}”" if change.row.withdrawn_at else f"signed off “{what}”"


def _reason(change: Change, names: Names) -> str:
    """Words that were corrected are said as they were and as they are: a reason stands in reports."""
    label = lower_first(label_of(change.row.reason))
    if change.type == "+":
        return f"gave the reason “{label}”: {short(change.row.text)}"
    was = f" from “{short(change.before.text)}”" if change.before is not None else ""
    return f"corrected the words of the reason “{label}”{was} to “{short(change.row.text)}”"


LINES: dict[str, Callable[[Change, Names], str]] = {
    "project": project_line,
    "accepted_rules": accepted_line,
    "holds": hold_line,
    "milestones": _milestone,
    "joining": _reason,
    "facts": _fact,
    "notes": note_line,
    "evidence": evidence_line,
    "hand_overs": hand_over_line,
    "decisions": decision_line,
    "risks": risk_line,
    "contacts": _contact,
    "people": _access,
    "openings": opening_line,
    "sign_offs": sign_off_line,
    "ratings": rating_line,
    "partnership": partnership_line,
    "extensions": extension_line,
    "services": service_line,
    "measures": measure_line,
    "activities": activity_line,
    "fit": fit_line,
    "promises": promise_line,
    "reviews": review_line,
    "findings": finding_line,
    "consultations": consultation_line,
    "steps": step_line,
    "stakeholders": stakeholder_line,
    "meetings": meeting_line,
    "questions": question_line,
    "documents": document_line,
    "reports": report_line,
    "themes": theme_line,
    "imports": import_line,
    "responses": response_line,
    "response_themes": response_theme_line,
}
