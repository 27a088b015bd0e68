"""Two people at the same moment on one partnership or consultation: the second is told, or gets the next number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.consultation_shares import open_share
from partnerships.actions.evidence import Given
from partnerships.actions.guidance import add_guidance
from partnerships.actions.projects import end_project
from partnerships.actions.respondents import give_up_old_uploads
from partnerships.models import ConsultationStep, Guidance, Partnership, Project, ResponseImport, User
from tests.actions._at_once import ONLY_POSTGRESQL, meanwhile
from tests.actions._consultation_writes import ON_CONSULTATIONS, ON_RESPONSES
from tests.actions._partnership_writes import ANSWER, ASKING, DAY, ON_PARTNERSHIPS, TERM, VISIT
from tests.actions._writes import Write
from tests.factories import (
    ConsultationFactory,
    MilestoneFactory,
    PartnershipActivityFactory,
    ProjectFactory,
    ResponseImportFactory,
)

pytestmark = ONLY_POSTGRESQL
WRITES = ON_PARTNERSHIPS | ON_CONSULTATIONS | ON_RESPONSES


def _of_the_plan(project: Project) -> dict[str, Any]:
    milestone = MilestoneFactory(project=project, code="PAR-05")
    return {"project": project, "kind": "termly", "said": TERM, "milestone": milestone}


def _looked_through(project: Project) -> dict[str, Any]:
    partnership = PartnershipActivityFactory(partnership__project=project).partnership
    return {"partnership": partnership, "entries": [VISIT], "unless_logged": [VISIT]}


def _seen(name: str, version: int = 1) -> Callable[[Project], dict[str, Any]]:
    return lambda project: WRITES[name].given(project) | {"expected_version": version}


# What the second of two who do the same is told.
TOLD: dict[str, tuple[Callable[[Project], dict[str, Any]], str]] = {
    "start_partnership": (WRITES["start_partnership"].given, "has a partnership with this trust already"),
    "extend_partnership": (_seen("extend_partnership"), "changed this partnership while"),
    "answer_fit": (lambda p: {"project": p, **ANSWER, "expected_version": 0}, "answered this while"),
    "record_review": (_of_the_plan, "has been recorded already"),
    "add_activities": (_looked_through, "in the log by now"),
    "plan_window": (_seen("plan_window"), "changed this consultation while"),
    "add_stakeholder": (WRITES["add_stakeholder"].given, "already"),
    "add_theme": (WRITES["add_theme"].given, "already"),
    "publish_response_report": (WRITES["publish_response_report"].given, "published"),
    "undo_response_import": (WRITES["undo_response_import"].given, "undone"),
}


@pytest.mark.parametrize("name", TOLD)
def test_the_second_is_told(
    name: str, on_the_day: None, project: Project, administrator: User, manager: User
) -> None:
    given, said = TOLD[name]
    write = Write(WRITES[name].action, given).on(project)
    with meanwhile(lambda: write(manager)) as second:
        write(administrator)
    assert isinstance(second[0], Refused)
    assert said in str(second[0])


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("add_response", [1, 2]), ("make_response_report", [1, 2]), ("add_document_version", [2, 3])],
)
def test_two_get_different_numbers(
    name: str, numbers: list[int], on_the_day: None, project: Project, manager: User, editor: User
) -> None:
    given = WRITES[name].given(project)
    other = {"given": Given(url="https://trust.example/other")} if "given" in given else {}
    with meanwhile(lambda: WRITES[name].action(by=manager, **(given | other))) as second:
        first = WRITES[name].action(by=editor, **given)
    assert [first.number, second[0].number] == numbers


def test_of_two_consultations_one_feeds_the_plan(
    on_the_day: None, project: Project, manager: User, administrator: User
) -> None:
    opening = MilestoneFactory(project=project, code="CON-04")
    write = WRITES["start_consultation"].on(project)
    with meanwhile(lambda: write(manager)) as second:
        first = write(administrator)
    assert ConsultationStep.objects.get(milestone=opening).consultation == first
    assert not second[0].steps.exclude(milestone=None).exists()


def test_of_two_who_choose_one_public_address_in_two_projects_the_second_is_told(
    on_the_day: None, project: Project, manager: User, administrator: User
) -> None:
    here = ConsultationFactory(project=project)
    there = ConsultationFactory(project=ProjectFactory(trust=project.trust))
    with meanwhile(lambda: open_share(by=manager, consultation=there, name="harrowmere")) as second:
        open_share(by=administrator, consultation=here, name="harrowmere")
    assert "This address cannot be used" in str(second[0])
    there.refresh_from_db()
    assert not there.shared


def test_of_two_who_share_the_same_guidance_the_second_is_told(site_administrator: User) -> None:
    def share() -> Guidance:
        return add_guidance(by=site_administrator, trust=None, entry=ASKING)

    with meanwhile(share) as second:
        share()
    assert "This link is in the list already" in str(second[0])
    assert Guidance.objects.count() == 1


def test_who_extends_a_partnership_while_the_project_is_ended_extends_nothing(
    on_the_day: None, project: Project, manager: User, administrator: User
) -> None:
    extend = WRITES["extend_partnership"].on(project)
    with meanwhile(lambda: extend(manager)) as second:
        end_project(by=administrator, project=project, outcome="declined_dfe", on=DAY, why="Declined")
    assert isinstance(second[0], NotAllowed)
    assert Partnership.objects.get().ends_on == dt.date(2027, 8, 31)


def test_an_upload_that_is_saved_while_old_ones_are_given_up_stays(project: Project) -> None:
    upload = ResponseImportFactory(
        consultation=ConsultationFactory(project=project),
        state="read",
        at=timezone.now() - dt.timedelta(days=30),
    )
    with meanwhile(lambda: give_up_old_uploads(by=None, on=timezone.localdate())) as outcome:
        ResponseImport.objects.select_for_update(of=("self",), no_key=True).get(pk=upload.pk)
        ResponseImport.objects.filter(pk=upload.pk).update(state="applied")
    assert outcome == [0]
    assert ResponseImport.objects.filter(pk=upload.pk).exists()
