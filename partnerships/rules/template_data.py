"""A template row as plain JSON values, the way the database and the API keep it."""

from collections.abc import Mapping
from typing import Any

from partnerships.rules.plan import ALL_ROUTES, Dependency, TemplateRow
from partnerships.rules.words import Anchor, OwnerRole, Phase, Route


def row_to_data(row: TemplateRow) -> dict[str, Any]:
    """The row as JSON values; keys are those of the template milestone's fields.

    Owners are codes separated by commas; a dependency without routes binds in all of them; a route
    without a condition always has the milestone.
    """
    return {
        "code": row.code,
        "position": row.position,
        "title": row.title,
        "phase": row.phase.value,
        "anchor": row.anchor.value,
        "days": {route.value: row.days[route] for route in Route if route in row.days},
        "repeat_days": row.repeat_days,
        "takes_days": row.takes_days,
        "applies": {route.value: row.conditions[route] for route in Route if row.conditions.get(route)},
        "depends_on": [_dependency_to_data(dependency) for dependency in row.depends_on],
        "owner_roles": ",".join(owner.value for owner in row.owners),
        "evidence": row.evidence,
        "guidance": row.guidance,
    }


def row_from_data(data: Mapping[str, Any]) -> TemplateRow:
    """The inverse of `row_to_data`; keys it does not know are passed over.

    Raises KeyError or ValueError when a value is missing or is none of the domain's words.
    """
    return TemplateRow(
        code=data["code"],
        position=data["position"],
        title=data["title"],
        phase=Phase(data["phase"]),
        anchor=Anchor(data["anchor"]),
        days={Route(route): int(days) for route, days in data["days"].items()},
        repeat_days=data["repeat_days"],
        takes_days=data["takes_days"],
        conditions={Route(route): condition for route, condition in data["applies"].items() if condition},
        depends_on=tuple(_dependency_from_data(each) for each in data["depends_on"]),
        owners=owners_from_text(data["owner_roles"]),
        evidence=data["evidence"],
        guidance=data["guidance"],
    )


def owners_from_text(text: str) -> tuple[OwnerRole, ...]:
    """Owner codes separated by commas; ValueError for a code that is not known."""
    return tuple(OwnerRole(part.strip()) for part in text.split(",") if part.strip())


def _dependency_to_data(dependency: Dependency) -> dict[str, Any]:
    if dependency.routes == ALL_ROUTES:
        return {"code": dependency.code}
    return {"code": dependency.code, "routes": [route.value for route in Route if route in dependency.routes]}


def _dependency_from_data(data: Mapping[str, Any]) -> Dependency:
    routes = frozenset(Route(route) for route in data.get("routes") or ())
    return Dependency(data["code"], routes or ALL_ROUTES)
