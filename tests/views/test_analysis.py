"""Pages of what responses say: figures as pictures and tables, themes and their answers."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.urls import reverse

from partnerships.models import Consultation, Project, Theme, User
from tests.conftest import signed_in
from tests.factories import (
    ConsultationFactory,
    ResponseFactory,
    ResponseThemeFactory,
    ThemeFactory,
)
from tests.helpers import assert_queries_do_not_grow


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project)


def page(user: User, name: str, *args: Any, **query: str) -> str:
    response = signed_in(user).get(reverse(name, args=args), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def exported(user: User, name: str, *args: Any, **query: str) -> list[dict[str, str]]:
    response = signed_in(user).get(reverse(name, args=args), query)
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def some(consultation: Consultation) -> None:
    for audience, stance, many in (
        ("parents", "for", 5),
        ("parents", "against", 3),
        ("staff", "against", 2),
        ("pupils", "undecided", 1),
    ):
        ResponseFactory.create_batch(many, consultation=consultation, audience=audience, stance=stance)


def test_without_responses_it_says_what_will_be_there(consultation: Consultation, viewer: User) -> None:
    text = page(viewer, "consultation-analysis", consultation.pk)
    assert "Nothing to analyse yet" in text
    assert "<table" not in text
    assert exported(viewer, "consultation-analysis-csv", consultation.pk)[0]["Responses"] == "0"


def test_every_picture_has_a_table_with_the_same_figures(consultation: Consultation, viewer: User) -> None:
    some(consultation)
    theme = ThemeFactory(consultation=consultation, name="Uniform & name")
    ResponseThemeFactory(theme=theme, response=consultation.responses.first())
    text = page(viewer, "consultation-analysis", consultation.pk)
    tables = {
        title: [re.sub("<[^>]*>", " ", row).split() for row in re.findall("<tr.*?</tr>", body)]
        for title, body in re.findall(r"<caption[^>]*>(.*?)</caption>(.*?)</table>", text)
    }
    pictures = re.findall(
        r'role="img" aria-label="([^"]*?)\. ([^"]*?)\. The table has the same figures\."', text
    )
    assert {title for title, _words in pictures} == {
        "For and against, all responses",
        "For and against by group",
        "For and against by channel",
        "Responses by theme",
    }
    assert ["For", "5", "45%"] in tables["For and against, all responses"]
    for title, words in pictures:
        shares = re.findall(r"(\d+)% ", words)
        in_table = " ".join(" ".join(row) for row in tables.get(title, []))
        assert all(f"{share}%" in in_table for share in shares)
    assert "Parents and carers: 8: 63% for, 38% against" in dict(pictures)["For and against by group"]
    assert [
        "Parents",
        "and",
        "carers",
        "8",
        "(73%)",
        "5",
        "(63%)",
        "3",
        "(38%)",
        "0",
        "(0%)",
        "0",
        "(0%)",
    ] in tables["For and against by group"]
    widths = re.findall(r'width="([\d.]+)%" height="22"', text)
    assert "62.50" in widths  # five of eight parents
    assert '<desc id="time-words">10 Nov: 11. The table has the same figures.</desc>' in text
    assert ["10", "November", "2026", "11"] in tables["Responses by day"]
    assert "Uniform &amp; name: 1" in text


def test_no_series_is_told_by_colour_alone(consultation: Consultation, viewer: User) -> None:
    some(consultation)
    text = page(viewer, "consultation-analysis", consultation.pk)
    for stance in ("for", "against", "neutral", "undecided"):
        assert f'<pattern id="groups-{stance}"' in text
    assert "style=" not in text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_figures_lead_to_the_responses(consultation: Consultation, viewer: User) -> None:
    some(consultation)
    theme = ThemeFactory(consultation=consultation)
    ResponseThemeFactory(theme=theme, response=consultation.responses.first())
    text = page(viewer, "consultation-analysis", consultation.pk)
    where = reverse("response-list", args=[consultation.pk])
    for query in ("stance=for", "audience=parents", "channel=web", f"theme={theme.pk}"):
        assert f'href="{where}?{query}"' in text
        assert signed_in(viewer).get(f"{where}?{query}").status_code == 200


def test_the_csv_has_every_figure(consultation: Consultation, viewer: User) -> None:
    some(consultation)
    rows = exported(viewer, "consultation-analysis-csv", consultation.pk)
    wanted = {"Table": "By group", "Row": "Parents and carers", "Column": "For"}
    found = [row for row in rows if wanted.items() <= row.items()]
    assert [(row["Responses"], row["Share of the row in %"]) for row in found] == [("5", "63")]
    by_group = [int(row["Responses"]) for row in rows if row["Table"] == "By group"]
    assert sum(by_group) == 11


def test_queries_of_the_analysis_do_not_grow(consultation: Consultation, viewer: User) -> None:
    def add(many: int) -> None:
        for _ in range(many):
            theme = ThemeFactory(consultation=consultation)
            ResponseThemeFactory(theme=theme, response=ResponseFactory(consultation=consultation))

    url = reverse("consultation-analysis", args=[consultation.pk])
    assert_queries_do_not_grow(signed_in(viewer), url, add)
    assert_queries_do_not_grow(signed_in(viewer), reverse("theme-list", args=[consultation.pk]), add)


# Themes.


def test_a_theme_is_added_answered_and_found(consultation: Consultation, editor: User, viewer: User) -> None:
    assert "No themes yet" in page(viewer, "theme-list", consultation.pk)
    client = signed_in(editor)
    client.post(reverse("theme-add", args=[consultation.pk]), {"name": "Uniform"})
    theme = Theme.objects.get()
    ResponseThemeFactory(theme=theme, response=ResponseFactory(consultation=consultation))
    text = page(viewer, "theme-list", consultation.pk)
    for words in ("1 theme found", "Not answered yet", "Parents and carers 1"):
        assert words in text
    assert "Answer it" not in text
    assert "Answer it" in page(editor, "theme-list", consultation.pk)
    client.post(
        reverse("theme-answer", args=[theme.pk]),
        {"heard": "Too dear", "changed": "A cheaper one", "version": "1"},
    )
    text = page(viewer, "theme-list", consultation.pk)
    for words in ("Answered", "Too dear", "A cheaper one"):
        assert words in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Land", "Uniform"]),
        ({"q": "dear"}, ["Uniform"]),
        ({"answer": "yes"}, ["Uniform"]),
        ({"answer": "no"}, ["Land"]),
        ({"q": "land", "answer": "yes"}, []),
    ],
)
def test_themes_are_searched_and_filtered_and_exported_alike(
    consultation: Consultation, viewer: User, query: dict[str, str], found: list[str]
) -> None:
    ThemeFactory(consultation=consultation, name="Uniform", heard="Too dear", answered_on="2026-12-01")
    ThemeFactory(consultation=consultation, name="Land")
    text = page(viewer, "theme-list", consultation.pk, **query)
    assert [name for name in ("Land", "Uniform") if f"> {name}" in text or f">{name}" in text] == found
    if not found:
        assert "No themes match" in text
    rows = exported(viewer, "theme-csv", consultation.pk, **query)
    assert sorted(row["Theme"] for row in rows) == found


def test_what_is_wrong_is_said_and_nothing_is_lost(consultation: Consultation, editor: User) -> None:
    theme = ThemeFactory(consultation=consultation, name="Land")
    add = signed_in(editor).post(reverse("theme-add", args=[consultation.pk]), {"name": "LAND"})
    assert "“Land” is in the list already" in add.content.decode()
    answer = signed_in(editor).post(
        reverse("theme-answer", args=[theme.pk]), {"heard": "My <words>", "version": "1"}
    )
    text = answer.content.decode()
    assert "Enter what changed, or what did not change and why" in text
    assert "My &lt;words&gt;" in text


def test_an_answer_over_an_unseen_one_is_told(consultation: Consultation, editor: User) -> None:
    theme = ThemeFactory(consultation=consultation, version=3)
    url = reverse("theme-answer", args=[theme.pk])
    data = {"heard": "Too dear", "changed": "A cheaper one"}
    told = signed_in(editor).post(url, data | {"version": "2"}).content.decode()
    assert "changed this theme while you were editing" in told
    assert 'name="version" value="3"' in told
    assert signed_in(editor).post(url, data | {"version": "3"}).status_code == 302


def test_a_theme_is_merged_and_removed(consultation: Consultation, editor: User) -> None:
    one, other, third = ThemeFactory.create_batch(3, consultation=consultation)
    ResponseThemeFactory(theme=one, response=ResponseFactory(consultation=consultation))
    merge = reverse("theme-merge", args=[one.pk])
    assert "1 response moves to the other theme." in page(editor, "theme-merge", one.pk)
    assert "Choose the theme" in signed_in(editor).post(merge, {}).content.decode()
    signed_in(editor).post(merge, {"into": other.pk})
    assert other.response_links.count() == 1
    told = signed_in(editor).post(reverse("theme-remove", args=[other.pk]), follow=True).content.decode()
    assert "Merge it into another theme instead" in told
    signed_in(editor).post(reverse("theme-remove", args=[third.pk]))
    assert Theme.objects.get() == other


def test_the_usual_themes_come_with_one_click(consultation: Consultation, editor: User) -> None:
    url = reverse("theme-starters", args=[consultation.pk])
    signed_in(editor).post(url)
    assert "14 themes found" in page(editor, "theme-list", consultation.pk)
    assert "in the list already" in signed_in(editor).post(url, follow=True).content.decode()


def test_an_ended_project_is_only_read(consultation: Consultation, editor: User) -> None:
    theme = ThemeFactory(consultation=consultation)
    project = consultation.project
    project.ended_on, project.outcome, project.end_reason = "2026-03-02", "completed", "Done"
    project.save()
    assert "Answer it" not in page(editor, "theme-list", consultation.pk)
    assert signed_in(editor).get(reverse("theme-answer", args=[theme.pk])).status_code == 403
