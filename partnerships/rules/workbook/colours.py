"""Colours of cells that carried meaning: an empty cell that is green says something that only the team knows."""

from __future__ import annotations

import colorsys
from functools import lru_cache

from partnerships.rules.workbook.asking import PROGRESS_OPTIONS
from partnerships.rules.workbook.meanings import ColourAlone
from partnerships.rules.workbook.words import Asks

# Up to which hue, in degrees, a colour has which name.
_HUES = (
    (15, "red"),
    (50, "amber"),
    (70, "yellow"),
    (165, "green"),
    (260, "blue"),
    (300, "purple"),
    (345, "pink"),
    (361, "red"),
)
_COLOUR_TEXTS = frozenset(
    f"({name})" for name in (*dict(_HUES).values(), "black", "grey", "white", "coloured")
)
# Below these a colour is grey, black or white.
_LEAST_SATURATION, _DARKEST, _LIGHTEST = 0.12, 0.12, 0.97


@lru_cache(maxsize=1_024)
def colour_name(fill: str) -> str:
    """ "green" of "92D050"; "coloured" of what is no colour's six digits. Shades of a colour have one name."""
    try:
        red, green, blue = (int(fill[place : place + 2], 16) / 255 for place in (0, 2, 4))
    except ValueError:
        return "coloured"
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if light < _DARKEST:
        return "black"
    if saturation < _LEAST_SATURATION:
        return "white" if light > _LIGHTEST else "grey"
    return next(name for up_to, name in _HUES if hue * 360 < up_to)


def colour_text(fill: str) -> str:
    """How an empty cell of this colour is read and answered: "(green)"."""
    return f"({colour_name(fill)})"


def is_colour_text(text: str) -> bool:
    """Whether this is how a coloured cell without words is read."""
    return text in _COLOUR_TEXTS


def asks_colour(fill: str) -> ColourAlone:
    """Asks what a coloured cell without words means."""
    says = f"The cell is empty, and {colour_name(fill)}. Say what that means, or leave such cells out."
    return ColourAlone(says, Asks.PROGRESS, PROGRESS_OPTIONS)
