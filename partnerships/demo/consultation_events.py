"""Consultations, as stories tell them: who was told, which papers, meetings, responses, and the answer to them."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from partnerships.actions.consultation_documents import PaperSaid, add_document
from partnerships.actions.consultation_steps import done_day, log_step
from partnerships.actions.consultation_window import step_day
from partnerships.actions.consultations import Said, asked_for, start_consultation
from partnerships.actions.evidence import Given
from partnerships.actions.meetings import Gathering, add_meeting, add_questions
from partnerships.actions.response_reports import Wording, make_response_report, publish_response_report
from partnerships.actions.responses import Said as ResponseSaid
from partnerships.actions.responses import add_response
from partnerships.actions.stakeholders import Telling, tell_stakeholders
from partnerships.actions.themes import Answered, answer_theme
from partnerships.demo.calendar import working_day
from partnerships.demo.said import ANSWERS, QUESTIONS, WORDS, Word
from partnerships.models import Consultation, Response, User
from partnerships.rules.consultation_words import (
    Audience,
    Channel,
    ConsultationKind,
    DocumentKind,
    LedBy,
    Needed,
    Stance,
    StepKind,
)
from partnerships.rules.meeting_questions import Asked

if TYPE_CHECKING:
    from partnerships.demo.engine import Engine

WEEK = dt.timedelta(weeks=1)
SIZES = {
    Audience.STAFF: 38,
    Audience.PARENTS: 310,
    Audience.PUPILS: 200,
    Audience.UNIONS: 4,
    Audience.GOVERNORS: 11,
}
# How each group sends what it has to say.
CHANNELS = {
    Audience.STAFF: (Channel.WEB, Channel.MEETING),
    Audience.UNIONS: (Channel.LETTER,),
    Audience.LA: (Channel.EMAIL,),
    Audience.PARENTS: (Channel.WEB, Channel.WEB, Channel.PAPER, Channel.EMAIL),
    Audience.PUPILS: (Channel.PAPER,),
    Audience.COMMUNITY: (Channel.DROP_IN, Channel.WEB),
}


@dataclass(frozen=True)
class Consulted:
    """A consultation, from its start to what is known so many days ago.

    With `answered` themes are answered and the response document is published on the day of its milestone.
    """

    days_ago: int
    kind: ConsultationKind
    title: str
    question: str
    responses: int = 0
    answered: bool = False
    left_untold: tuple[Audience, ...] = ()

    def play(self, engine: Engine, on: dt.date) -> None:
        """Enters what happened, each on its day."""
        leads = asked_for(engine.project, self.kind).lead.bodies
        said = Said(
            title=self.title,
            led_by=leads[0].value if leads else LedBy.GOVERNING_BODY.value,
            question=self.question,
            methods=(Channel.WEB.value, Channel.PAPER.value, Channel.MEETING.value),
            respond_to="Use the form on the school’s website, or hand a paper form in at the office.",
            contact_point="The clerk to the governors, through the school office",
            languages="English, Polish",
            formats="Large print on request",
        )
        start = working_day(max(engine.began, on - dt.timedelta(days=365)))
        consultation = engine.play(
            start, start_consultation, project=engine.project, kind=self.kind.value, said=said
        )
        assert isinstance(consultation, Consultation)
        opened, closes = _happened(consultation, StepKind.OPENING), _day(consultation, StepKind.CLOSING)
        if opened is None:
            return
        last = min(on, closes or on)
        _Asking(engine, consultation, opened, last, self).play()
        if self.answered:
            _answer(engine, consultation, on)


def _happened(consultation: Consultation, kind: StepKind) -> dt.date | None:
    step = consultation.steps.select_related("milestone").filter(kind=kind.value).first()
    return None if step is None else done_day(step)


def _day(consultation: Consultation, kind: StepKind) -> dt.date | None:
    step = consultation.steps.select_related("milestone").filter(kind=kind.value).first()
    return None if step is None else step_day(step)


@dataclass(frozen=True)
class _Asking:
    """The window of one consultation, as far as it has got."""

    engine: Engine
    consultation: Consultation
    opened: dt.date
    last: dt.date
    story: Consulted

    @property
    def clerk(self) -> User:
        return (
            self.engine.people["joe"]
            if self.story.kind is not ConsultationKind.TUPE
            else self.engine.people["grace"]
        )

    def play(self) -> None:
        self._tell()
        self._publish()
        self._meet()
        self._tick()
        if self.story.responses:
            day = min(self.last, self.engine.today)
            self.engine.play(day, self.add_responses, by=self.clerk)

    def _tell(self) -> None:
        """Each group hears of it some days before it opens."""
        day = working_day(self.opened - dt.timedelta(days=5))
        groups = [
            each
            for each in self.consultation.stakeholders.all()
            if each.needed != Needed.ADDED and each.audience not in self.story.left_untold
        ]
        letters = [each for each in groups if each.audience != Audience.PARENTS]
        for some, how in (
            (letters, Channel.LETTER),
            ([each for each in groups if each not in letters], Channel.EMAIL),
        ):
            if some:
                telling = Telling(day, how.value, "The clerk to the governors")
                self.engine.play(
                    day, tell_stakeholders, by=self.clerk, consultation=self.consultation, stakeholders=some,
                    telling=telling,
                )  # fmt: skip

    def _publish(self) -> None:
        """The papers, from the opening on."""
        tupe = self.story.kind is ConsultationKind.TUPE
        kind = DocumentKind.MEASURES if tupe else DocumentKind.CONSULTATION
        title = "Measures letter to staff and unions" if tupe else "What joining the trust would mean"
        for language, public in (("English", not tupe),) if tupe else (("English", True), ("Polish", True)):
            said = PaperSaid(kind.value, title, self.opened, language=language, public=public)
            text = f"{self.story.title} ({language}). {title}. {self.story.question}\n".encode()
            given = Given(
                name=f"{title} ({language})",
                file=ContentFile(text, name=f"consultation-{language.lower()}.txt"),
            )
            self.engine.play(
                self.opened, add_document, consultation=self.consultation, said=said, given=given
            )

    def _meet(self) -> None:
        """A meeting for staff and one for parents, with what was asked."""
        audiences = (
            (Audience.STAFF,)
            if self.story.kind is ConsultationKind.TUPE
            else (Audience.STAFF, Audience.PARENTS)
        )
        for weeks, audience in enumerate(audiences, 1):
            day = working_day(self.opened + weeks * dt.timedelta(days=5))
            held = day <= min(self.last, self.engine.today)
            gathering = Gathering(
                on=day, audience=audience.value, at=dt.time(15, 45) if audience is Audience.STAFF else dt.time(18, 30),
                place="School hall", attendance={Audience.STAFF: 31, Audience.PARENTS: 74}[audience] if held else None,
            )  # fmt: skip
            meeting = self.engine.play(
                min(day, self.engine.today), add_meeting, by=self.clerk, consultation=self.consultation,
                gathering=gathering,
            )  # fmt: skip
            if held:
                asked = [Asked(question, answer) for question, answer in QUESTIONS[audience]]
                self.engine.play(day, add_questions, by=self.clerk, meeting=meeting, asked=asked)

    def _tick(self) -> None:
        """The steps that are no milestones: letters and notice before it opens, a reminder a week before it closes."""
        before = working_day(self.opened - dt.timedelta(days=5))
        closes = _day(self.consultation, StepKind.CLOSING)
        days = {StepKind.LETTERS: before, StepKind.NOTICE: working_day(before + dt.timedelta(days=1))}
        days[StepKind.MEETINGS] = working_day(self.opened + dt.timedelta(days=5))
        if closes is not None:
            days[StepKind.REMINDER] = working_day(closes - WEEK)
        for kind, day in days.items():
            step = self.consultation.steps.filter(kind=kind.value, milestone=None, done_on=None).first()
            if step is not None and day <= self.last:
                self.engine.play(day, log_step, by=self.clerk, step=step, done_on=day)

    def add_responses(self, *, by: User) -> list[Response]:
        """Responses typed in together, more of them early and late than between."""
        chance = random.Random(f"{self.engine.story.key} {self.story.kind}")  # noqa: S311  (the same every time)
        days = max(1, (self.last - self.opened).days)
        made = []
        for _ in range(self.story.responses):
            audience, word = self._word(chance)
            when = self.opened + dt.timedelta(days=min(days, round(days * chance.betavariate(0.8, 0.9))))
            said = ResponseSaid(
                received_on=min(when, self.engine.today),
                stance=word.stance.value,
                audience=audience.value,
                channel=chance.choice(CHANNELS.get(audience, (Channel.WEB,))).value,
                comment=word.text,
                themes=word.themes,
                needs_reply=word.stance is Stance.AGAINST and chance.random() < 0.12,
            )
            made.append(add_response(by=by, consultation=self.consultation, said=said))
        return made

    def _word(self, chance: random.Random) -> tuple[Audience, Word]:
        few = (Audience.PUPILS, Audience.PUPILS, Audience.UNIONS, Audience.LA)
        many = (Audience.PARENTS,) * 30 + (Audience.STAFF,) * 12 + (Audience.COMMUNITY,) * 4
        audience = chance.choice([*many, *few])
        fitting = [word for word in WORDS if not word.of or audience in word.of]
        return audience, chance.choice(fitting)


def _answer(engine: Engine, consultation: Consultation, on: dt.date) -> None:
    """Every theme is answered, and the response document is published."""
    replied = _happened(consultation, StepKind.REPLY) or on
    chair = engine.lead
    for theme in consultation.themes.all():
        heard, changed, kept = ANSWERS.get(theme.name, ANSWERS[""])
        answered = Answered(heard, changed, kept)
        engine.play(replied, answer_theme, by=chair, theme=theme, answered=answered)
    wording = Wording(
        introduction="The governing body thanks everybody who wrote or came. This is what was said, and what we answer."
    )
    report = engine.play(replied, make_response_report, by=chair, consultation=consultation, wording=wording)
    engine.play(replied, publish_response_report, report=report, on=replied)
    decided = _happened(consultation, StepKind.DECISION)
    for kind, day in ((StepKind.ANALYSIS, working_day(replied - WEEK)), (StepKind.CONSIDERATION, decided)):
        step = consultation.steps.filter(kind=kind.value, milestone=None, done_on=None).first()
        if step is not None and day is not None:
            engine.play(day, log_step, by=chair, step=step, done_on=day)
