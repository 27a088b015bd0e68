"""Schools that join together: what is done once for all of them."""

from collections.abc import Iterable, Mapping

from partnerships.rules.ticked import NEW_URN_CODE, OPENED_CODE
from partnerships.rules.words import GroupKind

# One event of the incoming trust, or between it and DfE, however many schools join: one board paper, one letter, one
# account, one registration.
_OF_THE_TRUST = {
    "EXP-05": "one paper to the trust board",
    "EXP-08": "one talk with DfE's regional team",
    "CON-14": "one meeting of the trust board",
    "LEG-12": "one set of articles and one master funding agreement",
    "OPS-03": "one letter of the trust on planned changes for staff",
    "OPS-09": "one bank account and one form to DfE",
    "OPS-10": "one choice between the risk protection arrangement and insurance",
    "OPS-25": "one registration as employer",
}
# A federation has one governing body.
_OF_THE_FEDERATION = {
    "EXP-04": "one governing body agrees to explore",
    "CON-12": "one governing body resolves",
}
# A trust that is merging has one board and is wound up once.
_OF_THE_MERGING_TRUST = {
    "EXP-04": "one board agrees to explore",
    "CON-13": "one board and its members resolve",
    "LEG-20": "one declaration of the outgoing trust",
    "PST-09": "one trust is wound up",
}
# Each school opens by itself, and its number is its own.
NEVER_SHARED = frozenset({OPENED_CODE, NEW_URN_CODE})


def usually_shared(kind: GroupKind) -> frozenset[str]:
    """The codes of what is usually done once for all schools of such a group, each being one event in life."""
    more: Mapping[GroupKind, Mapping[str, str]] = {
        GroupKind.FEDERATION: _OF_THE_FEDERATION,
        GroupKind.MERGER: _OF_THE_MERGING_TRUST,
    }
    return frozenset(_OF_THE_TRUST) | frozenset(more.get(kind, {}))


def shared_problems(codes: Iterable[str], known: Iterable[str]) -> list[str]:
    """What is wrong with these codes as what is shared; `known` are those of the members' plans."""
    chosen, there = set(codes), set(known)
    problems = []
    if chosen & NEVER_SHARED:
        problems.append("Each school opens by itself: its opening and its new numbers are not shared.")
    if chosen - there:
        problems.append("Choose milestones of the schools' plans.")
    return problems
