"""The log of a partnership: one activity in one line, several of one visit, a csv of many, and the list's filters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partnerships.actions.activities import add_activities_problems, change_activity_problems
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.fields import GovDateField
from partnerships.forms.shown import EvidenceFields
from partnerships.forms.typed_day import TypedDayField
from partnerships.models import Partnership, PartnershipActivity, PartnershipService
from partnerships.models.partnership_records import PartnershipActivityQuerySet
from partnerships.rules.activities import LONGEST, Entry, read_hours, say_number
from partnerships.rules.partnership_words import ActivityKind

ROWS = range(1, 6)
_KINDS = [("", "Choose"), *ActivityKind.choices()]
_NO_KIND = {"required": "Choose the kind of activity"}
FOI = "It can be asked for under freedom of information, so name no pupils."


class HoursField(forms.CharField):
    """Hours as people write them: 3, 1.5, 1:30."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "govuk-input--width-4", "inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        try:
            return read_hours(text)
        except ValueError as error:
            raise ValidationError(f"“{text[:20]}” is no number of hours. Write it as 3 or 1.5") from error

    def prepare_value(self, value: Any) -> Any:
        return say_number(value) if isinstance(value, Decimal) else value


def _service_field(partnership: Partnership, **kwargs: Any) -> forms.ModelChoiceField[PartnershipService]:
    return forms.ModelChoiceField(
        partnership.services.all(), label="Service", required=False, empty_label="None of them", **kwargs
    )


class _ActivityFields(EvidenceFields, GovForm, forms.Form):
    """What a new activity and a change of one share."""

    on = TypedDayField(label="Date", error_messages={"required": "Enter the day of the activity"})
    kind = forms.ChoiceField(label="Kind", choices=_KINDS, error_messages=_NO_KIND)
    focus = forms.CharField(
        max_length=LONGEST["focus"], error_messages={"required": "Enter the focus of the activity"}
    )
    our_people = forms.CharField(
        label="People from the trust", required=False, max_length=LONGEST["our_people"]
    )
    their_people = forms.CharField(
        label="People from the school", required=False, max_length=LONGEST["their_people"]
    )
    hours = HoursField(label="Hours", required=False)
    changed = forms.CharField(label="What changed", required=False, max_length=LONGEST["changed"])

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        self.fields["service"] = _service_field(partnership)
        self.add_evidence_fields(partnership.project)

    @property
    def entry(self) -> Entry:
        """The activity as it was entered."""
        data = self.cleaned_data
        words = {name: data.get(name) or "" for name in ("focus", "our_people", "their_people", "changed")}
        service = data["service"].pk if data.get("service") else None
        return Entry(on=data["on"], kind=data["kind"], hours=data.get("hours"), service=service, **words)


class ActivityForm(_ActivityFields):
    """One new activity, in one line; service and evidence are asked for under it."""

    submit_label = "Log it"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "log_%s")  # the filters on the same page have fields of the same names
        super().__init__(*args, **kwargs)
        if not self.partnership.services.exists():
            del self.fields["service"]
        self.rest = [name for name in ("service", *self.evidence_fields) if name in self.fields]

    @property
    def line(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in self.rest]

    @property
    def under(self) -> list[Any]:
        """Asked for under the line."""
        return [self[name] for name in self.rest]

    @property
    def opens(self) -> bool:
        """Whether what is under the line was filled, or is wrong."""
        return self.is_bound and any(self[name].value() or name in self.errors for name in self.rest)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                add_activities_problems(partnership=self.partnership, entries=[self.entry], shown=self.shown)
            )
        return data


class ActivityEditForm(SeenVersion, _ActivityFields):
    """A change of one activity."""

    submit_label = "Save the activity"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    without = forms.BooleanField(label="Take away the evidence that it has", required=False)

    def __init__(self, *args: Any, activity: PartnershipActivity, **kwargs: Any) -> None:
        self.activity = activity
        named = (
            "on",
            "kind",
            "focus",
            "our_people",
            "their_people",
            "hours",
            "changed",
            "service",
            "version",
        )
        kwargs["initial"] = {name: getattr(activity, name) for name in named} | (kwargs.get("initial") or {})
        super().__init__(*args, partnership=activity.partnership, **kwargs)
        self.fields["changed"].widget = forms.Textarea(attrs={"rows": 3})
        self.fields["changed"].help_text = FOI
        self.fields["without"] = self.fields.pop("without")  # last
        if activity.evidence_id is None:
            del self.fields["without"]
        else:
            self.fields["file"].label = "Another file"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                change_activity_problems(activity=self.activity, to=self.entry, shown=self.shown)
            )
        return data


class SeveralForm(EvidenceFields, GovForm, forms.Form):
    """Up to five activities of one visit: day and people are asked for once."""

    submit_label = "Log them"

    on = TypedDayField(label="Date", error_messages={"required": "Enter the day of the visit"})
    our_people = forms.CharField(
        label="People from the trust", required=False, max_length=LONGEST["our_people"]
    )
    their_people = forms.CharField(
        label="People from the school", required=False, max_length=LONGEST["their_people"]
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        self.has_services = partnership.services.exists()
        for row in ROWS:
            self._add_row(row)
        self.add_evidence_fields(partnership.project, label="Evidence of the visit")

    def _add_row(self, row: int) -> None:
        self.fields[f"kind_{row}"] = forms.ChoiceField(label="Kind", choices=_KINDS, required=False)
        self.fields[f"focus_{row}"] = forms.CharField(
            label="Focus", required=False, max_length=LONGEST["focus"]
        )
        self.fields[f"hours_{row}"] = HoursField(label="Hours", required=False)
        self.fields[f"changed_{row}"] = forms.CharField(
            label="What changed", required=False, max_length=LONGEST["changed"]
        )
        if self.has_services:
            self.fields[f"service_{row}"] = _service_field(self.partnership)

    @property
    def about_all(self) -> list[Any]:
        return [self[name] for name in ("on", "our_people", "their_people")]

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        """The number of each row, with its fields."""
        return [(row, [self[name] for name in self.fields if name.endswith(f"_{row}")]) for row in ROWS]

    @property
    def shows(self) -> list[Any]:
        return [self[name] for name in self.evidence_fields]

    @property
    def entries(self) -> list[Entry]:
        """The activities of the rows that were filled."""
        return [self._entry(row) for row in self._filled()]

    def _filled(self) -> list[int]:
        names = ("kind", "focus", "hours", "changed", "service")
        return [row for row in ROWS if any(self.cleaned_data.get(f"{name}_{row}") for name in names)]

    def _entry(self, row: int) -> Entry:
        data = self.cleaned_data
        service = data.get(f"service_{row}")
        return Entry(
            on=data.get("on"),
            kind=data.get(f"kind_{row}") or "",
            focus=data.get(f"focus_{row}") or "",
            our_people=data.get("our_people") or "",
            their_people=data.get("their_people") or "",
            hours=data.get(f"hours_{row}"),
            changed=data.get(f"changed_{row}") or "",
            service=service.pk if service else None,
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        for row in self._filled():
            if not data.get(f"kind_{row}"):
                self.add_error(f"kind_{row}", f"Choose the kind of activity {row}")
            if not data.get(f"focus_{row}"):
                self.add_error(f"focus_{row}", f"Enter the focus of activity {row}")
        if not self.errors:
            self.add_problems(
                add_activities_problems(partnership=self.partnership, entries=self.entries, shown=self.shown)
            )
        return data


class ActivityFilter(FilterForm):
    """What the log shows."""

    q = search_box("Words of the focus, people or what changed")
    kind = OptionField(label="Kind", choices=ActivityKind.choices())
    evidence = OptionField(label="Evidence", choices=[("yes", "With evidence"), ("no", "Without evidence")])
    service = OptionField(label="Service")
    first = GovDateField(label="From", required=False)
    last = GovDateField(label="To", required=False)
    more = ("service", "first", "last")

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = [(str(each.pk), each.what) for each in partnership.services.all()]
        self.offer("service", [("none", "None"), *services])

    def apply(self, queryset: Any) -> PartnershipActivityQuerySet:
        found: PartnershipActivityQuerySet = queryset.between(
            self.chosen("first") or None, self.chosen("last") or None
        )
        if self.chosen("q"):
            found = found.search(self.chosen("q"))
        if self.chosen("kind"):
            found = found.filter(kind=self.chosen("kind"))
        if service := self.chosen("service"):
            found = found.filter(service=None if service == "none" else int(service))
        if self.chosen("evidence"):
            found = found.with_evidence() if self.chosen("evidence") == "yes" else found.without_evidence()
        return found
