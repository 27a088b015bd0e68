"""The log of a partnership: one activity or several, corrected and removed; all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions.activities import (
    LoggedMeanwhile,
    Shown,
    add_activities,
    change_activity,
    remove_activity,
)
from partnerships.actions.evidence import Given, replace_evidence
from partnerships.actions.projects import end_project
from partnerships.models import Evidence, Partnership, PartnershipActivity, Project, User
from partnerships.rules.activities import Entry
from tests.evidence_files import pdf
from tests.factories import (
    EvidenceFactory,
    PartnershipActivityFactory,
    PartnershipFactory,
    PartnershipServiceFactory,
)

TODAY = dt.date(2026, 11, 22)
ENTRY = Entry(
    on=TODAY,
    kind="training",
    focus=" Phonics ",
    our_people="Sara",
    hours=Decimal("1.75"),
    changed="New books",
)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY} 09:00"):
        yield


@pytest.fixture
def partnership(project: Project) -> Partnership:
    return PartnershipFactory(project=project)


def test_one_activity_is_logged_for_a_service_with_its_history(
    partnership: Partnership, editor: User
) -> None:
    service = PartnershipServiceFactory(partnership=partnership)
    (row,) = add_activities(by=editor, partnership=partnership, entries=[replace(ENTRY, service=service.pk)])
    row.refresh_from_db()
    assert (row.focus, row.hours, row.service, row.project) == (
        "Phonics", Decimal("1.75"), service, partnership.project,
    )  # fmt: skip
    assert (row.history.get().action, row.history.get().history_user) == ("add_activities", editor)


def test_several_of_one_visit_are_one_step_and_share_its_evidence(
    partnership: Partnership, editor: User
) -> None:
    entries = [ENTRY, replace(ENTRY, focus="Maths"), replace(ENTRY, kind="moderation")]
    rows = add_activities(
        by=editor, partnership=partnership, entries=entries, shown=Shown(Given(file=pdf("visit.pdf")))
    )
    assert {row.evidence.name for row in rows} == {"visit"}
    assert Evidence.objects.count() == 1
    assert PartnershipActivity.history.values("call").distinct().count() == 1


def test_where_one_is_wrong_none_is_logged(partnership: Partnership, editor: User) -> None:
    wrong = replace(ENTRY, on=TODAY + dt.timedelta(days=1))
    with pytest.raises(Refused, match="Activity 2: The day of an activity cannot be in the future"):
        add_activities(by=editor, partnership=partnership, entries=[ENTRY, wrong])
    assert not PartnershipActivity.objects.exists()
    with pytest.raises(Refused, match="at least one"):
        add_activities(by=editor, partnership=partnership, entries=[])
    with pytest.raises(Refused, match="at most 500"):
        add_activities(by=editor, partnership=partnership, entries=[ENTRY] * 501)


def test_a_file_of_a_refused_activity_is_not_left_behind(
    partnership: Partnership, editor: User, settings: object, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    PartnershipActivityFactory(partnership=partnership, on=TODAY, kind="training", focus="phonics")
    with pytest.raises(LoggedMeanwhile):
        add_activities(
            by=editor,
            partnership=partnership,
            entries=[ENTRY],
            shown=Shown(Given(file=pdf())),
            unless_logged=[ENTRY],
        )
    assert not [each for each in tmp_path.rglob("*") if each.is_file()]


def test_service_and_evidence_are_the_project_s_own(partnership: Partnership, editor: User) -> None:
    other = PartnershipServiceFactory()
    with pytest.raises(Refused, match="service of this partnership"):
        add_activities(by=editor, partnership=partnership, entries=[replace(ENTRY, service=other.pk)])
    with pytest.raises(Refused, match="evidence of this project"):
        add_activities(
            by=editor, partnership=partnership, entries=[ENTRY], shown=Shown(existing=EvidenceFactory())
        )


def test_what_two_people_import_is_logged_once(partnership: Partnership, editor: User) -> None:
    add_activities(by=editor, partnership=partnership, entries=[ENTRY], unless_logged=[ENTRY])
    again = [replace(ENTRY, focus="PHONICS"), replace(ENTRY, focus="Maths")]
    with pytest.raises(LoggedMeanwhile, match="1 of these is in the log by now"):
        add_activities(by=editor, partnership=partnership, entries=again, unless_logged=again)
    assert PartnershipActivity.objects.count() == 1
    add_activities(by=editor, partnership=partnership, entries=again)
    assert PartnershipActivity.objects.count() == 3


def test_an_activity_is_corrected_and_its_evidence_taken_away(partnership: Partnership, editor: User) -> None:
    kept = EvidenceFactory(project=partnership.project)
    row = PartnershipActivityFactory(partnership=partnership)
    row = change_activity(by=editor, activity=row, to=ENTRY, shown=Shown(existing=kept), expected_version=1)
    assert (row.focus, row.evidence, row.version) == ("Phonics", kept, 2)
    row = change_activity(by=editor, activity=row, to=ENTRY)
    assert row.evidence == kept
    row = change_activity(by=editor, activity=row, to=ENTRY, without_evidence=True)
    assert (row.evidence, Evidence.objects.standing().count()) == (None, 1)


def test_the_second_of_two_people_is_told(partnership: Partnership, editor: User, manager: User) -> None:
    row = PartnershipActivityFactory(partnership=partnership)
    change_activity(by=manager, activity=row, to=ENTRY, expected_version=1)
    with pytest.raises(RowChangedMeanwhile, match="Mona Manager changed this activity"):
        change_activity(by=editor, activity=row, to=ENTRY, expected_version=1)


def test_an_activity_follows_its_evidence_to_the_newer_file(partnership: Partnership, editor: User) -> None:
    kept = EvidenceFactory(project=partnership.project)
    row = PartnershipActivityFactory(partnership=partnership, evidence=kept)
    newer = replace_evidence(by=editor, evidence=kept, given=Given(file=pdf("newer.pdf")))
    row.refresh_from_db()
    assert (row.evidence, row.version) == (newer, 2)


def test_a_removed_activity_stays_in_the_history(partnership: Partnership, editor: User) -> None:
    row = PartnershipActivityFactory(partnership=partnership)
    remove_activity(by=editor, activity=row)
    assert not PartnershipActivity.objects.exists()
    assert PartnershipActivity.history.latest().history_type == "-"
    with pytest.raises(Refused, match="removed meanwhile"):
        remove_activity(by=editor, activity=row)


def test_readers_and_strangers_log_nothing_and_nobody_does_in_an_ended_project(
    partnership: Partnership, viewer: User, outsider: User, manager: User
) -> None:
    row = PartnershipActivityFactory(partnership=partnership)
    for person in (viewer, outsider):
        with pytest.raises(NotAllowed):
            add_activities(by=person, partnership=partnership, entries=[ENTRY])
        with pytest.raises(NotAllowed):
            change_activity(by=person, activity=row, to=ENTRY)
        with pytest.raises(NotAllowed):
            remove_activity(by=person, activity=row)
    end_project(by=manager, project=partnership.project, outcome="declined_dfe", on=TODAY, why="Declined")
    with pytest.raises(NotAllowed):
        add_activities(by=manager, partnership=partnership, entries=[ENTRY])
