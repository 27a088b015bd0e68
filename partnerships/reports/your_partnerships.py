"""Trust Partnerships on Your work: those that one leads and in which something is wrong."""

from __future__ import annotations

import datetime as dt

from partnerships.models import User
from partnerships.reports.partnership_list import PartnershipRow, partnership_rows, visible_partnerships

# Nobody leads more at once; beyond it the register tells.
MOST = 40


def your_partnerships(user: User, *, today: dt.date) -> list[PartnershipRow]:
    """Those that go on, in projects that are not on hold, with a warning sign; the first to end first.

    One query where there are none; else the same few however many there are.
    """
    mine = visible_partnerships(user).going_on().led_by(user).filter(project__on_hold_since=None)
    rows = partnership_rows(mine.order_by("ends_on", "pk")[:MOST], today=today)
    return [row for row in rows if row.warnings]
