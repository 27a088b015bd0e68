"""What is wrong with a plan template, before anybody publishes it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from partnerships.rules.conditions import condition_problems, facts_in
from partnerships.rules.dates import say_offset
from partnerships.rules.facts import FACTS
from partnerships.rules.plan import TemplateRow, dependencies_in
from partnerships.rules.words import Route

# What the columns of the database hold.
LONGEST_CODE, LONGEST_TITLE, LONGEST_EVIDENCE, LONGEST_OWNERS = 10, 200, 200, 60
# Ten years on either side; a plan is about months.
FURTHEST_DAYS = 3653
_CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def template_problems(rows: Iterable[TemplateRow]) -> list[str]:
    """One sentence for each fault: codes, conditions, circles, and dates that run backwards.

    A milestone may not be due before one it waits for, in any route. Two that are counted from
    different dates (joining, or the partnership's start or end) cannot be compared and pass.
    """
    listed = list(rows)
    if not listed:
        return ["The template has no milestones."]
    problems = _code_problems(listed) + [problem for row in listed for problem in _row_problems(row)]
    by_code = {row.code: row for row in listed}
    for route in Route:
        chosen = {code: row for code, row in by_code.items() if row.in_route(route)}
        waits = {code: dependencies_in(row, route, chosen) for code, row in chosen.items()}
        problems += _circle_problems(waits, chosen) + _order_problems(waits, chosen, route)
    return list(dict.fromkeys(problems))


def storing_problems(row: TemplateRow) -> list[str]:
    """What keeps this row from being stored at all, draft or not: a code that is none, words that are too long."""
    problems = code_problems(row.code)
    longest = (
        ("title", row.title, LONGEST_TITLE),
        ("evidence", row.evidence, LONGEST_EVIDENCE),
        ("list of owners", ",".join(row.owners), LONGEST_OWNERS),
    )
    problems += [
        f"The {what} is longer than {most} characters." for what, text, most in longest if len(text) > most
    ]
    lengths = [*row.days.values(), row.repeat_days or 0, row.takes_days or 0]
    if any(abs(days) > FURTHEST_DAYS for days in lengths):
        problems.append("A milestone lies no further than ten years from the date it is counted from.")
    if row.repeat_days is not None and row.repeat_days <= 0:
        problems.append("It must repeat after at least a day.")
    if row.takes_days is not None and row.takes_days < 0:
        problems.append("How long it usually takes cannot be less than nothing.")
    if "\0" in row.title + row.evidence + row.guidance:
        problems.append("There is a character in it that cannot be kept.")
    return problems


def code_problems(code: str) -> list[str]:
    """What is wrong with a milestone's code. It stands in lists of codes, so it holds no comma, colon or space."""
    if len(code) > LONGEST_CODE:
        return [f"A code has at most {LONGEST_CODE} characters."]
    if not _CODE.fullmatch(code):
        return ["A code has letters and numbers, with hyphens between them, such as LEG-24."]
    return []


def _code_problems(rows: Sequence[TemplateRow]) -> list[str]:
    counts = Counter(row.code for row in rows)
    twice = [
        f"{code} stands {count} times. Give each milestone its own code."
        for code, count in counts.items()
        if count > 1
    ]
    unknown = [
        f"{_name(row)} waits for {dep.code}, which is not in the template. Take it out of what {row.code} waits for."
        for row in rows
        for dep in row.depends_on
        if dep.code not in counts
    ]
    return twice + unknown


def _row_problems(row: TemplateRow) -> list[str]:
    problems = [
        f"{_name(row)}, {route.label.lower()}: {problem}"
        for route, condition in row.conditions.items()
        for problem in condition_problems(condition) or _not_asked(row, route)
    ]
    if not row.title.strip():
        problems.append(f"{row.code} has no title.")
    if not row.days:
        problems.append(f"{_name(row)} is in no route.")
    return problems + [f"{_name(row)}: {problem}" for problem in storing_problems(row)]


def _not_asked(row: TemplateRow, route: Route) -> list[str]:
    """Questions that nobody is asked in this route: the milestone would wait for their answer for ever."""
    if route not in row.days:
        return []
    asked = (FACTS[key] for key in facts_in(row.conditions[route]))
    return [
        f"the question “{fact.question}” is not asked in this route."
        for fact in asked
        if not fact.derived and route not in fact.routes
    ]


def _circle_problems(waits: Mapping[str, Sequence[str]], rows: Mapping[str, TemplateRow]) -> list[str]:
    circle = find_circle(waits)
    if not circle:
        return []
    if len(circle) == 1:
        return [f"{_name(rows[circle[0]])} waits for itself."]
    names = ", which waits for ".join(_name(rows[code]) for code in (*circle, circle[0]))
    return [f"These milestones wait for each other in a circle, so none of them could be done: {names}."]


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
        f"{route.label}: {_name(rows[code])} is due {_when(rows[code], route)}, before {_name(rows[before])}, "
        f"which it waits for and which is due {_when(rows[before], route)}."
        for code, befores in waits.items()
        for before in befores
        if rows[code].anchor is rows[before].anchor and rows[before].days[route] > rows[code].days[route]
    ]


def _when(row: TemplateRow, route: Route) -> str:
    said = say_offset(row.days[route], row.anchor, route)
    return said[0].lower() + said[1:]


def _name(row: TemplateRow) -> str:
    return f"{row.code} “{row.title}”"
