"""Themes: added, renamed, merged with their responses and answers, answered, removed."""

from __future__ import annotations

import pytest

from partnerships.actions._core import NotAllowed, Refused, RowChangedMeanwhile
from partnerships.actions.themes import (
    Answered,
    add_starter_themes,
    add_theme,
    answer_theme,
    merge_theme,
    remove_theme,
    rename_theme,
)
from partnerships.models import Consultation, Project, ResponseTheme, Theme, User
from partnerships.rules.consultation_words import STARTER_THEMES
from tests.factories import ConsultationFactory, ResponseFactory, ResponseThemeFactory, ThemeFactory


@pytest.fixture
def consultation(project: Project) -> Consultation:
    return ConsultationFactory(project=project)


def test_a_theme_is_added_in_tidy_words(consultation: Consultation, editor: User) -> None:
    theme = add_theme(by=editor, consultation=consultation, name="  School   uniform ")
    assert (theme.name, theme.project, theme.consultation) == (
        "School uniform",
        consultation.project,
        consultation,
    )
    assert theme.history.get().action == "add_theme"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (" ", "Enter what the theme is called"),
        ("UNIFORM", "“Uniform” is in the list already"),
        ("x" * 121, "at most 120 characters"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    consultation: Consultation, editor: User, name: str, said: str
) -> None:
    ThemeFactory(consultation=consultation, name="Uniform")
    ThemeFactory(name="Elsewhere")
    with pytest.raises(Refused, match=said):
        add_theme(by=editor, consultation=consultation, name=name)
    add_theme(by=editor, consultation=consultation, name="Elsewhere")


def test_the_usual_themes_are_added_once(consultation: Consultation, editor: User) -> None:
    ThemeFactory(consultation=consultation, name="send")
    assert len(add_starter_themes(by=editor, consultation=consultation)) == len(STARTER_THEMES) - 1
    assert add_starter_themes(by=editor, consultation=consultation) == []


def test_renaming_keeps_the_responses_and_may_change_case_alone(
    consultation: Consultation, editor: User
) -> None:
    theme = ThemeFactory(consultation=consultation, name="Uniform")
    ResponseThemeFactory(theme=theme, response=ResponseFactory(consultation=consultation))
    rename_theme(by=editor, theme=theme, name="uniform", expected_version=1)
    theme.refresh_from_db()
    assert (theme.name, theme.version, theme.response_links.count()) == ("uniform", 2, 1)


def test_an_answer_says_what_was_heard_and_what_came_of_it(consultation: Consultation, editor: User) -> None:
    theme = ThemeFactory(consultation=consultation)
    with pytest.raises(Refused) as refused:
        answer_theme(by=editor, theme=theme, answered=Answered())
    assert [problem.about for problem in refused.value.problems] == ["heard", "changed"]
    answered = answer_theme(
        by=editor,
        theme=theme,
        answered=Answered("It costs too much", "", "The governors decide on it each year"),
    )
    assert answered.answered_on is not None
    assert answered.heard == "It costs too much"


def test_nobody_overwrites_an_answer_they_have_not_seen(
    consultation: Consultation, editor: User, manager: User
) -> None:
    theme = ThemeFactory(consultation=consultation)
    answer_theme(by=manager, theme=theme, answered=Answered("Heard", "Changed"), expected_version=1)
    with pytest.raises(RowChangedMeanwhile, match="Mona Manager changed this theme"):
        answer_theme(by=editor, theme=theme, answered=Answered("Other", "Other"), expected_version=1)
    theme.refresh_from_db()
    assert theme.heard == "Heard"


def test_merging_takes_responses_and_answer_along_and_counts_none_twice(
    consultation: Consultation, editor: User
) -> None:
    one = ThemeFactory(consultation=consultation, name="Uniform", heard="Too dear")
    other = ThemeFactory(consultation=consultation, name="Ethos", heard="Keep the name", changed="It stays")
    both, only = (ResponseFactory(consultation=consultation) for _ in range(2))
    for response, theme in ((both, one), (both, other), (only, one)):
        ResponseThemeFactory(response=response, theme=theme)
    merged = merge_theme(by=editor, theme=one, into=other)
    assert not Theme.objects.filter(name="Uniform").exists()
    assert set(ResponseTheme.objects.values_list("response", "theme")) == {
        (both.pk, other.pk),
        (only.pk, other.pk),
    }
    assert (merged.heard, merged.changed) == ("Keep the name\n\nToo dear", "It stays")
    link = ResponseTheme.objects.get(response=only)
    assert link.history.first().action == "merge_theme"


def test_a_theme_merges_into_another_of_its_consultation_only(
    consultation: Consultation, editor: User
) -> None:
    theme = ThemeFactory(consultation=consultation)
    for into in (theme, ThemeFactory()):
        with pytest.raises(Refused, match="Choose another theme of this consultation"):
            merge_theme(by=editor, theme=theme, into=into)


def test_only_a_theme_without_responses_and_answer_is_removed(
    consultation: Consultation, editor: User
) -> None:
    used = ThemeFactory(consultation=consultation)
    ResponseThemeFactory(theme=used, response=ResponseFactory(consultation=consultation))
    answered = answer_theme(
        by=editor, theme=ThemeFactory(consultation=consultation), answered=Answered("Heard", "Changed")
    )
    for theme in (used, answered):
        with pytest.raises(Refused, match="Merge it into another"):
            remove_theme(by=editor, theme=theme)
    remove_theme(by=editor, theme=ThemeFactory(consultation=consultation))
    assert Theme.objects.count() == 2


def test_a_viewer_and_an_outsider_write_nothing(
    consultation: Consultation, viewer: User, outsider: User
) -> None:
    for person in (viewer, outsider):
        with pytest.raises(NotAllowed):
            add_theme(by=person, consultation=consultation, name="Uniform")


def test_a_stopped_consultation_keeps_its_themes_as_they_are(
    consultation: Consultation, editor: User
) -> None:
    stopped = ConsultationFactory(
        stopped_on="2026-11-20", stopped_reason="An order", project=consultation.project
    )
    with pytest.raises(Refused, match="was stopped"):
        add_theme(by=editor, consultation=stopped, name="Uniform")
