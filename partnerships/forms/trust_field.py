"""A trust typed by name, UID or TRN, so that nobody scrolls through thousands."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.models import Group
from partnerships.rules.numbers import whole_number


class TrustField(forms.CharField):
    """Gives the one open trust that the words name; None for nothing. Says so when there is none, or several."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        trusts = Group.objects.trusts().open()
        uid = whole_number(text)
        exact = trusts.filter(group_id__iexact=text) if uid is None else trusts.filter(uid=uid)
        found = list(exact[:2]) or list(trusts.filter(name__iexact=text)[:2])
        found = found or list(trusts.search(text)[:4])
        if not found:
            raise forms.ValidationError("No trust has that name or number. Check it, or leave it empty.")
        if len(found) > 1:
            names = ", ".join(f"{trust.name} (UID {trust.uid})" for trust in found[:3])
            raise forms.ValidationError(f"Several trusts have these words: {names}. Enter the UID.")
        return found[0]
