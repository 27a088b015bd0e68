"""Gives what the demonstration has played its place in time.

Actions write "now": the engine notes the moment at which each call is meant to have happened, and afterwards this
module moves the rows of that call there. It is the one place that rewrites history, and it does so for invented
rows only; therefore it may use plain updates, which leave no trace of their own.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from partnerships.models import (
    Consultation,
    ConsultationDocument,
    ConsultationStep,
    Contact,
    Decision,
    DfeDeadline,
    Evidence,
    FitAnswer,
    Guidance,
    HandOver,
    Hold,
    Invitation,
    JoiningChange,
    JoiningReason,
    Meeting,
    MeetingQuestion,
    Membership,
    Milestone,
    Note,
    OpeningProposal,
    Partnership,
    PartnershipActivity,
    PartnershipExtension,
    PartnershipMeasure,
    PartnershipService,
    Project,
    ProjectAccess,
    ProjectFact,
    ProjectGroup,
    Promise,
    RatingOverride,
    Response,
    ResponseImport,
    ResponseReport,
    ResponseTheme,
    Review,
    ReviewFinding,
    Risk,
    RuleAcceptance,
    SchoolHoliday,
    SignOff,
    Stakeholder,
    Theme,
    TrustAnswer,
    TrustTerms,
    User,
    Workbook,
)
from partnerships.models._tracking import Call, current_call

R = TypeVar("R")

# What remembers its own day beside the history; None where nothing does.
TRACKED: dict[type[models.Model], str | None] = {
    User: "joined_at",
    Membership: None,
    Project: "started_on",
    ProjectAccess: "named_at",
    ProjectFact: "answered_on",
    Partnership: None,
    JoiningReason: None,
    Contact: None,
    Milestone: None,
    Note: "written_at",
    Evidence: "added_at",
    Decision: "recorded_at",
    Risk: None,
    Hold: None,
    SignOff: "signed_at",
    OpeningProposal: "made_at",
    RatingOverride: "at",
    RuleAcceptance: "at",
    HandOver: "at",
    DfeDeadline: None,
    SchoolHoliday: None,
    ProjectGroup: None,
    PartnershipExtension: "at",
    PartnershipService: None,
    PartnershipMeasure: None,
    PartnershipActivity: None,
    FitAnswer: "answered_on",
    Promise: None,
    Review: None,
    ReviewFinding: None,
    Consultation: None,
    ConsultationStep: None,
    Stakeholder: None,
    Meeting: None,
    MeetingQuestion: None,
    ConsultationDocument: None,
    ResponseReport: "made_at",
    Theme: None,
    ResponseImport: "at",
    Response: None,
    ResponseTheme: None,
    TrustTerms: None,
    TrustAnswer: "answered_on",
    Guidance: None,
    Workbook: "uploaded_at",
}


class Clock:
    """Plays actions at moments of the past."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self._moments: dict[uuid.UUID, dt.datetime] = {}

    def play(
        self,
        moment: dt.datetime,
        action: Callable[..., R],
        /,
        *,
        by: User | None,
        then: Callable[[frozenset[int]], None] | None = None,
        **words: Any,
    ) -> R:
        """Runs the action as one call that `set_in_time` will move to this moment.

        What rests on the project is worked out once, at the end of the demonstration; `then` does some of it at once.
        """
        call = Call(action=action.__name__, by=by, why=str(words.get("why") or ""))
        self._moments[call.id] = moment
        token = current_call.set(call)
        try:
            result = action(by=by, **words)
            if then is not None:
                then(frozenset(call.touched))
            return result
        finally:
            current_call.reset(token)

    def happened(self, call: uuid.UUID, moment: dt.datetime) -> None:
        """Says when a call was made that an action began by itself."""
        self._moments[call] = moment

    def set_in_time(self) -> None:
        """Moves every row that was played to its moment."""
        for model, column in TRACKED.items():
            self._move(model, column)
        for change in JoiningChange.objects.exclude(call=None):
            JoiningChange.objects.filter(pk=change.pk).update(at=self._moments[change.call])
        self._move_invitations()
        self._move_workbooks()

    def _move(self, model: Any, column: str | None) -> None:
        """The history of one model, and the column in which its rows remember their own day."""
        history = model.history.model.objects
        calls = set(history.values_list("call", flat=True)) & set(self._moments)
        for call in calls:
            history.filter(call=call).update(history_date=self._moments[call])
        if column is None:
            return
        key = model._meta.pk.name
        for born, call in history.filter(history_type="+", call__in=calls).values_list(key, "call"):
            at = self._moments[call]
            value = {column: at if column.endswith("at") else timezone.localdate(at)}
            model._base_manager.filter(pk=born).update(**value)
            history.filter(**{key: born}).update(**value)

    def _move_invitations(self) -> None:
        for row in Invitation.history.model.objects.filter(call__in=list(self._moments)):
            at = self._moments[row.call]
            moved = {"accepted_at": at} if row.history_type == "~" else {"invited_at": at}
            if row.history_type == "+":
                moved["expires_at"] = at + dt.timedelta(days=7)
            Invitation.objects.filter(pk=row.id).update(**moved)
            Invitation.history.model.objects.filter(pk=row.pk).update(history_date=at, **moved)

    def _move_workbooks(self) -> None:
        """The moment at which a spreadsheet came in, which its row and the history of it remember."""
        for row in Workbook.objects.brought_in():
            call = row.applied_call
            if call is not None and call in self._moments:
                at = self._moments[call]
                Workbook.objects.filter(pk=row.pk).update(applied_at=at)
                Workbook.history.filter(applied_call=call).update(applied_at=at)
