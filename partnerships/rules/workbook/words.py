"""The fixed lists of bringing in a spreadsheet: what columns hold, what is asked, what becomes of a school."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from partnerships.rules.words import Word


class WorkbookState(Word):
    """How far a workbook has got."""

    READ = "read", "Nothing saved yet"
    APPLIED = "applied", "Brought in"
    UNDONE = "undone", "Undone"


class Holds(Word):
    """What a column holds; a milestone or contact says which: "milestone:LEG-03", "contact:chair:email"."""

    NOTHING = "nothing", "Leave out"
    URN = "urn", "URN"
    SCHOOL = "school", "School’s name"
    LAESTAB = "laestab", "LAESTAB (DfE number)"
    LA = "la", "Local authority"
    POSTCODE = "postcode", "Postcode"
    TRUST = "trust", "Incoming trust"
    OUTGOING = "outgoing", "Outgoing trust"
    ROUTE = "route", "Route"
    STAGE = "stage", "Stage"
    JOINING = "joining", "Joining date"
    CONFIRMED = "confirmed", "Joining date confirmed (yes or no)"
    LEAD = "lead", "Project lead"
    CONFIDENTIAL = "confidential", "Confidential (yes or no)"
    NOTE = "note", "Note on the school"
    # One milestone, or a row of the team's own with the heading for its title; a cell says when or how far.
    MILESTONE = "milestone", "Milestone"
    OWN = "own", "Milestone of your own"
    # Of a contact: "contact:<role of ContactRole>:<a value of ContactPart>".
    CONTACT = "contact", "Contact"
    # Where each row is one milestone.
    M_TITLE = "m_title", "Milestone’s title or code"
    M_PHASE = "m_phase", "Milestone’s phase"
    M_DUE = "m_due", "Milestone is due on"
    M_DONE = "m_done", "Milestone was done on"
    M_STATUS = "m_status", "Milestone’s status"
    M_WAITING = "m_waiting", "Milestone waits for"
    M_NOTE = "m_note", "Note on the milestone"
    # Where each row is one contact, the role being a column of its own: "contact:row:role" and so on.


class ContactPart(Word):
    """What a column says of a contact."""

    NAME = "name", "name"
    ROLE = "role", "role"
    EMAIL = "email", "e-mail address"
    TELEPHONE = "telephone", "telephone"
    ORGANISATION = "organisation", "organisation"


class Dates(Word):
    """What a day in a milestone's column is."""

    BY_DAY = "by_day", "Done on that day where it has passed, else planned for it"
    DONE = "done", "Done on that day"
    PLANNED = "planned", "Planned for that day"


class Planned(Word):
    """What becomes of the days for which a spreadsheet plans milestones."""

    FIX = "fix", "Keep them: these milestones no longer move with the joining date"
    LEAVE = "leave", "Leave them out: the plan works its own dates out from the joining date"


class Earlier(Word):
    """What becomes of milestones due before a school came in, where the sheet gives neither them nor a stage."""

    DONE = "done", "Take them as done, date unknown: nothing is late on the first day"
    TO_DO = "to_do", "Leave them to do: they show as late"


class Asks(Word):
    """What a cell that was not understood asks for; each has its field."""

    DAY = "day", "A date"
    MONTH = "month", "A month"
    ROUTE = "route", "A route"
    STAGE = "stage", "A stage"
    PROGRESS = "progress", "How far it has got"
    LEAD = "lead", "A person"
    TRUST = "trust", "A trust"
    YES_NO = "yes_no", "Yes or no"
    ROLE = "role", "A contact’s role"
    MILESTONE = "milestone", "A milestone"
    PHASE = "phase", "A phase"
    TEXT = "text", "Another entry"


# What a cell asks for that is not understood, by what its column holds; any other for another entry.
ASKED_OF: Mapping[Holds, Asks] = MappingProxyType(
    {
        Holds.JOINING: Asks.MONTH,
        Holds.CONFIRMED: Asks.YES_NO,
        Holds.CONFIDENTIAL: Asks.YES_NO,
        Holds.ROUTE: Asks.ROUTE,
        Holds.STAGE: Asks.STAGE,
        Holds.LEAD: Asks.LEAD,
        Holds.TRUST: Asks.TRUST,
        Holds.OUTGOING: Asks.TRUST,
        Holds.MILESTONE: Asks.PROGRESS,
        Holds.OWN: Asks.PROGRESS,
        Holds.M_TITLE: Asks.MILESTONE,
        Holds.M_PHASE: Asks.PHASE,
        Holds.M_DUE: Asks.DAY,
        Holds.M_DONE: Asks.DAY,
        Holds.M_STATUS: Asks.PROGRESS,
    }
)


class Becomes(Word):
    """What becomes of one school of a spreadsheet."""

    NEW = "new", "New here"
    CHANGED = "changed", "Changed"
    SAME = "same", "Nothing new"
    REFUSED = "refused", "Cannot go in"
    LEFT_OUT = "left_out", "Left out by you"


# What may be entered for a cell besides what its column takes.
LEAVE_OUT = "leave out"
KEEP_AS_NOTE = "note"
# Which shows that a choice was made of a list: "id:12" is a person, "role:chair" a contact's role.
PERSON, ROLE = "id:", "role:"
# What stands in place of a contact's role where each row is one contact.
ROW = "row"
