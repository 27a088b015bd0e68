"""What typed and imported responses share: the next number, themes by name, one response locked."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max

from partnerships.actions._consultation import open_consultation
from partnerships.actions._core import create_many, for_change, must_have_seen
from partnerships.models import Consultation, Response, ResponseTheme, Theme
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.responses import theme_names


def next_number(consultation: Consultation) -> int:
    """The number after the last; the consultation must be locked."""
    responses = Response.objects.filter(consultation=consultation)
    return int(responses.aggregate(last=Max("number"))["last"] or 0) + 1


def themes_named(consultation: Consultation, names: Iterable[str]) -> dict[str, Theme]:
    """Themes by their name without its case; those that are not in the consultation's list are added to it."""
    wanted = theme_names(names)
    have = {theme.name.casefold(): theme for theme in Theme.objects.filter(consultation=consultation)}
    missing = [name for name in wanted if name.casefold() not in have]
    made = create_many(
        [Theme(project=consultation.project, consultation=consultation, name=name) for name in missing]
    )
    have |= {theme.name.casefold(): theme for theme in made}
    return {name.casefold(): have[name.casefold()] for name in wanted}


def add_links(pairs: Iterable[tuple[Response, Theme]]) -> None:
    """Says of each response that it is about the theme."""
    create_many([ResponseTheme(project_id=one.project_id, response=one, theme=theme) for one, theme in pairs])


def open_response(by: User, response: Response, expected_version: int | None = None) -> Response:
    """The response as it is now, locked with its consultation, if this person may and nobody was faster."""
    consultation = open_consultation(by, response.consultation, May.KEEP_CONSULTATION)
    fresh = for_change(Response, response.pk)
    fresh.consultation = consultation
    must_have_seen(fresh, expected_version, what="this response")
    return fresh
