"""Rules about consents, consultation and resolutions: what has to be asked and decided before what."""

from collections.abc import Iterator

from partnerships.rules.checks._compare import broken, in_order, off
from partnerships.rules.checks.situation import Finding, Situation, State, Step
from partnerships.rules.saying import say_day
from partnerships.rules.words import Answer, OrderBasis, Route

CONSENTS = "consents_before_application"
CONSULTATION = "consultation_before_agreement"
REPLY = "reply_before_agreement"
RESOLUTION = "resolution_before_tupe"
APPLICATION = "consultation_before_application"
DECISION = "consultation_before_decision"
WEIGHED = "reply_before_decision"

_NO_ROUTE = "No route is chosen yet."
_APPLIED = "The order was made on the governing body’s application, so the governing body had to consult."
_TO_VOLUNTARY = (
    "The plan of an academy order has no place for this. Change the route to voluntary conversion, which a "
    "sponsored school may follow too, and log it there."
)


def consents(situation: Situation) -> Iterator[Finding]:
    """Foundation consulted and consents given before the governing body applies: Academies Act 2010 s.3(3)–(4).

    Hard in a conversion. In a transfer no law asks for it: a church school's diocese should agree first.
    """
    if situation.route is None:
        yield off(CONSENTS, _NO_ROUTE)
    elif situation.route is Route.ORDER:
        yield _consents_under_an_order(situation)
    else:
        yield from _consents_by_answer(situation)


def _consents_under_an_order(situation: Situation) -> Finding:
    needed = Answer.YES in (situation.answer("foundation"), situation.answer("church"))
    if not needed:
        return off(CONSENTS, "No answer says that this is a church school or one with a foundation.")
    if not OrderBasis.has(situation.order_basis):
        said = "It depends on the power that the order is made under whether the governing body applied."
        return Finding(CONSENTS, State.NOT_YET, said, asks="order_basis")
    if situation.order_basis != OrderBasis.APPLICATION:
        return off(CONSENTS, "The order was made without an application.")
    said = f"The order was made on an application, which needs the consents first. {_TO_VOLUNTARY}"
    return Finding(CONSENTS, State.WARNS, said)


def _consents_by_answer(situation: Situation) -> Iterator[Finding]:
    transfer = situation.route is Route.TRANSFER
    asked = ("church",) if transfer else ("foundation", "church")
    answers = {key: situation.answer(key) for key in asked}
    if all(answer == Answer.NO for answer in answers.values()):
        none = "no church school" if transfer else "a school without a foundation, and no church school"
        yield off(CONSENTS, f"By the answers this is {none}.")
        return
    open_question = next((key for key in asked if answers[key] not in (Answer.YES, Answer.NO)), "")
    application = situation.step("APP-02")
    if Answer.YES not in answers.values():
        applied = application is not None and application.happened
        said = "It depends on what kind of school this is. Answer the question."
        yield Finding(CONSENTS, State.WARNS if applied else State.NOT_YET, said, asks=open_question)
        return
    if application is None:
        yield off(CONSENTS, "The application is not in this plan.")
        return
    yield from _each_consent(situation, application, hard=not transfer)


def _each_consent(situation: Situation, application: Step, *, hard: bool) -> Iterator[Finding]:
    wanted = ("CON-09", "CON-10") if hard else ("CON-10",)
    there = [step for code in wanted if (step := situation.step(code)) is not None]
    if there:
        for step in there:
            yield in_order(CONSENTS, step, application, situation, hard=hard)
        return
    said = "By the answers consents are needed, but none is in the plan: check the answers, or put them back."
    if application.happened:
        yield broken(CONSENTS, said, (application.code,), hard=hard, done=application)
    else:
        yield Finding(CONSENTS, State.WARNS, said, (application.code,), hard=hard, at=application.code)


def must_consult(situation: Situation) -> bool | None:
    """Whether the law (Academies Act 2010 s.5) makes the governing body consult; None while that is not known.

    It does where the governing body applied, sponsored or not: on the voluntary route, and wherever the order was
    made under s.4(1)(a). Other orders are exempt (s.5(2)), and a transfer is no conversion.
    """
    if situation.route is Route.VOLUNTARY or situation.order_basis == OrderBasis.APPLICATION:
        return situation.route is not Route.TRANSFER
    if situation.route is Route.ORDER:
        return False if OrderBasis.has(situation.order_basis) else None
    return False


def consultation(situation: Situation) -> Iterator[Finding]:
    """Consultation over before the funding agreement is signed: Academies Act 2010 s.5, DfE's guide, step 3.

    Hard where the governing body applied; a warning in a transfer; off for an order without an application.
    """
    if situation.route is None:
        yield off(CONSULTATION, _NO_ROUTE)
        return
    must = must_consult(situation)
    if must is None:
        yield _basis_wanted(situation)
        return
    if situation.route is Route.ORDER and not must:
        yield off(
            CONSULTATION, "The order was made without an application, so the law asks for no consultation."
        )
        return
    yield from _each_signature(situation, must=must)


def _each_signature(situation: Situation, *, must: bool) -> Iterator[Finding]:
    """The same for the trust's signature and for the Secretary of State's seal."""
    signed = [step for code in ("LEG-18", "LEG-21") if (step := situation.step(code)) is not None]
    closed = situation.step("CON-06")
    if not signed:
        yield off(CONSULTATION, "Signing the agreement is not in this plan.")
    elif closed is not None:
        for then in signed:
            yield in_order(CONSULTATION, closed, then, situation, hard=must)
    elif must:
        yield from (_not_in_plan(situation, then) for then in signed)
    else:
        yield off(CONSULTATION, "The consultation is marked as not applicable.")


def _basis_wanted(situation: Situation) -> Finding:
    there = any(situation.happened(code) for code in ("APP-05", "LEG-18", "LEG-21"))
    said = "It depends on the power that the order is made under whether the governing body has to consult."
    return Finding(CONSULTATION, State.WARNS if there else State.NOT_YET, said, asks="order_basis")


def _not_in_plan(situation: Situation, then: Step) -> Finding:
    """The law asks for a consultation of which the plan knows nothing; says what to do."""
    said = "The consultation is marked as not applicable, but the school applied, so it had to consult. Put it back."
    if situation.route is Route.ORDER:
        said = f"{_APPLIED} {_TO_VOLUNTARY}"
    if then.happened:
        on = f" on {say_day(then.done_on)}" if then.done_on else ""
        return broken(
            CONSULTATION, f"“{then.title}” was done{on}. {said}", (then.code,), hard=True, done=then
        )
    return Finding(CONSULTATION, State.WARNS, said, (then.code,), hard=True, by=then.due_on, at=then.code)


def reply(situation: Situation) -> Iterator[Finding]:
    """The replies weighed and answered before anything is signed: a fair consultation is considered. Soft.

    The last of the four tests of a fair consultation (R v Brent, ex parte Gunning; approved in Moseley v Haringey).
    """
    published = situation.step("CON-07")
    signed = situation.step("LEG-18")
    if published is None or signed is None:
        yield off(REPLY, "This plan has no published reply to a consultation.")
    else:
        yield in_order(REPLY, published, signed, situation, hard=False)


def resolution(situation: Situation) -> Iterator[Finding]:
    """The governing body resolves before the formal TUPE consultation starts: usual practice, no law. Soft."""
    resolved = situation.step("CON-12") or situation.step("CON-13")
    started = situation.step("OPS-04")
    if resolved is None or started is None:
        yield off(RESOLUTION, "This plan has no resolution of a governing body or board to join.")
    else:
        yield in_order(RESOLUTION, resolved, started, situation, hard=False)


def application(situation: Situation) -> Iterator[Finding]:
    """Consulted before applying. Soft: the Academies Act 2010, s.5(3), allows it afterwards too.

    Once the governing body has applied, an order can be acted on even if it changes its mind (the Downhills case).
    """
    closed, applied = situation.step("CON-06"), situation.step("APP-02")
    if closed is None or applied is None:
        yield off(APPLICATION, "This plan has no application that follows a consultation.")
    else:
        yield in_order(APPLICATION, closed, applied, situation, hard=False)


def decision(situation: Situation) -> Iterator[Finding]:
    """Decided after the consultation has closed: people are asked while the proposal can still change.

    Hard where the law makes the governing body consult (Academies Act 2010 s.5), a warning elsewhere.
    """
    yield from _before_deciding(DECISION, "CON-06", situation, hard=must_consult(situation) is True)


def weighed(situation: Situation) -> Iterator[Finding]:
    """Decided after the responses were analysed and answered: the last of the Gunning tests. Soft."""
    yield from _before_deciding(WEIGHED, "CON-07", situation, hard=False)


def _before_deciding(rule: str, code: str, situation: Situation, *, hard: bool) -> Iterator[Finding]:
    first, decided = situation.step(code), situation.step("CON-12") or situation.step("CON-13")
    if first is None or decided is None:
        yield off(rule, "This plan has no consultation on which a governing body or board decides.")
    else:
        yield in_order(rule, first, decided, situation, hard=hard)
