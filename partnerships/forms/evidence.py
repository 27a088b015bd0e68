"""Adding evidence, and looking through it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from partnerships.actions.evidence import Given, add_problems
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm
from partnerships.models import Milestone, Project
from partnerships.reports.evidence import part_choices
from partnerships.rules.evidence import ACCEPT, IN_WORDS

SENSITIVE = (
    "Keep no names of pupils or health details here: it can be asked for under freedom of information."
)


def file_field(**kwargs: Any) -> forms.FileField:
    """A file to keep as evidence; says beforehand what is taken, and how large it may be."""
    options: dict[str, Any] = {
        "label": "File",
        "required": False,
        "allow_empty_file": True,  # the rules say it in better words
        "max_length": None,
        "widget": forms.FileInput(attrs={"accept": ACCEPT}),
        "help_text": f"Up to {settings.LARGEST_EVIDENCE_MB} MB: {IN_WORDS}",
    }
    return forms.FileField(**options | kwargs)


def link_field(**kwargs: Any) -> forms.CharField:
    """A link to evidence that is kept elsewhere."""
    options: dict[str, Any] = {
        "label": "Or a link to it",
        "required": False,
        "max_length": 500,
        "widget": forms.URLInput(),
        "help_text": "Begins with https://",
    }
    return forms.CharField(**options | kwargs)


class EvidenceForm(GovForm, forms.Form):
    """A file or a link, of the whole project or of one milestone."""

    submit_label = "Save the evidence"

    name = forms.CharField(
        label="What is it?", required=False, max_length=200,
        help_text="For example “Signed minute”. Left empty, it is called after the file.",
    )  # fmt: skip
    milestone = forms.ModelChoiceField(
        Milestone.objects.none(),
        label="What does it show?",
        required=False,
        empty_label="The project as a whole",
    )

    def __init__(
        self,
        *args: Any,
        project: Project,
        milestone: Milestone | None = None,
        choose: bool = False,
        **kwargs: Any,
    ) -> None:
        """`choose` offers the project's milestones; else it belongs to `milestone`, or to the project."""
        super().__init__(*args, **kwargs)
        self.project, self.of = project, milestone
        self.fields["file"] = file = file_field()
        self.fields["url"] = link_field()
        file.help_text = f"{file.help_text}. {SENSITIVE}"
        offered = self.fields["milestone"]
        assert isinstance(offered, forms.ModelChoiceField)
        if choose:
            offered.queryset = project.milestones.in_plan().in_plan_order()
        else:
            del self.fields["milestone"]
        if milestone is not None and milestone.evidence_wanted:
            self.fields["name"].help_text = f"Left empty, it is called “{milestone.evidence_wanted}”."

    @property
    def given(self) -> Given:
        data = self.cleaned_data
        return Given(data.get("name") or "", data.get("url") or "", data.get("file"))

    @property
    def where(self) -> Milestone | None:
        """The milestone it belongs to; None for the project as a whole."""
        chosen: Milestone | None = self.cleaned_data.get("milestone", self.of)
        return chosen

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(add_problems(self.given, project=self.project, milestone=self.where))
        return data


class EvidenceFilter(FilterForm):
    """What the list shows: words, a part of the plan, and whether what was replaced or removed."""

    q = search_box("Words of its name, file, link or milestone")
    part = OptionField(label="Part of the plan", choices=part_choices())
    show = OptionField(
        label="Show", any_label="What is kept", choices=[("gone", "What was replaced or removed")]
    )

    def apply(self, queryset: Any) -> Any:
        """Not used: the list asks `evidence_rows` with `wanted`."""
        return queryset

    @property
    def wanted(self) -> dict[str, Any]:
        """The question, as `evidence_rows` takes it."""
        return {
            "words": self.chosen("q"),
            "part": self.chosen("part"),
            "gone": self.chosen("show") == "gone",
        }
