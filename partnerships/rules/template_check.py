"""What is wrong with a plan template, before anybody publishes it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from partnerships.rules.conditions import condition_problems
from partnerships.rules.dates import say_days
from partnerships.rules.plan import TemplateRow, dependencies_in
from partnerships.rules.words import Route


def template_problems(rows: Iterable[TemplateRow]) -> list[str]:
    """One sentence for each fault: codes, conditions, circles, and dates that run backwards.

    A milestone may not be due before one it waits for, in any route. Two that are counted from
    different dates (joining, or the partnership's start or end) cannot be compared and pass.
    """
    listed = list(rows)
    problems = _code_problems(listed) + [problem for row in listed for problem in _row_problems(row)]
    by_code = {row.code: row for row in listed}
    for route in Route:
        chosen = {code: row for code, row in by_code.items() if row.in_route(route)}
        waits = {code: dependencies_in(row, route, chosen) for code, row in chosen.items()}
        problems += _circle_problems(waits, chosen) + _order_problems(waits, chosen, route)
    return list(dict.fromkeys(problems))


def _code_problems(rows: Sequence[TemplateRow]) -> list[str]:
    counts = Counter(row.code for row in rows)
    twice = [
        f"{code} stands {count} times. Give each milestone its own code."
        for code, count in counts.items()
        if count > 1
    ]
    unknown = [
        f"{_name(row)} waits for {dep.code}, which is not in the template."
        for row in rows
        for dep in row.depends_on
        if dep.code not in counts
    ]
    return twice + unknown


def _row_problems(row: TemplateRow) -> list[str]:
    problems = [
        f"{_name(row)}, {route.label}: {problem}"
        for route, condition in row.conditions.items()
        for problem in condition_problems(condition)
    ]
    if not row.title.strip():
        problems.append(f"{row.code} has no title.")
    if not row.days:
        problems.append(f"{_name(row)} is in no route.")
    if row.repeat_days is not None and row.repeat_days <= 0:
        problems.append(f"{_name(row)} must repeat after at least a day.")
    return problems


def _circle_problems(waits: Mapping[str, Sequence[str]], rows: Mapping[str, TemplateRow]) -> list[str]:
    circle = find_circle(waits)
    if not circle:
        return []
    names = ", ".join(_name(rows[code]) for code in circle)
    return [f"These milestones wait for each other in a circle: {names}."]


def find_circle(waits: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The codes of one circle, beginning with the lowest; empty when there is none."""
    done: set[str] = set()
    for start in waits:
        path: list[str] = []
        ahead = [iter([start])]
        while ahead:
            code = next(ahead[-1], None)
            if code is None:
                ahead.pop()
                done.update(path[-1:])
                del path[-1:]
            elif code in path:
                return _from_lowest(path[path.index(code) :])
            elif code not in done and code in waits:
                path.append(code)
                ahead.append(iter(waits[code]))
    return ()


def _from_lowest(circle: list[str]) -> tuple[str, ...]:
    first = circle.index(min(circle))
    return tuple(circle[first:] + circle[:first])


def _order_problems(
    waits: Mapping[str, Sequence[str]], rows: Mapping[str, TemplateRow], route: Route
) -> list[str]:
    return [
        f"{route.label}: {_name(rows[code])} is due {say_days(early)} before {_name(rows[before])}, "
        "which it waits for."
        for code, befores in waits.items()
        for before in befores
        if rows[code].anchor is rows[before].anchor
        and (early := rows[before].days[route] - rows[code].days[route]) > 0
    ]


def _name(row: TemplateRow) -> str:
    return f"{row.code} “{row.title}”"
