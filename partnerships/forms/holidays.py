"""The forms about school holidays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from partnerships.actions.holidays import add_holidays_problems, save_holiday_problems
from partnerships.forms._filters import FilterForm, OptionField
from partnerships.forms.base import GovForm
from partnerships.forms.fields import GovDateField
from partnerships.models import SchoolHoliday
from partnerships.rules.holiday_csv import HolidayCsvError, read_holidays
from partnerships.rules.holidays import say_school_year, school_year_span
from partnerships.rules.working_days import Holiday

# The list for all authorities that have none of their own.
SHARED = "shared"
_LARGEST_CSV = 200_000


class HolidayFilter(FilterForm):
    """The list of school holidays, by school year and authority."""

    year = OptionField(label="School year", any_label="All years")
    la = OptionField(label="Local authority")

    def __init__(
        self, *args: Any, years: Sequence[int], authorities: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("year", [(str(year), say_school_year(year)) for year in years])
        self.offer("la", [(SHARED, "All without a list of their own"), *authorities.items()])

    def apply(self, queryset: Any) -> Any:
        year, la = self.chosen("year"), self.chosen("la")
        if year:
            queryset = queryset.filter(first_day__range=school_year_span(int(year)))
        if la:
            queryset = queryset.filter(la_code="" if la == SHARED else la)
        return queryset


class HolidayForm(GovForm, forms.Form):
    """One school holiday of one list."""

    submit_label = "Save the holiday"

    la_code = forms.ChoiceField(label="Local authority", required=False)
    name = forms.CharField(max_length=60, help_text="For example: Summer holiday, October half term")
    first_day = GovDateField(label="First day", error_messages={"required": "Enter the first day"})
    last_day = GovDateField(label="Last day", error_messages={"required": "Enter the last day"})
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, authorities: Mapping[str, str], holiday: SchoolHoliday | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.holiday = holiday
        self.helper.mark_optional = False
        if holiday is not None:
            del self.fields["la_code"]
            return
        field = self.fields["la_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "All without a list of their own"), *authorities.items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not all(data.get(name) for name in ("name", "first_day", "last_day")):
            return data
        la_code = self.holiday.la_code if self.holiday else data.get("la_code", "")
        wanted = Holiday(data["name"], data["first_day"], data["last_day"])
        but = self.holiday.pk if self.holiday else None
        self.add_problems(save_holiday_problems(wanted, la_code=la_code, but=but))
        return data


class HolidayCopyForm(GovForm, forms.Form):
    """Which school year is copied to the next, and whose list."""

    submit_label = "Show what would be added"

    year = forms.TypedChoiceField(label="School year to copy", coerce=int)
    la = forms.ChoiceField(label="Whose list", required=False)

    def __init__(
        self, *args: Any, years: Sequence[int], authorities: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        year, la = self.fields["year"], self.fields["la"]
        assert isinstance(year, forms.ChoiceField)
        assert isinstance(la, forms.ChoiceField)
        year.choices = [(str(each), say_school_year(each)) for each in years]
        la.choices = [
            ("", "Every list"),
            (SHARED, "The one for all without a list of their own"),
            *authorities.items(),
        ]
        self.helper.warn_unsaved = False

    @property
    def la_code(self) -> str | None:
        """The authority whose list is copied, "" for the one of all; None for every list."""
        chosen = self.cleaned_data.get("la") or ""
        return None if not chosen else "" if chosen == SHARED else str(chosen)


class HolidayCsvForm(GovForm, forms.Form):
    """School holidays from a csv such as the one that can be downloaded here."""

    submit_label = "Show what would be added"

    file = forms.FileField(
        label="CSV file",
        help_text="Columns: Local authority code, Name, First day, Last day. Days such as 2027-07-22 or 22/07/2027.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
    )

    def clean_file(self) -> list[tuple[str, Holiday]]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > _LARGEST_CSV:
            raise ValidationError("The file must be smaller than 200 KB")
        try:
            return read_holidays(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise ValidationError("The file is not a CSV in UTF-8. Save it again as “CSV UTF-8”.") from error
        except HolidayCsvError as error:
            raise ValidationError(error.problems[:20]) from error


class HolidaysToAdd(forms.Form):
    """What a preview showed, carried along until it is added; looked at again by the action."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def clean_rows(self) -> list[tuple[str, Holiday]]:
        try:
            found = read_holidays(self.cleaned_data["rows"])
        except HolidayCsvError as error:
            raise ValidationError(error.problems) from error
        if problems := add_holidays_problems(holidays=found):
            raise ValidationError(problems)
        return found
