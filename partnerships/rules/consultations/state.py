"""How far a consultation has got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerships.rules.saying import counted, say_day
from partnerships.rules.words import Word

# What closes this soon is said on the page of whoever leads the project.
SOON_DAYS = 7


class ConsultationState(Word):
    """How far a consultation has got; worked out, never stored."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
    DECIDED = "decided", "Decided"
    STOPPED = "stopped", "Stopped"


@dataclass(frozen=True)
class Progress:
    """What the state of a consultation rests on. The days are when it happened, else when it is due."""

    opens: date | None = None
    closes: date | None = None
    opened: bool = False
    closed: bool = False
    decided: bool = False
    stopped: bool = False


def state_of(progress: Progress, *, today: date) -> ConsultationState:
    """It is open once its opening was logged, and closes by itself when its last day has passed."""
    if progress.stopped:
        return ConsultationState.STOPPED
    if progress.decided:
        return ConsultationState.DECIDED
    if progress.closed:
        return ConsultationState.CLOSED
    if not progress.opened:
        return ConsultationState.PLANNED
    over = progress.closes is not None and progress.closes < today
    return ConsultationState.CLOSED if over else ConsultationState.OPEN


def say_state(progress: Progress, *, today: date) -> str:
    """When it opens or closes, in words beside its state; empty where the state says everything."""
    state = state_of(progress, today=today)
    if state is ConsultationState.PLANNED:
        return _say_opening(progress.opens, today)
    if state is ConsultationState.OPEN:
        return _say_closing(progress.closes, today)
    if state is ConsultationState.CLOSED and progress.closes is not None:
        return f"Closed on {say_day(progress.closes)}"
    return ""


def closes_soon(progress: Progress, *, today: date) -> bool:
    """Open, with its last day at most a week away."""
    if state_of(progress, today=today) is not ConsultationState.OPEN or progress.closes is None:
        return False
    return (progress.closes - today).days <= SOON_DAYS


def troubles(progress: Progress, *, today: date) -> list[str]:
    """What does not fit together in what was logged, in sentences."""
    found: list[str] = []
    if progress.stopped or progress.decided:
        return found
    if not progress.opened and progress.opens is not None and progress.opens < today:
        found.append(f"It was to open on {say_day(progress.opens)}, and the opening is not logged.")
    if progress.closed and not progress.opened:
        found.append("Its closing is logged, but its opening is not.")
    if progress.opened and progress.closes is None:
        found.append("It is open, and no day is set on which it closes.")
    return found


def _say_opening(opens: date | None, today: date) -> str:
    if opens is None:
        return "No opening day yet"
    if opens < today:
        return f"Was to open on {say_day(opens)}"
    return "Opens today" if opens == today else f"Opens on {say_day(opens)}"


def _say_closing(closes: date | None, today: date) -> str:
    if closes is None:
        return "No closing day yet"
    left = (closes - today).days
    return "Closes today" if left == 0 else f"Closes on {say_day(closes)}, in {counted(left, 'day')}"
