"""What a project's readiness rests on, as a csv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from partnerships.exports._csv import Column
from partnerships.models import Project
from partnerships.reports.readiness import ReadyFor
from partnerships.rules.readiness import Item


class Line(NamedTuple):
    """One item of one of the three."""

    project: Project
    ready: ReadyFor
    item: Item


def _signed(line: Line) -> str:
    return str(line.ready.signed.signed_by or "somebody") if line.ready.signed else ""


COLUMNS = (
    Column("URN", lambda line: line.project.school_id),
    Column("School", lambda line: line.project.school.name),
    Column("Academy URN", lambda line: line.project.academy_id),
    Column("Academy name", lambda line: line.project.academy_name),
    Column("Opened", lambda line: line.project.opened_on),
    Column("Ready for", lambda line: line.ready.gate.label),
    Column("What", lambda line: line.item.says),
    Column("Holds", lambda line: line.item.holds),
    Column("Must hold", lambda line: line.item.blocking),
    Column("Detail", lambda line: line.item.detail),
    Column("Signed off by", _signed),
    Column("Signed off", lambda line: line.ready.signed.signed_at if line.ready.signed else None),
    Column(
        "Signed although unfinished because",
        lambda line: line.ready.signed.reason if line.ready.signed else "",
    ),
)


def export_rows(project: Project, found: Iterable[ReadyFor]) -> Iterator[Line]:
    """Every item of the three, in the order of the page."""
    for ready in found:
        for item in ready.found.items:
            yield Line(project, ready, item)
