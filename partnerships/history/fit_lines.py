"""Lines of history about whether school and trust fit: answers, promises and reviews."""

from __future__ import annotations

from typing import Any

from partnerships.history.names import Names
from partnerships.history.records import became, fields_of, label_words, lost, quoted, told
from partnerships.history.rows import Change
from partnerships.history.values import day_words
from partnerships.models import FitAnswer, Promise, Review, ReviewFinding
from partnerships.rules.fit import BY_KEY
from partnerships.rules.partnership_words import Domain, Kept, ReviewKind
from partnerships.rules.words import Rating

_ANSWER = fields_of(FitAnswer, labels={"answered_on": "day of the answer"}, without=("key",))
_PROMISE = fields_of(
    Promise,
    labels={
        "what": "words",
        "made_to": "to whom",
        "made_on": "day on which it was made",
        "check_when": "when it is checked",
        "kept": "whether it was kept",
        "checked_on": "day on which it was checked",
    },
)
_REVIEW = fields_of(Review, labels={"held_on": "day"})
_FINDING = fields_of(ReviewFinding, without=("domain",))


def question_words(key: str) -> str:
    """The title of a question of fit, quoted; its key for one that is asked no more."""
    return quoted(BY_KEY[key].title if key in BY_KEY else key)


def fit_line(change: Change, names: Names) -> str:
    question = question_words(change.row.key)
    if change.type == "+":
        return f"answered {question} on fit: {quoted(change.row.text)}"
    if change.type == "-":
        return f"took back the answer to {question}"
    return told(change, names, a="an answer", the=f"the answer to {question}", fields=_ANSWER)


def promise_line(change: Change, names: Names) -> str:
    """A promise written down, changed, checked, unchecked or removed."""
    row, what = change.row, quoted(change.row.what)
    if change.type == "+":
        to = f" to {row.made_to}" if row.made_to else ""
        return f"wrote down a promise{to}, made on {day_words(row.made_on)}: {what}"
    if became(change, "kept"):
        found = f": {quoted(row.finding)}" if row.finding else ""
        return f"checked the promise {what} on {day_words(row.checked_on)}, {label_words(Kept(row.kept).label)}{found}"
    if lost(change, "kept"):
        return f"took back the check of the promise {what}"
    return told(change, names, a="a promise", the=f"the promise {what}", fields=_PROMISE)


def review_line(change: Change, names: Names) -> str:
    row = change.row
    the = f"the {label_words(ReviewKind(row.kind).label)}"
    if change.type == "+":
        held = f" of {day_words(row.held_on)}" if row.held_on else ""
        return f"recorded {the}{held}{_rated(row)}"
    return told(change, names, a=the, the=the, fields=_REVIEW)


def finding_line(change: Change, names: Names) -> str:
    row = change.row
    domain, review = quoted(Domain(row.domain).label), names.review(row.review_id)
    if change.type == "+":
        said = f": {quoted(row.text)}" if row.text else ""
        return f"added what {review} found on {domain}{_rated(row)}{said}"
    what = f"what {review} found on {domain}"
    return told(change, names, a=what, the=what, fields=_FINDING)


def _rated(row: Any) -> str:
    return f", {label_words(Rating(row.rating).label)}" if row.rating else ""
