"""What guidance can be about, what is wrong with an entry, and what an answer says of a link."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.data import shipped_guidance, shipped_template
from partnerships.rules.checks import RULES
from partnerships.rules.guidance import (
    LABEL_OF,
    MILESTONE,
    TOPICS,
    Entry,
    codes_in,
    guidance_problems,
    is_known,
    key_of_rule,
    review_words,
)
from partnerships.rules.links import Link, is_public, judge, url_problem

TODAY = dt.date(2027, 3, 10)


def test_every_topic_has_a_key_of_its_own_and_every_rule_is_one() -> None:
    assert len(LABEL_OF) == len(TOPICS)
    assert {key_of_rule(rule.key) for rule in RULES} <= set(LABEL_OF)
    assert not [key for key in LABEL_OF if MILESTONE.fullmatch(key)]


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("CON-04", True), ("partnership.sla", True), ("consultation.length", True), ("rule.academy_name", True),
        ("con-04", False), ("CON-4", False), ("CON-044", False), ("rule.none", False), ("", False),
    ],
)  # fmt: skip
def test_what_guidance_may_be_about(key: str, known: bool) -> None:
    assert is_known(key) is known


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", ()),
        ("CON-04", ("CON-04",)),
        (" con-04, OPS-06;ops-06\nPAR-01 ", ("CON-04", "OPS-06", "PAR-01")),
        ("nonsense", ("NONSENSE",)),
    ],
)
def test_codes_as_they_are_typed(typed: str, codes: tuple[str, ...]) -> None:
    assert codes_in(typed) == codes


GOOD = {"title": "Asking well", "publisher": "DfE", "url": "https://gov.example/a", "says": "Ask early."}


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({}, []),
        ({"about": ("CON-04", "partnership.sla")}, []),
        ({"title": ""}, ["title"]),
        ({"title": "x" * 201}, ["title"]),
        ({"publisher": " "}, ["publisher"]),
        ({"url": ""}, ["url"]),
        ({"says": ""}, ["says"]),
        ({"says": "x" * 1001}, ["says"]),
        ({"published_on": TODAY}, []),
        ({"published_on": dt.date(2027, 3, 11)}, ["published_on"]),
        ({"about": ("CON-04", "NONSENSE")}, ["codes"]),
    ],
)
def test_what_is_wrong_with_an_entry(change: dict, about: list[str]) -> None:
    assert [each.about for each in guidance_problems(Entry(**GOOD | change), today=TODAY)] == about


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (None, ""),
        (dt.date(2027, 3, 11), ""),
        (TODAY, "Look at it again today"),
        (dt.date(2027, 3, 9), "Past its review"),
    ],
)
def test_when_it_is_looked_at_again(on: dt.date | None, words: str) -> None:
    assert review_words(on, TODAY) == words


def test_the_shipped_list_is_as_an_entry_must_be_and_names_what_there_is() -> None:
    shipped = shipped_guidance()
    codes = {row.code for row in shipped_template()}
    assert len(shipped) > 20
    assert len({entry.url for entry in shipped}) == len(shipped)
    for entry in shipped:
        assert guidance_problems(entry, today=TODAY) == [], entry.title
        assert not url_problem(entry.url)
        assert entry.about, entry.title
        assert not [key for key in entry.about if key not in codes and key not in LABEL_OF], entry.title
    for name in ("DfE", "Confederation of School Trusts", "National Education Union", "legislation.gov.uk"):
        assert name in {entry.publisher for entry in shipped}


@pytest.mark.parametrize(
    ("status", "link"),
    [
        (200, Link.ANSWERS), (204, Link.ANSWERS), (304, Link.GONE), (400, Link.GONE), (401, Link.UNSURE),
        (403, Link.UNSURE), (404, Link.GONE), (405, Link.UNSURE), (410, Link.GONE), (429, Link.UNSURE),
        (500, Link.GONE), (503, Link.UNSURE),
    ],
)  # fmt: skip
def test_what_a_status_says_of_a_link(status: int, link: Link) -> None:
    assert judge(status, "So").link is link
    assert judge(status, "So").answer == f"{status} So"


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://gov.example/a?b=c", True), ("http://gov.example:8080/", True), ("ftp://gov.example/", False),
        ("file:///etc/passwd", False), ("javascript:alert(1)", False), ("https://", False), ("gov.example", False),
        ("https://name:word@gov.example/", False), ("https://gov.example:99999/", False), ("https://[::1/", False),
    ],
)  # fmt: skip
def test_which_addresses_may_be_asked(url: str, may: bool) -> None:
    assert (url_problem(url) == "") is may


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("0.0.0.1", False),
        ("100.64.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True), ("224.0.0.1", False), ("name", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
