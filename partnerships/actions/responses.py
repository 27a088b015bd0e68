"""Responses to a consultation: typed in, changed, removed and restored, answered, and put under themes.

A response has no name on it; who sent it, where that is kept at all, is in `actions.respondents`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from partnerships.actions._consultation import open_consultation
from partnerships.actions._core import Refused, action, refuse_if, save_many
from partnerships.actions._responses import (
    add_links,
    next_number,
    open_response,
    themes_named,
)
from partnerships.models import Consultation, Response, ResponseTheme
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.consultation_words import Audience, Channel
from partnerships.rules.problems import Problem
from partnerships.rules.responses import fingerprint, reply_problems, response_problems, theme_names

ENTERED_BY_MISTAKE = "Entered by mistake"


@dataclass(frozen=True)
class Said:
    """A response as it was entered; themes by name, new ones among them."""

    received_on: dt.date | None
    stance: str
    audience: str = Audience.UNKNOWN.value
    channel: str = Channel.OTHER.value
    comment: str = ""
    themes: Sequence[str] = ()
    needs_reply: bool = False
    replied_on: dt.date | None = None
    # The number of the response that it repeats.
    duplicate_of: int | None = None


@dataclass(frozen=True)
class Several:
    """What is said of several responses at once; None leaves it as it is."""

    add_themes: Sequence[str] = ()
    replied_on: dt.date | None = None
    needs_reply: bool | None = None

    @property
    def is_empty(self) -> bool:
        return not self.add_themes and self.replied_on is None and self.needs_reply is None


def entry_problems(
    said: Said, *, consultation: Consultation, response: Response | None = None
) -> list[Problem]:
    """What is wrong with a response as it was entered; `response` is the one that is to be changed."""
    problems = response_problems(
        received_on=said.received_on,
        audience=said.audience,
        channel=said.channel,
        stance=said.stance,
        comment=said.comment,
        themes=said.themes,
        replied_on=said.replied_on,
        today=timezone.localdate(),
    )
    if said.duplicate_of is not None:
        problems += _duplicate_problems(said.duplicate_of, consultation, response)
    return problems


@action
def add_response(*, by: User, consultation: Consultation, said: Said) -> Response:
    """Adds a response under the next number."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    refuse_if(entry_problems(said, consultation=consultation))
    response = Response(
        project=consultation.project, consultation=consultation, number=next_number(consultation)
    )
    return _save(response, said)


@action
def change_response(
    *, by: User, response: Response, said: Said, expected_version: int | None = None
) -> Response:
    """Changes what a response says; history keeps what was said before."""
    response = open_response(by, response, expected_version)
    _standing(response)
    refuse_if(entry_problems(said, consultation=response.consultation, response=response))
    response.version += 1
    return _save(response, said)


def remove_problems(*, why: str) -> list[Problem]:
    """What is missing before a response can be removed."""
    return [] if why.strip() else [Problem("Enter why it is removed.", about="why")]


@action
def remove_response(*, by: User, response: Response, why: str) -> Response:
    """Takes a response out of the list and the counts; it can be restored. What repeats it counts from then on."""
    response = open_response(by, response)
    _standing(response)
    refuse_if(remove_problems(why=why))
    response.removed_on, response.removed_reason = timezone.localdate(), why.strip()
    response.version += 1
    response.save()
    first_instead([response.pk])
    return response


@action
def restore_response(*, by: User, response: Response) -> Response:
    """Puts a removed response back. Where what it repeats has been removed since, it counts on its own."""
    response = open_response(by, response)
    if response.removed_on is None:
        raise Refused("This response is not removed.")
    response.removed_on, response.removed_reason = None, ""
    response.duplicate_of = _still_first(response.duplicate_of)
    response.version += 1
    response.save()
    return response


def _still_first(first: Response | None) -> Response | None:
    """The response that is repeated, as it is now: it may have been removed, or been found to repeat another."""
    if first is not None and first.duplicate_of is not None:
        first = first.duplicate_of
    return first if first is not None and first.removed_on is None else None


@action
def mark_duplicate(*, by: User, response: Response, of: int | None) -> Response:
    """Says that a response repeats the one of this number, and is not counted; None has it counted on its own."""
    response = open_response(by, response)
    _standing(response)
    if of is not None:
        refuse_if(_duplicate_problems(of, response.consultation, response))
    response.duplicate_of = _numbered(response.consultation, of)
    response.version += 1
    response.save()
    return response


@action
def reply_sent(*, by: User, response: Response, on: dt.date) -> Response:
    """Records that a response was replied to."""
    response = open_response(by, response)
    _standing(response)
    refuse_if(reply_problems(response.received_on, on, today=timezone.localdate()))
    response.needs_reply, response.replied_on = True, on
    response.version += 1
    response.save()
    return response


def several_problems(several: Several, *, responses: Sequence[Response]) -> list[str]:
    """What stands in the way of saying this of all these responses."""
    if not responses:
        return ["Tick the responses that you mean."]
    if several.is_empty:
        return ["Choose what is said of them: themes, a reply, or that they need one."]
    problems: list[str] = []
    if any(each.removed_on is not None for each in responses):
        problems.append("One of these responses has been removed.")
    first = min(each.received_on for each in responses)
    last = max(each.received_on for each in responses)
    for day in {first, last}:
        problems += reply_problems(day, several.replied_on, today=timezone.localdate())
    return list(dict.fromkeys(problems))


@action
def change_several(
    *, by: User, consultation: Consultation, responses: Sequence[Response], several: Several
) -> list[Response]:
    """Says the same of several responses: themes beside those they have, a reply, or that they need one."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    keys = [each.pk for each in responses]
    rows = Response.objects.filter(consultation=consultation, pk__in=keys).select_for_update(
        of=("self",), no_key=True
    )
    fresh = list(rows.order_by("pk"))
    refuse_if(several_problems(several, responses=fresh))
    themes = themes_named(consultation, several.add_themes).values()
    have = set(ResponseTheme.objects.filter(response__in=fresh).values_list("response_id", "theme_id"))
    add_links((each, theme) for theme in themes for each in fresh if (each.pk, theme.pk) not in have)
    for each in fresh:
        if several.replied_on is not None:
            each.needs_reply, each.replied_on = True, several.replied_on
        elif several.needs_reply is not None:
            each.needs_reply = several.needs_reply
            each.replied_on = each.replied_on if several.needs_reply else None
        each.version += 1
    save_many(fresh, ["needs_reply", "replied_on", "version"])
    return fresh


def first_instead(gone: Sequence[int]) -> None:
    """Where responses no longer stand, the first of those that repeat each counts instead, and the others repeat it."""
    repeats = Response.objects.filter(duplicate_of__in=gone).exclude(pk__in=gone)
    heirs: dict[int, Response] = {}
    changed = []
    # Removed ones last: none of them can count instead, but what is restored repeats whichever does.
    for each in repeats.order_by(F("removed_on").asc(nulls_first=True), "number"):
        of = each.duplicate_of_id or 0
        if each.removed_on is None:
            heirs.setdefault(of, each)
        elif of not in heirs:
            continue
        each.duplicate_of = None if heirs[of] is each else heirs[of]
        each.version += 1
        changed.append(each)
    save_many(changed, ["duplicate_of", "version"])


def same_words(response: Response) -> Response | None:
    """The first response that stands, counts and says the same words for the same group; None where none does."""
    if not response.fingerprint or response.duplicate_of_id is not None:
        return None
    others = Response.objects.counted().filter(
        consultation=response.consultation_id, fingerprint=response.fingerprint
    )
    return others.exclude(pk=response.pk).order_by("number").first()


def _standing(response: Response) -> None:
    if response.removed_on is not None:
        raise Refused("This response has been removed. Restore it first.")


def _numbered(consultation: Consultation, number: int | None) -> Response | None:
    return Response.objects.filter(consultation=consultation, number=number).first() if number else None


def _duplicate_problems(number: int, consultation: Consultation, response: Response | None) -> list[Problem]:
    other = _numbered(consultation, number)
    if other is None or other.removed_on is not None:
        said = f"There is no response {number} in this consultation."
    elif response is not None and other.pk == response.pk:
        said = "A response cannot repeat itself."
    elif other.duplicate_of is not None:
        said = f"Response {number} repeats response {other.duplicate_of.number} itself. Give that number."
    elif response is not None and response.duplicates.filter(removed_on=None).exists():
        said = "Other responses repeat this one. Have them counted on their own first."
    else:
        return []
    return [Problem(said, about="duplicate_of")]


def _save(response: Response, said: Said) -> Response:
    assert said.received_on is not None  # a problem otherwise
    response.received_on, response.stance = said.received_on, said.stance
    response.audience, response.channel = said.audience, said.channel
    response.comment = said.comment.strip()
    response.needs_reply = said.needs_reply or said.replied_on is not None
    response.replied_on = said.replied_on
    response.fingerprint = fingerprint(said.audience, said.comment)
    response.duplicate_of = _numbered(response.consultation, said.duplicate_of)
    response.save()
    _set_themes(response, said.themes)
    return response


def _set_themes(response: Response, names: Sequence[str]) -> None:
    wanted = {theme.pk: theme for theme in themes_named(response.consultation, theme_names(names)).values()}
    for link in ResponseTheme.objects.filter(response=response):
        if wanted.pop(link.theme_id, None) is None:
            link.delete()
    add_links((response, theme) for theme in wanted.values())
