"""Numbers that come from an address or a form, where anybody may type anything."""

from __future__ import annotations

# Sixteen digits and more are no key of ours, and a database or Python itself would refuse the longest of them.
_MOST_DIGITS = 15


def whole_number(text: str) -> int | None:
    """The number that these plain digits are; None for anything else, and for what no database key can be."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
