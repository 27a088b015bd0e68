"""When a Trust Partnership starts and ends: each change is shown before it is made."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from partnerships.actions.partnership_dates import (
    change_partnership_dates,
    end_partnership,
    extend_partnership,
    reopen_partnership,
)
from partnerships.forms.partnership_acts import DatesForm, EndForm, ExtendForm, ReopenForm
from partnerships.reports.partnership_moves import DatesTried, EndTried, try_dates, try_end
from partnerships.rules.partnership import Extended, PartnershipAct
from partnerships.views._partnership import ChangesPartnership


class PreviewedChange(ChangesPartnership):
    """Shows first what would change; "confirm" in the second submit changes it."""

    def cancel_url(self) -> str:
        """None: the template has the buttons, and "Cancel" beside them."""
        return ""

    def form_valid(self, form: Any) -> HttpResponse:
        if "confirm" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, tried=self.tried(form)))
        return super().form_valid(form)

    def tried(self, form: Any) -> DatesTried | EndTried:
        """What it would do, for the template."""
        raise NotImplementedError("each page says what it tries")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"tried": None} | kwargs))


class PartnershipDates(PreviewedChange):
    template_name = "partnerships/dates.html"
    form_class = DatesForm
    doing = PartnershipAct.DATES

    def tried(self, form: Any) -> DatesTried:
        data = form.cleaned_data
        return try_dates(self.there, starts_on=data["starts_on"], ends_on=data["ends_on"], today=self.today)

    def change(self, form: Any) -> Any:
        data = form.cleaned_data
        return change_partnership_dates(
            **self.given,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            correction=data["correction"],
            why=data["why"],
            expected_version=data["version"],
        )


class PartnershipExtend(PreviewedChange):
    template_name = "partnerships/extend.html"
    form_class = ExtendForm
    doing = PartnershipAct.EXTEND

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        extensions = self.there.extensions.select_related("by")
        return super().get_context_data(extensions=extensions, **kwargs)

    def tried(self, form: Any) -> DatesTried:
        data, now = form.cleaned_data, self.there
        assert now.ends_on is not None
        extension = Extended(now.ends_on, data["to_end"], data["agreed_on"])
        return try_dates(
            now, starts_on=now.starts_on, ends_on=data["to_end"], extension=extension, today=self.today
        )

    def change(self, form: Any) -> Any:
        data = form.cleaned_data
        return extend_partnership(
            **self.given,
            to_end=data["to_end"],
            agreed_on=data["agreed_on"],
            reason=data["reason"],
            expected_version=data["version"],
        )


class PartnershipEnd(PreviewedChange):
    template_name = "partnerships/end.html"
    form_class = EndForm
    doing = PartnershipAct.END

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}

    def tried(self, form: Any) -> EndTried:
        return try_end(self.there, form.ending)

    def change(self, form: Any) -> Any:
        version = form.cleaned_data["version"]
        return end_partnership(**self.given, ending=form.ending, expected_version=version)


class PartnershipReopen(ChangesPartnership):
    template_name = "partnerships/reopen.html"
    form_class = ReopenForm
    doing = PartnershipAct.REOPEN

    def change(self, form: Any) -> Any:
        data = form.cleaned_data
        return reopen_partnership(**self.given, why=data["why"], expected_version=data["version"])
