"""What anybody may read of a consultation whose public page is open, and nothing else of it.

Everything on the public page comes through here, so that closing the page, stopping the consultation, ending its
project or making it confidential shuts every address of it at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from partnerships.models import Consultation, ConsultationDocument, ResponseReport
from partnerships.rules.consultation_words import Channel
from partnerships.rules.consultations.papers import Paper, in_force_on
from partnerships.rules.saying import all_of, lower_first, say_day


@dataclass(frozen=True)
class PublicDocument:
    """A document that is offered, with what its line says."""

    document: ConsultationDocument

    @property
    def details(self) -> str:
        """ "Large print, Polish, PDF, 120 KB"; what goes without saying is left out."""
        document, evidence = self.document, self.document.evidence
        said = [] if document.format == "standard" else [document.get_format_display()]
        said += [] if document.language == "English" else [document.language]
        if not evidence.is_file:
            return ", ".join([*said, urlsplit(evidence.url).hostname or "link"])
        kind = evidence.file_name.rpartition(".")[2].upper()
        return ", ".join([*said, kind, _size(evidence.size)])


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{-(-size // 1024):,} KB"


@dataclass(frozen=True)
class PublicPage:
    """A consultation as anybody may read it."""

    consultation: Consultation
    opens_on: dt.date | None
    closes_on: dt.date | None
    documents: Sequence[PublicDocument]
    report: ResponseReport | None
    today: dt.date

    @property
    def dates(self) -> str:
        """When it opens and closes, seen from today; empty while neither is known."""
        opens, closes = self.opens_on, self.closes_on
        if closes is not None and closes < self.today:
            begun = f"opened on {say_day(opens)} and " if opens else ""
            return f"This consultation {begun}closed on {say_day(closes)}."
        if opens is not None and opens > self.today:
            until = f" and closes on {say_day(closes)}" if closes else ""
            return f"This consultation opens on {say_day(opens)}{until}."
        if opens is None:
            return f"This consultation closes on {say_day(closes)}." if closes else ""
        until = f" It closes on {say_day(closes)}." if closes else ""
        return f"This consultation is open.{until}"

    @property
    def is_over(self) -> bool:
        return self.closes_on is not None and self.closes_on < self.today

    @property
    def methods(self) -> str:
        """ "You can respond by web form, e-mail or letter."; empty where nothing is said."""
        known = [lower_first(Channel(each).label) for each in self.consultation.methods if Channel.has(each)]
        if not known:
            return ""
        return (
            f"You can respond by {' or '.join(part for part in (', '.join(known[:-1]), known[-1]) if part)}."
        )

    @property
    def other_ways(self) -> str:
        """Languages and formats in which the documents can be had; empty where nothing is said."""
        said = [text.strip().rstrip(".") for text in (self.consultation.languages, self.consultation.formats)]
        return all_of([text for text in said if text])


def public_page(name: str, *, today: dt.date) -> PublicPage | None:
    """The page at this address; None where there is none, it is closed, or nothing of it may be public."""
    found = Consultation.objects.with_window().select_related("project__school")
    consultation = found.filter(
        share_name=name,
        shared=True,
        stopped_on=None,
        project__confidential=False,
        project__ended_on=None,
    ).first()
    return None if consultation is None else page_of(consultation, today=today)


def preview_of(consultation: Consultation, *, today: dt.date) -> PublicPage:
    """The page as it is or would be, for those who look after it."""
    found = Consultation.objects.with_window().select_related("project__school")
    return page_of(found.get(pk=consultation.pk), today=today)


def page_of(consultation: Any, *, today: dt.date) -> PublicPage:
    """What is public of a consultation read with its window and its project's school."""
    rows = {each.pk: each for each in consultation.documents.select_related("evidence__replaced_by")}
    in_force = [rows[paper.key] for paper in in_force_on(map(_paper, rows.values()), today) if paper.key]
    documents = [PublicDocument(each) for each in in_force if each.public and each.evidence.is_standing]
    published = consultation.reports.filter(published_on__lte=today).order_by("-number")
    return PublicPage(
        consultation, consultation.opens_on, consultation.closes_on, documents, published.first(), today
    )


def _paper(document: ConsultationDocument) -> Paper:
    return Paper(
        document.kind,
        document.title,
        document.number,
        document.in_force_from,
        document.withdrawn_on,
        document.language,
        document.format,
        document.pk,
    )
