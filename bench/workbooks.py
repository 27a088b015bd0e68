"""The preview of a spreadsheet of 3,000 rows and 60 columns, its schools named by number, then by name and authority.

Among 51,012 invented schools; half a hundred columns are milestones, written as people write them. The floor, taken in
the same run, is reading the sheet's values with openpyxl and nothing else. All is measured in the processor's time, so
that other work on the machine does not count. Limits: 6 times the floor, and 10 seconds.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from bench._schools import fill, on_each_database

ROWS, COLUMNS = 3_000, 60
MOST_TIMES, MOST_SECONDS = 6.0, 10.0
FIRST = ("Ref", "School", "LA", "Route", "Stage", "Joining date", "Lead", "Notes", "Chair", "Chair e-mail")
WRITTEN = ("done", "n/a", "TBC", "In progress", "Waiting for LA", "see e-mail", "", "", "", "")


def cell(chance: random.Random) -> object:
    """A milestone's cell: half of them days, in every form."""
    day = dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(700))
    days: tuple[object, ...] = (
        day,
        f"{day:%d/%m/%Y}",
        f"{day.day} {day:%B %Y}",
        f"{day:%d/%m/%y} - chased LA",
    )
    return chance.choice(days if chance.random() < 0.5 else WRITTEN)


def sheet(number_first: bool) -> bytes:
    """As an xlsx: each row a school, named by its URN or by its name and local authority."""
    import openpyxl

    from partnerships.models import School

    chance = random.Random(1)  # noqa: S311  the same rows each time, no secrets
    book = openpyxl.Workbook(write_only=True)
    written = book.create_sheet("Pipeline")
    titles = _titles()[: COLUMNS - len(FIRST)]
    written.append(["URN" if number_first else "Ref", *FIRST[1:], *titles])
    maintained = School.objects.open_now().filter(type_group_code="4").order_by("urn")
    schools = list(maintained.values_list("urn", "name", "la_name"))
    for urn, name, la_name in chance.sample(schools, ROWS):
        who = [urn, name, la_name] if number_first else ["", name, la_name]
        said = [
            "conversion",
            chance.choice(("Legal", "Explore", "")),
            chance.choice(("Sept 27", "1/9/27", "TBC")),
        ]
        people = ["", f"Note {urn}", "Jane Bell", "jane@bell.example"]
        written.append([*who, *said, *people, *(cell(chance) for _ in titles)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _titles() -> list[str]:
    from partnerships.models import PlanTemplate

    return list(
        PlanTemplate.objects.current_for(1).milestones.order_by("position").values_list("title", flat=True)
    )


def took(do: Callable[[], Any]) -> float:
    """Seconds of the processor's time."""
    begun = time.process_time()
    do()
    return time.process_time() - begun


def floor(data: bytes) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    rows = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    assert rows == ROWS + 1


def measure() -> int:
    fill()
    from django.db.models import CharField, Value
    from django.db.models.functions import Cast, Concat

    from partnerships.imports.workbooks.planning import plan_of
    from partnerships.imports.workbooks.uploads import receive
    from partnerships.models import Group, School, User

    # The invented names are few; no two schools of one authority shall have the same.
    own = Concat("name", Value(" "), Cast("urn", CharField()))
    School.objects.update(name=own)
    user, trust = User.objects.get(), Group.objects.get(pk=1)
    good = True
    for by_number in (True, False):
        data = sheet(by_number)
        low = min(took(lambda data=data: floor(data)) for _ in range(3))
        workbook = receive(data, "Pipeline.xlsx", trust=trust, by=user)
        plan = plan_of(workbook, by=user)
        assert len(plan.schools) > ROWS * 0.9, len(plan.schools)
        assert len(plan.going_in) > ROWS * 0.9, plan.counts
        look = min(took(lambda workbook=workbook: plan_of(workbook, by=user)) for _ in range(2))
        fits = look <= MOST_SECONDS and look / low <= MOST_TIMES
        good = good and fits
        print(
            f"{os.environ['BENCH_LABEL']}: preview of {ROWS:,} rows by {'URN' if by_number else 'name'} {look:.1f} s "
            f"(at most {MOST_SECONDS:g}), floor {low:.2f} s, {look / low:.1f} times (at most {MOST_TIMES:g}), "
            f"{len(plan.going_in):,} schools go in: {'good' if fits else 'TOO SLOW'}"
        )
    return 0 if good else 1


def main() -> int:
    """The number of databases on which a limit was passed."""
    return on_each_database("bench.workbooks")


if __name__ == "__main__":
    sys.exit(measure() if "--measure" in sys.argv else main())
