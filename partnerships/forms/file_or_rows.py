"""A file, or rows pasted from a spreadsheet: how whatever is read from a file begins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from partnerships.forms.base import GovForm


class FileOrRows(GovForm, forms.Form):
    """One of the two; nothing is saved yet."""

    largest_mb: int

    file = forms.FileField(
        label="File",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    pasted = forms.CharField(
        label="Or rows, pasted from a spreadsheet", required=False, strip=False,
        help_text="Copy the rows with their headings, and paste them here", widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        file: UploadedFile[Any] | None = data.get("file")
        pasted = str(data.get("pasted") or "")
        if self.errors:
            return data
        if file is None and not pasted.strip():
            self.add_error("file", "Choose a file, or paste rows.")
        elif file is not None and pasted.strip():
            self.add_error("pasted", "Choose a file or paste rows, not both.")
        elif file is not None and (file.size or 0) > self.largest_mb * 1024 * 1024:
            self.add_error("file", f"The file must be smaller than {self.largest_mb} MB")
        return data

    @property
    def data_and_name(self) -> tuple[bytes, str]:
        """What was chosen or pasted, and what it is called."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is not None:
            return file.read(), file.name or "file"
        return str(self.cleaned_data["pasted"]).encode(), "Pasted rows"
