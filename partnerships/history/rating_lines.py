"""What history says of ratings that managers gave."""

from __future__ import annotations

from collections.abc import Sequence

from partnerships.history.names import Names
from partnerships.history.rows import Change
from partnerships.history.values import day_words
from partnerships.rules.words import Rating


def rating_line(change: Change, names: Names) -> str:
    """One rating given, or one that ended."""
    row = change.row
    rating = Rating(row.rating).label.lower()
    if change.type == "+":
        return f"rated the project {rating} until {day_words(row.until)}: {row.reason.rstrip('.')}"
    return f"ended the rating {rating}, so that the one worked out is shown again"


def rated(changes: Sequence[Change], names: Names) -> str:
    """Headline of rating by hand: the new rating, whichever it replaced."""
    given = [c for c in changes if c.kind == "ratings" and c.type == "+"]
    return rating_line(given[0], names) if given else ""
