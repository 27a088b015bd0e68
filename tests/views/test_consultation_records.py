"""Pages of a consultation's groups and meetings, and what its lists have in common."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from partnerships.models import (
    Consultation,
    Meeting,
    MeetingQuestion,
    Project,
    Stakeholder,
    User,
)
from tests.conftest import signed_in
from tests.factories import (
    ConsultationDocumentFactory,
    ConsultationStepFactory,
    MeetingFactory,
    MeetingQuestionFactory,
    MilestoneFactory,
    StakeholderFactory,
)
from tests.helpers import assert_queries_do_not_grow
from tests.views._consultation_records import TODAY, at, exported, opened
from tests.views._project import page

LISTS = ("stakeholder-list", "meeting-list", "document-list")


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return opened(project)


@pytest.mark.parametrize(
    ("name", "none", "add"),
    [
        ("stakeholder-list", "No groups yet", "Add a group"),
        ("meeting-list", "No meetings yet", "Add a meeting"),
        ("document-list", "No documents yet", "Add a document"),
    ],
)
def test_an_empty_list_says_what_belongs_there(
    consultation: Consultation, editor: User, viewer: User, name: str, none: str, add: str
) -> None:
    assert none in page(viewer, at(name, consultation))
    assert add not in page(viewer, at(name, consultation))
    assert add in page(editor, at(name, consultation))
    assert "All filters must fit" in page(editor, at(name, consultation) + "?q=zzz")


@pytest.mark.parametrize("name", LISTS)
def test_a_stopped_consultation_offers_nothing_to_change(
    consultation: Consultation, editor: User, name: str
) -> None:
    StakeholderFactory(consultation=consultation)
    MeetingFactory(consultation=consultation)
    ConsultationDocumentFactory(consultation=consultation)
    assert "tt-row__controls" in page(editor, at(name, consultation))
    Consultation.objects.filter(pk=consultation.pk).update(stopped_on=TODAY, stopped_reason="Withdrawn")
    assert "tt-row__controls" not in page(editor, at(name, consultation))


@pytest.mark.parametrize(
    "name", [*LISTS, "stakeholder-csv", "meeting-csv", "document-csv", "meeting-questions-csv"]
)
def test_queries_do_not_grow(consultation: Consultation, editor: User, name: str) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            StakeholderFactory(consultation=consultation, told_on=TODAY)
            MeetingQuestionFactory(meeting__consultation=consultation, answer="")
            ConsultationDocumentFactory(consultation=consultation)

    assert_queries_do_not_grow(signed_in(editor), at(name, consultation), add)


def test_ticked_groups_are_told_and_who_was_told_late_is_pointed_out(
    consultation: Consultation, editor: User
) -> None:
    told = StakeholderFactory(consultation=consultation, name="Staff room", told_on=dt.date(2026, 11, 1))
    pupils = StakeholderFactory(consultation=consultation, name="Council of pupils")
    tell, data = at("stakeholder-tell", consultation), {"what": "told", "on": f"{TODAY}", "how": "meeting"}
    answer = signed_in(editor).post(tell, data | {"group": [told.pk, pupils.pk]}, follow=True)
    text = answer.content.decode()
    assert "1 group marked as told. 1 group was told before and keeps its day." in text
    assert "Told 16 November 2026, meeting" in text
    assert "Told after it opened on 2 November 2026: Council of pupils" in text
    again = signed_in(editor).post(tell, data | {"group": [told.pk, pupils.pk]}, follow=True)
    assert "Nothing is changed. 2 groups were told before and keep their day." in again.content.decode()
    rows = exported(editor, at("stakeholder-csv", consultation) + "?told=late")
    assert [(row["Group"], row["Told"]) for row in rows] == [("Council of pupils", "2026-11-16")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"group": []}, "Tick the groups."),
        ({"group": ["99999"]}, "is not in the list any more"),
        ({"group": ["x"]}, "is not in the list any more"),
        ({"on": ""}, "Enter a date"),
        ({"on": "2026-11-17"}, "cannot be in the future"),
        ({"how": "pigeon"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_with_telling_is_said_and_no_tick_is_lost(
    consultation: Consultation, editor: User, change: dict[str, Any], said: str
) -> None:
    group = StakeholderFactory(consultation=consultation)
    data = {"what": "told", "on": f"{TODAY}", "by_whom": "The <head>", "group": [str(group.pk)]} | change
    text = signed_in(editor).post(at("stakeholder-tell", consultation), data).content.decode()
    assert said in text
    assert "The &lt;head&gt;" in text
    box = re.search(f'<input[^>]*name="group" value="{group.pk}"[^>]*>', text)
    assert box is not None
    assert ("checked" in box[0]) == ("group" not in change)
    assert not Stakeholder.objects.exclude(told_on=None).exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Musts", "Scouts", "Nursery"]),
        ("needed=must", ["Musts"]),
        ("needed=added", ["Scouts", "Nursery"]),
        ("told=yes", ["Musts"]),
        ("told=no", ["Scouts"]),
        ("told=out", ["Nursery"]),
        ("told=late", []),
        ("q=hall", ["Scouts"]),
    ],
)
def test_groups_are_searched_and_filtered(
    consultation: Consultation, viewer: User, query: str, found: list[str]
) -> None:
    StakeholderFactory(
        consultation=consultation, name="Nursery", needed="added", left_out=True, reason="Shut"
    )
    StakeholderFactory(consultation=consultation, name="Scouts", needed="added", reason="They rent the hall")
    StakeholderFactory(consultation=consultation, name="Musts", needed="must", told_on=dt.date(2026, 11, 1))
    rows = exported(viewer, f"{at('stakeholder-csv', consultation)}?{query}")
    assert [row["Group"] for row in rows] == found
    assert f"{len(found) or 'No'} group" in page(viewer, f"{at('stakeholder-list', consultation)}?{query}")


def test_a_group_is_added_with_a_reason_and_left_out_with_one(
    consultation: Consultation, editor: User
) -> None:
    client, add = signed_in(editor), at("stakeholder-add", consultation)
    data = {"audience": "other", "name": "Scouts", "size": "many"}
    text = client.post(add, data).content.decode()
    assert "as a whole number, or leave it empty" in text
    assert "Enter why this group is added" in client.post(add, data | {"size": ""}).content.decode()
    assert client.post(add, data | {"size": "40", "reason": "They rent the hall"}).status_code == 302
    group = Stakeholder.objects.get()
    leave = at("stakeholder-leave-out", group)
    assert "Enter why this group is left out" in client.post(leave, {"why": ""}).content.decode()
    client.post(leave, {"why": "They moved"})
    assert "They moved" in page(editor, at("stakeholder-list", consultation))
    client.post(at("stakeholder-back", group))
    assert Stakeholder.objects.get().left_out is False


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("stakeholder-edit", {"audience": "other", "name": "A", "reason": "B"}),
        ("meeting-edit", {"on": "2026-11-17", "audience": "staff"}),
        ("meeting-question-edit", {"question": "Why?", "answer": "So."}),
    ],
)
def test_a_change_over_an_unseen_one_is_told_once(
    consultation: Consultation, editor: User, name: str, data: dict[str, str]
) -> None:
    thing: Any = {
        "stakeholder-edit": lambda: StakeholderFactory(consultation=consultation, needed="added", version=3),
        "meeting-edit": lambda: MeetingFactory(consultation=consultation, version=3),
        "meeting-question-edit": lambda: MeetingQuestionFactory(
            meeting__consultation=consultation, version=3
        ),
    }[name]()
    told = signed_in(editor).post(at(name, thing), data | {"version": "2"}).content.decode()
    assert "while you were editing" in told
    assert 'name="version" value="3"' in told
    assert signed_in(editor).post(at(name, thing), data | {"version": "3"}).status_code == 302


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on": ""}, "Enter the day of the meeting"),
        ({"at": "teatime"}, "Enter a time such as 18:30"),
        ({"audience": ""}, "Choose whom the meeting is for"),
        ({"attendance": "-3"}, "as a whole number, or leave it empty"),
        ({"on": "2026-11-20", "attendance": "3"}, "has not been held yet"),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said_and_kept(
    consultation: Consultation, editor: User, change: dict[str, str], said: str
) -> None:
    data = {"on": "2026-11-10", "audience": "staff", "place": "The <hall>"} | change
    text = signed_in(editor).post(at("meeting-add", consultation), data).content.decode()
    assert said in text
    assert "The &lt;hall&gt;" in text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"), [("18:30", (18, 30)), ("6.30pm", (18, 30)), ("6pm", (18, 0)), ("", None)]
)
def test_a_time_is_taken_as_people_write_it(
    consultation: Consultation, editor: User, typed: str, kept: tuple[int, int] | None
) -> None:
    data = {"on": "2026-11-10", "audience": "staff", "at": typed}
    assert signed_in(editor).post(at("meeting-add", consultation), data).status_code == 302
    assert Meeting.objects.get().at == (dt.time(*kept) if kept else None)


def test_questions_are_added_together_and_the_unanswered_pointed_out(
    consultation: Consultation, editor: User, viewer: User
) -> None:
    meeting = MeetingFactory(consultation=consultation, on=dt.date(2026, 11, 10))
    text = "Why?\nBecause.\n\n=Can it be reversed?"
    answer = signed_in(editor).post(at("meeting-questions-add", meeting), {"questions": text}, follow=True)
    assert "2 questions saved. 1 wait for an answer." in answer.content.decode()
    said = page(viewer, at("meeting-list", consultation))
    assert "1 question without an answer" in said
    assert "2 questions, 1 without an answer" in said
    assert "Remove" not in said
    rows = exported(viewer, at("meeting-questions-csv", consultation))
    assert [(row["Question"], row["Answer"]) for row in rows] == [
        ("Why?", "Because."),
        ("'=Can it be reversed?", ""),
    ]
    question = MeetingQuestion.objects.get(answer="")
    signed_in(editor).post(at("meeting-question-remove", question))
    assert "without an answer" not in page(viewer, at("meeting-list", consultation))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 4),
        ("show=coming", 1),
        ("show=held", 2),
        ("show=off", 1),
        ("show=unanswered", 1),
        ("audience=staff", 1),
        ("q=uniform", 1),
        ("q=library", 1),
    ],
)
def test_meetings_are_searched_and_filtered(
    consultation: Consultation, viewer: User, query: str, found: int
) -> None:
    held = MeetingFactory(consultation=consultation, on=dt.date(2026, 11, 10))
    for _ in range(2):
        MeetingQuestionFactory(meeting=held, question="What of the uniform?", answer="")
    MeetingFactory(consultation=consultation, on=dt.date(2026, 11, 11), audience="staff")
    MeetingFactory(consultation=consultation, on=dt.date(2026, 11, 20), attendance=None)
    MeetingFactory(consultation=consultation, place="Library", cancelled_on=TODAY)
    assert len(exported(viewer, f"{at('meeting-csv', consultation)}?{query}")) == found
    assert f"{found} meeting" in page(viewer, f"{at('meeting-list', consultation)}?{query}")


def test_the_last_meeting_offers_to_log_the_step_and_one_click_does(
    consultation: Consultation, editor: User, viewer: User, project: Project
) -> None:
    milestone = MilestoneFactory(project=project, code="CON-05")
    ConsultationStepFactory(consultation=consultation, kind="meetings", milestone=milestone, due_on=None)
    meeting = MeetingFactory(consultation=consultation, on=dt.date(2026, 11, 10))
    url, offer = at("meeting-list", consultation), "Log “Meetings held” as done"
    assert offer not in page(viewer, url)
    assert offer in page(editor, url)
    signed_in(editor).post(at("meetings-logged", consultation))
    milestone.refresh_from_db()
    assert (milestone.status, milestone.done_on) == ("done", meeting.on)
    assert offer not in page(editor, url)
    again = signed_in(editor).post(at("meetings-logged", consultation), follow=True)
    assert "There is nothing to log" in again.content.decode()


def test_a_meeting_is_called_off_and_put_back_with_one_click(
    consultation: Consultation, editor: User
) -> None:
    meeting = MeetingFactory(consultation=consultation, on=dt.date(2026, 11, 20), attendance=None)
    client = signed_in(editor)
    client.post(at("meeting-call-off", meeting))
    assert "Called off" in page(editor, at("meeting-list", consultation))
    client.post(at("meeting-reinstate", meeting))
    assert Meeting.objects.get().cancelled_on is None
    refused = client.post(at("meeting-reinstate", meeting), follow=True)
    assert "This meeting stands." in refused.content.decode()
