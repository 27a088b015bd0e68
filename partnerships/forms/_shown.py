"""The fields of a form that ask what shows something: evidence that is kept already, a link, or a file."""

from __future__ import annotations

from django import forms

from partnerships.actions._shown import Shown
from partnerships.actions.evidence import Given
from partnerships.forms.base import GovForm
from partnerships.forms.evidence import file_field, link_field
from partnerships.models import Evidence, Project


class ShowsEvidence(GovForm, forms.Form):
    """Call `ask_for_evidence` at the end of `__init__`; `shown` then is what was given.

    A new link or file takes the place of the evidence that the record has now.
    """

    evidence_now: Evidence | None = None

    def ask_for_evidence(self, project: Project, now: Evidence | None = None) -> None:
        """Adds the fields, with what shows it now."""
        kept = Evidence.objects.standing().filter(project=project)
        self.evidence_now = now if now is not None and now.is_standing else None
        if kept.exists():
            self.fields["existing"] = forms.ModelChoiceField(
                kept, label="What shows it", required=False, empty_label="Nothing kept here"
            )
            self.initial.setdefault("existing", self.evidence_now)
        self.fields["url"] = link_field(
            label="Or a link to what shows it" if "existing" in self.fields else "Link to what shows it"
        )
        self.fields["file"] = file_field(label="Or a file")

    @property
    def shown(self) -> Shown:
        """What shows it, as it was entered."""
        data = self.cleaned_data
        given = Given(url=data.get("url") or "", file=data.get("file"))
        existing: Evidence | None = data.get("existing")
        if not given.is_empty and existing == self.evidence_now:
            existing = None
        return Shown(given, existing)
