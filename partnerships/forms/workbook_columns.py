"""What the columns of a spreadsheet hold: each guessed, and corrected by whoever knows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from partnerships.forms._filters import QuickSelect
from partnerships.forms.base import GovForm
from partnerships.rules.words import ContactRole, Phase
from partnerships.rules.workbook.cells import milestone
from partnerships.rules.workbook.columns import column_problems
from partnerships.rules.workbook.meanings import MilestoneTitle, NotUnderstood
from partnerships.rules.workbook.reading import Reading, tidy
from partnerships.rules.workbook.table import Table
from partnerships.rules.workbook.titles import names_of
from partnerships.rules.workbook.words import ROW, ContactPart, Dates, Earlier, Holds, Planned

_OF_A_SCHOOL = (Holds.SCHOOL, Holds.URN, Holds.LAESTAB, Holds.LA, Holds.POSTCODE)
_OF_A_PROJECT = (
    Holds.TRUST, Holds.OUTGOING, Holds.ROUTE, Holds.STAGE, Holds.JOINING, Holds.CONFIRMED, Holds.LEAD,
    Holds.CONFIDENTIAL, Holds.NOTE,
)  # fmt: skip
_OF_A_MILESTONES_ROW = (
    Holds.M_TITLE, Holds.M_PHASE, Holds.M_DUE, Holds.M_DONE, Holds.M_STATUS, Holds.M_WAITING, Holds.M_NOTE,
)  # fmt: skip
# What a column can hold: few enough for a choice at each of 200 columns. Which milestone, and whose address, is
# entered beside it, from a list that stands on the page once.
_KINDS = (
    (Holds.NOTHING.value, Holds.NOTHING.label),
    ("School", [(each.value, each.label) for each in _OF_A_SCHOOL]),
    ("Project", [(each.value, each.label) for each in _OF_A_PROJECT]),
    ("Milestones", [(Holds.MILESTONE.value, "A milestone of the plan")]),
    (
        "Milestones of your own",
        [(f"{Holds.OWN.value}:{each.value}", f"Your own, in {each.label}") for each in Phase],
    ),
    ("Where each row is one milestone", [(each.value, each.label) for each in _OF_A_MILESTONES_ROW]),
    ("Contacts", [(Holds.CONTACT.value, "A contact of the school")]),
    (
        "Where each row is one contact",
        [(f"contact:{ROW}:{each.value}", f"Contact’s {each.label}") for each in ContactPart],
    ),
)
_CONTACTS = {
    f"{role.value}:{part.value}": f"{role.label}: {part.label}"
    for role in ContactRole
    for part in ContactPart
    if part is not ContactPart.ROLE
}


def kind_of(holds: str) -> str:
    """What is chosen for a column that holds this: "milestone" for "milestone:LEG-03"."""
    kind, _, which = holds.partition(":")
    if kind == Holds.OWN:
        return holds if which else f"{kind}:{next(iter(Phase)).value}"
    return holds if which.partition(":")[0] == ROW else kind


@dataclass(frozen=True)
class Column:
    """One column with its fields, as the page shows it."""

    heading: str
    letter: str
    samples: list[str]
    # Milestones that the heading of a column which is left out may mean, as they stand in the list.
    may_be: list[str]
    holds: BoundField
    milestone: BoundField
    contact: BoundField
    dates: BoundField


class ColumnsForm(GovForm, forms.Form):
    """What each column of a sheet holds, and what days in it are."""

    submit_label = "See what would change"

    planned = forms.ChoiceField(
        label="Days for which your spreadsheet plans milestones", choices=Planned.choices(), widget=forms.RadioSelect
    )  # fmt: skip
    earlier = forms.ChoiceField(
        label="Milestones that were due before today and that your spreadsheet does not mention",
        choices=Earlier.choices(), widget=forms.RadioSelect,
        help_text="Of schools that are new here and for which it gives no stage",
    )  # fmt: skip
    dates_else = forms.ChoiceField(
        label="A day in a milestone’s column is", choices=Dates.choices(), widget=forms.RadioSelect,
        help_text="Where the column’s own choice does not say otherwise",
    )  # fmt: skip
    day_first = forms.ChoiceField(
        label="Days such as 1/9/27 mean", choices=[("yes", "1 September"), ("no", "9 January")],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, table: Table, reading: Reading, milestones: Sequence[MilestoneTitle], **kwargs: Any
    ) -> None:
        self.table, self.reading, self.milestones = table, reading, milestones
        told: dict[str, Any] = {
            "planned": reading.planned, "earlier": reading.earlier, "dates_else": reading.dates_else,
            "day_first": "yes" if reading.day_first else "no",
        }  # fmt: skip
        for place, heading in enumerate(table.headings):
            told |= self._told(place, heading)
        super().__init__(*args, **kwargs | {"initial": told})
        for place in range(len(table.headings)):
            self._add_column(place)
        self.helper.form_tag = self.helper.mark_optional = False

    def _told(self, place: int, heading: str) -> dict[str, str]:
        holds, which = self.reading.columns.get(heading, Holds.NOTHING.value), self.reading.which(heading)
        return {
            f"holds_{place}": kind_of(holds),
            f"milestone_{place}": self.named.get(which, which) if holds.startswith("milestone:") else "",
            f"contact_{place}": _CONTACTS.get(which, ""),
            f"dates_{place}": self.reading.dates.get(heading, ""),
        }

    def _add_column(self, place: int) -> None:
        heading = self.table.headings[place]
        self.fields[f"holds_{place}"] = forms.ChoiceField(
            label=f"{heading} holds", choices=_KINDS, widget=QuickSelect(attrs={"class": "govuk-select"}),
            error_messages={"required": f"Choose what “{heading}” holds, or leave it out."},
        )  # fmt: skip
        self.fields[f"milestone_{place}"] = forms.CharField(
            label=f"{heading}: which milestone", required=False, max_length=300
        )
        self.fields[f"contact_{place}"] = forms.CharField(
            label=f"{heading}: which contact", required=False, max_length=100
        )
        choices = [("", "As said below"), *Dates.choices()]
        self.fields[f"dates_{place}"] = forms.ChoiceField(
            label=f"A day in {heading} is",
            choices=choices,
            required=False,
            widget=QuickSelect(attrs={"class": "govuk-select"}),
        )

    @property
    def named(self) -> dict[str, str]:
        """Milestones as they stand in the list to choose from, by code."""
        return {each.code: f"{each.code} {each.title}" for each in self.milestones}

    @property
    def milestone_list(self) -> list[tuple[str, str]]:
        """(name, phase) of every milestone, in the order of the plan."""
        return [(self.named[each.code], Phase(each.phase).label) for each in self.milestones]

    @property
    def contact_list(self) -> list[str]:
        return list(_CONTACTS.values())

    @property
    def columns(self) -> Iterator[Column]:
        for place, heading in enumerate(self.table.headings):
            letter = self.table.letters[place] if place < len(self.table.letters) else ""
            fields = (self[f"{name}_{place}"] for name in ("holds", "milestone", "contact", "dates"))
            yield Column(heading, letter, self._samples(place), self._may_be(heading), *fields)

    def _may_be(self, heading: str) -> list[str]:
        if self.reading.holds(heading) is not Holds.NOTHING:
            return []
        own = heading.rpartition(": ")[2]  # without what stands over several columns
        return [self.named[each.code] for each in names_of(tuple(self.milestones)).several(own)]

    def _samples(self, place: int) -> list[str]:
        """The first different words of a column, to know it by."""
        texts = (row.cells[place].text[:60] for row in self.table.rows[:50] if row.cells[place].text)
        return list(dict.fromkeys(texts))[:3]

    @property
    def left_out(self) -> list[str]:
        """Headings of columns that are not read, as things stand."""
        return [heading for heading in self.table.headings if self.reading.holds(heading) is Holds.NOTHING]

    @property
    def said(self) -> Reading:
        """What the person said; what stands of the sheet and its words stays."""
        data, headings = self.cleaned_data, self.table.headings
        columns = {heading: str(data[f"columns_{place}"]) for place, heading in enumerate(headings)}
        dates = {heading: str(data[f"dates_{place}"]) for place, heading in enumerate(headings)}
        return replace(
            self.reading,
            columns=columns,
            dates={heading: said for heading, said in dates.items() if said},
            dates_else=data["dates_else"],
            planned=data["planned"],
            earlier=data["earlier"],
            day_first=data["day_first"] == "yes",
        )

    def kept_for(self, other: Reading) -> Reading:
        """Another reading with what this page says of days, and of columns of the same heading."""
        if not self.is_valid():
            return other
        said = self.said
        columns = {key: said.columns.get(key, holds) for key, holds in other.columns.items()}
        return replace(
            other,
            columns=columns,
            dates_else=said.dates_else,
            planned=said.planned,
            earlier=said.earlier,
            day_first=said.day_first,
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for place, heading in enumerate(self.table.headings):
            if f"holds_{place}" in data:
                data[f"columns_{place}"] = self._column(place, heading, data)
        if not self.errors:
            places = {heading: place for place, heading in enumerate(self.table.headings)}
            for problem in column_problems(self.said, self.table.headings):
                about = getattr(problem, "about", "")
                self.add_error(f"holds_{places[about]}" if about in places else None, problem)
        return data

    def _column(self, place: int, heading: str, data: Mapping[str, Any]) -> str:
        """What a column holds, as it is kept; says at its field what is missing."""
        kind = str(data[f"holds_{place}"])
        if kind == Holds.MILESTONE:
            return self._milestone(place, heading, str(data.get(f"milestone_{place}") or ""))
        if kind == Holds.CONTACT:
            return self._contact(place, heading, str(data.get(f"contact_{place}") or ""))
        return kind

    def _milestone(self, place: int, heading: str, named: str) -> str:
        if not named:
            self.add_error(f"milestone_{place}", f"Say which milestone “{heading}” is, or leave it out.")
            return ""
        by_name = {tidy(name): code for code, name in self.named.items()}
        try:
            code = by_name.get(tidy(named)) or milestone(named, self.milestones).code
        except NotUnderstood as problem:
            self.add_error(f"milestone_{place}", problem.says)
            return ""
        return f"{Holds.MILESTONE.value}:{code}"

    def _contact(self, place: int, heading: str, named: str) -> str:
        by_name = {tidy(name): which for which, name in _CONTACTS.items()}
        if which := by_name.get(tidy(named)):
            return f"{Holds.CONTACT.value}:{which}"
        example = _CONTACTS[f"{ContactRole.HEADTEACHER.value}:{ContactPart.EMAIL.value}"]
        self.add_error(
            f"contact_{place}",
            f"Say whose contact “{heading}” is and what it says, as in the list: “{example}”.",
        )
        return ""
