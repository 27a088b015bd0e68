"""Responses: typed in, changed, removed, restored, answered, put under themes, and marked as duplicates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.respondents import (
    delete_due_senders,
    forget_sender,
    give_up_old_uploads,
    keep_sender,
)
from partnerships.actions.responses import (
    Said,
    Several,
    add_response,
    change_response,
    change_several,
    mark_duplicate,
    remove_response,
    reply_sent,
    restore_response,
    same_words,
)
from partnerships.models import Consultation, Project, Respondent, Response, ResponseImport, User
from partnerships.rules.responses import Sender
from tests.factories import ConsultationFactory, ResponseFactory, ResponseImportFactory

TODAY = dt.date(2027, 3, 10)
LETTER = "We are worried that the school will lose its link with the parish."
SAID = Said(dt.date(2027, 3, 1), "against", "parents", "letter", LETTER, ["SEND", "Parking"])


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project)


def themes(response: Response) -> list[str]:
    return sorted(response.themes.values_list("name", flat=True))


def test_responses_are_numbered_and_their_themes_grow_the_list(
    consultation: Consultation, editor: User
) -> None:
    first = add_response(by=editor, consultation=consultation, said=SAID)
    second = add_response(by=editor, consultation=consultation, said=replace(SAID, themes=["send "]))
    elsewhere = add_response(
        by=editor, consultation=ConsultationFactory(project=consultation.project), said=SAID
    )
    assert (first.number, second.number, elsewhere.number) == (1, 2, 1)
    assert themes(first) == ["Parking", "SEND"]
    assert themes(second) == ["SEND"]
    assert consultation.themes.count() == 2
    latest = first.history.first()
    assert latest is not None
    assert (latest.action, latest.history_user) == ("add_response", editor)


def test_a_removed_number_is_not_given_again(consultation: Consultation, editor: User) -> None:
    response = add_response(by=editor, consultation=consultation, said=SAID)
    remove_response(by=editor, response=response, why="Entered by mistake")
    assert add_response(by=editor, consultation=consultation, said=SAID).number == 2


def test_a_response_is_changed_and_the_second_of_two_people_is_told(
    consultation: Consultation, editor: User, manager: User
) -> None:
    response = add_response(by=editor, consultation=consultation, said=SAID)
    changed = change_response(
        by=manager,
        response=response,
        said=replace(SAID, stance="for", themes=["SEND", "Buses"]),
        expected_version=1,
    )
    assert (changed.stance, changed.version, themes(changed)) == ("for", 2, ["Buses", "SEND"])
    with pytest.raises(match="Mona Manager changed this response"):
        change_response(by=editor, response=response, said=SAID, expected_version=1)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"received_on": None}, "Enter the day"),
        ({"received_on": dt.date(27, 3, 1)}, "Check the year"),
        ({"stance": ""}, "what it says"),
        ({"duplicate_of": 7}, "no response 7"),
        ({"replied_on": dt.date(2027, 2, 1)}, "cannot come before"),
    ],
)
def test_what_is_missing_is_refused(
    changed: dict[str, object], words: str, consultation: Consultation, editor: User
) -> None:
    with pytest.raises(Refused, match=words):
        add_response(by=editor, consultation=consultation, said=replace(SAID, **changed))
    assert not Response.objects.exists()


def test_who_may_not_keep_consultations_is_refused(
    consultation: Consultation, viewer: User, outsider: User, editor: User
) -> None:
    response = ResponseFactory(consultation=consultation)
    for nobody in (viewer, outsider):
        with pytest.raises(NotAllowed):
            add_response(by=nobody, consultation=consultation, said=SAID)
        with pytest.raises(NotAllowed):
            remove_response(by=nobody, response=response, why="No")
        with pytest.raises(NotAllowed):
            keep_sender(by=nobody, response=response, sender=Sender("Ann"), delete_on=dt.date(2027, 9, 1))
    consultation.project.ended_on = TODAY
    consultation.project.outcome = "withdrawn_school"
    consultation.project.save()
    with pytest.raises(NotAllowed):
        add_response(by=editor, consultation=consultation, said=SAID)


def test_removing_and_restoring(consultation: Consultation, editor: User) -> None:
    response = add_response(by=editor, consultation=consultation, said=SAID)
    with pytest.raises(Refused, match="why it is removed"):
        remove_response(by=editor, response=response, why=" ")
    with pytest.raises(Refused, match="not removed"):
        restore_response(by=editor, response=response)
    removed = remove_response(by=editor, response=response, why="Not about this school")
    assert (removed.removed_on, removed.removed_reason) == (TODAY, "Not about this school")
    for change in (
        lambda: remove_response(by=editor, response=response, why="Again"),
        lambda: change_response(by=editor, response=response, said=SAID),
        lambda: reply_sent(by=editor, response=response, on=TODAY),
        lambda: mark_duplicate(by=editor, response=response, of=None),
    ):
        with pytest.raises(Refused, match="has been removed"):
            change()
    assert restore_response(by=editor, response=response).removed_on is None


def test_duplicates_are_pointed_out_marked_and_counted_on_their_own_again(
    consultation: Consultation, editor: User
) -> None:
    first = add_response(by=editor, consultation=consultation, said=SAID)
    second = add_response(by=editor, consultation=consultation, said=SAID)
    third = add_response(by=editor, consultation=consultation, said=SAID)
    assert same_words(second) == first
    for each in (second, third):
        each = mark_duplicate(by=editor, response=each, of=1)
        assert each.duplicate_of == first
        assert same_words(each) is None
    assert list(consultation.responses.counted()) == [first]
    for of, words in ((2, "repeats response 1 itself"), (3, "cannot repeat itself"), (9, "no response 9")):
        with pytest.raises(Refused, match=words):
            mark_duplicate(by=editor, response=third, of=of)
    other = add_response(by=editor, consultation=consultation, said=replace(SAID, comment="Quite another"))
    with pytest.raises(Refused, match="Other responses repeat this one"):
        mark_duplicate(by=editor, response=first, of=other.number)
    assert mark_duplicate(by=editor, response=third, of=None).duplicate_of is None


def test_when_the_first_is_removed_the_next_counts_instead(consultation: Consultation, editor: User) -> None:
    first, second, third = (add_response(by=editor, consultation=consultation, said=SAID) for _ in range(3))
    for each in (second, third):
        mark_duplicate(by=editor, response=each, of=1)
    remove_response(by=editor, response=first, why="Sent to the wrong school")
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.duplicate_of, third.duplicate_of) == (None, second)


def test_what_is_restored_repeats_whichever_counts_instead(consultation: Consultation, editor: User) -> None:
    first, second, third = (add_response(by=editor, consultation=consultation, said=SAID) for _ in range(3))
    for each in (second, third):
        mark_duplicate(by=editor, response=each, of=1)
    for each in (second, first):
        remove_response(by=editor, response=each, why="Sent to the wrong school")
    assert restore_response(by=editor, response=second).duplicate_of == third
    assert list(consultation.responses.counted()) == [third]


def test_what_is_restored_counts_where_what_it_repeats_is_gone(
    consultation: Consultation, editor: User
) -> None:
    first, second, third = (add_response(by=editor, consultation=consultation, said=SAID) for _ in range(3))
    for each in (second, third):
        mark_duplicate(by=editor, response=each, of=1)
        remove_response(by=editor, response=each, why="Sent twice")
    other = add_response(by=editor, consultation=consultation, said=replace(SAID, comment="Quite another"))
    mark_duplicate(by=editor, response=first, of=other.number)
    assert restore_response(by=editor, response=second).duplicate_of == other
    for each in (second, first):
        remove_response(by=editor, response=each, why="By mistake")
    assert restore_response(by=editor, response=third).duplicate_of == other
    for each in (third, other):
        remove_response(by=editor, response=each, why="By mistake")
    assert restore_response(by=editor, response=third).duplicate_of is None
    assert list(consultation.responses.counted()) == [third]


def test_a_reply_is_recorded(consultation: Consultation, editor: User) -> None:
    response = add_response(by=editor, consultation=consultation, said=replace(SAID, needs_reply=True))
    assert list(consultation.responses.needing_a_reply()) == [response]
    with pytest.raises(Refused, match="cannot lie ahead"):
        reply_sent(by=editor, response=response, on=dt.date(2027, 3, 11))
    assert reply_sent(by=editor, response=response, on=TODAY).replied_on == TODAY
    assert not consultation.responses.needing_a_reply().exists()


def test_several_at_once(consultation: Consultation, editor: User) -> None:
    rows = [add_response(by=editor, consultation=consultation, said=SAID) for _ in range(3)]
    two = rows[:2]
    change_several(
        by=editor,
        consultation=consultation,
        responses=two,
        several=Several(["SEND", "Buses"], needs_reply=True),
    )
    assert [themes(each) for each in rows] == [["Buses", "Parking", "SEND"]] * 2 + [["Parking", "SEND"]]
    assert consultation.responses.needing_a_reply().count() == 2
    change_several(by=editor, consultation=consultation, responses=two, several=Several(replied_on=TODAY))
    assert not consultation.responses.needing_a_reply().exists()
    calls = {each.history.first().call for each in two}
    assert len(calls) == 1
    for chosen, several, words in (
        ([], Several(replied_on=TODAY), "Tick the responses"),
        (two, Several(), "Choose what is said"),
        (two, Several(replied_on=dt.date(2027, 2, 1)), "cannot come before"),
    ):
        with pytest.raises(Refused, match=words):
            change_several(by=editor, consultation=consultation, responses=chosen, several=several)


def test_responses_of_another_consultation_are_left_alone(consultation: Consultation, editor: User) -> None:
    elsewhere = ResponseFactory()
    with pytest.raises(Refused, match="Tick the responses"):
        change_several(
            by=editor, consultation=consultation, responses=[elsewhere], several=Several(needs_reply=True)
        )


def test_who_sent_it_is_kept_until_a_day_and_has_no_history(consultation: Consultation, editor: User) -> None:
    response = add_response(by=editor, consultation=consultation, said=SAID)
    before = response.history.count()
    kept = keep_sender(by=editor, response=response, sender=Sender("Ann"), delete_on=dt.date(2027, 9, 1))
    again = keep_sender(
        by=editor, response=response, sender=Sender("Ann B", "a@x.example"), delete_on=dt.date(2027, 8, 1)
    )
    assert (again.pk, again.email, again.delete_on) == (kept.pk, "a@x.example", dt.date(2027, 8, 1))
    assert response.history.count() == before
    for sender, day, words in (
        (Sender(), dt.date(2027, 9, 1), "Enter a name"),
        (Sender("Ann"), TODAY, "must lie ahead"),
        (Sender("Ann"), None, "Enter the day"),
    ):
        with pytest.raises(Refused, match=words):
            keep_sender(by=editor, response=response, sender=sender, delete_on=day)
    forget_sender(by=editor, response=response)
    assert not Respondent.objects.exists()


def test_senders_are_deleted_on_their_day_in_ended_projects_too(
    consultation: Consultation, editor: User
) -> None:
    due, later = (add_response(by=editor, consultation=consultation, said=SAID) for _ in range(2))
    keep_sender(by=editor, response=due, sender=Sender("Ann"), delete_on=dt.date(2027, 4, 1))
    keep_sender(by=editor, response=later, sender=Sender("Ben"), delete_on=dt.date(2027, 4, 2))
    consultation.project.ended_on, consultation.project.outcome = TODAY, "withdrawn_school"
    consultation.project.save()
    assert delete_due_senders(by=None, on=dt.date(2027, 3, 31)) == 0
    assert delete_due_senders(by=None, on=dt.date(2027, 4, 1)) == 1
    assert [kept.name for kept in Respondent.objects.all()] == ["Ben"]
    with pytest.raises(NotAllowed):
        delete_due_senders(by=editor, on=TODAY)


def test_uploads_that_nobody_saves_are_deleted_after_a_week(consultation: Consultation) -> None:
    for state, days in (("read", 8), ("read", 7), ("applied", 8)):
        when = dt.datetime.combine(TODAY - dt.timedelta(days=days), dt.time(12), dt.UTC)
        ResponseImportFactory(consultation=consultation, state=state, at=when)
    assert give_up_old_uploads(by=None, on=TODAY) == 1
    assert sorted(ResponseImport.objects.values_list("state", flat=True)) == ["applied", "read"]
