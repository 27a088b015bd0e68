"""A file of responses: chosen or pasted, and what its columns and words mean."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone

from partnerships.forms.base import GovForm
from partnerships.forms.file_or_rows import FileOrRows
from partnerships.forms.typed_day import TypedDayField
from partnerships.rules.consultation_words import Audience, Channel, Stance
from partnerships.rules.problems import Problem
from partnerships.rules.response_columns import ABOUT_PEOPLE, Holds, column_problems
from partnerships.rules.response_mapping import Asked, Reading, with_words
from partnerships.rules.response_words import KINDS
from partnerships.rules.responses import WhenAgain, delete_day_problems

LARGEST_MB = 20
# Words of one column that are shown, those that are not understood first; a column of comments has thousands.
MOST_WORDS = 60


class ResponseFileForm(FileOrRows):
    """A file, or rows pasted from a spreadsheet; nothing is saved yet."""

    submit_label = "Look at the columns"
    largest_mb = LARGEST_MB

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = "The csv or Excel (.xlsx) file that the form gave; up to 50,000 rows"


class ColumnsForm(GovForm, forms.Form):
    """What each column of a file holds, what its words mean, and what is done with what repeats or names people."""

    submit_label = "See what would be saved"

    received_on = TypedDayField(
        label="Day for rows without one", required=False, help_text="Empty: such rows are refused"
    )
    day_first = forms.ChoiceField(
        label="Days such as 1/9/27 mean", choices=[("yes", "1 September"), ("no", "9 January")],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )  # fmt: skip
    audience = forms.ChoiceField(label="Where a row names no group", choices=Audience.choices())
    channel = forms.ChoiceField(label="Where a row does not say how it came in", choices=Channel.choices())
    stance = forms.ChoiceField(
        label="Where a row is neither for nor against", required=False,
        choices=[("", "Refuse the row"), *Stance.choices()],
    )  # fmt: skip
    when_again = forms.ChoiceField(
        label="Rows with the same words from the same group", choices=WhenAgain.choices(), widget=forms.RadioSelect,
        help_text="Two e-mail addresses or names in the file count as two people. Short answers are never taken for "
        "duplicates.",
    )  # fmt: skip
    keep_senders = forms.BooleanField(
        label="Keep who sent each response, apart from it, to be able to reply", required=False,
        help_text="Otherwise names, e-mail addresses and addresses of the file are dropped.",
    )  # fmt: skip
    delete_on = TypedDayField(label="Delete who sent them on", required=False)

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        asked: Mapping[Holds, Sequence[Asked]],
        reading: Reading,
        delete_on: dt.date,
        **kwargs: Any,
    ) -> None:
        self.headings, self.reading = headings, reading
        self.words = {name(each): each for found in asked.values() for each in found[:MOST_WORDS]}
        same = {
            key: getattr(reading, key)
            for key in ("audience", "channel", "stance", "when_again", "keep_senders")
        }
        told: dict[str, Any] = {
            "received_on": reading.day, "day_first": "yes" if reading.day_first else "no",
            "delete_on": reading.delete_day or delete_on,
        }  # fmt: skip
        told |= {
            f"column_{place}": reading.columns.get(each, "nothing") for place, each in enumerate(headings)
        }
        told |= {key: each.means for key, each in self.words.items()}
        super().__init__(*args, **kwargs | {"initial": same | told})
        self._add_fields()

    def _add_fields(self) -> None:
        for place, heading in enumerate(self.headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(label=heading, choices=Holds.choices())
        for key, each in self.words.items():
            choices = [("", "Refuse such rows"), *KINDS[each.holds].choices()]
            self.fields[key] = forms.ChoiceField(label=f"“{each.word}”", choices=choices, required=False)
        self.helper.form_tag = self.helper.mark_optional = False

    @property
    def columns(self) -> list[BoundField]:
        return [self[f"column_{place}"] for place in range(len(self.headings))]

    @property
    def word_groups(self) -> list[tuple[str, list[tuple[BoundField, Asked]]]]:
        """The words of each column whose words have to be understood, with the fields that say what they mean."""
        found: dict[str, list[tuple[BoundField, Asked]]] = {}
        for key, each in self.words.items():
            found.setdefault(each.holds.label, []).append((self[key], each))
        return list(found.items())

    @property
    def said(self) -> Reading:
        """What the person said; words of earlier files stay."""
        data = self.cleaned_data
        words = with_words(self.reading.words, [(each, data[key]) for key, each in self.words.items()])
        keep, day = data["keep_senders"], data["delete_on"]
        return Reading(
            columns={each: data[f"column_{place}"] for place, each in enumerate(self.headings)},
            words=words,
            received_on=data["received_on"].isoformat() if data["received_on"] else "",
            audience=data["audience"],
            channel=data["channel"],
            stance=data["stance"],
            day_first=data["day_first"] == "yes",
            when_again=data["when_again"],
            keep_senders=keep,
            delete_on=day.isoformat() if keep and day else "",
        )

    def clean_received_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["received_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError("The day cannot lie ahead.")
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        columns = [data[f"column_{place}"] for place in range(len(self.headings))]
        self.add_problems(column_problems(columns, has_day=data["received_on"] is not None))
        if data["keep_senders"]:
            self.add_problems(delete_day_problems(data["delete_on"], today=timezone.localdate()))
            if not ABOUT_PEOPLE & set(columns):
                problem = "No column is the name, e-mail address or address of the sender."
                self.add_problems([Problem(problem, about="keep_senders")])
        return data


def name(each: Asked) -> str:
    """The name of the field that says what a word means."""
    return f"word_{each.holds.value}_{hashlib.sha256(each.word.encode()).hexdigest()[:12]}"
