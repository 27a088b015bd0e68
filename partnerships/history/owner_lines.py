"""Lines of history about whose milestones are and who leads: given away, handed over."""

from __future__ import annotations

from collections.abc import Sequence

from partnerships.history.names import Names
from partnerships.history.rows import Change
from partnerships.history.values import short
from partnerships.rules.saying import counted
from partnerships.rules.words import ContactRole, OwnerRole


def gave_several(changes: Sequence[Change], names: Names) -> str:
    """ "gave 12 milestones to Priya Shah"; to whom is left out where they went to several."""
    rows = _given(changes)
    if not rows:
        return ""
    owners = {owner_words(change, names) for change in rows}
    what = f"“{rows[0].row.title}”" if len(rows) == 1 else counted(len(rows), "milestone")
    return f"gave {what} to {owners.pop()}" if len(owners) == 1 else f"changed the owner of {what}"


def _given(changes: Sequence[Change]) -> list[Change]:
    """The milestones whose owner changed; the same call may have moved others by the rules."""
    owner = ("owner_id", "owner_contact_id", "owner_roles")
    rows = [change for change in changes if change.kind == "milestones"]
    return [change for change in rows if any(change.differs(name) for name in owner)]


def owner_words(change: Change, names: Names) -> str:
    """Whose the milestone is after the change."""
    row = change.row
    if row.owner_id is not None:
        return names.user(row.owner_id)
    if row.owner_contact_id is not None:
        return names.contact(row.owner_contact_id)
    roles = [OwnerRole(code).label for code in row.owner_roles.split(",") if code]
    return ", ".join(roles) or "nobody"


def handed_over(changes: Sequence[Change], names: Names) -> str:
    """ "handed the project over to Priya Shah (was Tom Reed), with 4 milestones"."""
    over = next((change for change in changes if change.kind == "hand_overs"), None)
    given = len(_given(changes))
    if over is None:
        return gave_several(changes, names)
    was = f" (was {names.user(over.row.from_user_id)})" if over.row.from_user_id is not None else ""
    also = f", with {counted(given, 'milestone')}" if given else ""
    return f"handed the project over to {names.user(over.row.to_user_id)}{was}{also}"


def hand_over_line(change: Change, names: Names) -> str:
    """The note of one hand-over, or that it was read."""
    if change.type == "+":
        return f"wrote a note to {names.user(change.row.to_user_id)}: “{short(change.row.note)}”"
    if change.differs("read_at"):
        return "read the note of the hand-over"
    return "removed a hand-over" if change.type == "-" else "changed a hand-over"


def removed_contact(changes: Sequence[Change], names: Names) -> str:
    """That a contact was removed, and how many milestones went back to the party."""
    contact = next((change for change in changes if change.kind == "contacts"), None)
    if contact is None:
        return ""
    given = sum(change.kind == "milestones" for change in changes)
    left = f"; {counted(given, 'milestone')} went back to the party" if given else ""
    return f"removed a contact: {contact.row.name}, {ContactRole(contact.row.role).label}{left}"
