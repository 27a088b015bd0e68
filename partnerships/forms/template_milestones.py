"""One milestone of a draft: its words, dates and owners, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from partnerships.actions.template_drafts import template_milestone_problems
from partnerships.forms.base import GovForm
from partnerships.models import TemplateMilestone
from partnerships.rules.dates import days_from_weeks
from partnerships.rules.plan import TemplateRow
from partnerships.rules.template_check import LONGEST_CODE, LONGEST_EVIDENCE, LONGEST_TITLE
from partnerships.rules.words import Anchor, OwnerRole, Phase, Route

WEEKS, DAYS = "weeks", "days"
_PLACES = [
    ("", "Not in this route"),
    ("on", "On the day"),
    ("weeks_before", "Weeks before"),
    ("weeks_after", "Weeks after"),
    ("days_before", "Days before"),
    ("days_after", "Days after"),
]


class SeenState(forms.Form):
    """Carries the state that the person saw (`template_drafts.seen`), so that nobody saves over what they have not."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def now_at(self, state: str) -> None:
        """Keeps what was typed, and lets it be saved over what somebody else saved meanwhile."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict where a form is posted
        self.data[self.add_prefix("seen")] = state  # type: ignore[index]  # a QueryDict's copy may be written to


def _number(**attrs: Any) -> forms.CharField:
    look = {"class": "govuk-input--width-4", "inputmode": "decimal", "autocomplete": "off"}
    return forms.CharField(required=False, max_length=8, widget=forms.TextInput(attrs=look), **attrs)


class MilestoneForm(SeenState, GovForm):
    """Words, dates, owners. `row` is what is edited; None for a new milestone, which may be given a code."""

    code = forms.CharField(
        label="Code",
        required=False,
        max_length=LONGEST_CODE,
        help_text="Leave it empty for the next free one of the phase.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
    )
    title = forms.CharField(label="Title", max_length=LONGEST_TITLE)
    phase = forms.ChoiceField(label="Phase", choices=Phase.choices())
    anchor = forms.ChoiceField(
        label="Its date is counted from", widget=forms.RadioSelect, choices=Anchor.choices()
    )
    takes_number = _number(label="It usually takes")
    takes_unit = forms.ChoiceField(label="Weeks or days it takes", choices=[(WEEKS, "Weeks"), (DAYS, "Days")])
    repeat_number = _number(label="It repeats every")
    repeat_unit = forms.ChoiceField(
        label="Weeks or days until it repeats", choices=[(WEEKS, "Weeks"), (DAYS, "Days")]
    )
    owners = forms.MultipleChoiceField(
        label="Owner",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=OwnerRole.choices(),
        help_text="Whose job it is. Several may share it.",
    )
    evidence = forms.CharField(
        label="Evidence",
        required=False,
        max_length=LONGEST_EVIDENCE,
        help_text="What shows that it was done.",
    )
    guidance = forms.CharField(
        label="Guidance", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, row: TemplateRow | None, position: int = 1, **kwargs: Any) -> None:
        self.row = row
        self.position = position
        kwargs["initial"] = (_initial(row) if row else {}) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for route in Route:
            self.fields[f"number_{route}"] = _number(label=f"{route.label}: how many")
            self.fields[f"when_{route}"] = forms.ChoiceField(
                label=f"{route.label}: when it is due", required=False, choices=_PLACES
            )
        if row is not None:
            del self.fields["code"]
        places = [f"{name}_{route}" for route in Route for name in ("number", "when")]
        self.order_fields(["seen", "code", "title", "phase", "anchor", *places])

    @property
    def places(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each route."""
        return [(self[f"number_{route}"], self[f"when_{route}"]) for route in Route]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["days"] = {route: days for route in Route if (days := self._days(route)) is not None}
        for name in ("takes", "repeat"):
            data[f"{name}_days"] = self._length(name)
        if not self.errors:
            problems = template_milestone_problems(self.edited)
            self.add_problems(problem for problem in problems if self.edited.code or "A code" not in problem)
        return data

    @property
    def edited(self) -> TemplateRow:
        """The milestone as the form has it; what the form does not ask stays."""
        data = self.cleaned_data
        ticked = [OwnerRole(owner) for owner in data["owners"]]
        before = [owner for owner in self.row.owners if owner in ticked] if self.row else []
        given: dict[str, Any] = {
            "title": data["title"],
            "phase": Phase(data["phase"]),
            "anchor": Anchor(data["anchor"]),
            "days": data["days"],
            "takes_days": data["takes_days"],
            "repeat_days": data["repeat_days"],
            "owners": (*before, *(owner for owner in ticked if owner not in before)),
            "evidence": data["evidence"],
            "guidance": data["guidance"].replace("\r\n", "\n"),
        }
        if self.row is None:
            return TemplateRow(code=data["code"].upper(), position=self.position, **given)
        conditions = {route: each for route, each in self.row.conditions.items() if route in data["days"]}
        return replace(self.row, conditions=conditions, **given)

    def _days(self, route: Route) -> int | None:
        place, text = self.cleaned_data.get(f"when_{route}", ""), self.cleaned_data.get(f"number_{route}", "")
        if not place or place == "on":
            if text and not place:
                self.add_error(f"when_{route}", f"{route.label}: choose weeks or days, before or after")
            elif text not in ("", "0"):
                self.add_error(f"number_{route}", f"{route.label}: leave the number empty for “On the day”")
            return 0 if place else None
        unit, _, side = place.partition("_")
        return self._read(f"number_{route}", unit, route.label, back=side == "before")

    def _length(self, name: str) -> int | None:
        if not self.cleaned_data.get(f"{name}_number"):
            return None
        label = "It usually takes" if name == "takes" else "It repeats every"
        return self._read(f"{name}_number", self.cleaned_data.get(f"{name}_unit", WEEKS), label, back=False)

    def _read(self, field: str, unit: str, label: str, *, back: bool) -> int | None:
        """Whole days from a number of weeks or days, before (`back`) or after; None, and an error, if it is none."""
        try:
            number = Decimal(self.cleaned_data.get(field) or "")
        except InvalidOperation:
            number = Decimal(-1)
        whole = number == number.to_integral_value() if number.is_finite() else False
        if not number.is_finite() or number < 0 or (unit == DAYS and not whole):
            example = "12 or 2.5" if unit == WEEKS else "12"
            self.add_error(field, f"{label}: enter a number of {unit}, such as {example}")
            return None
        signed = -number if back else number
        return days_from_weeks(signed) if unit == WEEKS else int(signed)


class MoveForm(GovForm, forms.Form):
    """Where in its phase the milestone stands."""

    submit_label = "Move it there"

    after = forms.ChoiceField(label="Put it", required=False)

    def __init__(
        self, *args: Any, milestone: TemplateMilestone, others: Sequence[TemplateMilestone], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(each.pk): each for each in others}
        after = self.fields["after"]
        assert isinstance(after, forms.ChoiceField)
        first = ("", f"First in {Phase(milestone.phase).label}")
        after.choices = [first, *((key, f"After {each}") for key, each in self.others.items())]
        before = [key for key, each in self.others.items() if each.position < milestone.position]
        self.initial.setdefault("after", before[-1] if before else "")

    @property
    def chosen(self) -> TemplateMilestone | None:
        return self.others.get(self.cleaned_data["after"])


def _initial(row: TemplateRow) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "title": row.title,
        "phase": row.phase.value,
        "anchor": row.anchor.value,
        "owners": [owner.value for owner in row.owners],
        "evidence": row.evidence,
        "guidance": row.guidance,
    }
    for name, days in (("takes", row.takes_days), ("repeat", row.repeat_days)):
        initial[f"{name}_number"], initial[f"{name}_unit"] = _length(days)
    for route, days in row.days.items():
        number, unit = _length(days)
        side = "before" if days < 0 else "after"
        initial[f"number_{route}"], initial[f"when_{route}"] = number, f"{unit}_{side}" if days else "on"
    return initial


def _length(days: int | None) -> tuple[str, str]:
    """ "12", "weeks" for whole weeks, else days, so that nothing is rounded."""
    if not days:
        return "", WEEKS
    size = abs(days)
    return (str(size // 7), WEEKS) if size % 7 == 0 else (str(size), DAYS)
