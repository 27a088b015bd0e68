"""Every address tried by every role: what they get when they look, and when they write.

ADDING A PAGE: add one line to PAGES (what a GET answers) and, if it takes a POST, one line to WRITES (what a valid
POST answers). A line is

    "url-name": at("403 403 200 200 404 404", "thing", ...),
    "url-name": post("403 403 302 302 404 404", {"field": "value"}, "thing", ...),

with the answers in the order viewer, editor, manager, administrator (all of one trust), outsider (a manager of
another trust), site administrator (of no trust). The constants below hold the usual six. The things are the
address's arguments in order, named as in `things()`; "=text" is an argument as it stands; a value of the POST's
data may be such a name too, as "@thing". Rule: not yours is 404, yours but without the access is 403. The anonymous
are not in the tables: tests/test_codebase.py sends them to the sign-in everywhere.

Pages about a project are tried a second time with a confidential one on which nobody is named: 404 for all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from partnerships.actions.invitations import invite_person
from partnerships.actions.register import keep_upload
from partnerships.models import Group, HandOver, Project, ProjectAccess, School, User
from partnerships.permissions import Role
from tests.conftest import signed_in
from tests.factories import (
    ContactFactory,
    DecisionFactory,
    DfeDeadlineFactory,
    EvidenceFactory,
    JoiningReasonFactory,
    MembershipFactory,
    MilestoneFactory,
    NoteFactory,
    OpeningProposalFactory,
    ProjectFactory,
    ProjectGroupFactory,
    RiskFactory,
    SchoolHolidayFactory,
    SignOffFactory,
    TemplateFactory,
    TemplateMilestoneFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ROLES = ("viewer", "editor", "manager", "administrator", "outsider", "site_administrator")
EVERYBODY = "200 200 200 200 200 200"
IN_THE_TRUST = "200 200 200 200 404 404"
EDITORS = "403 200 200 200 404 404"
MANAGERS = "403 403 200 200 404 404"
PEOPLE_KEEPERS = "403 403 403 200 404 200"
SITE_ONLY = "403 403 403 403 403 200"
HOLIDAY_KEEPERS = "403 403 403 200 403 200"
POST_ONLY = "405 405 405 405 405 405"

# The same six for a POST that is answered by a redirect.
EVERYBODY_WRITES = "302 302 302 302 302 302"
IN_THE_TRUST_WRITE = "302 302 302 302 404 404"
EDITORS_WRITE = "403 302 302 302 404 404"
MANAGERS_WRITE = "403 403 302 302 404 404"
PEOPLE_KEEPERS_WRITE = "403 403 403 302 404 302"
SITE_ONLY_WRITES = "403 403 403 403 403 302"
# A trust's own template, of which the site's administrators know nothing.
TEMPLATE_KEEPERS = "403 403 403 200 404 404"
TEMPLATE_KEEPERS_WRITE = "403 403 403 302 404 404"
TEMPLATE_ROW = {
    "title": "Walk round", "phase": "EXP", "anchor": "joining", "number_order": "12", "when_order": "weeks_before",
    "takes_unit": "weeks", "repeat_unit": "weeks",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What each role is answered at one address."""

    answers: dict[str, int]
    things: tuple[str, ...]
    data: dict[str, Any] = field(default_factory=dict)


def at(answers: str, *things: str) -> Row:
    """A row of PAGES."""
    return Row(dict(zip(ROLES, map(int, answers.split()), strict=True)), things)


def post(answers: str, data: dict[str, Any] | None = None, *things: str) -> Row:
    """A row of WRITES."""
    return Row(dict(zip(ROLES, map(int, answers.split()), strict=True)), things, data or {})


PAGES: dict[str, Row] = {
    "your-work": at(EVERYBODY),
    "your-account": at(EVERYBODY),
    "changes-read": at(POST_ONLY),
    "health": at(EVERYBODY),
    # GIAS is common to all who can sign in; loading it is not.
    "search": at(EVERYBODY),
    "school-list": at(EVERYBODY),
    "school-csv": at(EVERYBODY),
    "school-detail": at(EVERYBODY, "school"),
    "trust-list": at(EVERYBODY),
    "trust-csv": at(EVERYBODY),
    "trust-detail": at(EVERYBODY, "trust"),
    "gias-list": at(SITE_ONLY),
    "gias-import": at(SITE_ONLY),
    "gias-preview": at(SITE_ONLY, "upload"),
    "gias-refused": at(SITE_ONLY, "upload"),
    "gias-remove": at("403 403 403 403 403 405", "upload"),
    # Lists show to each what they may see.
    "project-list": at(EVERYBODY),
    "project-csv": at(EVERYBODY),
    "report-index": at(EVERYBODY),
    "report-milestones": at(EVERYBODY),
    "report-milestones-csv": at(EVERYBODY),
    "report-slipped": at(EVERYBODY),
    "report-slipped-csv": at(EVERYBODY),
    # People
    "people-list": at("403 403 403 302 403 200"),
    "people-trust-choice": at(SITE_ONLY),
    "trust-people": at(PEOPLE_KEEPERS, "trust"),
    "person-invite": at(PEOPLE_KEEPERS, "trust"),
    "person-detail": at(PEOPLE_KEEPERS, "colleague"),
    "person-deactivate": at(PEOPLE_KEEPERS, "colleague"),
    "person-reactivate": at(PEOPLE_KEEPERS, "colleague"),
    "person-site-administrator": at(SITE_ONLY, "colleague"),
    "membership-change": at(PEOPLE_KEEPERS, "membership"),
    "membership-remove": at(PEOPLE_KEEPERS, "membership"),
    "invitation-resend": at(PEOPLE_KEEPERS, "invitation"),
    "invitation-withdraw": at(PEOPLE_KEEPERS, "invitation"),
    "invitation-accept": at(EVERYBODY, "secret"),  # who holds the link may read it; joining is in WRITES
    "project-start": at("403 403 200 200 200 403"),
    "enquiry-log": at("403 403 200 200 200 403"),
    "project-detail": at(IN_THE_TRUST, "project"),
    "project-undo": at(POST_ONLY, "project"),
    "project-start-from-here": at(EDITORS, "project"),
    "project-route": at(MANAGERS, "project"),
    "project-joining-month": at(MANAGERS, "project"),
    "project-joining-try": at(IN_THE_TRUST, "project"),
    "project-joining-csv": at(IN_THE_TRUST, "project"),
    "joining-reason-correct": at("403 403 200 403 404 404", "reason"),
    "milestone-date": at(EDITORS, "milestone"),
    "project-lead": at(MANAGERS, "project"),
    "project-confidential": at(MANAGERS, "project"),
    "project-partnership": at(MANAGERS, "project"),
    "project-end": at(MANAGERS, "project"),
    "project-reopen": at(MANAGERS, "project"),
    "project-history": at(IN_THE_TRUST, "project"),
    "project-history-csv": at(IN_THE_TRUST, "project"),
    "rule-list": at(IN_THE_TRUST, "project"),
    "rule-csv": at(IN_THE_TRUST, "project"),
    "milestone-rules": at(IN_THE_TRUST, "held"),
    "project-hold": at(MANAGERS, "project"),
    "fact-list": at(IN_THE_TRUST, "project"),
    "fact-answer": at(MANAGERS, "project", "=pfi"),
    "risk-list": at(IN_THE_TRUST, "project"),
    "risk-csv": at(IN_THE_TRUST, "project"),
    "risk-add": at(EDITORS, "project"),
    "risk-edit": at(EDITORS, "risk"),
    "risk-close": at(EDITORS, "risk"),
    "risk-reopen": at(POST_ONLY, "risk"),
    "risk-milestone": at(EDITORS, "risk"),
    "report-risks": at(EVERYBODY),
    "report-risks-csv": at(EVERYBODY),
    "decision-list": at(IN_THE_TRUST, "project"),
    "decision-csv": at(IN_THE_TRUST, "project"),
    "decision-add": at(EDITORS, "project"),
    "decision-edit": at("403 403 200 200 404 404", "decision"),
    "decision-remove": at(MANAGERS, "decision"),
    "evidence-list": at(IN_THE_TRUST, "project"),
    "evidence-csv": at(IN_THE_TRUST, "project"),
    "evidence-add": at(EDITORS, "project"),
    "milestone-evidence-add": at(EDITORS, "milestone"),
    "evidence-download": at(IN_THE_TRUST, "kept_file"),
    "evidence-replace": at(EDITORS, "evidence"),
    "evidence-remove": at(EDITORS, "evidence"),
    "evidence-restore": at(POST_ONLY, "removed_evidence"),
    "note-list": at(IN_THE_TRUST, "project"),
    "note-add": at(EDITORS, "project"),
    "note-edit": at("403 403 200 403 404 404", "note"),
    "note-delete": at("403 403 200 403 404 404", "note"),
    "contact-list": at(IN_THE_TRUST, "project"),
    "contact-csv": at(IN_THE_TRUST, "project"),
    "contact-add": at(EDITORS, "project"),
    "contact-edit": at(EDITORS, "contact"),
    "contact-remove": at(EDITORS, "contact"),
    "milestone-detail": at(IN_THE_TRUST, "milestone"),
    "milestone-log": at(EDITORS, "milestone"),
    "milestone-done": at(POST_ONLY, "milestone"),
    "milestone-not-applicable": at(EDITORS, "milestone"),
    "milestone-applicable": at(EDITORS, "milestone"),
    "milestones-log-several": at(POST_ONLY, "project"),
    "milestone-owner": at(EDITORS, "milestone"),
    "milestones-give": at(POST_ONLY, "project"),
    "project-hand-over": at(MANAGERS, "project"),
    "person-hand-over": at(PEOPLE_KEEPERS, "colleague"),
    "hand-over-read": at(POST_ONLY, "hand_over"),
    "report-give": at(POST_ONLY),
    "report-given": at("404 404 404 404 404 404", "=00000000-0000-0000-0000-000000000000"),
    "report-owed": at(EVERYBODY),
    "report-owed-csv": at(EVERYBODY),
    "report-owed-letter": at(EVERYBODY),
    "report-stuck": at(EVERYBODY),
    "report-stuck-csv": at(EVERYBODY),
    "report-balance": at(EVERYBODY),
    "report-balance-csv": at(EVERYBODY),
    "chasing-settings": at("403 403 403 200 403 403"),
    "milestone-own-add": at(EDITORS, "project"),
    "milestone-own-edit": at(EDITORS, "own_milestone"),
    "milestone-own-remove": at(EDITORS, "own_milestone"),
    "project-people": at(MANAGERS, "project"),
    "project-person-remove": at(MANAGERS, "project", "access"),
    # Groups of schools that join together: seen through their projects, changed by managers.
    "group-list": at(EVERYBODY),
    "group-csv": at(EVERYBODY),
    "group-add": at("403 403 200 200 200 403"),
    "group-detail": at(IN_THE_TRUST, "group"),
    "group-projects-csv": at(IN_THE_TRUST, "group"),
    "group-change": at(MANAGERS, "group"),
    "group-shared": at(MANAGERS, "group"),
    "group-project-add": at(MANAGERS, "group"),
    "group-project-remove": at(MANAGERS, "group", "grouped"),
    "group-remove": at(MANAGERS, "group"),
    "project-group": at(MANAGERS, "project"),
    # DfE's deadlines and school holidays: everybody reads them; a trust's administrators keep their trust's deadlines,
    # site administrators the shared ones, both the holidays.
    "deadline-list": at(EVERYBODY),
    "deadline-csv": at(EVERYBODY),
    "deadline-add": at("403 403 403 200 403 200"),
    "deadline-month": at("403 403 403 200 404 404", "trust", "=2027-09"),
    "deadline-change": at("403 403 403 200 404 404", "deadline"),
    "deadline-remove": at("403 403 403 200 404 404", "deadline"),
    "holiday-list": at(EVERYBODY),
    "holiday-csv": at(EVERYBODY),
    "holiday-add": at(HOLIDAY_KEEPERS),
    "holiday-copy": at(HOLIDAY_KEEPERS),
    "holiday-import": at(HOLIDAY_KEEPERS),
    "holiday-change": at(HOLIDAY_KEEPERS, "holiday"),
    "holiday-remove": at(HOLIDAY_KEEPERS, "holiday"),
    "confidential-list": at(SITE_ONLY),
    "confidential-name": at(SITE_ONLY, "hidden_project"),
    # Plan templates: the shipped one is everybody's to read, a trust's own is its people's.
    "settings-index": at("403 403 403 200 403 200"),
    "template-list": at(EVERYBODY),
    "template-list-csv": at(EVERYBODY),
    "template-start": at("403 403 403 200 403 200"),
    "template-detail": at(IN_THE_TRUST, "own_template"),
    "template-csv": at(IN_THE_TRUST, "own_template"),
    "template-compare": at(IN_THE_TRUST, "own_template"),
    "template-compare-csv": at(IN_THE_TRUST, "own_template"),
    "template-milestone": at(IN_THE_TRUST, "own_row"),
    "template-projects": at(MANAGERS, "own_template"),
    "template-projects-csv": at(MANAGERS, "own_template"),
    "template-upgrade": at("403 403 302 302 404 404", "own_template"),  # nothing is chosen yet
    "template-publish": at(TEMPLATE_KEEPERS, "draft"),
    "template-discard": at(TEMPLATE_KEEPERS, "draft"),
    "template-milestone-add": at(TEMPLATE_KEEPERS, "draft"),
    "template-milestone-edit": at(TEMPLATE_KEEPERS, "draft_row"),
    "template-milestone-applies": at(TEMPLATE_KEEPERS, "draft_row"),
    "template-milestone-waits": at(TEMPLATE_KEEPERS, "draft_row"),
    "template-milestone-move": at(TEMPLATE_KEEPERS, "draft_row"),
    "template-milestone-retire": at(TEMPLATE_KEEPERS, "draft_row"),
    "opening-list": at(EVERYBODY),
    "opening-csv": at(EVERYBODY),
    "opening-accept": at(POST_ONLY, "proposal"),
    "opening-dismiss": at(MANAGERS, "proposal"),
    "project-opening": at(MANAGERS, "project"),
    "project-forecast": at(IN_THE_TRUST, "project"),
    "project-forecast-csv": at(IN_THE_TRUST, "project"),
    "project-rating": at(MANAGERS, "project"),
    "project-opening-withdraw": at(MANAGERS, "project"),
    "project-ready": at(IN_THE_TRUST, "project"),
    "project-ready-csv": at(IN_THE_TRUST, "project"),
    "project-sign": at(MANAGERS, "project", "=apply"),
    "sign-off-withdraw": at(MANAGERS, "sign_off"),
}
WRITES: dict[str, Row] = {
    "gias-preview": post(
        "403 403 403 403 403 200", {"confirm": "on"}, "upload"
    ),  # answers with the count that moves
    "gias-import": post("403 403 403 403 403 200"),  # without a file: the form again
    "gias-remove": post(SITE_ONLY_WRITES, {}, "upload"),
    "your-account": post(EVERYBODY_WRITES, {"name": "New Name"}),
    "changes-read": post(EVERYBODY_WRITES),
    "person-invite": post(
        PEOPLE_KEEPERS_WRITE, {"email": "x@y.example", "name": "X", "role": "viewer", "job": ""}, "trust"
    ),
    "person-deactivate": post(PEOPLE_KEEPERS_WRITE, {}, "colleague"),
    # Answers 200 with the form: the colleague can sign in already, so there is nothing to do.
    "person-reactivate": post(PEOPLE_KEEPERS, {}, "colleague"),
    "person-site-administrator": post(SITE_ONLY_WRITES, {"to": "yes"}, "colleague"),
    "membership-change": post(PEOPLE_KEEPERS_WRITE, {"role": "editor", "job": ""}, "membership"),
    "membership-remove": post(PEOPLE_KEEPERS_WRITE, {}, "membership"),
    "invitation-resend": post(PEOPLE_KEEPERS_WRITE, {}, "invitation"),
    "invitation-withdraw": post(PEOPLE_KEEPERS_WRITE, {}, "invitation"),
    # Answers 200 with what is wrong: the link is for somebody else.
    "invitation-accept": post(EVERYBODY, {}, "secret"),
    "project-start": post("403 403 302 302 302 403"),
    # The school has a live project in the trust already; in the other one an enquiry may be logged.
    "enquiry-log": post("403 403 200 200 302 403", {"school": "@school", "said": "The chair rang"}),
    "project-undo": post(EDITORS_WRITE, {}, "project"),
    "project-start-from-here": post(EDITORS_WRITE, {"before": "2020-01-01", "confirm": "yes"}, "project"),
    "project-route": post(MANAGERS_WRITE, {"route": "order", "confirm": "yes"}, "project"),
    "project-joining-month": post(
        MANAGERS_WRITE, {"month": "2028-01", "reasons": "land", "text_land": "No titles"}, "project"
    ),
    "joining-reason-correct": post("403 403 302 403 404 404", {"text": "Titles came late"}, "reason"),
    "milestone-date": post(EDITORS_WRITE, {"on": "2027-05-04", "reason": "The board meets"}, "milestone"),
    "project-lead": post(MANAGERS_WRITE, {"lead": ""}, "project"),
    "project-confidential": post(MANAGERS_WRITE, {"confidential": "yes"}, "project"),
    "project-partnership": post(MANAGERS_WRITE, {"starts_on": "2026-09-01"}, "project"),
    "project-end": post(
        MANAGERS_WRITE, {"outcome": "declined_dfe", "on": "2026-01-01", "why": "Declined"}, "project"
    ),
    "project-hold": post(MANAGERS_WRITE, {"since": "2026-01-01", "why": "No answer"}, "project"),
    "milestone-rules": post(
        MANAGERS_WRITE, {"rule": "liability_information", "why": "DfE agreed", "version": "1"}, "held"
    ),
    # The project has not ended, so who may reopen it is told so.
    "project-reopen": post(MANAGERS, {}, "project"),
    "fact-answer": post(MANAGERS_WRITE, {"answer": "yes"}, "project", "=pfi"),
    "risk-add": post(
        EDITORS_WRITE,
        {"what": "RAAC", "likelihood": "low", "effect": "high", "source": "other"},
        "project",
    ),
    "risk-edit": post(
        EDITORS_WRITE, {"what": "RAAC", "likelihood": "low", "effect": "high", "source": "other"}, "risk"
    ),
    "risk-close": post(EDITORS_WRITE, {"why": "None found"}, "risk"),
    "risk-reopen": post(EDITORS_WRITE, {}, "risk"),
    "risk-milestone": post(EDITORS_WRITE, {"title": "Survey", "phase": "CON"}, "risk"),
    "decision-add": post(
        EDITORS_WRITE,
        {"body": "trust_board", "outcome": "approved", "decided_on": "2026-01-01", "declared": "none"},
        "project",
    ),
    "decision-edit": post(
        "403 403 302 302 404 404", {"decided_on": "2026-01-01", "declared": "none"}, "decision"
    ),
    "decision-remove": post(MANAGERS_WRITE, {"why": "Twice"}, "decision"),
    "evidence-add": post(EDITORS_WRITE, {"url": "https://files.trust.example/order"}, "project"),
    "milestone-evidence-add": post(EDITORS_WRITE, {"url": "https://files.trust.example/order"}, "milestone"),
    "evidence-replace": post(EDITORS_WRITE, {"url": "https://files.trust.example/new"}, "evidence"),
    "evidence-remove": post(EDITORS_WRITE, {}, "evidence"),
    "evidence-restore": post(EDITORS_WRITE, {}, "removed_evidence"),
    "note-add": post(EDITORS_WRITE, {"text": "Rang the head"}, "project"),
    "note-edit": post("403 403 302 403 404 404", {"text": "Rang the chair"}, "note"),
    "note-delete": post("403 403 302 403 404 404", {}, "note"),
    "contact-add": post(EDITORS_WRITE, {"role": "chair", "name": "Sam Reed"}, "project"),
    "contact-edit": post(EDITORS_WRITE, {"role": "chair", "name": "Sam Reed"}, "contact"),
    "contact-remove": post(EDITORS_WRITE, {}, "contact"),
    "milestone-log": post(EDITORS_WRITE, {"status": "done", "version": "1"}, "milestone"),
    "milestone-done": post(EDITORS_WRITE, {}, "milestone"),
    "milestone-not-applicable": post(EDITORS_WRITE, {"why": "No such thing here"}, "milestone"),
    "milestone-applicable": post(EDITORS_WRITE, {}, "milestone"),
    "milestones-log-several": post(EDITORS_WRITE, {"row": "@milestone", "status": "done"}, "project"),
    "milestone-owner": post(EDITORS_WRITE, {"owner": "role-CFO"}, "milestone"),
    "milestones-give": post(EDITORS_WRITE, {"row": "@milestone", "to": "role-CFO"}, "project"),
    "project-hand-over": post(MANAGERS_WRITE, {"to": "@lead", "note": "Ring the head"}, "project"),
    # The colleague has nothing that anybody could hand over: the form again.
    "person-hand-over": post(PEOPLE_KEEPERS, {"to": "@lead", "note": "Left"}, "colleague"),
    "hand-over-read": post("403 403 302 403 404 404", {}, "hand_over"),
    # What one may not change is left out, so the page is shown again.
    "report-give": post("200 302 302 302 200 200", {"row": "@milestone", "to": "role-CFO", "confirm": "yes"}),
    "chasing-settings": post("403 403 403 302 403 403", {"quiet_days": "14", "waiting_days": "10"}),
    "milestone-own-add": post(EDITORS_WRITE, {"title": "Visit the site", "phase": "EXP"}, "project"),
    "milestone-own-edit": post(EDITORS_WRITE, {"title": "Visit", "phase": "EXP"}, "own_milestone"),
    "milestone-own-remove": post(EDITORS_WRITE, {}, "own_milestone"),
    "project-people": post(MANAGERS_WRITE, {"user": "@colleague"}, "project"),
    "project-person-remove": post(MANAGERS_WRITE, {}, "project", "access"),
    "group-add": post("403 403 302 302 302 403", {"name": "Rivers", "kind": "other"}),
    "group-change": post(MANAGERS_WRITE, {"name": "Rivers", "kind": "other"}, "group"),
    "group-shared": post(MANAGERS_WRITE, {}, "group"),
    "group-project-add": post(MANAGERS_WRITE, {"project": "@free"}, "group"),
    "group-project-remove": post(MANAGERS_WRITE, {}, "group", "grouped"),
    # There is a project in it, so who may remove it is told so.
    "group-remove": post(MANAGERS, {}, "group"),
    "project-group": post(MANAGERS_WRITE, {"group": "none"}, "project"),
    "deadline-add": post("403 403 403 200 403 200"),  # without a month: the form again
    "deadline-month": post("403 403 403 302 404 404", {"LEG-18": "2027-05-04"}, "trust", "=2027-09"),
    "deadline-change": post("403 403 403 302 404 404", {"on": "2027-05-04"}, "deadline"),
    "deadline-remove": post("403 403 403 302 404 404", {}, "deadline"),
    "holiday-add": post(
        "403 403 403 302 403 302",
        {"name": "October half term", "first_day": "2027-10-25", "last_day": "2027-10-29"},
    ),
    "holiday-copy": post(HOLIDAY_KEEPERS, {"year": "2026"}),  # answers with what would be added
    "holiday-import": post(HOLIDAY_KEEPERS),  # without a file: the form again
    "holiday-change": post(
        "403 403 403 302 403 302",
        {"name": "Summer", "first_day": "2027-07-22", "last_day": "2027-08-31"},
        "holiday",
    ),
    "holiday-remove": post("403 403 403 302 403 302", {}, "holiday"),
    "confidential-name": post(SITE_ONLY_WRITES, {"user": "@colleague"}, "hidden_project"),
    # There is a draft of the trust's already; the shipped one's may be started.
    "template-start": post(
        "403 403 403 200 403 302", {"owner": "shipped", "source": "shipped", "name": "Ours"}
    ),
    "template-upgrade": post("403 403 302 302 404 404", {}, "own_template"),
    "template-publish": post(TEMPLATE_KEEPERS_WRITE, {"what_changed": "More", "version": "1"}, "draft"),
    "template-discard": post(TEMPLATE_KEEPERS_WRITE, {}, "draft"),
    "template-milestone-add": post(TEMPLATE_KEEPERS_WRITE, TEMPLATE_ROW, "draft"),
    "template-milestone-edit": post(TEMPLATE_KEEPERS_WRITE, TEMPLATE_ROW, "draft_row"),
    "template-milestone-applies": post(
        TEMPLATE_KEEPERS_WRITE,
        {"joined_voluntary": "always", "joined_order": "same", "joined_transfer": "same"},
        "draft_row",
    ),
    "template-milestone-waits": post(
        TEMPLATE_KEEPERS_WRITE, {f"routes_{n}": "voluntary,order,transfer" for n in range(3)}, "draft_row"
    ),
    "template-milestone-move": post(TEMPLATE_KEEPERS_WRITE, {"after": ""}, "draft_row"),
    "template-milestone-retire": post(TEMPLATE_KEEPERS_WRITE, {}, "draft_row"),
    "opening-accept": post(MANAGERS_WRITE, {}, "proposal"),
    "opening-dismiss": post(MANAGERS_WRITE, {"why": "Another school"}, "proposal"),
    "project-rating": post(
        MANAGERS_WRITE,
        {"rating": "amber", "reason": "DfE agreed", "until": f"{timezone.localdate()}"},
        "project",
    ),
    "project-opening": post(
        MANAGERS_WRITE, {"opened_on": "2026-01-01", "academy_urn": "", "confirm": "yes"}, "project"
    ),
    # Nothing is recorded yet, so who may take it back is told so.
    "project-opening-withdraw": post(MANAGERS, {"why": "By mistake"}, "project"),
    "project-sign": post(MANAGERS_WRITE, {"why": "Agreed by telephone"}, "project", "=apply"),
    "sign-off-withdraw": post(MANAGERS_WRITE, {"why": "Signed too early"}, "sign_off"),
}
# What belongs to a project: pages about these are tried with a confidential project too.
OF_A_PROJECT = {
    "held",
    "sign_off",
    "decision",
    "risk",
    "evidence",
    "removed_evidence",
    "kept_file",
    "proposal",
    "project",
    "milestone",
    "own_milestone",
    "note",
    "contact",
    "access",
    "reason",
    "hand_over",
}


def things(
    trust: Group,
    school: School,
    project: Project,
    manager: User,
    administrator: User,
    *,
    hidden: bool = False,
) -> dict[str, Any]:
    """What addresses are about. With `hidden` the project is confidential and nobody in the cast is named on it."""
    colleague = MembershipFactory(trust=trust, role=Role.VIEWER)
    group = ProjectGroupFactory(trust=trust)
    secret_project = ProjectFactory(trust=trust, confidential=True)
    ProjectAccess.objects.create(project=secret_project, user=MembershipFactory(trust=trust).user)
    about = secret_project if hidden else project
    someone = MembershipFactory(trust=trust).user
    invitation = invite_person(
        by=administrator, trust=trust, email="newcomer@x.example", name="New", role="viewer"
    )
    school_file = ContentFile(
        b"URN,EstablishmentName,EstablishmentStatus (code)\r\n900,Wrackley School,1\r\n"
    )
    upload = keep_upload(
        by=UserFactory(is_site_administrator=True),
        file=school_file,
        file_name="edubasealldata20260401.csv",
        kind="schools",
        downloaded_on=dt.date(2026, 4, 1),
        sha256="0" * 64,
    )
    kept_file = default_storage.save("evidence/kept", ContentFile(b"%PDF-1.4"))
    upload.refused.save("refused.csv", ContentFile(b"line,reason\r\n"))
    own = TemplateFactory(trust=trust, version=1)
    draft = TemplateFactory(trust=trust, version=2, published_at=None)
    return {
        "own_template": own.pk,
        "own_row": TemplateMilestoneFactory(template=own).pk,
        "draft": draft.pk,
        "draft_row": TemplateMilestoneFactory(template=draft).pk,
        "upload": upload.pk,
        "project": about.pk,
        "hidden_project": secret_project.pk,
        "milestone": MilestoneFactory(project=about).pk,
        "own_milestone": MilestoneFactory(project=about, code="").pk,
        "held": MilestoneFactory(
            project=about, code="OPS-06", status="held", done_on=dt.date(2027, 8, 30)
        ).pk,
        "note": NoteFactory(project=about, author=manager).pk,
        "contact": ContactFactory(project=about).pk,
        "decision": DecisionFactory(project=about).pk,
        "risk": RiskFactory(project=about).pk,
        "evidence": EvidenceFactory(project=about).pk,
        "removed_evidence": EvidenceFactory(project=about, removed_at=timezone.now()).pk,
        "kept_file": EvidenceFactory(project=about, url="", stored=kept_file, file_name="a.pdf").pk,
        "reason": JoiningReasonFactory(change__project=about, change__by=manager).pk,
        "sign_off": SignOffFactory(project=about).pk,
        "proposal": OpeningProposalFactory(project=about, opened_on=dt.date(2026, 1, 1)).pk,
        "lead": MembershipFactory(trust=trust, role=Role.EDITOR).user.pk,
        "hand_over": HandOver.objects.create(project=about, to_user=manager, note="Ring the head").pk,
        "access": ProjectAccess.objects.create(project=about, user=someone).pk,
        "group": group.pk,
        "grouped": ProjectFactory(trust=trust, group=group).pk,
        "free": ProjectFactory(trust=trust).pk,
        "deadline": DfeDeadlineFactory(trust=trust).pk,
        "holiday": SchoolHolidayFactory().pk,
        "school": school.pk,
        "trust": trust.pk,
        "colleague": colleague.user.pk,
        "membership": colleague.pk,
        "invitation": invitation.pk,
        "secret": invitation.secret,
    }


@pytest.fixture
def about(
    trust: Group, school: School, project: Project, manager: User, administrator: User
) -> dict[str, Any]:
    return things(trust, school, project, manager, administrator)


@pytest.fixture
def about_hidden(
    trust: Group, school: School, project: Project, manager: User, administrator: User
) -> dict[str, Any]:
    return things(trust, school, project, manager, administrator, hidden=True)


def value(name: Any, about: dict[str, Any]) -> Any:
    """An argument or a form's value: "=text" as it stands, "@thing" and, for arguments, "thing" looked up."""
    return name[1:] if isinstance(name, str) and name.startswith("=") else about[str(name).lstrip("@")]


def answers(
    method: str, name: str, row: Row, cast: dict[str, User | None], about: dict[str, Any]
) -> dict[str, int]:
    """What each role is answered; whatever they wrote is undone before the next one tries."""
    url = reverse(name, args=[value(thing, about) for thing in row.things])
    data = {
        key: value(each, about) if isinstance(each, str) and each.startswith("@") else each
        for key, each in row.data.items()
    }
    given = {}
    for role in ROLES:
        with transaction.atomic():
            client = signed_in(cast[role])
            response = client.get(url) if method == "GET" else client.post(url, data)
            if response.streaming:
                b"".join(response.streaming_content)
            given[role] = response.status_code
            transaction.set_rollback(True)
    return given


def only_404(row: Row) -> dict[str, int]:
    """A hidden project is not there, for nobody; an address that takes no such request at all says 405."""
    answer = 405 if set(row.answers.values()) == {405} else 404
    return dict.fromkeys(ROLES, answer)


@pytest.mark.parametrize("name", PAGES)
def test_looking(name: str, cast: dict[str, User | None], about: dict[str, Any]) -> None:
    assert answers("GET", name, PAGES[name], cast, about) == PAGES[name].answers


@pytest.mark.parametrize("name", WRITES)
def test_writing(name: str, cast: dict[str, User | None], about: dict[str, Any]) -> None:
    assert answers("POST", name, WRITES[name], cast, about) == WRITES[name].answers


@pytest.mark.parametrize("name", [name for name, row in PAGES.items() if OF_A_PROJECT & set(row.things)])
def test_looking_at_a_hidden_project(
    name: str, cast: dict[str, User | None], about_hidden: dict[str, Any]
) -> None:
    assert answers("GET", name, PAGES[name], cast, about_hidden) == only_404(PAGES[name])


@pytest.mark.parametrize("name", [name for name, row in WRITES.items() if OF_A_PROJECT & set(row.things)])
def test_writing_to_a_hidden_project(
    name: str, cast: dict[str, User | None], about_hidden: dict[str, Any]
) -> None:
    assert answers("POST", name, WRITES[name], cast, about_hidden) == only_404(WRITES[name])


# Completeness. allauth's pages are in tests/views/test_sign_in.py, the admin's in tests/admin.


def our_addresses(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Addresses whose views are ours, without the admin and what replaces allauth's."""
    for each in patterns:
        if isinstance(each, URLResolver):
            if each.namespace != "admin":
                yield from our_addresses(each.url_patterns)
        elif not str(each.name).startswith(("account_", "mfa_")) and each.name != "styleguide":
            yield each


def takes_post(address: URLPattern) -> bool:
    return hasattr(getattr(address.callback, "view_class", None), "post")


def test_every_address_is_in_the_tables() -> None:
    addresses = list(our_addresses(get_resolver().url_patterns))
    unseen = sorted({str(each.name) for each in addresses} - set(PAGES))
    unwritten = sorted({str(each.name) for each in addresses if takes_post(each)} - set(WRITES))
    assert not unseen, f"Add a line to PAGES in tests/test_access.py (its head says how) for: {unseen}"
    assert not unwritten, f"Add a line to WRITES in tests/test_access.py (its head says how) for: {unwritten}"


def test_the_tables_name_only_addresses_that_exist() -> None:
    names = {each.name for each in our_addresses(get_resolver().url_patterns)}
    assert not (set(PAGES) | set(WRITES)) - names
