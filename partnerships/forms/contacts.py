"""A contact of a project."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from partnerships.forms.base import GovForm
from partnerships.models import Contact


class ContactForm(GovForm, forms.ModelForm[Contact]):
    submit_label = "Save the contact"

    # The newest history row that the person saw, so that nobody overwrites what they have not seen.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Contact
        fields = ["role", "name", "organisation", "email", "telephone", "remark"]
        labels = {"email": "E-mail address"}
        help_texts = {"remark": "For example when to call. It can be asked for under freedom of information."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.history.values_list("history_id", flat=True).first()

    def now_at(self, history_id: int) -> None:
        """Keeps what was typed, and lets it be saved over what somebody else saved meanwhile."""
        assert isinstance(self.data, QueryDict)
        again = self.data.copy()
        again[self.add_prefix("seen")] = str(history_id)
        self.data = again
