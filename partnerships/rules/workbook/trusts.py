"""How a trust is called in a cell: by its name, short or long, its initials or one of its numbers."""

from __future__ import annotations

from partnerships.rules.workbook.names import words_of

_SILENT = frozenset({"the", "and", "of", "a", "ltd", "limited", "mat", "multi"})
_ENDS = ("trust", "academy", "academies", "trusts")
_OURSELVES = ("us", "ours", "our trust", "own", "this trust")


def known_as(text: str) -> frozenset[str]:
    """What a cell's text may name: compared with `names_of`, one in common is enough."""
    words = words_of(text)
    if not words:
        return frozenset()
    said = " ".join(words)
    return frozenset({said, _short(words)}) - {""}


def names_of(name: str, *, uid: int, trn: str = "", own: bool = False) -> frozenset[str]:
    """All that a trust is called: name, name without "Multi Academy Trust", initials, numbers; "us" of one's own."""
    words = words_of(name)
    every = known_as(name) | {str(uid), trn.lower()}
    if own:
        plain = [word for word in words if word not in {"the", "and", "of", "a"}]
        initials = {"".join(word[0] for word in group) for group in (words, plain)}
        every |= {each for each in initials if len(each) > 1} | set(_OURSELVES)
        every |= {f"{each} trust" for each in initials}
    return every - {""}


def _short(words: list[str]) -> str:
    """Without what trusts have in common, "Trust" and "Multi Academy Trust": "harrowmere learning"."""
    kept = [word for word in words if word not in _SILENT]
    while len(kept) > 1 and kept[-1] in _ENDS:
        kept = kept[:-1]
    return " ".join(kept)
