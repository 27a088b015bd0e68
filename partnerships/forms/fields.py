"""Dates typed in parts, as the GOV.UK Design System asks for them: day, month and year, or month and year."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnerships.rules.dates import parse_month
from partnerships.rules.numbers import whole_number

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
Parts = dict[str, str]


class DatePartsWidget(forms.Widget):
    """Text inputs for the parts of a date; `draw()` gives the template what it shows.

    Reads `name_day`, `name_month`, `name_year`, or an ISO date under `name` itself, which is what links and
    filters in an address carry.
    """

    parts: tuple[str, ...] = ("day", "month", "year")
    template_name = "govuk/date_parts.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Parts | None:
        """What was typed, part by part; None when nothing was."""
        found = {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts}
        if any(found.values()):
            return found
        whole = str(data.get(name) or "").strip()
        return self.split(whole) if whole else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part in self.parts)

    def split(self, value: Any) -> Parts:
        """The parts of a date, an ISO text or parts already split. Text that is no date stays in the year."""
        if value is None or value == "":
            return dict.fromkeys(self.parts, "")
        if isinstance(value, dict):
            return {part: str(value.get(part, "")) for part in self.parts}
        try:
            day = value if isinstance(value, date) else self.read(str(value))
        except ValueError:
            return {**dict.fromkeys(self.parts, ""), "year": str(value)}
        numbers = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
        return {part: numbers[part] for part in self.parts}

    def read(self, text: str) -> date:
        """A date from a text in an address. Raises ValueError."""
        return date.fromisoformat(text)

    def draw(self, name: str, id_: str, value: Any, wrong: set[str]) -> list[dict[str, Any]]:
        """One entry a part: name, id, label, value, width, whether it is wrong, and the months to choose from."""
        typed = self.split(value)
        return [
            {
                "name": f"{name}_{part}",
                "id": f"{id_}_{part}",
                "label": part.capitalize(),
                "value": typed[part],
                "width": "4" if part == "year" else "2",
                "wrong": part in wrong,
                "months": self.months(typed[part]) if part == "month" else [],
            }
            for part in self.parts
        ]

    def months(self, chosen: str) -> list[dict[str, Any]]:
        """The months as choices; none where the month is typed."""
        return []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        id_ = context["widget"]["attrs"].get("id") or f"id_{name}"
        return {**context, "parts": self.draw(name, id_, value, set())}

    def format_value(self, value: Any) -> Any:
        return value

    def id_for_label(self, id_: str) -> str:
        """No label of its own: the fieldset's legend names the group."""
        return ""


class MonthWidget(DatePartsWidget):
    """A month chosen by name, with "Not known yet" (or what the form says) where that is allowed, and a year."""

    parts = ("month", "year")
    nothing_chosen = "Not known yet"

    def read(self, text: str) -> date:
        found = parse_month(text)
        if found is None:
            raise ValueError("empty")
        return found

    def months(self, chosen: str) -> list[dict[str, Any]]:
        nothing = {
            "value": "",
            "label": "Choose a month" if self.is_required else self.nothing_chosen,
            "chosen": not chosen,
        }
        named = [
            {"value": str(number), "label": name, "chosen": chosen == str(number)}
            for number, name in enumerate(MONTHS, 1)
        ]
        return [nothing, *named]


class DatePartsField(forms.Field):
    """Shared by dates and months: parts in, a date out, an error that names the part."""

    widget: Any = DatePartsWidget
    noun = "date"

    def to_python(self, value: Any) -> date | None:
        """The date; None when nothing was entered. Raises ValidationError naming what is missing or wrong."""
        if value is None or value == "" or isinstance(value, date):
            return value or None
        parts: Parts = self.widget.split(value)
        if not any(parts.values()):
            return None
        missing = [part for part, text in parts.items() if not text]
        if missing:
            raise self.error(f"{self.called} must include {_a(missing)}", missing)
        return self.assemble(parts)

    def assemble(self, parts: Parts) -> date:
        """The date that the typed parts make. Raises ValidationError."""
        day, month, year = (
            whole_number(parts["day"]),
            _month_number(parts["month"]),
            _year_number(parts["year"]),
        )
        if year is None:
            raise self.error("Year must be four numbers, for example 2027", ["year"])
        if month is None:
            raise self.error("Month must be a number from 1 to 12, or a name such as March", ["month"])
        try:
            return date(year, month, day or 0)
        except (ValueError, OverflowError) as wrong:
            raise self.error(f"{self.called} must be a real date, for example 27 3 2027", ["day"]) from wrong

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            message = self.error_messages["required"]
            default = message == forms.Field.default_error_messages["required"]
            raise ValidationError(
                f"Enter a {self.noun} for “{self.called}”" if default else message, code="required"
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    @property
    def called(self) -> str:
        """The field's label, to begin a sentence with."""
        return str(self.label) if self.label else f"The {self.noun}"

    def error(self, message: str, parts: list[str]) -> ValidationError:
        """An error about some of the parts: their inputs are outlined and linked to."""
        return ValidationError(message.replace("%", "%%"), code="invalid", params={"parts": tuple(parts)})


class GovDateField(DatePartsField):
    """A day in three parts. Not required: left empty, it is a date not known yet (None)."""


class MonthField(DatePartsField):
    """A month and a year; gives the first day of that month, or None for not known yet.

    `nothing_chosen` says what an empty month means where it is not that: "Any month" in a filter.
    """

    widget = MonthWidget
    noun = "month"

    def __init__(self, *, nothing_chosen: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if nothing_chosen:
            self.widget.nothing_chosen = nothing_chosen

    def assemble(self, parts: Parts) -> date:
        month, year = _month_number(parts["month"]), _year_number(parts["year"])
        if year is None:
            raise self.error("Year must be four numbers, for example 2027", ["year"])
        if month is None:
            raise self.error("Choose a month", ["month"])
        return date(year, month, 1)


def lower_first(label: str) -> str:
    """A label inside a sentence: "due date"; names in capitals ("URN", "GIAS file") stay."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _a(parts: list[str]) -> str:
    return " and ".join(f"a {part}" for part in parts)


def _year_number(text: str) -> int | None:
    number = whole_number(text)
    return number if number is not None and 1900 <= number <= 2200 else None


def _month_number(text: str) -> int | None:
    number = whole_number(text)
    if number is None and len(text) >= 3:
        number = next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(text.lower())), None)
    return number if number is not None and 1 <= number <= 12 else None
