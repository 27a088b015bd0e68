"""The public page of a consultation: opened, moved, closed."""

from __future__ import annotations

import datetime as dt

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.consultation_shares import change_share_name, close_share, open_share
from partnerships.actions.consultations import stop_consultation
from partnerships.actions.projects import set_confidential
from partnerships.models import Consultation, Project, User
from tests.factories import ConsultationFactory


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project)


def test_it_is_closed_unless_opened_and_its_address_cannot_be_guessed(
    consultation: Consultation, manager: User
) -> None:
    assert (consultation.shared, consultation.share_name) == (False, None)
    shared = open_share(by=manager, consultation=consultation)
    other = open_share(by=manager, consultation=ConsultationFactory(project=consultation.project))
    assert shared.shared
    assert len(str(shared.share_name)) == 32
    assert shared.share_name != other.share_name


def test_a_name_is_chosen_in_any_case_and_with_spaces(consultation: Consultation, manager: User) -> None:
    shared = open_share(by=manager, consultation=consultation, name=" Joining Harrowmere ")
    assert shared.share_name == "joining-harrowmere"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("abc", "4 to 60 letters"),
        ("a" * 61, "4 to 60 letters"),
        ("école", "without accents"),
        ("a/../b", "without accents"),
        ("a--bc", "single hyphens"),
        ("taken-one", "cannot be used"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    consultation: Consultation, manager: User, name: str, said: str
) -> None:
    ConsultationFactory(share_name="taken-one")  # closed, and another trust's
    with pytest.raises(Refused, match=said):
        open_share(by=manager, consultation=consultation, name=name)
    consultation.refresh_from_db()
    assert not consultation.shared


def test_moving_and_closing(consultation: Consultation, manager: User) -> None:
    with pytest.raises(Refused, match="has been closed"):
        change_share_name(by=manager, consultation=consultation, name="brackenholt")
    open_share(by=manager, consultation=consultation)
    with pytest.raises(Refused, match="open already"):
        open_share(by=manager, consultation=consultation)
    moved = change_share_name(by=manager, consultation=consultation, name="brackenholt")
    assert moved.share_name == "brackenholt"
    assert not close_share(by=manager, consultation=consultation).shared
    with pytest.raises(Refused, match="is closed"):
        close_share(by=manager, consultation=consultation)
    # The same name again is no taken one.
    assert open_share(by=manager, consultation=consultation, name="brackenholt").shared


def test_nobody_opens_over_a_change_they_have_not_seen(consultation: Consultation, manager: User) -> None:
    with pytest.raises(Refused, match="while you were editing"):
        open_share(by=manager, consultation=consultation, expected_version=0)


def test_only_managers_share(consultation: Consultation, editor: User, outsider: User) -> None:
    for person in (editor, outsider):
        with pytest.raises(NotAllowed):
            open_share(by=person, consultation=consultation)


def test_a_confidential_project_has_no_public_page_and_making_it_so_closes_it(
    consultation: Consultation, manager: User
) -> None:
    open_share(by=manager, consultation=consultation)
    set_confidential(by=manager, project=consultation.project, confidential=True)
    consultation.refresh_from_db()
    assert not consultation.shared
    with pytest.raises(Refused, match="project is confidential"):
        open_share(by=manager, consultation=consultation)
    set_confidential(by=manager, project=consultation.project, confidential=False)
    consultation.refresh_from_db()
    assert not consultation.shared


def test_a_stopped_consultation_has_none(consultation: Consultation, manager: User) -> None:
    open_share(by=manager, consultation=consultation)
    stop_consultation(by=manager, consultation=consultation, why="An order was made")
    consultation.refresh_from_db()
    assert not consultation.shared
    with pytest.raises(Refused, match="was stopped"):
        open_share(by=manager, consultation=consultation)


def test_the_page_of_an_ended_project_can_be_closed_but_not_opened(
    consultation: Consultation, manager: User, editor: User
) -> None:
    open_share(by=manager, consultation=consultation)
    project = consultation.project
    project.ended_on, project.outcome, project.end_reason = dt.date(2026, 3, 2), "completed", "No"
    project.save()
    with pytest.raises(NotAllowed):
        close_share(by=editor, consultation=consultation)
    close_share(by=manager, consultation=consultation)
    with pytest.raises(NotAllowed):
        open_share(by=manager, consultation=consultation)
