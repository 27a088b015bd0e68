"""Which trusts a school may join, given its type and its religious character: what to ask, and whom.

The consents are those of the Academies Act 2010, section 3(4). That voluntary aided schools join trusts with a church
majority, and voluntary controlled ones either kind, is one diocese's policy (London Diocesan Board for Schools,
https://www.ldbe.co.uk/about/leadership-governance/ldbe-policy-on-academies/): dioceses vary, and every answer says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.rules.register import FOUNDATION_TYPES, church_kind, code, kind_of

AIDED, CONTROLLED = "02", "03"
_CHURCH = {"church_of_england": "Church of England", "catholic": "Catholic"}


@dataclass(frozen=True)
class FaithLimits:
    """`limited` is None where GIAS does not say enough; `sentences` say why, and what to ask whom."""

    limited: bool | None
    sentences: tuple[str, ...]


def faith_limits(
    *,
    type_code: str,
    group_code: str = "",
    religious_character: str,
    diocese: str = "",
    others: Sequence[str] = (),
) -> FaithLimits:
    """What limits the choice. `others` are the religious characters of the trust's schools."""
    kind = church_kind(religious_character)
    if kind == "unknown":
        return FaithLimits(
            None, ("GIAS does not give the school’s religious character. Find out before you go on.",)
        )
    if kind == "none":
        return _without_character(type_code, others)
    said = [
        _articles(type_code, group_code, kind, religious_character),
        _asked(kind, diocese),
        _company(kind, others),
    ]
    return FaithLimits(True, tuple(each for each in said if each))


def _without_character(type_code: str, others: Sequence[str]) -> FaithLimits:
    said = ["The school has no religious character, so no church’s policy limits which trust it may join."]
    if code(type_code) in FOUNDATION_TYPES:
        said.append(
            "It is a foundation school: where it has a foundation, its trustees and whoever appoints foundation "
            "governors have to consent before it applies."
        )
    faith = [each for each in others if church_kind(each) not in ("none", "unknown")]
    if others and len(faith) == len(others):
        said.append(
            "Every school of the trust has a religious character. Ask whether its articles provide for one without."
        )
    return FaithLimits(False, tuple(said))


def _articles(type_code: str, group_code: str, kind: str, character: str) -> str:
    if kind_of(type_code, group_code) == "academy":
        return (
            "It is an academy with a religious character: the church supplemental agreement moves with it, and the "
            "incoming trust’s articles have to give the church the same place."
        )
    if kind == "other":
        return (
            f"Its religious character is {character}. Its trustees and its religious body have to agree to the trust "
            "and to its articles."
        )
    church = _CHURCH[kind]
    if code(type_code) == AIDED:
        return (
            f"It is a voluntary aided {church} school: such schools usually join only trusts whose articles give the "
            "church a majority."
        )
    if code(type_code) == CONTROLLED:
        return (
            f"It is a voluntary controlled {church} school: such schools may usually join trusts in which the church "
            "has a majority or a minority."
        )
    return f"Its religious character is {church}, so the church’s policy bears on which trust it may join."


def _asked(kind: str, diocese: str) -> str:
    named = diocese.strip()
    known = bool(named) and named.lower() not in ("not applicable", "does not apply")
    if kind == "other":
        return "Such bodies vary in what they allow: ask the school’s own."
    whom = (
        f"the {named}" if known and named.lower().startswith("diocese") else named if known else "the diocese"
    )
    bishop = " In Catholic schools the bishop usually decides." if kind == "catholic" else ""
    return f"Dioceses vary: ask {whom} before anything is promised, and in writing.{bishop}"


def _company(kind: str, others: Sequence[str]) -> str:
    """What the trust's own schools say of its articles."""
    if not others:
        return "GIAS shows no schools in the trust, so its articles have to be read."
    if kind == "other":
        same = sum(church_kind(each) == "other" for each in others)
        called = "of a faith other than Church of England or Catholic"
    else:
        same = sum(church_kind(each) == kind for each in others)
        called = _CHURCH[kind]
    one = len(others) == 1
    if same:
        who = "The trust’s one school" if one else f"{same} of the trust’s {len(others)} schools"
        return f"{who} {'is' if same == 1 else 'are'} {called}, which its articles provide for."
    none = (
        f"The trust’s one school is not {called}"
        if one
        else f"None of the trust’s {len(others)} schools is {called}"
    )
    return f"{none}. Its articles may have to change first, which takes DfE’s and the religious body’s agreement."
