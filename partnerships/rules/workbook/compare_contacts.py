"""What cells about contacts, and notes on the school, would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from partnerships.rules.words import ContactRole
from partnerships.rules.workbook import cells
from partnerships.rules.workbook.asking import quoted
from partnerships.rules.workbook.look import Column, Found, Told
from partnerships.rules.workbook.people import EMAIL
from partnerships.rules.workbook.reading import tidy
from partnerships.rules.workbook.standing import StandingContact
from partnerships.rules.workbook.steps import KeepContact
from partnerships.rules.workbook.table import Row
from partnerships.rules.workbook.words import ROW, Asks, ContactPart, Holds

# Several addresses in one cell; looking for one in a page of words takes seconds.
_LONGEST_ADDRESSES = 1_000
# As much as the database keeps of each.
_LONGEST = {
    ContactPart.NAME: 150,
    ContactPart.ORGANISATION: 150,
    ContactPart.EMAIL: 254,
    ContactPart.TELEPHONE: 40,
}


def note_steps(found: Found, rows: Sequence[Row]) -> None:
    """Notes on the school; with their heading where the sheet has several columns of them."""
    columns = found.look.of(Holds.NOTE)
    for row in rows:
        for column in columns:
            cell = found.look.cell(row, column)
            if cell is not None and cell.text:
                text = f"{column.heading}: {cell.text}" if len(columns) > 1 else cell.text
                found.note(Told(text, row.number, column.heading))


def contact_steps(found: Found, rows: Sequence[Row], standing: Iterable[StandingContact]) -> None:
    """Contacts that are not there yet, and what the sheet says otherwise of those that are."""
    columns = found.look.of(Holds.CONTACT)
    kept = [_Kept(each, each) for each in standing] if columns else []
    for row in rows if columns else ():
        for told in _contacts(found, row, columns):
            _merge(kept, told)
    for each in kept:
        if each.told is not None and each.now != each.before:
            now, label = each.now, ContactRole(each.now.role).label
            what = KeepContact(now.role, now.name, now.organisation, now.email, now.telephone, now.pk)
            found.step(what, each.told, label, _say(now), _say(each.before) if each.before else "")


@dataclass
class _Kept:
    """One contact: as it stands, if it does, and as the sheet has it, with the first row that says so."""

    before: StandingContact | None
    now: StandingContact
    told: Told[StandingContact] | None = None


def _merge(kept: list[_Kept], told: Told[StandingContact]) -> None:
    same = next((each for each in kept if _is_same(each.now, told.value)), None)
    if same is None:
        kept.append(_Kept(None, told.value, told))
        return
    same.now = _merged(same.now, told.value)
    same.told = same.told or told


def _contacts(found: Found, row: Row, columns: Sequence[Column]) -> Iterator[Told[StandingContact]]:
    """The contacts that one row names, each with the heading of its first cell."""
    by_role: dict[str, list[Column]] = {}
    for column in columns:
        by_role.setdefault(column.which.partition(":")[0], []).append(column)
    for role, mine in by_role.items():
        said, first = _parts(found, row, mine)
        if role == ROW:
            role = _role(found, row, mine, said)
        if said and role:
            yield Told(_completed(role, said), row.number, first)


def _parts(found: Found, row: Row, columns: Sequence[Column]) -> tuple[dict[ContactPart, str], str]:
    """What the cells say by part; an address or number in the cell of a name is taken out of it."""
    said: dict[ContactPart, str] = {}
    first = ""
    for column in columns:
        part = ContactPart(column.which.partition(":")[2] or ContactPart.NAME)
        cell = found.look.cell(row, column)
        text = " ".join(cell.text.split()) if cell else ""
        if not text or part is ContactPart.ROLE:
            continue
        first = first or column.heading
        given: dict[ContactPart, str] = {part: text}
        if part is ContactPart.NAME:
            given = cells.contact_parts(text)
        elif part is ContactPart.EMAIL:
            given = {part: _address(found, row, column, text)}
        for each, words in given.items():
            if len(words) > _LONGEST[each]:
                says = f"This is too long for {each.label} of a contact: at most {_LONGEST[each]} letters."
                found.refuse(row.number, column.heading, says, Asks.TEXT)
            elif words and (each is part or each not in said):
                said[each] = words
    return said, first


def _address(found: Found, row: Row, column: Column, text: str) -> str:
    one = EMAIL.search(text) if len(text) <= _LONGEST_ADDRESSES else None
    if one is None:
        found.refuse(row.number, column.heading, f"{quoted(text)} is no e-mail address.", Asks.TEXT)
    return one[0] if one else ""


def _role(found: Found, row: Row, columns: Sequence[Column], said: dict[ContactPart, str]) -> str:
    """The role that a column of its own says; Other where it is empty."""
    if not said:
        return ""
    for column in columns:
        if column.which.endswith(f":{ContactPart.ROLE}"):
            before = len(found.unknown)
            role = found.read(row, column, lambda cell: cells.role(cell.text))
            if role:
                return role
            if len(found.unknown) > before:
                return ""
    return ContactRole.OTHER.value


def _completed(role: str, said: dict[ContactPart, str]) -> StandingContact:
    """A contact with a name: without one its address stands for it, or else its role."""
    label = ContactRole(role).label
    name = said.get(ContactPart.NAME) or said.get(ContactPart.EMAIL) or said.get(ContactPart.ORGANISATION)
    return StandingContact(
        role, name or label, said.get(ContactPart.ORGANISATION, ""), said.get(ContactPart.EMAIL, ""),
        said.get(ContactPart.TELEPHONE, ""),
    )  # fmt: skip


def _is_same(one: StandingContact, other: StandingContact) -> bool:
    if one.email and other.email and one.email.casefold() == other.email.casefold():
        return one.role == other.role or tidy(one.name) == tidy(other.name)
    return one.role == other.role and tidy(one.name) == tidy(other.name)


def _merged(old: StandingContact, said: StandingContact) -> StandingContact:
    """What is said goes before what stands; what is not said stays, a name that is only an address too."""
    name = old.name if said.name in (said.email, ContactRole(said.role).label) else said.name
    return old._replace(
        name=old.name if tidy(name) == tidy(old.name) else name,
        organisation=said.organisation or old.organisation,
        email=old.email if said.email.casefold() == old.email.casefold() else said.email or old.email,
        telephone=said.telephone or old.telephone,
    )


def _say(contact: StandingContact) -> str:
    parts = (contact.name, contact.organisation, contact.email, contact.telephone)
    return ", ".join(dict.fromkeys(filter(None, parts)))  # an address alone is the name too
