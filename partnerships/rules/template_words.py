"""A template's milestone in words: when it is due, when it applies, what it waits for, how long it takes."""

from collections.abc import Mapping

from partnerships.rules.conditions import Condition
from partnerships.rules.dates import say_days, say_offset
from partnerships.rules.facts import FACTS
from partnerships.rules.plan import ALL_ROUTES, Dependency, TemplateRow
from partnerships.rules.words import Answer, Route

NOT_IN_ROUTE = "Not in this route"
ALWAYS = "Always"


def say_when(row: TemplateRow, route: Route) -> str:
    """ "12 weeks before conversion"; that it is not in the route where it is not."""
    return say_offset(row.days.get(route), row.anchor, route) or NOT_IN_ROUTE


def say_length(days: int | None) -> str:
    """ "6 weeks", or nothing where it is not known."""
    return "" if days is None else say_days(days)


def say_condition(condition: Condition) -> str:
    """ "Church school: yes, or Foundation: yes"; "Always" where there is no condition."""
    return _said(condition) if condition else ALWAYS


def say_applies(row: TemplateRow, route: Route) -> str:
    """When the milestone applies in this route; empty where it is not in it."""
    return say_condition(row.conditions.get(route)) if route in row.days else ""


def say_dependency(dependency: Dependency, titles: Mapping[str, str]) -> str:
    """ "CON-06 Close the consultation (voluntary conversion, transfer)"; the routes only where they are not all."""
    named = f"{dependency.code} {titles.get(dependency.code, 'which is not in the template')}"
    if dependency.routes == ALL_ROUTES:
        return named
    return f"{named} ({say_routes(dependency.routes)})"


def say_routes(routes: frozenset[Route]) -> str:
    """The routes by name, in their order."""
    return ", ".join(route.label.lower() for route in Route if route in routes)


def say_owners(row: TemplateRow) -> str:
    """The owners by name."""
    return ", ".join(owner.label for owner in row.owners)


def _said(condition: Condition, *, inside: bool = False) -> str:
    if not condition:
        return ALWAYS.lower()
    if "fact" in condition:
        return _fact(condition)
    if "not" in condition:
        inner = condition["not"]
        if inner and "fact" in inner and "is" not in inner:
            return f"{FACTS[inner['fact']].label}: {Answer.NO.label.lower()}"
        return f"not ({_said(inner)})"
    word, parts = ("and", condition["all"]) if "all" in condition else ("or", condition["any"])
    joined = f", {word} ".join(_said(part, inside=True) for part in parts)
    return f"({joined})" if inside and len(parts) > 1 else joined


def _fact(condition: dict[str, object]) -> str:
    fact = FACTS[str(condition["fact"])]
    values = condition.get("is", [Answer.YES.value])
    assert isinstance(values, list)
    labels = [fact.label_of(value) for value in values]
    return f"{fact.label}: {' or '.join(labels if fact.choices else [each.lower() for each in labels])}"
