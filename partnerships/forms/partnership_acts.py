"""What is done with a Trust Partnership: recording, moving, extending, pausing, ending, taking up again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from partnerships.actions._shown import Shown
from partnerships.actions.evidence import Given
from partnerships.actions.partnership_dates import (
    change_dates_problems,
    end_partnership_problems,
    extend_partnership_problems,
    reopen_partnership_problems,
)
from partnerships.actions.partnerships import (
    RECORDED,
    pause_partnership_problems,
    record_event_problems,
)
from partnerships.forms.evidence import file_field, link_field
from partnerships.forms.fields import GovDateField
from partnerships.forms.partnerships import FOI, PartnershipForm
from partnerships.models import Partnership
from partnerships.rules.partnership.entering import Ending
from partnerships.rules.partnership_words import PartnershipOutcome
from partnerships.rules.problems import Problem

_WORDS = forms.Textarea(attrs={"rows": 3})
OUTCOME_HINTS = {
    PartnershipOutcome.CONVERTING.value: "The project goes on with the plan of a conversion",
    PartnershipOutcome.MERGING.value: "The project goes on with the plan of a transfer",
    PartnershipOutcome.LAPSED.value: "Its end passed and nobody decided; the project stays until you end it",
    PartnershipOutcome.SUPERSEDED.value: "The project goes on with the plan of an academy order",
}


class RecordForm(PartnershipForm):
    """What has happened, on which day, with what shows it: on the plan's milestone, where it is kept."""

    submit_label = "Record it"

    event = forms.ChoiceField(
        label="What has happened?", choices=[(each.value, each.label) for each in RECORDED],
        widget=forms.RadioSelect, error_messages={"required": "Choose what has happened"},
    )  # fmt: skip
    on = GovDateField(label="On which day?", help_text="Today or earlier")
    told_by = forms.CharField(
        label="Who told the Regional Director?", required=False, max_length=120,
        help_text="Only where that is what happened",
    )  # fmt: skip
    note = forms.CharField(label="Note", required=False, max_length=5000, widget=_WORDS, help_text=FOI)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, partnership=partnership, **kwargs)
        self.fields["file"] = file_field(label="What shows it")
        self.fields["url"] = link_field()

    @property
    def shown(self) -> Shown:
        data = self.cleaned_data
        return Shown(given=Given(url=data.get("url") or "", file=data.get("file")))

    def problems(self, data: dict[str, Any]) -> Sequence[str]:
        return record_event_problems(
            partnership=self.partnership, event=data["event"], on=data["on"], shown=self.shown
        )


class DatesForm(PartnershipForm):
    """The first submit shows what would move, the second moves it."""

    submit_label = ""

    starts_on = GovDateField(label="Start", required=False, help_text="Leave empty if it is not known yet")
    ends_on = GovDateField(label="End", required=False, help_text="Leave empty if it is not known yet")
    correction = forms.BooleanField(
        label="The end was entered wrongly: this corrects it", required=False,
        help_text="Once a partnership has begun, a later end is an extension, unless it corrects a mistake",
    )  # fmt: skip
    why = forms.CharField(
        label="Why do they change?", required=False, max_length=1000, widget=_WORDS,
        help_text="The history shows it",
    )  # fmt: skip

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        now = {"starts_on": partnership.starts_on, "ends_on": partnership.ends_on}
        kwargs["initial"] = now | (kwargs.get("initial") or {})
        super().__init__(*args, partnership=partnership, **kwargs)
        self.helper.form_tag = False

    def problems(self, data: dict[str, Any]) -> Sequence[str]:
        return change_dates_problems(
            partnership=self.partnership,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            correction=data["correction"],
        )


class ExtendForm(PartnershipForm):
    """The first submit shows what would move, the second extends it."""

    submit_label = ""

    to_end = GovDateField(label="New end")
    agreed_on = GovDateField(label="Agreed by both boards on", help_text="Today or earlier")
    reason = forms.CharField(
        label="Why is it extended?", max_length=2000, widget=_WORDS, help_text=f"It is kept for ever. {FOI}",
        error_messages={"required": "Enter why it is extended"},
    )  # fmt: skip

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, partnership=partnership, **kwargs)
        self.helper.form_tag = False

    def problems(self, data: dict[str, Any]) -> Sequence[str]:
        return extend_partnership_problems(
            partnership=self.partnership,
            to_end=data["to_end"],
            agreed_on=data["agreed_on"],
            reason=data["reason"],
        )


class PauseForm(PartnershipForm):
    submit_label = "Pause the partnership"

    since = GovDateField(label="Paused since", help_text="Today or earlier")
    why = forms.CharField(
        label="Why is it paused?", max_length=2000, widget=_WORDS, help_text=FOI,
        error_messages={"required": "Enter why it is paused"},
    )  # fmt: skip

    def problems(self, data: dict[str, Any]) -> Sequence[str]:
        return pause_partnership_problems(partnership=self.partnership, since=data["since"], why=data["why"])


class ResumeForm(PartnershipForm):
    submit_label = "Resume the partnership"

    why = forms.CharField(
        label="Anything to say about it?", required=False, max_length=1000, widget=_WORDS,
        help_text="The history shows it",
    )  # fmt: skip


class EndForm(PartnershipForm):
    """The first submit shows what it would do to the project, the second ends it."""

    submit_label = ""

    outcome = forms.ChoiceField(
        label="What did it lead to?", choices=PartnershipOutcome.choices(), widget=forms.RadioSelect,
        error_messages={"required": "Choose what it led to"},
    )  # fmt: skip
    on = GovDateField(label="Day on which it ended", help_text="Today or earlier")
    reason = forms.CharField(
        label="Why?", max_length=5000, widget=_WORDS, help_text=f"It stays in the record. {FOI}",
        error_messages={"required": "Enter the reason: it stays in the record"},
    )  # fmt: skip
    learning = forms.CharField(
        label="What was learned?", required=False, max_length=5000, widget=_WORDS,
        help_text="What helped, what did not, what each side would do differently. "
        "With it the closing report counts as done on that day.",
    )  # fmt: skip

    def __init__(self, *args: Any, partnership: Partnership, today: dt.date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today, "learning": partnership.learning} | (kwargs.get("initial") or {})
        super().__init__(*args, partnership=partnership, **kwargs)
        self.helper.form_tag = False
        self.fields["outcome"].option_hints = OUTCOME_HINTS  # type: ignore[attr-defined]  # read by the template pack

    @property
    def ending(self) -> Ending:
        data = self.cleaned_data
        return Ending(data["on"], data["outcome"], data["reason"], data["learning"])

    def problems(self, data: dict[str, Any]) -> list[Problem]:
        return end_partnership_problems(partnership=self.partnership, ending=self.ending)


class ReopenForm(PartnershipForm):
    submit_label = "Take the partnership up again"

    why = forms.CharField(
        label="Why is it taken up again?", max_length=1000, widget=_WORDS, help_text="The history shows it",
        error_messages={"required": "Enter why it is taken up again"},
    )  # fmt: skip

    def problems(self, data: dict[str, Any]) -> Sequence[str]:
        return reopen_partnership_problems(partnership=self.partnership, why=data["why"])
