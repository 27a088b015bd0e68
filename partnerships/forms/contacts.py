"""A contact of a project."""

from __future__ import annotations

from django import forms

from partnerships.forms.base import GovForm
from partnerships.models import Contact


class ContactForm(GovForm, forms.ModelForm[Contact]):
    submit_label = "Save the contact"

    class Meta:
        model = Contact
        fields = ["role", "name", "organisation", "email", "telephone", "remark"]
        labels = {"email": "E-mail address"}
        help_texts = {"remark": "For example when to call. It can be asked for under freedom of information."}
