"""What a spreadsheet would do, school by school, before anything is done."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from partnerships.rules.workbook.steps import Start, Step
from partnerships.rules.workbook.words import Asks, Becomes

# How many schools may be brought in at once.
MOST_SCHOOLS = 500


@dataclass(frozen=True)
class Candidate:
    """A school of GIAS that a row may mean."""

    urn: int
    name: str
    la_name: str = ""
    town: str = ""
    postcode: str = ""
    status: str = ""
    # Not one that a project can start with.
    closed: bool = False


@dataclass(frozen=True)
class CellProblem:
    """One cell that does not go in: what it says, why not, and what would help."""

    row: int
    heading: str
    # As a spreadsheet names it, "C12".
    cell: str
    text: str
    says: str
    asks: Asks
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AskedWord:
    """A text that was not understood wherever it stands, so that one answer settles all its cells."""

    asks: Asks
    # As it is first written, and tidied.
    text: str
    tidied: str
    cells: int
    first_cell: str
    heading: str
    says: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass
class SchoolPlan:
    """What the rows of one school would do."""

    # How the sheet's rows are known to be of one school; what a person chooses is kept under it.
    key: str
    # As the sheet calls it: "St Mary's Primary, Leeds".
    called: str
    rows: list[int]
    school: Candidate | None = None
    candidates: list[Candidate] = field(default_factory=list)
    # Rows that a person leaves out.
    left_out: list[int] = field(default_factory=list)
    project_id: int | None = None
    # Of the project and its milestones, as `versions_with_plan` has it; None for a new one.
    version: int | None = None
    # What was taken for granted to find it, in sentences: "Found by its name alone: …".
    assumed: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    # Why none of it goes in, in sentences.
    refused: list[str] = field(default_factory=list)
    # The reasons among which one has to be chosen, (code, label), where the joining month moves without one.
    reasons_wanted: tuple[tuple[str, str], ...] = ()

    @property
    def becomes(self) -> Becomes:
        if self.rows and set(self.rows) == set(self.left_out):
            return Becomes.LEFT_OUT
        if self.refused:
            return Becomes.REFUSED
        if not self.steps:
            return Becomes.SAME
        return Becomes.NEW if self.is_new else Becomes.CHANGED

    @property
    def is_new(self) -> bool:
        return any(isinstance(step.what, Start) for step in self.steps)

    @property
    def goes_in(self) -> bool:
        return self.becomes in (Becomes.NEW, Becomes.CHANGED)


@dataclass
class WorkbookPlan:
    """What one sheet would do as everything stands now."""

    schools: list[SchoolPlan]
    words: list[AskedWord] = field(default_factory=list)
    # Headings of columns that are not read.
    not_read: list[str] = field(default_factory=list)
    # Sentences for the head of the preview: colours that are not read, formulas without results, rows without a school.
    notices: list[str] = field(default_factory=list)

    @cached_property
    def counts(self) -> dict[Becomes, int]:
        """Schools by what becomes of them, in the order of the words."""
        found = Counter(each.becomes for each in self.schools)
        return {word: found[word] for word in Becomes}

    @property
    def going_in(self) -> list[SchoolPlan]:
        return [each for each in self.schools if each.goes_in]

    @property
    def problems(self) -> list[CellProblem]:
        """Cells that do not go in although their row does, or would."""
        return [problem for each in self.schools for problem in each.problems]

    @cached_property
    def fingerprint(self) -> str:
        """Changes with whatever the plan would do, so that what is applied is what was looked at.

        Not with `version`: what others do meanwhile to rows that the sheet leaves alone is no reason to look again.
        """
        digest = hashlib.sha256()
        for each in self.schools:
            digest.update(f"{each.key}|{each.becomes}|{each.project_id}|{each.steps!r}\0".encode())
        return digest.hexdigest()
