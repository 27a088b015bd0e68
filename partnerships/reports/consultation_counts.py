"""How much there is of a consultation: groups told, meetings held, responses, papers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from partnerships.models import Consultation
from partnerships.rules.consultation_words import Needed
from partnerships.rules.saying import counted


@dataclass(frozen=True)
class Counts:
    """What the page of a consultation counts. `groups` are those that are not left out."""

    groups: int
    told: int
    must: int
    must_told: int
    meetings: int
    attendance: int
    papers: int
    to_reply: int

    @property
    def groups_words(self) -> str:
        """ "7 of 12 groups told"; and how many of those that must be."""
        if not self.groups:
            return "No groups yet"
        said = f"{self.told} of {counted(self.groups, 'group')} told"
        return f"{said}, {self.must_told} of {self.must} that must be" if self.must else said

    @property
    def meetings_words(self) -> str:
        if not self.meetings:
            return "No meetings yet"
        came = f", {self.attendance:,} came" if self.attendance else ""
        return f"{counted(self.meetings, 'meeting')}{came}"


def counts_of(consultation: Consultation) -> Counts:
    """Four counts of one consultation, one query each."""
    must, told = Q(needed=Needed.MUST), Q(told_on__isnull=False)
    groups = consultation.stakeholders.filter(left_out=False).aggregate(
        groups=Count("pk"),
        told=Count("pk", filter=told),
        must=Count("pk", filter=must),
        must_told=Count("pk", filter=must & told),
    )
    meetings = consultation.meetings.filter(cancelled_on=None).aggregate(
        meetings=Count("pk"), attendance=Sum("attendance", default=0)
    )
    papers = consultation.documents.filter(withdrawn_on=None).count()
    to_reply = consultation.responses.needing_a_reply().count()
    return Counts(**groups, **meetings, papers=papers, to_reply=to_reply)
