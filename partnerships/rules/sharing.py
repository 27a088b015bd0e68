"""Addresses of public pages: unguessable, or a name that somebody chose."""

from __future__ import annotations

import re

from partnerships.rules.problems import Problem

SHORTEST, LONGEST = 4, 60
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


def tidy_name(name: str) -> str:
    """As it stands in the address: "Joining Harrowmere " is "joining-harrowmere"."""
    return "-".join(name.lower().split())


def share_name_problems(name: str, *, taken: bool) -> list[Problem]:
    """What is wrong with a chosen name, given in tidied form. Whose a taken one is, is not said."""
    if not SHORTEST <= len(name) <= LONGEST:
        said = f"Enter a name of {SHORTEST} to {LONGEST} letters, digits and hyphens."
        return [Problem(said, about="name")]
    if not _NAME.fullmatch(name):
        said = "Use letters without accents, digits, and single hyphens between them."
        return [Problem(said, about="name")]
    return [Problem("This address cannot be used. Choose another.", about="name")] if taken else []
