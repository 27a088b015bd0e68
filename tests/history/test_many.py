"""Histories of thousands of rows: counted in the database, and no table forgotten."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.actions._core import create_many, one_call, save_many
from partnerships.history import Calls, calls_of, describe_call, entries_for
from partnerships.history.kinds import KINDS
from partnerships.history.lines import LINES
from partnerships.history.recent import calls_since, tell
from partnerships.history.rows import MOST_ROWS
from partnerships.models import Consultation, Project, Response, ResponseTheme, Theme, User
from tests.factories import (
    ConsultationFactory,
    ResponseFactory,
    ResponseImportFactory,
    ResponseThemeFactory,
    ThemeFactory,
)


def test_every_tracked_table_of_a_project_is_part_of_its_history() -> None:
    models = apps.get_app_config("partnerships").get_models()
    of_project = {
        model for model in models
        if hasattr(model, "history")
        and (model is Project or any(each.attname == "project_id" for each in model._meta.concrete_fields))
    }  # fmt: skip
    assert {kind.model for kind in KINDS.values()} == of_project
    assert set(LINES) == set(KINDS)


@pytest.fixture
def consultation(db: None) -> Consultation:
    return ConsultationFactory()


def add(consultation: Consultation, number: int) -> None:
    """An import of so many responses, each on one theme, as one call."""
    start = consultation.responses.count()
    theme = Theme.objects.filter(consultation=consultation).first() or ThemeFactory(consultation=consultation)
    with one_call("apply_response_import", by=None):
        came_in = ResponseImportFactory(consultation=consultation, created=number)
        rows = [
            Response(
                project_id=consultation.project_id, consultation=consultation, number=start + n + 1,
                received_on="2026-11-10", stance="for", came_in=came_in,
            )
            for n in range(number)
        ]  # fmt: skip
        made = create_many(rows)
        create_many(
            [ResponseTheme(project_id=consultation.project_id, response=row, theme=theme) for row in made]
        )


def test_an_import_is_one_line_with_a_count(consultation: Consultation) -> None:
    add(consultation, MOST_ROWS + 5)
    entry = entries_for(consultation.project, calls_of(consultation.project_id)[:1])[0]
    assert entry.what == ("saved 35 responses from “answers.csv”, with 35 themes of responses")
    assert entry.details == [
        "saved 35 responses from “answers.csv”",
        "added 35 responses",
        "added 35 themes of responses",
    ]
    with one_call("change_several", by=None) as call:
        rows = list(Response.objects.all())
        for row in rows:
            row.needs_reply = True
        save_many(rows, ["needs_reply"])
    told = describe_call(consultation.project, call.id)
    assert told is not None
    assert told.what == "changed 35 responses"


def test_a_few_are_told_one_by_one(consultation: Consultation) -> None:
    add(consultation, MOST_ROWS)
    entry = entries_for(consultation.project, calls_of(consultation.project_id)[:1])[0]
    assert len(entry.details) == 1 + 2 * MOST_ROWS
    assert "added response 1: not known, for" in entry.details


def test_neither_queries_nor_rows_read_grow_with_an_import(consultation: Consultation) -> None:
    def told() -> tuple[int, int]:
        keys = calls_of(consultation.project_id)[:1]
        with CaptureQueriesContext(connection) as queries:
            entry = entries_for(consultation.project, keys)[0]
        return len(queries), len(entry.details)

    add(consultation, MOST_ROWS + 1)
    few = told()
    add(consultation, 400)
    assert told() == few


def test_one_calls_queries_are_bound_by_what_it_changed(consultation: Consultation) -> None:
    with one_call("add_theme", by=None) as call:
        ThemeFactory(consultation=consultation)
    with CaptureQueriesContext(connection) as queries:
        entry = describe_call(consultation.project, call.id)
    assert entry is not None
    assert entry.what.startswith("added the theme")
    assert len(queries) <= 4  # which tables, its rows; the rows before, and names, where there are any


def test_what_happened_lately_counts_too(consultation: Consultation, manager: User) -> None:
    add(consultation, 60)
    projects = Project.objects.filter(pk=consultation.project_id)
    keys = calls_since(
        projects, since=consultation.project.history.first().history_date, without=manager, most=1
    )
    [(project, entry)] = tell(keys)
    assert project == consultation.project_id
    assert entry.what.endswith("with 60 themes of responses")


def test_a_page_of_calls_is_what_all_of_them_have_there(consultation: Consultation, manager: User) -> None:
    for number in range(12):
        with one_call("add_response", by=manager if number % 2 else None):
            ResponseThemeFactory(response=ResponseFactory(consultation=consultation))
    ThemeFactory(consultation=consultation)  # outside any call: a step of its own
    pages, every = Calls(consultation.project_id), calls_of(consultation.project_id)
    assert len(pages) == len(every) > 13
    assert pages[0:5] == every[:5]
    assert pages[5:50] == every[5:]
    assert pages[3] == every[3]
    assert pages[100:120] == []
    mine = Calls(consultation.project_id, ["responses"], manager.pk)
    assert len(mine) == 6
    assert [key.call for key in mine[:6]] == [
        key.call for key in calls_of(consultation.project_id, kinds=["responses"], who=manager.pk)
    ]
    assert mine[:6][0].kinds == {"responses", "response_themes", "themes"}


def test_a_page_of_calls_is_read_in_as_many_queries_however_many_there_are(
    consultation: Consultation,
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert Calls(consultation.project_id)[:10]
        return len(made)

    with one_call("add_theme", by=None):
        ThemeFactory(consultation=consultation)
    few = queries()
    for _ in range(60):
        with one_call("add_theme", by=None):
            ThemeFactory(consultation=consultation)
    assert queries() == few
