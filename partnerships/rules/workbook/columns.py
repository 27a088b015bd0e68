"""What the columns of a team's spreadsheet hold: guessed by heading and cells, and whether what was said works."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from partnerships.rules.problems import Problem
from partnerships.rules.workbook import headings_say as say
from partnerships.rules.workbook.meanings import MilestoneTitle
from partnerships.rules.workbook.reading import Reading, tidy
from partnerships.rules.workbook.table import Table
from partnerships.rules.workbook.titles import Names, names_of
from partnerships.rules.workbook.words import ContactPart, Dates, Holds
from partnerships.rules.words import ContactRole, Phase

_M = (Holds.M_PHASE, Holds.M_DUE, Holds.M_DONE, Holds.M_STATUS, Holds.M_WAITING, Holds.M_NOTE)
# Of these there may be several columns.
SEVERAL = frozenset({Holds.NOTHING, Holds.NOTE, Holds.MILESTONE, Holds.OWN, Holds.CONTACT, Holds.M_NOTE})
FINDS_SCHOOL = (Holds.URN, Holds.LAESTAB, Holds.SCHOOL)
# The role of a contact that has a row of its own.
ROW = "row"
_MOST_CELLS = 50
_BY_CELLS: tuple[tuple[Holds, re.Pattern[str]], ...] = (
    (Holds.URN, re.compile(r"1[0-5]\d{4}")),
    (Holds.LAESTAB, re.compile(r"[2-9]\d\d ?/ ?\d{4}")),
    (Holds.POSTCODE, re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}", re.IGNORECASE)),
)
_SHORT_DAY = re.compile(r"(?<!\d)(\d{1,2}) ?[/.\-] ?(\d{1,2}) ?[/.\-] ?(?:20)?\d\d(?!\d)")


def guess_columns(
    table: Table, *, milestones: Sequence[MilestoneTitle], remembered: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """What each column holds, and of milestones' columns what their days are, both by heading.

    `remembered` are what headings held in earlier spreadsheets, which goes before any guess where what it names still
    exists. A column that says nothing is left out.
    """
    names = names_of(tuple(milestones))
    known = {tidy(heading): holds for heading, holds in remembered.items() if _exists(holds, names)}
    told = {heading: known[tidy(heading)] for heading in table.headings if tidy(heading) in known}
    by_row = _is_one_milestone_a_row(table, told, names)
    columns: dict[str, str] = {}
    for heading in table.headings:
        columns[heading] = told.get(heading) or _guess(heading, table, names, by_row)
    _contacts_of_rows(columns, told)
    _once(columns, told, table)
    dates = {
        heading: found.value
        for heading, holds in columns.items()
        if holds.startswith((Holds.MILESTONE, Holds.OWN)) and (found := _dates(heading, names))
    }
    return columns, dates


def column_problems(reading: Reading, headings: Sequence[str]) -> list[Problem]:
    """What is wrong with what the columns are said to hold, each about its heading where it has one."""
    found: list[Problem] = []
    held = [(heading, reading.holds(heading)) for heading in headings]
    kinds = {holds for _, holds in held}
    if not kinds & set(FINDS_SCHOOL):
        found.append(Problem("Say which column is the URN, the LAESTAB or the school’s name."))
    for kind in Holds:
        mine = [heading for heading, holds in held if holds is kind]
        if kind not in SEVERAL and len(mine) > 1:
            found.append(Problem(f"Only one column can be “{kind.label}”.", about=mine[-1]))
    if kinds & set(_M) and Holds.M_TITLE not in kinds:
        found.append(Problem("Say which column is the milestone’s title or code."))
    if Holds.M_TITLE in kinds and kinds & {Holds.MILESTONE, Holds.OWN}:
        says = (
            "Each row is one milestone here, so no column can be a single milestone. Leave those columns out."
        )
        found.append(Problem(says))
    return [*found, *_twice(reading, headings)]


def guess_day_first(table: Table, reading: Reading) -> bool | None:
    """Whether 1/9/27 means 1 September in this sheet: told by a day above 12. None where nothing tells, or both do."""
    day_first = month_first = False
    dated = {Holds.JOINING, Holds.MILESTONE, Holds.OWN, Holds.M_DUE, Holds.M_DONE, Holds.M_STATUS}
    places = [place for place, heading in enumerate(table.headings) if reading.holds(heading) in dated]
    for row in table.rows:
        for place in places:
            cell = row.cells[place]
            if cell.day is None and (found := _SHORT_DAY.search(cell.text)):
                day_first |= 12 < int(found[1]) <= 31
                month_first |= 12 < int(found[2]) <= 31
    return None if day_first == month_first else day_first


def _guess(heading: str, table: Table, names: Names, by_row: bool) -> str:
    if by_row:
        if say.is_title_of_milestone(heading):
            return Holds.M_TITLE.value
        if found := say.milestone_row_column(heading):
            return found.value
    elif coded := names.coded(heading):
        return _milestone(coded)
    holds = say.school_column(heading)
    if holds is not None:
        return holds.value
    if not by_row and (mine := _milestone_called(heading, names)):
        return _milestone(mine)
    if which := say.contact_column(heading):
        return f"{Holds.CONTACT.value}:{which}"
    return _by_cells(heading, table).value


def _milestone_called(heading: str, names: Names) -> MilestoneTitle | None:
    """The one milestone that a heading means, as it stands or without what its days are."""
    for text in (say.spelled(heading), say.without_dates(heading)):
        if len(found := names.called(text)) == 1:
            return found[0]
    return None


def _milestone(found: MilestoneTitle) -> str:
    if not found.code:
        return f"{Holds.OWN.value}:{found.phase.value}"
    return f"{Holds.MILESTONE.value}:{found.code}"


def _dates(heading: str, names: Names) -> Dates | None:
    """What the heading says of its days, unless the very title has these words."""
    return None if names.titles.get(say.spelled(heading)) else say.dates_say(heading)


def _by_cells(heading: str, table: Table) -> Holds:
    """By what most of the column's cells look like; nothing where they do not tell."""
    place = table.headings.index(heading)
    texts = [text for row in table.rows[:_MOST_CELLS] if (text := row.cells[place].text)]
    for holds, pattern in _BY_CELLS:
        fits = sum(bool(pattern.fullmatch(text)) for text in texts)
        if texts and fits * 5 >= len(texts) * 4:
            return holds
    return Holds.NOTHING


def _is_one_milestone_a_row(table: Table, told: Mapping[str, str], names: Names) -> bool:
    """Whether a column names a milestone in each row: its heading says so, and so do its cells."""
    if any(holds == Holds.M_TITLE.value for holds in told.values()):
        return True
    for place, heading in enumerate(table.headings):
        if heading in told or not say.is_title_of_milestone(heading):
            continue
        texts = {text for row in table.rows[:_MOST_CELLS] if (text := row.cells[place].text)}
        fits = sum(1 for text in texts if names.coded(text) or names.called(text))
        if fits * 3 >= len(texts) or "milestone" in heading.lower():
            return True
    return False


def _contacts_of_rows(columns: dict[str, str], told: Mapping[str, str]) -> None:
    """Where the role of a contact is a column of its own, the plain columns beside it are of that contact."""
    roles = [
        heading for heading, holds in columns.items() if heading not in told and _names_role(heading, holds)
    ]
    if len(roles) != 1:
        return
    others = [heading for heading in columns if heading != roles[0] and heading not in told]
    mine = [heading for heading in others if columns[heading].startswith(f"{Holds.CONTACT.value}:other:")]
    plain = [
        heading for heading in others if tidy(heading) in ("name", "full name", "organisation", "contact")
    ]
    if not mine and not plain:
        return
    columns[roles[0]] = f"{Holds.CONTACT.value}:{ROW}:{ContactPart.ROLE.value}"
    for heading in dict.fromkeys((*mine, *plain)):
        columns[heading] = f"{Holds.CONTACT.value}:{ROW}:{say.contact_part(heading).value}"


def _names_role(heading: str, holds: str) -> bool:
    free = holds == Holds.NOTHING.value or holds.startswith(Holds.CONTACT.value)
    return free and bool(
        re.fullmatch(r"(?:contact )?(?:role|job title|position|type)|contact type", tidy(heading))
    )


def _once(columns: dict[str, str], told: Mapping[str, str], table: Table) -> None:
    """Of several columns for what only one can be, the one with most cells stays, or one that was told."""
    filled = {
        heading: sum(1 for row in table.rows[:_MOST_CELLS] if row.cells[place].text)
        for place, heading in enumerate(table.headings)
    }
    for kind in Holds:
        mine = [heading for heading, holds in columns.items() if holds == kind.value]
        if kind in SEVERAL or len(mine) < 2:
            continue
        best = max(
            mine, key=lambda heading: (heading in told, filled[heading], -table.headings.index(heading))
        )
        for heading in mine:
            if heading != best:
                columns[heading] = (Holds.NOTE if kind in (Holds.STAGE,) else Holds.NOTHING).value


def _exists(holds: str, names: Names) -> bool:
    """Whether what was said of a column can still be said: its milestone is in the plan, its role is known."""
    kind, _, which = holds.partition(":")
    if not Holds.has(kind):
        return False
    if kind == Holds.MILESTONE:
        return which.lower() in names.by_code
    if kind == Holds.OWN:
        return not which or Phase.has(which)
    if kind == Holds.CONTACT:
        role, _, part = which.partition(":")
        return (role == ROW or ContactRole.has(role)) and ContactPart.has(part)
    return not which


def _twice(reading: Reading, headings: Sequence[str]) -> Iterable[Problem]:
    """Two columns for one milestone work where one is planned and the other done; two for one part of a contact never."""
    seen: dict[tuple[str, str], str] = {}
    for heading in headings:
        kind = reading.holds(heading)
        if kind not in (Holds.MILESTONE, Holds.CONTACT):
            continue
        dates = reading.dates_of(heading).value if kind is Holds.MILESTONE else ""
        first = seen.setdefault((reading.columns[heading], dates), heading)
        if first == heading:
            continue
        says = f"“{first}” and “{heading}” are the same {'milestone' if dates else 'part of a contact'}. "
        more = (
            "Say that the days of one are planned and those of the other done, or leave one out."
            if dates
            else "Leave one out."
        )
        yield Problem(says + more, about=heading)
