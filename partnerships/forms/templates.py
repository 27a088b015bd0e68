"""Plan templates as a whole: what to look for, where a draft starts, what a new version says of itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.models import Group, PlanTemplate, TemplateMilestone
from partnerships.models.project import ProjectQuerySet
from partnerships.rules.template_csv import REQUIRED, as_typed
from partnerships.rules.words import OwnerRole, Phase, Route

SHIPPED, OWN, FILE = "shipped", "own", "file"
LARGEST_FILE_KB = 1024
MOST_LINES = 1000


class TemplateFilter(FilterForm):
    """Milestones of one version."""

    q = search_box("Title or code")
    phase = OptionField(label="Phase", choices=Phase.choices())
    route = OptionField(label="Route", choices=Route.choices())
    owner = OptionField(label="Owner", choices=OwnerRole.choices())

    def apply(self, queryset: Sequence[TemplateMilestone]) -> list[TemplateMilestone]:
        """Those of the template's milestones that fit; all of them are read anyway."""
        words = str(self.chosen("q")).lower().split()
        phase, route, owner = self.chosen("phase"), self.chosen("route"), self.chosen("owner")
        return [
            each
            for each in queryset
            if all(word in f"{each.code} {each.title}".lower() for word in words)
            and (not phase or each.phase == phase)
            and (not route or route in each.days)
            and (not owner or owner in each.owner_role_list)
        ]


class FollowerFilter(FilterForm):
    """Live projects that could follow a newer version."""

    q = search_box("School name or URN")
    follows = OptionField(label="Follows now")
    route = OptionField(label="Route", choices=[*Route.choices(), ("none", "Not chosen yet")])

    def __init__(self, *args: Any, projects: ProjectQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = projects.order_by("template__name", "-template__version").values_list(
            "template_id", "template__name", "template__version"
        )
        self.offer("follows", [(str(pk), f"{name}, version {n}") for pk, name, n in versions.distinct()])

    def apply(self, queryset: ProjectQuerySet) -> ProjectQuerySet:
        found = queryset.search(self.chosen("q")) if self.chosen("q") else queryset
        if self.chosen("follows"):
            found = found.filter(template_id=int(self.chosen("follows")))
        if self.chosen("route"):
            found = found.filter(route="" if self.chosen("route") == "none" else self.chosen("route"))
        return found


class CompareForm(FilterForm):
    """The other version to compare with."""

    other = OptionField(label="Compare with", any_label="Choose a version")

    def __init__(self, *args: Any, versions: Sequence[PlanTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("other", [(str(each.pk), version_words(each)) for each in versions])


class DraftStartForm(GovForm, forms.Form):
    """Whose template, and what the draft begins as. `owners` are those whose template the person keeps."""

    submit_label = "Start the draft"

    owner = forms.ChoiceField(label="Whose template is it?", widget=forms.RadioSelect)
    source = forms.ChoiceField(
        label="What should the draft start from?",
        widget=forms.RadioSelect,
        choices=[
            (OWN, "The version in use now"),
            (SHIPPED, "The template shipped with Trust Tracker"),
            (FILE, "A csv file"),
        ],
    )
    file = forms.FileField(
        label="Csv file",
        required=False,
        help_text="As a template’s page gives it to download. Only for “A csv file” above.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
    )
    name = forms.CharField(
        label="Name of the template",
        required=False,
        max_length=100,
        help_text="Leave it empty to keep the name it has.",
    )

    def __init__(self, *args: Any, owners: Sequence[Group | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.mark_optional = False  # which of them are needed depends on the answers
        self.owners = {str(each.pk) if each else SHIPPED: each for each in owners}
        named = [
            (key, each.name if each else "Shipped, for every trust") for key, each in self.owners.items()
        ]
        owner, source = self.fields["owner"], self.fields["source"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = named
        if len(named) == 1:
            self.fields["owner"].widget = forms.HiddenInput()
            self.initial["owner"] = named[0][0]
        source.option_hints = {  # type: ignore[attr-defined]  # read by the template pack
            OWN: "Of the trust’s own template, or of the shipped one.",
            SHIPPED: "For a trust’s first template of its own, or to begin again.",
            FILE: "What cannot be read is told line by line, and nothing is kept.",
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("source") == FILE and not data.get("file") and "file" not in self.errors:
            self.add_error("file", "Choose a csv file")
        if data.get("source") == OWN and data.get("owner") in self.owners and self.base is None:
            self.add_error(
                "source",
                "The trust has no template of its own yet. Start from the shipped one or a csv file.",
            )
        return data

    def clean_file(self) -> list[dict[str, str | None]] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        return read_csv(file) if file else None

    @property
    def trust(self) -> Group | None:
        return self.owners[self.cleaned_data["owner"]]

    @property
    def base(self) -> PlanTemplate | None:
        """The version in use of the template that is to be changed."""
        published = PlanTemplate.objects.published().filter(trust=self.trust)
        return published.order_by("-version").first()

    @property
    def starts_from(self) -> PlanTemplate | None:
        """The version that the draft is copied from; None for a file."""
        if self.cleaned_data["source"] == FILE:
            return None
        if self.cleaned_data["source"] == OWN:
            return self.base
        return PlanTemplate.objects.published().filter(trust=None).order_by("-version").first()

    @property
    def called(self) -> str:
        """The name given, else the one it has, else one from the trust's."""
        given = str(self.cleaned_data["name"])
        return given or (self.base.name if self.base else f"{str(self.trust)[:95]} plan")


class PublishForm(SeenVersion, GovForm):
    """What changed, for those whose projects may follow. `version` is the edit that the person saw."""

    submit_label = "Publish this version"

    what_changed = forms.CharField(
        label="What changed?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In a sentence or two, for those who decide whether their projects follow it.",
        error_messages={"required": "Say what changed"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def version_words(template: PlanTemplate) -> str:
    """ "Harrowmere plan, version 2 (draft)"."""
    kind = "draft of version" if template.is_draft else "version"
    return f"{template.name}, {kind} {template.version}"


def read_csv(file: UploadedFile[Any]) -> list[dict[str, str | None]]:
    """The lines of a csv of a template, by column. Raises ValidationError with what to do about it."""
    if (file.size or 0) > LARGEST_FILE_KB * 1024:
        raise ValidationError(f"The file must be smaller than {LARGEST_FILE_KB // 1024} MB")
    raw = file.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")  # what Excel saves where nobody asks for UTF-8
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in REQUIRED if name not in (reader.fieldnames or ())]
    if missing:
        raise ValidationError(
            f"The first line must name the columns. Missing: {', '.join(missing)}. "
            "Download a template to see how its file looks."
        )
    try:
        rows = [{key: _typed(value) for key, value in row.items() if isinstance(key, str)} for row in reader]
    except csv.Error as error:
        raise ValidationError("The file cannot be read as csv") from error
    if len(rows) > MOST_LINES:
        raise ValidationError(f"A template has at most {MOST_LINES:,} milestones")
    if not rows:
        raise ValidationError("The file has no line below its first")
    return rows


def _typed(value: object) -> str | None:
    return as_typed(value) if isinstance(value, str) else None
