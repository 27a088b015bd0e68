"""The groups, meetings and papers of one consultation, as its pages and downloads list them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from partnerships.models import Consultation, ConsultationDocument, Meeting, MeetingQuestion, Stakeholder
from partnerships.rules.consultation_words import (
    Audience,
    Channel,
    DocumentFormat,
    DocumentKind,
    Needed,
    StepKind,
)
from partnerships.rules.consultations.papers import Paper, in_force_on
from partnerships.rules.saying import say_day

_ORDER = {Needed.MUST: 0, Needed.SHOULD: 1, Needed.ADDED: 2}


@dataclass(frozen=True)
class GroupRow:
    """One group with what its line says."""

    group: Stakeholder
    opens_on: dt.date | None

    @property
    def kind_words(self) -> str:
        """What kind of group it is, where it has a name of its own."""
        return Audience(self.group.audience).label if self.group.name else ""

    @property
    def needed_words(self) -> str:
        return Needed(self.group.needed).label

    @property
    def told_words(self) -> str:
        """When, how and by whom it was told; empty while it was not."""
        group = self.group
        if group.told_on is None:
            return ""
        how = f", {Channel(group.told_how).label.lower()}" if group.told_how else ""
        whom = f", by {group.told_by}" if group.told_by else ""
        return f"Told {say_day(group.told_on)}{how}{whom}"

    @property
    def told_late(self) -> bool:
        """Told after the consultation had opened."""
        return bool(self.group.told_on and self.opens_on and self.group.told_on > self.opens_on)

    @property
    def how_words(self) -> str:
        return Channel(self.group.told_how).label if self.group.told_how else ""


def group_rows(consultation: Consultation, opens_on: dt.date | None) -> list[GroupRow]:
    """The groups, those that must be asked first; those left out last."""
    rows = [GroupRow(each, opens_on) for each in consultation.stakeholders.order_by("pk")]
    return sorted(rows, key=lambda row: (row.group.left_out, _ORDER[Needed(row.group.needed)]))


@dataclass(frozen=True)
class MeetingRow:
    """One meeting with what its line says; `questions` in the order in which they were entered."""

    meeting: Meeting
    today: dt.date
    window: tuple[dt.date | None, dt.date | None]
    questions: Sequence[MeetingQuestion] = ()

    @property
    def audience_words(self) -> str:
        return Audience(self.meeting.audience).label

    @property
    def is_called_off(self) -> bool:
        return self.meeting.cancelled_on is not None

    @property
    def is_to_come(self) -> bool:
        """Later than today; also today, until it is said how many came."""
        last = self.today if self.meeting.attendance is None else self.today + dt.timedelta(days=1)
        return not self.is_called_off and self.meeting.on >= last

    @property
    def place_words(self) -> str:
        """Where it is; both where people can come and join online."""
        parts = [self.meeting.place] if self.meeting.place else []
        return " and ".join([*parts, "online"] if self.meeting.online else parts)

    @property
    def state_words(self) -> str:
        """ "To come", "Today", "Held" or "Called off"."""
        if self.is_called_off:
            return "Called off"
        if self.is_to_come and self.meeting.on == self.today:
            return "Today"
        return "To come" if self.is_to_come else "Held"

    @property
    def came_words(self) -> str:
        """How many came, or that nobody has said so yet."""
        if self.is_to_come or self.is_called_off:
            return ""
        came = self.meeting.attendance
        return "How many came is not recorded" if came is None else f"{came:,} came"

    @property
    def outside(self) -> bool:
        """Whether it lies outside the consultation's window."""
        opens, closes = self.window
        early = opens is not None and self.meeting.on < opens
        late = closes is not None and self.meeting.on > closes
        return not self.is_called_off and (early or late)

    @property
    def unanswered(self) -> int:
        """How many questions have no answer."""
        return sum(not each.answer for each in self.questions)


def meetings_of(consultation: Consultation) -> QuerySet[Meeting]:
    """The meetings by day, with how many of their questions have no answer as `open_questions`."""
    unanswered = Count("questions", filter=Q(questions__answer=""))
    return consultation.meetings.annotate(open_questions=unanswered).order_by("on", "at", "pk")


def meeting_rows(
    meetings: Iterable[Meeting], *, today: dt.date, window: tuple[dt.date | None, dt.date | None]
) -> list[MeetingRow]:
    """These meetings with their questions, from one query more."""
    chosen = list(meetings)
    asked: dict[int, list[MeetingQuestion]] = defaultdict(list)
    for question in MeetingQuestion.objects.filter(meeting__in=[each.pk for each in chosen]).order_by("pk"):
        asked[question.meeting_id].append(question)
    return [MeetingRow(each, today, window, asked[each.pk]) for each in chosen]


def questions_of(consultation: Consultation) -> QuerySet[MeetingQuestion]:
    """Every question asked at its meetings, by day."""
    found: QuerySet[MeetingQuestion] = MeetingQuestion.objects.filter(meeting__consultation=consultation)
    return found.select_related("meeting").order_by("meeting__on", "meeting_id", "pk")


def meetings_to_log(consultation: Consultation, today: dt.date) -> tuple[int, dt.date] | None:
    """The step of the meetings and the day of the last one held, once all are held and the step is not logged.

    None where there is nothing to offer: none held, some to come, or logged already.
    """
    step = (
        consultation.steps.filter(kind=StepKind.MEETINGS, left_out_reason="")
        .select_related("milestone")
        .first()
    )
    if step is None or step.done_on is not None:
        return None
    if step.milestone is not None and (step.milestone.has_happened or not step.milestone.in_plan):
        return None
    last = consultation.meetings.filter(cancelled_on=None).order_by("-on", "-pk").first()
    if last is None or MeetingRow(last, today, (None, None)).is_to_come:
        return None
    return step.pk, last.on


@dataclass(frozen=True)
class PaperGroup:
    """One paper in one language and format: its versions, the newest first, and the one in force on the day asked."""

    versions: Sequence[ConsultationDocument]
    in_force: ConsultationDocument | None

    @property
    def newest(self) -> ConsultationDocument:
        return self.versions[0]

    @property
    def words(self) -> str:
        """ "Consultation document, Polish, large print"; the standard format is not said."""
        newest = self.newest
        told = [DocumentKind(newest.kind).label, newest.language]
        if newest.format != DocumentFormat.STANDARD:
            told.append(DocumentFormat(newest.format).label)
        return ", ".join(told)


def paper_groups(documents: Iterable[ConsultationDocument], day: dt.date) -> list[PaperGroup]:
    """These versions by paper, each with the version in force on that day."""
    by_paper: dict[tuple[str, str, str, str], list[ConsultationDocument]] = defaultdict(list)
    for each in documents:
        by_paper[each.kind, each.title, each.language, each.format].append(each)
    groups = []
    for versions in by_paper.values():
        there = in_force_on([paper_of(each) for each in versions], day)
        key = there[0].key if there else None
        in_force = next((each for each in versions if each.pk == key), None)
        groups.append(PaperGroup(sorted(versions, key=lambda each: -each.number), in_force))
    return sorted(groups, key=_place)


def _place(group: PaperGroup) -> tuple[int, str, str, str]:
    kinds = [kind.value for kind in DocumentKind]
    newest = group.newest
    return (kinds.index(newest.kind), newest.title, newest.language, newest.format)


def paper_of(document: ConsultationDocument) -> Paper:
    """A version as the rules see it."""
    return Paper(
        document.kind,
        document.title,
        document.number,
        document.in_force_from,
        document.withdrawn_on,
        document.language,
        document.format,
        document.pk,
    )


def documents_of(consultation: Consultation) -> QuerySet[ConsultationDocument]:
    """Every version of its papers, with the evidence that keeps them."""
    found: QuerySet[ConsultationDocument] = consultation.documents.select_related("evidence")
    return found.order_by("kind", "title", "language", "format", "number", "pk")


def languages_of(consultation: Consultation) -> list[str]:
    """The languages that its papers are in."""
    return list(consultation.documents.order_by("language").values_list("language", flat=True).distinct())
