"""The crispy template pack: every kind of field, its words, and links from the error summary that arrive somewhere."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from partnerships.forms.base import GovForm
from partnerships.forms.fields import GovDateField, MonthField
from partnerships.views.styleguide import FilterForm, SampleForm


class Page(HTMLParser):
    """Collects what the tests look at: elements by id, links, labels and what describes what."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.labelled: list[str] = []
        self.described: list[str] = []
        self.inputs: list[dict[str, str | None]] = []
        self.forms: list[dict[str, str | None]] = []
        self.html = html
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and str(found.get("href", "")).startswith("#") and found["href"] != "#":
            self.links.append(str(found["href"])[1:])
        if tag == "label":
            self.labelled.append(str(found["for"]))
        if tag in ("input", "select", "textarea"):
            self.inputs.append({"tag": tag, **found})
        if tag == "form":
            self.forms.append(found)
        self.described += str(found.get("aria-describedby") or "").split()


def drawn(form: forms.BaseForm) -> Page:
    return Page(render_crispy_form(form, context={"csrf_token": "token"}))


class Everything(GovForm, forms.Form):
    """Fields that the sample form lacks."""

    secret = forms.CharField(widget=forms.HiddenInput)
    months = MonthField(label="Joining month")
    nothing = forms.ChoiceField(label="Nothing to choose", widget=forms.RadioSelect, choices=[])

    def clean(self) -> None:
        raise forms.ValidationError("These two dates cannot both be right.")


@pytest.mark.parametrize("form_class", [SampleForm, Everything])
def test_every_link_of_the_error_summary_reaches_something_on_the_page(form_class: Any) -> None:
    form = form_class({})
    visible_errors = sum(len(form[name].errors) for name in form.fields if not form[name].is_hidden)

    page = drawn(form)

    assert len(page.links) == visible_errors > 0
    assert set(page.links) <= set(page.ids)


def test_links_of_the_error_summary_reach_inputs_that_take_the_keyboard() -> None:
    page = drawn(SampleForm({}))
    focusable = {str(each["id"]) for each in page.inputs if each.get("id")}

    assert set(page.links) <= focusable
    assert {"id_route_0", "id_owners_0", "id_done_on_day", "id_plan", "id_agreed"} <= set(page.links)


def test_no_id_is_used_twice() -> None:
    page = drawn(SampleForm({}))

    assert sorted(page.ids) == sorted(set(page.ids))


def test_every_visible_input_has_a_label() -> None:
    page = drawn(SampleForm())
    visible = {str(each["id"]) for each in page.inputs if each.get("type") != "hidden"}

    assert visible == set(page.labelled)


@pytest.mark.parametrize("data", [None, {}])
def test_everything_that_describes_a_field_is_on_the_page(data: dict[str, str] | None) -> None:
    page = drawn(SampleForm(data))

    assert "id_done_on-hint" in page.described
    assert set(page.described) <= set(page.ids)


def test_errors_of_the_whole_form_and_of_hidden_fields_stand_in_the_summary_without_a_link() -> None:
    page = drawn(Everything({}))

    assert "These two dates cannot both be right." in page.html
    assert "Enter secret" in page.html
    assert "id_secret" not in page.links


def test_a_form_without_data_shows_no_error() -> None:
    assert "govuk-error" not in drawn(SampleForm()).html


def test_a_post_form_carries_token_upload_type_and_button() -> None:
    page = drawn(SampleForm())

    assert page.forms[0]["method"] == "post"
    assert page.forms[0]["enctype"] == "multipart/form-data"
    assert {"name": "csrfmiddlewaretoken", "value": "token"}.items() <= page.inputs[0].items()
    assert ">Save project</button>" in page.html


def test_a_filter_form_is_a_get_without_token_and_marks_nothing_optional() -> None:
    page = drawn(FilterForm())

    assert page.forms[0]["method"] == "get"
    assert "csrfmiddlewaretoken" not in page.html
    assert "optional" not in page.html


def test_optional_fields_of_a_post_form_say_so() -> None:
    html = drawn(SampleForm()).html

    assert html.count("(optional)") == 1  # the note; the joining month says "Not known yet" itself


def test_missing_answers_ask_for_the_field_by_its_label() -> None:
    form = SampleForm({})

    assert form.errors["name"] == ["Enter name of the school"]
    assert form.errors["route"] == ["Select route"]
    assert form.errors["owners"] == ["Answer “Whose turn is it?”"]
    assert form.errors["done_on"] == ["Enter a date for “Done on”"]


def test_chosen_options_come_back_chosen_and_keep_their_hints() -> None:
    page = drawn(SampleForm({"route": "transfer", "owners": ["la", "dio"]}))
    checked = {each["value"] for each in page.inputs if "checked" in each}

    assert checked == {"transfer", "la", "dio"}
    assert "The school is an academy already, in another trust" in page.html


def test_what_was_typed_is_escaped() -> None:
    html = drawn(SampleForm({"name": "<script>", "done_on_day": '"><script>'})).html

    assert "<script>" not in html


def test_names_inside_a_hint_are_escaped() -> None:
    """Hints quote what GIAS says: a trust's name, say."""
    form = Everything()
    for name in form.fields:
        form.fields[name].help_text = "GIAS has <b>Bold</b> Trust"
    html = drawn(form).html
    assert "<b>Bold</b>" not in html
    assert "&lt;b&gt;Bold" in html


def test_only_the_wrong_part_of_a_date_is_marked() -> None:
    page = drawn(SampleForm({"done_on_day": "3", "done_on_month": "14", "done_on_year": "2027"}))
    wrong = {each["name"] for each in page.inputs if "govuk-input--error" in str(each.get("class"))}

    assert "done_on_month" in wrong
    assert not wrong & {"done_on_day", "done_on_year"}
    assert "id_done_on_month" in page.links


def test_dates_already_known_are_shown_in_parts() -> None:
    page = drawn(SampleForm(initial={"done_on": date(2027, 3, 9), "joining": date(2027, 9, 1)}))
    values = {each["name"]: each.get("value") for each in page.inputs}

    assert (values["done_on_day"], values["done_on_month"], values["done_on_year"]) == ("9", "3", "2027")
    assert values["joining_year"] == "2027"
    assert '<option value="9" selected>September</option>' in page.html


def test_fields_drawn_without_our_base_form_keep_working() -> None:
    class Plain(forms.Form):
        day = GovDateField(label="Day")

    assert 'name="day_year"' in str(Plain()["day"])
