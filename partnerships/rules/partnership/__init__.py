"""What makes a Trust Partnership one: its clock, its lifecycle, DfE's four expectations and the signs that it drifts.

Pure functions over `PartnershipFacts`; `partnerships.reports.partnership` reads the facts.
"""

from partnerships.rules.partnership.clock import Clock, Mark, MarkState, clock_of, decision_due_on
from partnerships.rules.partnership.expectations import expectations_of
from partnerships.rules.partnership.facts import (
    Event,
    Extended,
    Happening,
    PartnershipFacts,
    PersonChanged,
    Window,
)
from partnerships.rules.partnership.judging import Expectation, Judged, Sign, worst
from partnerships.rules.partnership.lifecycle import PartnershipAct, may_act, state_of, why_not
from partnerships.rules.partnership.warnings import warnings_of

__all__ = [
    "Clock",
    "Event",
    "Expectation",
    "Extended",
    "Happening",
    "Judged",
    "Mark",
    "MarkState",
    "PartnershipAct",
    "PartnershipFacts",
    "PersonChanged",
    "Sign",
    "Window",
    "clock_of",
    "decision_due_on",
    "expectations_of",
    "may_act",
    "state_of",
    "warnings_of",
    "why_not",
    "worst",
]
