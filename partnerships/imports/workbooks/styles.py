"""What a cell of an Excel file shows: its text as people see it, its day, its colour."""

from __future__ import annotations

import datetime as dt
import re
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.escape import unescape
from openpyxl.xml.functions import fromstring

from partnerships.imports.workbooks.raw import EMPTY, clean
from partnerships.rules.workbook.table import Cell

# Excel numbers a theme's colours with light before dark; the file has them the other way round.
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_WHITE = "FFFFFF"
_IN_QUOTES_OR_BRACKETS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class Styles:
    """The number formats and colours of one workbook, each looked up once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._theme = _theme(getattr(book, "loaded_theme", None))
        self._fills: dict[int, str] = {}
        self._formats: dict[int, str] = {}

    def cell(self, value: Any, style: int) -> Cell:
        fill = self._fill(style) if style else ""
        if value is None:
            return Cell("", None, fill) if fill else EMPTY
        if isinstance(value, str):
            return Cell(clean(unescape(value) if "_x" in value else value), None, fill)
        text, day = self._shown(value, style)
        return Cell(text, day, fill)

    def _shown(self, value: Any, style: int) -> tuple[str, dt.date | None]:
        if isinstance(value, bool):
            return ("yes" if value else "no"), None
        if isinstance(value, dt.datetime | dt.date):
            return _day(value, self._format(style))
        if isinstance(value, dt.time):
            # A formula that points at an empty cell gives 0, which a date's format shows as no day of any year.
            shown = _tokens(self._format(style))
            return ("" if "d" in shown or "y" in shown else value.strftime("%H:%M")), None
        if isinstance(value, int | float):
            return _number(value, self._format(style)), None
        return clean(str(value)), None

    def _format(self, style: int) -> str:
        if style not in self._formats:
            number = self._book._cell_styles[style].numFmtId
            if number < BUILTIN_FORMATS_MAX_SIZE:
                self._formats[style] = BUILTIN_FORMATS.get(number, "General")
            else:
                self._formats[style] = str(self._book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])
        return self._formats[style]

    def _fill(self, style: int) -> str:
        if style not in self._fills:
            fill = self._book._fills[self._book._cell_styles[style].fillId]
            solid = getattr(fill, "fill_type", None) == "solid"
            colour = self._colour(fill.fgColor) if solid else ""
            self._fills[style] = "" if colour == _WHITE else colour
        return self._fills[style]

    def _colour(self, colour: Any) -> str:
        """Six hexadecimal digits; empty for one that the file leaves to the screen."""
        if colour.type == "rgb":
            found = str(colour.rgb)[-6:].upper()
        elif colour.type == "indexed" and 0 <= colour.indexed < len(COLOR_INDEX):
            found = str(COLOR_INDEX[colour.indexed])[-6:].upper()
        elif colour.type == "theme" and 0 <= colour.theme < len(self._theme):
            found = self._theme[colour.theme]
        else:
            return ""
        return _tinted(found, colour.tint) if re.fullmatch("[0-9A-F]{6}", found) else ""


def _theme(xml: bytes | None) -> list[str]:
    """The theme's colours in Excel's order; none where it has none that can be read."""
    if not xml:
        return []
    schemes = [each for each in fromstring(xml).iter() if str(each.tag).endswith("}clrScheme")]
    if not schemes or len(schemes[0]) < len(_THEME_ORDER):
        return []
    found = [
        str(each[0].get("lastClr") or each[0].get("val") or "").upper() if len(each) else ""
        for each in schemes[0]
    ]
    return [found[place] for place in _THEME_ORDER]


def _tinted(colour: str, tint: float) -> str:
    """Lighter by a positive tint, darker by a negative one, as ECMA-376 part 1, 18.8.19 has it."""
    if not tint:
        return colour
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, rich = rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(
        f"{round(min(max(part, 0), 1) * 255):02X}" for part in hls_to_rgb(hue, min(light, 1), rich)
    )


@lru_cache(maxsize=512)
def _tokens(number_format: str) -> str:
    """The letters of a number format that mean something, in lower case."""
    return _IN_QUOTES_OR_BRACKETS.sub("", number_format.split(";")[0]).lower()


@lru_cache(maxsize=4096)
def _day(value: dt.datetime | dt.date, number_format: str) -> tuple[str, dt.date]:
    """As it is shown: a format without a year leaves it out ("27 September", which may have been meant as a month)."""
    day = value.date() if isinstance(value, dt.datetime) else value
    shown = _tokens(number_format)
    month = f"{day:%B}"
    if "y" not in shown and "d" in shown:
        text = f"{day.day} {month}"
    elif "y" in shown and "d" not in shown:
        text = f"{month} {day.year}"
    else:
        text = f"{day.day} {month} {day.year}"
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        text += f" {value:%H:%M}"
    return text, day


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{value * 100:.10g}%"
    text = str(int(value)) if float(value).is_integer() else f"{value:.15g}"
    if (code := number_format.split(";")[0]) and not code.strip("0"):
        text = text.zfill(len(code))
    return text
