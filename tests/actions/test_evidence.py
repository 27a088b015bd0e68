"""Evidence: kept, replaced, removed and put back; never a row without its file, nor a file without its row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from partnerships.actions import _core
from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.evidence import (
    RESTING,
    Given,
    add_evidence,
    kept_elsewhere,
    remove_evidence,
    remove_problems,
    replace_evidence,
    restore_evidence,
)
from partnerships.actions.milestones import Progress, log_progress, remove_own_milestone
from partnerships.actions.undo import undo
from partnerships.management._archive import stored_files
from partnerships.models import Decision, Evidence, Group, Milestone, Project, School, User
from tests.evidence_files import EXE, PDF, PNG, pdf
from tests.factories import (
    ConsultationDocumentFactory,
    DecisionFactory,
    FitAnswerFactory,
    MilestoneFactory,
    PartnershipActivityFactory,
    PartnershipFactory,
    ProjectFactory,
    PromiseFactory,
    ReviewFactory,
)
from tests.plans import code, planned

LINK = Given(url="https://files.trust.example/minutes")


def stored_names() -> set[str]:
    """Every file of evidence in the storage, at whatever depth another test has put one."""
    return set(stored_files("evidence"))


@pytest.fixture(autouse=True)
def empty_storage() -> None:
    for name in stored_names():
        default_storage.delete(name)


@pytest.fixture
def milestone(project: Project) -> Milestone:
    return MilestoneFactory(project=project, evidence_wanted="Signed minute")


def test_a_file_is_kept_under_a_name_that_nobody_can_guess(
    project: Project, editor: User, milestone: Milestone
) -> None:
    kept = add_evidence(
        by=editor, project=project, given=Given(file=pdf("../Minute of März.pdf")), milestone=milestone
    )
    kept.refresh_from_db()
    assert (kept.name, kept.file_name, kept.content_type) == (
        "Signed minute",
        "Minute of März.pdf",
        "application/pdf",
    )
    assert (kept.size, kept.added_by) == (len(PDF), editor)
    assert stored_names() == {kept.stored.name}
    assert "minute" not in kept.stored.name.lower()
    assert "." not in kept.stored.name
    assert kept.stored.read() == PDF


def test_names_come_from_the_person_then_from_what_is_wanted_then_from_the_file(
    project: Project, editor: User, milestone: Milestone
) -> None:
    said = add_evidence(by=editor, project=project, given=Given("Letter", file=pdf()), milestone=milestone)
    of_file = add_evidence(by=editor, project=project, given=Given(file=pdf("Order 2027.pdf")))
    of_link = add_evidence(by=editor, project=project, given=LINK)
    assert [each.name for each in (said, of_file, of_link)] == ["Letter", "Order 2027", "files.trust.example"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Given(), "Choose a file or enter a link"),
        (Given(url="https://a.example/x", file=pdf()), "not both"),
        (Given(url="http://a.example/x"), "begins with https://"),
        (Given(file=pdf("minutes.pdf", EXE)), "is not a PDF inside"),
        (Given(file=pdf("minutes.pdf", b"")), "is empty"),
        (Given("x" * 201, url="https://a.example/x"), "at most 200 characters"),
    ],
)
def test_what_cannot_be_kept_leaves_nothing_behind(
    project: Project, editor: User, given: Given, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        add_evidence(by=editor, project=project, given=given)
    assert (Evidence.objects.count(), stored_names()) == (0, set())


def test_the_size_is_a_setting(project: Project, editor: User, settings: Any) -> None:
    settings.LARGEST_EVIDENCE_MB = 1
    with pytest.raises(Refused, match="larger than 1 MB"):
        add_evidence(by=editor, project=project, given=Given(file=pdf(content=PDF + b" " * 1024 * 1024)))


def test_a_file_whose_row_fails_is_removed(
    project: Project, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Evidence, *args: Any, **kwargs: Any) -> None:
        assert stored_names()
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(Evidence, "save", fail)
    with pytest.raises(RuntimeError):
        add_evidence(by=editor, project=project, given=Given(file=pdf()))
    assert stored_names() == set()


def test_a_file_is_removed_where_what_follows_from_it_fails(
    project: Project, editor: User, milestone: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(projects: frozenset[int]) -> None:
        assert len(stored_names()) == 1
        raise RuntimeError("settling failed")

    monkeypatch.setattr(_core, "_settlers", [fail])
    with pytest.raises(RuntimeError):
        log_progress(by=editor, milestone=milestone, progress=Progress("done"), evidence=Given(file=pdf()))
    assert (stored_names(), Evidence.objects.count()) == (set(), 0)
    milestone.refresh_from_db()
    assert milestone.status == "not_started"


def test_the_same_file_is_refused_in_one_place_and_told_of_in_another(
    project: Project, editor: User, milestone: Milestone
) -> None:
    first = add_evidence(by=editor, project=project, given=Given("Minute", file=pdf()), milestone=milestone)
    assert kept_elsewhere(first) is None
    with pytest.raises(Refused, match="kept here already, as “Minute”"):
        add_evidence(by=editor, project=project, given=Given(file=pdf("other name.pdf")), milestone=milestone)
    again = add_evidence(by=editor, project=project, given=Given(file=pdf("other name.pdf")))
    assert kept_elsewhere(again) == first
    add_evidence(by=editor, project=project, given=LINK)
    with pytest.raises(Refused, match="kept here already"):
        add_evidence(by=editor, project=project, given=LINK)


def test_the_same_file_in_another_project_is_nobodys_business(
    project: Project, editor: User, trust: Group
) -> None:
    other = ProjectFactory(trust=trust)
    add_evidence(by=editor, project=other, given=Given(file=pdf()))
    assert kept_elsewhere(add_evidence(by=editor, project=project, given=Given(file=pdf()))) is None


def test_replacing_keeps_the_older_one_and_decisions_follow(project: Project, editor: User) -> None:
    older = add_evidence(by=editor, project=project, given=Given("Letter", file=pdf()))
    decision = Decision.objects.create(
        project=project, body="dfe", decided_on=dt.date(2027, 1, 1), outcome="approved", evidence=older
    )
    newer = replace_evidence(by=editor, evidence=older, given=Given(file=SimpleUploadedFile("s.png", PNG)))
    assert (newer.name, newer.replaces, newer.milestone) == ("Letter", older, older.milestone)
    assert len(stored_names()) == 2
    assert list(Evidence.objects.standing()) == [newer]
    decision.refresh_from_db()
    assert decision.evidence == newer
    with pytest.raises(Refused, match="has been replaced meanwhile"):
        replace_evidence(by=editor, evidence=older, given=LINK)


def test_removed_evidence_keeps_its_file_and_comes_back(project: Project, editor: User) -> None:
    kept = add_evidence(by=editor, project=project, given=Given(file=pdf()))
    gone = remove_evidence(by=editor, evidence=kept)
    assert (gone.removed_by, list(Evidence.objects.standing()), len(stored_names())) == (editor, [], 1)
    with pytest.raises(Refused, match="has been removed meanwhile"):
        remove_evidence(by=editor, evidence=kept)
    back = restore_evidence(by=editor, evidence=kept)
    assert list(Evidence.objects.standing()) == [back]
    with pytest.raises(Refused, match="has not been removed"):
        restore_evidence(by=editor, evidence=kept)


RESTS: dict[str, Callable[[Evidence], Any]] = {
    r"It shows a decision \(.+\)\. Replace it instead, or remove": lambda kept: DecisionFactory(
        project=kept.project, evidence=kept
    ),
    "It is the signed agreement of the partnership. Replace it instead, or give": lambda kept: (
        PartnershipFactory(project=kept.project, sla=kept)
    ),
    r"It shows an activity \(.*Phonics.*\)\. Replace it instead, or take it away from": lambda kept: (
        PartnershipActivityFactory(partnership__project=kept.project, focus="Phonics", evidence=kept)
    ),
    r"It shows a review \(Termly review\)\. Replace it instead, or choose": lambda kept: ReviewFactory(
        project=kept.project, evidence=kept
    ),
    r"It shows that a promise was checked \(A club\)\. Replace it instead, or take": lambda kept: (
        PromiseFactory(project=kept.project, what="A club", evidence=kept)
    ),
    r"It shows an answer on fit \(Small \{classes\}\)\. Replace it instead, or answer": lambda kept: (
        FitAnswerFactory(project=kept.project, text="Small {classes}", evidence=kept)
    ),
    r"It is a paper of a consultation \(.+\)\. Withdraw that version": lambda kept: (
        ConsultationDocumentFactory(consultation__project=kept.project, evidence=kept)
    ),
}


@pytest.mark.parametrize("said", RESTS)
def test_what_something_rests_on_is_not_removed(project: Project, editor: User, said: str) -> None:
    kept = add_evidence(by=editor, project=project, given=LINK)
    RESTS[said](kept)
    with pytest.raises(Refused, match=said):
        remove_evidence(by=editor, evidence=kept)
    kept.refresh_from_db()
    assert kept.is_standing


def test_the_reasons_why_it_is_not_removed_are_all_told(project: Project, editor: User) -> None:
    kept = add_evidence(by=editor, project=project, given=LINK)
    ReviewFactory(project=project, evidence=kept)
    DecisionFactory(project=project, evidence=kept)
    assert len(remove_problems(kept)) == 2


def test_nothing_that_rests_on_evidence_is_forgotten() -> None:
    pointing = {relation.get_accessor_name() for relation in Evidence._meta.related_objects}
    asked = {name for name, *_ in RESTING}
    assert pointing - {"replaced_by", "history"} == asked | {"consultation_documents"}


def test_a_milestone_of_another_project_is_refused(project: Project, editor: User, trust: Group) -> None:
    elsewhere = MilestoneFactory(project=ProjectFactory(trust=trust))
    with pytest.raises(Refused, match="another project"):
        add_evidence(by=editor, project=project, given=LINK, milestone=elsewhere)


@pytest.mark.parametrize(
    ("role", "may"),
    [("viewer", False), ("editor", True), ("manager", True), ("administrator", True), ("outsider", False),
     ("site_administrator", False)],
)  # fmt: skip
def test_who_may(role: str, may: bool, cast: dict[str, User], project: Project) -> None:
    by, kept = cast[role], Evidence.objects.create(project=project, name="X", url="https://a.example/x")
    for run in (
        lambda: add_evidence(by=by, project=project, given=LINK),
        lambda: replace_evidence(by=by, evidence=kept, given=Given(url="https://a.example/y")),
        lambda: remove_evidence(by=by, evidence=Evidence.objects.standing().get(url="https://a.example/y")),
        lambda: restore_evidence(by=by, evidence=Evidence.objects.get(url="https://a.example/y")),
    ):
        if may:
            run()
        else:
            with pytest.raises((NotAllowed, Evidence.DoesNotExist)):
                run()


def test_an_ended_project_keeps_no_more(project: Project, manager: User) -> None:
    project.ended_on, project.outcome = dt.date(2027, 1, 1), "other"
    project.save()
    with pytest.raises(NotAllowed):
        add_evidence(by=manager, project=project, given=LINK)


def test_logging_with_evidence_is_one_step_and_is_undone_as_one(
    manager: User, editor: User, school: School, trust: Group
) -> None:
    plan = planned(manager, school, trust)
    row = code(plan, "EXP-01")
    for given in (Given(file=pdf()), LINK):
        log_progress(by=editor, milestone=row, progress=Progress("done"), evidence=given)
    assert row.evidence.standing().count() == 2
    undo(by=editor, project=plan, call=row.history.first().call)
    assert [each.is_file for each in row.evidence.standing()] == [True]
    assert code(plan, "EXP-01").is_done


def test_what_has_evidence_stays_in_the_plan(
    manager: User, editor: User, school: School, trust: Group
) -> None:
    plan = planned(manager, school, trust)
    out = plan.milestones.filter(in_plan=False, override="", applies="no")[0]
    kept = add_evidence(by=editor, project=plan, given=LINK, milestone=out)
    assert Milestone.objects.get(pk=out.pk).in_plan
    remove_evidence(by=editor, evidence=kept)
    assert Milestone.objects.get(pk=out.pk).in_plan  # until the plan is next worked out


def test_evidence_of_a_removed_row_stays_on_the_project(project: Project, editor: User) -> None:
    own = MilestoneFactory(project=project, code="")
    kept = add_evidence(by=editor, project=project, given=LINK, milestone=own)
    remove_own_milestone(by=editor, milestone=own)
    kept.refresh_from_db()
    assert kept.milestone is None
    undo(by=editor, project=project, call=Milestone.history.filter(id=own.pk).first().call)
    kept.refresh_from_db()
    assert kept.milestone_id == own.pk
