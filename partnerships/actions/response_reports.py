"""The response document: a version made from what stands today, made afresh while nobody has seen it, published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from partnerships.actions._consultation import open_consultation
from partnerships.actions._core import Refused, action, for_change, refuse_if
from partnerships.actions.consultation_steps import done_day, log_step
from partnerships.models import Consultation, Response, ResponseReport
from partnerships.models.people import User
from partnerships.permissions import May
from partnerships.reports.analysis import Analysis
from partnerships.rules import response_report as rules
from partnerships.rules.consultation_words import StepKind
from partnerships.rules.problems import Problem


@dataclass(frozen=True)
class Wording:
    """What somebody adds to the figures: an introduction, and numbers of responses whose comments are quoted."""

    introduction: str = ""
    quotes: str = ""
    # That nobody can be recognised in the comments.
    checked: bool = False


def report_problems(wording: Wording, *, consultation: Consultation) -> list[Problem]:
    """What is wrong with what is added to a response document."""
    numbers, problems = rules.read_numbers(wording.quotes)
    if problems or not numbers:
        return problems
    found = {response.number: response.comment for response in _quoted(consultation, numbers)}
    for number in numbers:
        if number not in found:
            said = (
                f"There is no response {number} that is counted. Check the number in the list of responses."
            )
            problems.append(Problem(said, about="quotes"))
        elif not found[number].strip():
            problems.append(Problem(f"Response {number} has no comment.", about="quotes"))
        elif len(found[number]) > rules.LONGEST_QUOTE:
            problems.append(
                Problem(f"The comment of response {number} is too long to quote.", about="quotes")
            )
    if not wording.checked:
        said = "Read the comments that you quote, and tick that nobody can be recognised in them."
        problems.append(Problem(said, about="checked"))
    return problems


@action
def make_response_report(*, by: User, consultation: Consultation, wording: Wording) -> ResponseReport:
    """Makes the next version from the figures, themes and answers as they stand. Earlier versions stay as they are."""
    consultation = open_consultation(by, consultation, May.KEEP_CONSULTATION)
    refuse_if(report_problems(wording, consultation=consultation))
    last = ResponseReport.objects.filter(consultation=consultation).order_by("-number").first()
    report = ResponseReport(
        project=consultation.project, consultation=consultation, number=last.number + 1 if last else 1
    )
    return _fill(by, report, wording)


@action
def remake_response_report(
    *, by: User, report: ResponseReport, wording: Wording, expected_made_at: dt.datetime | None = None
) -> ResponseReport:
    """Makes a version that is not published yet again, from what stands now."""
    report = _unpublished(by, report)
    if expected_made_at is not None and expected_made_at != report.made_at:
        raise Refused(f"{report.made_by or 'Somebody'} made this version again while you were editing it.")
    refuse_if(report_problems(wording, consultation=report.consultation))
    return _fill(by, report, wording)


def publish_report_problems(*, report: ResponseReport, on: dt.date | None) -> list[Problem]:
    """What stands in the way of publishing this version on that day."""
    window = Consultation.objects.filter(pk=report.consultation_id).with_window()
    return rules.publish_problems(
        published_on=report.published_on,
        today=timezone.localdate(),
        on=on,
        closes_on=window.values_list("closes_on", flat=True).get(),
    )


@action
def publish_response_report(*, by: User, report: ResponseReport, on: dt.date | None) -> ResponseReport:
    """Publishes a version for good, and logs the consultation's step "Response published" unless it is done already."""
    consultation = open_consultation(by, report.consultation, May.MANAGE_CONSULTATION)
    report = for_change(ResponseReport, report.pk)
    refuse_if(publish_report_problems(report=report, on=on))
    report.published_on = on
    report.save()
    step = consultation.steps.filter(kind=StepKind.REPLY, left_out_reason="").first()
    if step is not None and done_day(step) is None:
        log_step(by=by, step=step, done_on=on)
    return report


def remove_report_problems(report: ResponseReport) -> list[str]:
    """What stands in the way of removing a version."""
    if report.published_on is not None:
        return ["This version is published and stays as it is. Make a new version instead."]
    used = report.decisions.first()
    return [f"A decision rests on it ({used})."] if used is not None else []


@action
def remove_response_report(*, by: User, report: ResponseReport) -> None:
    """Removes a version that was not published."""
    report = _unpublished(by, report)
    refuse_if(remove_report_problems(report))
    report.delete()


def _unpublished(by: User, report: ResponseReport) -> ResponseReport:
    """The version as it is now, locked, if this person may change it and nobody has published it."""
    open_consultation(by, report.consultation, May.KEEP_CONSULTATION)
    fresh = for_change(ResponseReport, report.pk)
    if fresh.published_on is not None:
        raise Refused("This version is published and stays as it is. Make a new version instead.")
    return fresh


def _quoted(consultation: Consultation, numbers: Sequence[int]) -> list[Response]:
    mine = Response.objects.counted().filter(consultation=consultation, number__in=numbers)
    return list(mine.only("number", "audience", "comment"))


def _fill(by: User, report: ResponseReport, wording: Wording) -> ResponseReport:
    numbers, _problems = rules.read_numbers(wording.quotes)
    report.introduction = wording.introduction.strip()
    report.content = rules.content_of(_standing(report.consultation, numbers))
    report.content["quoted"] = numbers
    report.made_by, report.made_at = by, timezone.now()
    report.save()
    return report


def _standing(consultation: Consultation, numbers: Sequence[int]) -> rules.Standing:
    analysis = Analysis(consultation)
    opens, closes = analysis.window
    quoted = {response.number: response for response in _quoted(consultation, numbers)}
    return rules.Standing(
        title=consultation.title,
        question=consultation.question,
        school=consultation.project.school.name,
        opens_on=opens,
        closes_on=closes,
        methods=consultation.methods,
        by_group=analysis.by_group,
        by_channel=analysis.by_channel,
        step=analysis.step,
        spans=analysis.spans,
        duplicates=analysis.duplicates,
        meetings=consultation.meetings.filter(cancelled_on=None).count(),
        themes=[
            rules.ThemeSaid(
                row.theme.name,
                analysis.by_theme.get(row.theme.pk, {}),
                row.theme.heard,
                row.theme.changed,
                row.theme.not_changed,
            )
            for row in analysis.themes
        ],
        quotes=[rules.Quote(quoted[number].comment.strip(), quoted[number].audience) for number in numbers],
    )
