"""No invented school or trust bears the name of a real one."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from partnerships.demo.schools import SCHOOLS, SUCCESSORS
from partnerships.demo.trusts import TRUSTS


def _column(archive: Path, column: str) -> set[str]:
    with zipfile.ZipFile(archive) as zipped, zipped.open(zipped.namelist()[0]) as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="cp1252"))
        return {row[column].strip().lower() for row in rows}


@pytest.mark.gias
@pytest.mark.parametrize("archive", ["edubasealldata20210902.zip", "edubasealldata20240617.zip"])
def test_no_school_bears_a_real_name(gias: Path, archive: str) -> None:
    real = _column(gias / archive, "EstablishmentName")
    assert len(real) > 10_000
    invented = {each.name.lower() for each in SCHOOLS} | {name.lower() for _, name, _ in SUCCESSORS.values()}
    assert not invented & real


@pytest.mark.gias
def test_no_trust_bears_a_real_name(gias: Path) -> None:
    real = _column(gias / "allgroupsdata20220321.zip", "Group Name")
    assert not {each.name.lower() for each in TRUSTS} & real


def test_urns_and_uids_are_those_of_the_demo() -> None:
    urns = [each.urn for each in SCHOOLS] + [urn for urn, _, _ in SUCCESSORS.values()]
    assert len(urns) == len(set(urns))
    assert min(urns) > 900_000
    assert min(each.uid for each in TRUSTS) > 900_000
