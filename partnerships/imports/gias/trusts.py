"""Which trust a school is in, by what GIAS says: pure.

A trust is a group of three types only. The schools file's own trust columns also name foundation trusts of
maintained schools, which are no trusts here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from partnerships.models import InTrust
from partnerships.rules.register import code, is_maintained, is_trust

Found = tuple[int | None, str]
"""The trust's UID, if known, and one of `InTrust`."""

# TrustSchoolFlag: "Supported by a trust" means a foundation trust, so that too is a no.
_FLAGS_FOR_NO = frozenset({"not applicable", "not supported by a trust", "supported by a trust"})
_IN_ACADEMY_TRUST = ("academy trust", "multi-academy", "single-academy")


@dataclass(frozen=True)
class GroupFacts:
    uid: int
    name: str
    group_id: str
    type_code: str
    is_open: bool  # neither closed nor gone from GIAS

    @property
    def is_trust(self) -> bool:
        return is_trust(self.type_code)


class TrustFinder:
    """Answers for every school of one import. `memberships` are (URN, UID, joined ISO or None), none of them gone."""

    def __init__(
        self, groups: Iterable[GroupFacts], memberships: Iterable[tuple[int, int, str | None]]
    ) -> None:
        trusts = [group for group in groups if group.is_trust]
        self._names = {trust.uid: trust.name for trust in trusts}
        self._by_code: dict[str, GroupFacts] = {}
        for trust in trusts:
            if trust.group_id:
                self._by_code[trust.group_id] = trust
        # A UID is the surer code: it wins over another group's ID that looks the same.
        self._by_code.update((str(trust.uid), trust) for trust in trusts)
        open_trusts = {trust.uid for trust in trusts if trust.is_open}
        latest: dict[int, tuple[str, int]] = {}
        for urn, uid, joined in memberships:
            if uid in open_trusts:
                latest[urn] = max(latest.get(urn, ("", 0)), (joined or "", uid))
        self._by_membership = {urn: uid for urn, (_, uid) in latest.items()}
        self._by_columns = cache(self._of_columns)

    def of(self, urn: int, type_code: str, group_code: str, flag: str, trust_code: str) -> Found:
        """A membership decides, else the schools file's own columns."""
        uid = self._by_membership.get(urn)
        if uid is not None:
            return uid, InTrust.YES.value
        return self._by_columns(type_code, group_code, flag, trust_code)

    def name(self, uid: int | None) -> str:
        """A trust's name; blank for no trust or one that is not known."""
        return self._names.get(uid, "") if uid else ""

    def _of_columns(self, type_code: str, group_code: str, flag: str, trust_code: str) -> Found:
        said, named = flag.lower(), self._by_code.get(trust_code)
        if named and named.is_open:
            return named.uid, InTrust.YES.value
        if is_maintained(code(type_code), group_code) or said in _FLAGS_FOR_NO:
            return None, InTrust.NO.value
        # In a trust, of which we know only the name so far; but a closed trust's name proves nothing.
        if named is None and any(words in said for words in _IN_ACADEMY_TRUST):
            return None, InTrust.YES.value
        return None, InTrust.UNKNOWN.value
