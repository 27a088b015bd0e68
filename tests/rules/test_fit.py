"""The questions of fit, and what is wrong with an answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from partnerships.rules.fit import BY_KEY, QUESTIONS, USUAL, Section, Side, answer_problems, following
from partnerships.rules.partnership_words import Domain

TODAY = dt.date(2027, 3, 10)


def test_there_are_the_considerations_the_ten_topics_and_the_five_domains_twice() -> None:
    counts = Counter(question.section for question in QUESTIONS)
    assert {Section.VISION, Section.SHAPE, Section.GOVERNANCE} <= set(counts)
    assert counts[Section.TOPICS] == 10
    assert [q.title for q in QUESTIONS if q.section is Section.OFFER] == [domain.label for domain in Domain]
    assert [q.title for q in QUESTIONS if q.section is Section.FINDINGS] == [
        domain.label for domain in Domain
    ]


def test_the_questions_come_in_the_order_of_the_page() -> None:
    order = list(Section)
    places = [order.index(question.section) for question in QUESTIONS]
    assert places == sorted(places)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_each_question_can_be_stored_asked_and_traced(question) -> None:
    assert len(question.key) <= 40
    assert question.words.endswith("?")
    assert question.source
    assert question.section.why
    assert BY_KEY[question.key] is question


def test_the_trust_answers_the_topics_and_its_offer_the_school_the_rest() -> None:
    by_trust = {question.section for question in QUESTIONS if question.side is Side.TRUST}
    assert by_trust == {Section.TOPICS, Section.OFFER}
    assert {question.section for question in USUAL} == by_trust
    assert len(USUAL) == 15


ALL = frozenset(BY_KEY)
FIRST, SECOND, LAST = QUESTIONS[0].key, QUESTIONS[1].key, QUESTIONS[-1].key


@pytest.mark.parametrize(
    ("key", "answered", "next_one"),
    [
        (FIRST, frozenset(), SECOND),
        (FIRST, frozenset({SECOND}), QUESTIONS[2].key),
        (LAST, frozenset(), FIRST),
        (LAST, ALL - {SECOND}, SECOND),
        (SECOND, ALL, ""),
        (SECOND, ALL - {SECOND}, ""),
    ],
)
def test_the_next_open_question(key: str, answered: frozenset[str], next_one: str) -> None:
    assert following(key, answered) == next_one


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({}, []),
        ({"answered_on": TODAY}, []),
        ({"text": "  "}, ["text"]),
        ({"text": "x" * 10_001}, ["text"]),
        ({"answered_on": None}, ["answered_on"]),
        ({"answered_on": TODAY + dt.timedelta(days=1)}, ["answered_on"]),
        ({"key": "topic.price"}, [""]),
    ],
)
def test_what_is_wrong_with_an_answer(change: dict, about: list[str]) -> None:
    given = {"key": "topic.care", "text": "Every child", "answered_on": dt.date(2027, 1, 5)} | change
    assert [problem.about for problem in answer_problems(**given, today=TODAY)] == about
