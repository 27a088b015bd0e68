"""Conditions as a form shows them: one word that joins, and terms of one question and one answer each.

A form shows what most conditions are: one term, all of some, any of some; a term may be denied. A condition that is
nested deeper is not taken apart: `taken_apart` gives None, and whoever edits keeps it as it is or writes a new one.
"""

from collections.abc import Sequence
from typing import Any

from partnerships.rules.conditions import Condition
from partnerships.rules.facts import FACTS, Fact
from partnerships.rules.words import Answer, Route, Word


class Joined(Word):
    """How the terms of a condition are joined."""

    ALWAYS = "always", "Always"
    ALL = "all", "When all of these hold"
    ANY = "any", "When any of these holds"


Term = str
""" "church=yes", "church=no", "order_basis=s4_1_a", "order_basis!=s4_1_a"."""


def term_choices(route: Route) -> list[tuple[Term, str]]:
    """Every term that a condition of this route may have, with its words. A question not asked there is none."""
    return [
        choice for fact in FACTS.values() if fact.derived or route in fact.routes for choice in _choices(fact)
    ]


def taken_apart(condition: Condition) -> tuple[Joined, tuple[Term, ...]] | None:
    """The condition as a form shows it; None where it is nested too deeply for that."""
    if not condition:
        return Joined.ALWAYS, ()
    for joined in (Joined.ALL, Joined.ANY):
        if joined.value in condition:
            terms = [_term(part) for part in condition[joined.value]]
            return None if None in terms else (joined, tuple(term for term in terms if term is not None))
    if "fact" in condition and len(condition.get("is", ())) > 1:
        return Joined.ANY, tuple(f"{condition['fact']}={value}" for value in condition["is"])
    term = _term(condition)
    return None if term is None else (Joined.ALL, (term,))


def put_together(joined: str, terms: Sequence[Term]) -> Condition:
    """The condition of these terms; None (always) without any. Terms are those of `term_choices`."""
    parts = [_condition(term) for term in dict.fromkeys(terms)]
    if joined == Joined.ALWAYS or not parts:
        return None
    return parts[0] if len(parts) == 1 else {joined: parts}


def _choices(fact: Fact) -> list[tuple[Term, str]]:
    if not fact.choices:
        return [
            (f"{fact.key}={answer.value}", f"{fact.label}: {answer.label.lower()}")
            for answer in (Answer.YES, Answer.NO)
        ]
    named = [(f"{fact.key}={value}", f"{fact.label}: {label}") for value, label in fact.choices]
    return named + [(f"{fact.key}!={value}", f"{fact.label}: not {label}") for value, label in fact.choices]


def _term(part: Condition) -> Term | None:
    if not part:
        return None
    denied = "not" in part
    inner: Any = part["not"] if denied else part
    if not inner or "fact" not in inner:
        return None
    fact, values = FACTS[inner["fact"]], inner.get("is", [Answer.YES.value])
    if len(values) != 1:
        return None
    if fact.choices:
        return f"{fact.key}{'!=' if denied else '='}{values[0]}"
    return f"{fact.key}={_other(values[0]) if denied else values[0]}"


def _other(answer: str) -> str:
    return Answer.NO.value if answer == Answer.YES else Answer.YES.value


def _condition(term: Term) -> dict[str, Any]:
    key, _, value = term.partition("=")
    denied, key = key.endswith("!"), key.removesuffix("!")
    if FACTS[key].choices:
        inner: dict[str, Any] = {"fact": key, "is": [value]}
        return {"not": inner} if denied else inner
    return {"fact": key} if value == Answer.YES else {"not": {"fact": key}}
