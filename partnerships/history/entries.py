"""One call as people read it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from partnerships.history.headlines import headline
from partnerships.history.lines import details
from partnerships.history.names import Names
from partnerships.history.rows import Change
from partnerships.history.workbook_lines import from_rows

SYSTEM = "Trust Tracker"


@dataclass(frozen=True)
class Entry:
    """One call in words. `sentence` begins with who; `details` has a line for each thing when there are several."""

    at: dt.datetime
    who: str
    what: str
    why: str
    action: str
    call: uuid.UUID | None
    details: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        return f"{self.who} {self.what}"


def entry_of(changes: Sequence[Change], names: Names) -> Entry:
    """The call that made these changes, at least one."""
    changes = [change for change in changes if not change.says_nothing] or changes
    last = max((change.row for change in changes), key=lambda row: row.history_date)
    first = changes[0].row
    return Entry(
        at=last.history_date,
        who=str(last.history_user) if last.history_user else SYSTEM,
        what=headline(first.action, changes, names),
        why=_why(changes),
        action=first.action,
        call=first.call,
        details=details(changes, names) if len(changes) > 1 else [],
    )


def _why(changes: Sequence[Change]) -> str:
    """The reason of the call. Only a spreadsheet gives every row its own."""
    reasons = [c.row.history_change_reason for c in changes if c.row.history_change_reason]
    return from_rows(reasons if changes[0].row.action == "apply_workbook" else reasons[:1])
