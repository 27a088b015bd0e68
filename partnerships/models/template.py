from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from partnerships.models._choices import one_of
from partnerships.models._tracking import tracked
from partnerships.permissions import May
from partnerships.rules.plan import TemplateRow
from partnerships.rules.words import Anchor, OwnerRole, Phase

if TYPE_CHECKING:
    from partnerships.models.people import User


def keeps_template(user: User, trust_id: int | None) -> bool:
    """A trust's administrators keep its template, site administrators the shipped one (no trust)."""
    if trust_id is None:
        return user.may(May.SITE_MANAGE_TEMPLATES)
    return user.may(May.MANAGE_TEMPLATES, trust_id)


class PlanTemplateQuerySet(models.QuerySet["PlanTemplate"]):
    def published(self) -> PlanTemplateQuerySet:
        return self.filter(published_at__isnull=False)

    def drafts(self) -> PlanTemplateQuerySet:
        return self.filter(published_at=None)

    def visible_to(self, user: User) -> PlanTemplateQuerySet:
        """The shipped template is everybody's to read; a trust's own is read by the trust's people alone."""
        return self.filter(models.Q(trust=None) | models.Q(trust_id__in=list(user.roles)))

    def current_for(self, trust_id: int) -> PlanTemplate:
        """The newest published template for a trust: its own if it has one, else the shipped one."""
        own = self.published().filter(trust_id=trust_id).order_by("-version").first()
        return own or self.published().filter(trust=None).order_by("-version")[0]


class PlanTemplate(models.Model):
    """One version of a plan template. Projects keep the version they were started from."""

    name = models.CharField(max_length=100)
    trust = models.ForeignKey(
        "Group", null=True, blank=True, on_delete=models.PROTECT, related_name="templates"
    )
    version = models.PositiveIntegerField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    what_changed = models.TextField(blank=True)
    # Until it is published it is a draft, which no project follows; `edits` tells a form whether somebody was faster.
    started_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    edits = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanTemplateQuerySet.as_manager()
    history = tracked(excluded_fields=["edits"])
    # The milestones as the rules know them, once somebody has asked.
    rows_read: list[TemplateRow] | None = None

    class Meta:
        ordering = ["trust", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["trust", "version"], name="template_version_once_per_trust"),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(trust=None), name="shipped_template_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {'draft of ' if self.is_draft else ''}version {self.version}"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None


class TemplateMilestone(models.Model):
    """One milestone as a template has it: where it stands in each route, when it applies, what it waits for."""

    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="milestones")
    code = models.CharField(max_length=10)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    phase = models.CharField(max_length=3, choices=Phase.choices())
    anchor = models.CharField("counted from", max_length=20, choices=Anchor.choices(), default=Anchor.JOINING)
    # Days from the anchor by route, {"voluntary": -84, ...}; a route that is not there does not have the milestone.
    days = models.JSONField(default=dict)
    repeat_days = models.PositiveIntegerField(null=True, blank=True)
    takes_days = models.PositiveIntegerField("days it usually takes", null=True, blank=True)
    # A condition by route (partnerships.rules.conditions); a route that is not there always has the milestone.
    applies = models.JSONField(default=dict, blank=True)
    # [{"code": "LEG-10", "routes": ["voluntary", "order"]}]; no routes means in all of them.
    depends_on = models.JSONField(default=list, blank=True)
    owner_roles = models.CharField("owner", max_length=60, blank=True, help_text="Codes, separated by commas")
    evidence = models.CharField(max_length=200, blank=True)
    guidance = models.TextField(blank=True)

    history = tracked()

    class Meta:
        verbose_name = "milestone of a template"
        verbose_name_plural = "milestones of templates"
        ordering = ["template", "position"]
        constraints = [
            models.UniqueConstraint(fields=["template", "code"], name="code_once_per_template"),
            one_of("phase", Phase, name="template_milestone_phase_is_known"),
            one_of("anchor", Anchor, name="template_milestone_anchor_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def owner_role_list(self) -> list[OwnerRole]:
        return [OwnerRole(code) for code in self.owner_roles.split(",") if code]
