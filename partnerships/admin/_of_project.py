"""What the rows that hang on a project share in the admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from partnerships.admin._base import RecordAdmin

Problems = Iterable[tuple[str | None, str]]


def about_fields(found: Iterable[str]) -> Problems:
    """What an action's problems say, each with the field that it is about."""
    return ((getattr(each, "about", "") or None, each) for each in found)


OF_PROJECT = ("project__school__name", "project__trust__name", "=project__school__urn")


class OfProjectAdmin(RecordAdmin):
    """Rows that hang on a project: seen by whoever sees it, read-only when it has ended."""

    section = "Projects"
    reads_with: ClassVar[tuple[str, ...]] = ("project__school", "project__trust")
    search_fields: ClassVar[tuple[str, ...]] = OF_PROJECT
    search_help_text = "Words of the school’s or trust’s name, or a URN"
