"""What all our forms share: errors that say what to enter, and a button with the form's own words."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.forms.utils import pretty_name
from django.http import QueryDict

from partnerships.forms.fields import DatePartsField, lower_first
from partnerships.rules.problems import Problem


class GovForm(forms.BaseForm):
    """Put before forms.Form or forms.ModelForm: `class NoteForm(GovForm, forms.ModelForm)`.

    `{% crispy form %}` then gives the whole form: error summary, fields, button, CSRF token. `submit_label` is the
    button's words. A view adds where "Cancel" goes with `form.helper.cancel_url = ...`; a filter form sets
    `method = "get"`.
    """

    submit_label = "Save"
    method = "post"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            say_what_to_enter(field, str(field.label or pretty_name(name)))
        self.helper = FormHelper()
        self.helper.form_method = self.method
        # Words that the template pack reads beside crispy's own: see docs/look.md.
        self.helper.mark_optional = self.method == "post"
        self.helper.warn_unsaved = self.method == "post"
        if self.submit_label:
            self.helper.add_input(Submit("", self.submit_label))

    def add_problems(self, problems: Iterable[str]) -> None:
        """Says what stands in the way, each beside the field that it is about, else above the form."""
        for problem in list(problems):
            about = problem.about if isinstance(problem, Problem) else ""
            self.add_error(about if about in self.fields else None, problem)


class SeenVersion(forms.Form):
    """Carries the version that the person saw, so that nobody overwrites what they have not seen."""

    def now_at(self, version: int) -> None:
        """Keeps what was typed, and lets it be saved over the version that somebody else made meanwhile."""
        assert isinstance(self.data, QueryDict)
        again = self.data.copy()
        again[self.add_prefix("version")] = str(version)
        self.data = again


def say_what_to_enter(field: forms.Field, label: str) -> None:
    """Replace "This field is required." by a sentence with the field's own label."""
    same = field.error_messages.get("required") == forms.Field.default_error_messages["required"]
    if not same or isinstance(field, DatePartsField):
        return
    chosen = isinstance(field.widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple)
    verb = (
        "Choose a file for" if isinstance(field.widget, forms.FileInput) else "Select" if chosen else "Enter"
    )
    if isinstance(field.widget, forms.CheckboxInput):
        verb = "Tick"
    sentence = f"Answer “{label}”" if label.endswith("?") else f"{verb} {lower_first(label)}"
    field.error_messages["required"] = sentence
