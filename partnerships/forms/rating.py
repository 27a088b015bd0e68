"""A manager's own rating of a project."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.actions.ratings import override_rating_problems
from partnerships.forms.base import GovForm
from partnerships.forms.fields import GovDateField
from partnerships.rules.words import Rating


class RatingForm(GovForm, forms.Form):
    """Rates a project by hand, with a reason and a last day."""

    submit_label = "Save rating"

    rating = forms.ChoiceField(label="Rating", choices=Rating.choices(), widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why you rate it so",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everyone who sees the project reads it beside the rating.",
    )
    until = GovDateField(
        label="Last day",
        help_text="Within the next three months. From the day after, the rating worked out is shown again.",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(override_rating_problems(**data))
        return data
