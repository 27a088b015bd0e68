"""The forms about groups of schools that join together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from partnerships.actions.groups import group_problems
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm
from partnerships.forms.project_lists import trust_choices
from partnerships.models import Group, Project, ProjectGroup, User
from partnerships.models.project import ProjectQuerySet
from partnerships.reports.groups import Shareable
from partnerships.rules.words import GroupKind, Part

NONE = "none"


class GroupFilter(FilterForm):
    """The list of groups, by words and kind."""

    q = search_box("Words of the name")
    kind = OptionField(label="Kind", choices=GroupKind.choices())
    trust = OptionField(label="Trust")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("trust", trust_choices(user))

    def apply(self, queryset: Any) -> Any:
        for word in str(self.chosen("q")).split():
            queryset = queryset.filter(name__icontains=word)
        for name in ("kind", "trust"):
            if self.chosen(name):
                queryset = queryset.filter(**{name: self.chosen(name)})
        return queryset


class GroupForm(GovForm, forms.Form):
    """A group's name and why its schools join together."""

    submit_label = "Save the group"

    trust = forms.ChoiceField(label="Incoming trust")
    name = forms.CharField(label="Name of the group", max_length=150)
    kind = forms.ChoiceField(
        label="Why they join together", choices=GroupKind.choices(), widget=forms.RadioSelect
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, trusts: Sequence[Group], group: ProjectGroup | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.trusts = group, {str(trust.pk): trust for trust in trusts}
        if group is not None or len(self.trusts) == 1:
            del self.fields["trust"]
            return
        field = self.fields["trust"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose a trust"), *((key, each.name) for key, each in self.trusts.items())]

    @property
    def incoming(self) -> Group:
        """The trust that the schools join."""
        if self.group is not None:
            return self.group.trust
        return self.trusts.get(self.cleaned_data.get("trust", "")) or next(iter(self.trusts.values()))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("name") and data.get("kind") and not self.errors:
            self.add_problems(
                group_problems(trust=self.incoming, name=data["name"], kind=data["kind"], but=self.group)
            )
        return data


class SharedForm(GovForm, forms.Form):
    """Which milestones are done once for all schools of the group."""

    submit_label = "Save what is shared"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: Sequence[Shareable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.mark_optional = False
        for part in Part:
            mine = [each for each in choices if each.part is part]
            if mine:
                field = forms.MultipleChoiceField(
                    label=part.label,
                    required=False,
                    choices=[(each.code, each.title) for each in mine],
                    widget=forms.CheckboxSelectMultiple,
                )
                field.option_hints = {each.code: "Usually shared" for each in mine if each.usual}  # type: ignore[attr-defined]  # read by our template pack
                self.fields[part.value] = field
                self.initial.setdefault(part.value, [each.code for each in mine if each.shared])
        # What is shared already but in no plan that this person sees stays shared.
        shown = {each.code for each in choices}
        self.unseen = sorted(set(self.initial.pop("shared", [])) - shown)

    @property
    def codes(self) -> list[str]:
        """Everything that is ticked, and what could not be shown."""
        ticked = [code for part in Part for code in self.cleaned_data.get(part.value, [])]
        return [*ticked, *self.unseen]


class GroupProjectForm(GovForm, forms.Form):
    """A project of the trust, to be put into the group."""

    submit_label = "Add to the group"

    project = forms.ModelChoiceField(
        queryset=Project.objects.none(), label="School", empty_label="Choose a school"
    )

    def __init__(self, *args: Any, projects: ProjectQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["project"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = projects
        field.label_from_instance = lambda each: f"{each.school.name}, URN {each.school_id}"  # type: ignore[assignment,method-assign]  # as Django documents it
        self.helper.warn_unsaved = False


class ProjectGroupForm(GovForm, forms.Form):
    """Which group one project is in."""

    submit_label = "Save"

    group = forms.ChoiceField(label="Group", widget=forms.RadioSelect)

    def __init__(self, *args: Any, groups: Sequence[ProjectGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(NONE, "None"), *((str(each.pk), each.name) for each in groups)]
