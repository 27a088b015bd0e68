"""Recording a review, and correcting one: the day, a rating with its findings, and the five domains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from partnerships.actions.reviews import change_review_problems, record_review_problems
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.forms.shown import EvidenceFields
from partnerships.models import Milestone, Project
from partnerships.reports.reviews import DueRow, ReviewRow
from partnerships.rules.numbers import whole_number
from partnerships.rules.partnership_words import Domain, ReviewKind
from partnerships.rules.reviews import LONGEST_PRESENT, LONGEST_TEXT, Finding, Said
from partnerships.rules.words import Rating

_RATINGS = [("", "No rating"), *Rating.choices()]
_FOI = "It can be asked for under freedom of information, so name no pupils."


def _long(rows: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


def _rating(label: str) -> forms.ChoiceField:
    radios = forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"})
    return forms.ChoiceField(label=label, required=False, choices=_RATINGS, widget=radios, initial="")


class _ReviewFields(EvidenceFields, GovForm, forms.Form):
    """What recording and correcting a review share."""

    held_on = GovDateField(
        label="Day of the review", help_text="Today or earlier",
        error_messages={"required": "Enter the day on which the review was held"},
    )  # fmt: skip
    present = forms.CharField(label="Who was there?", required=False, max_length=LONGEST_PRESENT)
    rating = _rating("How does it stand?")
    findings = _long(5, label="What was found", help_text=_FOI)
    next_steps = _long(3, label="What happens next", help_text="With names and dates")

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        for domain in Domain:
            self.fields[f"text_{domain.value}"] = _long(3, label=f"{domain.label}: what was found")
            self.fields[f"rating_{domain.value}"] = _rating(f"{domain.label}: rating")
        self.add_evidence_fields(project, label="Note or minute of the review")

    def lay_out(self, *first: str, domains_first: bool = False) -> None:
        """Everything in its order; after joining, the five domains head the review."""
        domains = Fieldset("The five domains of a strong trust", *self._domain_fields())
        whole = Fieldset("Over all", "rating", "findings", "next_steps")
        parts = [domains, whole] if domains_first else [whole, domains]
        evidence = Fieldset("Evidence", *self.evidence_fields)
        self.helper.layout = Layout(*first, "held_on", "present", *parts, evidence)

    def _domain_fields(self) -> list[str]:
        return [f"{name}_{domain.value}" for domain in Domain for name in ("text", "rating")]

    @property
    def said(self) -> Said:
        """The review as it was entered."""
        data = self.cleaned_data
        domains = {
            domain.value: Finding(
                data.get(f"rating_{domain.value}") or "", data.get(f"text_{domain.value}") or ""
            )
            for domain in Domain
        }
        named = ("rating", "findings", "next_steps", "present")
        words = {name: data.get(name) or "" for name in named}
        return Said(held_on=data.get("held_on"), domains=domains, **words)


class ReviewForm(_ReviewFields):
    """A review to record: one of the plan's, or one that is no milestone."""

    submit_label = "Record the review"

    of = forms.ChoiceField(
        label="Which review?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose which review it was",
            "invalid_choice": "This review has been recorded meanwhile, or is not in the plan. Choose again",
        },
    )

    def __init__(self, *args: Any, due: Sequence[DueRow], domains_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due = {str(row.milestone.pk): row for row in due}
        of = self.fields["of"]
        assert isinstance(of, forms.ChoiceField)
        of.choices = [*((key, row.words) for key, row in self.due.items()), *self._others()]
        of.option_hints = {key: row.when for key, row in self.due.items()}  # type: ignore[attr-defined]  # read by the template pack
        self.lay_out("of", domains_first=domains_first)

    def _others(self) -> list[tuple[str, str]]:
        """Kinds that are no milestone of the plan, each once; the termly and other ones as often as one likes."""
        of_plan = {row.kind for row in self.due.values()}
        had = {ReviewKind(kind) for kind in self.project.reviews.values_list("kind", flat=True)}
        often = {ReviewKind.TERMLY, ReviewKind.OTHER}
        joined = self.project.opened_on is not None
        offered = [
            kind
            for kind in ReviewKind
            if kind in often or (kind not in of_plan | had and (joined or not kind.after_opening))
        ]
        named = {ReviewKind.TERMLY: "A termly review that is not in the plan"}
        return [(kind.value, named.get(kind, kind.label)) for kind in offered]

    @property
    def milestone(self) -> Milestone | None:
        """The milestone that it is; None where it is none."""
        row = self.due.get(self.cleaned_data.get("of") or "")
        return row.milestone if row else None

    @property
    def kind(self) -> str:
        chosen = str(self.cleaned_data.get("of") or "")
        row = self.due.get(chosen)
        return row.kind.value if row else chosen

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                record_review_problems(
                    project=self.project,
                    kind=self.kind,
                    milestone=self.milestone,
                    said=self.said,
                    shown=self.shown,
                )
            )
        return data


class ReviewEditForm(SeenVersion, _ReviewFields):
    """Corrects a review; which one it was stays."""

    submit_label = "Save the review"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: ReviewRow, **kwargs: Any) -> None:
        self.row, review = row, row.review
        told: dict[str, Any] = {
            name: getattr(review, name) for name in ("rating", "findings", "next_steps", "present", "version")
        }
        told["held_on"] = row.held_on
        for each in row.found_in:
            if each.finding is not None:
                told[f"rating_{each.domain.value}"] = each.finding.rating
                told[f"text_{each.domain.value}"] = each.finding.text
        kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, project=review.project, **kwargs)
        if row.evidence is not None:
            self.fields["file"].label = "Other note or minute"
        self.lay_out("version", domains_first=ReviewKind(review.kind).after_opening)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                change_review_problems(review=self.row.review, said=self.said, shown=self.shown)
            )
        return data


def chosen_first(due: Sequence[DueRow], asked: str) -> str:
    """The review that the address asks for, by milestone or kind, else the first that is due."""
    if whole_number(asked) is not None or ReviewKind.has(asked):
        by_kind = next((str(row.milestone.pk) for row in due if row.kind.value == asked), asked)
        return by_kind
    return str(due[0].milestone.pk) if due else ""
