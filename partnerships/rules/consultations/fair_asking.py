"""Whether people had time, were told, and had enough to judge by: checks on a consultation's own record."""

from collections.abc import Sequence
from datetime import date, timedelta

from partnerships.rules.checks import in_order
from partnerships.rules.checks.situation import State
from partnerships.rules.consultation_words import ConsultationKind, DocumentKind, StepKind
from partnerships.rules.consultations.fair_facts import Facts, Held, Said
from partnerships.rules.consultations.papers import (
    Paper,
    days_without,
    in_force_on,
    replaced_between,
    say_run,
)
from partnerships.rules.holidays import say_school_year
from partnerships.rules.saying import all_of, counted, say_day
from partnerships.rules.school_days import WindowDays, day_with_school_days

LEAST_DAYS = 28
LEAST_SCHOOL_DAYS = 20
_MOST_NAMED = 5

# What people have to be able to read before they can judge, by kind of consultation.
READ: dict[ConsultationKind, frozenset[str]] = {
    ConsultationKind.STATUTORY: frozenset({DocumentKind.CONSULTATION.value}),
    ConsultationKind.ENGAGEMENT: frozenset({DocumentKind.CONSULTATION.value}),
    ConsultationKind.FOUNDATION: frozenset({DocumentKind.CONSULTATION.value, DocumentKind.LETTER.value}),
    ConsultationKind.TUPE: frozenset({DocumentKind.MEASURES.value}),
    ConsultationKind.INFORMATION: frozenset(
        each.value
        for each in (
            DocumentKind.CONSULTATION,
            DocumentKind.LETTER,
            DocumentKind.NOTICE,
            DocumentKind.QUESTIONS,
            DocumentKind.PRESENTATION,
        )
    ),
}
_NO_WINDOW = Said(State.NOT_YET, "The days on which it opens and closes are not both known.")
_NO_OPENING = Said(State.NOT_YET, "It is not known when it opens.")
_TOO_LATE = "Say in the response why that was enough, and take responses that come late."


def weeks(facts: Facts) -> Said:
    """Open for four weeks or longer. The law sets no minimum, so a shorter one only warns."""
    days = facts.days
    if days is None:
        return _NO_WINDOW
    when = f"from {say_day(days.first)} to {say_day(days.last)}"
    if days.calendar >= LEAST_DAYS:
        return Said(State.HOLDS, f"Open for {counted(days.calendar, 'day')}, {when}.")
    longer = days.first + timedelta(days=LEAST_DAYS - 1)
    said = f"Open for only {counted(days.calendar, 'day')}, {when}. Four weeks or more are usual."
    return Said(State.WARNS, said, _close_later(facts, longer))


def school_days(facts: Facts) -> Said:
    """Twenty school days or more; a warning too."""
    days = facts.days
    if days is None:
        return _NO_WINDOW
    if days.school < LEAST_SCHOOL_DAYS:
        most = "" if days.is_known else "at most "
        said = f"Only {most}{counted(days.school, 'school day')} long. Twenty or more are usual."
        longer = day_with_school_days(days.first, LEAST_SCHOOL_DAYS, facts.holidays)
        return Said(State.WARNS, said, _close_later(facts, longer))
    return _unlisted(days) or Said(State.HOLDS, f"{counted(days.school, 'school day')} long.")


def holidays(facts: Facts) -> Said:
    """Not mostly in school holidays, when families and staff are away; a warning."""
    days = facts.days
    if days is None:
        return _NO_WINDOW
    share = f"{days.holiday} of its {counted(days.calendar, 'day')}"
    if days.mostly_holiday:
        mend = _TOO_LATE if facts.is_over else "Move it, or leave it open for longer in term time."
        return Said(State.WARNS, f"{share} lie in school holidays: more than half.", mend)
    return _unlisted(days) or Said(
        State.HOLDS, f"{share} {'lies' if days.holiday == 1 else 'lie'} in school holidays."
    )


def opens_first(facts: Facts) -> Said:
    """It closes on or after the day it opens. Nobody was asked in a window that runs backwards."""
    opening, closing = facts.step(StepKind.OPENING), facts.step(StepKind.CLOSING)
    if opening is None or closing is None:
        return _NO_WINDOW
    found = in_order("opens_first", opening, closing, facts.situation, hard=True)
    mend = "Check both days, and log the right ones." if found.worries else ""
    return Said(found.state, found.sentence, mend, hard=True)


def told(facts: Facts) -> Said:
    """Each group that must or should be consulted knows on the day it opens."""
    if not facts.groups:
        opened = facts.opens is not None and facts.opens <= facts.today
        said = "No group is listed that must or should be told."
        return Said(State.WARNS if opened else State.NOT_YET, said, "List the groups under Groups.")
    if facts.opens is None:
        return _NO_OPENING
    untold = [each for each in facts.groups if each.on is None]
    late = [each for each in facts.groups if each.on is not None and each.on > facts.opens]
    known = len(facts.groups) - len(untold)
    if untold and facts.today <= facts.opens:
        said = f"{known} of {counted(len(facts.groups), 'group')} told so far; it opens on {say_day(facts.opens)}."
        return Said(State.NOT_YET, said, f"Tell {_named([each.label for each in untold])}.")
    if not untold and not late:
        return Said(State.HOLDS, f"All {known} told by {say_day(facts.opens)}, the day it opens.")
    parts = [f"Not told: {_named([each.label for each in untold])}."] if untold else []
    if late:
        parts.append(f"Told after it opened on {say_day(facts.opens)}: {_named([e.label for e in late])}.")
    missed = facts.is_over and any(each.must for each in untold)
    mend = (
        "Give those who were told late as long as the others had, or say in the response why they had enough."
    )
    if untold:
        mend = "Tell them now, and give them as long as the others had."
    return Said(State.BREAKS if missed else State.WARNS, " ".join(parts), mend)


def meetings(facts: Facts) -> Said:
    """Meetings lie inside the window: before it nobody knows what to ask, after it nobody counts what was said."""
    if not facts.meetings:
        if facts.is_over:
            return Said(State.OFF, "No meeting is listed. The law asks for none.")
        return Said(State.NOT_YET, "No meeting is listed.")
    opens, closes = facts.opens, facts.closes
    outside = [
        each
        for each in facts.meetings
        if (opens is not None and each.on < opens) or (closes is not None and each.on > closes)
    ]
    if not outside and (opens is None or closes is None):
        return _NO_WINDOW
    window = _window(opens, closes)
    if not outside:
        return Said(State.HOLDS, f"{counted(len(facts.meetings), 'meeting')}, inside the window ({window}).")
    which = _named([f"{each.label} on {say_day(each.on)}" for each in outside])
    return Said(State.WARNS, f"Outside the window ({window}): {which}.", _move(outside, facts.today))


def information(facts: Facts) -> Said:
    """On the day it opens people can read what is proposed and why."""
    if facts.opens is None:
        return _NO_OPENING
    papers = _papers(facts)
    if not papers:
        said = f"No {_wanted(facts)} is kept here."
        state = State.NOT_YET if facts.today < facts.opens else State.WARNS
        return Said(state, said, "Add it under Documents, with the day from which people could read it.")
    there = in_force_on(papers, facts.opens)
    if there:
        best = there[0]
        said = (
            f"“{best.title}”, version {best.number}, is in force on {say_day(facts.opens)}, the day it opens."
        )
        return Said(State.HOLDS, said)
    first = min(each.in_force_from for each in papers)
    said = f"Nothing is in force on {say_day(facts.opens)}, the day it opens"
    said += f": the first version is from {say_day(first)}." if first > facts.opens else "."
    mend = "Check the day from which it is in force. If it is right, leave the consultation open for longer."
    return Said(State.WARNS, said, mend)


def versions(facts: Facts) -> Said:
    """On each day it is known what people could read, and whether it changed while they were answering."""
    papers = _papers(facts)
    if facts.opens is None or facts.today < facts.opens:
        return Said(State.NOT_YET, "It has not opened.")
    if not papers:
        return Said(State.OFF, f"No {_wanted(facts)} is kept here.")
    last = min(facts.closes or facts.today, facts.today)
    if last < facts.opens:
        return _NO_WINDOW
    if gaps := days_without(papers, facts.opens, last):
        said = f"No version was in force {all_of([say_run(run) for run in gaps])}."
        return Said(
            State.WARNS, said, "Add the version that people could read on those days, or say why none."
        )
    newer = replaced_between(papers, facts.opens, last)
    if not newer:
        return Said(State.HOLDS, "One version was in force on every day so far.")
    which = _named(
        [f"version {each.number} of “{each.title}” on {say_day(each.in_force_from)}" for each in newer]
    )
    mend = "Tell those who had answered by then, and say in the response what changed."
    return Said(State.WARNS, f"Changed while people were answering: {which}.", mend)


def _window(opens: date | None, closes: date | None) -> str:
    """ "2 November 2026 to 11 December 2026", as far as it is known."""
    if opens is None:
        return f"closes {say_day(closes)}" if closes is not None else ""
    return f"{say_day(opens)} to {say_day(closes)}" if closes is not None else f"opens {say_day(opens)}"


def _papers(facts: Facts) -> list[Paper]:
    return [each for each in facts.papers if each.kind in READ[facts.kind]]


def _wanted(facts: Facts) -> str:
    if facts.kind is ConsultationKind.TUPE:
        return "measures letter"
    asks = facts.kind in (ConsultationKind.STATUTORY, ConsultationKind.ENGAGEMENT)
    return "consultation document" if asks else "letter or document"


def _unlisted(days: WindowDays) -> Said | None:
    """That term dates are missing, so that school days cannot be counted."""
    if days.is_known:
        return None
    years = all_of([say_school_year(year) for year in days.not_listed])
    mend = f"Have the school holidays of {years} entered under Settings."
    return Said(State.UNSHOWN, f"{days.gap_words} School days cannot be counted without them.", mend)


def _close_later(facts: Facts, day: date | None) -> str:
    if facts.is_over:
        return _TOO_LATE
    return f"Close it on {say_day(day)} or later." if day is not None else "Leave it open for longer."


def _move(outside: Sequence[Held], today: date) -> str:
    if any(each.on >= today for each in outside):
        return "Move it to a day inside the window, or move the window."
    return "Weigh what was said there with the responses, and say so in the response."


def _named(words: Sequence[str]) -> str:
    """At most a handful of names, and how many more."""
    rest = len(words) - _MOST_NAMED
    return all_of([*words[:_MOST_NAMED], f"{rest} more"]) if rest > 0 else all_of(words)
