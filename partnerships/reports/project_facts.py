"""The questions about a project, with what is answered and what each decides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from partnerships.models import Project, ProjectFact
from partnerships.reports.plan_rows import source_in_words
from partnerships.reports.project_page import facts_of
from partnerships.rules.facts import FACTS, Fact, facts_for
from partnerships.rules.words import Answer, Route


@dataclass(frozen=True)
class FactRow:
    """One question of the project's route; `decides` counts the milestones whose place in the plan it decides."""

    fact: Fact
    said: ProjectFact | None
    decides: int

    @property
    def is_known(self) -> bool:
        return self.said is not None and self.said.answer != Answer.UNKNOWN

    @property
    def answer(self) -> str:
        return self.fact.label_of(self.said.answer if self.said else "")

    @property
    def source(self) -> str:
        """Who or what says so; empty where nobody answered."""
        return source_in_words(self.said) if self.said else ""

    @property
    def source_name(self) -> str:
        """The same for a column headed "Where from": "GIAS", "Priya Raman"."""
        if self.said is None:
            return ""
        if self.said.source == ProjectFact.Source.PERSON:
            return str(self.said.answered_by or "Somebody who has left")
        return str(ProjectFact.Source(self.said.source).label)


def project_facts(project: Project) -> list[FactRow]:
    """Every question of the route; those not answered that decide most first, then the answered in their order."""
    said = facts_of(project)
    because = project.milestones.values_list("because", flat=True)
    decides = Counter(key for keys in because for key in keys)
    wanted = facts_for(Route(project.route) if project.route else None)
    answered_elsewhere = [FACTS[key] for key in said if key in FACTS and FACTS[key] not in wanted]
    rows = [FactRow(fact, said.get(fact.key), decides[fact.key]) for fact in [*wanted, *answered_elsewhere]]
    return sorted(rows, key=lambda row: (row.is_known, -row.decides if not row.is_known else 0))
