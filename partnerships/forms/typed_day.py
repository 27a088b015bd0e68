"""A day in one box, for forms that are filled in seconds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnerships.rules.typed_days import HOW, read_typed_day, write_day


class TypedDayField(forms.Field):
    """A day typed as people write it; see `read_typed_day`. Left empty where it may be, it is None."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "class": "govuk-input--width-10"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs)} | kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        """The day. Raises ValidationError saying how to write it."""
        if isinstance(value, dt.date):
            return value
        text = str(value or "")
        try:
            return read_typed_day(text, today=timezone.localdate())
        except ValueError as error:
            raise ValidationError(f"“{text[:20]}” is no day. {HOW}", code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return write_day(value) if isinstance(value, dt.date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
