"""Responses to a consultation: what one needs, which say the same, and how long their senders are kept."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from partnerships.rules.consultation_words import STARTER_THEMES, Audience, Channel, Stance
from partnerships.rules.dates import next_month
from partnerships.rules.problems import Problem
from partnerships.rules.saying import counted
from partnerships.rules.school_days import is_far
from partnerships.rules.words import Word

LONGEST_COMMENT = 20_000
LONGEST_THEME = 120
# Below this, the same words come from people who never met: "No", "I agree", "Good idea for the school".
_LETTERS_THAT_TELL = 30
# Why six months: the names serve to answer the response, and to show who was heard should the decision be challenged;
# a claim for judicial review is brought within three months (Civil Procedure Rules 54.5), and the decision usually
# follows the closing within three. UK GDPR article 5(1)(e) asks for no longer than that. The person may say less, or
# up to two years, in which a conversion is long finished.
SENDERS_KEPT_MONTHS = 6
SENDERS_KEPT_DAYS_AT_MOST = 731
# A file that was uploaded and neither saved nor given up may name people too.
UPLOADS_KEPT_DAYS = 7


_NO_LETTERS = re.compile(r"[\W_]+")


class WhenAgain(Word):
    """What happens to an answer whose group and words came in before."""

    MARK = "mark", "Save them, marked as duplicates that are not counted"
    LEAVE_OUT = "leave_out", "Leave them out"
    COUNT = "count", "Save and count each: several people sent the same letter"


@dataclass(frozen=True)
class Sender:
    """Who sent a response; kept only where somebody says so."""

    name: str = ""
    email: str = ""
    address: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.email or self.address)


@dataclass(frozen=True)
class Incoming:
    """One row of a file, understood."""

    row: int
    received_on: date
    audience: str
    channel: str
    stance: str
    comment: str = ""
    themes: tuple[str, ...] = ()
    needs_reply: bool = False
    sender: Sender = field(default_factory=Sender)

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint(self.audience, self.comment)


@dataclass(frozen=True)
class RefusedRow:
    """One row of a file that cannot be saved, and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class Again:
    """A row that says what was said before: by a response that is kept (its number), or by an earlier row."""

    incoming: Incoming
    number: int | None = None
    earlier_row: int | None = None

    @property
    def what(self) -> str:
        """ "response 12" or "row 7 of this file"."""
        return (
            f"response {self.number}" if self.number is not None else f"row {self.earlier_row} of this file"
        )


# Row, day, for or against, and words: a form's export that has grown holds the rows of the last time once more.
RowKey = tuple[int, date, str, str]


@dataclass(frozen=True)
class Sorted:
    """The rows of a file, by what becomes of them."""

    new: list[Incoming]
    again: list[Again]
    # Came in with an earlier file at the same place.
    already: list[Incoming]


def plain(text: str) -> str:
    """Text without its case, marks and spaces: what stays the same when an answer is sent twice."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", text).casefold())


def fingerprint(audience: str, comment: str) -> str:
    """Equal for the same words from the same group; empty where there are too few words to tell."""
    letters = plain(comment)
    if len(letters) < _LETTERS_THAT_TELL:
        return ""
    return hashlib.sha256(f"{audience}|{letters}".encode()).hexdigest()


def row_key(row: int, received_on: date, stance: str, comment: str) -> RowKey:
    """What makes a row of a grown file the row that came in before."""
    return (row, received_on, stance, comment.strip())


def sort_out(
    rows: Iterable[Incoming], *, known: Mapping[str, int], already: set[RowKey], when: WhenAgain
) -> Sorted:
    """Tells new rows from those that came in before.

    `known` gives the number of the response with a fingerprint, `already` the rows of earlier files. Within the file,
    the same words under two different e-mail addresses or names are two people's.
    """
    found = Sorted([], [], [])
    seen: dict[tuple[str, str], int] = {}
    for each in rows:
        if row_key(each.row, each.received_on, each.stance, each.comment) in already:
            found.already.append(each)
            continue
        mark = each.fingerprint
        who = plain(each.sender.email or each.sender.name)
        if not mark or when is WhenAgain.COUNT:
            found.new.append(each)
        elif mark in known:
            found.again.append(Again(each, number=known[mark]))
        elif (mark, who) in seen:
            found.again.append(Again(each, earlier_row=seen[mark, who]))
        else:
            seen[mark, who] = each.row
            found.new.append(each)
    return found


def theme_names(names: Iterable[str]) -> list[str]:
    """These names, tidied, each once, whatever its case; empty ones left out."""
    found: dict[str, str] = {}
    for name in names:
        tidy = re.sub(r"\s+", " ", name).strip()
        if tidy:
            found.setdefault(tidy.casefold(), tidy)
    return list(found.values())


def offered_themes(existing: Sequence[str]) -> list[str]:
    """What can be ticked: the themes of the consultation, and those that every list starts with."""
    return theme_names([*sorted(existing, key=str.casefold), *STARTER_THEMES])


def response_problems(
    *,
    received_on: date | None,
    audience: str,
    channel: str,
    stance: str,
    comment: str,
    themes: Sequence[str] = (),
    replied_on: date | None = None,
    today: date,
) -> list[Problem]:
    """What is wrong with a response as it was entered, each about the answer to change."""
    problems = []
    if received_on is None:
        problems.append(Problem("Enter the day on which it came in.", about="received_on"))
    elif received_on > today:
        problems.append(Problem("The day on which it came in cannot lie ahead.", about="received_on"))
    elif is_far(received_on, today):
        problems.append(Problem("Check the year.", about="received_on"))
    if not Audience.has(audience):
        problems.append(Problem("Choose who sent it.", about="audience"))
    if not Channel.has(channel):
        problems.append(Problem("Choose how it came in.", about="channel"))
    if not Stance.has(stance):
        problems.append(Problem("Choose what it says of the proposal.", about="stance"))
    if len(comment) > LONGEST_COMMENT:
        problems.append(
            Problem(f"A comment can have {LONGEST_COMMENT:,} characters. Shorten it.", about="comment")
        )
    if any(len(name) > LONGEST_THEME for name in themes):
        problems.append(Problem(f"A theme can have {LONGEST_THEME} characters.", about="new_theme"))
    return problems + reply_problems(received_on, replied_on, today=today)


def reply_problems(received_on: date | None, replied_on: date | None, *, today: date) -> list[Problem]:
    """What is wrong with the day of a reply."""
    if replied_on is None:
        return []
    if replied_on > today:
        return [Problem("The day of the reply cannot lie ahead.", about="replied_on")]
    if received_on is not None and replied_on < received_on:
        return [Problem("The reply cannot come before the response.", about="replied_on")]
    return []


def months_later(day: date, months: int) -> date:
    """The same day some months on; the month's last where it has no such day."""
    first = day.replace(day=1)
    for _ in range(months):
        first = next_month(first)
    return min(first + timedelta(days=day.day - 1), next_month(first) - timedelta(days=1))


def senders_kept_until(closes_on: date | None, today: date) -> date:
    """The day on which who sent a response is deleted, unless somebody says another: see SENDERS_KEPT_MONTHS."""
    return months_later(max(closes_on or today, today), SENDERS_KEPT_MONTHS)


def delete_day_problems(delete_on: date | None, *, today: date) -> list[Problem]:
    """What is wrong with the day on which senders are to be deleted."""
    if delete_on is None:
        return [Problem("Enter the day on which they are deleted.", about="delete_on")]
    if delete_on <= today:
        return [Problem("The day on which they are deleted must lie ahead.", about="delete_on")]
    if (delete_on - today).days > SENDERS_KEPT_DAYS_AT_MOST:
        return [Problem("Names can be kept for two years at most.", about="delete_on")]
    return []


def undo_import_problems(*, changed: Sequence[int], is_saved: bool) -> list[str]:
    """What stands in the way of undoing an import; `changed` are the numbers of responses changed since."""
    if not is_saved:
        return ["Only an import that is saved can be undone."]
    if not changed:
        return []
    first = ", ".join(str(number) for number in changed[:10])
    more = f" and {len(changed) - 10} more" if len(changed) > 10 else ""
    return [
        f"{counted(len(changed), 'response')} of this import {'was' if len(changed) == 1 else 'were'} changed "
        f"since ({'number' if len(changed) == 1 else 'numbers'} {first}{more}). Remove what is wrong one by one."
    ]
