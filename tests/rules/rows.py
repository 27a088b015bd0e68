"""Small templates for tests of plans."""

from typing import Any

from partnerships.rules.plan import Dependency, TemplateRow
from partnerships.rules.words import Anchor, Phase, Route

ALL = dict.fromkeys(Route, 0)


def row(code: str, *depends_on: str, **given: Any) -> TemplateRow:
    """A row named by its code, on the joining day in every route, waiting for these codes."""
    values = {
        "title": f"Do {code}",
        "phase": Phase(code[:3]),
        "anchor": Anchor.JOINING,
        "days": ALL,
        "position": 1,
        "depends_on": tuple(Dependency(each) for each in depends_on),
    }
    return TemplateRow(code, **(values | given))
