"""Lines of history about what was decided, what shows it, and what could go wrong."""

from __future__ import annotations

from partnerships.history.names import Names
from partnerships.history.rows import Change
from partnerships.history.values import Fields, day_words, moves, short
from partnerships.rules.saying import lower_first
from partnerships.rules.words import (
    DecisionBody,
    DecisionOutcome,
    Level,
    OrderBasis,
    OwnerRole,
    RiskSource,
)


def _quoted(value: object, names: Names) -> str:
    return f"“{short(str(value))}”"


def _day(value: object, names: Names) -> str:
    return day_words(value)  # type: ignore[arg-type]  # the fields below say which are dates


def _evidence(value: object, names: Names) -> str:
    return f"“{names.evidence.get(value, 'evidence that is gone')}”"  # type: ignore[call-overload]  # a key


def evidence_line(change: Change, names: Names, *, on: bool = True) -> str:
    """A file or link kept, replaced, removed or put back; `on` says for which milestone."""
    row = change.row
    what = f"“{row.name}”"
    where = f" for {names.milestone(row.milestone_id)}" if on and row.milestone_id else ""
    if change.type == "-":
        return f"deleted the evidence {what}"
    if change.type == "+":
        held = row.file_name or row.url
        older = (
            f" in place of “{names.evidence.get(row.replaces_id, 'an older one')}”" if row.replaces_id else ""
        )
        return f"kept {what} as evidence{where}{older}: {held}"
    if change.differs("removed_at"):
        return (
            f"removed the evidence {what}{where}"
            if row.removed_at
            else f"put back the evidence {what}{where}"
        )
    if change.differs("milestone_id") and row.milestone_id is None:
        return f"moved the evidence {what} from its milestone to the project"
    return f"changed the evidence {what}"


def _report(value: object, names: Names) -> str:
    number = names.reports.get(value)  # type: ignore[call-overload]  # a key
    return f"version {number}" if number else "one that is gone"


def _number(value: object, names: Names) -> str:
    return str(value)


DECISION_FIELDS: Fields = (
    ("body", "who decided", lambda value, _: DecisionBody(value).label),
    ("decided_on", "day", _day),
    ("outcome", "outcome", lambda value, _: DecisionOutcome(value).label),
    ("reason", "reason", _quoted),
    ("interests", "interests declared", _quoted),
    ("order_basis", "basis of the order", lambda value, _: OrderBasis(value).label),
    ("minister_approved_on", "minister’s approval", _day),
    ("letter_sent_on", "letter sent", _day),
    ("evidence_id", "evidence", _evidence),
    ("consultation_id", "consultation", lambda value, names: names.consultation(value)),
    ("response_report_id", "response document", _report),
    ("considered", "how the responses were considered", _quoted),
    ("votes_for", "votes for", _number),
    ("votes_against", "votes against", _number),
    ("votes_abstained", "abstentions", _number),
)


def decision_line(change: Change, names: Names) -> str:
    """A decision recorded, corrected or removed."""
    row = change.row
    outcome = lower_first(DecisionOutcome(row.outcome).label)
    what = f"{DecisionBody(row.body).label}, {outcome}, {day_words(row.decided_on)}"
    if change.type == "+":
        return f"recorded a decision: {what}"
    if change.type == "-":
        return f"removed the decision: {what}"
    parts = moves(change, names, DECISION_FIELDS)
    return f"changed the decision ({what}): {'; '.join(parts)}" if parts else f"updated the decision ({what})"


def _level(value: object, names: Names) -> str:
    return Level(str(value)).label.lower()


RISK_FIELDS: Fields = (
    ("what", "words", _quoted),
    ("likelihood", "likelihood", _level),
    ("effect", "effect", _level),
    ("mitigation", "what is done about it", _quoted),
    ("source", "where it was found", lambda value, _: RiskSource(value).label.lower()),
    ("owner_id", "owner", lambda value, names: names.user(value)),
    ("owner_role", "owner’s role", lambda value, _: OwnerRole(value).label),
    ("review_on", "review", _day),
)


def risk_line(change: Change, names: Names) -> str:
    """A risk added, changed, closed, reopened or made a milestone."""
    row = change.row
    what = f"“{short(row.what)}”"
    if change.type == "+":
        levels = f"{_level(row.likelihood, names)} likelihood, {_level(row.effect, names)} effect"
        return f"added a risk: {what}, {levels}"
    if change.type == "-":
        return f"removed the risk {what}"
    if change.differs("closed_on"):
        return (
            f"closed the risk {what}: {row.closed_reason}" if row.closed_on else f"reopened the risk {what}"
        )
    if change.differs("milestone_id") and row.milestone_id:
        return f"made the risk {what} a milestone: {names.milestone(row.milestone_id)}"
    parts = moves(change, names, RISK_FIELDS)
    return f"changed the risk {what}: {'; '.join(parts)}" if parts else f"updated the risk {what}"
