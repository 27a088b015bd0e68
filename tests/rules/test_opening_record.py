from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from partnerships.rules.opening_record import Entry, entry_problems, entry_remarks, opening_words
from partnerships.rules.openings import Record

TODAY = dt.date(2026, 9, 20)
OPENED = dt.date(2026, 9, 1)
SCHOOL = Record(urn=100001, name="Brackenholt Primary School", type_code="01")
ACADEMY = Record(urn=150001, name="Brackenholt Academy", status_code="1", type_code="34", open_date=OPENED)
ENTRY = Entry("voluntary", SCHOOL, OPENED, 150001, ACADEMY, joining_month=OPENED)
TRANSFER = replace(ENTRY, route="transfer", academy=None, found=None)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (ENTRY, ""),
        (replace(ENTRY, academy=None, found=None), ""),
        (replace(ENTRY, found=None), ""),
        (replace(ENTRY, opened_on=dt.date(2026, 9, 21)), "cannot be in the future"),
        (replace(ENTRY, academy=1), "six figures"),
        (replace(ENTRY, academy=1_500_001), "six figures"),
        (replace(ENTRY, academy=100001), "the school’s own URN"),
        (replace(ENTRY, found=replace(ACADEMY, type_code="01")), "not as an academy"),
        (TRANSFER, ""),
        (replace(TRANSFER, academy=100001), ""),
        (replace(TRANSFER, academy=150001), "A transfer keeps its URN, 100001"),
        (replace(TRANSFER, academy=150001, fresh_start=True), ""),
        (replace(TRANSFER, academy=100001, fresh_start=True), "the school’s own URN"),
    ],
)
def test_what_cannot_be(entry: Entry, said: str) -> None:
    problems = entry_problems(entry, today=TODAY)
    assert len(problems) == bool(said)
    assert said in "".join(problems)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (ENTRY, []),
        (replace(ENTRY, joining_month=None), []),
        (TRANSFER, []),
        (replace(ENTRY, joining_month=dt.date(2026, 7, 1)), ["opened 2 months later"]),
        (replace(ENTRY, joining_month=dt.date(2026, 10, 1)), ["opened 1 month earlier"]),
        (
            replace(ENTRY, opened_on=dt.date(2026, 9, 3)),
            ["not the first of a month", "opened 2 days later", "opened on 1 September 2026"],
        ),
        (replace(ENTRY, academy=None, found=None), ["URN is not entered"]),
        (replace(ENTRY, found=None), ["no URN 150001 yet"]),
        (replace(ENTRY, found=replace(ACADEMY, status_code="4")), ["does not list Brackenholt Academy"]),
    ],
)
def test_what_is_unusual_is_said_and_does_not_block(entry: Entry, said: list[str]) -> None:
    remarks = entry_remarks(entry)
    assert len(remarks) == len(said)
    for remark, part in zip(remarks, said, strict=True):
        assert part in remark
    assert entry_problems(entry, today=TODAY) == []


@pytest.mark.parametrize(
    ("academy", "name", "kept", "words"),
    [
        (150001, "Brackenholt Academy", False, "now Brackenholt Academy, URN 150001 since 1 September 2026"),
        (150001, "", False, "now URN 150001 since 1 September 2026"),
        (None, "", False, "an academy since 1 September 2026, its new URN not known yet"),
        (100001, "Brackenholt Academy", True, "in the trust since 1 September 2026"),
    ],
)
def test_old_and_new_read_as_one_school(academy: int | None, name: str, kept: bool, words: str) -> None:
    assert opening_words(OPENED, academy, name, kept=kept) == words
