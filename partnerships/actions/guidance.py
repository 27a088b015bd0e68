"""Published guidance: kept by a trust's administrators for their trust, by site administrators for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnerships.actions._core import (
    Refused,
    action,
    create_many,
    for_change,
    must_have_seen,
    refuse_if,
    require,
)
from partnerships.actions.fit import link_problems
from partnerships.models import Group, Guidance
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.guidance import Entry, guidance_problems
from partnerships.rules.links import Checked, Link
from partnerships.rules.problems import Problem

THERE = Problem("This link is in the list already.", about="url")


@dataclass(frozen=True)
class Loaded:
    """What adding the shipped list did: entries added, there already, and removed by somebody before."""

    added: int
    there: int
    removed: int


def may_keep_guidance(by: User, trust_id: int | None) -> bool:
    """A trust's administrators keep its own guidance, site administrators that which all trusts share."""
    return by.may(May.SITE_MANAGE_GUIDANCE) if trust_id is None else by.may(May.MANAGE_GUIDANCE, trust_id)


def entry_problems(entry: Entry, *, trust: Group | None, now: Guidance | None = None) -> list[Problem]:
    """What is wrong with an entry; `now` is the one that it changes."""
    problems = guidance_problems(entry, today=timezone.localdate())
    if entry.url.strip():
        problems += link_problems(entry.url.strip(), about="url")
    same = Guidance.objects.filter(trust=trust, url=entry.url.strip())
    if (same.exclude(pk=now.pk) if now is not None else same).exists():
        problems.append(THERE)
    return problems


@action
def add_guidance(*, by: User, trust: Group | None, entry: Entry) -> Guidance:
    """Adds a piece of guidance, for one trust or (None) for all."""
    require(may_keep_guidance(by, trust.pk if trust else None))
    if trust is not None:
        for_change(Group, trust.pk)
    refuse_if(entry_problems(entry, trust=trust))
    guidance = Guidance(trust=trust)
    _write(guidance, entry)
    return _save(guidance)


@action
def change_guidance(
    *, by: User, guidance: Guidance, entry: Entry, expected_version: int | None = None
) -> Guidance:
    """Changes an entry. With another link, what was found of the old one is forgotten."""
    guidance = _open(by, guidance)
    must_have_seen(guidance, expected_version, what="this entry")
    refuse_if(entry_problems(entry, trust=guidance.trust, now=guidance))
    if guidance.url != entry.url.strip():
        guidance.link_checked_on = guidance.link_failed_on = None
        guidance.link_answer = ""
    _write(guidance, entry)
    guidance.version += 1
    return _save(guidance)


@action
def remove_guidance(*, by: User, guidance: Guidance) -> None:
    """Removes an entry. Adding the shipped list again does not bring it back."""
    _open(by, guidance).delete()


@action
def add_shipped_guidance(*, by: User | None, trust: Group | None, entries: Iterable[Entry]) -> Loaded:
    """Adds what is neither there nor was removed before, by its link; changes nothing. `by` None is the system."""
    require(by is None or may_keep_guidance(by, trust.pk if trust else None))
    if trust is not None:
        for_change(Group, trust.pk)
    wanted = {entry.url: entry for entry in entries}
    seen = Guidance.objects.filter(url__in=wanted, trust=None)
    if trust is not None:
        seen = seen | Guidance.objects.filter(url__in=wanted, trust=trust)
    there = set(seen.values_list("url", flat=True))
    gone = Guidance.history.filter(url__in=wanted, trust=trust, history_type="-")
    removed = set(gone.values_list("url", flat=True)) - there
    new = []
    for url, entry in wanted.items():
        if url not in there and url not in removed:
            new.append(Guidance(trust=trust))
            _write(new[-1], entry)
    create_many(new)
    return Loaded(len(new), len(there), len(removed))


@action
def record_link(*, by: User | None, guidance: Guidance, url: str, checked: Checked, on: dt.date) -> bool:
    """Keeps how the link stood on that day, outside history; False where the entry or its link is another by now.

    A link is stale since the first of the days on which it failed without a break. An answer that leaves it open
    changes nothing but the day and the words.
    """
    try:
        fresh = for_change(Guidance, guidance.pk)
    except Refused:
        return False
    if fresh.url != url:
        return False
    fresh.link_checked_on, fresh.link_answer = on, checked.answer[:120]
    if checked.link is Link.ANSWERS:
        fresh.link_failed_on = None
    elif checked.link in (Link.GONE, Link.SILENT):
        fresh.link_failed_on = fresh.link_failed_on or on
    fresh.skip_history_when_saving = True  # type: ignore[attr-defined]  # django-simple-history looks for it
    fresh.save(update_fields=["link_checked_on", "link_failed_on", "link_answer"])
    return True


def _open(by: User, guidance: Guidance) -> Guidance:
    fresh = for_change(Guidance, guidance.pk)
    require(may_keep_guidance(by, fresh.trust_id))
    return fresh


def _save(guidance: Guidance) -> Guidance:
    try:
        with transaction.atomic():
            guidance.save()
    except IntegrityError as taken:  # what all trusts share has no trust on which two could wait
        raise Refused(THERE) from taken
    return guidance


def _write(guidance: Guidance, entry: Entry) -> None:
    guidance.title, guidance.publisher = entry.title.strip(), entry.publisher.strip()
    guidance.url, guidance.says = entry.url.strip(), entry.says.strip()
    guidance.published_on, guidance.review_on = entry.published_on, entry.review_on
    guidance.about = list(dict.fromkeys(entry.about))
