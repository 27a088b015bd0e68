"""What a line of the tables is, and the answers that most lines give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ROLES = ("viewer", "editor", "manager", "administrator", "outsider", "site_administrator")
EVERYBODY = "200 200 200 200 200 200"
IN_THE_TRUST = "200 200 200 200 404 404"
EDITORS = "403 200 200 200 404 404"
MANAGERS = "403 403 200 200 404 404"
PEOPLE_KEEPERS = "403 403 403 200 404 200"
SITE_ONLY = "403 403 403 403 403 200"
HOLIDAY_KEEPERS = "403 403 403 200 403 200"
# Of spreadsheets: whoever brings none in anywhere has no business there; those of other trusts are not there.
BRINGS_IN = "403 403 200 200 404 403"
BRINGS_IN_WRITE = "403 403 302 302 404 403"
POST_ONLY = "405 405 405 405 405 405"

# The same six for a POST that is answered by a redirect.
EVERYBODY_WRITES = "302 302 302 302 302 302"
IN_THE_TRUST_WRITE = "302 302 302 302 404 404"
EDITORS_WRITE = "403 302 302 302 404 404"
MANAGERS_WRITE = "403 403 302 302 404 404"
PEOPLE_KEEPERS_WRITE = "403 403 403 302 404 302"
SITE_ONLY_WRITES = "403 403 403 403 403 302"
# A trust's own template, of which the site's administrators know nothing.
TEMPLATE_KEEPERS = "403 403 403 200 404 404"
TEMPLATE_KEEPERS_WRITE = "403 403 403 302 404 404"
TEMPLATE_ROW = {
    "title": "Walk round", "phase": "EXP", "anchor": "joining", "number_order": "12", "when_order": "weeks_before",
    "takes_unit": "weeks", "repeat_unit": "weeks",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What each role is answered at one address."""

    answers: dict[str, int]
    things: tuple[str, ...]
    data: dict[str, Any] = field(default_factory=dict)


def at(answers: str, *things: str) -> Row:
    """A row of PAGES."""
    return Row(dict(zip(ROLES, map(int, answers.split()), strict=True)), things)


def post(answers: str, data: dict[str, Any] | None = None, *things: str) -> Row:
    """A row of WRITES."""
    return Row(dict(zip(ROLES, map(int, answers.split()), strict=True)), things, data or {})
