"""The fields with which a form asks for what shows its record."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.actions._shown import Shown
from partnerships.actions.evidence import Given
from partnerships.forms.evidence import file_field, link_field
from partnerships.models import Evidence, Project


class EvidenceFields(forms.Form):
    """Adds `file`, `url` and `existing` with `add_evidence_fields`; `shown` is what came of them."""

    def add_evidence_fields(self, project: Project, *, label: str = "File", **kwargs: Any) -> None:
        """A new file or link, or evidence that the project keeps already, where it keeps any."""
        self.fields["file"] = file_field(label=label, **kwargs)
        self.fields["url"] = link_field()
        kept = Evidence.objects.standing().filter(project=project)
        if kept.exists():
            self.fields["existing"] = forms.ModelChoiceField(
                kept, label="Or evidence that is kept already", required=False, empty_label="None of these"
            )

    @property
    def evidence_fields(self) -> list[str]:
        """Their names, in order."""
        return [name for name in ("file", "url", "existing") if name in self.fields]

    @property
    def shown(self) -> Shown:
        """What shows it."""
        data = self.cleaned_data
        given = Given(url=data.get("url") or "", file=data.get("file"))
        return Shown(given=given, existing=data.get("existing"))
