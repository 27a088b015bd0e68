"""What others owe: what waits for them, what is theirs, to whom one writes, and what a letter leaves out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from partnerships.models import Group, Milestone, Project, ProjectAccess, User
from partnerships.reports.owed import OwedReport, OwedRow, OwedWanted
from partnerships.reports.owed_letter import letter_to
from tests.factories import ContactFactory, MilestoneFactory, NoteFactory, ProjectFactory, SchoolFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 3, 10)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


def owed(user: User, **wanted: Any) -> list[OwedRow]:
    return OwedReport(user=user, wanted=OwedWanted(**wanted), today=TODAY).rows


def waiting(project: Project, title: str, since: int = -10, **fields: Any) -> Milestone:
    given = {"waiting_on": "the LA", "waiting_party": "la", "owner_roles": "TL", "due_on": None} | fields
    return MilestoneFactory(project=project, title=title, status="waiting", waiting_since=day(since), **given)


def test_what_waits_comes_longest_first_then_what_is_theirs_and_due(project: Project, viewer: User) -> None:
    waiting(project, "short wait", -3)
    waiting(project, "long wait", -30)
    MilestoneFactory(project=project, title="theirs, late", owner_roles="LA", due_on=day(-5))
    MilestoneFactory(project=project, title="theirs, soon", owner_roles="LA", due_on=day(30))
    MilestoneFactory(project=project, title="theirs, far off", owner_roles="LA", due_on=day(31))
    MilestoneFactory(project=project, title="ours", owner_roles="CFO,LA", due_on=day(1))
    MilestoneFactory(
        project=project, title="done", owner_roles="LA", due_on=day(1), status="done", done_on=TODAY
    )
    assert [row.title for row in owed(viewer, party="la")] == [
        "long wait",
        "short wait",
        "theirs, late",
        "theirs, soon",
    ]


def test_what_waits_for_one_party_is_not_owed_by_its_owner(project: Project, viewer: User) -> None:
    waiting(project, "land", waiting_party="diocese", owner_roles="SOL", due_on=day(1))
    assert [row.recipient.party for row in owed(viewer)] == ["diocese"]


def test_what_a_person_of_the_trust_has_is_not_owed(project: Project, viewer: User, editor: User) -> None:
    MilestoneFactory(project=project, owner_roles="LA", owner=editor, due_on=day(1))
    assert owed(viewer) == []


def test_projects_on_hold_or_ended_ask_nobody(trust: Group, viewer: User) -> None:
    waiting(ProjectFactory(trust=trust, on_hold_since=TODAY), "held up")
    waiting(ProjectFactory(trust=trust, ended_on=TODAY, outcome="other"), "over")
    assert owed(viewer) == []


def test_the_same_person_in_two_projects_is_one_recipient_and_keeps_the_address(
    trust: Group, viewer: User
) -> None:
    for number, email in enumerate(("", "c.metcalf@westmarch.example")):
        project = ProjectFactory(trust=trust, school=SchoolFactory(name=f"School {number}"))
        ContactFactory(
            project=project, role="la", name="Caroline Metcalf", organisation="Westmarch", email=email
        )
        waiting(project, f"row {number}")
    rows = owed(viewer)
    assert {row.recipient.key for row in rows} == {rows[0].recipient.key}
    assert {row.recipient.email for row in rows} == {"c.metcalf@westmarch.example"}


@pytest.mark.parametrize(
    ("party", "words", "title"),
    [
        ("la", "the LA", "Westmarch local authority"),
        ("diocese", "the diocese", "Diocese, not named"),
        ("solicitor", "the solicitors", "Solicitors, no contact named"),
        ("solicitor", "the bank's lawyers", "The bank's lawyers"),
        ("school", "the head", "Brackenholt Primary School"),
        ("dfe", "DfE", "DfE"),
        ("other", "the union", "The union"),
        ("", "the bank", "The bank"),
    ],
)
def test_without_a_contact_it_goes_to_the_body(
    project: Project, viewer: User, party: str, words: str, title: str
) -> None:
    project.school.diocese_name = "Not applicable"
    project.school.save()
    waiting(project, "row", waiting_party=party, waiting_on=words)
    assert [row.recipient.title for row in owed(viewer)] == [title]


@pytest.mark.parametrize(
    ("party", "words", "name"),
    [
        ("solicitor", "the solicitors", "Esther Quill"),
        ("solicitor", "our solicitors, Quill and Marram LLP", "Esther Quill"),
        ("solicitor", "Westmarch Council, legal services", "Bernard Osei"),
        ("solicitor", "Mr Bernard Osei", "Bernard Osei"),
        ("solicitor", "the lender's lawyers", ""),
        ("la", "Westmarch Council, finance", "Caroline Metcalf"),
        ("la", "the council", "Caroline Metcalf"),
    ],
)
def test_words_that_name_a_contact_are_for_that_contact_and_other_lawyers_are_not_ours(
    project: Project, viewer: User, party: str, words: str, name: str
) -> None:
    ContactFactory(
        project=project, role="trust_solicitor", name="Esther Quill", organisation="Quill and Marram LLP"
    )
    ContactFactory(
        project=project,
        role="la_solicitor",
        name="Bernard Osei",
        organisation="Westmarch Council legal services",
    )
    ContactFactory(project=project, role="la", name="Caroline Metcalf", organisation="Westmarch Council")
    waiting(project, "row", waiting_party=party, waiting_on=words)
    assert [row.recipient.name for row in owed(viewer)] == [name]


def test_one_sees_what_is_owed_to_projects_that_one_sees(
    trust: Group, viewer: User, outsider: User, editor: User
) -> None:
    secret = ProjectFactory(trust=trust, confidential=True)
    waiting(secret, "hush")
    ProjectAccess.objects.create(project=secret, user=editor)
    assert (owed(viewer), owed(outsider)) == ([], [])
    assert [row.title for row in owed(editor)] == ["hush"]


def test_filters_by_lead_and_joining_month(trust: Group, viewer: User, editor: User) -> None:
    waiting(ProjectFactory(trust=trust, lead=editor, joining_month=dt.date(2027, 9, 1)), "hers")
    waiting(ProjectFactory(trust=trust, joining_month=dt.date(2028, 1, 1)), "nobody's")
    assert [row.title for row in owed(viewer, lead=str(editor.pk))] == ["hers"]
    assert [row.title for row in owed(viewer, lead="none")] == ["nobody's"]
    assert [row.title for row in owed(viewer, joining_from=dt.date(2027, 10, 1))] == ["nobody's"]


def test_a_letter_has_no_words_of_ours_and_no_confidential_project_unasked(
    trust: Group, editor: User
) -> None:
    open_project = ProjectFactory(trust=trust, school=SchoolFactory(name="Open School"))
    secret = ProjectFactory(trust=trust, school=SchoolFactory(name="Secret School"), confidential=True)
    ProjectAccess.objects.create(project=secret, user=editor)
    row = waiting(open_project, "Send the lease", -30, waiting_on="the LA, slow as ever", due_on=day(-2))
    NoteFactory(project=open_project, milestone=row, text="They are hopeless")
    waiting(secret, "Confirm land")
    rows = owed(editor)
    letter = letter_to(rows, sender=editor)
    assert letter is not None
    assert "Open School" in letter.text
    assert "- Send the lease: waiting since 8 February 2027 (30 days); was due on 8 March 2027" in letter.text
    assert not any(word in letter.text for word in ("Secret School", "Confirm land", "slow", "hopeless"))
    assert [project.school for project in letter.confidential] == ["Secret School"]
    chosen = letter_to(rows, sender=editor, with_confidential={secret.pk})
    assert chosen is not None
    assert "Secret School" in chosen.text


def test_a_letter_about_confidential_projects_alone_is_empty(trust: Group, editor: User) -> None:
    secret = ProjectFactory(trust=trust, confidential=True)
    ProjectAccess.objects.create(project=secret, user=editor)
    waiting(secret, "Confirm land")
    letter = letter_to(owed(editor), sender=editor)
    assert letter is not None
    assert (letter.text, letter.rows) == ("", 0)
    assert letter_to([], sender=editor) is None


@pytest.mark.parametrize(("rows", "fits"), [(1, True), (60, False)])
def test_a_long_letter_is_not_put_into_the_address(
    project: Project, viewer: User, rows: int, fits: bool
) -> None:
    ContactFactory(project=project, role="la", email="c@la.example")
    for number in range(rows):
        waiting(project, f"Milestone number {number}")
    letter = letter_to(owed(viewer), sender=viewer)
    assert letter is not None
    assert letter.fits_mailto is fits
    assert letter.mailto.startswith("mailto:c@la.example?subject=")
