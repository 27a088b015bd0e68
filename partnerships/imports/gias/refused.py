"""The csv that says which rows were refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from django.core.files.base import ContentFile

from partnerships.imports.gias.rows import RefusedRow


def refused_csv(rows: Iterable[RefusedRow]) -> ContentFile[bytes]:
    """Line number and reason of each, as a spreadsheet opens it (UTF-8 with its mark)."""
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(["Line", "Reason"])
    out.writerows((row.line, row.reason) for row in rows)
    return ContentFile(text.getvalue().encode("utf-8-sig"))


def write_refused(rows: list[RefusedRow], source: Path) -> Path | None:
    """Writes it beside the file it is about; returns where, None without refused rows. Raises OSError."""
    if not rows:
        return None
    target = source.with_name(f"{source.stem}.refused.csv")
    target.write_bytes(refused_csv(rows).read())
    return target
