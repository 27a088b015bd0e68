"""Every write on a consultation and its responses: for the tests that go across all actions."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from partnerships.actions import (
    consultation_documents,
    consultation_shares,
    consultation_steps,
    consultation_window,
    consultations,
    meetings,
    respondents,
    response_imports,
    response_reports,
    responses,
    stakeholders,
    themes,
)
from partnerships.actions.evidence import Given
from partnerships.models import Project
from partnerships.rules.meeting_questions import Asked
from partnerships.rules.response_mapping import Reading
from partnerships.rules.responses import Sender
from tests.actions._writes import MANAGERS, Write, actions_in, by_name
from tests.factories import (
    ConsultationDocumentFactory,
    ConsultationFactory,
    ConsultationStepFactory,
    MeetingFactory,
    MeetingQuestionFactory,
    MilestoneFactory,
    RespondentFactory,
    ResponseFactory,
    ResponseImportFactory,
    ResponseReportFactory,
    StakeholderFactory,
    ThemeFactory,
)

DAY = dt.date(2027, 3, 1)
LATER = dt.date(2027, 12, 31)
JOINING = consultations.Said("Joining Harrowmere", "governing_body")
POOL = stakeholders.Group("other", "Users of the pool", 80, "They rent it")
LINK = Given(url="https://trust.example/paper")
ASKED = Asked("Will it stay small?")
LETTER = responses.Said(DAY, "for", "parents", "letter")
SHARED = {"shared": True, "share_name": "harrowmere"}
FILE = {"data": b"x", "file_name": "a.csv", "sha256": "0" * 64, "rows": 1, "reading": Reading()}


def _asked(project: Project, **fields: Any) -> dict[str, Any]:
    return {"consultation": ConsultationFactory(project=project, **fields)}


def _one(called: str, factory: Any, project: Project, **fields: Any) -> dict[str, Any]:
    return {called: factory(consultation__project=project, **fields)}


_step = partial(_one, "step", ConsultationStepFactory)
_group = partial(_one, "stakeholder", StakeholderFactory)
_meeting = partial(_one, "meeting", MeetingFactory)
_paper = partial(_one, "document", ConsultationDocumentFactory)
_response = partial(_one, "response", ResponseFactory)
_theme = partial(_one, "theme", ThemeFactory)
_report = partial(_one, "report", ResponseReportFactory)
_upload = partial(_one, "upload", ResponseImportFactory)


def _question(project: Project) -> dict[str, Any]:
    return {"question": MeetingQuestionFactory(meeting__consultation__project=project)}


def _told(project: Project) -> dict[str, Any]:
    row = StakeholderFactory(consultation__project=project)
    return {
        "consultation": row.consultation,
        "stakeholders": [row],
        "telling": stakeholders.Telling(DAY, "letter"),
    }


def _sent(project: Project) -> dict[str, Any]:
    return {"response": RespondentFactory(response__consultation__project=project).response}


def _two_themes(project: Project) -> dict[str, Any]:
    theme = ThemeFactory(consultation__project=project)
    return {"theme": theme, "into": ThemeFactory(consultation=theme.consultation)}


def _several(project: Project) -> dict[str, Any]:
    row = ResponseFactory(consultation__project=project)
    return {
        "consultation": row.consultation,
        "responses": [row],
        "several": responses.Several(["Parking"]),
    }


def _loose(project: Project) -> dict[str, Any]:
    MilestoneFactory(project=project, code="CON-04")
    row = ConsultationStepFactory(consultation__project=project, kind="opening", due_on=None)
    return {"consultation": row.consultation}


def _window(project: Project) -> dict[str, Any]:
    asked = _asked(project)
    for kind in ("opening", "closing"):
        ConsultationStepFactory(**asked, kind=kind, due_on=None)
    return asked | {"opens_on": dt.date(2027, 3, 15), "closes_on": dt.date(2027, 5, 7)}


ON_CONSULTATIONS = by_name(
    Write(
        consultations.start_consultation,
        lambda p: {"project": p, "kind": "statutory", "said": JOINING},
        MANAGERS,
    ),
    Write(consultations.change_consultation, lambda p: _asked(p) | {"said": JOINING}),
    Write(consultations.stop_consultation, lambda p: _asked(p) | {"why": "The order came"}, MANAGERS),
    Write(consultations.tie_consultation, _loose),
    Write(consultation_window.plan_window, _window),
    Write(consultation_steps.log_step, _step),
    Write(consultation_steps.reopen_step, lambda p: _step(p, done_on=DAY)),
    Write(consultation_steps.add_step, lambda p: _asked(p) | {"title": "Leaflets", "why": "Few read mail"}),
    Write(consultation_steps.change_step, lambda p: _step(p) | {"title": "Leaflets", "note": "At the gate"}),
    Write(consultation_steps.remove_step, lambda p: _step(p) | {"why": "Twice"}),
    Write(consultation_steps.leave_out_step, lambda p: _step(p) | {"why": "No union"}),
    Write(consultation_steps.take_up_step, lambda p: _step(p, left_out_reason="No union")),
    Write(stakeholders.add_stakeholder, lambda p: _asked(p) | {"group": POOL}),
    Write(stakeholders.change_stakeholder, lambda p: _group(p) | {"group": POOL}),
    Write(stakeholders.tell_stakeholders, _told),
    Write(stakeholders.leave_out_stakeholder, lambda p: _group(p) | {"why": "Nobody there"}),
    Write(stakeholders.take_stakeholder_back, lambda p: _group(p, left_out=True, reason="Nobody there")),
    Write(meetings.add_meeting, lambda p: _asked(p) | {"gathering": meetings.Gathering(DAY, "parents")}),
    Write(meetings.change_meeting, lambda p: _meeting(p) | {"gathering": meetings.Gathering(DAY, "staff")}),
    Write(meetings.call_off_meeting, lambda p: _meeting(p, attendance=None)),
    Write(meetings.reinstate_meeting, lambda p: _meeting(p, attendance=None, cancelled_on=DAY)),
    Write(meetings.add_questions, lambda p: _meeting(p) | {"asked": [ASKED]}),
    Write(meetings.change_question, lambda p: _question(p) | {"asked": ASKED}),
    Write(meetings.remove_question, _question),
    Write(
        consultation_documents.add_document,
        lambda p: (
            _asked(p) | {"said": consultation_documents.PaperSaid("letter", "To all", DAY), "given": LINK}
        ),
    ),
    Write(
        consultation_documents.add_document_version,
        lambda p: _paper(p) | {"given": LINK, "in_force_from": DAY},
    ),
    Write(consultation_documents.withdraw_document, lambda p: _paper(p) | {"on": DAY}),
    Write(consultation_documents.reinstate_document, lambda p: _paper(p, withdrawn_on=DAY)),
    Write(consultation_documents.set_document_public, lambda p: _paper(p) | {"public": True}),
    Write(consultation_shares.open_share, _asked, MANAGERS),
    Write(
        consultation_shares.change_share_name,
        lambda p: _asked(p, **SHARED) | {"name": "brackenholt"},
        MANAGERS,
    ),
    # What is public can be taken back at any time.
    Write(consultation_shares.close_share, lambda p: _asked(p, **SHARED), MANAGERS, True),
)

ON_RESPONSES = by_name(
    Write(responses.add_response, lambda p: _asked(p) | {"said": LETTER}),
    Write(responses.change_response, lambda p: _response(p) | {"said": LETTER}),
    Write(responses.remove_response, lambda p: _response(p) | {"why": "A test"}),
    Write(responses.restore_response, lambda p: _response(p, removed_on=DAY, removed_reason="A test")),
    Write(responses.mark_duplicate, lambda p: _response(p) | {"of": None}),
    Write(responses.reply_sent, lambda p: _response(p) | {"on": DAY}),
    Write(responses.change_several, _several),
    Write(respondents.keep_sender, lambda p: _response(p) | {"sender": Sender("Sam"), "delete_on": LATER}),
    Write(respondents.forget_sender, _sent),
    Write(response_imports.keep_upload, lambda p: _asked(p) | FILE),
    Write(response_imports.say_reading, lambda p: _upload(p, state="read") | {"reading": Reading()}),
    Write(response_imports.give_up_import, lambda p: _upload(p, state="read")),
    Write(response_imports.undo_response_import, _upload),
    Write(themes.add_theme, lambda p: _asked(p) | {"name": "Parking"}),
    Write(themes.add_starter_themes, _asked),
    Write(themes.rename_theme, lambda p: _theme(p) | {"name": "Parking"}),
    Write(themes.answer_theme, lambda p: _theme(p) | {"answered": themes.Answered("Heard", "", "No money")}),
    Write(themes.merge_theme, _two_themes),
    Write(themes.remove_theme, _theme),
    Write(
        response_reports.make_response_report, lambda p: _asked(p) | {"wording": response_reports.Wording()}
    ),
    Write(
        response_reports.remake_response_report,
        lambda p: _report(p) | {"wording": response_reports.Wording()},
    ),
    Write(response_reports.publish_response_report, lambda p: _report(p) | {"on": DAY}, MANAGERS),
    Write(response_reports.remove_response_report, _report),
)


def left_out() -> set[str]:
    """Actions of these modules that no table here has, but those of a command."""
    there = actions_in(
        consultation_documents, consultation_shares, consultation_steps, consultation_window, consultations,
        meetings, respondents, response_imports, response_reports, responses, stakeholders, themes,
    )  # fmt: skip
    commands = {"delete_due_senders", "give_up_old_uploads"}
    return there - set(ON_CONSULTATIONS) - set(ON_RESPONSES) - commands
