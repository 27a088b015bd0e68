"""Responses to a consultation: typed in, changed, several at once, who sent one, and the list's filters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from partnerships.actions.respondents import sender_problems
from partnerships.actions.responses import Said, Several, entry_problems, remove_problems
from partnerships.forms._filters import FilterForm, OptionField, search_box
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.forms.typed_day import TypedDayField
from partnerships.models import Consultation, Response, ResponseImport, Theme
from partnerships.models.response import ResponseQuerySet
from partnerships.rules.consultation_words import Audience, Channel, Stance
from partnerships.rules.response_words import split_themes
from partnerships.rules.responses import LONGEST_COMMENT, Sender, offered_themes, theme_names

# Freedom of information, and why no name belongs here.
_NO_NAMES = "Leave names out. It can be asked for under freedom of information."


def theme_choices(consultation: Consultation) -> list[tuple[str, str]]:
    """The consultation's themes and those that every list starts with, known by their names."""
    names = Theme.objects.filter(consultation=consultation).values_list("name", flat=True)
    return [(name, name) for name in offered_themes(list(names))]


class EntryForm(GovForm, forms.Form):
    """One response, typed in: day, channel and group stay as they were in the last one."""

    submit_label = "Save, then the next"

    received_on = TypedDayField(label="Came in on", error_messages={"required": "Enter the day it came in"})
    channel = forms.ChoiceField(
        label="How it came in", choices=[("", "Choose"), *Channel.choices()],
        error_messages={"required": "Choose how it came in"},
    )  # fmt: skip
    audience = forms.ChoiceField(
        label="From", choices=[("", "Choose"), *Audience.choices()], error_messages={"required": "Choose who sent it"}
    )  # fmt: skip
    stance = forms.ChoiceField(
        label="For or against", choices=[("", "Choose"), *Stance.choices()],
        error_messages={"required": "Choose what it says of the proposal"},
    )  # fmt: skip
    comment = forms.CharField(
        label="What it says", required=False, max_length=LONGEST_COMMENT, help_text=_NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    needs_reply = forms.BooleanField(label="It needs a reply", required=False)
    themes = forms.MultipleChoiceField(
        label="Themes", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of these themes is no longer in the list. Tick it again."},
    )  # fmt: skip
    new_theme = forms.CharField(
        label="New theme", required=False, max_length=400, help_text="Several: part them with semicolons",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, consultation: Consultation, response: Response | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.consultation, self.response = consultation, response
        themes = self.fields["themes"]
        assert isinstance(themes, forms.MultipleChoiceField)
        themes.choices = theme_choices(consultation)

    def go_on(self) -> None:
        """Puts the cursor on the first answer that differs from one response to the next."""
        self.fields["stance"].widget.attrs["autofocus"] = True

    @property
    def said(self) -> Said:
        """The response as it was entered."""
        data = self.cleaned_data
        return Said(
            received_on=data["received_on"],
            stance=data["stance"],
            audience=data["audience"],
            channel=data["channel"],
            comment=data["comment"],
            themes=theme_names([*data["themes"], *split_themes(data["new_theme"])]),
            needs_reply=data["needs_reply"],
            replied_on=data.get("replied_on"),
            duplicate_of=data.get("duplicate_of"),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(
                entry_problems(self.said, consultation=self.consultation, response=self.response)
            )
        return data


class ResponseForm(SeenVersion, EntryForm):
    """A change of a response."""

    submit_label = "Save the response"

    replied_on = TypedDayField(label="Replied on", required=False)
    duplicate_of = forms.IntegerField(
        label="Repeats response number", required=False, min_value=1,
        help_text="It stays in the list and is not counted. Empty: it counts on its own.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter the number of a response", "min_value": "Enter the number of a response"},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, response: Response, **kwargs: Any) -> None:
        same = (
            "received_on",
            "channel",
            "audience",
            "stance",
            "comment",
            "needs_reply",
            "replied_on",
            "version",
        )
        told = {name: getattr(response, name) for name in same}
        told["themes"] = list(response.themes.values_list("name", flat=True))
        told["duplicate_of"] = response.duplicate_of.number if response.duplicate_of else None
        kwargs["initial"] = told | (kwargs.get("initial") or {})
        super().__init__(*args, response=response, **kwargs)


class RemoveForm(GovForm, forms.Form):
    submit_label = "Remove the response"

    why = forms.CharField(
        label="Why is it removed?", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter why it is removed"},
        help_text="It leaves the list and the counts, keeps its number, and can be restored.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(remove_problems(why=data["why"]))
        return data


class SeveralForm(GovForm, forms.Form):
    """What is said of all ticked responses."""

    submit_label = "Save on all ticked"

    add_themes = forms.MultipleChoiceField(
        label="Put them under", required=False, widget=forms.CheckboxSelectMultiple
    )
    new_theme = forms.CharField(label="A new theme", required=False, max_length=400)
    reply = forms.ChoiceField(
        label="Reply", required=False,
        choices=[("", "As it is"), ("needs", "They need a reply"), ("none", "They need none"), ("sent", "Replied on:")],
    )  # fmt: skip
    replied_on = TypedDayField(label="Replied on", required=False)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="several_%s", **kwargs)
        self.helper.form_tag = self.helper.mark_optional = False
        field = self.fields["add_themes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = theme_choices(consultation)

    @property
    def said(self) -> Several:
        data = self.cleaned_data
        return Several(
            add_themes=theme_names([*data["add_themes"], *split_themes(data["new_theme"])]),
            replied_on=data["replied_on"] if data["reply"] == "sent" else None,
            needs_reply={"needs": True, "none": False}.get(data["reply"]),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and data["reply"] == "sent" and data["replied_on"] is None:
            self.add_error("replied_on", "Enter the day of the reply.")
        return data


class SenderForm(GovForm, forms.Form):
    """Who sent a response, and until when that is kept."""

    submit_label = "Save who sent it"

    name = forms.CharField(label="Name", required=False, max_length=200)
    email = forms.EmailField(
        label="E-mail address", required=False, error_messages={"invalid": "Enter an address like ann@school.example"}
    )  # fmt: skip
    address = forms.CharField(
        label="Address", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    delete_on = TypedDayField(
        label="Delete it on", error_messages={"required": "Enter the day on which it is deleted"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="sender_%s", **kwargs)

    @property
    def sender(self) -> Sender:
        data = self.cleaned_data
        return Sender(data["name"].strip(), data["email"], data["address"].strip())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.add_problems(sender_problems(self.sender, data["delete_on"]))
        return data


class ResponseFilter(FilterForm):
    """The list of one consultation's responses."""

    q = search_box("Words of the comment")
    audience = OptionField(label="From", choices=Audience.choices())
    stance = OptionField(label="For or against", choices=Stance.choices())
    theme = OptionField(label="Theme")
    channel = OptionField(label="How it came in", choices=Channel.choices())
    reply = OptionField(label="Reply", choices=[("needed", "Needs a reply"), ("sent", "Replied")])
    show = OptionField(
        label="Show", any_label="All but removed",
        choices=[("counted", "Counted only"), ("duplicates", "Duplicates only"), ("removed", "Removed")],
    )  # fmt: skip
    since = TypedDayField(label="Came in from", required=False)
    until = TypedDayField(label="Came in until", required=False)
    came_in = OptionField(label="Came in by", choices=[("typed", "Typed in")])
    more = ("channel", "reply", "show", "since", "until", "came_in")

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = Theme.objects.filter(consultation=consultation).order_by("name").values_list("pk", "name")
        self.offer("theme", [("none", "No theme"), *((str(key), name) for key, name in themes)])
        files = ResponseImport.objects.filter(consultation=consultation, state="applied").order_by("-at")
        self.offer(
            "came_in", [("typed", "Typed in"), *((str(each.pk), _file_label(each)) for each in files[:50])]
        )

    def apply(self, queryset: Any) -> ResponseQuerySet:
        found = self._shown(queryset)
        if words := self.chosen("q"):
            found = found.search(words)
        for name in ("audience", "stance", "channel"):
            if value := self.chosen(name):
                found = found.filter(**{name: value})
        return self._dated(self._themed(found))

    def _shown(self, queryset: Any) -> ResponseQuerySet:
        show = self.chosen("show")
        if show == "removed":
            removed: ResponseQuerySet = queryset.removed()
            return removed
        standing: ResponseQuerySet = queryset.standing()
        if show == "counted":
            return standing.counted()
        return standing.repeating() if show == "duplicates" else standing

    def _themed(self, found: ResponseQuerySet) -> ResponseQuerySet:
        if theme := self.chosen("theme"):
            found = found.about(None if theme == "none" else int(theme))
        if reply := self.chosen("reply"):
            found = found.needing_a_reply() if reply == "needed" else found.replied()
        if came_in := self.chosen("came_in"):
            found = found.filter(came_in=None if came_in == "typed" else int(came_in))
        return found

    def _dated(self, found: ResponseQuerySet) -> ResponseQuerySet:
        since: dt.date | str = self.chosen("since")
        until: dt.date | str = self.chosen("until")
        if since:
            found = found.filter(received_on__gte=since)
        return found.filter(received_on__lte=until) if until else found


def _file_label(upload: ResponseImport) -> str:
    return f"{upload.file_name[:40]}, {upload.at:%-d %b %Y}"
