"""Whether a consultation is fair, check by check, while it runs and afterwards.

The four tests are those of R v Brent, ex parte Gunning (1985), approved by the Supreme Court in Moseley v Haringey
(2014). What binds a school's joining besides is asked of the plan's own rules (`partnerships.rules.checks`), so that
nothing is worked out, or accepted by a manager, in two places.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from partnerships.rules.checks import RULE_BY_KEY, consulting, days, in_order, must_consult
from partnerships.rules.checks.situation import Finding, Source, State, Step
from partnerships.rules.consultation_words import ConsultationKind, StepKind
from partnerships.rules.consultations import fair_asking as asking
from partnerships.rules.consultations.fair_facts import (
    SEVERITY,
    WORRIES,
    Check,
    Facts,
    Principle,
    Said,
    Verdict,
)

GUNNING = Source(
    "The tests of a fair consultation, from the Gunning case of 1985: asked while it can still change, with reasons "
    "enough, with time enough, and weighed.",
    "https://davidwolfe.org.uk/wordpress/archives/270",
)
USUAL_LENGTH = Source(
    "No law sets a length. Schools leave a consultation open for four to eight weeks of term, most for six.",
    "https://www.apc-accountants.co.uk/services/academies/the-consultation-process",
)

_ALL = frozenset(ConsultationKind)
_JOINING = frozenset({ConsultationKind.STATUTORY, ConsultationKind.ENGAGEMENT})
_FOUNDATION = frozenset({ConsultationKind.FOUNDATION})
_TUPE = frozenset({ConsultationKind.TUPE})
_BEFORE_DECIDING = "Decide after it."
_DECIDED = "Have the deciding body look at it again with the responses before it, and minute that it did."
_REASON = "Log the right day, or have a manager give a reason under Rules."


def fairness(facts: Facts) -> list[Verdict]:
    """How each check stands that is meant for this kind of consultation, by principle."""
    return [Verdict(check, check.ask(facts)) for check in CHECKS if facts.kind in check.kinds]


def worst(verdicts: Sequence[Verdict]) -> State:
    """The state that the whole stands in; what does not apply counts as nothing."""
    return min((each.said.state for each in verdicts), key=SEVERITY.index, default=State.OFF)


def _of_plan(rule: str, *, before: str, after: str) -> Callable[[Facts], Said]:
    """Asks a rule of the plan. `before` and `after` say what mends it before and after what it guards was done."""

    def ask(facts: Facts) -> Said:
        found = [each for each in facts.findings if each.rule == rule]
        return _as_said(found, before=before, after=after)

    return ask


def _as_said(found: Sequence[Finding], *, before: str, after: str) -> Said:
    """The worst of these findings, all sentences that are as bad."""
    if not found:
        return Said(State.OFF, "The plan has nothing to say here.")
    state = min((each.state for each in found), key=SEVERITY.index)
    same = [each for each in found if each.state is state]
    mend = ""
    if state in WORRIES:
        mend = after if any(each.by is None for each in same) else before
        mend = f"{mend} {_REASON}" if any(each.needs_reason for each in same) else mend
    sentence = " ".join(dict.fromkeys(each.sentence for each in same))
    return Said(state, sentence, mend, hard=any(each.hard for each in same))


def _decided_after(
    rule: str, first_step: Callable[[Facts], Step | None], *, lawful: bool
) -> Callable[[Facts], Said]:
    """Whether the decision followed. Both being milestones, the plan's own rule answers; else the record here does."""

    def ask(facts: Facts) -> Said:
        first, decided = first_step(facts), facts.decision
        if first is None or decided is None:
            return Said(State.OFF, "This consultation’s steps have no such order.")
        found = [each for each in facts.findings if each.rule == rule and each.codes]
        # What only the record shows, or is no milestone, the plan's rule knows nothing of.
        logged = {step for step in (first, decided) if step.code and step in facts.steps.values()}
        if not found or len(logged) < 2:
            must = must_consult(facts.situation) is True and facts.kind is ConsultationKind.STATUTORY
            found = [_own(in_order(rule, first, decided, facts.situation, hard=lawful and must))]
        return _as_said(found, before=_BEFORE_DECIDING, after=_DECIDED)

    return ask


def _own(finding: Finding) -> Finding:
    """No milestone waits for a reason where the steps are not the plan's."""
    return replace(finding, breaker="")


CHECKS = (
    Check(
        "opens_first",
        "It closes after it opens",
        Principle.FORMATIVE,
        GUNNING,
        _ALL,
        asking.opens_first,
    ),
    Check(
        "decided_after_closing",
        "Nothing is decided before it has closed",
        Principle.FORMATIVE,
        GUNNING,
        _JOINING,
        _decided_after(consulting.DECISION, lambda facts: facts.step(StepKind.CLOSING), lawful=True),
    ),
    Check(
        "before_application",
        "It is over before the application",
        Principle.FORMATIVE,
        RULE_BY_KEY[consulting.APPLICATION].source,
        _JOINING,
        _of_plan(
            consulting.APPLICATION,
            before="Apply after it has closed.",
            after="Minute why people were asked afterwards, and that the answer could still have been no.",
        ),
    ),
    Check("told", "Each group is told by the day it opens", Principle.REASONS, GUNNING, _ALL, asking.told),
    Check(
        "information",
        "People can read what is proposed, and why, from the first day",
        Principle.REASONS,
        GUNNING,
        _ALL,
        asking.information,
    ),
    Check(
        "versions",
        "It is known which version people could read on each day",
        Principle.REASONS,
        GUNNING,
        _ALL,
        asking.versions,
    ),
    Check("weeks", "Four weeks or longer", Principle.TIME, USUAL_LENGTH, _JOINING, asking.weeks),
    Check(
        "school_days",
        "Twenty school days or more",
        Principle.TIME,
        USUAL_LENGTH,
        _JOINING,
        asking.school_days,
    ),
    Check(
        "holidays", "Not mostly in school holidays", Principle.TIME, USUAL_LENGTH, _JOINING, asking.holidays
    ),
    Check("meetings", "Meetings are inside the window", Principle.TIME, GUNNING, _ALL, asking.meetings),
    Check(
        "analysed",
        "Responses are analysed before the decision",
        Principle.WEIGHED,
        GUNNING,
        _JOINING,
        _decided_after("", lambda facts: facts.step(StepKind.ANALYSIS), lawful=False),
    ),
    Check(
        "answered",
        "The response is published before the decision",
        Principle.WEIGHED,
        GUNNING,
        _JOINING,
        _decided_after(consulting.WEIGHED, lambda facts: facts.reply, lawful=False),
    ),
    Check(
        "reply_before_agreement",
        "The response is published before the agreement is signed",
        Principle.WEIGHED,
        RULE_BY_KEY[consulting.REPLY].source,
        _JOINING,
        _of_plan(
            consulting.REPLY,
            before="Publish the response before the agreement is signed.",
            after="Publish the response now, and minute what was weighed before the signature.",
        ),
    ),
    Check(
        "before_agreement",
        "It is over before the funding agreement is signed",
        Principle.LAW,
        RULE_BY_KEY[consulting.CONSULTATION].source,
        _JOINING,
        _of_plan(
            consulting.CONSULTATION,
            before="Close it before the agreement is signed.",
            after="Ask your solicitors whether the signature can stand.",
        ),
    ),
    Check(
        "consents",
        "The foundation is consulted, and consents are given, before the application",
        Principle.LAW,
        RULE_BY_KEY[consulting.CONSENTS].source,
        _FOUNDATION,
        _of_plan(
            consulting.CONSENTS,
            before="Have the foundation consulted and the consents given before the governing body applies.",
            after="Ask DfE whether the application has to be made again.",
        ),
    ),
    Check(
        "resolution_first",
        "The resolution comes before the formal TUPE consultation",
        Principle.LAW,
        RULE_BY_KEY[consulting.RESOLUTION].source,
        _TUPE,
        _of_plan(
            consulting.RESOLUTION,
            before="Open the TUPE consultation after the resolution.",
            after="Tell staff representatives that the resolution was open when talks began.",
        ),
    ),
    Check(
        "liability",
        "Employee liability information comes at least 28 days before joining",
        Principle.LAW,
        RULE_BY_KEY[days.LIABILITY].source,
        _TUPE,
        _of_plan(
            days.LIABILITY,
            before="Ask the present employer for it now.",
            after="Ask the present employer for it at once.",
        ),
    ),
)
