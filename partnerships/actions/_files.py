"""Files that actions store beside the database, which cannot take them back by itself."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.core.files.storage import default_storage

P = ParamSpec("P")
R = TypeVar("R")

_stored: ContextVar[list[str] | None] = ContextVar("files_stored", default=None)


def remember_file(name: str) -> None:
    """Says that a file was stored in this action, under this name of the default storage."""
    names = _stored.get()
    if names is not None:
        names.append(name)


def no_file_left_behind(action: Callable[P, R]) -> Callable[P, R]:
    """Put above @action: where the action, or the settling at its end, fails, the files it stored are removed again.

    An action called by another leaves this to the outer one.
    """

    @functools.wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _stored.get() is not None:
            return action(*args, **kwargs)
        token = _stored.set([])
        try:
            return action(*args, **kwargs)
        except BaseException:
            for name in _stored.get() or ():
                default_storage.delete(name)
            raise
        finally:
            _stored.reset(token)

    return run
