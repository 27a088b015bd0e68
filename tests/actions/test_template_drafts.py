"""Drafts of plan templates: started, edited by several, published or discarded, by those who keep the template."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace

import pytest

from partnerships.actions._core import NotAllowed, Refused
from partnerships.actions.template_drafts import (
    TemplateChangedMeanwhile,
    add_template_milestone,
    change_template_milestone,
    discard_draft,
    move_template_milestone,
    publish_draft,
    retire_template_milestone,
    row_of,
    seen,
    start_draft,
)
from partnerships.actions.templates import publish_template, template_rows
from partnerships.data import MILESTONES, shipped_template
from partnerships.models import Group, PlanTemplate, TemplateMilestone, User
from partnerships.permissions import Role
from partnerships.rules.plan import Dependency, TemplateRow
from partnerships.rules.words import Anchor, Phase, Route
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
ROW = TemplateRow(
    code="",
    title="Walk round the site",
    phase=Phase.EXPLORE,
    anchor=Anchor.JOINING,
    days={Route.ORDER: -84},
    position=1,
)


def shipped() -> PlanTemplate:
    return PlanTemplate.objects.get(trust=None, version=1)


@pytest.fixture
def draft(administrator: User, trust: Group) -> PlanTemplate:
    return start_draft(by=administrator, trust=trust, name="Ours", source=shipped())


def of(draft: PlanTemplate, code: str) -> TemplateMilestone:
    return draft.milestones.get(code=code)


def codes(draft: PlanTemplate, phase: str = "EXP") -> list[str]:
    return list(draft.milestones.filter(phase=phase).order_by("position").values_list("code", flat=True))


def test_a_trusts_first_draft_is_a_copy_of_the_shipped_template(
    draft: PlanTemplate, administrator: User
) -> None:
    assert template_rows(draft) == list(shipped_template())
    assert (draft.version, draft.is_draft, draft.started_by) == (1, True, administrator)
    assert draft.started_from == shipped()


def test_no_project_follows_a_draft(draft: PlanTemplate, trust: Group) -> None:
    assert PlanTemplate.objects.current_for(trust.pk) == shipped()


def test_a_draft_from_a_file_is_refused_line_by_line_and_nothing_is_kept(
    administrator: User, trust: Group
) -> None:
    with MILESTONES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[3]["phase"], rows[5]["owner"] = "ZZZ", "KING"
    with pytest.raises(Refused) as refused:
        start_draft(by=administrator, trust=trust, name="Ours", rows=rows)
    assert [problem.split(":")[0] for problem in refused.value.problems] == [
        "Line 5 (EXP-04)",
        "Line 7 (EXP-06)",
    ]
    assert not PlanTemplate.objects.filter(trust=trust).exists()


def test_a_draft_from_a_file_may_still_not_fit_together(administrator: User, trust: Group) -> None:
    row = {"code": "EXP-01", "title": "Begin", "phase": "EXP", "anchor": "joining", "weeks_order": "-3"}
    draft = start_draft(by=administrator, trust=trust, name="Ours", rows=[row | {"depends_on": "EXP-02"}])
    with pytest.raises(Refused, match="waits for EXP-02, which is not in the template"):
        publish_draft(by=administrator, draft=draft, what_changed="All new")


def test_there_is_one_draft_at_a_time(administrator: User, trust: Group, draft: PlanTemplate) -> None:
    with pytest.raises(Refused, match="There is a draft already"):
        start_draft(by=administrator, trust=trust, name="Ours", source=shipped())


@pytest.mark.parametrize("source", ["neither", "a draft", "another trust's"])
def test_a_draft_starts_from_something_that_may_be_copied(
    administrator: User, trust: Group, other_trust: Group, source: str
) -> None:
    foreign = PlanTemplate.objects.create(name="Theirs", trust=other_trust, version=1)
    TemplateMilestone.objects.create(template=foreign, code="X", position=1, title="T", phase="EXP")
    given = {"neither": None, "a draft": foreign, "another trust's": foreign}[source]
    with pytest.raises(Refused):
        start_draft(by=administrator, trust=trust, name="Ours", source=given)


def test_a_new_milestone_stands_last_in_its_phase_with_a_code_never_used(
    administrator: User, draft: PlanTemplate
) -> None:
    added = add_template_milestone(by=administrator, draft=draft, row=ROW)
    assert added.code == "EXP-10"
    assert codes(draft)[-2:] == ["EXP-09", "EXP-10"]
    assert [each.position for each in draft.milestones.order_by("position")] == list(range(1, 107))
    retire_template_milestone(by=administrator, milestone=added)
    own = add_template_milestone(by=administrator, draft=draft, row=replace(ROW, code="HR-1"))
    assert own.code == "HR-1"


def test_a_code_that_is_taken_or_none_is_refused(administrator: User, draft: PlanTemplate) -> None:
    with pytest.raises(Refused, match="There is a milestone EXP-01 already"):
        add_template_milestone(by=administrator, draft=draft, row=replace(ROW, code="EXP-01"))
    with pytest.raises(Refused, match="letters and numbers"):
        add_template_milestone(by=administrator, draft=draft, row=replace(ROW, code="A;B"))
    with pytest.raises(Refused, match="Enter a title"):
        add_template_milestone(by=administrator, draft=draft, row=replace(ROW, title=" "))


def test_a_change_keeps_code_and_place_and_a_new_phase_puts_it_last(
    administrator: User, draft: PlanTemplate
) -> None:
    first = of(draft, "EXP-01")
    row = replace(row_of(first), title="Begin", code="ZZZ", position=99)
    changed = change_template_milestone(by=administrator, milestone=first, row=row)
    assert (changed.code, changed.position, changed.title) == ("EXP-01", 1, "Begin")
    change_template_milestone(by=administrator, milestone=first, row=replace(row, phase=Phase.PARTNERSHIP))
    assert codes(draft, "PAR")[-2:] == ["PAR-08", "EXP-01"]


def test_who_was_faster_is_said_and_nothing_is_overwritten(
    administrator: User, trust: Group, draft: PlanTemplate
) -> None:
    colleague = MembershipFactory(trust=trust, role=Role.ADMINISTRATOR, user__name="Bo Quick").user
    first = of(draft, "EXP-01")
    state = seen(first)
    change_template_milestone(by=colleague, milestone=first, row=replace(row_of(first), title="Begin"))
    with pytest.raises(TemplateChangedMeanwhile, match="Bo Quick changed “Begin” while you") as told:
        change_template_milestone(
            by=administrator, milestone=first, row=replace(row_of(first), title="Start"), expected=state
        )
    assert of(draft, "EXP-01").title == "Begin"
    again = replace(row_of(first), title="Start")
    change_template_milestone(by=administrator, milestone=first, row=again, expected=told.value.now)
    assert of(draft, "EXP-01").title == "Start"


def test_moving_another_milestone_is_no_change_of_this_one(administrator: User, draft: PlanTemplate) -> None:
    first = of(draft, "EXP-01")
    state = seen(first)
    move_template_milestone(by=administrator, milestone=of(draft, "EXP-05"), after=None)
    assert codes(draft)[:2] == ["EXP-05", "EXP-01"]
    assert seen(of(draft, "EXP-01")) == state


def test_a_milestone_is_put_after_another_of_its_phase(administrator: User, draft: PlanTemplate) -> None:
    move_template_milestone(by=administrator, milestone=of(draft, "EXP-01"), after=of(draft, "EXP-03"))
    assert codes(draft)[:4] == ["EXP-02", "EXP-03", "EXP-01", "EXP-04"]
    with pytest.raises(Refused, match="same phase"):
        move_template_milestone(by=administrator, milestone=of(draft, "EXP-01"), after=of(draft, "LEG-01"))


def test_what_waited_for_a_retired_milestone_waits_for_what_that_one_waited_for(
    administrator: User, draft: PlanTemplate
) -> None:
    waiting = retire_template_milestone(by=administrator, milestone=of(draft, "CON-09"))
    assert [each.code for each in waiting] == ["CON-10"]
    # CON-10 waited for it in one route only, and so waits there for CON-02.
    assert row_of(of(draft, "CON-10")).depends_on == (
        Dependency("EXP-09"),
        Dependency("CON-02", frozenset({Route.VOLUNTARY})),
    )
    assert [each.position for each in draft.milestones.order_by("position")] == list(range(1, 105))
    published = publish_draft(by=administrator, draft=draft, what_changed="Fewer steps")
    assert len(template_rows(published)) == 104


def test_publishing_makes_the_next_version_with_who_when_and_what_changed(
    administrator: User, trust: Group, draft: PlanTemplate
) -> None:
    published = publish_draft(by=administrator, draft=draft, what_changed=" Begins with a walk ")
    assert PlanTemplate.objects.current_for(trust.pk) == published
    assert (published.version, published.published_by) == (1, administrator)
    assert published.what_changed == "Begins with a walk"
    second = start_draft(by=administrator, trust=trust, name="Ours", source=published)
    assert second.version == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda row: replace(row, depends_on=(Dependency("OPN-01"),)),
            "circle, so none of them could be done",
        ),
        (lambda row: replace(row, depends_on=(Dependency("ZZZ-9"),)), "waits for ZZZ-9, which is not in"),
        (
            lambda row: replace(row, days=dict.fromkeys(Route, 0)),
            "is due 74 weeks before conversion, before EXP-01",
        ),
        (
            lambda row: replace(row, conditions={Route.TRANSFER: {"fact": "la_land"}}),
            "is not asked in this route",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused_with_the_names(
    administrator: User, draft: PlanTemplate, change: Callable[[TemplateRow], TemplateRow], said: str
) -> None:
    first = of(draft, "EXP-01")
    change_template_milestone(by=administrator, milestone=first, row=change(row_of(first)))
    with pytest.raises(Refused) as refused:
        publish_draft(by=administrator, draft=draft, what_changed="x")
    assert said in str(refused.value)
    assert "“Log the first enquiry or approach”" in str(refused.value)


def test_publishing_asks_what_changed(administrator: User, draft: PlanTemplate) -> None:
    with pytest.raises(Refused, match="Say what changed"):
        publish_draft(by=administrator, draft=draft, what_changed="  ")


def test_publishing_what_somebody_changed_meanwhile_is_told(
    administrator: User, trust: Group, draft: PlanTemplate
) -> None:
    colleague = MembershipFactory(trust=trust, role=Role.ADMINISTRATOR, user__name="Bo Quick").user
    add_template_milestone(by=colleague, draft=draft, row=ROW)
    with pytest.raises(TemplateChangedMeanwhile, match="Bo Quick changed the draft") as told:
        publish_draft(by=administrator, draft=draft, what_changed="x", expected_edits=1)
    assert told.value.now == "2"


def test_a_draft_that_waits_keeps_the_next_number(
    administrator: User, trust: Group, draft: PlanTemplate
) -> None:
    with MILESTONES.open(encoding="utf-8", newline="") as file:
        published = publish_template(
            by=administrator, name="Ours", rows=list(csv.DictReader(file)), trust=trust
        )
    draft.refresh_from_db()
    assert (published.version, draft.version) == (1, 2)


def test_a_discarded_draft_is_gone(administrator: User, trust: Group, draft: PlanTemplate) -> None:
    discard_draft(by=administrator, draft=draft)
    assert not PlanTemplate.objects.filter(trust=trust).exists()
    with pytest.raises(Refused, match="removed meanwhile"):
        discard_draft(by=administrator, draft=draft)


def test_a_published_version_stays_as_it_is(administrator: User, trust: Group, draft: PlanTemplate) -> None:
    first = of(draft, "EXP-01")
    publish_draft(by=administrator, draft=draft, what_changed="x")
    for write in writes(administrator, draft, first):
        with pytest.raises(Refused, match="This version is published"):
            write()


def writes(by: User, draft: PlanTemplate, first: TemplateMilestone) -> list[Callable[[], object]]:
    """Every write on a draft."""
    return [
        lambda: add_template_milestone(by=by, draft=draft, row=ROW),
        lambda: change_template_milestone(by=by, milestone=first, row=replace(row_of(first), title="x")),
        lambda: move_template_milestone(by=by, milestone=first, after=None),
        lambda: retire_template_milestone(by=by, milestone=first),
        lambda: publish_draft(by=by, draft=draft, what_changed="x"),
        lambda: discard_draft(by=by, draft=draft),
    ]


def test_only_those_who_keep_the_template_write_on_its_drafts(
    cast: dict[str, User | None], trust: Group
) -> None:
    own = start_draft(by=cast["administrator"], trust=trust, name="Ours", source=shipped())
    everyones = start_draft(by=cast["site_administrator"], trust=None, name="Theirs", source=shipped())
    for draft, keeper, owner in ((own, "administrator", trust), (everyones, "site_administrator", None)):
        for who, user in cast.items():
            if user is None or who == keeper:
                continue
            with pytest.raises(NotAllowed):
                start_draft(by=user, trust=owner, name="x", source=shipped())
            for write in writes(user, draft, of(draft, "EXP-01")):
                with pytest.raises(NotAllowed):
                    write()
