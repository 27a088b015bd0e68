"""Lines of history about what a trust keeps for all its projects: terms, usual answers, guidance."""

from __future__ import annotations

from typing import Any

from partnerships.history.fit_lines import question_words
from partnerships.history.names import Names
from partnerships.history.records import fields_of, quoted, told
from partnerships.history.rows import Change
from partnerships.models import Guidance, TrustAnswer, TrustTerms

_TERMS = fields_of(TrustTerms)
_ANSWER = fields_of(TrustAnswer, labels={"answered_on": "day of the answer"}, without=("key",))
_GUIDANCE = fields_of(Guidance, without=("link_checked_on", "link_failed_on", "link_answer"))
_NOBODY = Names()


def terms_line(row: Any, was: Any) -> str:
    """The trust's terms, written down or changed."""
    if was is None:
        return "wrote down the terms"
    return told(_change(row, was), _NOBODY, a="terms", the="the terms", fields=_TERMS)


def trust_answer_line(row: Any, was: Any) -> str:
    question = question_words(row.key)
    if row.history_type == "-":
        return f"took back the usual answer to {question}"
    if was is None:
        return f"answered {question} for every school: {quoted(row.text)}"
    the = f"the usual answer to {question}"
    return told(_change(row, was), _NOBODY, a=the, the=the, fields=_ANSWER)


def guidance_line(row: Any, was: Any) -> str:
    what = f"{quoted(row.title)} of {row.publisher}"
    return told(_change(row, was), _NOBODY, a=what, the=what, fields=_GUIDANCE)


def _change(row: Any, was: Any) -> Change:
    return Change("", row, was, row.history_type)
