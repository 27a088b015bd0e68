"""One milestone as a line of the plan: what a person reads about it, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from partnerships.models import Milestone, ProjectFact
from partnerships.reports.due_words import Dates
from partnerships.rules.checks import Finding
from partnerships.rules.dates import days_late, say_offset
from partnerships.rules.facts import FACTS, Fact
from partnerships.rules.joining import say_first_due
from partnerships.rules.saying import lower_first, say_day
from partnerships.rules.words import Anchor, Answer, Applies, OwnerRole, Part, Phase, Route, Status

Facts = Mapping[str, ProjectFact]


def say_when(day: dt.date, today: dt.date) -> str:
    """How far off a day is: "today", "3 weeks from now", "12 days ago"."""
    days = (day - today).days
    if days in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    size = abs(days)
    if size < 14:
        length = f"{size} days"
    else:
        length = f"{round(size / 7)} weeks" if size < 183 else f"{round(size / 30.4)} months"
    return f"{length} from now" if days > 0 else f"{length} ago"


@dataclass(frozen=True)
class Row:
    """A milestone with what its line on a page says. `facts` are the project's answers by key."""

    milestone: Milestone
    today: dt.date
    route: Route | None
    facts: Facts
    ended: bool = False
    # The newest note on it, shortened by the template; empty for none.
    note: str = ""
    # How many files and links are kept on it.
    evidence: int = 0
    # The group whose schools share it, by name; empty where it is this school's alone.
    shared: str = ""
    # What there is to say about due dates; None where the line is too short for it.
    dates: Dates | None = None
    # What the rules say of it that is broken, or about to be.
    findings: Sequence[Finding] = ()
    on_hold: bool = False

    @property
    def part(self) -> Part:
        return Phase(self.milestone.phase).part

    @property
    def late_by(self) -> int:
        """Whole days late; 0 when it is not, or when the project has ended or is on hold."""
        if self.ended or self.on_hold or not self.milestone.in_plan:
            return 0
        return days_late(self.milestone.due_on, self.today, done=self.milestone.has_happened)

    @property
    def late_words(self) -> str:
        return "" if not self.late_by else "1 day late" if self.late_by == 1 else f"{self.late_by} days late"

    @property
    def status(self) -> str:
        """What the tag shows."""
        return self.milestone.status if self.milestone.in_plan else "not_applicable"

    @property
    def due_words(self) -> str:
        """When it is due or was done; always says something."""
        milestone = self.milestone
        if milestone.has_happened:
            if milestone.done_on:
                before = " (before tracking began)" if milestone.done_before_tracking else ""
                return f"Done {say_day(milestone.done_on)}{before}"
            return "Done before tracking began"
        if milestone.due_on is None:
            place = say_offset(milestone.days, Anchor(milestone.anchor), self.route)
            return f"{place}, no date yet" if place else "No date yet"
        said = f"Due {say_day(milestone.due_on)}"
        return said if self.late_by or self.ended else f"{said}, {say_when(milestone.due_on, self.today)}"

    @property
    def warnings(self) -> list[str]:
        """What is about to break at this milestone, or broke and only warns; nothing once the project has ended."""
        if self.ended or not self.milestone.in_plan:
            return []
        return [each.sentence for each in self.findings if not each.needs_reason]

    @property
    def breaks(self) -> list[str]:
        """Why it does not count before a manager has given a reason."""
        return [each.sentence for each in self.findings if each.needs_reason and self.is_held]

    @property
    def is_held(self) -> bool:
        """Done against a rule: it does not count before a manager has given a reason."""
        return self.milestone.in_plan and self.milestone.has_happened and not self.milestone.is_done

    @property
    def due_notes(self) -> list[str]:
        """Why it is due on that day, and the school holiday that the day falls in; nothing where neither is."""
        if self.dates is None or not self.milestone.in_plan:
            return []
        return [said for said in (self.dates.why(self.milestone), self.dates.holiday(self.milestone)) if said]

    @property
    def first_agreed_words(self) -> str:
        """How far the due date has slipped from the first agreed one; empty where it has not."""
        first = getattr(self.milestone, "first_due", None)
        if not self.milestone.in_plan or self.milestone.has_happened:
            return ""
        return say_first_due(first, self.milestone.due_on)

    @property
    def missed_words(self) -> str:
        """That DfE's deadline is missed, and which month is still open; empty when it is kept."""
        return "" if self.dates is None else self.dates.missed_words(self.milestone, self.today)

    @property
    def waiting_words(self) -> str:
        """Whom it waits for, and since when; empty when it waits for nobody."""
        milestone = self.milestone
        if milestone.status != Status.WAITING:
            return ""
        since = f" since {say_day(milestone.waiting_since)}" if milestone.waiting_since else ""
        contact = milestone.waiting_contact.name if milestone.waiting_contact is not None else ""
        named = f" ({contact})" if contact and contact not in milestone.waiting_on else ""
        return f"Waiting for {milestone.waiting_on}{named}{since}"

    @property
    def owner_words(self) -> str:
        """The person or contact it is given to, else the roles the plan gives it to."""
        if self.milestone.owner is not None:
            return str(self.milestone.owner)
        if self.milestone.owner_contact is not None:
            return str(self.milestone.owner_contact)
        return roles_in_words(self.milestone.owner_roles)

    @property
    def why_words(self) -> str:
        """Which fact or whose word decided that it is in the plan, or not; empty when it always applies."""
        milestone = self.milestone
        if milestone.override == "no":
            return f"Not applicable: {milestone.override_reason}"
        if milestone.override == "yes":
            return f"Applies, as somebody decided: {milestone.override_reason}"
        if milestone.applies == Applies.UNKNOWN or not milestone.because:
            return ""
        if milestone.because == [GONE]:
            return "No longer in the template" + (
                ". It stays because something was logged on it" if milestone.in_plan else ""
            )
        reasons = [
            said for key in milestone.because if (said := reason_in_words(key, self.facts, self.route))
        ]
        if not reasons:
            return ""
        return f"{'In' if milestone.in_plan else 'Not in'} the plan because {'; '.join(reasons)}"

    @property
    def questions(self) -> list[Fact]:
        """What would have to be known to tell whether it applies."""
        milestone = self.milestone
        if milestone.applies != Applies.UNKNOWN or milestone.override or milestone.has_happened:
            return []
        return [fact for key in milestone.because if (fact := FACTS.get(key)) and not fact.derived]

    @property
    def order(self) -> tuple[bool, dt.date, int, int, int]:
        """By due date; what has none follows, by its place before or after the joining date."""
        milestone = self.milestone
        days = 100_000 if milestone.days is None else milestone.days
        undated = milestone.due_on is None
        return (undated, milestone.due_on or dt.date.max, days, milestone.position, milestone.pk)


# Stands among a milestone's reasons where a newer version of its template does not have it.
GONE = "template"


def roles_in_words(codes: str) -> str:
    """ "Headteacher, DfE" for "HT,DFE"; "Nobody yet" for none."""
    return ", ".join(OwnerRole(code).label for code in codes.split(",") if code) or "Nobody yet"


def reason_in_words(key: str, facts: Facts, route: Route | None) -> str:
    """An answered fact as a reason: "PFI contract: yes, from GIAS"."""
    if key == "route":
        return f"the route is {route.label.lower()}" if route else "the route is not chosen"
    fact = FACTS.get(key)
    if fact is None:
        return ""
    if fact.derived:
        return "of the project's partnership record"
    said = facts.get(key)
    if said is None:
        return ""
    return f"{fact.label}: {lower_first(fact.label_of(said.answer))}, {source_in_words(said)}"


def source_in_words(fact: ProjectFact) -> str:
    """ "from GIAS", or who said so."""
    if fact.source == ProjectFact.Source.PERSON:
        return f"said {fact.answered_by}" if fact.answered_by else "said by somebody"
    return f"from {ProjectFact.Source(fact.source).label}"


def answer_buttons(fact: Fact) -> list[tuple[str, str]]:
    """(value, words) of the answers that fit on buttons; none for a question with long choices."""
    return [] if fact.choices else [(Answer.YES.value, "Yes"), (Answer.NO.value, "No")]
