"""Which kinds of consultation a project needs, who must lead each, and who must and who should be asked, and why.

Keyed on the order's basis, never on the word "sponsored": a sponsored school whose governing body applied has to
consult (Academies Act 2010 s.5), an order made without an application is exempt (s.5(2)).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.rules.checks.consulting import must_consult
from partnerships.rules.checks.situation import Situation, Source
from partnerships.rules.consultation_words import Audience, ConsultationKind, Needed
from partnerships.rules.consultations import sources
from partnerships.rules.consultations.leads import Lead, employer, lead_of
from partnerships.rules.register import SchoolFacts
from partnerships.rules.words import Answer, OrderBasis, Route, Word


class Duty(Word):
    """How much a kind of consultation is asked for in a project."""

    LAW = "law", "The law asks for it"
    GOOD_PRACTICE = "good_practice", "Good practice"
    DEPENDS = "depends", "Depends on an answer"
    NONE = "none", "Not asked for"


@dataclass(frozen=True)
class Group:
    """A group to ask or tell; `name` only where the group's own word says too little."""

    audience: Audience
    needed: Needed
    why: str
    name: str = ""

    @property
    def label(self) -> str:
        return self.name or self.audience.label


@dataclass(frozen=True)
class KindOf:
    """One kind of consultation in one project. `asks` is the key of the question on whose answer it depends."""

    kind: ConsultationKind
    duty: Duty
    why: str
    source: Source
    lead: Lead
    groups: tuple[Group, ...] = ()
    asks: str = ""

    @property
    def applies(self) -> bool:
        """Asked for, by law or by good practice."""
        return self.duty in (Duty.LAW, Duty.GOOD_PRACTICE)

    @property
    def must(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.needed is Needed.MUST)

    @property
    def should(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.needed is Needed.SHOULD)


def kinds(situation: Situation, school: SchoolFacts) -> tuple[KindOf, ...]:
    """How each kind stands in a project, every kind once, in the order in which they usually come."""
    return (
        _statutory(situation, school),
        _foundation(situation, school),
        _engagement(situation, school),
        _information(situation, school),
        _tupe(situation, school),
    )


def kind_of(kind: str, situation: Situation, school: SchoolFacts) -> KindOf:
    """How this kind stands in a project."""
    return next(each for each in kinds(situation, school) if each.kind == kind)


def needs_reason(found: KindOf, led_by: str) -> str:
    """What a consultation of this kind led by them wants a reason for, as a sentence; empty where it wants none."""
    if not found.applies:
        return f"It is not asked for here. {found.why}"
    if found.lead.bodies and led_by not in found.lead.bodies:
        wanted = " or ".join(body.label.lower() for body in found.lead.bodies)
        return f"It is usually led by the {wanted}: {found.lead.why}"
    return ""


_DEPENDS_ON_BASIS = "It depends on the power that the order is made under whether the governing body applied."
_NO_ROUTE = "No route is chosen yet."
_NO_APPLICATION = "The order was made without an application of the governing body"


def _statutory(situation: Situation, school: SchoolFacts) -> KindOf:
    """Academies Act 2010 s.5; `must_consult` says where it binds."""
    kind = ConsultationKind.STATUTORY
    lead = lead_of(kind, situation.route, school)
    must = must_consult(situation)
    if situation.route is None:
        return KindOf(kind, Duty.DEPENDS, _NO_ROUTE, sources.DUTY, lead)
    if must is None:
        why = f"{_DEPENDS_ON_BASIS} If it did, it has to consult."
        return KindOf(kind, Duty.DEPENDS, why, sources.EXEMPT, lead, asks="order_basis")
    if not must:
        transfer = situation.route is Route.TRANSFER
        why = "An academy that transfers is no maintained school, so this duty does not reach it."
        why = why if transfer else f"{_NO_APPLICATION}, so the duty to consult does not apply."
        return KindOf(kind, Duty.NONE, why, sources.DUTY if transfer else sources.EXEMPT, lead)
    why = "The governing body applies, so it has to consult on whether the school should convert."
    source = sources.DUTY
    if situation.route is Route.ORDER:
        why = (
            "The order was made on the governing body’s application, so it has to consult, sponsored or not."
        )
    if situation.answer("federation") == Answer.YES:
        why += " In a federation the governing body consults for each of its schools."
        source = sources.FEDERATED
    return KindOf(kind, Duty.LAW, why, source, lead, tuple(_community(situation)))


def _foundation(situation: Situation, school: SchoolFacts) -> KindOf:
    """Academies Act 2010 s.3(3) and (4); in a transfer no law, but a church school's diocese should agree."""
    kind, route = ConsultationKind.FOUNDATION, situation.route
    lead = lead_of(kind, route, school)
    transfer = route is Route.TRANSFER
    asked = ("church",) if transfer else ("foundation", "church")
    answers = {key: situation.answer(key) for key in asked}
    if route is None:
        return KindOf(kind, Duty.DEPENDS, _NO_ROUTE, sources.CONSENTS, lead)
    if all(answer == Answer.NO for answer in answers.values()):
        none = "no church school" if transfer else "a school without a foundation, and no church school"
        return KindOf(kind, Duty.NONE, f"By the answers this is {none}.", sources.CONSENTS, lead)
    if Answer.YES not in answers.values():
        open_question = next(key for key in asked if answers[key] not in (Answer.YES, Answer.NO))
        why = "It depends on what kind of school this is."
        return KindOf(kind, Duty.DEPENDS, why, sources.CONSENTS, lead, asks=open_question)
    if transfer:
        why = "No law asks for it in a transfer, but a church school’s diocese should agree first."
        return KindOf(kind, Duty.GOOD_PRACTICE, why, sources.TRANSFER, lead, (_diocese(Needed.MUST),))
    return _foundation_of_conversion(situation, lead)


def _foundation_of_conversion(situation: Situation, lead: Lead) -> KindOf:
    kind = ConsultationKind.FOUNDATION
    if must_consult(situation) is None:
        why = f"{_DEPENDS_ON_BASIS} If it did, consents come first."
        return KindOf(kind, Duty.DEPENDS, why, sources.CONSENTS, lead, asks="order_basis")
    if not must_consult(situation):
        why = f"{_NO_APPLICATION}, so no consent is needed here"
        if situation.order_basis == OrderBasis.INTERVENTION:
            why += "; the Secretary of State consults the trustees and the religious body before the order"
        return KindOf(kind, Duty.NONE, f"{why}.", sources.MINISTER_CONSULTS, lead)
    why = "The governing body applies only after consulting the foundation, and with the consents."
    return KindOf(kind, Duty.LAW, why, sources.CONSENTS, lead, tuple(_consenting(situation)))


def _engagement(situation: Situation, school: SchoolFacts) -> KindOf:
    """A transfer: no duty in law; DfE asks how stakeholders were engaged."""
    kind, route = ConsultationKind.ENGAGEMENT, situation.route
    lead = lead_of(kind, route, school)
    if route is None:
        return KindOf(kind, Duty.DEPENDS, _NO_ROUTE, sources.TRANSFER, lead)
    if route is not Route.TRANSFER:
        why = "Only a transfer is engaged on without a duty; this school converts."
        return KindOf(kind, Duty.NONE, why, sources.TRANSFER, lead)
    why = "No law makes anybody consult on a transfer, but DfE looks at how those affected were engaged."
    members = Group(
        Audience.MEMBERS, Needed.SHOULD, "Its articles may say that the members have to agree: check them."
    )
    groups = (*_community(situation), members)
    return KindOf(kind, Duty.GOOD_PRACTICE, why, sources.TRANSFER, lead, groups)


def _information(situation: Situation, school: SchoolFacts) -> KindOf:
    """An order without an application: nobody is asked whether, yet families and staff should be told and heard."""
    kind, route = ConsultationKind.INFORMATION, situation.route
    lead = lead_of(kind, route, school)
    if route is None:
        return KindOf(kind, Duty.DEPENDS, _NO_ROUTE, sources.EXEMPT, lead)
    must = must_consult(situation)
    if route is not Route.ORDER or must:
        why = "Those affected are consulted, so nothing is merely told."
        return KindOf(kind, Duty.NONE, why, sources.EXEMPT, lead)
    if must is None:
        why = f"{_DEPENDS_ON_BASIS} If it did not, families and staff are told and heard."
        return KindOf(kind, Duty.DEPENDS, why, sources.EXEMPT, lead, asks="order_basis")
    why = (
        f"{_NO_APPLICATION}: nobody is asked whether, but families and staff should be told and listened to."
    )
    return KindOf(kind, Duty.GOOD_PRACTICE, why, sources.EXEMPT, lead, tuple(_community(situation)))


def _tupe(situation: Situation, school: SchoolFacts) -> KindOf:
    """TUPE Regulations 2006 reg. 13, on every route: staff pass to the trust."""
    why = "Staff pass to the trust on every route, so their employer informs and consults their representatives."
    groups = (
        Group(
            Audience.UNIONS, Needed.MUST, "Representatives of every union recognised for staff who transfer."
        ),
        Group(
            Audience.STAFF_REPS,
            Needed.MUST,
            "Elected representatives of those for whom no union is recognised.",
        ),
        Group(Audience.STAFF, Needed.SHOULD, "The whole staff, with the new employer present."),
    )
    lead = employer(situation.route, school)
    return KindOf(ConsultationKind.TUPE, Duty.LAW, why, sources.REGULATION_13, lead, groups)


def _consenting(situation: Situation) -> Iterable[Group]:
    yield Group(
        Audience.FOUNDATION, Needed.MUST, "Consulted before the governing body applies, section 3(3)."
    )
    yield Group(
        Audience.APPOINTERS,
        Needed.MUST,
        "Those who appoint foundation governors have to consent, section 3(4).",
    )
    if situation.answer("church") == Answer.YES:
        yield _diocese(Needed.SHOULD)


def _diocese(needed: Needed) -> Group:
    return Group(Audience.DIOCESE, needed, "A church school’s diocese says which trusts it can agree to.")


def _community(situation: Situation) -> Iterable[Group]:
    """Whom a fair consultation usually asks: the law leaves the choice to the body, but it has to be a reasoned one."""
    for audience, why in _USUAL:
        yield Group(audience, Needed.SHOULD, why)
    if situation.answer("church") == Answer.YES:
        must = situation.route is Route.TRANSFER
        yield _diocese(Needed.MUST if must else Needed.SHOULD)
    if situation.answer("federation") == Answer.YES:
        why = "The other schools of the federation share its governing body."
        yield Group(
            Audience.OTHER, Needed.SHOULD, why, name="Families and staff of the federation’s other schools"
        )


_USUAL = (
    (Audience.STAFF, "Their employer changes."),
    (Audience.PARENTS, "Their children’s school changes hands."),
    (Audience.PUPILS, "It is their school; ask in a way that suits their age."),
    (Audience.UNIONS, "They speak for staff, apart from the formal TUPE consultation."),
    (Audience.LA, "It plans places and, in a conversion, gives the school up."),
    (Audience.SCHOOLS, "Admissions and places near by may change."),
    (Audience.FEEDERS, "Their families choose this school."),
    (Audience.COUNCILLORS, "They are asked by residents."),
    (Audience.SITE_USERS, "Clubs and lettings have a new landlord."),
    (Audience.COMMUNITY, "Anybody else with a view can find the consultation."),
)
