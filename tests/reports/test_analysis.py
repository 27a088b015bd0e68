"""What responses say: counted by the database, in so many queries however many there are."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import Consultation, Project
from partnerships.reports.analysis import Analysis, Pictures
from partnerships.reports.charts import Series, columns, plain_bars, stacked_bars
from tests.factories import (
    ConsultationFactory,
    ConsultationStepFactory,
    ResponseFactory,
    ResponseThemeFactory,
    ThemeFactory,
)


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project)


def test_duplicates_and_removed_responses_are_not_counted(consultation: Consultation) -> None:
    first = ResponseFactory(consultation=consultation)
    ResponseFactory(consultation=consultation, duplicate_of=first)
    ResponseFactory(consultation=consultation, removed_on="2026-11-12", removed_reason="A test")
    ResponseFactory()  # another consultation's
    analysis = Analysis(consultation)
    assert (analysis.total, analysis.duplicates) == (1, 1)
    assert analysis.words == "1 response is counted. 1 more is a duplicate and is left out."


def test_groups_and_channels_with_their_shares(consultation: Consultation) -> None:
    for audience, channel, stance, many in (
        ("parents", "web", "for", 2),
        ("parents", "letter", "against", 1),
        ("staff", "web", "neutral", 1),
    ):
        ResponseFactory.create_batch(
            many, consultation=consultation, audience=audience, channel=channel, stance=stance
        )
    analysis = Analysis(consultation)
    assert [(row.label, row.total, row.share) for row in analysis.groups] == [
        ("Parents and carers", 3, 75),
        ("Staff", 1, 25),
    ]
    assert [(cell.stance.value, cell.count, cell.share) for cell in analysis.groups[0].cells] == [
        ("for", 2, 67),
        ("against", 1, 33),
        ("neutral", 0, 0),
        ("undecided", 0, 0),
    ]
    assert [(row.label, row.total) for row in analysis.channels] == [("Web form", 3), ("Letter", 1)]
    assert [cell.count for cell in analysis.overall] == [2, 1, 1, 0]


def test_themes_by_group_those_with_most_responses_first(consultation: Consultation) -> None:
    rare, common, unused = (
        ThemeFactory(consultation=consultation, name=name) for name in ("Rare", "Common", "Unused")
    )
    staff = ResponseFactory(consultation=consultation, audience="staff")
    parent = ResponseFactory(consultation=consultation, stance="against")
    again = ResponseFactory(consultation=consultation, duplicate_of=parent)
    for response, theme in ((staff, rare), (staff, common), (parent, common), (again, rare)):
        ResponseThemeFactory(response=response, theme=theme)
    analysis = Analysis(consultation)
    assert [(row.theme, row.total) for row in analysis.themes] == [(common, 2), (rare, 1), (unused, 0)]
    assert analysis.themes[0].groups_words in {
        "Staff 1, Parents and carers 1",
        "Parents and carers 1, Staff 1",
    }
    assert [row.theme for row in analysis.unanswered] == [common, rare]
    groups = [row.key for row in analysis.theme_groups]
    table = {row.theme: dict(zip(groups, counts, strict=True)) for row, counts in analysis.theme_table}
    assert table == {common: {"parents": 1, "staff": 1}, rare: {"parents": 0, "staff": 1}}


def test_over_time_follows_the_window(consultation: Consultation) -> None:
    ConsultationStepFactory(consultation=consultation, kind="opening", due_on=dt.date(2026, 11, 2))
    ConsultationStepFactory(consultation=consultation, kind="closing", due_on=dt.date(2026, 11, 6))
    for day in (2, 2, 6, 9):
        ResponseFactory(consultation=consultation, received_on=dt.date(2026, 11, day))
    analysis = Analysis(consultation)
    assert analysis.step == "day"
    assert [span.count for span in analysis.spans] == [2, 0, 0, 0, 1, 1]
    assert analysis.spans[-1].label == "After 6 November 2026"


def read_everything(consultation: Consultation) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        analysis = Analysis(Consultation.objects.get(pk=consultation.pk))
        pictures = Pictures(analysis)
        _ = (
            analysis.words, analysis.overall, analysis.theme_table, analysis.unanswered, pictures.overall,
            pictures.groups, pictures.channels, pictures.time, pictures.themes,
        )  # fmt: skip
    return len(queries)


def test_queries_do_not_grow_with_responses_and_themes(consultation: Consultation) -> None:
    def some(many: int) -> None:
        for _ in range(many):
            theme = ThemeFactory(consultation=consultation)
            ResponseThemeFactory(theme=theme, response=ResponseFactory(consultation=consultation))

    some(1)
    one = read_everything(consultation)
    some(9)
    assert read_everything(consultation) == one


# Pictures.

STANCES = [Series("for", "For"), Series("against", "Against")]


def test_bars_are_cut_by_shares_and_say_so_in_words() -> None:
    chart = stacked_bars("k", "Title", STANCES, [("Staff: 4", {"for": 3, "against": 1}), ("None: 0", {})])
    first, second = chart.rows
    assert [(part.x, part.width, part.share) for part in first.segments] == [
        ("0.00%", "75.00%", 75),
        ("75.00%", "25.00%", 25),
    ]
    assert second.segments == []
    assert chart.words == "Staff: 4: 75% for, 25% against; None: 0: not broken down"


@pytest.mark.parametrize(("count", "labelled"), [(20, True), (19, False)])
def test_a_share_is_written_where_there_is_room(count: int, labelled: bool) -> None:
    chart = stacked_bars("k", "Title", STANCES, [("Staff", {"for": count, "against": 100 - count})])
    assert chart.rows[0].segments[0].is_labelled is labelled


def test_the_longest_plain_bar_has_full_width() -> None:
    chart = plain_bars("k", "Title", Series("responses", "Responses"), [("A", 10), ("B", 5), ("C", 0)])
    assert [[part.width for part in row.segments] for row in chart.rows] == [["100.00%"], ["50.00%"], []]


def test_columns_few_and_many() -> None:
    few = columns("k", "Title", [("Mon", 4), ("Tue", 0), ("Wed", 2)])
    assert [(each.count, each.height, each.label) for each in few.columns] == [
        (4, 150, "Mon"),
        (0, 0, "Tue"),
        (2, 75, "Wed"),
    ]
    assert few.with_counts
    assert few.lines == []
    many = columns("k", "Title", [(str(number), number) for number in range(1, 22)])
    assert not many.with_counts
    assert [line.count for line in many.lines] == [11, 21]
    assert [each.label for each in many.columns if each.label] == ["1", "6", "11", "16", "21"]
    assert columns("k", "Title", []).columns == []
