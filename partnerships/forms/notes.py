"""Writing a note."""

from __future__ import annotations

from django import forms

from partnerships.actions.notes import note_problems
from partnerships.forms.base import GovForm
from partnerships.forms.milestones import NOTE_HINT, NOTE_LENGTH


class NoteForm(GovForm, forms.Form):
    submit_label = "Save the note"

    text = forms.CharField(
        label="Note", max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 4}), help_text=NOTE_HINT
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        problems = note_problems(text)
        if problems:
            raise forms.ValidationError(problems)
        return text
