"""Consultations on Your work: those of one's own projects that close soon, or in which something is wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from partnerships.models import Consultation, User
from partnerships.reports.consultations import ConsultationRow, consultation_rows
from partnerships.reports.fairness import Fairness, fairness_of_many
from partnerships.rules.checks import State
from partnerships.rules.consultations.state import closes_soon

# Nobody leads more at once; beyond it the register tells.
MOST = 40


@dataclass(frozen=True)
class ToLookAt:
    """One consultation, and why it is to be looked at, in sentences."""

    row: ConsultationRow
    said: list[str]


def your_consultations(user: User, *, today: dt.date) -> list[ToLookAt]:
    """Of live projects that this person leads and that are not on hold, the first to close first.

    One query where there are none; else the same few however many there are.
    """
    mine = Consultation.objects.visible_to(user).going_on()
    mine = mine.filter(project__lead=user, project__on_hold_since=None).with_progress().with_responses()
    found = list(mine.filter(is_decided=False).with_names().order_by("closes_on", "pk")[:MOST])
    if not found:
        return []
    fair = fairness_of_many(found, today)
    rows = consultation_rows(found, viewer=user, today=today)
    lines = [ToLookAt(row, _why(row, fair[row.consultation.pk], today)) for row in rows]
    return [line for line in lines if line.said]


def _why(row: ConsultationRow, fairness: Fairness, today: dt.date) -> list[str]:
    """That it closes soon, what does not fit together, and what is broken; warnings wait for its own page."""
    soon = [row.said] if closes_soon(row.progress, today=today) else []
    broken = [each.said.sentence for each in fairness.verdicts if each.said.state is State.BREAKS]
    return [*soon, *row.troubles, *broken]
