"""What kind of file was handed in, by its first bytes, and what to do with those that cannot be read."""

from __future__ import annotations

import io
import zipfile

from partnerships.actions._core import Refused
from partnerships.imports.spreadsheets.guard import DAMAGED

_SAVE_AS = "Open it, save it as .xlsx or csv, and choose that."
OLD_EXCEL = "This is a file of an old Excel (.xls). Open it in Excel, save it as .xlsx, and choose that."
LOCKED = (
    "This file is locked with a password. Open it in Excel, take the password off under File, Info, Protect Workbook, "
    "save it, and choose it again."
)
_STARTS = (
    (b"%PDF", "This is a PDF. Choose the spreadsheet that it was made from."),
    (b"{\\rtf", f"This is a text document. {_SAVE_AS}"),
)
# By a part that only this kind of archive holds.
_ARCHIVES = (
    (
        "Index/Document.iwa",
        "This is a file of Numbers. Export it to Excel (File, Export To), and choose that.",
    ),
    ("Index.zip", "This is a file of Numbers. Export it to Excel (File, Export To), and choose that."),
    (
        "xl/workbook.bin",
        "This is a binary Excel file (.xlsb). Open it in Excel, save it as .xlsx, and choose that.",
    ),
    ("word/document.xml", "This is a Word document. Copy its table into a spreadsheet, and choose that."),
    ("ppt/presentation.xml", "This is a presentation. Copy its table into a spreadsheet, and choose that."),
)
_OPEN_DOCUMENT = f"This is an OpenDocument file (.ods). {_SAVE_AS}"
_WEB_PAGE = f"This is a web page or XML file, whatever its name says. {_SAVE_AS}"
_IN_OLE = "This is a file of an old Office, and no spreadsheet. Choose an Excel or csv file."
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style", b"<head", b"mime-version:")


def refuse_what_is_no_spreadsheet(data: bytes) -> None:
    """Raises `Refused` with a sentence of its own for each kind that teams choose by mistake."""
    for start, says in _STARTS:
        if data.startswith(start):
            raise Refused(says)
    if data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise Refused(_WEB_PAGE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(_said_of_ole(data))
    if data.startswith(b"PK\x03\x04"):
        _refuse_other_archives(data)


def _said_of_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return LOCKED
    is_excel = any(name.encode("utf-16-le") in data for name in ("Workbook", "Book"))
    return OLD_EXCEL if is_excel else _IN_OLE


def _refuse_other_archives(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            every = archive.infolist()
    except Exception as wrong:  # zipfile lets through whatever a damaged directory raises
        raise Refused(DAMAGED) from wrong
    names = {each.filename for each in every}
    if any(each.flag_bits & 1 for each in every):
        raise Refused(LOCKED)
    for part, says in _ARCHIVES:
        if part in names:
            raise Refused(says)
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        raise Refused(_OPEN_DOCUMENT)
    if "[Content_Types].xml" not in names:
        raise Refused(
            "This is a zip archive, not a spreadsheet. Unpack it, and choose the Excel or csv file in it."
        )
