"""When a milestone applies: conditions are data over named facts, decided in three values.

A condition is one of (all JSON):
    null or {}                            always
    {"fact": "pfi"}                       the fact is answered yes
    {"fact": "order_basis", "is": [...]}  the answer is one of these values
    {"all": [condition, ...]}             every one holds
    {"any": [condition, ...]}             at least one holds
    {"not": condition}                    it does not hold
An unknown answer stays unknown unless the rest settles the matter (Kleene's logic).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from partnerships.rules.facts import FACTS, Fact
from partnerships.rules.words import Answer, Applies

Condition = dict[str, Any] | None
"""A condition as read from JSON; `condition_problems` tells whether its shape is right."""

_OPPOSITE = {Applies.YES: Applies.NO, Applies.NO: Applies.YES, Applies.UNKNOWN: Applies.UNKNOWN}
_DEEPEST = 20


@dataclass(frozen=True)
class Verdict:
    """Whether a milestone applies, and which facts say so.

    `because` names the answered facts that settled a yes or a no (empty when it always applies);
    `ask` names the facts not known that could settle an unknown (empty otherwise).
    """

    applies: Applies
    because: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


ALWAYS = Verdict(Applies.YES)


def decide(condition: Condition, answers: Mapping[str, str]) -> Verdict:
    """Decide a valid condition from the answers known so far (missing or blank is unknown)."""
    if not condition:
        return ALWAYS
    if "fact" in condition:
        return _decide_fact(condition, answers)
    if "not" in condition:
        inner = decide(condition["not"], answers)
        return Verdict(_OPPOSITE[inner.applies], inner.because, inner.ask)
    settles = Applies.NO if "all" in condition else Applies.YES
    parts = [decide(part, answers) for part in _parts(condition)]
    return _combine(parts, settles)


def facts_in(condition: Condition) -> tuple[str, ...]:
    """Every fact the condition names, once, in order."""
    if not condition:
        return ()
    if "fact" in condition:
        return (condition["fact"],)
    return _unique(fact for part in _parts(condition) for fact in facts_in(part))


def condition_problems(condition: object, facts: Mapping[str, Fact] = FACTS) -> list[str]:
    """What is wrong with a condition somebody wrote: its shape, or facts and values not known."""
    return _problems(condition, facts, 0)


def _decide_fact(condition: dict[str, Any], answers: Mapping[str, str]) -> Verdict:
    key = condition["fact"]
    answer = answers.get(key) or Answer.UNKNOWN
    if answer == Answer.UNKNOWN:
        return Verdict(Applies.UNKNOWN, ask=(key,))
    holds = answer in condition.get("is", [Answer.YES])
    return Verdict(Applies.YES if holds else Applies.NO, because=(key,))


def _parts(condition: dict[str, Any]) -> list[Condition]:
    if "not" in condition:
        return [condition["not"]]
    parts: list[Condition] = condition["all"] if "all" in condition else condition["any"]
    return parts


def _combine(parts: list[Verdict], settles: Applies) -> Verdict:
    """`settles` is the value that decides alone: no for "all", yes for "any"."""
    deciding = [part for part in parts if part.applies == settles]
    if deciding:
        return Verdict(settles, because=_unique(key for part in deciding for key in part.because))
    ask = _unique(key for part in parts if part.applies == Applies.UNKNOWN for key in part.ask)
    if any(part.applies == Applies.UNKNOWN for part in parts):
        return Verdict(Applies.UNKNOWN, ask=ask)
    return Verdict(_OPPOSITE[settles], because=_unique(key for part in parts for key in part.because))


def _problems(condition: object, facts: Mapping[str, Fact], depth: int) -> list[str]:
    if condition is None or condition == {}:
        return []
    if not isinstance(condition, dict):
        return [f'A condition must be an object such as {{"fact": "pfi"}}, not {condition!r}.']
    if depth > _DEEPEST:
        return ["The condition is nested too deeply."]
    keys = set(condition)
    if "fact" in keys and keys <= {"fact", "is"}:
        return _fact_problems(condition, facts)
    if keys == {"not"}:
        return _problems(condition["not"], facts, depth + 1)
    if keys in ({"all"}, {"any"}):
        return _list_problems(condition, facts, depth)
    return [
        f"A condition has one of fact, all, any or not; this one has {', '.join(sorted(map(str, keys)))}."
    ]


def _list_problems(condition: dict[str, Any], facts: Mapping[str, Fact], depth: int) -> list[str]:
    ((name, parts),) = condition.items()
    if not isinstance(parts, list) or not parts:
        return [f"“{name}” needs a list of at least one condition."]
    return [problem for part in parts for problem in _problems(part, facts, depth + 1)]


def _fact_problems(condition: dict[str, Any], facts: Mapping[str, Fact]) -> list[str]:
    key = condition["fact"]
    fact = facts.get(key) if isinstance(key, str) else None
    if fact is None:
        return [f"There is no fact named {key!r}."]
    if "is" not in condition:
        return [f"The fact {key} has a choice of answers: say which with “is”."] if fact.choices else []
    values = condition["is"]
    if not isinstance(values, list) or not values:
        return [f"“is” for the fact {key} needs a list of at least one value."]
    allowed = fact.values
    return [
        f"{value!r} is not an answer to the fact {key}."
        for value in values
        if not (isinstance(value, str) and value in allowed)
    ]


def _unique(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
