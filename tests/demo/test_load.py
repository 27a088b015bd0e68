"""The demonstration keeps its promises: what it shows, and that its story makes sense."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Count, F, Q
from django.test import Client
from django.utils import timezone

from partnerships.actions.workbook_undo import undo_problems
from partnerships.demo.accounts import ACCOUNTS, COLLEAGUES, PASSWORD
from partnerships.demo.backdate import TRACKED
from partnerships.demo.trusts import MAIN, OTHER
from partnerships.imports.workbooks.planning import plan_of
from partnerships.models import (
    Evidence,
    Group,
    GroupMembership,
    JoiningChange,
    Milestone,
    Note,
    Project,
    ProjectFact,
    School,
    SchoolLink,
    User,
    Workbook,
)
from partnerships.rules.plan import effective_dependencies
from partnerships.rules.words import Phase, Route, Status
from partnerships.rules.workbook.words import Becomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def _today() -> dt.date:
    return timezone.localdate()


def test_it_loads_the_number_of_projects_it_says(demo: int) -> None:
    assert Project.objects.count() == demo
    assert 30 <= Project.objects.filter(trust=MAIN).count() <= 40


def test_all_routes_and_a_project_without_one() -> None:
    assert set(Project.objects.values_list("route", flat=True)) == {*map(str, Route), ""}


def test_every_phase_is_under_way_or_done_somewhere() -> None:
    live = Milestone.objects.filter(project__ended_on=None, project__trust=MAIN).exclude(status="not_started")
    assert set(live.values_list("phase", flat=True)) == set(map(str, Phase))


def test_projects_span_about_two_years() -> None:
    months = [project.joining_month for project in Project.objects.exclude(joining_month=None)]
    assert (max(months) - min(months)).days > 650
    assert any(month < _today() for month in months)


@pytest.mark.parametrize(
    ("what", "where"),
    [
        (
            "church school with a foundation",
            Q(school__type_code="02", school__religious_character__startswith="Church"),
        ),
        ("PFI school", Q(facts__key="pfi", facts__answer="yes")),
        ("special school", Q(school__type_code="07")),
        ("nursery", Q(school__nursery_provision="Has Nursery Classes")),
        ("no date yet", Q(joining_month=None)),
        ("enquiry", Q(route="") & ~Q(enquiry="")),
        ("confidential", Q(confidential=True)),
        ("withdrawn", Q(outcome="withdrawn_school")),
        ("declined", Q(outcome="declined_trust")),
        ("completed", Q(outcome="completed")),
        ("transfer of a single-academy trust", Q(outgoing_trust__type_code="10", facts__answer="yes")),
        ("partnership", Q(partnership__isnull=False)),
        ("moved twice", Q(moves=2)),
    ],
)
def test_there_is_a_project_with(what: str, where: Q) -> None:
    moved = Q(joining_changes__from_month__isnull=False) & ~Q(
        joining_changes__from_month=F("joining_changes__to_month")
    )
    assert Project.objects.annotate(moves=Count("joining_changes", filter=moved)).filter(where).exists(), what


@pytest.mark.parametrize(
    ("what", "where"),
    [
        ("on hold", Q(on_hold_since__isnull=False)),
        ("handed over, with a note", ~Q(hand_overs__note="") & Q(hand_overs__to_user=F("lead"))),
        ("ready to open, signed", Q(sign_offs__gate="open")),
        ("forecast two months late", Q(forecast__months_late=2)),
        (
            "opened and matched to its new URN in GIAS",
            Q(opening_proposals__state="accepted", academy__isnull=False),
        ),
        ("shown by GIAS as opened, not recorded yet", Q(opening_proposals__state="open", academy=None)),
        ("rated by hand", Q(rating_overrides__isnull=False)),
        (
            "a decision with conditions",
            Q(decisions__outcome="conditions", decisions__conditions__isnull=False),
        ),
        ("a group of schools joining together", Q(group__shared_codes__isnull=False)),
        ("a fixed date", Q(milestones__fixed_on__isnull=False)),
        ("a kept file", Q(evidence__file_name__endswith=".csv")),
        ("a risk due for review", Q(risks__closed_on=None, risks__review_on__isnull=False)),
        ("a broken rule that a manager accepted", Q(accepted_rules__isnull=False)),
        ("a broken rule that waits for a manager", Q(milestones__status=Status.HELD)),
    ],
)
def test_there_is_a_living_plan_with(what: str, where: Q) -> None:
    assert Project.objects.filter(where).exists(), what


def test_a_date_that_slipped_twice_has_its_reasons() -> None:
    moved = (
        JoiningChange.objects.exclude(reasons=None).values("project").annotate(n=Count("pk", distinct=True))
    )
    assert max(each["n"] for each in moved) >= 2


def test_some_projects_are_late_and_none_is_a_wall_of_late() -> None:
    late = list(Project.objects.live().with_progress(on=_today()).values_list("late_count", flat=True))
    assert sum(1 for count in late if count) >= 8
    assert sum(1 for count in late if not count) >= 8
    assert max(late) <= 8


def test_rows_wait_on_somebody_for_weeks() -> None:
    since = Milestone.objects.filter(status=Status.WAITING).values_list("waiting_since", flat=True)
    assert len(since) >= 10
    assert min(since) < _today() - dt.timedelta(weeks=8)


def test_own_rows_reasons_evidence_and_owners_are_there() -> None:
    assert Milestone.objects.filter(code="").count() >= 8
    assert Milestone.objects.exclude(override_reason="").count() >= 2
    assert Milestone.objects.exclude(owner=None).exists()
    links = Evidence.objects.exclude(url="").values_list("url", flat=True)
    assert len(links) > 100
    assert all(link.startswith("https://files.havenlight.example/") for link in links)


def test_nothing_has_happened_in_the_future() -> None:
    now, today = timezone.now(), _today()
    assert not Milestone.objects.filter(Q(done_on__gt=today) | Q(waiting_since__gt=today)).exists()
    assert not Note.objects.filter(written_at__gt=now).exists()
    assert not JoiningChange.objects.filter(at__gt=now).exists()
    assert not Project.objects.filter(Q(started_on__gt=today) | Q(ended_on__gt=today)).exists()
    assert not ProjectFact.objects.filter(answered_on__gt=today).exists()
    assert len(TRACKED) > 20
    for model in TRACKED:
        assert not model.history.filter(history_date__gt=now).exists(), model


def test_history_is_spread_over_the_past() -> None:
    long_ago = timezone.now() - dt.timedelta(days=400)
    recent = timezone.now() - dt.timedelta(days=7)
    logged = Milestone.history.filter(action="log_progress")
    assert logged.filter(history_date__lt=long_ago).exists()
    assert 5 <= logged.filter(history_date__gt=recent).count() <= 80
    assert Note.objects.filter(written_at__lt=long_ago).exists()
    assert logged.values("history_user").distinct().count() >= 7


def test_history_of_a_milestone_goes_forward() -> None:
    before: dict[int, dt.datetime] = {}
    entries = list(Milestone.history.order_by("history_id").values_list("id", "history_date"))
    assert len(entries) > Milestone.objects.count() > 2000
    for key, at in entries:
        assert before.get(key, at) <= at
        before[key] = at


def test_nothing_is_done_before_what_it_depends_on() -> None:
    compared = 0
    for project in Project.objects.prefetch_related("milestones"):
        rows = {row.code: row for row in project.milestones.all() if row.code and row.occurrence == 1}
        left_out = {code for code, row in rows.items() if not row.in_plan}
        waits_for = effective_dependencies({code: row.depends_on for code, row in rows.items()}, left_out)
        for code, row in rows.items():
            if not row.is_done or row.done_before_tracking:
                continue
            for earlier in (rows[each] for each in waits_for[code]):
                assert earlier.has_happened, (project, code, earlier.code)
                assert earlier.done_before_tracking or earlier.done_on <= row.done_on, (project, code)
                compared += 1
    assert compared > 1000


def test_an_opened_school_is_in_the_trust_with_its_predecessor_closed() -> None:
    opened = Milestone.objects.filter(code="OPN-01", status="done").select_related("project__school")
    assert len(opened) >= 8
    for row in opened:
        school = row.project.school
        if row.project.route != Route.TRANSFER:
            assert school.is_closed
            school = SchoolLink.objects.get(school=school, link_type="Successor").other
        assert school.trust_id == row.project.trust_id
        place = GroupMembership.objects.get(school=school, gone_on=None)
        assert (place.group_id, place.joined_on) == (row.project.trust_id, row.done_on)


def test_schools_and_trusts_are_marked_as_invented() -> None:
    assert School.objects.count() >= 45
    assert not School.objects.filter(Q(is_demo=False) | Q(urn__lte=900000)).exists()
    assert not Group.objects.filter(Q(is_demo=False) | Q(uid__lte=900000)).exists()
    assert Group.objects.trusts().count() == 5


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.email)
def test_every_demo_account_can_sign_in(account: object) -> None:
    client = Client()
    assert client.login(email=account.email, password=PASSWORD)
    user = User.objects.get(email=account.email)
    assert user.is_site_administrator == account.site_administrator
    place = user.memberships.get()
    assert (place.role, place.job) == (account.role, account.job)
    assert place.trust_id == (OTHER if account.outsider else MAIN)


@pytest.mark.parametrize("account", COLLEAGUES, ids=lambda account: account.email)
def test_colleagues_have_no_password_that_anybody_knows(account: object) -> None:
    user = User.objects.get(email=account.email)
    assert not user.check_password(PASSWORD)
    assert not user.check_password("")


def test_confidential_projects_are_seen_by_the_named_only() -> None:
    def sees(email: str) -> int:
        return Project.objects.visible_to(User.objects.get(email=email)).filter(confidential=True).count()

    assert Project.objects.filter(confidential=True).count() == 2
    assert (sees("viewer@demo.example"), sees("manager@demo.example")) == (2, 1)
    assert (sees("editor@demo.example"), sees("outsider@demo.example")) == (0, 0)


def test_the_outsider_sees_projects_of_the_other_trust_only() -> None:
    seen = Project.objects.visible_to(User.objects.get(email="outsider@demo.example"))
    assert set(seen.values_list("trust_id", flat=True)) == {OTHER}
    assert seen.count() == 3


def test_a_spreadsheet_came_in_weeks_ago_and_can_still_be_undone() -> None:
    came_in = Workbook.objects.brought_in().get()
    assert came_in.applied_at is not None
    assert dt.timedelta(days=20) < timezone.now() - came_in.applied_at < dt.timedelta(days=30)
    assert (came_in.created, came_in.changed, came_in.cells_left_out) == (2, 1, 1)
    assert came_in.by is not None
    assert undo_problems(came_in, came_in.by) == []


def test_another_waits_with_everything_to_settle() -> None:
    waits = Workbook.objects.read_only().get()
    assert waits.by is not None
    plan = plan_of(waits, by=waits.by)
    assert plan.counts[Becomes.NEW] == 1
    assert plan.counts[Becomes.CHANGED] == 2
    refused = [each for each in plan.schools if each.becomes == Becomes.REFUSED]
    assert any(each.candidates for each in refused)
    assert not all(each.candidates for each in refused)
    assert any(each.reasons_wanted for each in plan.schools)
    assert plan.words
