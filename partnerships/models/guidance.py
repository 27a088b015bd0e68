"""Published guidance that milestones, fields and checks rest on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from partnerships.models._search import has_words
from partnerships.models._tracking import tracked

if TYPE_CHECKING:
    from partnerships.models.people import User


class GuidanceQuerySet(models.QuerySet["Guidance"]):
    def visible_to(self, user: User) -> GuidanceQuerySet:
        """Guidance shared by all, and that of this person's trusts."""
        return self.filter(Q(trust=None) | Q(trust__in=list(user.roles)))

    def search(self, words: str) -> GuidanceQuerySet:
        """Every word occurs in the title, publisher or what it says."""
        return self.filter(has_words(words.split(), "title", "publisher", "says"))

    def review_due(self, *, on: dt.date) -> GuidanceQuerySet:
        """With a review on that day or before."""
        return self.filter(review_on__lte=on)

    def with_stale_links(self) -> GuidanceQuerySet:
        """Whose link did not answer when it was last tried."""
        return self.filter(link_failed_on__isnull=False)


class Guidance(models.Model):
    """One piece of published guidance: what it says in a sentence, and what here rests on it.

    Without a trust it is shared by every trust of the installation.
    """

    trust = models.ForeignKey(
        "Group", null=True, blank=True, on_delete=models.CASCADE, related_name="guidance"
    )
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120)
    url = models.URLField("link", max_length=500)
    published_on = models.DateField("published or updated", null=True, blank=True)
    says = models.TextField("what it says, in a sentence")
    # What rests on it: codes of milestones ("CON-04") and keys of checks and fields (partnerships.rules.guidance).
    about = models.JSONField("what rests on it", default=list, blank=True)
    review_on = models.DateField("look at it again on", null=True, blank=True)
    link_checked_on = models.DateField(null=True, blank=True, editable=False)
    # Since when the link has not answered, and with what.
    link_failed_on = models.DateField(null=True, blank=True, editable=False)
    link_answer = models.CharField(max_length=120, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = GuidanceQuerySet.as_manager()
    history = tracked(excluded_fields=["version", "link_checked_on", "link_failed_on", "link_answer"])

    class Meta:
        verbose_name_plural = "guidance"
        ordering = ["publisher", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "url"], name="guidance_once_per_trust",
                violation_error_message="This link is in the list already.",
            ),
            models.UniqueConstraint(
                fields=["url"], condition=Q(trust=None), name="shared_guidance_once",
                violation_error_message="This link is in the list already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
