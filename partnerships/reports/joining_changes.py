"""Every change of a project's joining month, with its reasons, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from partnerships.models import JoiningChange, JoiningReason, Project
from partnerships.rules.joining_reasons import label_of


@dataclass(frozen=True)
class GivenReason:
    """One reason, with the words as they are now; `corrected` when its author changed them later."""

    reason: JoiningReason
    corrected: bool

    @property
    def label(self) -> str:
        return label_of(self.reason.reason)

    @property
    def text(self) -> str:
        return self.reason.text


@dataclass(frozen=True)
class ChangeRow:
    """One change: from, to, why, who and when."""

    change: JoiningChange
    reasons: list[GivenReason]

    @property
    def what(self) -> str:
        """What the change did, where "from" and "to" are the same month."""
        if self.change.from_month != self.change.to_month:
            return ""
        return "Confirmed" if self.change.confirmed else "Provisional again"

    @property
    def who(self) -> str:
        return str(self.change.by) if self.change.by is not None else "Somebody who has left"

    @property
    def why(self) -> str:
        """All reasons in one line, for a csv."""
        said = [f"{each.label}: {each.text}" for each in self.reasons]
        return "; ".join([*said, *([self.change.why] if self.change.why else [])])


def joining_changes(project: Project) -> list[ChangeRow]:
    """The project's changes, newest first."""
    changes = JoiningChange.objects.filter(project=project).select_related("by").order_by("-pk")
    return change_rows(list(changes))


def change_rows(changes: Iterable[JoiningChange]) -> list[ChangeRow]:
    """These changes with their reasons; two queries however many there are."""
    changes = list(changes)
    reasons = list(
        JoiningReason.objects.filter(change__in=changes).select_related("change", "project").order_by("pk")
    )
    written = JoiningReason.history.filter(id__in=[each.pk for each in reasons]).order_by()
    times = {row["id"]: row["times"] for row in written.values("id").annotate(times=Count("pk"))}
    of_change: dict[int, list[GivenReason]] = {}
    for each in reasons:
        given = GivenReason(each, corrected=times.get(each.pk, 1) > 1)
        of_change.setdefault(each.change_id, []).append(given)
    return [ChangeRow(change, of_change.get(change.pk, [])) for change in changes]
