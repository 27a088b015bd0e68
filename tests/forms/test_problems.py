"""What stands in the way is said beside the answer that it is about."""

from __future__ import annotations

from django import forms

from partnerships.forms.base import GovForm
from partnerships.rules.problems import Problem


class Sample(GovForm, forms.Form):
    route = forms.CharField(required=False)


def test_a_problem_stands_at_its_field_or_above_the_form() -> None:
    form = Sample({"route": "x"})
    assert form.is_valid()
    form.add_problems(
        [Problem("Choose transfer.", about="route"), Problem("Enter a date.", about="day"), "Try again."]
    )
    assert form.errors == {"route": ["Choose transfer."], "__all__": ["Enter a date.", "Try again."]}
