"""What the columns of a team's spreadsheet hold: guessed by heading and cells, and whether what was said works."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from partnerships.rules.problems import Problem
from partnerships.rules.words import ContactRole, Phase
from partnerships.rules.workbook import headings_say as say
from partnerships.rules.workbook.guessing import (
    SEVERAL,
    by_cells,
    cells_agree,
    contacts_of_rows,
    names_milestones,
    only_one_of_each,
    texts_of,
)
from partnerships.rules.workbook.meanings import MilestoneTitle
from partnerships.rules.workbook.reading import Reading, tidy
from partnerships.rules.workbook.stages import route, stage
from partnerships.rules.workbook.table import Table
from partnerships.rules.workbook.titles import Names, names_of
from partnerships.rules.workbook.words import ROW, ContactPart, Dates, Holds
from partnerships.rules.written_days import reads_day_first

_OF_MILESTONE = {Holds.M_PHASE, Holds.M_DUE, Holds.M_DONE, Holds.M_STATUS, Holds.M_WAITING, Holds.M_NOTE}
_FINDS_SCHOOL = {Holds.URN, Holds.LAESTAB, Holds.SCHOOL}
_DATED = {Holds.JOINING, Holds.MILESTONE, Holds.OWN, Holds.M_DUE, Holds.M_DONE, Holds.M_STATUS}
_MEANING: Mapping[Holds, Callable[[str], object]] = {Holds.ROUTE: route, Holds.STAGE: stage}


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
    by_row = Holds.M_TITLE.value in told.values() or names_milestones(table, told, names)
    columns = {
        heading: told.get(heading) or _guess(heading, table, names, by_row) for heading in table.headings
    }
    contacts_of_rows(columns, told)
    _take_name_for_school(columns, told)
    dates = {heading: found.value for heading in columns if (found := _dates(heading, columns, names))}
    only_one_of_each(columns, told, dates, table)
    return columns, {heading: said for heading, said in dates.items() if _is_milestone(columns[heading])}


def column_problems(reading: Reading, headings: Sequence[str]) -> list[Problem]:
    """What is wrong with what the columns are said to hold, each about its heading where it has one."""
    found: list[Problem] = []
    held = [(heading, reading.holds(heading)) for heading in headings]
    kinds = {holds for _, holds in held}
    if not kinds & _FINDS_SCHOOL:
        found.append(Problem("Say which column is the URN, the LAESTAB or the school’s name."))
    for kind in Holds:
        mine = [heading for heading, holds in held if holds is kind]
        if kind not in SEVERAL and len(mine) > 1:
            found.append(Problem(f"Only one column can be “{kind.label}”.", about=mine[-1]))
    if kinds & _OF_MILESTONE and Holds.M_TITLE not in kinds:
        found.append(Problem("Say which column is the milestone’s title or code."))
    if Holds.M_TITLE in kinds and kinds & {Holds.MILESTONE, Holds.OWN}:
        says = (
            "Each row is one milestone here, so no column can be a single milestone. Leave those columns out."
        )
        found.append(Problem(says))
    return [*found, *_twice(reading, headings)]


def guess_day_first(table: Table, reading: Reading) -> bool | None:
    """Whether 1/9/27 means 1 September in this sheet, told by a day above 12.

    None where nothing tells, or some cells tell one and some the other.
    """
    places = [place for place, heading in enumerate(table.headings) if reading.holds(heading) in _DATED]
    cells = (row.cells[place] for row in table.rows for place in places)
    return reads_day_first(cell.text for cell in cells if cell.day is None)


def _guess(heading: str, table: Table, names: Names, by_row: bool) -> str:
    if by_row and say.is_title_of_milestone(heading):
        return Holds.M_TITLE.value
    if by_row and (found := say.milestone_row_column(heading)):
        return found.value
    if not by_row and (coded := names.coded(heading)):
        return _milestone(coded)
    holds = say.school_column(heading)
    if (
        holds
        and holds in _MEANING
        and say.is_weak(heading)
        and not cells_agree(table, heading, _MEANING[holds])
    ):
        holds = Holds.NOTHING
    if holds is not None:
        return holds.value
    if not by_row and (mine := _milestone_called(heading, names)):
        return _milestone(mine)
    if which := say.contact_column(heading):
        return f"{Holds.CONTACT.value}:{which}"
    return by_cells(texts_of(table, heading)).value


def _milestone_called(heading: str, names: Names) -> MilestoneTitle | None:
    """The one milestone that a heading means: as it stands, or without what its days are and what stands over it."""
    for text in (say.spelled(heading), *say.parts_of(say.without_dates(heading))):
        if len(found := names.called(text)) == 1:
            return found[0]
    return None


def _milestone(found: MilestoneTitle) -> str:
    if not found.code:
        return f"{Holds.OWN.value}:{found.phase.value}"
    return f"{Holds.MILESTONE.value}:{found.code}"


def _is_milestone(holds: str) -> bool:
    return holds.partition(":")[0] in (Holds.MILESTONE.value, Holds.OWN.value)


def _dates(heading: str, columns: Mapping[str, str], names: Names) -> Dates | None:
    """What the heading says of its days beside the title, which may have such words itself."""
    words = say.spelled(heading)
    if not _is_milestone(columns[heading]) or names.titles.get(words):
        return None
    coded = names.coded(heading)
    return say.dates_say(words.replace(say.spelled(coded.title), " ") if coded else words)


def _take_name_for_school(columns: dict[str, str], told: Mapping[str, str]) -> None:
    """Where no column is the school's name, a plain "Name" is it."""
    free = [heading for heading in columns if heading not in told and columns[heading] == Holds.NOTHING]
    named = next((heading for heading in free if tidy(heading) in ("name", "names")), None)
    if named and Holds.SCHOOL.value not in columns.values():
        columns[named] = Holds.SCHOOL.value


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
    """Two columns for one milestone work where one is planned and the other done; for a part of a contact never."""
    seen: dict[tuple[str, str], str] = {}
    for heading in headings:
        kind = reading.holds(heading)
        if kind not in (Holds.MILESTONE, Holds.CONTACT):
            continue
        dates = reading.dates_of(heading).value if kind is Holds.MILESTONE else ""
        first = seen.setdefault((reading.columns[heading], dates), heading)
        if first == heading:
            continue
        if dates:
            says = f"“{first}” and “{heading}” are the same milestone. Say that one holds planned days and the other "
            yield Problem(f"{says}the days it was done, or leave one out.", about=heading)
        else:
            says = f"“{first}” and “{heading}” are the same part of a contact. Leave one out."
            yield Problem(says, about=heading)
