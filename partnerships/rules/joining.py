"""What another joining month would do to a plan, and how far a plan has slipped; plain data, no clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from partnerships.rules.dates import months_between, next_month
from partnerships.rules.saying import counted, say_day
from partnerships.rules.words import Part

# Fewer days than this are said in days, more in weeks.
_DAYS_IN_DAYS = 14
MONTHS_TRIED = 24


@dataclass(frozen=True)
class Placed:
    """One milestone of a plan: when it is due now, and when by the other month. `key` is its own in the database.

    `happened` is done, whether or not it counts; `fixed` is a date of its own, with the reason for it.
    """

    key: int
    title: str
    part: Part
    was: date | None
    now: date | None
    code: str = ""
    happened: bool = False
    fixed: bool = False
    fixed_reason: str = ""

    @property
    def moves(self) -> bool:
        return self.was != self.now

    @property
    def shift(self) -> str:
        """ "9 weeks later", "3 days earlier"; empty where it does not move between two dates."""
        return say_shift(self.was, self.now)

    def is_late(self, today: date) -> bool:
        """Whether its new date has passed already: it would be late at once."""
        return not self.happened and self.now is not None and self.now < today


@dataclass(frozen=True)
class PlanMove:
    """What a month would do to a plan: what moves, what stays and why, each in the order of the plan."""

    today: date
    moved: tuple[Placed, ...] = ()
    fixed: tuple[Placed, ...] = ()
    done: tuple[Placed, ...] = ()

    @property
    def late(self) -> list[Placed]:
        """What moves to a day that has passed."""
        return [each for each in self.moved if each.is_late(self.today)]

    @property
    def by_part(self) -> list[tuple[Part, list[Placed]]]:
        """What moves, by part of the plan."""
        return [(part, mine) for part in Part if (mine := [each for each in self.moved if each.part is part])]


def plan_move(placed: Iterable[Placed], *, today: date) -> PlanMove:
    """Sorts a plan's milestones into what moves and what stays. What is not counted from joining is in neither."""
    rows = list(placed)
    return PlanMove(
        today,
        moved=tuple(each for each in rows if each.moves and not each.happened and not each.fixed),
        fixed=tuple(each for each in rows if each.fixed and not each.happened),
        done=tuple(each for each in rows if each.happened),
    )


def say_shift(was: date | None, now: date | None) -> str:
    """How much later or earlier a day is: "6 weeks later", "3 days earlier"; empty where the two do not differ."""
    if was is None or now is None or was == now:
        return ""
    days = abs((now - was).days)
    size = counted(days, "day") if days < _DAYS_IN_DAYS else counted(round(days / 7), "week")
    return f"{size} {'later' if now > was else 'earlier'}"


def say_month_shift(was: date | None, now: date | None) -> str:
    """ "2 months later", "1 month earlier"; empty where the two months do not differ or one is not known."""
    if was is None or now is None or was == now:
        return ""
    months = months_between(was, now)
    return f"{counted(abs(months), 'month')} {'later' if months > 0 else 'earlier'}"


def say_first_agreed(first: date | None, now: date | None) -> str:
    """ "First agreed 1 September 2027, now 1 November 2027: 2 months later"; empty before anything was agreed."""
    if first is None:
        return ""
    agreed = f"First agreed {say_day(first)}"
    if now is None:
        return f"{agreed}, now no date yet"
    return agreed if first == now else f"{agreed}, now {say_day(now)}: {say_month_shift(first, now)}"


def say_first_due(first: date | None, now: date | None) -> str:
    """ "first agreed 3 May 2027, 6 weeks later"; empty where the milestone is due when it was first agreed."""
    if first is None or first == now:
        return ""
    if now is None:
        return f"first agreed {say_day(first)}"
    return f"first agreed {say_day(first)}, {say_shift(first, now)}"


def next_months(today: date, count: int = MONTHS_TRIED) -> Iterator[date]:
    """The firsts of the months to come, from the one after this day's."""
    month = today
    for _ in range(count):
        month = next_month(month)
        yield month
