"""Files shipped with the product, and how each is read."""

import csv
from pathlib import Path

from partnerships.rules.plan import TemplateRow
from partnerships.rules.template_csv import parse_rows

MILESTONES = Path(__file__).with_name("milestones.csv")


def shipped_template() -> tuple[TemplateRow, ...]:
    """The plan template that comes with the product, version 1."""
    with MILESTONES.open(encoding="utf-8", newline="") as file:
        return parse_rows(csv.DictReader(file))
