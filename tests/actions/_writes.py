"""One write as the tests that go across all actions try it: what it is given, and who may do it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from partnerships.models import Group, Project, User

EDITORS = frozenset({"editor", "manager", "administrator"})
MANAGERS = frozenset({"manager", "administrator"})
ADMINISTRATORS = frozenset({"administrator"})
SITE_ADMINISTRATORS = frozenset({"site_administrator"})


@dataclass(frozen=True)
class Write:
    """An action, and what makes everything it is given about a project, or about a trust, but `by`."""

    action: Callable[..., Any]
    given: Callable[[Any], dict[str, Any]]
    who: frozenset[str] = EDITORS
    # What it is that still may be done when the project has ended.
    when_ended: bool = False

    @property
    def name(self) -> str:
        return self.action.__name__

    @property
    def has_version(self) -> bool:
        return "expected_version" in inspect.signature(self.action).parameters

    def on(self, about: Project | Group) -> Callable[[User | None], Any]:
        """The write on this project or trust, everything that it needs being there: whoever does it is left open."""
        given = self.given(about)
        return lambda by, **more: self.action(by=by, **given, **more)


def by_name(*writes: Write) -> dict[str, Write]:
    return {write.name: write for write in writes}


def actions_in(*modules: ModuleType) -> set[str]:
    """The names of the actions that people do which these modules hold: those of commands require to be nobody's."""
    return {
        name
        for module in modules
        for name, found in vars(module).items()
        if getattr(found, "__module__", "") == module.__name__
        and hasattr(found, "__wrapped__")
        and inspect.signature(found).parameters.get("by") is not None
    }
