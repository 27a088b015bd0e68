"""Consultations and responses: every change in the domain's words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from partnerships.actions._core import one_call
from tests.factories import (
    ConsultationDocumentFactory,
    ConsultationFactory,
    ConsultationStepFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingQuestionFactory,
    MilestoneFactory,
    ResponseFactory,
    ResponseImportFactory,
    ResponseReportFactory,
    ResponseThemeFactory,
    StakeholderFactory,
    ThemeFactory,
)
from tests.history.conftest import Said, latest

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 2)


def test_a_consultation_and_its_public_page(said: Said) -> None:
    row = ConsultationFactory(title="Joining")
    assert latest(row.project).what == (
        "started the consultation “Joining”, consultation on conversion, led by the governing body"
    )
    assert said(row, question="Shall we?", methods=["web", "letter"]) == (
        "changed the consultation “Joining”: what is asked set to “Shall we?”; "
        "how people can respond from nothing to “web, letter”"
    )
    assert said(row, shared=True, share_name="joining") == (
        "opened the public page of the consultation “Joining” at “joining”"
    )
    assert said(row, shared=False) == "closed the public page of the consultation “Joining”"
    assert said(row, stopped_on=DAY, stopped_reason="No route") == (
        "stopped the consultation “Joining” on 2 November 2026: “No route”"
    )
    assert said(row, stopped_on=None, stopped_reason="") == "took the consultation “Joining” up again"


def test_steps_and_groups(said: Said) -> None:
    row = ConsultationFactory(title="Joining")
    step = ConsultationStepFactory(consultation=row, title="Leaflets")
    the = "the step “Leaflets” of “Joining”"
    assert latest(row.project).what == f"added {the}"
    assert said(step, due_on=dt.date(2026, 11, 9)) == (
        f"changed {the}: due date from 2 November 2026 to 9 November 2026"
    )
    assert said(step, done_on=DAY) == f"marked {the} as done on 2 November 2026"
    assert said(step, done_on=None) == f"marked {the} as not done"
    assert said(step, left_out_reason="By post") == f"left out {the}: “By post”"
    assert said(step, left_out_reason="") == f"put {the} back"
    group = StakeholderFactory(consultation=row, name="")
    assert said(group, told_on=DAY, told_how="letter", told_by="The office") == (
        "recorded that “parents and carers” were told on 2 November 2026, by letter"
    )
    assert (
        said(group, reminded_on=DAY) == "recorded that “parents and carers” were reminded on 2 November 2026"
    )
    assert (
        said(group, left_out=True, reason="None here")
        == "left out the group “parents and carers”: “None here”"
    )
    assert said(group, left_out=False) == "put the group “parents and carers” back"
    assert said(group, size=300) == "changed the group “parents and carers”: how many people from 210 to 300"


def test_meetings_and_papers(said: Said) -> None:
    row = ConsultationFactory(title="Joining")
    meeting = MeetingFactory(consultation=row)
    the = "meeting for parents and carers on 17 November 2026"
    assert latest(row.project).what == f"added a {the}, School hall"
    assert said(meeting, at=dt.time(19, 0), online=True) == (
        f"changed the {the}: time from 18:30 to 19:00; whether it is online from no to yes"
    )
    question = MeetingQuestionFactory(meeting=meeting, question="Uniform?", answer="", answered_on=None)
    assert latest(row.project).what == "wrote down a question of the meeting of 17 November 2026: “Uniform?”"
    assert said(question, answer="It stays") == (
        "answered “Uniform?” of the meeting of 17 November 2026: “It stays”"
    )
    assert said(meeting, cancelled_on=DAY) == f"called off the {the}"
    paper = ConsultationDocumentFactory(
        consultation=row, title="Paper", language="Welsh", format="large_print"
    )
    what = "version 1 of “Paper” (Welsh, large print)"
    assert latest(row.project).what == f"added {what}, consultation document, in force from 2 November 2026"
    assert said(paper, public=True) == f"put {what} on the public page"
    assert said(paper, withdrawn_on=DAY) == f"withdrew {what} on 2 November 2026"
    report = ResponseReportFactory(consultation=row)
    assert latest(row.project).what == "made version 1 of the response document of “Joining”"
    assert said(report, published_on=DAY) == (
        "published version 1 of the response document of “Joining” on 2 November 2026"
    )


def test_responses_are_told_without_their_words(said: Said) -> None:
    row = ConsultationFactory()
    first = ResponseFactory(consultation=row, comment="I am Jo Harker")
    assert latest(row.project).what == "added response 1: parents and carers, for"
    assert said(first, comment="I am Jo", stance="against") == (
        "changed response 1: for or against from for to against; its comment"
    )
    assert said(first, comment="I") == "changed the comment of response 1"
    second = ResponseFactory(consultation=row, duplicate_of=first, audience="la")
    assert latest(row.project).what == "added response 2: local authority, for, a duplicate of response 1"
    assert said(second, duplicate_of=None) == "counted response 2 again: it is no duplicate"
    assert said(second, duplicate_of=first) == "marked response 2 as a duplicate of response 1"
    assert said(first, needs_reply=True, replied_on=DAY) == (
        "recorded that response 1 was replied to on 2 November 2026"
    )
    assert said(first, removed_on=DAY, removed_reason="Twice") == "removed response 1: “Twice”"
    assert said(first, removed_on=None, removed_reason="") == "put response 1 back"
    link = ResponseThemeFactory(response=first, theme=ThemeFactory(consultation=row, name="Pay"))
    assert latest(row.project).what == "gave response 1 the theme “Pay”"
    with one_call("save_it", by=None):
        link.delete()
    assert latest(row.project).what == "took the theme “Pay” from response 1"


def test_a_response_with_a_new_theme_is_told_as_the_response() -> None:
    row = ConsultationFactory()
    with one_call("add_response", by=None):
        response = ResponseFactory(consultation=row)
        ResponseThemeFactory(response=response)
    assert latest(row.project).what == (
        "added response 1: parents and carers, for, with 1 theme and 1 theme of a response"
    )


def test_imports_from_reading_to_undoing(said: Said) -> None:
    row = ResponseImportFactory(state="read", rows=12)
    assert latest(row.project).what == "read “answers.csv” with 12 rows; nothing is saved yet"
    assert said(row, state="applied", created=9, duplicates=2, refused=1) == (
        "saved 9 responses from “answers.csv” (2 duplicates, 1 row refused)"
    )
    assert said(row, state="undone") == "undid the import of “answers.csv”"


def test_a_decision_says_what_it_rests_on(said: Said) -> None:
    row = ConsultationFactory(title="Joining")
    report = ResponseReportFactory(consultation=row)
    decision = DecisionFactory(project=row.project)
    assert said(decision, consultation=row, response_report=report, considered="Read aloud", votes_for=9) == (
        "changed the decision (Trust board, approved, 1 October 2026): consultation set to “Joining”; "
        "response document set to version 1; how the responses were considered set to “Read aloud”; "
        "votes for set to 9"
    )


def test_a_row_that_was_saved_as_it_was_is_not_told() -> None:
    row = ConsultationFactory(title="Joining")
    with one_call("add_step", by=None):
        ConsultationStepFactory(consultation=row, title="Leaflets")
        row.version += 1
        row.save()
    entry = latest(row.project)
    assert (entry.what, entry.details) == ("added the step “Leaflets” of “Joining”", [])


def test_a_window_is_told_with_its_days() -> None:
    row = ConsultationFactory()
    milestone = MilestoneFactory(project=row.project, title="Opens")
    step = ConsultationStepFactory(consultation=row, title="Closes", kind="closing", due_on=None)
    with one_call("plan_window", by=None):
        milestone.fixed_on, milestone.fixed_reason = DAY, "The consultation’s window"
        milestone.save()
        step.due_on = dt.date(2026, 12, 4)
        step.save()
    assert latest(row.project).what == "planned “Opens” for 2 November 2026, “Closes” for 4 December 2026"


def test_a_theme_put_into_another_says_how_many_responses_went_along() -> None:
    row = ConsultationFactory()
    into, gone = (ThemeFactory(consultation=row, name=name) for name in ("Uniform", "Uniforms"))
    link = ResponseThemeFactory(response=ResponseFactory(consultation=row), theme=gone)
    with one_call("merge_theme", by=None):
        link.theme = into
        link.save()
        gone.delete()
        into.answered_on = timezone.localdate()
        into.save()
    assert latest(row.project).what == "put the theme “Uniforms” into “Uniform”, with 1 response"


def test_groups_that_are_told_at_once_are_one_sentence() -> None:
    row = ConsultationFactory()
    groups = [StakeholderFactory(consultation=row) for _ in range(3)]
    for column, did in (("told_on", "told"), ("reminded_on", "reminded")):
        with one_call("tell_stakeholders", by=None):
            for group in groups:
                setattr(group, column, DAY)
                group.save()
        assert latest(row.project).what == f"recorded that 3 groups were {did} on 2 November 2026"
    with one_call("tell_stakeholders", by=None):
        groups[0].told_on, groups[0].told_how = dt.date(2026, 11, 3), "email"
        groups[0].save()
    assert latest(row.project).what.endswith("were told on 3 November 2026, by e-mail")


def test_the_answer_to_a_theme_says_what_was_heard(said: Said) -> None:
    theme = ThemeFactory(name="Pay")
    answer = {"heard": "You fear for pensions", "answered_on": DAY}
    assert said(theme, **answer) == "answered the theme “Pay”: “You fear for pensions”"
    assert (
        said(theme, name="Pay and pensions")
        == "changed the theme “Pay and pensions”: name from “Pay” to “Pay and pensions”"
    )
