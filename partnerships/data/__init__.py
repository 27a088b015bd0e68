"""Files shipped with the product, and how each is read."""

import csv
from datetime import date
from pathlib import Path

from partnerships.rules.guidance import Entry
from partnerships.rules.plan import TemplateRow
from partnerships.rules.template_csv import parse_rows

MILESTONES = Path(__file__).with_name("milestones.csv")
GUIDANCE = Path(__file__).with_name("guidance.csv")


def shipped_template() -> tuple[TemplateRow, ...]:
    """The plan template that comes with the product, version 1."""
    with MILESTONES.open(encoding="utf-8", newline="") as file:
        return parse_rows(csv.DictReader(file))


def shipped_guidance() -> tuple[Entry, ...]:
    """The start list of published guidance that comes with the product."""
    with GUIDANCE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Entry(
                title=row["title"],
                publisher=row["publisher"],
                url=row["url"],
                says=row["says"],
                published_on=_day(row["published_on"]),
                review_on=_day(row["review_on"]),
                about=tuple(row["about"].split(";")) if row["about"] else (),
            )
            for row in csv.DictReader(file)
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
