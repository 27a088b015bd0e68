"""Which route a school would take into the trust, and what stops a project from starting."""

from dataclasses import dataclass
from datetime import date

from partnerships.rules.dates import is_first_of_month
from partnerships.rules.problems import Problem
from partnerships.rules.register import SchoolFacts, is_closed
from partnerships.rules.words import Route

CONVERSIONS = frozenset({Route.VOLUNTARY, Route.ORDER})


@dataclass(frozen=True)
class RouteProposal:
    """The route offered first on the form, or None, with a sentence saying why."""

    route: Route | None
    why: str


def propose_route(school: SchoolFacts) -> RouteProposal:
    """Propose a route from what GIAS says the school is. An order is never proposed: only DfE makes one."""
    named = f"GIAS lists this school as “{school.type_name}”" if school.type_name else "GIAS says so"
    if is_closed(school.status_code):
        return RouteProposal(None, "GIAS lists this school as closed, so there is no route to propose.")
    if school.kind == "maintained":
        return RouteProposal(
            Route.VOLUNTARY,
            f"The school is maintained by a local authority ({named}), so it would convert. "
            "Choose academy order instead if DfE has made or is making one without an application.",
        )
    if school.kind == "academy":
        return RouteProposal(
            Route.TRANSFER, f"The school is already an academy ({named}), so it would transfer."
        )
    if school.kind == "other":
        return RouteProposal(
            None,
            f"The school is neither an academy nor maintained by a local authority ({named}). "
            "Choose the route if you know it, or leave it open.",
        )
    return RouteProposal(
        None,
        "GIAS does not say what type of school this is. Choose the route if you know it, or leave it open.",
    )


def start_problems(
    *,
    school: SchoolFacts,
    route: Route | None,
    incoming_trust: object = None,
    outgoing_trust: object = None,
    joining: date | None = None,
) -> list[str]:
    """What stands in the way of this project, one sentence each; none when it may start.

    The trusts may be any values that compare equal when they are the same trust (keys or objects).
    A school whose type is not known is never refused. Whether another live project exists is for
    the database to say. There is no rule that the date must lie in the future (both DfE systems
    dropped theirs).
    """
    problems: list[str] = []
    if is_closed(school.status_code):
        problems.append("GIAS lists this school as closed. Start the project on the school that replaced it.")
    if route in CONVERSIONS and school.kind == "academy":
        problems.append(
            Problem(
                "This school is already an academy, so it cannot convert. Choose transfer.", about="route"
            )
        )
    if route is Route.TRANSFER and school.kind in {"maintained", "other"}:
        problems.append(
            Problem(
                "This school is not an academy, so it cannot transfer. "
                "Choose voluntary conversion or academy order.",
                about="route",
            )
        )
    if incoming_trust is not None and incoming_trust == outgoing_trust:
        problems.append(
            "The school is already in this trust. Choose another incoming trust or correct the outgoing one."
        )
    return problems + joining_problems(joining)


def joining_problems(joining: date | None) -> list[str]:
    """What is wrong with a joining date: schools join on the first of a month (DfE). None is allowed."""
    if joining is None or is_first_of_month(joining):
        return []
    return ["A school joins on the first of a month. Enter the month and the year only."]
