from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from partnerships.models._choices import one_of
from partnerships.models._tracking import tracked
from partnerships.models.project import NAMED_WITH, going_on, visible_projects
from partnerships.rules.dates import is_late
from partnerships.rules.words import HAPPENED, Anchor, Applies, DueBy, OwnerRole, Party, Phase, Status

if TYPE_CHECKING:
    from partnerships.models.people import User

# What reports count as due soon.
SOON_DAYS = 30


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, user: User) -> MilestoneQuerySet:
        return self.filter(visible_projects(user, "project__"))

    def with_project(self) -> MilestoneQuerySet:
        """Reads each row's project along, with its school, trusts and lead."""
        return self.select_related(*(f"project__{name}" for name in NAMED_WITH))

    def in_plan(self) -> MilestoneQuerySet:
        return self.filter(in_plan=True)

    def of_live_projects(self) -> MilestoneQuerySet:
        return self.filter(project__ended_on=None)

    def to_do(self) -> MilestoneQuerySet:
        """In the plan and not done; what is done and waits for a manager's reason is nobody's work any more."""
        # Two conditions, the first as the index `milestone_to_do` has it.
        return self.filter(in_plan=True).exclude(status=Status.DONE).exclude(status=Status.HELD)

    def held(self) -> MilestoneQuerySet:
        """Done against a rule, in the plan of a live project: waits for a manager's reason."""
        return self.filter(in_plan=True, status=Status.HELD, project__ended_on=None)

    def that_may_need_a_reason(self, codes: Iterable[str]) -> MilestoneQuerySet:
        """What waits for a manager's reason, and what was done of these codes: the rules decide which is which."""
        return self.filter(
            Q(status=Status.HELD) | Q(status=Status.DONE, code__in=sorted(codes), occurrence=1)
        )

    def late(self, *, on: dt.date) -> MilestoneQuerySet:
        """Due before `on`, not done, and in the plan of a project that is live and not on hold."""
        return self.to_do().filter(going_on("project__"), due_on__lt=on)

    def due_within(self, days: int, *, on: dt.date) -> MilestoneQuerySet:
        """Not done and due from `on` up to `days` days later, in projects that are live and not on hold."""
        return self.to_do().filter(going_on("project__"), due_on__range=(on, on + dt.timedelta(days=days)))

    def owned_by_role(self, code: str) -> MilestoneQuerySet:
        """Whose owners include this role; the column holds codes separated by commas."""
        return self.filter(_has_role(code))

    def mine(self, user: User) -> MilestoneQuerySet:
        """What is assigned to this person, else what their projects' plans give to their job.

        The trust project lead's rows are those of the projects this person leads.
        """
        by_job = Q(project__lead=user) & _has_role(OwnerRole.TL)
        for trust_id, membership in user.roles.items():
            if membership.job and membership.job != OwnerRole.TL:
                by_job |= Q(project__trust_id=trust_id) & _has_role(membership.job)
        return self.filter(Q(owner=user) | Q(owner=None) & by_job)

    def not_applicable(self) -> MilestoneQuerySet:
        return self.filter(in_plan=False)

    def late_by(self, days: int, *, on: dt.date) -> MilestoneQuerySet:
        """Late by at least so many whole days."""
        return self.late(on=on).filter(due_on__lte=on - dt.timedelta(days=days))

    def with_status(self, status: str) -> MilestoneQuerySet:
        """In the plan, with this status."""
        return self.filter(in_plan=True, status=status)

    def waiting_longest(self) -> MilestoneQuerySet:
        """Waiting for somebody, in the plans of live projects; the longest wait first."""
        waiting = self.filter(in_plan=True, status=Status.WAITING, project__ended_on=None)
        return waiting.order_by(F("waiting_since").asc(nulls_last=True), "due_on", "pk")

    def of_phases(self, phases: Iterable[Phase]) -> MilestoneQuerySet:
        return self.filter(phase__in=[phase.value for phase in phases])

    def due_between(self, first: dt.date | None, last: dt.date | None) -> MilestoneQuerySet:
        """Due from `first` to `last`, both included; None is no bound."""
        found = self if first is None else self.filter(due_on__gte=first)
        return found if last is None else found.filter(due_on__lte=last)

    def tallied_by(self, *fields: str, on: dt.date) -> models.QuerySet[Milestone, dict[str, Any]]:
        """One dictionary per value of `fields`: found, done, late, soon (due in 30 days) and waiting, as of `on`.

        In projects on hold nothing is late or due soon.
        Counts a column that the index `milestone_counts` holds, not the key, which it does not.
        """
        to_do = Q(going_on("project__"), in_plan=True) & ~Q(status__in=[Status.DONE, Status.HELD])
        soon = (on, on + dt.timedelta(days=SOON_DAYS))
        tallies: models.QuerySet[Milestone, dict[str, Any]] = (
            self.order_by()
            .values(*fields)
            .annotate(
                found=Count("status"),
                done=Count("status", filter=Q(in_plan=True, status=Status.DONE)),
                late=Count("status", filter=to_do & Q(due_on__lt=on)),
                soon=Count("status", filter=to_do & Q(due_on__range=soon)),
                waiting=Count("status", filter=Q(in_plan=True, status=Status.WAITING)),
            )
        )
        return tallies

    def with_evidence_there(self) -> MilestoneQuerySet:
        """Adds `evidence_there`: whether a file or link is kept on it."""
        return self.annotate(evidence_there=Exists(_evidence_on()))

    def done_without_evidence(self) -> MilestoneQuerySet:
        """Done and in the plan, with evidence wanted and none kept. What was done before tracking is left out."""
        done = self.with_status(Status.DONE).filter(done_before_tracking=False).exclude(evidence_wanted="")
        return done.exclude(Exists(_evidence_on()))

    def in_plan_order(self) -> MilestoneQuerySet:
        return self.order_by("position", "occurrence", "pk")


def _evidence_on() -> models.QuerySet[Any]:
    from partnerships.models.decision import Evidence

    return Evidence.objects.standing().filter(milestone=OuterRef("pk")).order_by()


def _has_role(code: str) -> Q:
    return (
        Q(owner_roles=code)
        | Q(owner_roles__startswith=f"{code},")
        | Q(owner_roles__endswith=f",{code}")
        | Q(owner_roles__contains=f",{code},")
    )


class Milestone(models.Model):
    """One milestone of one project's plan: a copy of the template's row, with what was logged on it.

    A row of the team's own has no code. `in_plan`, `applies` and `due_on` are worked out by the rules and kept here
    so that lists and reports can ask the database.
    """

    project = models.ForeignKey("Project", on_delete=models.CASCADE, related_name="milestones")
    code = models.CharField(max_length=10, blank=True)
    occurrence = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200)
    phase = models.CharField(max_length=3, choices=Phase.choices())
    anchor = models.CharField("counted from", max_length=20, choices=Anchor.choices(), default=Anchor.JOINING)
    days = models.IntegerField("days after that", null=True, blank=True)
    due_on = models.DateField("due", null=True, blank=True)
    due_by = models.CharField(max_length=12, choices=DueBy.choices(), blank=True)
    # A date of its own, which does not move with the joining date.
    fixed_on = models.DateField("fixed date", null=True, blank=True)
    fixed_reason = models.TextField("why the date is fixed", blank=True)
    takes_days = models.PositiveIntegerField("days it usually takes", null=True, blank=True)
    depends_on = models.JSONField(default=list, blank=True)
    evidence_wanted = models.CharField("evidence", max_length=200, blank=True)
    guidance = models.TextField(blank=True)

    owner_roles = models.CharField("owner role", max_length=60, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="milestones"
    )
    # Somebody outside the trust whom it belongs to, from the project's contacts.
    owner_contact = models.ForeignKey(
        "Contact", null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_milestones"
    )
    # The decision of which this is a condition.
    decision = models.ForeignKey(
        "Decision", null=True, blank=True, on_delete=models.SET_NULL, related_name="conditions"
    )

    applies = models.CharField(max_length=10, choices=Applies.choices(), default=Applies.YES)
    # The facts that decided `applies`, or that would have to be known.
    because = models.JSONField(default=list, blank=True)
    # A person's word against the facts: "yes" or "no" with a reason; empty while the facts decide.
    override = models.CharField(
        max_length=3, choices=[("yes", "Applies"), ("no", "Not applicable")], blank=True
    )
    override_reason = models.TextField(blank=True)
    in_plan = models.BooleanField(default=True)

    status = models.CharField(max_length=12, choices=Status.choices(), default=Status.NOT_STARTED)
    done_on = models.DateField("done", null=True, blank=True)
    done_before_tracking = models.BooleanField("done before tracking began", default=False)
    waiting_on = models.CharField(max_length=100, blank=True)
    waiting_since = models.DateField(null=True, blank=True)
    waiting_party = models.CharField(max_length=10, choices=Party.choices(), blank=True)
    waiting_contact = models.ForeignKey(
        "Contact", null=True, blank=True, on_delete=models.SET_NULL, related_name="awaited_milestones"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MilestoneQuerySet.as_manager()
    history = tracked(excluded_fields=["version", "depends_on", "evidence_wanted", "guidance"])

    class Meta:
        ordering = ["project", "position", "occurrence", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code", "occurrence"], condition=~Q(code=""), name="code_once_per_project"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.DONE, Status.HELD])
                | Q(done_on__isnull=False)
                | Q(done_before_tracking=True),
                name="done_has_a_date_or_was_before_tracking",
                violation_error_message="Enter the date it was done.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DONE, Status.HELD]) | Q(done_on=None),
                name="only_done_has_a_done_date",
            ),
            models.CheckConstraint(
                condition=Q(fixed_on=None) | ~Q(fixed_reason=""),
                name="fixed_date_has_a_reason",
                violation_error_message="Enter why the date is fixed.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WAITING) | ~Q(waiting_on=""),
                name="waiting_says_on_whom",
                violation_error_message="Enter who you are waiting for.",
            ),
            models.CheckConstraint(
                condition=Q(override="") | ~Q(override_reason=""),
                name="override_has_a_reason",
                violation_error_message="Enter a reason.",
            ),
            one_of("status", Status, name="milestone_status_is_known"),
            one_of("phase", Phase, name="milestone_phase_is_known"),
            one_of("applies", Applies, name="milestone_applies_is_known"),
            one_of("due_by", DueBy, name="milestone_due_by_is_known", blank=True),
            one_of("waiting_party", Party, name="milestone_waiting_party_is_known", blank=True),
        ]
        indexes = [
            models.Index(fields=["project", "position"], name="milestone_plan"),
            models.Index(fields=["due_on", "status"], name="milestone_due"),
            models.Index(
                fields=["project", "due_on"],
                name="milestone_to_do",
                condition=Q(in_plan=True) & ~Q(status=Status.DONE),
            ),
            models.Index(fields=["owner", "due_on"], name="milestone_owner_due"),
            # Holds all that lists and reports count, so that a count does not read the rows themselves.
            models.Index(fields=["project", "in_plan", "phase", "status", "due_on"], name="milestone_counts"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_own_row(self) -> bool:
        """Added by the team, not by the template."""
        return self.code == ""

    @property
    def is_done(self) -> bool:
        """Done, and counted as done."""
        return self.status == Status.DONE

    @property
    def has_happened(self) -> bool:
        """Done, whether or not it counts already."""
        return self.status in HAPPENED

    def is_late(self, today: dt.date) -> bool:
        """Due before today and not done; whether its project is on hold or has ended, its page asks."""
        return self.in_plan and is_late(self.due_on, today, done=self.has_happened)

    @property
    def owner_role_list(self) -> list[OwnerRole]:
        return [OwnerRole(code) for code in self.owner_roles.split(",") if code]
