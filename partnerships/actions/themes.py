"""What responses are about: themes, and what the trust and governors answer to each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from partnerships.actions._consultation import open_consultation
from partnerships.actions._core import (
    action,
    create_many,
    for_change,
    must_have_seen,
    refuse_if,
    save_many,
)
from partnerships.models import Consultation, ResponseTheme, Theme
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules import themes as rules
from partnerships.rules.consultation_words import STARTER_THEMES
from partnerships.rules.problems import Problem


@dataclass(frozen=True)
class Answered:
    """The answer to a theme: what was heard, what changed because of it, what did not change and why."""

    heard: str = ""
    changed: str = ""
    not_changed: str = ""


def name_problems(name: str, *, consultation: Consultation, theme: Theme | None = None) -> list[Problem]:
    """What stands in the way of calling a theme so; `theme` is the one that is to be renamed."""
    others = Theme.objects.filter(consultation=consultation).exclude(pk=theme.pk if theme else None)
    return rules.name_problems(name, others=list(others.values_list("name", flat=True)))


@action
def add_theme(*, by: User, consultation: Consultation, name: str) -> Theme:
    """Adds a theme to a consultation's list."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    refuse_if(name_problems(name, consultation=consultation))
    theme = Theme(project=consultation.project, consultation=consultation, name=_tidy(name))
    theme.save()
    return theme


@action
def add_starter_themes(*, by: User, consultation: Consultation) -> list[Theme]:
    """Adds the usual themes to a consultation's list, as far as they are not there. Returns those added."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    names = Theme.objects.filter(consultation=consultation).values_list("name", flat=True)
    there = {name.casefold() for name in names}
    return create_many(
        [
            Theme(project=consultation.project, consultation=consultation, name=name)
            for name in STARTER_THEMES
            if name.casefold() not in there
        ]
    )


@action
def rename_theme(*, by: User, theme: Theme, name: str, expected_version: int | None = None) -> Theme:
    """Calls a theme something else; responses stay with it."""
    theme = _theme(by, theme, expected_version)
    refuse_if(name_problems(name, consultation=theme.consultation, theme=theme))
    theme.name = _tidy(name)
    return _save(theme)


def answer_problems(answered: Answered) -> list[Problem]:
    """What is missing in the answer to a theme."""
    return rules.answer_problems(
        heard=answered.heard, changed=answered.changed, not_changed=answered.not_changed
    )


@action
def answer_theme(*, by: User, theme: Theme, answered: Answered, expected_version: int | None = None) -> Theme:
    """Writes what was heard, what changed and what did not. Response documents that exist stay as they are."""
    theme = _theme(by, theme, expected_version)
    refuse_if(answer_problems(answered))
    theme.heard, theme.changed = answered.heard.strip(), answered.changed.strip()
    theme.not_changed = answered.not_changed.strip()
    theme.answered_on = timezone.localdate()
    return _save(theme)


def merge_problems(*, theme: Theme, into: Theme | None) -> list[Problem]:
    """What stands in the way of putting a theme into another."""
    if into is None or into.pk == theme.pk or into.consultation_id != theme.consultation_id:
        return [Problem("Choose another theme of this consultation.", about="into")]
    return []


@action
def merge_theme(*, by: User, theme: Theme, into: Theme, expected_version: int | None = None) -> Theme:
    """Gives a theme's responses and its answer to another theme, and takes it off the list. Returns the other."""
    theme = _theme(by, theme, expected_version)
    into = for_change(Theme, into.pk)
    refuse_if(merge_problems(theme=theme, into=into))
    there = set(ResponseTheme.objects.filter(theme=into).values_list("response_id", flat=True))
    moving = []
    for link in ResponseTheme.objects.filter(theme=theme).order_by("pk"):
        if link.response_id in there:
            link.delete()
        else:
            link.theme = into
            moving.append(link)
    save_many(moving, ["theme"])
    into.heard = rules.joined(into.heard, theme.heard)
    into.changed = rules.joined(into.changed, theme.changed)
    into.not_changed = rules.joined(into.not_changed, theme.not_changed)
    into.answered_on = max(filter(None, (into.answered_on, theme.answered_on)), default=None)
    theme.delete()
    return _save(into)


def remove_problems(theme: Theme) -> list[str]:
    """What stands in the way of taking a theme off the list."""
    if theme.response_links.exists():
        return ["There are responses about it. Merge it into another theme instead."]
    return ["It has an answer. Merge it into another theme instead."] if theme.answered_on else []


@action
def remove_theme(*, by: User, theme: Theme) -> None:
    """Takes a theme that nothing is about off the list."""
    theme = _theme(by, theme, None)
    refuse_if(remove_problems(theme))
    theme.delete()


def _theme(by: User, theme: Theme, expected_version: int | None) -> Theme:
    """The theme as it is now, locked, if this person may change it and nobody was faster."""
    open_consultation(by, theme.consultation, May.KEEP_CONSULTATION)
    fresh = for_change(Theme, theme.pk)
    must_have_seen(fresh, expected_version, what="this theme")
    return fresh


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _save(theme: Theme) -> Theme:
    theme.version += 1
    theme.save()
    return theme
