"""What a theme of responses must say before it counts as answered."""

from __future__ import annotations

from collections.abc import Sequence

from partnerships.rules.problems import Problem

LONGEST_NAME = 120


def name_problems(name: str, *, others: Sequence[str]) -> list[Problem]:
    """What is wrong with a theme's name, given the names of the others; case alone does not tell them apart."""
    name = " ".join(name.split())
    if not name:
        return [Problem("Enter what the theme is called.", about="name")]
    if len(name) > LONGEST_NAME:
        return [Problem(f"Say it in at most {LONGEST_NAME} characters.", about="name")]
    same = [other for other in others if other.casefold() == name.casefold()]
    return [Problem(f"“{same[0]}” is in the list already.", about="name")] if same else []


def answer_problems(*, heard: str, changed: str, not_changed: str) -> list[Problem]:
    """What is missing before a theme is answered: what was heard, and what came of it, in one way or the other."""
    problems = []
    if not heard.strip():
        problems.append(Problem("Enter what you heard.", about="heard"))
    if not changed.strip() and not not_changed.strip():
        said = "Enter what changed, or what did not change and why."
        problems.append(Problem(said, about="changed"))
    return problems


def joined(first: str, second: str) -> str:
    """Two answers that become one, the second below the first; the same one twice stays one."""
    texts = dict.fromkeys(text.strip() for text in (first, second) if text.strip())
    return "\n\n".join(texts)
