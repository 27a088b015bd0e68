"""Versions of a response document: the list, what is missing before one is made, and pictures of what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.models import Consultation, Decision, ResponseReport
from partnerships.models.project_records import ChildQuerySet
from partnerships.reports import charts
from partnerships.reports.analysis import STANCES, Analysis
from partnerships.rules.response_document import Document, Told
from partnerships.rules.saying import all_of, counted

REMAKE = "Answer them and make the document again before it is published."


@dataclass(frozen=True)
class VersionRow:
    """One version with the decisions that used it."""

    report: ResponseReport
    decisions: Sequence[Decision]

    @property
    def responses(self) -> int:
        """How many responses it counts."""
        return int(self.report.content.get("total", 0))


def version_rows(consultation: Consultation) -> list[VersionRow]:
    """Every version, the latest first."""
    found: ChildQuerySet = ResponseReport.objects.filter(consultation=consultation)
    rows = found.select_related("made_by").prefetch_related("decisions")
    return [VersionRow(report, list(report.decisions.all())) for report in rows]


def still_missing(analysis: Analysis) -> list[str]:
    """What a version made today would lack, in sentences."""
    said = []
    if not analysis.total:
        said.append("There are no responses.")
    if unanswered := [row.theme.name for row in analysis.unanswered]:
        verb = "has" if len(unanswered) == 1 else "have"
        said.append(f"{counted(len(unanswered), 'theme')} {verb} no answer yet: {_some(unanswered)}.")
    return said


def version_lacks(document: Document) -> list[str]:
    """What readers would miss in this version, in sentences: it is kept as it was made."""
    unanswered = [theme.name for theme in document.themes if not theme.is_answered]
    if not unanswered:
        return []
    themes = f"{counted(len(unanswered), 'theme')}: {_some(unanswered)}"
    return [f"This version tells its readers “This has not been answered yet” of {themes}.", REMAKE]


def _some(names: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    more = f", and {len(names) - 5} more" if len(names) > 5 else ""
    return f"{all_of([f'“{name}”' for name in names[:5]])}{more}"


@dataclass(frozen=True)
class DocumentPictures:
    """The pictures of a document; None where there is nothing to draw."""

    document: Document

    @property
    def groups(self) -> charts.Bars | None:
        return _bars("groups", "For and against by group", self.document.group_rows)

    @property
    def time(self) -> charts.Columns | None:
        spans = [(span.short, span.count) for span in self.document.spans]
        return charts.columns("time", f"Responses by {self.document.step}", spans) if spans else None


def _bars(key: str, title: str, rows: Sequence[Told]) -> charts.Bars | None:
    drawn = [(f"{row.label}: {row.total:,}", row.counts) for row in rows if row.is_broken_down]
    return charts.stacked_bars(key, title, STANCES, drawn) if drawn else None
