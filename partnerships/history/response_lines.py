"""Lines of history about responses. A comment's own words are not repeated: people may have named themselves."""

from __future__ import annotations

from partnerships.history.names import Names
from partnerships.history.records import became, fields_of, label_words, lost, quoted, told
from partnerships.history.rows import Change
from partnerships.history.values import day_words
from partnerships.models import Response, ResponseImport, Theme
from partnerships.rules.consultation_words import Audience, ImportState, Stance
from partnerships.rules.saying import counted

_THEME = fields_of(Theme, labels={"answered_on": "day of the answer"})
_IMPORT = fields_of(ResponseImport, without=("mapping", "sha256", "stored", "at"))
_RESPONSE = fields_of(
    Response,
    labels={"received_on": "day received", "needs_reply": "whether it needs a reply"},
    without=("comment", "fingerprint", "came_in_row"),
)


def theme_line(change: Change, names: Names) -> str:
    """A theme added, renamed, answered or taken off the list."""
    what = f"the theme {quoted(change.row.name)}"
    if change.type == "~" and change.differs("answered_on") and change.row.answered_on:
        return f"answered {what}: {quoted(change.row.heard)}" if change.row.heard else f"answered {what}"
    return told(change, names, a=what, the=what, fields=_THEME)


def import_line(change: Change, names: Names) -> str:
    """An import read, saved, undone or stopped."""
    row, file = change.row, quoted(change.row.file_name)
    if change.type == "-":
        return f"gave up the import of {file}"
    if change.type == "+" and row.state == ImportState.READ:
        return f"read {file} with {counted(row.rows, 'row')}; nothing is saved yet"
    if row.state == ImportState.APPLIED and (change.type == "+" or change.differs("state")):
        return f"saved {counted(row.created, 'response')} from {file}{_beside(row.duplicates, row.refused)}"
    if became(change, "state") and row.state == ImportState.UNDONE:
        return f"undid the import of {file}"
    the = f"the import of {file}"
    return told(change, names, a=the, the=the, fields=_IMPORT)


def _beside(duplicates: int, refused: int) -> str:
    parts = [counted(duplicates, "duplicate")] if duplicates else []
    parts += [f"{counted(refused, 'row')} refused"] if refused else []
    return f" ({', '.join(parts)})" if parts else ""


def response_line(change: Change, names: Names) -> str:
    """A response added, corrected, removed, answered, or found to be a duplicate."""
    row = change.row
    what = f"response {row.number:,}"
    if change.type == "+":
        who = label_words(Audience(row.audience).label)
        copy = f", a duplicate of {names.response(row.duplicate_of_id)}" if row.duplicate_of_id else ""
        return f"added {what}: {who}, {label_words(Stance(row.stance).label)}{copy}"
    if became(change, "removed_on"):
        return f"removed {what}: {quoted(row.removed_reason)}"
    if lost(change, "removed_on"):
        return f"put {what} back"
    if became(change, "replied_on"):
        return f"recorded that {what} was replied to on {day_words(row.replied_on)}"
    if became(change, "duplicate_of_id"):
        return f"marked {what} as a duplicate of {names.response(row.duplicate_of_id)}"
    if lost(change, "duplicate_of_id"):
        return f"counted {what} again: it is no duplicate"
    said = told(change, names, a=what, the=what, fields=_RESPONSE)
    if change.differs("comment"):
        return f"{said}; its comment" if said.startswith("changed") else f"changed the comment of {what}"
    return said


def response_theme_line(change: Change, names: Names) -> str:
    theme, response = names.theme(change.row.theme_id), names.response(change.row.response_id)
    if change.type == "+":
        return f"gave {response} the theme {theme}"
    if change.type == "-":
        return f"took the theme {theme} from {response}"
    return f"moved {response} to the theme {theme}"
