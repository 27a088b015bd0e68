"""Plays one project's story forward, day by day, through the actions that people use."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from functools import partial
from operator import itemgetter

from partnerships.actions.facts import answer_fact
from partnerships.actions.joining import set_joining_month
from partnerships.actions.milestones import add_own_milestone, mark_not_applicable
from partnerships.actions.naming import name_person
from partnerships.actions.notes import save_contact, write_note
from partnerships.actions.owners import assign_milestone
from partnerships.actions.partnerships import start_partnership
from partnerships.actions.plans import start_from_here
from partnerships.actions.projects import end_project, start_project
from partnerships.demo.backdate import Clock
from partnerships.demo.calendar import moment, month, working_day
from partnerships.demo.contacts import contacts_for
from partnerships.demo.happenings import day_of
from partnerships.demo.people import People
from partnerships.demo.progress import Progressing
from partnerships.demo.questions import questions_of
from partnerships.demo.story import End, Move, Own, Said, Story
from partnerships.models import Contact, Group, Project, School, User
from partnerships.rules.words import Route, Status

TRACKER_CAME = 560  # days ago: what began earlier was entered half-way
NATURAL = {Route.VOLUNTARY: 79, Route.ORDER: 39, Route.TRANSFER: 66}  # weeks from first enquiry to joining
# (day, kind, what happens); of one day, kinds happen in this order.
Event = tuple[dt.date, int, Callable[[], object]]
DATES, HALF_WAY, CONTACTS, ROWS, ANSWER, NOT_APPLICABLE, NOTE, HAPPENED, END = range(9)
CHANGES_PLAN = frozenset({DATES, HALF_WAY, ANSWER, NOT_APPLICABLE, HAPPENED, END})


class Engine:
    """One project from its first entry until today."""

    def __init__(self, story: Story, *, people: People, clock: Clock, today: dt.date) -> None:
        self.story, self.people, self.clock, self.today = story, people, clock, today
        self.chance = random.Random(story.key)  # noqa: S311  (the same story every time, nothing secret)
        self._latest: dict[dt.date, dt.datetime] = {}
        self.manager = people.manager_of(story.trust, story.starter)
        self.project = self._start()
        self.progress = Progressing(self)

    def run(self) -> Project:
        """Plays everything that happened, in order."""
        story = self.story
        for on, kind, happen in sorted(self._events(), key=itemgetter(0, 1)):
            if on <= self.today:
                if kind in CHANGES_PLAN:
                    self.progress.until(on)
                happen()
        if story.end is None:
            self.progress.until(self.today)
            self.progress.under_way()
        return self.project

    def day(self, days_ago: int) -> dt.date:
        """A working day so many days ago, or the Friday before."""
        day = self.today - dt.timedelta(days=days_ago)
        return day - dt.timedelta(days=max(0, day.weekday() - 4))

    def at(self, on: dt.date) -> dt.datetime:
        """A time of that day; later than what was played before on the same day."""
        at = moment(min(on, self.today), self.chance, latest=self.clock.now)
        before = self._latest.get(on)
        if before is not None:
            at = min(max(at, before + dt.timedelta(minutes=2)), self.clock.now)
        self._latest[on] = at
        return at

    def play(self, day: dt.date, action: Callable[..., object], /, **words: object) -> object:
        """The action at some time of that day, by the manager unless `by` says otherwise."""
        words.setdefault("by", self.manager)
        return self.clock.play(self.at(day), action, **words)  # type: ignore[arg-type]  # by= is among the words

    def joining(self) -> dt.date | None:
        """The month that the project has in the end."""
        return None if self.story.month is None else month(self.today, self.story.month)

    def _start(self) -> Project:
        story = self.story
        first = story.month if story.first_month is None else story.first_month
        joining = None if first is None else month(self.today, first)
        self.began = self._began(joining)
        project = self.clock.play(
            self.at(self.began),
            start_project,
            by=self.manager,
            school=School.objects.get(pk=story.urn),
            trust=Group.objects.get(pk=story.trust),
            route=story.route.value if story.route else "",
            joining_month=joining,
            outgoing_trust=Group.objects.get(pk=story.outgoing) if story.outgoing else None,
            lead=self.people[story.lead],
            confidential=story.confidential,
            enquiry=story.enquiry,
        )
        for name in story.named:
            self.play(self.began, name_person, project=project, user=self.people[name])
        return project

    def _began(self, joining: dt.date | None) -> dt.date:
        came = self.day(TRACKER_CAME - self.chance.randint(0, 25))
        if self.story.began is not None:
            return working_day(self.day(self.story.began))
        assert joining is not None, "a story without a date says when it began"
        assert self.story.route is not None, "a story without a route says when it began"
        natural = joining - dt.timedelta(weeks=NATURAL[self.story.route])
        return min(working_day(max(natural, came)), self.today)

    def _events(self) -> list[Event]:
        story, began = self.story, self.began
        soon = working_day(began + dt.timedelta(days=1))
        events: list[Event] = [
            (self.day(move.days_ago), DATES, partial(self._move, move)) for move in story.moves
        ]
        if story.partnership:
            starts, ends = (self.today + dt.timedelta(days=days) for days in story.partnership)
            agreed = working_day(max(soon, starts - dt.timedelta(weeks=7)))
            events.append((agreed, DATES, partial(self._partner, agreed, starts, ends)))
        events.append((began, HALF_WAY, self._enter_half_way))
        events.append((began, CONTACTS, self._contacts))
        events += [(soon, ROWS, partial(self._own, soon, own)) for own in story.own]
        events += [(soon, ROWS, partial(self._assign, soon, *one)) for one in story.assigned.items()]
        for on, key, answer in questions_of(story, self.project, began=began, joining=self.joining()):
            events.append((on, ANSWER, partial(self._answer, on, key, answer)))
        for code, why in story.not_applicable.items():
            on = working_day(max(soon, self._due(code) - dt.timedelta(weeks=6)))
            events.append((on, NOT_APPLICABLE, partial(self._not_applicable, on, code, why)))
        events += [(self.day(said.days_ago), NOTE, partial(self._note, said)) for said in story.notes]
        for each in story.happened:
            on = day_of(each, self)
            events.append((on, HAPPENED, partial(each.play, self, on)))
        if story.end:
            events.append((self.day(story.end.days_ago), END, partial(self._end, story.end)))
        last = self.day(story.end.days_ago) if story.end else self.today
        return [event for event in events if event[0] <= last]

    def _due(self, code: str) -> dt.date:
        return self.project.milestones.get(code=code, occurrence=1).due_on or self.began

    def _enter_half_way(self) -> None:
        """What was long past when the project was entered is marked in one step."""
        earlier = self.project.milestones.to_do().filter(due_on__lt=self.began)
        if earlier.count() > 1:
            self.play(self.began, start_from_here, project=self.project, before=self.began, by=self.lead)
        if self.project.milestones.filter(code="LEG-02", status=Status.DONE).exists():
            self.confirm_joining(self.began)

    @property
    def lead(self) -> User:
        return self.people[self.story.lead]

    def _contacts(self) -> None:
        for person in (*contacts_for(self.project, self.chance), *self.story.contacts):
            mailbox = person.name.lower().replace(" ", ".").replace("'", "")
            contact = Contact(
                project=self.project,
                role=person.role,
                name=person.name,
                organisation=person.organisation,
                email=f"{mailbox.split('(')[0].strip('.')}@{self.chance.choice(('post', 'office'))}.example",
                telephone=f"01632 960{self.chance.randint(100, 999)}",
                remark=person.remark,
            )
            self.play(self.began, save_contact, by=self.lead, contact=contact)

    def _move(self, move: Move) -> None:
        target = None if move.month is None else month(self.today, move.month)
        confirmed = target is not None and self.project.joining_confirmed
        on = self.day(move.days_ago)
        reasons = {move.reason.value: move.why}
        self.play(
            on, set_joining_month, project=self.project, month=target, confirmed=confirmed, reasons=reasons
        )
        self.project.refresh_from_db()

    def confirm_joining(self, on: dt.date) -> None:
        """At the kick-off meeting all sides confirm the month."""
        if self.project.joining_month and not self.project.joining_confirmed:
            self.play(
                on,
                set_joining_month,
                project=self.project,
                month=self.project.joining_month,
                confirmed=True,
                why="Confirmed at DfE's kick-off meeting.",
            )
            self.project.refresh_from_db()

    def _partner(self, on: dt.date, starts: dt.date, ends: dt.date) -> None:
        school, trust = self.project.school, self.project.trust
        self.play(on, start_partnership, school=school, trust=trust, starts_on=starts, ends_on=ends)

    def _own(self, on: dt.date, own: Own) -> None:
        due = working_day(self.today + dt.timedelta(days=own.due))
        owner = self.people[own.owner]
        row = self.play(
            on,
            add_own_milestone,
            by=self.lead,
            project=self.project,
            title=own.title,
            phase=own.phase,
            due_on=due,
            owner=owner,
        )
        if not own.done:
            self.progress.leave(row)

    def _assign(self, on: dt.date, code: str, who: str) -> None:
        row = self.project.milestones.get(code=code, occurrence=1)
        self.play(on, assign_milestone, by=self.lead, milestone=row, owner=self.people[who])

    def _answer(self, on: dt.date, key: str, answer: str) -> None:
        self.play(on, answer_fact, project=self.project, key=key, answer=answer)

    def _not_applicable(self, on: dt.date, code: str, why: str) -> None:
        row = self.project.milestones.get(code=code, occurrence=1)
        if not row.is_done:
            self.play(on, mark_not_applicable, by=self.lead, milestone=row, why=why)

    def _note(self, said: Said) -> None:
        row = self.project.milestones.get(code=said.code, occurrence=1) if said.code else None
        by = self.people[said.by]
        self.play(
            self.day(said.days_ago), write_note, by=by, project=self.project, milestone=row, text=said.text
        )

    def _end(self, end: End) -> None:
        on = self.day(end.days_ago)
        self.play(on, end_project, project=self.project, outcome=end.outcome, on=on, why=end.why)
        self.project.refresh_from_db()
