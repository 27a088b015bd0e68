"""Office files are zips: whether one is the kind it says, without macros, and not packed to burst."""

from __future__ import annotations

import zipfile
from typing import IO

MOST_ENTRIES = 10_000
# A real document unpacks to a few times its size; a file made to burst unpacks to thousands.
MOST_UNPACKED = 1024 * 1024 * 1024
BURST_RATIO, BURST_FROM = 200, 64 * 1024 * 1024
_SAYS_WHAT = 1024 * 1024


def office_problem(file: IO[bytes], name: str, label: str, inside: str) -> str:
    """Why this zip is not such an office file, in a sentence; empty where it is. `inside` is what it must say it is.

    Only the list of its entries and the one small entry that names its kind are read, never the rest.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if _bursts(entries):
                return f"“{name}” would unpack to far more than its size. Save it again as {label}, and add that."
            if _has_macros(entries):
                return f"“{name}” holds macros, which are not kept. Save a copy without macros, or as PDF."
            said = _says(archive)
    # NotImplementedError is what zipfile raises for a compression that it does not know.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return f"“{name}” is damaged. Open it, save it again, and add that."
    if "macroenabled" in said.lower():
        return f"“{name}” holds macros, which are not kept. Save a copy without macros, or as PDF."
    if inside not in said:
        return f"“{name}” is not {label} inside. Open it, save it as what it is, and add that."
    return ""


def _bursts(entries: list[zipfile.ZipInfo]) -> bool:
    unpacked, packed = sum(each.file_size for each in entries), sum(each.compress_size for each in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        return True
    return unpacked > BURST_FROM and unpacked > BURST_RATIO * max(packed, 1)


def _has_macros(entries: list[zipfile.ZipInfo]) -> bool:
    """Visual Basic in Office files; Basic and script folders in OpenDocument."""
    names = [each.filename.lower() for each in entries if not each.is_dir()]
    return any(
        each.endswith(("vbaproject.bin", "vbadata.xml")) or each.startswith(("basic/", "scripts/"))
        for each in names
    )


def _says(archive: zipfile.ZipFile) -> str:
    """What the file says it is: OpenDocument's `mimetype`, else the content types of an Office file."""
    for entry in ("mimetype", "[Content_Types].xml"):
        if entry in archive.namelist():
            with archive.open(entry) as part:
                return part.read(_SAYS_WHAT).decode("utf-8", "replace")
    return ""
