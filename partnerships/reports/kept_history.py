"""Who changed what a trust keeps for all its projects: its terms and usual answers, and guidance; newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from partnerships.history.trust_lines import guidance_line, terms_line, trust_answer_line
from partnerships.models import Group, Guidance, TrustAnswer, TrustTerms
from partnerships.models.people import User
from partnerships.reports.calendar_history import SHOWN, Entry, steps
from partnerships.rules.saying import counted


def terms_history(trust: Group) -> list[Entry]:
    """What happened to a trust's terms and to its usual answers."""
    terms = steps(TrustTerms, TrustTerms.history.filter(trust=trust), terms_line, _several)
    answers = steps(TrustAnswer, TrustAnswer.history.filter(trust=trust), trust_answer_line, _several)
    return sorted([*terms, *answers], key=lambda entry: entry.at, reverse=True)[:SHOWN]


def guidance_history(user: User) -> list[Entry]:
    """What happened to the guidance that this person may see."""
    rows = Guidance.history.filter(Q(trust=None) | Q(trust__in=list(user.roles)))
    return steps(Guidance, rows, guidance_line, _several)


def _several(rows: Sequence[Any]) -> str:
    done = {row.history_type for row in rows}
    return f"{'added' if done == {'+'} else 'changed'} {counted(len(rows), 'thing')}"
