from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from partnerships.models import School, SchoolLink
from partnerships.reports.lineage import lineage_of
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db


def link(school: School, other: School, kind: str) -> None:
    SchoolLink.objects.create(school_id=school.pk, other_id=other.pk, link_type=kind, other_name=other.name)


def chain(length: int) -> list[School]:
    schools = [SchoolFactory(name=f"Record {n}") for n in range(length)]
    for n, (old, new) in enumerate(pairwise(schools)):
        # Recorded at one end, at the other, or at both, as GIAS has it.
        if n % 3 != 1:
            link(new, old, "Predecessor")
        if n % 3 != 0:
            link(old, new, "Successor")
    return schools


def test_a_long_chain_is_read_in_the_order_of_time_from_any_of_its_records() -> None:
    schools = chain(25)
    lineage = lineage_of(schools[10])
    assert [record.urn for record in lineage.earlier] == [school.urn for school in schools[:10]]
    assert [record.urn for record in lineage.later] == [school.urn for school in schools[11:]]
    assert [record.step for record in lineage.earlier][-1] == -1
    assert lineage.later[0].step == 1


def test_links_in_a_circle_end() -> None:
    schools = chain(4)
    link(schools[0], schools[3], "Predecessor")
    lineage = lineage_of(schools[1])
    assert {record.urn for record in (*lineage.earlier, *lineage.later)} == {
        school.urn for school in schools if school != schools[1]
    }
    link(schools[1], schools[1], "Successor")
    assert schools[1].urn not in lineage_of(schools[1]).urns


def test_a_merger_shows_all_that_came_together_but_not_from_one_to_the_other() -> None:
    first, second, merged = (SchoolFactory(name=name) for name in ("Infants", "Juniors", "Primary"))
    link(merged, first, "Predecessor - merged")
    link(merged, second, "Predecessor - merged")
    lineage = lineage_of(merged)
    assert {record.name for record in lineage.earlier} == {"Infants", "Juniors"}
    assert {record.how for record in lineage.earlier} == {"merged"}
    assert [record.name for record in lineage_of(first).later] == ["Primary"]
    assert lineage_of(first).earlier == []


def test_a_link_to_a_record_that_has_not_arrived_keeps_its_name() -> None:
    school = SchoolFactory()
    SchoolLink.objects.create(
        school=school, other_id=999_001, other_name="Unknown School", link_type="Predecessor"
    )
    record = lineage_of(school).earlier[0]
    assert (record.name, record.school) == ("Unknown School", None)


def test_links_that_are_gone_or_of_other_kinds_are_no_succession() -> None:
    school, other = SchoolFactory(), SchoolFactory(name="Sixth Form")
    link(school, other, "Sixth Form Centre School")
    SchoolLink.objects.create(
        school=school, other=SchoolFactory(), link_type="Successor", gone_on=dt.date(2024, 1, 1)
    )
    lineage = lineage_of(school)
    assert (lineage.earlier, lineage.later) == ([], [])
    assert [each.other_name for each in lineage.others] == ["Sixth Form"]


def test_the_open_record_that_a_school_lives_on_in() -> None:
    old = SchoolFactory(status_code="2")
    middle, new = SchoolFactory(status_code="2"), SchoolFactory(name="Now")
    link(old, middle, "Successor")
    link(middle, new, "Successor")
    latest = lineage_of(old).latest_open
    assert latest is not None
    assert latest.name == "Now"
    assert lineage_of(new).latest_open is None
