"""The facts about a project that decide which milestones apply, and how each is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from partnerships.rules.words import Answer, OrderBasis, Route

_EVERY = frozenset(Route)
_CONVERSIONS = frozenset({Route.VOLUNTARY, Route.ORDER})
_TRANSFER = frozenset({Route.TRANSFER})


@dataclass(frozen=True)
class Fact:
    """One question about a project. `choices` are (value, label); empty means yes or no.

    A derived fact is worked out from other records, and nobody is asked.
    """

    key: str
    label: str
    question: str
    help: str
    routes: frozenset[Route] = _EVERY
    choices: tuple[tuple[str, str], ...] = ()
    derived: bool = False

    @property
    def values(self) -> frozenset[str]:
        """The answers that can be given, apart from not knowing."""
        if self.choices:
            return frozenset(value for value, _ in self.choices)
        return frozenset({Answer.YES.value, Answer.NO.value})

    @property
    def inline(self) -> str:
        """The question inside a sentence: "may apply: does the school have a PFI contract?"."""
        return self.question[0].lower() + self.question[1:]

    def label_of(self, value: str) -> str:
        """The words for an answer; a value no longer known is shown as it is."""
        words = dict(self.choices) | ({} if self.choices else {a.value: a.label for a in Answer})
        return words.get(value, Answer.UNKNOWN.label if value in ("", Answer.UNKNOWN) else value)


_ALL = (
    Fact(
        "has_partnership",
        "Partnership",
        "Is there a partnership before joining?",
        "Taken from the project's partnership record.",
        derived=True,
    ),
    Fact(
        "church",
        "Church school",
        "Is it a Church of England or Catholic school?",
        "Include schools shared with another church. A church school needs its diocese's agreement "
        "and a church supplemental agreement.",
    ),
    Fact(
        "religious_character",
        "Religious character",
        "Does the school have a designated religious character?",
        "Of any faith. A mainstream school with none follows the locally agreed syllabus for "
        "religious education.",
    ),
    Fact(
        "foundation",
        "Foundation",
        "Does the school have a foundation?",
        "Trustees or a foundation body who appoint governors or hold the school's land. They must be "
        "consulted, and must agree, before the governing body applies (Academies Act 2010 s.3).",
    ),
    Fact(
        "federation",
        "Federation",
        "Is the school in a federation?",
        "Federated schools share one governing body; ask whether the others mean to join too.",
    ),
    Fact(
        "order_basis",
        "Basis of the order",
        "Which power is the academy order made under?",
        "The order's letter names the section of the Academies Act 2010. It decides how the closing "
        "balance is settled.",
        routes=frozenset({Route.ORDER}),
        choices=tuple(OrderBasis.choices()),
    ),
    Fact(
        "la_land",
        "Local authority land",
        "Does the local authority own any of the school's land?",
        "Land it owns is usually leased to the trust for 125 years. Playing fields count.",
        routes=_CONVERSIONS,
    ),
    Fact(
        "own_freehold",
        "Land held by the school's side",
        "Does a foundation, the governing body or a body of trustees own any of the school's land?",
        "Freehold land of theirs passes to the trust, or stays in use, by a direction to transfer or "
        "an agreement.",
        routes=_CONVERSIONS,
    ),
    Fact(
        "land_restriction",
        "Restriction on trust land",
        "Is any of the land held, under a restriction in the deeds, by a trustee that is not a diocese?",
        "Only voluntary and foundation schools have such land. It needs a trust modification order, "
        "which takes several weeks.",
        routes=_CONVERSIONS,
    ),
    Fact(
        "land_moves",
        "Land moves",
        "Does land or a lease move with the academy?",
        "If the outgoing trust owns or leases the site, the land needs its own form, consents and documents.",
        routes=_TRANSFER,
    ),
    Fact(
        "subleases",
        "Subleases and other leases",
        "Does anyone else lease part of the site, or lease land to the school?",
        "For example a nursery provider, a sports club, a charity or the parish.",
    ),
    Fact(
        "pfi",
        "PFI contract",
        "Does the school have a PFI contract?",
        "Private finance initiative contracts need several agreements of their own and may need a "
        "decision of elected councillors.",
    ),
    Fact(
        "old_articles",
        "Old articles or funding agreement",
        "Are the trust's articles or its master funding agreement out of date?",
        "Articles of February 2016 or earlier, a master funding agreement from before 2018, or "
        "documents that do not provide for this kind of school.",
    ),
    Fact(
        "articles_condition",
        "Condition on the trust's documents",
        "Does DfE's decision ask for a change to the trust's articles or funding agreement?",
        "Read the conditions in the decision letter. Answer when the decision is known.",
    ),
    Fact(
        "outgoing_trust_closes",
        "Outgoing trust closes",
        "Will the outgoing trust close after the transfer?",
        "A single-academy trust has no school left once its academy has moved.",
        routes=_TRANSFER,
    ),
    Fact(
        "lgps",
        "Local Government Pension Scheme",
        "Are any of the school's staff in the Local Government Pension Scheme?",
        "Support staff usually are. The pension fund's actuary sets what the trust will pay.",
    ),
    Fact(
        "special_or_ap",
        "Special or alternative provision",
        "Is it a special school or alternative provision?",
        "Pupil referral units count as alternative provision.",
    ),
    Fact(
        "sen_unit",
        "SEN unit or resourced provision",
        "Does the school have a SEN unit or resourced provision?",
        "Places there are paid for from the high needs budget and must be agreed with the local authority.",
    ),
    Fact(
        "nursery",
        "Nursery",
        "Does the school have a nursery?",
        "Classes for children under school age, whoever runs them on the site.",
    ),
    Fact(
        "childrens_centre",
        "Children's centre",
        "Does the school run or house a children's centre?",
        "The local authority may keep it, or the trust may run it; staff, land and money follow that choice.",
    ),
    Fact(
        "sacre_wanted",
        "Determination on worship",
        "Will the school want a SACRE determination on collective worship?",
        "A mainstream school without a religious character may be exempted from broadly Christian "
        "worship for some or all pupils. SACRE is the standing advisory council on religious education.",
        routes=_CONVERSIONS,
    ),
    Fact(
        "grant_awarded",
        "Grant",
        "Has DfE awarded a grant for this project?",
        "The grant for voluntary converters ended on 1 January 2025; sponsored projects and some "
        "transfers may still have one.",
    ),
    Fact(
        "fresh_start",
        "Fresh start",
        "Will the academy get a new URN (fresh start)?",
        "A transferring academy keeps its URN, unless DfE agrees a fresh start after a poor inspection.",
        routes=_TRANSFER,
    ),
    Fact(
        "tenancy_at_will",
        "Tenancy at will",
        "Will the academy open on a tenancy at will?",
        "A stopgap while the lease is unfinished: an exception, for three months at most.",
    ),
    Fact(
        "lease_or_land_passes",
        "Land or lease passes",
        "Does land or a lease pass to the trust?",
        "A new lease or a transfer of land must be registered at HM Land Registry.",
    ),
)

FACTS: Mapping[str, Fact] = MappingProxyType({fact.key: fact for fact in _ALL})
"""Every fact by its key, in the order in which a person would be asked."""


def facts_for(route: Route | None) -> tuple[Fact, ...]:
    """The facts a person may answer in this route; without a route, those that matter in every route."""
    wanted = _EVERY if route is None else {route}
    return tuple(fact for fact in FACTS.values() if not fact.derived and wanted <= fact.routes)
