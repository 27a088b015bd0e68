"""The schools of a sheet: which rows are of one school, and which school of GIAS that is."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from django.db.models import QuerySet

from partnerships.models import Project, School, SchoolLink, User
from partnerships.rules.workbook.look import Look
from partnerships.rules.workbook.match import MOST_CANDIDATES, Register
from partnerships.rules.workbook.plan import SchoolPlan
from partnerships.rules.workbook.saying import named_rows
from partnerships.rules.workbook.schools import Known, Match, Said
from partnerships.rules.workbook.table import Row
from partnerships.rules.workbook.words import Holds

_COLUMNS = (
    "urn", "name", "la_code", "la_name", "establishment_number", "postcode", "town", "status_code", "status_name",
    "gone_on",
)  # fmt: skip

_LONGEST_NAME = 300
_UNDER_THE_LIST = re.compile(r"(?:grand |sub-?)?totals?\b|key\b\s*:?$|legend\b", re.IGNORECASE)


@dataclass
class SchoolRows:
    """The rows of one school, and its plan as far as it is known by its name."""

    plan: SchoolPlan
    rows: list[Row] = field(default_factory=list)


@dataclass
class SheetSchools:
    """All schools of a sheet in its order, with what was taken for granted of its rows."""

    schools: list[SchoolRows]
    notices: list[str]


def schools_of_sheet(look: Look, trust_id: int, by: User) -> SheetSchools:
    """Which rows are of one school. Rows that name none are of the one above where a school has several."""
    named: dict[str, tuple[Said, list[Row]]] = {}
    above: str | None = None
    taken, nameless = [], []
    # Rows that name a school alike are of the same one.
    several = look.reading.is_one_milestone_a_row or look.reading.is_one_contact_a_row
    for row in look.table.rows:
        said = _said(look, row)
        if _is_no_school(said):
            nameless.append(row.number)
        elif not said.is_empty:
            above = said.key if several else _key(said, named)
            named.setdefault(above, (said, []))[1].append(row)
        elif above is not None and several:
            named[above][1].append(row)
            taken.append(row.number)
        else:
            nameless.append(row.number)
    finder = _Finder(trust_id, by, look.mends.schools)
    matches = finder.find({key: said for key, (said, _) in named.items()})
    return SheetSchools(_merged(matches, named, set(look.mends.left_out)), [*_notices(taken, nameless)])


def _notices(taken: Sequence[int], nameless: Sequence[int]) -> Iterator[str]:
    for rows, what in (
        (taken, "taken to be of the school above"),
        (nameless, "left out, since nothing says which school is meant"),
    ):
        if rows:
            one = len(rows) == 1
            name, be = ("names", "is") if one else ("name", "are")
            yield f"{named_rows(rows)} {name} no school and {be} {what}."


def _is_no_school(said: Said) -> bool:
    """Whether it is the row under the list that counts the schools, or explains the colours."""
    return bool(_UNDER_THE_LIST.match(said.name)) and said.wanted_urn is None and said.wanted_laestab is None


def _key(said: Said, taken: Container[str]) -> str:
    """A key of its own for each row: two schools of one name stand in two rows, and it is asked of each."""
    if said.key not in taken:
        return said.key
    return next(key for n in count(2) if (key := f"{said.key}-{n}") not in taken)


def _said(look: Look, row: Row) -> Said:
    kinds = (Holds.URN, Holds.LAESTAB, Holds.SCHOOL, Holds.LA, Holds.POSTCODE)
    # A page of words is no name; to look for schools and places in it would take seconds.
    return Said(*(" ".join(look.text(row, kind).split())[:_LONGEST_NAME] for kind in kinds))


def _merged(
    found: dict[str, Match], named: dict[str, tuple[Said, list[Row]]], left_out: set[int]
) -> list[SchoolRows]:
    """One plan for all rows that mean the same school, however they name it."""
    by_school: dict[object, SchoolRows] = {}
    for key, (said, rows) in named.items():
        match = found[key]
        meant = match.school.urn if match.school else key
        mine = by_school.setdefault(meant, SchoolRows(_plan(key, said, match)))
        mine.rows += rows
        if match.assumed and match.assumed not in mine.plan.assumed:
            mine.plan.assumed.append(match.assumed)
    for each in by_school.values():
        each.rows.sort(key=lambda row: row.number)
        each.plan.rows = [row.number for row in each.rows]
        each.plan.left_out = [number for number in each.plan.rows if number in left_out]
    return list(by_school.values())


def _plan(key: str, said: Said, match: Match) -> SchoolPlan:
    plan = SchoolPlan(key, said.called, [])
    plan.school = match.school.as_candidate() if match.school else None
    plan.candidates = [each.as_candidate() for each in match.candidates]
    plan.refused = [match.refused] if match.refused else []
    return plan


class _Finder:
    """Asks GIAS: for the schools whose numbers the sheet has, and only where that does not do for all of them."""

    def __init__(self, trust_id: int, by: User, chosen: dict[str, int]) -> None:
        self.trust_id, self.by, self.chosen = trust_id, by, chosen
        self._all: Register | None = None

    def find(self, named: Mapping[str, Said]) -> dict[str, Match]:
        """The school of each, by its key."""
        wanted = {key: self.chosen.get(key) or said.wanted_urn for key, said in named.items()}
        few = Register(_known(School.objects.filter(pk__in={urn for urn in wanted.values() if urn})))
        return {key: self._match(key, said, wanted[key], few) for key, said in named.items()}

    def _match(self, key: str, said: Said, urn: int | None, few: Register) -> Match:
        school = few.by_urn.get(urn) if urn else None
        if key in self.chosen:
            if school is not None:
                return Match(school)
            offered = self._whole.find(said)
            both = (offered.school,) if offered.school else offered.candidates
            return Match(candidates=both, refused=f"There is no school with the URN {urn} in GIAS.")
        if school is not None and few.agrees(said, school):
            return Match(school)
        return self._whole.find(said)

    @property
    def _whole(self) -> Register:
        """All of GIAS, read once and only if it is needed."""
        if self._all is None:
            mine = set(
                School.objects.filter(trust=self.trust_id).values_list("la_code", flat=True).distinct()
            )
            projects = Project.objects.visible_to(self.by).filter(trust=self.trust_id)
            mine |= set(projects.order_by().values_list("school__la_code", flat=True).distinct())
            self._all = Register(_known(School.objects.all()), near=mine)
        return self._all


def _known(schools: QuerySet[School]) -> Iterable[Known]:
    rows = schools.order_by().values_list(*_COLUMNS)
    return [Known._make((*known, gone_on is not None)) for *known, gone_on in rows]


def successors_of(closed: Iterable[int]) -> dict[int, list[Known]]:
    """The schools that came after these closed ones, as GIAS links them, by URN."""
    links = SchoolLink.objects.filter(
        school__in=list(closed), link_type__startswith="Successor", gone_on=None
    ).values_list("school_id", "other_id")
    pairs = list(links)
    known = {each.urn: each for each in _known(School.objects.filter(pk__in={other for _, other in pairs}))}
    found: dict[int, list[Known]] = {}
    for school, other in pairs:
        if other in known and known[other] not in found.setdefault(school, []):
            found[school].append(known[other])
    return {
        school: sorted(each, key=lambda one: (one.is_closed, one.name))[:MOST_CANDIDATES]
        for school, each in found.items()
    }
