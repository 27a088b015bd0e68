"""The evidence of one project: what is kept, by part of the plan, and what is still wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from partnerships.models import Evidence, Milestone, Project
from partnerships.models.decision import EvidenceQuerySet
from partnerships.rules.evidence import KINDS, extension_of
from partnerships.rules.saying import say_day
from partnerships.rules.words import Part, Phase

WHOLE = "The project as a whole"


@dataclass(frozen=True)
class EvidenceRow:
    """One piece of evidence with what its line says."""

    evidence: Evidence

    @property
    def part(self) -> str:
        """The part of the plan that it belongs to, in words."""
        milestone = self.evidence.milestone
        return Phase(milestone.phase).part.label if milestone is not None else WHOLE

    @property
    def kind_words(self) -> str:
        """ "Word, 24 KB" for a file, the host of a link."""
        evidence = self.evidence
        if not evidence.is_file:
            return f"Link to {evidence.url.split('/')[2]}"
        kind = KINDS.get(extension_of(evidence.file_name))
        label = kind.label if kind else "File"
        return f"{label[:1].upper()}{label[1:]}, {size_words(evidence.size)}"

    @property
    def added_words(self) -> str:
        return f"{self.evidence.added_by or 'Somebody'}, {day_of(self.evidence.added_at)}"

    @property
    def replaced_words(self) -> str:
        """What it took the place of."""
        older = self.evidence.replaces
        return f"Replaced “{_called(older)}” of {day_of(older.added_at)}" if older else ""

    @property
    def gone_words(self) -> str:
        """Why it does not stand any more; empty where it does."""
        evidence = self.evidence
        if evidence.removed_at is not None:
            return f"Removed by {evidence.removed_by or 'somebody'}, {day_of(evidence.removed_at)}"
        if evidence.is_replaced:
            newer = evidence.replaced_by
            who, when = newer.added_by or "somebody", day_of(newer.added_at)
            return f"Replaced by “{_called(newer)}”, {who}, {when}"
        return ""


def day_of(moment: dt.datetime) -> str:
    """The day of a moment, here, in words."""
    return say_day(timezone.localdate(moment))


def size_words(size: int) -> str:
    """ "3 bytes", "24 KB", "1.4 MB"."""
    if size < 1024:
        return f"{size} byte{'' if size == 1 else 's'}"
    return f"{round(size / 1024)} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def evidence_rows(
    project: Project, *, words: str = "", part: str = "", gone: bool = False
) -> EvidenceQuerySet:
    """What is kept on the project, in the plan's order; with `gone`, what was removed or replaced instead.

    `part` is a value of Part, or "whole" for what belongs to no milestone.
    """
    mine = Evidence.objects.filter(project=project)
    found: EvidenceQuerySet = mine.not_standing() if gone else mine.standing()
    if words:
        found = found.search(words)
    if part == "whole":
        found = found.filter(milestone=None)
    elif part:
        found = found.of_part(part)
    return found.with_people().in_plan_order()


def by_part(found: Iterable[Evidence]) -> list[tuple[str, list[EvidenceRow]]]:
    """Rows in the plan's order under the part that they belong to."""
    rows = [EvidenceRow(each) for each in found]
    return [(part, list(some)) for part, some in groupby(rows, key=lambda row: row.part)]


def on_milestone(milestone: Milestone) -> list[EvidenceRow]:
    """What is kept on one milestone, the newest first."""
    return [EvidenceRow(each) for each in milestone.evidence.standing().with_people()]


def still_wanted(project: Project) -> list[Milestone]:
    """Done milestones that ask for evidence and have none, in the plan's order."""
    return list(project.milestones.done_without_evidence().in_plan_order())


def evidence_in_words(projects: Sequence[int], milestones: Sequence[int]) -> dict[int, str]:
    """What is kept on each of these milestones of these projects: links, and names of files; one query."""
    kept = Evidence.objects.standing().filter(project__in=projects, milestone__isnull=False)
    if len(milestones) <= 200:
        kept = kept.filter(milestone__in=milestones)
    found: dict[int, list[str]] = {}
    for milestone, url, file_name in kept.order_by("added_at", "pk").values_list(
        "milestone_id", "url", "file_name"
    ):
        found.setdefault(milestone, []).append(url or file_name)
    return {milestone: "; ".join(names) for milestone, names in found.items()}


def part_choices() -> list[tuple[str, str]]:
    """The parts by which the list can be narrowed."""
    return [("whole", WHOLE), *Part.choices()]


def _called(evidence: Evidence) -> str:
    return evidence.file_name or evidence.url or evidence.name
