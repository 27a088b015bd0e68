"""Long work in steps, each of which tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True)
class Progress:
    """How far one step has come: "Rows read", 1200 of 3000."""

    step: str
    done: int
    total: int


def drain(steps: Generator[S, None, T], seen: Callable[[S], None] | None = None) -> T:
    """Runs steps to their end, telling `seen` of each; what they return."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            done: T = end.value
            return done
        if seen is not None:
            seen(step)
