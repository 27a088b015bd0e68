"""Which openings the real downloads show, against a search of the same files that knows nothing of the product."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from partnerships.models import OpeningProposal, Project
from tests.factories import GroupFactory, shipped_template
from tests.imports.test_gias_real_files import FOLDER, rows_of, take

pytestmark = pytest.mark.gias
BEFORE, AFTER, LINKS = "edubasealldata20210902", "edubasealldata20220321", "links_edubasealldata20230421"
STATUS, TYPE, TYPE_GROUP = (
    "EstablishmentStatus (code)",
    "TypeOfEstablishment (code)",
    "EstablishmentTypeGroup (code)",
)
OTHERS = 200


class _RolledBack(Exception):
    """Takes the loaded downloads out of the test database again."""


@dataclass(frozen=True)
class Truth:
    """What the files say: what each converted school became and when, and two kinds of school that did not convert."""

    became: dict[int, tuple[int, dt.date]]
    closed: list[int]
    linked: list[int]


def links_of(name: str) -> list[dict[str, str]]:

    with zipfile.ZipFile(FOLDER / f"{name}.zip") as archive:
        data = archive.read(archive.namelist()[0])
    return list(csv.DictReader(io.StringIO(data.decode("cp1252"), newline="")))


def truth() -> Truth:
    before, after = rows_of(BEFORE), rows_of(AFTER)
    plain: dict[str, set[str]] = {}
    for row in links_of(LINKS):
        if row["LinkType"] == "Successor":
            plain.setdefault(row["URN"], set()).add(row["LinkURN"])
        elif row["LinkType"] == "Predecessor":
            plain.setdefault(row["LinkURN"], set()).add(row["URN"])
    maintained = [
        urn
        for urn, row in before.items()
        if row[STATUS] in ("1", "3") and (row[TYPE_GROUP] == "4" or row[TYPE] in ("07", "12"))
    ]
    became, closed = {}, []
    for urn in maintained:
        if after[urn][STATUS] != "2":
            continue
        following = [
            after[each] for each in plain.get(urn, ()) if each in after and after[each][STATUS] == "1"
        ]
        if len(following) == 1 and following[0][TYPE_GROUP] == "10":
            day, month, year = map(int, following[0]["OpenDate"].split("-"))
            opened = dt.date(year, month, day)
            became[int(urn)] = (int(following[0]["URN"]), opened)
        else:
            closed.append(int(urn))
    linked = [int(urn) for urn, row in after.items() if row[STATUS] in ("1", "3") and urn in plain]
    return Truth(became, closed, linked)


@pytest.fixture(scope="module")
def known(django_db_setup: None, django_db_blocker: Any) -> Iterator[Truth]:
    """The downloads taken in, with projects begun between them."""
    if not FOLDER.is_dir():
        # CI, where nothing may be skipped, fails on this; elsewhere the files may be missing.
        pytest.skip("the real GIAS downloads are not beside this checkout")
    found = truth()
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                take(BEFORE)
                begin(found)
                for name in (AFTER, LINKS, AFTER):
                    take(name)
                yield found
                raise _RolledBack
        except _RolledBack:
            pass


def begin(found: Truth) -> None:
    """Bare projects of every school that converts, of 200 that do not, and of all whose later link is there early."""
    trust, template = GroupFactory(), shipped_template()
    still = rows_of(BEFORE)
    others = [*found.closed, *found.linked]
    more = (int(urn) for urn, row in still.items() if row[TYPE] == "01" and row[STATUS] == "1")
    taken = {*found.became, *others}
    others += [
        urn for urn, _ in zip((each for each in more if each not in taken), range(OTHERS), strict=False)
    ]
    Project.objects.bulk_create(
        Project(school_id=urn, trust=trust, template=template, route="voluntary")
        for urn in [*found.became, *others]
    )


def test_every_conversion_is_proposed_once_with_its_academy_and_its_day(known: Truth, db: None) -> None:
    assert len(known.became) == 134
    proposed = OpeningProposal.objects.values_list("project__school_id", "academy_id", "opened_on")
    assert sorted(proposed) == sorted((old, *new) for old, new in known.became.items())
    assert {each.day for _academy, each in known.became.values()} == {1}


def test_nothing_is_proposed_for_what_closed_merged_or_is_only_linked(known: Truth, db: None) -> None:
    assert len(known.linked) == 446
    assert len(known.closed) == 5
    quiet = Project.objects.exclude(school_id__in=known.became)
    assert quiet.count() >= OTHERS + 446
    assert not OpeningProposal.objects.filter(project__in=quiet).exists()


def test_the_evidence_is_what_the_files_say(known: Truth, db: None) -> None:
    after = rows_of(AFTER)
    assert OpeningProposal.objects.count() == 134
    for proposal in OpeningProposal.objects.select_related("project", "file"):
        said = " ".join(proposal.evidence)
        old, new = after[str(proposal.project.school_id)], after[str(proposal.academy_id)]
        assert f"{old['EstablishmentName']} (URN {old['URN']}) as closed on" in said
        assert f"{new['EstablishmentName']} (URN {new['URN']})" in said
        assert proposal.file is not None
