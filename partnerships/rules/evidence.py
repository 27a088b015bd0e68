"""What may be kept as evidence: which kinds of file, how each is told from something else, how a name is made safe."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

import filetype

from partnerships.rules.evidence_zip import office_problem
from partnerships.rules.problems import Problem

MB = 1024 * 1024
LONGEST_NAME = 120
# As much as `filetype` looks at.
_HEAD = 8192


@dataclass(frozen=True)
class Kind:
    """A kind of file that is kept. `signatures` are what its first bytes may say; none for plain text.

    `inside` is what a zip must say it holds, for office files, which are zips.
    """

    label: str
    content_type: str
    signatures: frozenset[str] = frozenset()
    inside: str = ""


_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
# The content type of the part in which each kind of Office file says what it is; `…macroEnabled…` is another one.
KINDS: dict[str, Kind] = {
    "pdf": Kind("PDF", "application/pdf", frozenset({"application/pdf"})),
    "docx": Kind("Word", f"{_OFFICE}.wordprocessingml.document", inside="wordprocessingml.document.main+xml"),
    "xlsx": Kind("Excel", f"{_OFFICE}.spreadsheetml.sheet", inside="spreadsheetml.sheet.main+xml"),
    "pptx": Kind(
        "PowerPoint",
        f"{_OFFICE}.presentationml.presentation",
        inside="presentationml.presentation.main+xml",
    ),
    "odt": Kind("OpenDocument text", f"{_ODF}.text", inside=f"{_ODF}.text"),
    "ods": Kind("OpenDocument spreadsheet", f"{_ODF}.spreadsheet", inside=f"{_ODF}.spreadsheet"),
    "odp": Kind("OpenDocument presentation", f"{_ODF}.presentation", inside=f"{_ODF}.presentation"),
    "jpg": Kind("JPEG picture", "image/jpeg", frozenset({"image/jpeg"})),
    "jpeg": Kind("JPEG picture", "image/jpeg", frozenset({"image/jpeg"})),
    "png": Kind("PNG picture", "image/png", frozenset({"image/png"})),
    "heic": Kind("HEIC picture", "image/heic", frozenset({"image/heic"})),
    "tif": Kind("TIFF scan", "image/tiff", frozenset({"image/tiff"})),
    "tiff": Kind("TIFF scan", "image/tiff", frozenset({"image/tiff"})),
    "txt": Kind("plain text", "text/plain"),
    "csv": Kind("CSV", "text/csv"),
    "eml": Kind("e-mail", "message/rfc822"),
}
ACCEPT = ",".join(f".{extension}" for extension in KINDS)
"""The kinds as a file input's `accept` wants them."""
IN_WORDS = "PDF, Word, Excel, PowerPoint, OpenDocument, pictures, plain text, CSV or e-mail (.eml)"
_INSTEAD = {
    "doc": "Save it as .docx or PDF first.",
    "xls": "Save it as .xlsx or PDF first.",
    "ppt": "Save it as .pptx or PDF first.",
    "msg": "Save the e-mail as .eml or PDF first.",
    **dict.fromkeys(
        ("docm", "xlsm", "pptm", "dotm", "xlsb"), "Files with macros are not kept: save a copy without them."
    ),
    **dict.fromkeys(("zip", "7z", "rar"), "Unpack it, and add the files one by one."),
}


@dataclass(frozen=True)
class Looked:
    """A file that may be kept: the name to give it back under, its type, its size in bytes and its checksum."""

    file_name: str
    content_type: str
    size: int
    sha256: str


def extension_of(name: str) -> str:
    """ "pdf" for "Minutes.PDF"; empty without one."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem else ""


def safe_name(name: str) -> str:
    """The name a file is given back under: no folders, nothing invisible, not too long, its extension kept.

    Characters that turn the direction of writing are taken out: with them "exe.pdf" can read as something else.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in last)
    clean = re.sub(r'[<>:"|?*]', "_", " ".join(seen.split())).strip(". ")
    extension = extension_of(clean)
    stem = clean[: -len(extension) - 1] if extension else clean
    ending = f".{extension}" if extension else ""
    return f"{stem[: LONGEST_NAME - len(ending)].strip() or 'evidence'}{ending}"


def look_at(file: IO[bytes], name: str, *, largest_mb: int) -> Looked | Problem:
    """What the file is, or what stands in the way of keeping it, about "file". Reads it once; leaves it at its start.

    Its content decides, not what the browser said of it; at most `largest_mb` megabytes are read.
    """
    clean = safe_name(name)
    kind = KINDS.get(extension_of(clean))
    if kind is None:
        instead = _INSTEAD.get(extension_of(clean), f"It must be one of: {IN_WORDS}.")
        return Problem(f"“{clean}” cannot be kept. {instead}", about="file")
    file.seek(0)
    size, digest, head = _read(file, largest_mb)
    wrong = _size_problem(clean, size, largest_mb) or _content_problem(file, clean, kind, head)
    file.seek(0)
    if wrong:
        return Problem(wrong, about="file")
    return Looked(clean, kind.content_type, size, digest)


def _read(file: IO[bytes], largest_mb: int) -> tuple[int, str, bytes]:
    """Size, checksum and first bytes; reading stops once it is too large."""
    digest, size, head = hashlib.sha256(), 0, b""
    while chunk := file.read(MB):
        head = head or chunk[:_HEAD]
        size += len(chunk)
        digest.update(chunk)
        if size > largest_mb * MB:
            break
    return size, digest.hexdigest(), head


def _size_problem(name: str, size: int, largest_mb: int) -> str:
    if size == 0:
        return f"“{name}” is empty. Choose the file again."
    if size > largest_mb * MB:
        return f"“{name}” is larger than {largest_mb} MB. Make it smaller, or keep a link to it instead."
    return ""


def _content_problem(file: IO[bytes], name: str, kind: Kind, head: bytes) -> str:
    """Why the content is not what the name says."""
    if kind.inside:
        return (
            office_problem(file, name, kind.label, kind.inside)
            if head[:4] == b"PK\x03\x04"
            else _locked(name)
        )
    if kind.signatures:
        guessed = filetype.guess(head)
        if guessed is not None and guessed.mime in kind.signatures:
            return ""
        return f"“{name}” is not a {kind.label} inside. Open it, save it as one, and add that."
    if not _is_text(file):
        return f"“{name}” is not plain text inside. Save it as what it is, or as PDF, and add that."
    return _mail_problem(name, head) if extension_of(name) == "eml" else _markup_problem(name, head)


def _locked(name: str) -> str:
    return f"“{name}” cannot be read. If it has a password, take that off; else open it, save it again and add that."


def _is_text(file: IO[bytes]) -> bool:
    """Whether all of it can be read as UTF-8, Unicode text of Excel (UTF-16), or Windows' western letters."""
    file.seek(0)
    start = file.read(2)
    codes = ("utf-16",) if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else ("utf-8-sig", "cp1252")
    return any(_reads_as(file, code) for code in codes)


def _reads_as(file: IO[bytes], code: str) -> bool:
    decoder = codecs.getincrementaldecoder(code)()
    file.seek(0)
    try:
        while chunk := file.read(MB):
            if _CONTROLS.search(decoder.decode(chunk)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


# Control characters that no text has; tab, line ends, form feed and escape do occur.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml|\?php)|^#!", re.IGNORECASE)
_HEADERS = re.compile(
    rb"^(from|received|date|message-id|mime-version|return-path):", re.IGNORECASE | re.MULTILINE
)


def _markup_problem(name: str, head: bytes) -> str:
    """A web page or a program under the name of a text."""
    if _MARKUP.search(head.lstrip()[:1024]):
        return f"“{name}” holds a web page or a program, not plain text. Save it as PDF, and add that."
    return ""


def _mail_problem(name: str, head: bytes) -> str:
    if len({each.lower() for each in _HEADERS.findall(head)}) < 2:
        return f"“{name}” is not an e-mail inside. Save it from the mail program as .eml, or as PDF."
    return ""


def link_problems(url: str) -> list[Problem]:
    """What is wrong with a link to evidence; none is allowed."""
    if not url:
        return []
    if not url.startswith("https://"):
        return [Problem("Enter a link that begins with https://.", about="url")]
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    if "." not in host or parts.username is not None or re.search(r"\s", url):
        return [Problem("Enter a whole link, such as https://files.trust.example/minutes.", about="url")]
    if len(url) > 500:
        return [Problem("The link is too long: 500 characters at most.", about="url")]
    return []
