"""Opens a GIAS download: a csv, or a zip that holds one. Sizes are checked before anything is unpacked."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from partnerships.actions._core import Refused
from partnerships.imports.gias.kinds import Kind, recognise

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

NOT_CSV = (
    "This file could not be read as a GIAS download. Choose the csv that GIAS gave, or the zip it came in."
)
# All that Python's unpacking is known to raise for bytes that are no sound zip, by each way of packing.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
)  # fmt: skip
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")


@dataclass(frozen=True)
class Download:
    """One csv of GIAS in memory, with the name it came under."""

    name: str
    data: bytes
    sha256: str

    @cached_property
    def encoding(self) -> str:
        """UTF-8 where the bytes are that, else Windows-1252, which GIAS writes."""
        try:
            self.data.decode("utf-8")
        except UnicodeDecodeError:
            return "cp1252"
        return "utf-8-sig"

    @cached_property
    def line_count(self) -> int:
        """About how many rows there are: for progress only."""
        return max(self.data.count(b"\n"), 1)

    @cached_property
    def header(self) -> list[str]:
        """The first row. Raises `Refused` when it is no csv."""
        try:
            return next(self.reader(), [])
        except csv.Error as wrong:
            raise Refused(NOT_CSV) from wrong

    @property
    def downloaded_on(self) -> dt.date | None:
        """The day in the file's name (edubasealldata20240617.csv); None where it has none."""
        for found in _DAY_IN_NAME.finditer(self.name):
            try:
                return dt.date(*map(int, found.groups()))
            except ValueError:
                continue
        return None

    def kind(self) -> Kind:
        """What this is a file of, by its header. Raises `Refused` for anything else."""
        kind = recognise(self.header)
        if kind is None:
            raise Refused(
                "This is not one of the four GIAS downloads (schools, groups, group memberships, links): "
                "its first line does not name their columns."
            )
        return kind

    def reader(self) -> CsvReader:
        """Every row, header first. Reading may raise `csv.Error`."""
        # Five bytes have no meaning in Windows-1252; a question mark in a box is better than no import.
        text = io.TextIOWrapper(io.BytesIO(self.data), self.encoding, errors="replace", newline="")
        return csv.reader(text)


def open_download(file: IO[bytes], name: str, *, largest_mb: int) -> Download:
    """The csv in this file. Raises `Refused`: too large, not a csv, a zip of none or of several, or damaged."""
    limit = largest_mb * 1024 * 1024
    data = file.read(limit + 1)
    _refuse_larger(len(data), limit)
    digest = hashlib.sha256(data).hexdigest()
    name = PurePosixPath(name.replace("\\", "/")).name
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        inner, data = _unpacked(data, limit)
        name = inner if _DAY_IN_NAME.search(inner) else name
    if not data.strip():
        raise Refused("This file is empty.")
    if b"\0" in data:
        raise Refused(NOT_CSV)
    return Download(name, data, digest)


def _unpacked(data: bytes, limit: int) -> tuple[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = _only_csv(archive)
            _refuse_larger(member.file_size, limit)
            with archive.open(member) as unpacked:
                # The size a zip declares may be untrue: never read more than the limit.
                content = unpacked.read(limit + 1)
            _refuse_larger(len(content), limit)
            return PurePosixPath(member.filename).name, content
    except _DAMAGE as wrong:
        raise Refused(
            "This zip is damaged or locked with a password. Download it again from GIAS."
        ) from wrong


def _only_csv(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    found = [
        each for each in archive.infolist()
        if each.filename.lower().endswith(".csv") and not each.filename.startswith("__MACOSX")
    ]  # fmt: skip
    if not found:
        raise Refused("This zip holds no csv.")
    if len(found) > 1:
        names = ", ".join(PurePosixPath(each.filename).name for each in found[:5])
        raise Refused(f"This zip holds several csv files ({names}). Unpack it and take them in one by one.")
    return found[0]


def _refuse_larger(size: int, limit: int) -> None:
    if size > limit:
        raise Refused(f"This file is larger than {limit // 1024 // 1024} MB, so it is no GIAS download.")
