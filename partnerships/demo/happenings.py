"""What may happen in a project beside its plan: plain data of a story, each with the way it is played.

`days_ago` counts back from today, `before` from the joining date. `play` is called by the engine on that day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.core.files.base import ContentFile

from partnerships.actions.evidence import Given, add_evidence
from partnerships.actions.fixed_dates import fix_date
from partnerships.actions.hand_overs import hand_over_project
from partnerships.actions.holds import hold_project
from partnerships.actions.milestones import Progress, log_progress
from partnerships.actions.ratings import override_rating
from partnerships.actions.risks import Said, add_risk
from partnerships.actions.rules import accept_broken_rule, settle_rules
from partnerships.actions.sign_offs import sign_off, sign_off_problems
from partnerships.demo.calendar import working_day
from partnerships.models import Milestone
from partnerships.rules.words import Gate, Level, Rating, RiskSource, Status

if TYPE_CHECKING:
    from partnerships.demo.engine import Engine


class Happening(Protocol):
    """Something that happened; `day_of` says when."""

    def play(self, engine: Engine, on: dt.date) -> None:
        """Does it, on that day."""
        ...


def day_of(happening: Happening, engine: Engine) -> dt.date:
    """So many days ago, or so many days before joining."""
    before, joining = getattr(happening, "before", None), engine.joining()
    if before is not None and joining is not None:
        return joining - dt.timedelta(days=before)
    return engine.day(getattr(happening, "days_ago", 0))


@dataclass(frozen=True)
class Held:
    """The project is put on hold."""

    days_ago: int
    why: str

    def play(self, engine: Engine, on: dt.date) -> None:
        engine.play(on, hold_project, project=engine.project, since=on, why=self.why)
        engine.project.refresh_from_db()


@dataclass(frozen=True)
class Risky:
    """A risk somebody saw; `review` is in days from today."""

    days_ago: int
    what: str
    mitigation: str
    owner: str
    likelihood: Level = Level.MEDIUM
    effect: Level = Level.MEDIUM
    source: RiskSource = RiskSource.OTHER
    review: int = 30

    def play(self, engine: Engine, on: dt.date) -> None:
        owner = engine.people[self.owner]
        said = Said(
            what=self.what,
            likelihood=self.likelihood,
            effect=self.effect,
            mitigation=self.mitigation,
            source=self.source,
            owner=owner,
            review_on=working_day(engine.today + dt.timedelta(days=self.review)),
        )
        engine.play(on, add_risk, by=owner, project=engine.project, said=said)


@dataclass(frozen=True)
class Fixed:
    """A milestone's date is fixed, to a day counted from today."""

    days_ago: int
    code: str
    day: int
    why: str

    def play(self, engine: Engine, on: dt.date) -> None:
        day = working_day(engine.today + dt.timedelta(days=self.day))
        engine.play(on, fix_date, milestone=_row(engine, self.code), on=day, reason=self.why)


@dataclass(frozen=True)
class Signed:
    """Somebody signs that the project is ready, so many days before it joins; nobody signs what is not ready."""

    before: int
    gate: Gate
    why: str = ""

    def play(self, engine: Engine, on: dt.date) -> None:
        if not sign_off_problems(project=engine.project, gate=self.gate, why=self.why):
            engine.play(on, sign_off, project=engine.project, gate=self.gate, why=self.why)


@dataclass(frozen=True)
class Rated:
    """A manager overrules the rating, for so many days from today."""

    days_ago: int
    rating: Rating
    why: str
    lasts: int = 21

    def play(self, engine: Engine, on: dt.date) -> None:
        until = engine.today + dt.timedelta(days=self.lasts)
        engine.play(
            on, override_rating, project=engine.project, rating=self.rating, reason=self.why, until=until
        )


@dataclass(frozen=True)
class HandedOver:
    """The project gets a new lead."""

    days_ago: int
    to: str
    note: str

    def play(self, engine: Engine, on: dt.date) -> None:
        engine.play(on, hand_over_project, project=engine.project, to=engine.people[self.to], note=self.note)
        engine.project.refresh_from_db()


@dataclass(frozen=True)
class Filed:
    """A file is kept as evidence of a milestone."""

    days_ago: int
    code: str
    name: str
    file_name: str
    text: str

    def play(self, engine: Engine, on: dt.date) -> None:
        given = Given(name=self.name, file=ContentFile(self.text.encode(), name=self.file_name))
        row = _row(engine, self.code)
        engine.play(on, add_evidence, by=engine.lead, project=engine.project, milestone=row, given=given)


@dataclass(frozen=True)
class BrokeARule:
    """A milestone is done too few days before joining; with `why` a manager lets it count all the same."""

    before: int
    code: str
    rule: str
    why: str = ""

    def play(self, engine: Engine, on: dt.date) -> None:
        row = _row(engine, self.code)
        done = Progress(Status.DONE, done_on=on)
        engine.play(on, log_progress, by=engine.lead, milestone=row, progress=done, then=settle_rules)
        if self.why:
            engine.play(
                on, accept_broken_rule, milestone=row, rule=self.rule, why=self.why, then=settle_rules
            )


def _row(engine: Engine, code: str) -> Milestone:
    found: Milestone = engine.project.milestones.get(code=code, occurrence=1)
    return found
