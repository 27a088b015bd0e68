"""The vocabulary of consultations: their window, how far they have got, and what lists search and sort by."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from partnerships.models._project_queryset import NAMED_WITH, visible_projects
from partnerships.models._search import has_words
from partnerships.models.project_records import ChildQuerySet
from partnerships.rules.consultation_words import StepKind
from partnerships.rules.consultations.state import SOON_DAYS, ConsultationState
from partnerships.rules.words import HAPPENED, DecisionOutcome

if TYPE_CHECKING:
    from partnerships.models.people import User

# What has not been decided yet: the matter comes back.
_UNDECIDED = (DecisionOutcome.DEFERRED.value,)
_HAPPENED = [status.value for status in HAPPENED]


class ConsultationQuerySet(ChildQuerySet):
    def visible_to(self, user: User) -> ConsultationQuerySet:
        return self.filter(visible_projects(user, "project__"))

    def with_window(self) -> ConsultationQuerySet:
        """Adds `opens_on` and `closes_on`: when its steps happened, else when they are due; None while not known.

        A step that is a milestone has that milestone's days.
        """
        windows: ConsultationQuerySet = self.annotate(
            opens_on=_day_of(StepKind.OPENING), closes_on=_day_of(StepKind.CLOSING)
        )
        return windows

    def with_progress(self) -> ConsultationQuerySet:
        """`with_window`, and `has_opened`, `has_closed` and `is_decided`: what was logged and recorded."""
        found: ConsultationQuerySet = self.with_window().annotate(
            has_opened=_happened(StepKind.OPENING),
            has_closed=_happened(StepKind.CLOSING),
            is_decided=Q(_recorded()) | Q(_happened(StepKind.DECISION)) | Q(_happened(StepKind.CONSENT)),
        )
        return found

    def with_responses(self) -> ConsultationQuerySet:
        """Adds `response_count`: the responses that count, without duplicates and what was taken out."""
        responses = apps.get_model("partnerships", "Response")._default_manager
        mine = responses.filter(consultation=OuterRef("pk"), removed_on=None, duplicate_of=None).order_by()
        count = mine.values("consultation").annotate(count=Count("pk")).values("count")
        found: ConsultationQuerySet = self.annotate(response_count=Coalesce(Subquery(count), 0))
        return found

    def going_on(self) -> ConsultationQuerySet:
        """Neither stopped nor of an ended project."""
        return self.filter(stopped_on=None, project__ended_on=None)

    def open_on(self, day: dt.date) -> ConsultationQuerySet:
        """In their window on that day; needs `with_window`."""
        return self.filter(stopped_on=None, opens_on__lte=day, closes_on__gte=day)

    def in_state(self, state: str, *, on: dt.date) -> ConsultationQuerySet:
        """As `rules.consultations.state.state_of` has it; needs `with_progress`."""
        return self.filter(_is_in(ConsultationState(state), on))

    def needing_attention(self, *, on: dt.date) -> ConsultationQuerySet:
        """Open with its last day at most a week away, or planned with its first day gone; needs `with_progress`."""
        last = on + dt.timedelta(days=SOON_DAYS)
        closing = _is_in(ConsultationState.OPEN, on) & Q(closes_on__lte=last)
        return self.filter(closing | _is_in(ConsultationState.PLANNED, on) & Q(opens_on__lt=on))

    def in_month(self, name: str, month: dt.date) -> ConsultationQuerySet:
        """Whose `opens_on` or `closes_on` (`name`) falls in this month; needs `with_window`."""
        after = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        return self.filter(**{f"{name}__gte": month, f"{name}__lt": after})

    def search(self, words: str) -> ConsultationQuerySet:
        """Every word occurs in the title, or in the school's name or URN."""
        return self.filter(has_words(words.split(), "title", "project__school__name", "project__school__urn"))

    def with_names(self) -> ConsultationQuerySet:
        """Reads project, school, trusts and lead along."""
        return self.select_related(*(f"project__{name}" for name in NAMED_WITH))

    def newest_window_first(self) -> ConsultationQuerySet:
        """Those without a day yet first, then by the day on which they open; needs `with_window`."""
        return self.order_by(F("opens_on").desc(nulls_first=True), "project__school__name", "-pk")


def _is_in(state: ConsultationState, on: dt.date) -> Q:
    going, undecided = Q(stopped_on=None), Q(is_decided=False)
    over = Q(has_closed=True) | Q(has_opened=True, closes_on__lt=on)
    still = Q(has_opened=True, has_closed=False) & (Q(closes_on=None) | Q(closes_on__gte=on))
    return {
        ConsultationState.STOPPED: ~going,
        ConsultationState.DECIDED: going & Q(is_decided=True),
        ConsultationState.CLOSED: going & undecided & over,
        ConsultationState.OPEN: going & undecided & still,
        ConsultationState.PLANNED: going & undecided & Q(has_opened=False, has_closed=False),
    }[state]


def _steps(kind: StepKind) -> models.QuerySet[models.Model]:
    steps = apps.get_model("partnerships", "ConsultationStep")._default_manager
    return steps.filter(consultation=OuterRef("pk"), kind=kind.value).order_by()


def _day_of(kind: StepKind) -> Subquery:
    day = Coalesce("milestone__done_on", "milestone__due_on", "done_on", "due_on")
    return Subquery(_steps(kind).values_list(day)[:1], output_field=models.DateField())


def _happened(kind: StepKind) -> Exists:
    done = Q(done_on__isnull=False) | Q(milestone__in_plan=True, milestone__status__in=_HAPPENED)
    return Exists(_steps(kind).filter(done))


def _recorded() -> Exists:
    """A decision was recorded after it, or on the milestone that its decision is, that was not put off."""
    decisions = apps.get_model("partnerships", "Decision")._default_manager
    after = Q(consultation=OuterRef("pk")) | Q(milestone__consultation_step__consultation=OuterRef("pk"))
    return Exists(decisions.filter(after).exclude(outcome__in=_UNDECIDED).order_by())
