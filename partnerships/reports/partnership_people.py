"""Who led the school when a partnership began, and who has followed since: from GIAS and from the contacts kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from partnerships.models import Contact, Partnership, RegisterChange, RegisterKind
from partnerships.rules.partnership import PersonChanged
from partnerships.rules.words import ContactRole

ROLES = {ContactRole.HEADTEACHER.value: "headteacher", ContactRole.CHAIR.value: "chair of governors"}


def people_changes(partnerships: Sequence[Partnership]) -> dict[int, list[PersonChanged]]:
    """Changes of headteacher and chair while each of these partnerships ran, by project, in two queries.

    What a contact says goes before what GIAS says of the same role: it names the person and comes sooner.
    """
    spans = {each.project_id: _span(each) for each in partnerships if each.starts_on is not None}
    found = _of_contacts(spans)
    for project, change in _of_gias(partnerships, spans):
        if all(each.role != change.role for each in found[project]):
            found[project].append(change)
    return dict(found)


def _span(partnership: Partnership) -> tuple[dt.date, dt.date | None]:
    assert partnership.starts_on is not None
    return partnership.starts_on, partnership.ended_on or partnership.project.ended_on


def _inside(day: dt.date, span: tuple[dt.date, dt.date | None] | None) -> bool:
    return span is not None and span[0] < day and (span[1] is None or day <= span[1])


def _of_contacts(
    spans: Mapping[int, tuple[dt.date, dt.date | None]],
) -> defaultdict[int, list[PersonChanged]]:
    """Names of a role's contact that differ from the one before, as the history of contacts has them."""
    rows = Contact.history.filter(project_id__in=list(spans), role__in=list(ROLES)).exclude(history_type="-")
    said = rows.order_by("history_date", "history_id").values_list(
        "project_id", "role", "name", "history_date"
    )
    before: dict[tuple[int, str], str] = {}
    found: defaultdict[int, list[PersonChanged]] = defaultdict(list)
    for project, role, name, at in said:
        earlier, day = before.get((project, role)), timezone.localdate(at)
        if earlier is not None and not _same(earlier, name) and _inside(day, spans.get(project)):
            found[project].append(PersonChanged(ROLES[role], day, earlier, name))
        before[project, role] = name
    return found


def _of_gias(
    partnerships: Sequence[Partnership], spans: Mapping[int, tuple[dt.date, dt.date | None]]
) -> Iterable[tuple[int, PersonChanged]]:
    """Headteachers whose last name another download gave differently."""
    projects: defaultdict[int, list[int]] = defaultdict(list)
    for each in partnerships:
        projects[each.school_id].append(each.project_id)
    rows = RegisterChange.objects.filter(
        kind=RegisterKind.SCHOOLS,
        key__in=list(projects),
        field="head_last_name",
        file__downloaded_on__isnull=False,
    ).exclude(before="")
    said = rows.order_by("file__downloaded_on", "pk").values_list(
        "key", "file__downloaded_on", "before", "after"
    )
    for urn, day, before, after in said:
        for project in projects[urn]:
            if day is not None and _inside(day, spans.get(project)) and not _same(before, after):
                yield project, PersonChanged(ROLES["headteacher"], day, before, after)


def _same(name: str, other: str) -> bool:
    return name.casefold().split() == other.casefold().split()
