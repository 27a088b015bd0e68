"""Which openings a download shows: one case a row, each a small change of a plain conversion or transfer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from partnerships.rules.openings import Record, Shown, Succession, Watched, openings_shown
from partnerships.rules.words import ProposalKind

TODAY = dt.date(2026, 9, 20)
OPENED = dt.date(2026, 9, 1)
OLD = Record(
    urn=100001,
    name="Brackenholt Primary School",
    status_code="2",
    type_code="01",
    close_date=dt.date(2026, 8, 31),
)
NEW = Record(
    urn=150001,
    name="Brackenholt Academy",
    status_code="1",
    type_code="34",
    type_name="Academy converter",
    open_date=OPENED,
    trust=60001,
    trust_name="Harrowmere Learning Trust",
)
PROJECT = Watched(7, "voluntary", OLD, 60001, "Harrowmere Learning Trust", dt.date(2025, 9, 1))
LINK = Succession(OLD.urn, NEW, plain=True)
ACADEMY = replace(NEW, open_date=dt.date(2012, 9, 1))
TRANSFER = replace(PROJECT, route="transfer", school=ACADEMY, joined_on=OPENED)


def shown(watched: Watched, *links: Succession) -> list[Shown]:
    return list(openings_shown([watched], {watched.school.urn: links}, today=TODAY))


def old(**changes: object) -> Watched:
    return replace(PROJECT, school=replace(OLD, **changes))


def link(**changes: object) -> Succession:
    return replace(LINK, new=replace(NEW, **changes))


def test_a_plain_conversion_is_shown_with_its_evidence() -> None:
    (one,) = shown(PROJECT, LINK)
    assert (one.project, one.kind, one.academy, one.opened_on) == (7, ProposalKind.CONVERTED, 150001, OPENED)
    assert one.evidence == [
        "GIAS lists Brackenholt Primary School (URN 100001) as closed on 31 August 2026.",
        "It links that record to Brackenholt Academy (URN 150001), Academy converter, as the one school that follows "
        "it.",
        "It lists Brackenholt Academy (URN 150001) as open since 1 September 2026.",
        "It has the academy in Harrowmere Learning Trust, the trust of this project.",
    ]


@pytest.mark.parametrize(
    ("watched", "following"),
    [
        (old(close_date=None), [LINK]),
        (old(close_date=OPENED), [LINK]),
        (old(status_code="02"), [LINK]),
        (old(close_reason="Academy Converter"), [LINK]),
        (old(close_reason="For Academy"), [LINK]),
        (replace(PROJECT, route="order"), [LINK]),
        (replace(PROJECT, route=""), [LINK]),
        (PROJECT, [link(type_code="", trust=None)]),
        (PROJECT, [link(type_code="28", trust=99)]),
        (PROJECT, [LINK, link(urn=150002, status_code="4")]),
        (replace(PROJECT, recorded=(OPENED, None)), [LINK]),
        (replace(PROJECT, recorded=(dt.date(2026, 10, 1), 150001)), [LINK]),
        (replace(PROJECT, route="transfer", school=replace(OLD, type_code="34")), [LINK]),
    ],
)
def test_a_conversion_is_shown(watched: Watched, following: list[Succession]) -> None:
    assert [each.academy for each in shown(watched, *following)] == [150001]


@pytest.mark.parametrize(
    ("watched", "following"),
    [
        (PROJECT, []),
        (old(status_code="1"), [LINK]),
        (old(status_code="3"), [LINK]),
        (old(status_code="1", close_date=None), [LINK]),
        (PROJECT, [link(status_code="2")]),
        (PROJECT, [link(status_code="4")]),
        (PROJECT, [link(open_date=None)]),
        (PROJECT, [link(open_date=dt.date(2026, 10, 1))]),
        (PROJECT, [link(type_code="01")]),
        (PROJECT, [link(open_date=dt.date(2019, 9, 1))]),
        (PROJECT, [replace(LINK, plain=False)]),
        (PROJECT, [replace(LINK, predecessors=2)]),
        (PROJECT, [LINK, link(urn=150002)]),
        (old(close_date=dt.date(2024, 8, 31)), [LINK]),
        (old(close_reason="Result of Amalgamation/Merger"), [LINK]),
        (old(close_reason="Closure"), [LINK]),
        (replace(PROJECT, recorded=(OPENED, 150001)), [LINK]),
    ],
)
def test_a_conversion_is_not_shown(watched: Watched, following: list[Succession]) -> None:
    assert shown(watched, *following) == []


def test_an_academy_in_another_trust_is_shown_and_said() -> None:
    (one,) = shown(PROJECT, link(trust=99, trust_name="Moorland Schools Trust"))
    assert "It has the academy in Moorland Schools Trust, not in the trust of this project." in one.evidence


def test_a_transfer_is_shown_from_the_day_it_joined_the_trust() -> None:
    (one,) = shown(TRANSFER)
    assert (one.kind, one.academy, one.opened_on) == (ProposalKind.TRANSFERRED, ACADEMY.urn, OPENED)


@pytest.mark.parametrize(
    "watched",
    [
        replace(TRANSFER, joined_on=None),
        replace(TRANSFER, joined_on=dt.date(2026, 10, 1)),
        replace(TRANSFER, trust=99),
        replace(TRANSFER, school=replace(ACADEMY, status_code="2")),
        replace(TRANSFER, school=replace(ACADEMY, type_code="01")),
        replace(TRANSFER, recorded=(OPENED, ACADEMY.urn)),
        replace(TRANSFER, route="voluntary"),
        # Without a route, it may have been in the trust before anybody asked.
        replace(TRANSFER, route="", joined_on=dt.date(2020, 9, 1)),
    ],
)
def test_a_transfer_is_not_shown(watched: Watched) -> None:
    assert shown(watched) == []
