"""What the crispy template pack asks about a field: its kind, its widget with GOV.UK classes, its error's link."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

from partnerships.forms.fields import DatePartsWidget

register = template.Library()

_CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "input": "govuk-input",
}


class ErrorLink(NamedTuple):
    """One line of the error summary; `target` is empty for an error of the whole form."""

    message: str
    target: str


@register.filter
def kind(field: BoundField) -> str:
    """Which branch of the field template draws this field."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    # The order matters: several of these are subclasses of one another.
    kinds: tuple[tuple[type[forms.Widget], str], ...] = (
        (DatePartsWidget, "date"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
    )
    return next((name for wanted, name in kinds if isinstance(widget, wanted)), "input")


@register.filter
def counts_characters(field: BoundField) -> bool:
    """Whether a text area has a limit to count down to."""
    return kind(field) == "textarea" and bool(getattr(field.field, "max_length", None))


@register.filter
def described_by(field: BoundField) -> str:
    """Ids of the hint, the error and the character count that belong to the field."""
    ids = [f"{field.auto_id}-hint"] if field.help_text else []
    ids += [f"{field.auto_id}-error"] if field.errors else []
    ids += [f"{field.auto_id}-info"] if counts_characters(field) else []
    return " ".join(ids)


@register.simple_tag
def govuk_widget(field: BoundField) -> SafeString:
    """The field's input with the classes of its kind, its error state and its description."""
    name = kind(field)
    classes = [_CLASSES[name]]
    if name != "checkbox":  # a checkbox's own classes stand on its group
        classes.append(str(field.field.widget.attrs.get("class", "")))
    if field.errors and name != "checkbox":
        classes.append(f"{_CLASSES[name].split()[0]}--error")
    if counts_characters(field):
        classes.append("govuk-js-character-count")
    attrs: dict[str, Any] = {"class": " ".join(part for part in classes if part)}
    attrs["aria-describedby"] = described_by(field) or False
    attrs["aria-invalid"] = "true" if field.errors else False
    return field.as_widget(attrs=attrs)


@register.simple_tag
def date_parts(field: BoundField) -> list[dict[str, Any]]:
    """The parts of a date (day, month, year, or month and year) ready to draw."""
    widget = field.field.widget
    assert isinstance(widget, DatePartsWidget)
    return widget.draw(field.html_name, field.auto_id, field.value(), wrong_parts(field))


def wrong_parts(field: BoundField) -> set[str]:
    """The parts of a date that its error is about; all of them where it does not say."""
    errors = field.errors.as_data() if field.errors else []
    named = {part for error in errors for part in (error.params or {}).get("parts", ())}
    widget = field.field.widget
    assert isinstance(widget, DatePartsWidget)
    return named or (set(widget.parts) if errors else set())


@register.simple_tag
def option_hint(field: BoundField, option: BoundWidget) -> str:
    """The hint under one radio or checkbox: `field.option_hints = {value: sentence}` in the form."""
    return str(getattr(field.field, "option_hints", {}).get(str(option.data["value"]), ""))


@register.filter
def option_classes(field: BoundField) -> str:
    """Classes for the group of radios or checkboxes, such as `govuk-radios--inline`."""
    return str(field.field.widget.attrs.get("class", ""))


@register.filter
def says_optional(field: BoundField) -> bool:
    """Whether "(optional)" is added to the label: not where the label or hint says so itself."""
    if field.field.required or field.field.disabled or isinstance(field.field.widget, forms.CheckboxInput):
        return False
    said = f"{field.label} {field.help_text}".lower()
    return "optional" not in said and "not known" not in said and "leave " not in said


@register.filter
def error_target(field: BoundField) -> str:
    """The id of the input that a link from the error summary moves to; empty for a hidden field."""
    name = kind(field)
    if name == "hidden":
        return ""
    if name == "date":
        widget = field.field.widget
        assert isinstance(widget, DatePartsWidget)
        wrong = wrong_parts(field)
        return f"{field.auto_id}_{next((part for part in widget.parts if part in wrong), widget.parts[0])}"
    if name in ("radios", "checkboxes"):
        first = next(iter(field.subwidgets), None)
        return str(first.id_for_label) if first else field.auto_id
    return field.id_for_label or field.auto_id


@register.simple_tag
def error_links(form: forms.BaseForm) -> list[ErrorLink]:
    """Every error of the form in the order of its fields, the form's own errors first."""
    return list(_error_links(form))


def _error_links(form: forms.BaseForm) -> Iterator[ErrorLink]:
    if not form.is_bound:
        return
    for message in form.non_field_errors():
        yield ErrorLink(str(message), "")
    for field in form:
        for message in field.errors:
            yield ErrorLink(str(message), error_target(field))
