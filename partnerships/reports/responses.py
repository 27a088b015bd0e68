"""Responses of one consultation as lines of a list, and what stands above them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Min

from partnerships.models import Consultation, ConsultationStep, Respondent, Response, ResponseImport
from partnerships.models.response import ResponseQuerySet
from partnerships.rules.consultation_words import Audience, Channel, Stance, StepKind
from partnerships.rules.saying import counted, say_day

_COLOURS = {Stance.FOR: "green", Stance.AGAINST: "red", Stance.NEUTRAL: "grey", Stance.UNDECIDED: "yellow"}
# Longer comments are folded up in the list.
LONG = 400


@dataclass(frozen=True)
class ResponseRow:
    """One response with what its line says."""

    response: Response

    @property
    def audience(self) -> str:
        return Audience(self.response.audience).label

    @property
    def channel(self) -> str:
        return Channel(self.response.channel).label

    @property
    def stance(self) -> str:
        return Stance(self.response.stance).label

    @property
    def colour(self) -> str:
        """The tag's colour; its words say the same."""
        return _COLOURS[Stance(self.response.stance)]

    @property
    def is_long(self) -> bool:
        return len(self.response.comment) > LONG

    @property
    def themes(self) -> list[str]:
        return sorted((theme.name for theme in self.response.themes.all()), key=str.casefold)

    @property
    def reply(self) -> str:
        """ "Needs a reply", "Replied 3 March 2027", or nothing."""
        if self.response.replied_on is not None:
            return f"Replied {say_day(self.response.replied_on)}"
        return "Needs a reply" if self.response.needs_reply else ""

    @property
    def repeats(self) -> int | None:
        """The number of the response that it repeats."""
        of = self.response.duplicate_of
        return of.number if of is not None else None


@dataclass(frozen=True)
class Senders:
    """How many senders of a consultation are kept, and until when; no names."""

    kept: int
    first: dt.date | None
    last: dt.date | None

    @property
    def words(self) -> str:
        """A sentence; empty where none is kept."""
        if not self.kept or self.first is None or self.last is None:
            return ""
        days = say_day(self.first)
        if self.last != self.first:
            days = f"{days} to {say_day(self.last)}"
        are = "is" if self.kept == 1 else "are"
        return f"Who sent {counted(self.kept, 'response')} {are} kept, and deleted on {days}."


def responses_of(consultation: Consultation) -> ResponseQuerySet:
    """All responses of a consultation, the last first, with their themes and what they repeat.

    Read in queries of their own, not joined: a page far down the list then skips rows of one index only.
    """
    found = Response.objects.filter(consultation=consultation).order_by("-number")
    rows: ResponseQuerySet = found.prefetch_related("themes", "duplicate_of")
    return rows


def rows_of(responses: Iterable[Response]) -> list[ResponseRow]:
    return [ResponseRow(each) for each in responses]


def senders_kept(consultation: Consultation) -> Senders:
    """How many senders of this consultation's responses are kept, and until when."""
    kept = Respondent.objects.filter(response__consultation=consultation)
    found = kept.aggregate(kept=Count("pk"), first=Min("delete_on"), last=Max("delete_on"))
    return Senders(**found)


def last_typed(consultation: Consultation) -> Response | None:
    """The last response that was typed in: its day, channel and group are kept for the next."""
    typed = Response.objects.filter(consultation=consultation, came_in=None, removed_on=None)
    return typed.order_by("-number").first()


def waiting_uploads(consultation: Consultation) -> list[ResponseImport]:
    """Files that somebody chose and has neither saved nor given up."""
    return list(ResponseImport.objects.filter(consultation=consultation, state="read").select_related("by"))


def closing_day(consultation: Consultation) -> dt.date | None:
    """The day on which the consultation closes or closed; None while it is not known."""
    step = ConsultationStep.objects.filter(consultation=consultation, kind=StepKind.CLOSING)
    found = step.select_related("milestone").first()
    if found is None:
        return None
    row = found.milestone or found
    day: dt.date | None = row.done_on or row.due_on
    return day


def imports_of(consultation: Consultation) -> list[ResponseImport]:
    """Files of this consultation that were saved or undone, the last first."""
    found = ResponseImport.objects.filter(consultation=consultation).exclude(state="read")
    return list(found.select_related("by").order_by("-at", "-pk"))
