"""Looking through a plan: which schools are shown, how many of each kind there are, and the whole in a sentence."""

from __future__ import annotations

from partnerships.rules.saying import all_of, counted
from partnerships.rules.words import Word
from partnerships.rules.workbook.plan import SchoolPlan, WorkbookPlan
from partnerships.rules.workbook.words import Becomes

# What a school is called that waits until something is settled.
TO_SETTLE = "To settle first"


class Show(Word):
    """Which of a plan's schools a person wants to see."""

    ALL = "all", "All"
    MEND = "mend", "To mend"
    NEW = Becomes.NEW.value, Becomes.NEW.label
    CHANGED = Becomes.CHANGED.value, Becomes.CHANGED.label
    SAME = Becomes.SAME.value, Becomes.SAME.label
    REFUSED = Becomes.REFUSED.value, Becomes.REFUSED.label
    LEFT_OUT = Becomes.LEFT_OUT.value, Becomes.LEFT_OUT.label


def needs_mending(school: SchoolPlan) -> bool:
    """Whether a person could say something that brings more of it in."""
    if school.becomes is Becomes.LEFT_OUT:
        return False
    return bool(school.problems or school.reasons_wanted or (school.candidates and school.school is None))


def waits(school: SchoolPlan) -> bool:
    """Whether nothing of it goes in until somebody says something, where it would seem that nothing is new."""
    return school.becomes is Becomes.SAME and needs_mending(school)


def _is_of(show: Show, school: SchoolPlan) -> bool:
    if show is Show.MEND:
        return needs_mending(school)
    if show is Show.SAME and waits(school):
        return False
    return show is Show.ALL or school.becomes.value == show.value


def shown(plan: WorkbookPlan, show: Show, words: str) -> list[SchoolPlan]:
    """The schools of one kind in whose name, as the sheet or GIAS has it, or number every word occurs."""
    wanted = words.casefold().split()
    found = (each for each in plan.schools if _is_of(show, each))
    return [each for each in found if all(word in _names(each) for word in wanted)]


def _names(school: SchoolPlan) -> str:
    known = f"{school.school.name} {school.school.urn}" if school.school else ""
    return f"{school.called} {known}".casefold()


def show_counts(plan: WorkbookPlan) -> list[tuple[Show, int]]:
    """How many schools each kind has; kinds without any are left out, but for all."""
    found = [(show, sum(_is_of(show, each) for each in plan.schools)) for show in Show]
    return [(show, count) for show, count in found if count or show is Show.ALL]


def in_a_sentence(plan: WorkbookPlan) -> str:
    """ "23 schools: 19 new here, 3 changed and 1 cannot go in. 5 cells are left out."."""
    words = {
        Becomes.NEW: "new here", Becomes.CHANGED: "changed", Becomes.SAME: "with nothing new",
        Becomes.REFUSED: "cannot go in", Becomes.LEFT_OUT: "left out by you",
    }  # fmt: skip
    counts = dict(plan.counts)
    first = sum(waits(each) for each in plan.schools)
    counts[Becomes.SAME] -= first
    parts = [f"{count:,} {words[becomes]}" for becomes, count in counts.items() if count]
    parts += [f"{first:,} to settle first"] if first else []
    schools = f"{counted(len(plan.schools), 'school')}: {all_of(parts)}." if parts else "No schools."
    cells = cells_left_out(plan)
    return f"{schools} {cells_words(cells)}" if cells else schools


def cells_left_out(plan: WorkbookPlan) -> int:
    """Cells that do not go in although their school does, or would if it had anything new."""
    out = (Becomes.REFUSED, Becomes.LEFT_OUT)
    return sum(len(each.problems) for each in plan.schools if each.becomes not in out)


def cells_words(cells: int) -> str:
    """ "5 cells are left out."."""
    return f"{counted(cells, 'cell')} {'is' if cells == 1 else 'are'} left out."
