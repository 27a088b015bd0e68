from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How far one step of an import has come, in rows."""

    step: str
    done: int
    total: int
