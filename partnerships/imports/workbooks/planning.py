"""What a spreadsheet would do as everything stands now: worked out at each look, nothing of it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable

from django.utils import timezone

from partnerships.imports.gias.take_in import no_collecting
from partnerships.imports.workbooks.schools import SchoolRows, SheetSchools, schools_of_sheet, successors_of
from partnerships.imports.workbooks.standing import Standings
from partnerships.imports.workbooks.uploads import milestone_titles, table_of
from partnerships.models import Group, User, Workbook
from partnerships.rules.counting import Progress, drain
from partnerships.rules.workbook.cells import Person
from partnerships.rules.workbook.compare import compare
from partnerships.rules.workbook.look import Look, Unknown
from partnerships.rules.workbook.plan import MOST_SCHOOLS, AskedWord, SchoolPlan, WorkbookPlan
from partnerships.rules.workbook.reading import mends_of, reading_of, tidy
from partnerships.rules.workbook.table import Table
from partnerships.rules.workbook.trusts import names_of
from partnerships.rules.workbook.words import Holds

_EACH = 100


def plan_of(workbook: Workbook, *, by: User) -> WorkbookPlan:
    """What the spreadsheet would do. Raises `Refused` where its file is kept no more."""
    return drain(planning(workbook, by=by))


def planning(workbook: Workbook, *, by: User) -> Generator[Progress, None, WorkbookPlan]:
    """The same, telling how far it has come."""
    # Without the cycle collector a fifth less: every cell of the sheet is alive at once.
    with no_collecting():
        table = table_of(workbook)
        total = len(table.rows)
        yield Progress("Rows read", total, total)
        look = look_of(workbook, table)
        found = schools_of_sheet(look, workbook.trust_id, by)
        schools = len(found.schools)
        yield Progress("Schools found", schools, schools)
        unknown: list[Unknown] = []
        for done, each in enumerate(_compared(workbook.trust, look, found, by), 1):
            unknown += each
            if done % _EACH == 0 or done == schools:
                yield Progress("Schools compared", done, schools)
        return WorkbookPlan(
            [each.plan for each in found.schools],
            _asked(look, unknown),
            not_read=[each for each in table.headings if look.reading.holds(each) is Holds.NOTHING],
            notices=[*_notices(look, found), *found.notices],
        )


def look_of(workbook: Workbook, table: Table) -> Look:
    """The sheet with how it is read, and with whom and what its cells may name."""
    people = User.objects.who_may_log(workbook.trust_id).values_list("pk", "name", "email")
    reading = reading_of(workbook.reading)
    look = Look(
        table, reading, mends_of(workbook.mends), timezone.localdate(),
        people=[Person(*each) for each in people],
        milestones=milestone_titles(workbook.trust_id),
    )  # fmt: skip
    trust = workbook.trust
    look.trust = names_of(trust.name, uid=trust.pk, trn=trust.group_id, own=True)
    if look.of(Holds.OUTGOING):
        look.trusts = _other_trusts(trust)
    return look


def _other_trusts(trust: Group) -> dict[str, int]:
    """Trusts by what they may be called, without names that several have in common."""
    found: dict[str, int] = {}
    several: set[str] = set()
    trusts = Group.objects.trusts().open().exclude(pk=trust.pk).order_by("pk")
    for uid, trn, name in trusts.values_list("uid", "group_id", "name"):
        for known in names_of(name, uid=uid, trn=trn):
            if found.setdefault(known, uid) != uid:
                several.add(known)
    return {known: uid for known, uid in found.items() if known not in several}


def _compared(
    trust: Group, look: Look, found: SheetSchools, by: User
) -> Generator[list[Unknown], None, None]:
    """Compares school by school; what of each is not understood."""
    meant = [each.plan.school.urn for each in found.schools if each.plan.school]
    standings = Standings(by=by, trust=trust, urns=meant)
    first: dict[int, SchoolPlan] = {}
    for each in found.schools:
        yield _of_one(look, each, standings, first)
    _offer_successors(found.schools)


def _of_one(
    look: Look, each: SchoolRows, standings: Standings, first: dict[int, SchoolPlan]
) -> list[Unknown]:
    """`first` has the plan of each project so far: a school and the academy it became are one."""
    plan = each.plan
    if plan.school is None:
        return []
    if why := standings.ended_says(plan.school.urn):
        plan.project_id, _ = standings.ended[plan.school.urn]
        plan.refused.append(why)
        return []
    standing = standings.of(plan.school.urn)
    plan.project_id, plan.version = standing.project_id, standing.version
    if standing.project_id and (other := first.setdefault(standing.project_id, plan)) is not plan:
        plan.refused.append(
            f"This is the same school as in row {other.rows[0]}, before or after it became an academy. "
            "Leave out one of them, or give both the same URN."
        )
        return []
    found = compare(each.rows, plan, standing, look)
    return found.unknown


def _offer_successors(schools: Iterable[SchoolRows]) -> None:
    """Of a closed school those that GIAS links as having come after it."""
    closed = {
        each.plan.school.urn: each.plan
        for each in schools
        if each.plan.refused and each.plan.school and each.plan.school.closed
    }
    for urn, successors in (successors_of(closed) if closed else {}).items():
        closed[urn].candidates = [each.as_candidate() for each in successors]


def _asked(look: Look, unknown: Iterable[Unknown]) -> list[AskedWord]:
    """Each text that is not understood once, with how many cells say so; those of most cells first."""
    first: dict[tuple[str, str], Unknown] = {}
    cells: Counter[tuple[str, str]] = Counter()
    for each in unknown:
        if not each.again:
            key = (each.asks.value, tidy(each.text))
            first.setdefault(key, each)
            cells[key] += 1
    words = [
        AskedWord(
            each.asks, each.text, key[1], cells[key], look.table.name_of_cell(each.row, each.heading), each.heading,
            each.says, each.options,
        )
        for key, each in first.items()
    ]  # fmt: skip
    return sorted(words, key=lambda word: -word.cells)


def _notices(look: Look, found: SheetSchools) -> list[str]:
    """What one has to know of the sheet as a whole."""
    told = []
    going = [each.plan for each in found.schools if each.plan.goes_in]
    if len(going) > MOST_SCHOOLS:
        told.append(
            f"The sheet has {len(going):,} schools that would go in. At most {MOST_SCHOOLS} go in at once: "
            "leave rows out, or part the file."
        )
    if lost := look.table.formulas_without_result:
        told.append(
            f"{lost:,} {'cell holds a formula' if lost == 1 else 'cells hold formulas'} without a result. "
            "They read as empty. Open the file in Excel, save it and choose it again."
        )
    if any(cell.fill for row in look.table.rows for cell in row.cells):
        told.append(
            "Colours beside words are not read. A cell that is only coloured is asked about, and left out until then."
        )
    here = any(each.plan.project_id for each in found.schools)
    if here and look.of(Holds.STAGE):
        told.append("The stage is read only for schools that are new here. Those that are here keep theirs.")
    return told
