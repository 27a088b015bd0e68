"""Answers on fit, a trust's terms and its usual answers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions._shown import Shown
from partnerships.actions.evidence import Given, replace_evidence
from partnerships.actions.fit import (
    Terms,
    answer_fit,
    answer_for_trust,
    clear_fit_answer,
    clear_trust_answer,
    set_trust_terms,
)
from partnerships.models import Evidence, FitAnswer, Group, Project, TrustAnswer, TrustTerms, User
from tests.factories import EvidenceFactory, FitAnswerFactory, ProjectFactory, TrustAnswerFactory

DAY = dt.date(2026, 1, 5)
LINK = Shown(Given(url="https://trust.example/values"))


def test_an_answer_says_by_whom_when_and_what_shows_it(project: Project, editor: User) -> None:
    answer = answer_fit(
        by=editor, project=project, key="topic.care", text=" Every child ", answered_on=DAY, shown=LINK
    )
    kept = FitAnswer.objects.get()
    assert (kept.text, kept.answered_by, kept.answered_on) == ("Every child", editor, DAY)
    assert kept.evidence == Evidence.objects.get(url="https://trust.example/values")
    assert answer.history.get().action == "answer_fit"
    assert {row.call for row in Evidence.history.all()} == {answer.history.get().call}


def test_a_second_answer_changes_the_first_and_history_keeps_it(project: Project, editor: User) -> None:
    answer_fit(by=editor, project=project, key="topic.care", text="One")
    answer_fit(by=editor, project=project, key="topic.care", text="Two", expected_version=1)
    assert FitAnswer.objects.get().text == "Two"
    assert list(FitAnswer.history.values_list("text", flat=True)) == ["Two", "One"]


@pytest.mark.parametrize(("kept", "seen"), [(2, 1), (None, 3), (1, 0)])
def test_nobody_answers_over_what_they_have_not_seen(
    project: Project, editor: User, kept: int | None, seen: int
) -> None:
    if kept is not None:
        FitAnswerFactory(project=project, key="topic.care", text="Theirs", version=kept)
    with pytest.raises(RowChangedMeanwhile) as told:
        answer_fit(by=editor, project=project, key="topic.care", text="Mine", expected_version=seen)
    assert told.value.version == (kept or 0)
    assert not FitAnswer.objects.filter(text="Mine").exists()
    answer_fit(by=editor, project=project, key="topic.care", text="Mine", expected_version=told.value.version)
    assert FitAnswer.objects.get().text == "Mine"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"key": "topic.price"}, "none of the questions"),
        ({"text": " "}, "Enter the answer"),
        ({"answered_on": dt.date(2100, 1, 1)}, "today or earlier"),
        ({"shown": Shown(Given(url="nonsense"))}, "https://"),
    ],
)
def test_what_is_refused(project: Project, editor: User, given: dict, said: str) -> None:
    asked = {"key": "topic.care", "text": "Every child", "answered_on": DAY} | given
    with pytest.raises(Refused, match=said):
        answer_fit(by=editor, project=project, **asked)
    assert not FitAnswer.objects.exists()
    assert not Evidence.objects.exists()


def test_evidence_of_another_project_is_refused(project: Project, editor: User, trust: Group) -> None:
    other = EvidenceFactory(project=ProjectFactory(trust=trust))
    with pytest.raises(Refused, match="evidence of this project"):
        answer_fit(
            by=editor, project=project, key="topic.care", text="Every child", shown=Shown(existing=other)
        )


def test_an_answer_follows_its_evidence_to_a_newer_one(project: Project, editor: User) -> None:
    evidence = EvidenceFactory(project=project)
    answer = answer_fit(
        by=editor, project=project, key="topic.care", text="Every child", shown=Shown(existing=evidence)
    )
    newer = replace_evidence(
        by=editor, evidence=evidence, given=Given(url="https://files.trust.example/newer")
    )
    answer.refresh_from_db()
    assert answer.evidence == newer


def test_an_answer_taken_back_leaves_the_question_open(project: Project, editor: User) -> None:
    clear_fit_answer(by=editor, answer=FitAnswerFactory(project=project, key="topic.care"))
    assert not FitAnswer.objects.exists()
    assert FitAnswer.history.filter(history_type="-").get().action == "clear_fit_answer"


def test_a_viewer_and_an_ended_project_refuse(project: Project, editor: User, viewer: User) -> None:
    answer = FitAnswerFactory(project=project, key="topic.giving")
    for by in (viewer, editor):
        with pytest.raises(NotAllowed):
            answer_fit(by=by, project=project, key="topic.care", text="Every child")
        with pytest.raises(NotAllowed):
            clear_fit_answer(by=by, answer=answer)
        Project.objects.filter(pk=project.pk).update(ended_on=DAY, outcome="other")


def test_administrators_alone_keep_what_every_school_is_told(
    trust: Group, administrator: User, manager: User, outsider: User
) -> None:
    answer = answer_for_trust(by=administrator, trust=trust, key="offer.education", text="Coaching")
    terms = set_trust_terms(by=administrator, trust=trust, terms=Terms(charge_percent=Decimal("4.75")))
    for by in (manager, outsider):
        with pytest.raises(NotAllowed):
            answer_for_trust(by=by, trust=trust, key="offer.education", text="Less")
        with pytest.raises(NotAllowed):
            clear_trust_answer(by=by, answer=answer)
        with pytest.raises(NotAllowed):
            set_trust_terms(by=by, trust=trust, terms=Terms())
    assert TrustAnswer.objects.get().text == "Coaching"
    terms.refresh_from_db()
    assert terms.charge_percent == Decimal("4.75")
    clear_trust_answer(by=administrator, answer=answer)
    assert not TrustAnswer.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"key": "found.education"}, "Schools answer this themselves"),
        ({"key": "vision.values"}, "Schools answer this themselves"),
        ({"key": "x"}, "none of the questions"),
        ({"url": "trust.example"}, "whole link"),
        ({"url": "javascript:alert(1)"}, "whole link"),
        ({"text": ""}, "Enter the answer"),
    ],
)
def test_what_is_refused_as_a_usual_answer(trust: Group, administrator: User, given: dict, said: str) -> None:
    asked = {"key": "topic.care", "text": "Every child"} | given
    with pytest.raises(Refused, match=said):
        answer_for_trust(by=administrator, trust=trust, **asked)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"charge_percent": Decimal("100.01")}, "0 to 100"),
        ({"charge_percent": Decimal(-1)}, "0 to 100"),
        ({"reserves": "spent"}, "what becomes of reserves"),
        ({"delegation_url": "nonsense"}, "whole link"),
        ({"capital": "x" * 10_001}, "Shorten"),
        ({"as_of": dt.date(2100, 1, 1)}, "today or earlier"),
    ],
)
def test_what_is_refused_as_terms(trust: Group, administrator: User, given: dict, said: str) -> None:
    with pytest.raises(Refused, match=said):
        set_trust_terms(by=administrator, trust=trust, terms=Terms(**given))
    assert not TrustTerms.objects.exists()


def test_terms_and_usual_answers_are_not_saved_over_what_was_not_seen(
    trust: Group, administrator: User
) -> None:
    set_trust_terms(by=administrator, trust=trust, terms=Terms(capital="By need"), expected_version=0)
    with pytest.raises(RowChangedMeanwhile, match="Ada Administrator changed this"):
        set_trust_terms(by=administrator, trust=trust, terms=Terms(), expected_version=0)
    TrustAnswerFactory(trust=trust, key="topic.care", version=4)
    with pytest.raises(RowChangedMeanwhile, match="answered this while"):
        answer_for_trust(by=administrator, trust=trust, key="topic.care", text="Mine", expected_version=3)
