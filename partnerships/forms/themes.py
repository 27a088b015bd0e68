"""Themes of a consultation: their names, their answers, and the list's filters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from partnerships.actions.themes import Answered, answer_problems, merge_problems, name_problems
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.models import Consultation, Theme
from partnerships.reports.analysis import ThemeRow
from partnerships.rules.themes import LONGEST_NAME

_FOI = "It can be asked for under freedom of information, and stands in the response document."


class ThemeForm(SeenVersion, GovForm, forms.Form):
    """A new theme, or another name for one."""

    submit_label = "Save the theme"

    name = forms.CharField(
        label="What is it about?", max_length=LONGEST_NAME, help_text="In a few words, such as Staff pensions",
        error_messages={"required": "Enter what the theme is called"},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, consultation: Consultation, theme: Theme | None = None, **kwargs: Any
    ) -> None:
        self.consultation, self.theme = consultation, theme
        if theme is not None:
            kwargs["initial"] = {"name": theme.name, "version": theme.version}
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        self.add_problems(name_problems(name, consultation=self.consultation, theme=self.theme))
        return name


class ThemeAnswerForm(SeenVersion, GovForm, forms.Form):
    """What was heard, and what came of it."""

    submit_label = "Save the answer"

    heard = forms.CharField(
        label="What did you hear?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what you heard"},
        help_text=f"In your own words, without names. {_FOI}",
    )  # fmt: skip
    changed = forms.CharField(
        label="What changed because of it?", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    not_changed = forms.CharField(
        label="What did not change, and why?", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}), help_text="Answer this one, the one above, or both",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        names = ("heard", "changed", "not_changed", "version")
        kwargs["initial"] = {name: getattr(theme, name) for name in names}
        super().__init__(*args, **kwargs)

    @property
    def answered(self) -> Answered:
        """The answer as it was entered."""
        data = self.cleaned_data
        return Answered(data["heard"], data["changed"], data["not_changed"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(answer_problems(self.answered))
        return data


class ThemeMergeForm(SeenVersion, GovForm, forms.Form):
    """Which theme takes over the responses and the answer."""

    submit_label = "Merge the themes"

    into = forms.ModelChoiceField(
        Theme.objects.none(), label="Merge it into", empty_label="Choose a theme",
        error_messages={"required": "Choose the theme that takes over its responses"},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        self.theme = theme
        kwargs["initial"] = {"version": theme.version}
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.ModelChoiceField)
        into.queryset = Theme.objects.filter(consultation=theme.consultation_id).exclude(pk=theme.pk)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(merge_problems(theme=self.theme, into=data["into"]))
        return data


class ThemeFilter(FilterForm):
    """The list of themes. It is applied to rows that are counted already, of which there are dozens at most."""

    q = search_box("Words of the theme or its answer")
    answer = OptionField(label="Answer", choices=[("no", "Not answered yet"), ("yes", "Answered")])

    def apply(self, queryset: Iterable[ThemeRow]) -> list[ThemeRow]:
        words = str(self.chosen("q")).casefold().split()
        found = [row for row in queryset if all(word in _text(row.theme) for word in words)]
        if self.chosen("answer"):
            found = [row for row in found if row.is_answered == (self.chosen("answer") == "yes")]
        return found


def _text(theme: Theme) -> str:
    return f"{theme.name} {theme.heard} {theme.changed} {theme.not_changed}".casefold()
