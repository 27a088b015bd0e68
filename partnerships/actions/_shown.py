"""What shows that something is so: a new file or link that is kept along with it, or evidence kept already."""

from __future__ import annotations

from dataclasses import dataclass

from partnerships.actions.evidence import Given, add_evidence, add_problems
from partnerships.models import Evidence, Milestone, Project
from partnerships.models.people import User
from partnerships.rules.problems import Problem

NOTHING = Given()


@dataclass(frozen=True)
class Shown:
    """What shows it: something new, or evidence that the project has already."""

    given: Given = NOTHING
    existing: Evidence | None = None

    @property
    def is_empty(self) -> bool:
        return self.existing is None and self.given.is_empty


NOT_SHOWN = Shown()


def shown_problems(project: Project, milestone: Milestone | None, shown: Shown) -> list[Problem]:
    """What is wrong with the evidence, about "existing", "file" or "url"; what is new is kept on the milestone."""
    if shown.existing is not None:
        if not shown.given.is_empty:
            said = "Choose evidence that is kept already, or add new evidence, not both."
            return [Problem(said, about="existing")]
        if not Evidence.objects.standing().filter(pk=shown.existing.pk, project=project).exists():
            return [Problem("Choose evidence of this project.", about="existing")]
        return []
    return [] if shown.given.is_empty else add_problems(shown.given, project=project, milestone=milestone)


def keep_shown(
    by: User, project: Project, shown: Shown, milestone: Milestone | None = None
) -> Evidence | None:
    """The evidence itself, kept now if it is new; None where nothing shows it. Under `no_file_left_behind`."""
    if shown.given.is_empty:
        return shown.existing
    return add_evidence(by=by, project=project, given=shown.given, milestone=milestone)
