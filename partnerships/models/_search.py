"""Words typed into a search box, as a filter."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db.models import Q

from partnerships.rules.searching import MOST_WORDS, spellings


def has_words(words: Iterable[str], *columns: str) -> Q:
    """Every word, in one of its spellings, occurs in one of these columns; no words ask for nothing."""
    every = Q()
    for word in islice(words, MOST_WORDS):
        one = Q()
        for column in columns:
            for spelling in spellings(word):
                one |= Q(**{f"{column}__icontains": spelling})
        every &= one
    return every
