"""A Trust Partnership on a page or two, fit to be sent to the Regional Director.

It names nobody: leads by their jobs, and of services only what was done. Its page and its docx show the same parts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.models import Decision, Partnership
from partnerships.reports.partnership_page import PartnershipPage, partnership_page
from partnerships.reports.reviews import reviews_of
from partnerships.reports.services import measures_of, services_of
from partnerships.rules.partnership import Event, Mark, MarkState
from partnerships.rules.partnership_words import PartnershipKind, PartnershipOutcome, SlaStatus, Vat
from partnerships.rules.saying import all_of, say_day
from partnerships.rules.words import ContactRole, DecisionBody, DecisionOutcome, Job

_OF_THE_SCHOOL = (DecisionBody.GOVERNING_BODY.value, DecisionBody.SAT_BOARD.value)
UNKNOWN = "Not recorded"
UNNAMED = "Somebody without a job recorded"


@dataclass(frozen=True)
class Part:
    """One heading with what stands under it: facts by name, then a table, then sentences."""

    heading: str
    facts: Sequence[tuple[str, str]] = ()
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    sentences: Sequence[str] = ()

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """Every cell with the heading that it stands under."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Summary:
    """The whole of it, in parts."""

    school: str
    trust: str
    today: dt.date
    state: str
    parts: Sequence[Part]

    @property
    def title(self) -> str:
        return f"Trust Partnership of {self.school} and {self.trust}"

    @property
    def as_of(self) -> str:
        """Where it stands and as of which day, from whose record."""
        return f"{self.state}. As of {say_day(self.today)}, from the record that {self.trust} keeps."


def summary_of(partnership: Partnership, *, today: dt.date) -> Summary:
    """What the record says today, in the same number of queries however much it holds."""
    page = partnership_page(partnership, today=today)
    parts = (
        _about(page),
        _agreed(page),
        _told(page),
        _extensions(page),
        _services(partnership),
        _measures(partnership),
        _reviews(page),
        _expectations(page),
        _considered(page),
        _outcome(page),
    )
    school, trust = partnership.project.school.name, partnership.project.trust.name
    return Summary(school, trust, today, page.state.label, parts)


def _about(page: PartnershipPage) -> Part:
    mine = page.partnership
    school = mine.project.school
    facts = [("School", f"{school.name} (URN {school.pk}), {_label(PartnershipKind, mine.kind).lower()}")]
    facts += [("Trust", mine.project.trust.name)]
    facts += [("Reference", mine.reference)] if mine.reference else []
    facts += [("Purpose", mine.purpose or UNKNOWN)]
    starts = say_day(mine.starts_on) if mine.starts_on else "start not set"
    ends = say_day(mine.ends_on) if mine.ends_on else "end not set"
    paused = f". Paused since {say_day(mine.paused_since)}" if mine.paused_since else ""
    facts += [("Dates", f"{starts} to {ends}. {page.clock.words}{paused}")]
    facts += [("Can it be extended?", _extendable(mine))]
    leads = [("Lead in the trust", _trust_lead(mine)), ("Lead in the school", _school_lead(mine))]
    return Part("The partnership", [*facts, *leads])


def _extendable(partnership: Partnership) -> str:
    if partnership.extendable is None:
        return UNKNOWN
    latest = partnership.latest_end
    limit = f", until {say_day(latest)} at the latest" if partnership.extendable and latest else ""
    return f"{'Yes' if partnership.extendable else 'No'}{limit}"


def _trust_lead(partnership: Partnership) -> str:
    """The lead's job in this trust; people without a named job are a lead, and no more is said."""
    lead = partnership.trust_lead or partnership.project.lead
    place = lead.roles.get(partnership.trust_id) if lead else None
    job = place.job if place else ""
    return Job(job).label if job and job != Job.OTHER else UNNAMED if lead else "Nobody yet"


def _school_lead(partnership: Partnership) -> str:
    lead = partnership.school_lead
    if lead is None:
        return "Nobody yet"
    named = lead.role and lead.role != ContactRole.OTHER
    return ContactRole(lead.role).label if named else UNNAMED


def _agreed(page: PartnershipPage) -> Part:
    mine = page.partnership
    status = f"Not signed: {_label(SlaStatus, mine.sla_status).lower()}"
    signed = _event(page, Event.SIGNED, status)
    kept = "; a copy is kept" if page.facts.has_sla_file else ""
    facts = [
        ("Agreed by both boards", _event(page, Event.AGREED)),
        ("Service level agreement", signed + kept),
    ]
    return Part("Agreement and charge", [*facts, ("Charge", _charge(mine))])


def _charge(partnership: Partnership) -> str:
    if partnership.charge is None:
        return UNKNOWN
    said = "None" if partnership.charge == 0 else f"£{partnership.charge:,.2f}".removesuffix(".00")
    said += f" ({partnership.charge_basis})" if partnership.charge_basis else ""
    if partnership.vat != Vat.UNKNOWN:
        said += f"; {_label(Vat, partnership.vat)}"
    if partnership.charge_paid_on:
        return f"{said}; paid {say_day(partnership.charge_paid_on)}"
    due = partnership.charge_due_on
    return f"{said}; due {say_day(due)}, not paid" if due else said


def _told(page: PartnershipPage) -> Part:
    mine = page.partnership
    days = (("Local authority", mine.la_told_on), ("Diocese", mine.diocese_told_on))
    told = [("Regional Director", _event(page, Event.RD_TOLD))]
    told += [(who, say_day(day) if day else UNKNOWN) for who, day in days]
    return Part("Who was told, and when", told)


def _extensions(page: PartnershipPage) -> Part:
    rows = [
        [say_day(each.agreed_on), say_day(each.from_end), say_day(each.to_end), each.reason]
        for each in page.extensions
    ]
    none = [] if rows else ["It has not been extended."]
    return Part("Extensions", (), ("Agreed", "From", "To", "Why"), rows, none)


def _services(partnership: Partnership) -> Part:
    found = services_of(partnership)
    rows = [[row.service.what, row.area, row.planned, row.given] for row in found.rows]
    said = [f"In all: {found.planned_words} planned, {found.given_words} given."] if rows else []
    if found.elsewhere_words:
        said.append(f"Given for no service of the agreement: {found.elsewhere_words}.")
    said = said or ["No services are recorded."]
    return Part("Services", (), ("Service", "Area", "Planned", "Given so far"), rows, said)


def _measures(partnership: Partnership) -> Part:
    rows = [
        [
            each.what,
            each.baseline or UNKNOWN,
            each.aim or UNKNOWN,
            f"{each.now} ({say_day(each.now_on)})" if each.now and each.now_on else each.now or UNKNOWN,
        ]
        for each in measures_of(partnership)
    ]
    none = [] if rows else ["No measures are recorded."]
    return Part("Measures", (), ("Measure", "At the start", "Aim", "Latest"), rows, none)


def _reviews(page: PartnershipPage) -> Part:
    """Those recorded with their ratings, and those of the plan that have no record, by day."""
    recorded = [row for row in reviews_of(page.partnership.project) if not row.domains_first]
    kept = {row.review.milestone_id for row in recorded}
    dated = [(row.held_on, [row.kind, row.day, row.rating or "Not rated"]) for row in recorded]
    for mark in page.clock.marks:
        if mark.key and mark.key not in kept:
            dated.append((mark.on, [mark.name, mark.words[:1].upper() + mark.words[1:], _unrated(mark)]))
    rows = [row for _, row in sorted(dated, key=lambda each: each[0] or dt.date.max)]
    none = [] if rows else ["No reviews are planned or recorded."]
    return Part("Reviews", (), ("Review", "When", "Rating"), rows, none)


def _unrated(mark: Mark) -> str:
    return "No record of what was found" if mark.state is MarkState.HELD else "–"


def _expectations(page: PartnershipPage) -> Part:
    rows = [
        [judged.expectation.label, judged.rating.label, " ".join(judged.evidence)]
        for judged, _ in page.expectations
    ]
    return Part("What DfE expects", (), ("Expectation", "Rating", "What shows it"), rows)


def _considered(page: PartnershipPage) -> Part:
    facts = [
        ("Considered by the governing body", _event(page, Event.CONSIDERED)),
        ("Decision to join, extend or end", _event(page, Event.DECIDED)),
    ]
    made = Decision.objects.filter(project=page.partnership.project_id, body__in=_OF_THE_SCHOOL)
    said = [
        f"{_label(DecisionBody, each.body)}, {say_day(each.decided_on)}: {_label(DecisionOutcome, each.outcome)}"
        for each in made.order_by("decided_on", "pk")
    ]
    return Part(
        "Joining the trust", [*facts, ("Resolutions of the school", all_of(said) if said else "None yet")]
    )


def _outcome(page: PartnershipPage) -> Part:
    mine = page.partnership
    over = page.facts.over_on
    if over is None:
        return Part("Outcome", sentences=["The partnership has not ended."])
    if not mine.outcome:
        said = (
            f"The work with the school ended on {say_day(over)}; what the partnership led to is not recorded."
        )
        return Part("Outcome", sentences=[said])
    facts = [("Ended", say_day(over)), ("Led to", _label(PartnershipOutcome, mine.outcome))]
    facts += [("Why", mine.outcome_reason)] if mine.outcome_reason else []
    facts += [("What was learned", mine.learning)] if mine.learning else []
    return Part("Outcome", facts)


def _event(page: PartnershipPage, event: Event, otherwise: str = UNKNOWN) -> str:
    """ "12 July 2026"; what has not happened says when it is due."""
    done = [each for each in page.facts.happenings if each.event is event and each.happened]
    if done:
        days = [say_day(each.done_on) for each in done if each.done_on]
        return all_of(days) if days else "Yes, on a day that is not known"
    planned = page.facts.of(event)
    if planned is None or planned.due_on is None or page.facts.over_on is not None:
        return otherwise
    said = "Not yet" if otherwise == UNKNOWN else otherwise
    return f"{said}; due {say_day(planned.due_on)}"


def _label(words: type, value: str) -> str:
    return str(words(value).label)
