"""Groups told, meetings held, questions answered and papers kept: each written by an action, or refused in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.consultation_documents import (
    PaperSaid,
    add_document,
    add_document_version,
    reinstate_document,
    set_document_public,
    withdraw_document,
)
from partnerships.actions.evidence import Given, remove_evidence, replace_evidence
from partnerships.actions.meetings import (
    Gathering,
    add_meeting,
    add_questions,
    call_off_meeting,
    change_meeting,
    change_question,
    reinstate_meeting,
    remove_question,
)
from partnerships.actions.stakeholders import (
    Group,
    Telling,
    add_stakeholder,
    change_stakeholder,
    leave_out_stakeholder,
    take_stakeholder_back,
    tell_stakeholders,
)
from partnerships.models import Consultation, Evidence, MeetingQuestion, Project, Stakeholder, User
from partnerships.rules.meeting_questions import Asked
from tests.factories import (
    ConsultationDocumentFactory,
    ConsultationFactory,
    ConsultationStepFactory,
    MeetingFactory,
    MeetingQuestionFactory,
    MilestoneFactory,
    StakeholderFactory,
)

TODAY = dt.date(2026, 11, 16)
POOL = Group("other", "Users of the pool", 80, "They rent it")
TELLING = Telling(TODAY, "letter", "Headteacher")
PARENTS = Gathering(TODAY, "parents", dt.time(18, 30), "School hall", True, 84)
LINK = Given(url="https://trust.example/paper")
LETTER = PaperSaid("letter", "To parents", TODAY)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def consultation(project: Project) -> Consultation:
    made: Consultation = ConsultationFactory(project=project)
    return made


def test_a_group_is_added_changed_left_out_and_taken_back(consultation: Consultation, editor: User) -> None:
    group = add_stakeholder(by=editor, consultation=consultation, group=POOL)
    assert (group.needed, group.project_id, group.size) == ("added", consultation.project_id, 80)
    group = change_stakeholder(by=editor, stakeholder=group, group=replace(POOL, size=90), expected_version=1)
    assert (group.size, group.version) == (90, 2)
    group = leave_out_stakeholder(by=editor, stakeholder=group, why="The pool closed")
    assert (group.left_out, group.reason) == (True, "The pool closed")
    with pytest.raises(Refused, match="left out already"):
        leave_out_stakeholder(by=editor, stakeholder=group, why="Again")
    assert take_stakeholder_back(by=editor, stakeholder=group).left_out is False
    with pytest.raises(Refused, match="is in the list"):
        take_stakeholder_back(by=editor, stakeholder=group)


@pytest.mark.parametrize(
    ("group", "said"),
    [
        (replace(POOL, audience="nobody"), "Choose the group"),
        (replace(POOL, reason=" "), "Enter why this group is added"),
        (replace(POOL, name="x" * 121), "at most 120 characters"),
        (replace(POOL, size=-1), "whole number"),
        (replace(POOL, told_how="pigeon"), "from the list"),
        (replace(POOL, told_on=TODAY + dt.timedelta(1)), "cannot be in the future"),
        (replace(POOL, told_on=dt.date(1926, 11, 2)), "Check the year"),
        (replace(POOL, told_by="The head"), "Enter the day on which it was told"),
        (replace(POOL, reminded_on=TODAY), "reminded after it was told"),
        (Group("parents", "Nursery", reason="There is one"), "in the list already"),
    ],
)
def test_what_is_wrong_with_a_group_is_said(
    consultation: Consultation, editor: User, group: Group, said: str
) -> None:
    StakeholderFactory(consultation=consultation, audience="parents", name="Nursery")
    with pytest.raises(Refused, match=said):
        add_stakeholder(by=editor, consultation=consultation, group=group)


def test_a_group_that_the_rules_ask_for_is_changed_without_a_reason(
    consultation: Consultation, editor: User
) -> None:
    group = StakeholderFactory(consultation=consultation, needed="must")
    changed = change_stakeholder(by=editor, stakeholder=group, group=Group("parents", size=3))
    assert (changed.needed, changed.size, changed.reason) == ("must", 3, "")
    with pytest.raises(Refused, match="Enter why this group is left out"):
        leave_out_stakeholder(by=editor, stakeholder=group, why=" ")


def test_several_groups_are_told_at_once_and_the_first_day_stays(
    consultation: Consultation, editor: User
) -> None:
    before = StakeholderFactory(consultation=consultation, told_on=dt.date(2026, 11, 1))
    groups = [StakeholderFactory(consultation=consultation) for _ in range(2)]
    changed = tell_stakeholders(
        by=editor, consultation=consultation, stakeholders=[before, *groups], telling=TELLING
    )
    assert {each.pk for each in changed} == {each.pk for each in groups}
    told = Stakeholder.objects.get(pk=groups[0].pk)
    assert (told.told_on, told.told_how, told.told_by) == (TODAY, "letter", "Headteacher")
    before.refresh_from_db()
    assert before.told_on == dt.date(2026, 11, 1)
    reminder = replace(TELLING, reminder=True)
    tell_stakeholders(by=editor, consultation=consultation, stakeholders=[before, *groups], telling=reminder)
    assert set(Stakeholder.objects.values_list("reminded_on", flat=True)) == {TODAY}


def test_what_stands_in_the_way_of_telling_is_said(consultation: Consultation, editor: User) -> None:
    group = StakeholderFactory(consultation=consultation, audience="pupils", name="")
    out = StakeholderFactory(consultation=consultation, name="Nursery", left_out=True, reason="None here")
    elsewhere = StakeholderFactory()
    for groups, telling, said in (
        ([], TELLING, "Tick the groups"),
        ([group], replace(TELLING, on=None), "Enter the day"),
        ([group], replace(TELLING, on=TODAY + dt.timedelta(1)), "cannot be in the future"),
        ([group], replace(TELLING, how="pigeon"), "from the list"),
        ([out], TELLING, "Left out, so not told: Nursery"),
        ([group], replace(TELLING, reminder=True), "not to be reminded: Pupils"),
        ([group, elsewhere], TELLING, "removed meanwhile"),
    ):
        with pytest.raises(Refused, match=said):
            tell_stakeholders(by=editor, consultation=consultation, stakeholders=groups, telling=telling)
    assert not Stakeholder.objects.exclude(told_on=None).exists()


def test_a_meeting_is_added_changed_called_off_and_put_back(consultation: Consultation, editor: User) -> None:
    meeting = add_meeting(by=editor, consultation=consultation, gathering=replace(PARENTS, attendance=None))
    meeting = change_meeting(
        by=editor, meeting=meeting, gathering=replace(PARENTS, attendance=None, place="Gym")
    )
    assert (meeting.place, meeting.at, meeting.online, meeting.version) == ("Gym", dt.time(18, 30), True, 2)
    meeting = call_off_meeting(by=editor, meeting=meeting)
    assert meeting.cancelled_on == TODAY
    with pytest.raises(Refused, match="called off already"):
        call_off_meeting(by=editor, meeting=meeting)
    meeting = reinstate_meeting(by=editor, meeting=meeting)
    with pytest.raises(Refused, match="This meeting stands"):
        reinstate_meeting(by=editor, meeting=meeting)
    held = change_meeting(by=editor, meeting=meeting, gathering=PARENTS)
    with pytest.raises(Refused, match="This meeting was held"):
        call_off_meeting(by=editor, meeting=held)


@pytest.mark.parametrize(
    ("gathering", "said"),
    [
        (replace(PARENTS, on=None), "Enter the day"),
        (replace(PARENTS, on=dt.date(2206, 11, 2)), "Check the year"),
        (replace(PARENTS, audience=""), "Choose whom"),
        (replace(PARENTS, place="x" * 201), "at most 200"),
        (replace(PARENTS, attendance=-1), "whole number"),
        (replace(PARENTS, on=TODAY + dt.timedelta(1)), "has not been held yet"),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said(
    consultation: Consultation, editor: User, gathering: Gathering, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        add_meeting(by=editor, consultation=consultation, gathering=gathering)


def test_questions_are_added_together_answered_later_and_removed(
    consultation: Consultation, editor: User
) -> None:
    meeting = MeetingFactory(consultation=consultation)
    asked = [Asked("Why?", "Because."), Asked("When?")]
    first, second = add_questions(by=editor, meeting=meeting, asked=asked)
    assert (first.answered_on, second.answered_on) == (TODAY, None)
    answered = change_question(
        by=editor, question=second, asked=Asked("When?", "In May."), expected_version=1
    )
    assert (answered.answer, answered.answered_on) == ("In May.", TODAY)
    with time_machine.travel("2026-12-01"):
        again = change_question(by=editor, question=answered, asked=Asked("When?", "In June."))
        assert again.answered_on == TODAY
        assert change_question(by=editor, question=again, asked=Asked("When?")).answered_on is None
    remove_question(by=editor, question=first)
    assert MeetingQuestion.objects.get() == second
    with pytest.raises(Refused, match="Enter what was asked"):
        add_questions(by=editor, meeting=meeting, asked=[])
    with pytest.raises(Refused, match="removed meanwhile"):
        change_question(by=editor, question=first, asked=Asked("Why?"))


def test_a_paper_and_its_versions_are_evidence(consultation: Consultation, editor: User) -> None:
    first = add_document(by=editor, consultation=consultation, said=LETTER, given=LINK)
    assert (first.number, first.evidence.name, first.evidence.milestone) == (1, "To parents, version 1", None)
    later = TODAY + dt.timedelta(3)
    given = Given(file=ContentFile(b"%PDF-1.4 %%EOF", name="letter.pdf"))
    second = add_document_version(by=editor, document=first, given=given, in_force_from=later, public=True)
    assert (second.number, second.title, second.public) == (2, "To parents", True)
    assert second.evidence.is_file
    assert Evidence.objects.standing().count() == 2
    with pytest.raises(Refused, match="Version 2 is in force from 19 November 2026"):
        add_document_version(
            by=editor, document=first, given=Given(url="https://x.example/3"), in_force_from=TODAY
        )
    with pytest.raises(Refused, match="Withdraw that version there instead"):
        remove_evidence(by=editor, evidence=first.evidence)
    with pytest.raises(Refused, match="Add a new version of it there instead"):
        replace_evidence(by=editor, evidence=first.evidence, given=Given(url="https://x.example/other"))


def test_the_consultation_document_shows_that_its_milestone_is_done(
    consultation: Consultation, editor: User
) -> None:
    milestone = MilestoneFactory(project=consultation.project, code="CON-02")
    ConsultationStepFactory(consultation=consultation, kind="document", milestone=milestone)
    said = replace(LETTER, kind="consultation")
    kept = add_document(by=editor, consultation=consultation, said=said, given=LINK)
    assert kept.evidence.milestone == milestone


@pytest.mark.parametrize(
    ("said", "given", "words"),
    [
        (replace(LETTER, kind="poem"), LINK, "Choose what kind"),
        (replace(LETTER, title=" "), LINK, "Enter what it is called"),
        (replace(LETTER, language=""), LINK, "Enter the language"),
        (replace(LETTER, format="stone"), LINK, "Choose the format"),
        (replace(LETTER, in_force_from=None), LINK, "Enter the day from which people could read it"),
        (replace(LETTER, in_force_from=dt.date(2126, 1, 1)), LINK, "Check the year"),
        (LETTER, Given(), "Choose a file or enter a link"),
        (replace(LETTER, title="Old"), LINK, "Add a new version of it instead"),
    ],
)
def test_what_is_wrong_with_a_paper_is_said_and_nothing_kept(
    consultation: Consultation, editor: User, said: PaperSaid, given: Given, words: str
) -> None:
    ConsultationDocumentFactory(consultation=consultation, kind="letter", title="Old")
    with pytest.raises(Refused, match=words):
        add_document(by=editor, consultation=consultation, said=said, given=given)
    assert Evidence.objects.count() == 1


def test_a_version_is_withdrawn_and_put_back(consultation: Consultation, editor: User) -> None:
    paper = ConsultationDocumentFactory(consultation=consultation, in_force_from=TODAY)
    for on, said in ((None, "Enter the day"), (TODAY - dt.timedelta(1), "before it was in force")):
        with pytest.raises(Refused, match=said):
            withdraw_document(by=editor, document=paper, on=on)
    assert withdraw_document(by=editor, document=paper, on=TODAY).withdrawn_on == TODAY
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_document(by=editor, document=paper, on=TODAY)
    assert reinstate_document(by=editor, document=paper).withdrawn_on is None
    with pytest.raises(Refused, match="is not withdrawn"):
        reinstate_document(by=editor, document=paper)


def test_while_the_public_page_is_open_only_a_manager_adds_to_it(
    consultation: Consultation, editor: User, manager: User
) -> None:
    paper = ConsultationDocumentFactory(consultation=consultation)
    assert set_document_public(by=editor, document=paper, public=True).public is True
    with pytest.raises(Refused, match="so already"):
        set_document_public(by=editor, document=paper, public=True)
    set_document_public(by=editor, document=paper, public=False)
    Consultation.objects.filter(pk=consultation.pk).update(shared=True, share_name="joining")
    with pytest.raises(NotAllowed):
        set_document_public(by=editor, document=paper, public=True)
    with pytest.raises(NotAllowed):
        add_document(by=editor, consultation=consultation, said=replace(LETTER, public=True), given=LINK)
    assert set_document_public(by=manager, document=paper, public=True).public is True
    # Taking something down is nobody's privilege.
    assert set_document_public(by=editor, document=paper, public=False).public is False


def _writes(consultation: Consultation) -> dict[str, Callable[[User], Any]]:
    group = StakeholderFactory(consultation=consultation)
    meeting = MeetingFactory(consultation=consultation)
    question = MeetingQuestionFactory(meeting=meeting)
    paper = ConsultationDocumentFactory(consultation=consultation)
    return {
        "add_stakeholder": lambda by: add_stakeholder(by=by, consultation=consultation, group=POOL),
        "change_stakeholder": lambda by: change_stakeholder(by=by, stakeholder=group, group=POOL),
        "tell_stakeholders": lambda by: tell_stakeholders(
            by=by, consultation=consultation, stakeholders=[group], telling=TELLING
        ),
        "leave_out_stakeholder": lambda by: leave_out_stakeholder(by=by, stakeholder=group, why="None"),
        "add_meeting": lambda by: add_meeting(by=by, consultation=consultation, gathering=PARENTS),
        "change_meeting": lambda by: change_meeting(by=by, meeting=meeting, gathering=PARENTS),
        "call_off_meeting": lambda by: call_off_meeting(by=by, meeting=meeting),
        "add_questions": lambda by: add_questions(by=by, meeting=meeting, asked=[Asked("Why?")]),
        "change_question": lambda by: change_question(by=by, question=question, asked=Asked("Why?")),
        "remove_question": lambda by: remove_question(by=by, question=question),
        "add_document": lambda by: add_document(by=by, consultation=consultation, said=LETTER, given=LINK),
        "add_version": lambda by: add_document_version(
            by=by, document=paper, given=LINK, in_force_from=TODAY
        ),
        "withdraw_document": lambda by: withdraw_document(by=by, document=paper, on=TODAY),
        "set_public": lambda by: set_document_public(by=by, document=paper, public=True),
    }


def test_who_may_not_and_what_is_over_writes_nothing(
    consultation: Consultation, viewer: User, outsider: User, editor: User, project: Project
) -> None:
    writes = _writes(consultation)
    for name, write in writes.items():
        for by in (viewer, outsider):
            with pytest.raises(NotAllowed):
                write(by)
        assert name
    Consultation.objects.filter(pk=consultation.pk).update(stopped_on=TODAY, stopped_reason="Withdrawn")
    for write in writes.values():
        with pytest.raises(Refused, match="was stopped"):
            write(editor)
    Consultation.objects.filter(pk=consultation.pk).update(stopped_on=None, stopped_reason="")
    Project.objects.filter(pk=project.pk).update(ended_on=timezone.localdate(), outcome="declined_dfe")
    for write in writes.values():
        with pytest.raises(NotAllowed):
            write(editor)


def test_whoever_is_slower_is_told(consultation: Consultation, editor: User) -> None:
    group = StakeholderFactory(consultation=consultation, version=3)
    meeting = MeetingFactory(consultation=consultation, version=3)
    question = MeetingQuestionFactory(meeting=meeting, version=3)
    for write in (
        lambda: change_stakeholder(by=editor, stakeholder=group, group=POOL, expected_version=2),
        lambda: change_meeting(by=editor, meeting=meeting, gathering=PARENTS, expected_version=2),
        lambda: change_question(by=editor, question=question, asked=Asked("Why?"), expected_version=2),
    ):
        with pytest.raises(Refused, match="while you were editing"):
            write()
