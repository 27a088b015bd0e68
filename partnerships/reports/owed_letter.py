"""A plain-text letter to one recipient about what is owed: no notes of ours, and no confidential project unasked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from partnerships.models import User
from partnerships.reports.owed import OwedProject, OwedRow, by_school
from partnerships.reports.owed_contacts import Recipient
from partnerships.rules.saying import counted, say_day

SUBJECT = "What we are waiting for"
# Some mail programs cut an address off beyond this.
LONGEST_ADDRESS = 1900


@dataclass(frozen=True)
class Letter:
    """What is sent, and what was left out of it."""

    recipient: Recipient
    text: str
    schools: int
    rows: int
    # Confidential projects that this person sees and in which the recipient owes something.
    confidential: list[OwedProject]

    @property
    def mailto(self) -> str:
        """An address that opens a message with the letter in it; without the letter where that is too long."""
        start = f"mailto:{quote(self.recipient.email, safe='@')}?subject={quote(SUBJECT)}"
        whole = f"{start}&body={quote(self.text)}"
        return whole if len(whole) <= LONGEST_ADDRESS else start

    @property
    def fits_mailto(self) -> bool:
        return "&body=" in self.mailto


def letter_to(
    rows: Sequence[OwedRow], *, sender: User, with_confidential: Collection[int] = ()
) -> Letter | None:
    """The letter about these rows, all of one recipient; None without any.

    Rows of confidential projects are left out but for those whose key is in `with_confidential`.
    """
    if not rows:
        return None
    told = [row for row in rows if not row.project.confidential or row.project.pk in with_confidential]
    hidden = {row.project.pk: row.project for row in rows if row.project.confidential}
    recipient = rows[0].recipient
    return Letter(
        recipient=recipient,
        text=_text(recipient, told, sender),
        schools=len({row.project.pk for row in told}),
        rows=len(told),
        confidential=sorted(hidden.values(), key=lambda project: project.school.casefold()),
    )


def _text(recipient: Recipient, rows: Sequence[OwedRow], sender: User) -> str:
    if not rows:
        return ""
    trusts = ", ".join(sorted({row.project.trust for row in rows}))
    lines = [
        f"Dear {recipient.name or 'colleague'},",
        "",
        f"We are waiting for the following for schools that are joining {trusts}."
        if len({row.project.pk for row in rows}) > 1
        else f"We are waiting for the following for a school that is joining {trusts}.",
        "Please tell us when we can expect each of these, or whom we should ask.",
    ]
    for school in by_school(rows):
        lines += ["", f"{school.project.school} (URN {school.project.urn})"]
        lines += [f"- {row.title}: {_when(row)}" for row in school.rows]
    return "\n".join([*lines, "", "Kind regards,", "", str(sender), trusts])


def _when(row: OwedRow) -> str:
    parts = []
    if row.waiting and row.since is not None:
        parts.append(f"waiting since {say_day(row.since)} ({counted(row.days_waiting or 0, 'day')})")
    if row.due_on is not None:
        parts.append(f"{'was due' if row.days_late else 'due'} on {say_day(row.due_on)}")
    return "; ".join(parts) or "no date yet"
