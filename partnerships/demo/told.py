"""What the demonstration's trust tells every school, and the guidance that its people read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from partnerships.actions.fit import Terms, answer_for_trust, set_trust_terms
from partnerships.actions.guidance import add_guidance, add_shipped_guidance
from partnerships.data import shipped_guidance
from partnerships.demo.backdate import Clock
from partnerships.models import Group, User
from partnerships.rules.guidance import Entry

SITE = "https://havenlight.example"
USUAL = {
    "topic.care": "That children read well, and that nobody is taught apart who could be taught together.",
    "topic.autonomy": "Schools keep name, uniform, timetable and how they teach. Safeguarding, payroll, audit and "
    "the phonics scheme are common to all.",
    "topic.standards": "The headteacher answers to the trust’s education director, who visits every half-term.",
    "topic.local": "Local boards see to standards, inclusion and the community. Money and staff contracts are the "
    "trust’s.",
    "offer.education": "A reading lead in school one day a week in the first year; moderation with five other schools.",
    "offer.workforce": "Training days planned together, and leadership courses paid for by the trust.",
}  # fmt: skip
DIOCESE = Entry(
    title="How we work with trusts",
    publisher="Diocese of Havenlight",
    url="https://diocese.example/schools/trusts",
    says="Ask the diocese before governors vote; aided schools join trusts with a church majority only.",
    about=("EXP-09", "CON-10", "consultation.foundation", "partnership.fit"),
)


def load_told(clock: Clock, *, by: User, trust: Group) -> None:
    """The trust's terms, some of its usual answers, the shipped list of guidance and an entry of its own."""
    at = clock.now - dt.timedelta(days=390)
    terms = Terms(
        charge_percent=Decimal(5),
        charge_basis="Of general annual grant; pays for school improvement, HR, payroll, finance and estates.",
        capital="The trust’s condition allocation is shared out by survey, the worst first.",
        reserves="partly",
        reserves_note="A school keeps what it has up to 8% of its income.",
        delegation="Local boards approve the curriculum, the improvement plan and admissions; the trust the budget.",
        delegation_url=f"{SITE}/scheme-of-delegation",
        as_of=at.date(),
    )
    clock.play(at, set_trust_terms, by=by, trust=trust, terms=terms)
    for minutes, (key, text) in enumerate(USUAL.items(), 1):
        then = at + dt.timedelta(minutes=minutes)
        clock.play(then, answer_for_trust, by=by, trust=trust, key=key, text=text, answered_on=at.date())
    clock.play(at, add_shipped_guidance, by=None, trust=None, entries=shipped_guidance())
    clock.play(at, add_guidance, by=by, trust=trust, entry=DIOCESE)
