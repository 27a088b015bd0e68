"""A plan template as a csv file: read with errors that name the line, written so that it reads back."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from partnerships.rules.conditions import Condition, condition_problems
from partnerships.rules.dates import days_from_weeks, weeks_from_days
from partnerships.rules.plan import ALL_ROUTES, Dependency, TemplateRow
from partnerships.rules.template_check import storing_problems
from partnerships.rules.words import Anchor, OwnerRole, Phase, Route, Word

COLUMNS = (
    *("code", "title", "phase", "anchor", "weeks_voluntary", "weeks_order", "weeks_transfer"),
    *("repeat_weeks", "takes_weeks", "applies_voluntary", "applies_order", "applies_transfer"),
    *("depends_on", "owner", "evidence", "guidance"),
)
"""Every column of a template's file; those that are not required may be missing. Weeks may have
decimals and become whole days, the earlier one; an empty cell is not in the route. Conditions are
JSON, empty for always; dependencies are separated by ";", each with its own routes before a colon
when it does not bind in all; owners are codes separated by commas."""

# An apostrophe keeps a spreadsheet from taking text for a formula; the export puts it there. Text that has one
# already gets one more, so that reading takes off exactly one.
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")
REQUIRED = ("code", "title", "phase", "anchor")
T = TypeVar("T")
W = TypeVar("W", bound=Word)


class TemplateCsvError(ValueError):
    """The file cannot be read as a template; `problems` has a sentence for each fault, with its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def parse_rows(rows: Iterable[Mapping[str, str | None]]) -> tuple[TemplateRow, ...]:
    """Rows of a csv.DictReader as a template, in the file's order.

    The first row is line 2 of the file. Raises TemplateCsvError with everything that is wrong
    cell by cell; whether the rows fit together is for `template_problems`.
    """
    problems: list[str] = []
    parsed = []
    lines: dict[str, int] = {}
    for line, row in enumerate(rows, 2):
        cells = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
        reader = _Reader(line, cells)
        found = reader.row(position=line - 1)
        if found is not None:
            problems += [f"Line {line} ({found.code}): {problem}" for problem in storing_problems(found)]
            if lines.setdefault(found.code, line) != line:
                problems.append(
                    f"Line {line} ({found.code}): the code stands on line {lines[found.code]} too."
                )
        problems += reader.problems
        parsed.append(found)
    if problems:
        raise TemplateCsvError(problems)
    return tuple(row for row in parsed if row is not None)


def export_rows(rows: Iterable[TemplateRow]) -> list[dict[str, str]]:
    """The template as cells by column name, in `COLUMNS` order; `parse_rows` reads it back the same."""
    return [_cells(row) for row in sorted(rows, key=lambda row: row.position)]


def harmless(text: str) -> str:
    """The text with one more apostrophe where `as_typed` would take one for the export's."""
    return f"'{text}" if _ESCAPED.match(text) else text


def as_typed(text: str) -> str:
    """The text of a cell as it was before the export made it harmless to spreadsheets."""
    return text[1:] if _ESCAPED.match(text) else text


def parse_dependencies(text: str) -> tuple[Dependency, ...]:
    """ "EXP-09; voluntary, order: CON-09" as dependencies; ValueError for a route that is not known."""
    return tuple(_dependency(entry.strip()) for entry in text.split(";") if entry.strip())


def parse_owners(text: str) -> tuple[OwnerRole, ...]:
    """ "GB, CEO" as owners; ValueError for a code that is not known."""
    return tuple(_word(OwnerRole, part.strip().upper()) for part in text.split(",") if part.strip())


class _Reader:
    """Reads one line, collecting what is wrong instead of stopping at the first fault."""

    def __init__(self, line: int, cells: Mapping[str, str]) -> None:
        self.line = line
        self.cells = cells
        self.problems: list[str] = []

    def row(self, position: int) -> TemplateRow | None:
        for column in REQUIRED:
            if not self.cells.get(column):
                self._fault(column, "is empty")
        phase = self._read("phase", lambda text: _word(Phase, text))
        anchor = self._read("anchor", lambda text: _word(Anchor, text))
        repeat = self._read("repeat_weeks", days_from_weeks)
        takes = self._read("takes_weeks", days_from_weeks)
        days = {route: self._read(f"weeks_{route}", days_from_weeks) for route in Route}
        conditions = {route: self._read(f"applies_{route}", _condition) for route in Route}
        depends_on = self._read("depends_on", parse_dependencies) or ()
        owners = self._read("owner", parse_owners) or ()
        if self.problems or phase is None or anchor is None:
            return None
        return TemplateRow(
            code=self.cells["code"],
            title=self.cells["title"],
            phase=phase,
            anchor=anchor,
            days={route: value for route, value in days.items() if value is not None},
            position=position,
            repeat_days=repeat,
            conditions={route: value for route, value in conditions.items() if value},
            depends_on=depends_on,
            owners=owners,
            evidence=self.cells.get("evidence", ""),
            guidance=self.cells.get("guidance", ""),
            takes_days=takes,
        )

    def _read(self, column: str, convert: Callable[[str], T]) -> T | None:
        text = self.cells.get(column, "")
        if not text:
            return None
        try:
            return convert(text)
        except ValueError as error:
            self._fault(column, f"cannot be read: {error}")
            return None

    def _fault(self, column: str, what: str) -> None:
        code = self.cells.get("code") or "no code"
        self.problems.append(f"Line {self.line} ({code}): {column} {what}.".replace("..", "."))


def _word(kind: type[W], text: str) -> W:
    for word in kind:
        if word == text:
            return word
    raise ValueError(f"“{text}” is none of {', '.join(kind)}")


def _condition(text: str) -> Condition:
    try:
        condition: Condition = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON") from error
    problems = condition_problems(condition)
    if problems:
        raise ValueError(" ".join(problems))
    return condition


def _dependency(entry: str) -> Dependency:
    prefix, colon, code = entry.rpartition(":")
    if not colon:
        return Dependency(entry)
    return Dependency(code.strip(), frozenset(_word(Route, part.strip()) for part in prefix.split(",")))


def _cells(row: TemplateRow) -> dict[str, str]:
    cells = {
        "code": row.code,
        "title": row.title,
        "phase": row.phase.value,
        "anchor": row.anchor.value,
        "repeat_weeks": "" if row.repeat_days is None else weeks_from_days(row.repeat_days),
        "takes_weeks": "" if row.takes_days is None else weeks_from_days(row.takes_days),
        "depends_on": "; ".join(_dependency_text(dependency) for dependency in row.depends_on),
        "owner": ", ".join(owner.value for owner in row.owners),
        "evidence": row.evidence,
        "guidance": row.guidance,
    }
    for route in Route:
        condition = row.conditions.get(route)
        cells[f"weeks_{route}"] = weeks_from_days(row.days[route]) if route in row.days else ""
        cells[f"applies_{route}"] = json.dumps(condition, ensure_ascii=False) if condition else ""
    return {column: cells[column] for column in COLUMNS}


def _dependency_text(dependency: Dependency) -> str:
    if dependency.routes == ALL_ROUTES:
        return dependency.code
    return f"{', '.join(route.value for route in Route if route in dependency.routes)}: {dependency.code}"
