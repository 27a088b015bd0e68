"""Answers on fit for one school, and what a trust tells every school: its terms and its usual answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from partnerships.actions._core import (
    RowChangedMeanwhile,
    action,
    for_change,
    refuse_if,
    require,
    who_changed,
)
from partnerships.actions._files import no_file_left_behind
from partnerships.actions._shown import NOT_SHOWN, Shown, keep_shown, shown_problems
from partnerships.models import FitAnswer, Group, Project, TrustAnswer, TrustTerms
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.rules.fit import BY_KEY, LONGEST_ANSWER, answer_problems
from partnerships.rules.partnership_words import Reserves
from partnerships.rules.problems import Problem

# A form that was opened while there was no answer yet.
NONE_YET = 0


@dataclass(frozen=True)
class Terms:
    """A trust's terms as they were entered."""

    charge_percent: Decimal | None = None
    charge_basis: str = ""
    capital: str = ""
    reserves: str = Reserves.UNKNOWN.value
    reserves_note: str = ""
    delegation: str = ""
    delegation_url: str = ""
    as_of: dt.date | None = None


def fit_problems(
    *, project: Project, key: str, text: str, answered_on: dt.date | None, shown: Shown = NOT_SHOWN
) -> list[str]:
    """What is wrong with an answer as it was entered."""
    today = timezone.localdate()
    problems = answer_problems(key=key, text=text, answered_on=answered_on, today=today)
    return [*problems, *shown_problems(project, None, shown)]


@no_file_left_behind
@action
def answer_fit(
    *,
    by: User,
    project: Project,
    key: str,
    text: str,
    answered_on: dt.date | None = None,
    shown: Shown = NOT_SHOWN,
    expected_version: int | None = None,
) -> FitAnswer:
    """Answers one question of fit for this school, or changes the answer; history keeps what was said before."""
    project = for_change(Project, project.pk)
    require(by.may(May.KEEP_PARTNERSHIP, project))
    on = answered_on or timezone.localdate()
    refuse_if(fit_problems(project=project, key=key, text=text, answered_on=on, shown=shown))
    answer = FitAnswer.objects.filter(project=project, key=key).first()
    _nobody_was_faster(answer, expected_version)
    answer = answer or FitAnswer(project=project, key=key, version=NONE_YET)
    answer.text, answer.answered_by, answer.answered_on = text.strip(), by, on
    answer.evidence = keep_shown(by, project, shown)
    answer.version += 1
    answer.save()
    return answer


@action
def clear_fit_answer(*, by: User, answer: FitAnswer) -> None:
    """Takes an answer back: the question is open again, or the trust's usual answer stands."""
    project = for_change(Project, answer.project_id)
    require(by.may(May.KEEP_PARTNERSHIP, project))
    for_change(FitAnswer, answer.pk).delete()


def link_problems(url: str, *, about: str) -> list[Problem]:
    """What is wrong with a link to somewhere on the web; none is allowed."""
    if not url:
        return []
    try:
        URLValidator(schemes=["https", "http"])(url)
    except ValidationError:
        return [Problem("Enter a whole link, beginning with https://.", about=about)]
    return []


def trust_answer_problems(*, key: str, text: str, url: str, answered_on: dt.date | None) -> list[str]:
    """What is wrong with a trust's usual answer as it was entered."""
    if key in BY_KEY and not BY_KEY[key].has_usual_answer:
        return ["Schools answer this themselves, each for itself."]
    today = timezone.localdate()
    problems = answer_problems(key=key, text=text, answered_on=answered_on, today=today)
    return [*problems, *link_problems(url.strip(), about="url")]


@action
def answer_for_trust(
    *,
    by: User,
    trust: Group,
    key: str,
    text: str,
    url: str = "",
    answered_on: dt.date | None = None,
    expected_version: int | None = None,
) -> TrustAnswer:
    """Keeps what the trust usually answers; what was answered to one school already stays as it is."""
    trust = for_change(Group, trust.pk)
    require(by.may(May.MANAGE_GUIDANCE, trust.pk))
    on = answered_on or timezone.localdate()
    refuse_if(trust_answer_problems(key=key, text=text, url=url, answered_on=on))
    answer = TrustAnswer.objects.filter(trust=trust, key=key).first()
    _nobody_was_faster(answer, expected_version)
    answer = answer or TrustAnswer(trust=trust, key=key, version=NONE_YET)
    answer.text, answer.url = text.strip(), url.strip()
    answer.answered_by, answer.answered_on = by, on
    answer.version += 1
    answer.save()
    return answer


@action
def clear_trust_answer(*, by: User, answer: TrustAnswer) -> None:
    """Takes a usual answer back."""
    trust = for_change(Group, answer.trust_id)
    require(by.may(May.MANAGE_GUIDANCE, trust.pk))
    for_change(TrustAnswer, answer.pk).delete()


def terms_problems(terms: Terms) -> list[Problem]:
    """What is wrong with a trust's terms as they were entered."""
    problems = []
    if terms.charge_percent is not None and not 0 <= terms.charge_percent <= 100:
        problems.append(Problem("Enter the charge as a percentage from 0 to 100.", about="charge_percent"))
    if not Reserves.has(terms.reserves):
        problems.append(Problem("Choose what becomes of reserves.", about="reserves"))
    for name in ("charge_basis", "capital", "reserves_note", "delegation"):
        if len(getattr(terms, name)) > LONGEST_ANSWER:
            problems.append(Problem(f"Shorten this to {LONGEST_ANSWER:,} characters.", about=name))
    if terms.as_of is not None and terms.as_of > timezone.localdate():
        problems.append(Problem("The day on which they were agreed must be today or earlier.", about="as_of"))
    return problems + link_problems(terms.delegation_url.strip(), about="delegation_url")


@action
def set_trust_terms(
    *, by: User, trust: Group, terms: Terms, expected_version: int | None = None
) -> TrustTerms:
    """Keeps what the trust asks of and offers to every school that joins."""
    trust = for_change(Group, trust.pk)
    require(by.may(May.MANAGE_GUIDANCE, trust.pk))
    refuse_if(terms_problems(terms))
    kept = TrustTerms.objects.filter(trust=trust).first()
    _nobody_was_faster(kept, expected_version)
    kept = kept or TrustTerms(trust=trust, version=NONE_YET)
    kept.charge_percent, kept.reserves, kept.as_of = terms.charge_percent, terms.reserves, terms.as_of
    for name in ("charge_basis", "capital", "reserves_note", "delegation", "delegation_url"):
        setattr(kept, name, getattr(terms, name).strip())
    kept.version += 1
    kept.save()
    return kept


def _nobody_was_faster(
    kept: FitAnswer | TrustAnswer | TrustTerms | None, expected_version: int | None
) -> None:
    """Raises RowChangedMeanwhile where what is kept is not what the form showed."""
    version = kept.version if kept is not None else NONE_YET
    if expected_version is None or version == expected_version:
        return
    if kept is None:
        said = "Somebody else removed this answer while you were editing it. Save again to put yours in."
    else:
        said = f"{who_changed(kept)} changed this while you were editing it. Check it and save again."
        if not isinstance(kept, TrustTerms):
            said = (
                f"{who_changed(kept)} answered this while you were editing it: “{_short(kept.text)}” "
                "Check it and save again."
            )
    raise RowChangedMeanwhile(said, version)


def _short(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:300]}…"
