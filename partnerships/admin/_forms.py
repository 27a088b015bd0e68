"""What the admin's forms share: GOV.UK looks, refusals as errors, and a look at who was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import ForeignKey, QuerySet
from django.forms.widgets import Input
from django.urls import reverse
from django.utils.http import urlencode

from partnerships.actions._core import who_changed
from partnerships.models import User
from partnerships.rules.numbers import whole_number
from partnerships.rules.words import OwnerRole

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.CheckboxSelectMultiple, "tta-tick"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.DateInput, "govuk-input govuk-input--width-10"),
    (Input, "govuk-input"),
)


def is_number(text: str) -> bool:
    """Whether an address or form names a row by a number that a database can hold."""
    return whole_number(text) is not None


class DayInput(forms.DateInput):
    """The browser's own date field: keyboard and screen reader know it, and it needs no script."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class Picker(forms.TextInput):
    """One of many rows, found by typing. Without script its number (URN, UID or id) is typed instead."""

    template_name = "admin/widgets/picker.html"

    def __init__(self, field: ForeignKey[Any, Any], rows: QuerySet[Any]) -> None:
        self.field, self.rows = field, rows
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = self.field.model._meta
        asks = [
            ("app_label", options.app_label),
            ("model_name", str(options.model_name)),
            ("field_name", self.field.name),
        ]
        context["widget"]["url"] = f"{reverse('admin:autocomplete')}?{urlencode(asks)}"
        context["widget"]["chosen"] = self._chosen(value)
        return context

    def _chosen(self, value: Any) -> str:
        """The words for the row that is chosen now; nothing for a number that is no row of this person's."""
        if not is_number(str(value or "")):
            return ""
        row = self.rows.filter(pk=int(value)).first()
        return str(row) if row is not None else ""


class OwnerRoles(forms.TypedMultipleChoiceField):
    """Owner roles as boxes to tick; the column keeps their codes with commas between."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=OwnerRole.choices(), required=False, label="Owner roles",
            widget=forms.CheckboxSelectMultiple, **kwargs,
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        return [code for code in value.split(",") if code] if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        return ",".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial or ""), data)


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]  # one form for several models
    """A form of the admin. `by` and `refusals` are set by the admin for each request.

    `problems()` gives (field or None, sentence) for what stands in the way, from the action's own `…_problems`.
    """

    by: User
    refusals: Sequence[str] = ()
    # Called with the form once it stands, to narrow what can be chosen.
    prepare: Callable[[Any], None] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, RelatedFieldWidgetWrapper):
                field.widget = field.widget.widget
            dress(field)
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.cleaned_data = data
        if self.refusals:
            for sentence in self.refusals:
                self.add_error(None, sentence)
        elif not self.errors:
            # All of them first: an error takes its field out of the data that the rules look at.
            for field, sentence in list(self.problems(dict(data))):
                self.add_error(field if field in self.fields else None, sentence)
        return self.cleaned_data

    def validate_constraints(self) -> None:
        """The database's rules, unless the action's own sentences have said it already."""
        if not self.errors:
            super().validate_constraints()

    def problems(self, data: dict[str, Any]) -> Iterable[tuple[str | None, str]]:
        """What stands in the way of saving this."""
        return ()

    def changed(self, *names: str) -> bool:
        """Whether the person changed any of these fields."""
        return any(name in self.changed_data for name in names)


class VersionedForm(RecordForm):
    """Carries the row's version along, so that nobody overwrites what somebody else has saved meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        now = (
            type(self.instance)._default_manager.filter(pk=self.instance.pk).values_list("version", flat=True)
        )
        if data.get("seen") is not None and data["seen"] != now.first():
            who = who_changed(self.instance)
            self.add_error(
                None, f"{who} changed this while you were editing it. Open it again to see what is new."
            )
        return data


def dress(field: forms.Field) -> None:
    """Gives the field's widget the look of the product."""
    if isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.Select):
        # Django's own word for nothing is a row of dashes.
        chosen: Any = field.choices
        field.choices = [(value, label if value else "Not set") for value, label in chosen]
    for kind, look in _CLASSES:
        if isinstance(field.widget, kind):
            field.widget.attrs["class"] = look
            break
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 4
