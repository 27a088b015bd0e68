"""What filter forms of lists share: read from the address, some in view, others under "More filters"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from partnerships.forms.base import GovForm

Choices = Iterable[tuple[str, str]]


class QuickSelect(forms.Select):
    """A drop-down drawn in one go: a template per option would make 150 authorities the slowest of a page."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: Mapping[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        chosen = "" if value is None else str(value)
        all_attrs = {"name": name, **self.build_attrs(self.attrs, dict(attrs or {}))}
        return format_html(
            "<select{}>{}</select>",
            format_html_join("", ' {}="{}"', ((k, v) for k, v in all_attrs.items() if v is not False)),
            _options(self.choices, chosen),
        )


def _options(choices: Iterable[Any], chosen: str) -> SafeString:
    """The choices, or under their group's name those that belong together."""
    return format_html_join("", "{}", ((_option(key, label, chosen),) for key, label in choices))


def _option(key: Any, label: Any, chosen: str) -> SafeString:
    if isinstance(label, list | tuple):
        return format_html('<optgroup label="{}">{}</optgroup>', key, _options(label, chosen))
    picked = SafeString(" selected") if str(key) == chosen else ""
    return format_html('<option value="{}"{}>{}</option>', key, picked, label)


class OptionField(forms.ChoiceField):
    """One of a list, or any; an address that names something else is told so."""

    widget = QuickSelect

    def __init__(self, *, any_label: str = "Any", choices: Choices = (), **kwargs: Any) -> None:
        self.any_label = any_label
        kwargs.setdefault("required", False)
        message = "Choose one from the list. What the address asked for is not in it."
        kwargs.setdefault("error_messages", {"invalid_choice": message})
        super().__init__(choices=[("", any_label), *choices], **kwargs)


def search_box(label: str) -> forms.CharField:
    """The box for words or a number, above a list's other filters."""
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    return forms.CharField(label=label, required=False, max_length=200, widget=forms.TextInput(attrs=attrs))


class FilterForm(GovForm, forms.Form):
    """A list's search and filters, kept in its address (GET), with `apply(queryset)`.

        class SchoolFilter(FilterForm):
            q = forms.CharField(label="Search", required=False)
            phase = OptionField(label="Phase")
            region = OptionField(label="Region")
            more = ("region",)                      # under "More filters"

            def apply(self, queryset): ...           # read self.chosen("phase"): "" where nothing is chosen

    Give it `request.GET`. An unusable value is reported at its field and not used; the list still appears.
    `{% include "_parts/filters.html" with form=form clear_url=clear_url only %}` draws it.
    """

    method = "get"
    submit_label = ""
    more: tuple[str, ...] = ()

    def apply(self, queryset: Any) -> Any:
        """The rows of `queryset` that answer to what is chosen; each list's own type of queryset."""
        raise NotImplementedError("each filter form says how it is applied")

    def offer(self, name: str, choices: Choices) -> None:
        """Sets what can be chosen in an `OptionField`, beside any."""
        field = self.fields[name]
        assert isinstance(field, OptionField)
        field.choices = [("", field.any_label), *choices]

    def chosen(self, name: str) -> Any:
        """What is chosen for a field, cleaned; "" where nothing or something unusable is."""
        self.is_valid()
        value = self.cleaned_data.get(name)
        return "" if value is None else value

    @property
    def is_used(self) -> bool:
        """Whether anything at all is searched or filtered for."""
        return any(self.chosen(name) not in ("", [], False) for name in self.fields)

    @property
    def in_view(self) -> list[BoundField]:
        """The fields that are always seen."""
        return [self[name] for name in self.fields if name not in self.more]

    @property
    def under_more(self) -> list[BoundField]:
        """The fields under "More filters"."""
        return [self[name] for name in self.more]

    @property
    def more_is_open(self) -> bool:
        """Open where one of its fields is chosen or wrong: nobody is filtered by what they cannot see."""
        return any(self.chosen(name) not in ("", [], False) or name in self.errors for name in self.more)
