"""The rules that a school's joining has to keep, each with its source, as pure functions over plain values.

What happened can always be recorded. A hard rule that was broken asks a manager for a name and a reason before the
milestone counts; a soft one warns. `check_rules` says how every rule stands; it also looks ahead, so that a rule that
is going to break says so while there is time.
"""

from dataclasses import replace

from partnerships.rules.checks import consulting, days, ordering
from partnerships.rules.checks._compare import in_order
from partnerships.rules.checks.consulting import must_consult
from partnerships.rules.checks.situation import Finding, Rule, Situation, Source, State, Step

__all__ = [
    "MAY_NEED_A_REASON",
    "RULES",
    "RULE_BY_KEY",
    "Finding",
    "Rule",
    "Situation",
    "Source",
    "State",
    "Step",
    "check_rules",
    "in_order",
    "must_consult",
    "needing_a_reason",
]

_ACT = "https://www.legislation.gov.uk/ukpga/2010/32/section"
_DFE = "https://github.com/DFE-Digital"
_GUNNING = "https://davidwolfe.org.uk/wordpress/archives/270"

RULES = (
    Rule(
        consulting.CONSENTS,
        "The foundation is consulted, and consents are given, before the governing body applies",
        Source(
            "The Academies Act 2010, section 3, lets a school with a foundation apply only after consulting it and "
            "with the consent of its trustees and of whoever appoints foundation governors.",
            f"{_ACT}/3",
        ),
        consulting.consents,
        frozenset({"CON-09", "CON-10", "APP-02"}),
    ),
    Rule(
        consulting.APPLICATION,
        "The consultation is over before the governing body or board applies",
        Source(
            "The Academies Act 2010, section 5, allows a consultation after the application too. Before it is safer: "
            "in the Downhills case an order could be acted on although the school might change its mind.",
            "https://davidwolfe.org.uk/wordpress/archives/1361",
        ),
        consulting.application,
        frozenset({"CON-06", "APP-02"}),
    ),
    Rule(
        consulting.DECISION,
        "The consultation is over before the governing body or board decides",
        Source(
            "People are to be asked while the proposal can still change: the first of the tests of the Gunning case "
            "of 1985.",
            _GUNNING,
        ),
        consulting.decision,
        frozenset({"CON-06", "CON-12", "CON-13"}),
    ),
    Rule(
        consulting.WEIGHED,
        "The responses are analysed and answered before the governing body or board decides",
        Source(
            "What people say is to be weighed before the decision: the last of the tests of the Gunning case of 1985.",
            _GUNNING,
        ),
        consulting.weighed,
        frozenset({"CON-07", "CON-12", "CON-13"}),
    ),
    Rule(
        consulting.CONSULTATION,
        "The consultation is over before the funding agreement is signed",
        Source(
            "Where the governing body applies, the Academies Act 2010, section 5, makes it consult, and DfE’s guide "
            "wants that finished before the funding agreement is signed.",
            "https://www.gov.uk/guidance/convert-to-an-academy-information-for-schools/3-prepare-for-conversion",
        ),
        consulting.consultation,
        frozenset({"CON-06", "APP-05", "LEG-18", "LEG-21"}),
    ),
    Rule(
        consulting.REPLY,
        "The reply to the consultation is published before the agreement is signed",
        Source(
            "A fair consultation is weighed before the decision is final; the courts have said so since the Gunning "
            "case of 1985.",
            _GUNNING,
        ),
        consulting.reply,
        frozenset({"CON-07", "LEG-18"}),
    ),
    Rule(
        days.LIABILITY,
        "Employee liability information comes at least 28 days before joining",
        Source(
            "The TUPE Regulations 2006, regulation 11, give the present employer until 28 days before the transfer.",
            "https://www.legislation.gov.uk/uksi/2006/246/regulation/11",
        ),
        days.liability,
        frozenset({"OPS-06"}),
    ),
    Rule(
        days.NAME,
        "The academy’s name is confirmed at least 40 days before joining",
        Source(
            "DfE’s list of conversion tasks asks for the academy’s name 40 days before it opens.",
            f"{_DFE}/complete-conversions-transfers-changes",
        ),
        days.name,
        frozenset({"OPS-07"}),
    ),
    Rule(
        ordering.LAND,
        "The land questionnaire is cleared before the funding agreements",
        Source(
            "DfE’s list of conversion tasks has the land questionnaire cleared before the funding agreements.",
            f"{_DFE}/dfe-complete-conversions-transfers-and-changes",
        ),
        ordering.land,
        frozenset({"LEG-03", "LEG-10", "LEG-18"}),
    ),
    Rule(
        consulting.RESOLUTION,
        "The governing body or board resolves before the formal TUPE consultation starts",
        Source(
            "No law, but usual practice: solicitors advise against starting TUPE before the resolution.",
            "https://www.gotelee.co.uk/business-services/academies/academies-the-conversion-process/",
        ),
        consulting.resolution,
        frozenset({"CON-12", "CON-13", "OPS-04"}),
    ),
    Rule(
        days.TENANCY,
        "A tenancy at will is replaced within three months",
        Source(
            "DfE accepts a tenancy at will as an exception, for three months at most and with a plan to replace it.",
            f"{_DFE}/complete-conversions-transfers-changes",
        ),
        days.tenancy,
        frozenset({"PST-08"}),
    ),
    Rule(
        ordering.ORDER,
        "Each milestone is done after what it waits for",
        Source("The order of this project’s own plan, as its template has it."),
        ordering.dependencies,
    ),
)
RULE_BY_KEY = {rule.key: rule for rule in RULES}


# What may be done against a hard rule; nothing else ever waits for a manager's reason.
MAY_NEED_A_REASON = frozenset({"CON-12", "APP-02", "LEG-18", "LEG-21", "OPS-06", "OPS-07"})


def check_rules(situation: Situation) -> list[Finding]:
    """How every rule stands, in the order of `RULES`: at least one finding for each.

    A break that a manager has given a reason for, for the same milestone and day, is `State.ACCEPTED`.
    """
    return [_accepted(finding, situation) for rule in RULES for finding in rule.check(situation)]


def needing_a_reason(situation: Situation) -> frozenset[str]:
    """Codes of the milestones that were done against a hard rule for which no manager has given a reason."""
    return frozenset(finding.breaker for finding in check_rules(situation) if finding.needs_reason)


def _accepted(finding: Finding, situation: Situation) -> Finding:
    if (finding.rule, finding.breaker, finding.done_on) not in situation.accepted or not finding.needs_reason:
        return finding
    return replace(finding, state=State.ACCEPTED)
