"""What happens in a Trust Partnership, as stories tell it: terms, services, visits, reviews, promises, its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from partnerships.actions._shown import Shown
from partnerships.actions.activities import add_activities
from partnerships.actions.evidence import Given
from partnerships.actions.fit import answer_fit
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.partnership_dates import end_partnership, extend_partnership
from partnerships.actions.partnership_records import Measure, Service, add_measure, add_service
from partnerships.actions.partnerships import Leads, change_partnership, record_event
from partnerships.actions.promises import Said as PromiseSaid
from partnerships.actions.promises import check_promise, make_promise
from partnerships.actions.reviews import record_review
from partnerships.demo.calendar import working_day
from partnerships.models import Partnership
from partnerships.rules.activities import Entry
from partnerships.rules.partnership.entering import Ending, Terms
from partnerships.rules.partnership.facts import Event
from partnerships.rules.partnership_words import (
    ActivityKind,
    CheckPromise,
    Domain,
    Kept,
    ServiceArea,
    SlaStatus,
    Vat,
)
from partnerships.rules.reviews import Finding, Said, review_kind_of
from partnerships.rules.words import Rating, Status

if TYPE_CHECKING:
    from partnerships.demo.engine import Engine


def _partnership(engine: Engine) -> Partnership:
    return Partnership.objects.get(project=engine.project)


@dataclass(frozen=True)
class Agreed:
    """Terms are written down, with services and measures; `signed` keeps the agreement as a file."""

    days_ago: int
    reference: str
    purpose: str
    charge: int
    services: tuple[tuple[ServiceArea, str, str, int, str], ...]
    measures: tuple[tuple[str, str, str, str], ...] = ()
    signed: bool = True
    rd_told_by: str = "Helen Ashdown"
    months_at_most: int = 18

    def play(self, engine: Engine, on: dt.date) -> None:
        """Writes it down on that day, by the lead's manager."""
        partnership = _partnership(engine)
        assert partnership.starts_on is not None, "a story's partnership has a start"
        latest = partnership.starts_on + dt.timedelta(days=round(self.months_at_most * 30.44))
        terms = Terms(
            reference=self.reference,
            purpose=self.purpose,
            extendable=True,
            latest_end=max(latest, partnership.ends_on or latest),
            charge=Decimal(self.charge),
            charge_basis="Days of teaching support and training as in the agreement",
            vat=Vat.ADDED.value,
            purchase_order=f"PO-{engine.project.school_id}",
            sla_status=(SlaStatus.READY if self.signed else SlaStatus.WITH_SCHOOL).value,
            rd_told_by=self.rd_told_by,
            la_told_on=on,
            la_told_by="the chief executive, in a letter",
        )
        head = engine.project.contacts.filter(role="headteacher").first()
        file = ContentFile(b"Signed agreement on a Trust Partnership.\n", name="agreement.txt")
        shown = Shown(Given(name="Signed agreement", file=file)) if self.signed else Shown()
        engine.play(
            on, change_partnership, partnership=partnership, terms=terms, leads=Leads(engine.lead, head), shown=shown,
        )  # fmt: skip
        if self.signed:
            self._met(engine, on)
            for event in (Event.AGREED, Event.RD_TOLD, Event.SIGNED):
                if not engine.project.milestones.get(code=event.value, occurrence=1).has_happened:
                    engine.play(
                        on, record_event, partnership=_partnership(engine), event=event.value, on=on,
                        told_by=self.rd_told_by if event is Event.RD_TOLD else "",
                    )  # fmt: skip
        for area, what, who, days, measure in self.services:
            said = Service(area, what, who, Decimal(days), measure)
            engine.play(on, add_service, by=engine.lead, partnership=_partnership(engine), service=said)
        for what, baseline, aim, now in self.measures:
            measured = Measure(what, baseline, aim, now, engine.day(20) if now else None)
            engine.play(on, add_measure, by=engine.lead, partnership=_partnership(engine), measure=measured)

    def _met(self, engine: Engine, on: dt.date) -> None:
        """Boards agree only once they have met."""
        for weeks, code in ((8, "EXP-01"), (6, "EXP-02")):
            row = engine.project.milestones.get(code=code, occurrence=1)
            day = working_day(max(engine.began, on - dt.timedelta(weeks=weeks)))
            if not row.has_happened:
                done = Progress(Status.DONE, done_on=day)
                engine.play(day, log_progress, by=engine.lead, milestone=row, progress=done)


@dataclass(frozen=True)
class Visited:
    """Days on which trust and school worked together: days ago, kind, focus, ours, theirs, hours, what changed."""

    days_ago: int
    visits: tuple[tuple[int, ActivityKind, str, str, str, float, str], ...]
    shown: bool = False

    def play(self, engine: Engine, on: dt.date) -> None:
        """Logs them together on the day of the last."""
        services = {each.area: each.pk for each in _partnership(engine).services.all()}
        entries = [
            Entry(
                engine.day(days_ago), kind.value, focus, ours, theirs, Decimal(str(hours)), changed,
                services.get(_AREA_OF.get(kind, "")),
            )
            for days_ago, kind, focus, ours, theirs, hours, changed in self.visits
        ]  # fmt: skip
        link = (
            f"https://files.havenlight.example/partnerships/{engine.project.school_id}/visits-{self.days_ago}"
        )
        shown = Shown(Given(name="Notes of the visits", url=link)) if self.shown else Shown()
        engine.play(
            on, add_activities, by=engine.lead, partnership=_partnership(engine), entries=entries, shown=shown
        )


_AREA_OF = {
    ActivityKind.TRAINING: ServiceArea.TEACHING.value,
    ActivityKind.MODERATION: ServiceArea.CURRICULUM.value,
    ActivityKind.CURRICULUM: ServiceArea.CURRICULUM.value,
    ActivityKind.MENTORING: ServiceArea.LEADERSHIP.value,
    ActivityKind.GOVERNANCE: ServiceArea.GOVERNANCE.value,
}


@dataclass(frozen=True)
class Reviewed:
    """What a review found: of a milestone that is done by then (`occurrence` for the termly ones)."""

    days_ago: int
    code: str
    rating: Rating
    findings: str
    next_steps: str
    occurrence: int = 1
    domains: tuple[tuple[Domain, Rating, str], ...] = ()

    def play(self, engine: Engine, on: dt.date) -> None:
        """Records it on the day on which the milestone was done, or on that day."""
        row = engine.project.milestones.get(code=self.code, occurrence=self.occurrence)
        said = Said(
            held_on=row.done_on or on,
            rating=self.rating.value,
            findings=self.findings,
            next_steps=self.next_steps,
            present="Headteacher, chair of governors, education director, project lead",
            domains={domain.value: Finding(rating.value, text) for domain, rating, text in self.domains},
        )
        kind, by = review_kind_of(self.code), engine.lead
        assert kind is not None, "a story names a milestone that is a review"
        engine.play(
            row.done_on or on,
            record_review,
            by=by,
            project=engine.project,
            kind=kind,
            said=said,
            milestone=row,
        )


@dataclass(frozen=True)
class Extended:
    """The partnership is extended, to a day counted from today."""

    days_ago: int
    to: int
    why: str

    def play(self, engine: Engine, on: dt.date) -> None:
        to_end = engine.today + dt.timedelta(days=self.to)
        engine.play(
            on,
            extend_partnership,
            partnership=_partnership(engine),
            to_end=to_end,
            agreed_on=on,
            reason=self.why,
        )


@dataclass(frozen=True)
class Ended:
    """The partnership ends, with what it led to."""

    days_ago: int
    outcome: str
    why: str
    learning: str

    def play(self, engine: Engine, on: dt.date) -> None:
        ending = Ending(on, self.outcome, self.why, self.learning)
        engine.play(on, end_partnership, partnership=_partnership(engine), ending=ending)
        engine.project.refresh_from_db()


@dataclass(frozen=True)
class Told:
    """What was said on questions of fit, by key."""

    days_ago: int
    answers: tuple[tuple[str, str], ...]

    def play(self, engine: Engine, on: dt.date) -> None:
        for key, text in self.answers:
            engine.play(
                on, answer_fit, by=engine.lead, project=engine.project, key=key, text=text, answered_on=on
            )


@dataclass(frozen=True)
class Promised:
    """A promise; `check` in days from today, None for a year after opening. `kept` once it was checked."""

    days_ago: int
    what: str
    to: str
    owner: str
    check: int | None = None
    kept: Kept | None = None
    finding: str = ""

    def play(self, engine: Engine, on: dt.date) -> None:
        later = CheckPromise.YEAR_AFTER_OPENING
        said = PromiseSaid(
            what=self.what,
            made_to=self.to,
            made_on=on,
            owner=engine.people[self.owner],
            check_when=(later if self.check is None else CheckPromise.ON_A_DAY).value,
            check_on=None
            if self.check is None
            else working_day(engine.today + dt.timedelta(days=self.check)),
        )
        promise = engine.play(on, make_promise, by=engine.lead, project=engine.project, said=said)
        if self.kept is not None:
            day = engine.day(max(0, -(self.check or 0)))
            engine.play(
                day, check_promise, by=engine.people[self.owner], promise=promise, kept=self.kept.value,
                finding=self.finding, checked_on=day,
            )  # fmt: skip
