"""Milestones that are ticked along with something else that is recorded: one event in life is entered once."""

from collections.abc import Mapping
from types import MappingProxyType

# In the shipped template and in those made from it: the first enquiry or approach, the day of opening, the URN.
ENQUIRY_CODE = "EXP-01"
OPENED_CODE, NEW_URN_CODE = "OPN-01", "OPN-02"

TICKED_WITH: Mapping[str, str] = MappingProxyType(
    {
        ENQUIRY_CODE: "a project is started with an enquiry",
        OPENED_CODE: "the opening is recorded",
        NEW_URN_CODE: "the academy’s URN is recorded",
    }
)
