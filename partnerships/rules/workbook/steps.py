"""The steps that bring a row of a spreadsheet in: each is one action of `partnerships.actions`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partnerships.rules.words import Phase


@dataclass(frozen=True)
class Start:
    """Starts the project."""

    route: str = ""
    month: date | None = None
    confirmed: bool = False
    lead_id: int | None = None
    outgoing_id: int | None = None
    confidential: bool = False


@dataclass(frozen=True)
class ChangeRoute:
    route: str
    outgoing_id: int | None = None


@dataclass(frozen=True)
class MoveMonth:
    """`reasons` are {code of rules.joining_reasons: words}; empty for a first month or a confirmation."""

    month: date | None
    confirmed: bool
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChangeLead:
    lead_id: int | None


@dataclass(frozen=True)
class PutOnHold:
    pass


@dataclass(frozen=True)
class DoneBefore:
    """Everything before this phase, or due before this day, was done before tracking began, date unknown.

    But for what the rows say otherwise. Exactly one of the two is given.
    """

    phase: Phase | None = None
    day: date | None = None


@dataclass(frozen=True)
class MilestoneRef:
    """Which milestone: by code and occurrence in the plan, or a row of the team's own by its title."""

    code: str = ""
    occurrence: int = 1
    own_title: str = ""


@dataclass(frozen=True)
class AddOwn:
    """Adds a row of the team's own; a later step may log on it."""

    title: str
    phase: Phase
    due_on: date | None = None


@dataclass(frozen=True)
class LogProgress:
    """`before_tracking` is done, date unknown; with `done_on` None otherwise never DONE."""

    milestone: MilestoneRef
    status: str
    done_on: date | None = None
    before_tracking: bool = False
    waiting_on: str = ""


@dataclass(frozen=True)
class NotApplicable:
    milestone: MilestoneRef
    why: str


@dataclass(frozen=True)
class FixDate:
    """A day that the spreadsheet plans. Of a row of the team's own it is simply the day it is due."""

    milestone: MilestoneRef
    on: date


@dataclass(frozen=True)
class AddNote:
    text: str
    milestone: MilestoneRef | None = None


@dataclass(frozen=True)
class KeepContact:
    """Adds a contact, or fills in what one that is there already lacks or has otherwise."""

    role: str
    name: str
    organisation: str = ""
    email: str = ""
    telephone: str = ""
    contact_id: int | None = None


What = (
    Start
    | ChangeRoute
    | MoveMonth
    | ChangeLead
    | PutOnHold
    | DoneBefore
    | AddOwn
    | LogProgress
    | NotApplicable
    | FixDate
    | AddNote
    | KeepContact
)


@dataclass(frozen=True)
class Step:
    """One change that one row makes: what it does, and how a person reads it before it is done."""

    what: What
    row: int
    # Of the cell that says so; empty where several do.
    heading: str
    # "Joining date", "Land questionnaire", "Note".
    label: str
    # As a person reads them; `before` is empty where there was nothing.
    after: str
    before: str = ""
    # What was taken for granted, as a sentence.
    assumed: str = ""
