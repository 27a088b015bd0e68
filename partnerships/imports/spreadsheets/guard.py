"""An xlsx looked through before anything of it is held: what would fill the memory is refused, what is cheap is noted.

A few kilobytes can unpack to gigabytes, name a row far beyond the last, or hold texts by the million that weigh nothing
packed. So every part is streamed once, as the file itself says which of them holds what.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from xml.parsers import expat

from partnerships.actions._core import Refused
from partnerships.imports.spreadsheets.parts import NoSoundPart, Part, Pass, TooMuch

# Rows repeat themselves, so an honest sheet unpacks to ten times its size, not to a thousand.
LARGEST_UNPACKED_MB = 100
# Shared texts and the like are held at once, two elements each, a few bytes or not.
MOST_ELEMENTS = 500_000
# Rows, cells and their values in all sheets together, empty ones too; they are read a row at a time.
MOST_READ = 30_000_000
_AT_ONCE = 1024 * 1024
_CONTENT_TYPES = "[Content_Types].xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
TOO_LARGE = "This Excel file is too large. Save it as csv, and choose that."
DAMAGED = "This Excel file is damaged or locked with a password. Open it, save it again, and choose that."


def is_zip(data: bytes) -> bool:
    """Whether it is a zip archive, as every Excel file since 2007 is."""
    return data.startswith(b"PK\x03\x04")


def look_through(data: bytes, *, most_read: int = MOST_READ) -> dict[str, Part]:
    """What the sheets hold, by the name of their part. Raises `Refused` for what is too large or no sound file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Looking(archive, most_read).parts()
    except TooMuch as wrong:
        raise Refused(TOO_LARGE) from wrong
    except (
        Exception
    ) as wrong:  # zipfile lets through whatever a damaged archive raises: KeyError, zlib.error, …
        raise Refused(DAMAGED) from wrong


class _Looking:
    """One look through one archive."""

    def __init__(self, archive: zipfile.ZipFile, most_read: int) -> None:
        self._archive, self._most_read = archive, most_read
        self._elements = self._elements_in_rows = 0

    def parts(self) -> dict[str, Part]:
        every = self._archive.infolist()
        if sum(each.file_size for each in every) > LARGEST_UNPACKED_MB * 1024 * 1024:
            raise TooMuch
        # No spreadsheet program packs in another way, and some of them take gigabytes to begin with.
        if any(each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for each in every):
            raise NoSoundPart
        types = self._types()
        return {each.filename: self._look_at(each, types) for each in every}

    def _look_at(self, info: zipfile.ZipInfo, types: Mapping[str, set[str]]) -> Part:
        looking = Pass(may_be_sheet=_is_sheet(info.filename, types), hold=self._hold, read=self._read)
        try:
            with self._archive.open(info) as part:
                while data := part.read(_AT_ONCE):
                    looking.feed(data)
            return looking.end()
        except expat.ExpatError:
            # Pictures and macros are no XML. What is read as XML has to be.
            if info.filename.endswith((".xml", ".rels")) or info.filename in types:
                raise
            return looking.part

    def _types(self) -> dict[str, set[str]]:
        """By part: what the file says that it is, where it says so of this part alone."""
        found: dict[str, set[str]] = defaultdict(set)

        def note(name: str, attributes: dict[str, str]) -> None:
            self._hold()
            if name.rpartition(":")[2] == "Override":
                found[attributes.get("PartName", "").lstrip("/")].add(attributes.get("ContentType", ""))

        if _CONTENT_TYPES in self._archive.namelist():
            parser = expat.ParserCreate()
            parser.StartElementHandler = note
            with self._archive.open(_CONTENT_TYPES) as part:
                while data := part.read(_AT_ONCE):
                    parser.Parse(data)
        return found

    def _hold(self) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise TooMuch

    def _read(self) -> None:
        self._elements_in_rows += 1
        if self._elements_in_rows > self._most_read:
            raise TooMuch


def _is_sheet(name: str, types: Mapping[str, set[str]]) -> bool:
    """Whether a part is a sheet and nothing else, so that its cells are read a row at a time."""
    return (
        name.casefold().startswith("xl/worksheets/")
        and not name.endswith(".rels")
        and types.get(name) == {_SHEET_TYPE}
    )
