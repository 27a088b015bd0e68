"""Papers of a consultation: a new one, a new version, one withdrawn, and which was in force when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet

from partnerships.actions.consultation_documents import (
    LONGEST_LANGUAGE,
    LONGEST_TITLE,
    PaperSaid,
    document_problems,
    version_problems,
    withdraw_problems,
)
from partnerships.actions.evidence import Given
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm
from partnerships.forms.evidence import SENSITIVE, file_field, link_field
from partnerships.forms.fields import GovDateField
from partnerships.models import Consultation, ConsultationDocument
from partnerships.models._search import has_words
from partnerships.rules.consultation_words import DocumentFormat, DocumentKind

_IN_FORCE = "The first day on which people could read it"
_PUBLIC = "The public page, once it is open, offers this version"


class KeepsFile(GovForm, forms.Form):
    """A file or a link, kept as evidence."""

    in_force_from = GovDateField(
        label="In force from",
        help_text=_IN_FORCE,
        error_messages={"required": "Enter the day from which people could read it"},
    )
    public = forms.BooleanField(label=_PUBLIC, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = file = file_field()
        self.fields["url"] = link_field()
        file.help_text = f"{file.help_text}. {SENSITIVE}"
        self.order_fields([name for name in self.fields if name not in ("in_force_from", "public")])

    @property
    def given(self) -> Given:
        return Given("", self.cleaned_data.get("url") or "", self.cleaned_data.get("file"))


class DocumentForm(KeepsFile):
    """A new paper with its first version."""

    submit_label = "Save the document"

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[("", "Choose one"), *DocumentKind.choices()],
        error_messages={"required": "Choose what kind of document it is"},
    )
    title = forms.CharField(
        label="Title", max_length=LONGEST_TITLE, error_messages={"required": "Enter what it is called"}
    )
    language = forms.CharField(label="Language", max_length=LONGEST_LANGUAGE, initial="English")
    format = forms.ChoiceField(
        label="Format", choices=DocumentFormat.choices(), initial=DocumentFormat.STANDARD.value
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        self.consultation = consultation
        super().__init__(*args, **kwargs)

    @property
    def said(self) -> PaperSaid:
        """The paper as it was entered."""
        names = ("kind", "title", "in_force_from", "language", "format", "public")
        return PaperSaid(**{name: self.cleaned_data[name] for name in names})

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(document_problems(self.said, self.given, consultation=self.consultation))
        return data


class VersionForm(KeepsFile):
    """A newer version of a paper."""

    submit_label = "Save the version"

    def __init__(self, *args: Any, document: ConsultationDocument, **kwargs: Any) -> None:
        self.document = document
        kwargs["initial"] = {"public": document.public} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            found = version_problems(self.document, self.given, in_force_from=data["in_force_from"])
            self.add_problems(found)
        return data


class WithdrawForm(GovForm, forms.Form):
    submit_label = "Withdraw this version"

    on = GovDateField(
        label="From which day is it not to be read?",
        error_messages={"required": "Enter the day from which it is not to be read"},
    )

    def __init__(self, *args: Any, document: ConsultationDocument, **kwargs: Any) -> None:
        self.document = document
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(withdraw_problems(self.document, on=data["on"]))
        return data


class DocumentFilter(FilterForm):
    """Words, kind, language and format; `on` is the day for which the version in force is shown."""

    q = search_box("Words of the title")
    on = GovDateField(label="In force on", required=False, help_text="Left empty: today")
    kind = OptionField(label="Kind", choices=DocumentKind.choices())
    language = OptionField(label="Language")
    format = OptionField(label="Format", choices=DocumentFormat.choices())

    def __init__(self, *args: Any, languages: list[str], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offer("language", [(each, each) for each in languages])

    @property
    def day(self) -> dt.date:
        """The day asked for; today where none is."""
        return self.chosen("on") or self.today

    def apply(self, queryset: QuerySet[ConsultationDocument]) -> QuerySet[ConsultationDocument]:
        found = queryset
        if words := self.chosen("q"):
            found = found.filter(has_words(words.split(), "title"))
        for name in ("kind", "language", "format"):
            if chosen := self.chosen(name):
                found = found.filter(**{name: chosen})
        return found
