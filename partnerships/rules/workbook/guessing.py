"""What all columns together, or the cells under a heading, say of what a column holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from partnerships.rules.workbook import headings_say as say
from partnerships.rules.workbook.meanings import NotUnderstood
from partnerships.rules.workbook.reading import tidy
from partnerships.rules.workbook.table import Table
from partnerships.rules.workbook.titles import Names
from partnerships.rules.workbook.words import ROW, ContactPart, Holds

# Of these there may be several columns.
SEVERAL = frozenset({Holds.NOTHING, Holds.NOTE, Holds.MILESTONE, Holds.OWN, Holds.CONTACT, Holds.M_NOTE})
_MOST_CELLS = 50
_BY_CELLS: tuple[tuple[Holds, re.Pattern[str]], ...] = (
    (Holds.URN, re.compile(r"1[0-5]\d{4}")),
    (Holds.LAESTAB, re.compile(r"[2-9]\d\d ?/ ?\d{4}")),
    (Holds.POSTCODE, re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}", re.IGNORECASE)),
)
_CONTACT = f"{Holds.CONTACT.value}:"
_ROLE = re.compile(r"(?:contact )?(?:role|job title|position|type)")
_PLAIN_PARTS = frozenset({"name", "full name", "contact", "organisation", "organization"})


def texts_of(table: Table, heading: str) -> list[str]:
    """What stands in the first cells of a column, but for empty ones."""
    place = table.headings.index(heading)
    return [text for row in table.rows[:_MOST_CELLS] if (text := row.cells[place].text)]


def by_cells(texts: Sequence[str]) -> Holds:
    """What most of a column's cells look like; nothing where they do not tell."""
    for holds, pattern in _BY_CELLS:
        fits = sum(bool(pattern.fullmatch(text)) for text in texts)
        if texts and fits * 5 >= len(texts) * 4:
            return holds
    return Holds.NOTHING


def cells_agree(table: Table, heading: str, meaning: Callable[[str], object]) -> bool:
    """Whether at least half of a column's different cells mean something of this kind; an empty column agrees."""
    texts = set(texts_of(table, heading))
    return sum(_means(text, meaning) for text in texts) * 2 >= len(texts)


def names_milestones(table: Table, told: Mapping[str, str], names: Names) -> bool:
    """Whether a column names a milestone in each row: its heading says so, and so do its cells."""
    for heading in table.headings:
        if heading in told or not say.is_title_of_milestone(heading):
            continue
        texts = set(texts_of(table, heading))
        fits = sum(1 for text in texts if names.coded(text) or names.called(text))
        if fits * 3 >= max(1, len(texts)) or "milestone" in tidy(heading):
            return True
    return False


def contacts_of_rows(columns: dict[str, str], told: Mapping[str, str]) -> None:
    """Where the role of a contact is a column of its own, the plain columns beside it are of that contact."""
    free = {heading: holds for heading, holds in columns.items() if heading not in told}
    roles = [heading for heading in free if _ROLE.fullmatch(tidy(heading)) and _may_be_contact(free[heading])]
    mine = [
        heading
        for heading, holds in free.items()
        if heading not in roles and (holds.startswith(f"{_CONTACT}other:") or tidy(heading) in _PLAIN_PARTS)
    ]
    if len(roles) != 1 or not mine:
        return
    columns[roles[0]] = f"{_CONTACT}{ROW}:{ContactPart.ROLE.value}"
    for heading in mine:
        columns[heading] = f"{_CONTACT}{ROW}:{say.contact_part(heading).value}"


def only_one_of_each(
    columns: dict[str, str], told: Mapping[str, str], dates: Mapping[str, str], table: Table
) -> None:
    """Of several guesses where one is wanted, what a person once said stays, else the column with most cells."""
    groups: dict[tuple[str, str], list[str]] = {}
    for heading, holds in columns.items():
        kind = Holds(holds.partition(":")[0])
        if kind in (Holds.MILESTONE, Holds.CONTACT) or kind not in SEVERAL:
            groups.setdefault((holds, dates.get(heading, "")), []).append(heading)
    for same in groups.values():
        if len(same) == 1:
            continue
        best = max(same, key=lambda heading: (heading in told, len(texts_of(table, heading))))
        for heading in same:
            if heading != best:
                columns[heading] = Holds.NOTHING.value


def _may_be_contact(holds: str) -> bool:
    return holds in (Holds.NOTHING.value, Holds.ROUTE.value, Holds.STAGE.value) or holds.startswith(_CONTACT)


def _means(text: str, meaning: Callable[[str], object]) -> bool:
    try:
        meaning(text)
    except NotUnderstood:
        return False
    return True
