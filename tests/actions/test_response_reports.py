"""The response document: kept as it stood, published for good, and the step and milestone that this is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.response_reports import (
    Wording,
    make_response_report,
    publish_response_report,
    remake_response_report,
    remove_response_report,
)
from partnerships.actions.themes import Answered, answer_theme
from partnerships.models import Consultation, Project, ResponseReport, User
from partnerships.rules.response_document import read_content
from tests.factories import (
    ConsultationFactory,
    ConsultationStepFactory,
    DecisionFactory,
    MilestoneFactory,
    RespondentFactory,
    ResponseFactory,
    ResponseReportFactory,
    ResponseThemeFactory,
    ThemeFactory,
)

TODAY = dt.date(2027, 1, 20)
PLAIN = Wording("Thank you.")


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project)


def make(by: User, consultation: Consultation, wording: Wording = PLAIN) -> ResponseReport:
    return make_response_report(by=by, consultation=consultation, wording=wording)


def test_a_version_keeps_what_stood_when_it_was_made(consultation: Consultation, editor: User) -> None:
    theme = ThemeFactory(consultation=consultation, name="Uniform")
    for response in ResponseFactory.create_batch(6, consultation=consultation):
        ResponseThemeFactory(response=response, theme=theme)
    first = make(editor, consultation)
    ResponseFactory.create_batch(5, consultation=consultation, stance="against", audience="staff")
    answer_theme(by=editor, theme=theme, answered=Answered("Too dear", "A cheaper one"))
    second = make(editor, consultation)
    first.refresh_from_db()
    old, new = read_content(first.content), read_content(second.content)
    assert (first.number, second.number) == (1, 2)
    assert (old.total, new.total) == (6, 11)
    assert (old.themes[0].is_answered, new.themes[0].changed) == (False, "A cheaper one")
    assert [(line.label, line.total) for line in new.groups] == [("Parents and carers", 6), ("Staff", 5)]


def test_it_names_nobody_and_quotes_nothing_unless_chosen(consultation: Consultation, editor: User) -> None:
    response = ResponseFactory(consultation=consultation, comment="My Tom is happy where he is.")
    RespondentFactory(response=response, name="Sam Harker", email="sam@parents.example")
    kept = str(make(editor, consultation).content)
    assert "Sam" not in kept
    assert "sam@" not in kept
    assert "Tom" not in kept


def test_chosen_comments_are_quoted_without_the_group_where_that_is_small(
    consultation: Consultation, editor: User
) -> None:
    for _ in range(5):
        ResponseFactory(consultation=consultation)
        ResponseFactory(consultation=consultation, audience="staff")
    for number, audience in ((41, "parents"), (42, "la")):
        ResponseFactory(
            consultation=consultation, number=number, audience=audience, comment=f"Keep the name {number}"
        )
    report = make(editor, consultation, Wording(quotes="42, 41", checked=True))
    assert list(read_content(report.content).quotes) == [
        ("Keep the name 42", ""),
        ("Keep the name 41", "Parents and carers"),
    ]


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        (Wording(quotes="three", checked=True), "“three” is not the number of a response"),
        (Wording(quotes="99", checked=True), "There is no response 99 that is counted"),
        (Wording(quotes="2", checked=True), "There is no response 2 that is counted"),
        (Wording(quotes="3", checked=True), "Response 3 has no comment"),
        (Wording(quotes="4", checked=True), "response 4 is too long to quote"),
        (Wording(quotes=" ".join(map(str, range(31))), checked=True), "at most 30"),
        (Wording(quotes="1"), "tick that nobody can be recognised"),
    ],
)
def test_what_cannot_be_quoted_is_said(
    consultation: Consultation, editor: User, wording: Wording, said: str
) -> None:
    first = ResponseFactory(consultation=consultation, number=1)
    ResponseFactory(consultation=consultation, number=2, duplicate_of=first)
    ResponseFactory(consultation=consultation, number=3, comment=" ")
    ResponseFactory(consultation=consultation, number=4, comment="a" * 1001)
    ResponseFactory(number=99)
    with pytest.raises(Refused, match=said):
        make(editor, consultation, wording)
    assert not ResponseReport.objects.exists()


def test_a_version_that_is_not_published_is_made_again(consultation: Consultation, editor: User) -> None:
    report = make(editor, consultation)
    ResponseFactory(consultation=consultation)
    again = remake_response_report(
        by=editor, report=report, wording=Wording("Better words"), expected_made_at=report.made_at
    )
    assert (again.number, again.introduction, again.content["total"]) == (1, "Better words", 1)
    with pytest.raises(Refused, match="Edda Editor made this version again"):
        remake_response_report(
            by=editor,
            report=report,
            wording=PLAIN,
            expected_made_at=report.made_at - dt.timedelta(hours=1),
        )


def test_a_published_version_is_never_changed(
    consultation: Consultation, editor: User, manager: User
) -> None:
    report = make(editor, consultation)
    publish_response_report(by=manager, report=report, on=TODAY)
    with pytest.raises(Refused, match="published and stays as it is"):
        remake_response_report(by=editor, report=report, wording=PLAIN)
    with pytest.raises(Refused, match="published and stays as it is"):
        remove_response_report(by=editor, report=report)
    with pytest.raises(Refused, match="was published on 20 January 2027"):
        publish_response_report(by=manager, report=report, on=TODAY)


def test_publishing_logs_the_milestone_that_the_step_is(consultation: Consultation, manager: User) -> None:
    milestone = MilestoneFactory(project=consultation.project, code="CON-07")
    ConsultationStepFactory(consultation=consultation, kind="reply", milestone=milestone)
    publish_response_report(by=manager, report=make(manager, consultation), on=dt.date(2027, 1, 19))
    milestone.refresh_from_db()
    assert (milestone.status, milestone.done_on) == ("done", dt.date(2027, 1, 19))
    # A later version does not say that the first was published later.
    publish_response_report(by=manager, report=make(manager, consultation), on=TODAY)
    milestone.refresh_from_db()
    assert milestone.done_on == dt.date(2027, 1, 19)


def test_publishing_logs_a_step_of_its_own(consultation: Consultation, manager: User) -> None:
    step = ConsultationStepFactory(consultation=consultation, kind="reply")
    publish_response_report(by=manager, report=make(manager, consultation), on=TODAY)
    step.refresh_from_db()
    assert step.done_on == TODAY


def test_publishing_leaves_a_step_that_is_left_out_alone(consultation: Consultation, manager: User) -> None:
    step = ConsultationStepFactory(consultation=consultation, kind="reply", left_out_reason="Not asked for")
    publish_response_report(by=manager, report=make(manager, consultation), on=TODAY)
    step.refresh_from_db()
    assert step.done_on is None


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (None, "Enter the day"),
        (TODAY + dt.timedelta(days=1), "cannot be in the future"),
        (dt.date(2027, 1, 14), "The consultation closes on 15 January 2027"),
    ],
)
def test_the_day_of_publication(
    consultation: Consultation, manager: User, on: dt.date | None, said: str
) -> None:
    ConsultationStepFactory(consultation=consultation, kind="closing", due_on=dt.date(2027, 1, 15))
    report = make(manager, consultation)
    with pytest.raises(Refused, match=said):
        publish_response_report(by=manager, report=report, on=on)
    publish_response_report(by=manager, report=report, on=dt.date(2027, 1, 15))


def test_an_editor_makes_it_and_a_manager_publishes_it(
    consultation: Consultation, viewer: User, editor: User
) -> None:
    with pytest.raises(NotAllowed):
        make(viewer, consultation)
    report = make(editor, consultation)
    with pytest.raises(NotAllowed):
        publish_response_report(by=editor, report=report, on=TODAY)


def test_a_version_on_which_a_decision_rests_is_not_removed(consultation: Consultation, editor: User) -> None:
    report = ResponseReportFactory(consultation=consultation)
    decision = DecisionFactory(project=consultation.project, response_report=report)
    with pytest.raises(Refused, match="A decision rests on it"):
        remove_response_report(by=editor, report=report)
    decision.delete()
    remove_response_report(by=editor, report=report)
    assert not ResponseReport.objects.exists()
