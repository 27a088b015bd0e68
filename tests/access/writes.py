"""What each role is answered when it writes something valid."""

from __future__ import annotations

from django.utils import timezone

from tests.access.rows import (
    BRINGS_IN_WRITE,
    EDITORS,
    EDITORS_WRITE,
    EVERYBODY,
    EVERYBODY_WRITES,
    HOLIDAY_KEEPERS,
    MANAGERS,
    MANAGERS_WRITE,
    PEOPLE_KEEPERS,
    PEOPLE_KEEPERS_WRITE,
    SITE_ONLY_WRITES,
    TEMPLATE_KEEPERS_WRITE,
    TEMPLATE_ROW,
    Row,
    post,
)

TYPED_RESPONSE = {"received_on": "1/11/2025", "channel": "letter", "audience": "parents", "stance": "for"}

# What was only looked at is seen by the manager who chose it, and by nobody else.
LOOKS_AT_A_WORKBOOK = "403 403 302 404 404 403"

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
    "partnership-start": post("403 403 302 302 302 403"),
    "partnership-terms": post(
        MANAGERS_WRITE, {"kind": "maintained", "vat": "unknown", "sla_status": "draft"}, "running"
    ),
    "partnership-record": post(MANAGERS_WRITE, {"event": "PAR-01", "on": "2026-01-01"}, "running"),
    "partnership-dates": post(
        MANAGERS_WRITE, {"starts_on": "2020-01-01", "ends_on": "2020-12-31", "confirm": "yes"}, "running"
    ),
    "partnership-extend": post(
        MANAGERS_WRITE,
        {"to_end": "2100-01-01", "agreed_on": "2026-01-01", "reason": "Inspected", "confirm": "yes"},
        "running",
    ),
    "partnership-pause": post(MANAGERS_WRITE, {"since": "@today", "why": "A new headteacher"}, "running"),
    "partnership-resume": post(MANAGERS_WRITE, {}, "paused"),
    "partnership-end": post(
        MANAGERS_WRITE,
        {"outcome": "withdrawn_school", "on": "@today", "reason": "They chose to stay", "confirm": "yes"},
        "running",
    ),
    "partnership-reopen": post(MANAGERS_WRITE, {"why": "Ended by mistake"}, "finished"),
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
    "fit-edit": post(
        EDITORS_WRITE,
        {"text": "Every child", "answered_on": "2026-01-01", "version": "0"},
        "project",
        "=topic.care",
    ),
    "fit-remove": post(EDITORS_WRITE, {}, "project", "fit_answer"),
    "terms-edit": post("403 403 403 302 404 404", {"charge_percent": "5", "reserves": "pooled"}, "trust"),
    "terms-answer": post(
        "403 403 403 302 404 404",
        {"text": "Schools", "answered_on": "2026-01-01"},
        "trust",
        "=topic.standards",
    ),
    "terms-answer-remove": post("403 403 403 302 404 404", {}, "trust", "usual_answer"),
    "promise-add": post(
        EDITORS_WRITE, {"what": "A library", "made_on": "2026-01-01", "check_when": "year_after"}, "project"
    ),
    "promise-edit": post(
        EDITORS_WRITE, {"what": "A library", "made_on": "2026-01-01", "check_when": "year_after"}, "promise"
    ),
    "promise-check": post(EDITORS_WRITE, {"kept": "yes", "checked_on": "2025-10-10"}, "promise"),
    "promise-uncheck": post(EDITORS_WRITE, {}, "checked_promise"),
    "promise-remove": post(EDITORS_WRITE, {"why": "Twice"}, "promise"),
    # Without a link: the form again, for whoever may keep guidance.
    "guidance-add": post("403 403 403 200 403 200", {"title": "Asking well"}),
    # For whom is not said, so the list says so.
    "guidance-add-shipped": post("403 403 403 302 403 302"),
    "guidance-edit": post(
        "403 403 403 302 404 404",
        {
            "title": "Asking well",
            "publisher": "DfE",
            "url": "https://guidance.example/new",
            "says": "Ask early.",
        },
        "guidance",
    ),
    "guidance-remove": post("403 403 403 302 404 404", {}, "guidance"),
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
    "activity-add": post(
        EDITORS_WRITE, {"on": "2026-01-14", "kind": "training", "focus": "Phonics"}, "partnered"
    ),
    "activity-several": post(
        EDITORS_WRITE, {"on": "2026-01-14", "kind_1": "training", "focus_1": "Phonics"}, "partnered"
    ),
    # Answers 200 with what would be added.
    "activity-import": post(EDITORS, {"pasted": "Date,Kind,Focus\n2026-01-14,Training,Phonics"}, "partnered"),
    "activity-edit": post(
        EDITORS_WRITE, {"on": "2026-01-14", "kind": "training", "focus": "Phonics"}, "activity"
    ),
    "activity-remove": post(EDITORS_WRITE, {}, "activity"),
    "service-add": post(EDITORS_WRITE, {"what": "Phonics", "area": "teaching"}, "partnered"),
    "service-edit": post(EDITORS_WRITE, {"what": "Phonics", "area": "teaching"}, "service"),
    "service-remove": post(EDITORS_WRITE, {}, "service"),
    "measure-add": post(EDITORS_WRITE, {"what": "Reading"}, "partnered"),
    "measure-edit": post(EDITORS_WRITE, {"what": "Reading"}, "measure"),
    "measure-remove": post(EDITORS_WRITE, {}, "measure"),
    "review-add": post(
        EDITORS_WRITE, {"of": "other", "held_on": "2026-01-14", "findings": "Attendance is up"}, "project"
    ),
    "review-edit": post(EDITORS_WRITE, {"held_on": "2026-01-14", "findings": "Attendance is up"}, "review"),
    "review-remove": post(EDITORS_WRITE, {}, "review"),
    "stakeholder-tell": post(
        EDITORS_WRITE, {"group": "@stakeholder", "what": "told", "on": "2026-01-14"}, "consultation"
    ),
    "stakeholder-add": post(
        EDITORS_WRITE, {"audience": "other", "name": "Scouts", "reason": "They meet here"}, "consultation"
    ),
    "stakeholder-edit": post(EDITORS_WRITE, {"audience": "parents", "size": "12"}, "stakeholder"),
    "stakeholder-leave-out": post(EDITORS_WRITE, {"why": "There are none"}, "stakeholder"),
    "stakeholder-back": post(EDITORS_WRITE, {}, "left_out"),
    "meeting-add": post(EDITORS_WRITE, {"on": "2026-01-14", "audience": "staff"}, "consultation"),
    "meetings-logged": post(EDITORS_WRITE, {}, "consultation"),
    "meeting-edit": post(EDITORS_WRITE, {"on": "2026-01-14", "audience": "staff"}, "meeting"),
    "meeting-call-off": post(EDITORS_WRITE, {}, "meeting"),
    "meeting-reinstate": post(EDITORS_WRITE, {}, "called_off"),
    "meeting-questions-add": post(EDITORS_WRITE, {"questions": "Will the name change?"}, "meeting"),
    "meeting-question-edit": post(EDITORS_WRITE, {"question": "Why?", "answer": "Because."}, "question"),
    "meeting-question-remove": post(EDITORS_WRITE, {}, "question"),
    "response-add": post(EDITORS_WRITE, TYPED_RESPONSE, "consultation"),
    "response-several": post(EDITORS_WRITE, {"response": "@response", "reply": "needs"}, "consultation"),
    "response-import": post(EDITORS_WRITE, {"pasted": "Date,For?\n1/11/2025,Yes\n"}, "consultation"),
    "response-edit": post(EDITORS_WRITE, TYPED_RESPONSE, "response"),
    "response-remove": post(EDITORS_WRITE, {"why": "Not about this school"}, "response"),
    "response-undo": post(EDITORS_WRITE, {}, "response"),
    "response-restore": post(EDITORS_WRITE, {}, "gone_response"),
    "response-replied": post(EDITORS_WRITE, {}, "response"),
    "response-duplicate": post(EDITORS_WRITE, {}, "response"),
    "response-sender": post(EDITORS_WRITE, {"name": "Ann Archer", "delete_on": "@ahead"}, "response"),
    "response-sender-forget": post(EDITORS_WRITE, {}, "response"),
    "response-import-columns": post(
        EDITORS_WRITE,
        {
            "column_0": "received",
            "column_1": "audience",
            "column_2": "stance",
            "day_first": "yes",
            "audience": "unknown",
            "channel": "web",
            "when_again": "mark",
        },
        "answers",
    ),
    "response-import-preview": post(EDITORS, {}, "answers"),  # answers with the count that moves
    "response-import-give-up": post(EDITORS_WRITE, {}, "answers"),
    "response-import-undo": post(EDITORS_WRITE, {}, "saved_answers"),
    "document-add": post(
        EDITORS_WRITE,
        {
            "kind": "letter",
            "title": "To parents",
            "language": "English",
            "format": "standard",
            "in_force_from": "2026-01-14",
            "url": "https://trust.example/letter",
        },
        "consultation",
    ),
    "document-version": post(
        EDITORS_WRITE, {"in_force_from": "2027-01-14", "url": "https://trust.example/two"}, "document"
    ),
    "document-withdraw": post(EDITORS_WRITE, {"on": "2027-01-14"}, "document"),
    "document-reinstate": post(EDITORS_WRITE, {}, "withdrawn"),
    "document-public": post(EDITORS_WRITE, {"public": "yes"}, "document"),
    "consultation-start": post(
        MANAGERS_WRITE,
        {"kind": "tupe", "title": "Joining", "led_by": "trust", "reason": "The authority asked us to"},
        "project",
    ),
    "consultation-edit": post(
        EDITORS_WRITE, {"title": "Joining", "led_by": "governing_body"}, "consultation"
    ),
    "consultation-window": post(
        EDITORS_WRITE, {"opens_on": "2027-03-01", "closes_on": "2027-04-11"}, "consultation"
    ),
    "consultation-stop": post(MANAGERS_WRITE, {"why": "The governors withdrew"}, "consultation"),
    "consultation-tie": post(EDITORS_WRITE, {}, "consultation"),
    "consultation-step-add": post(
        EDITORS_WRITE, {"title": "Radio talk", "why": "Many do not read letters"}, "consultation"
    ),
    "consultation-step-done": post(EDITORS_WRITE, {}, "step"),
    "consultation-step-reopen": post(EDITORS_WRITE, {}, "step"),
    "consultation-step-edit": post(EDITORS_WRITE, {"note": "By the clerk"}, "step"),
    "consultation-step-leave-out": post(EDITORS_WRITE, {"why": "Everything is online"}, "step"),
    "consultation-step-take-up": post(EDITORS_WRITE, {}, "step"),
    "consultation-step-remove": post(EDITORS_WRITE, {"why": "No time"}, "own_step"),
    "theme-add": post(EDITORS_WRITE, {"name": "Uniform"}, "consultation"),
    "theme-starters": post(EDITORS_WRITE, {}, "consultation"),
    "theme-rename": post(EDITORS_WRITE, {"name": "Uniform and name"}, "theme"),
    "theme-merge": post(EDITORS_WRITE, {"into": "@other_theme"}, "theme"),
    "theme-answer": post(EDITORS_WRITE, {"heard": "It is dear", "changed": "A cheaper one"}, "theme"),
    "theme-remove": post(EDITORS_WRITE, {}, "theme"),
    "response-report-make": post(EDITORS_WRITE, {"introduction": "Thank you."}, "consultation"),
    "response-report-remake": post(EDITORS_WRITE, {"introduction": "Thank you."}, "report"),
    "response-report-publish": post(MANAGERS_WRITE, {"on": f"{timezone.localdate()}"}, "report"),
    "response-report-remove": post(EDITORS_WRITE, {}, "report"),
    "workbook-new": post("403 403 302 302 302 403", {"pasted": "URN,School\n100001,Ashdown\n"}),
    "workbook-columns": post(
        LOOKS_AT_A_WORKBOOK,
        {
            "holds_0": "urn",
            "holds_1": "school",
            "holds_2": "joining",
            "planned": "fix",
            "earlier": "done",
            "dates_else": "by_day",
            "day_first": "yes",
        },
        "looked_at_workbook",
    ),
    "workbook-preview": post(LOOKS_AT_A_WORKBOOK, {"rows": "2", "out": "2"}, "looked_at_workbook"),
    # Answers with the count that moves.
    "workbook-apply": post(
        "403 403 200 404 404 403",
        {"seen": "what stood there", "delete_file_on": "@ahead"},
        "looked_at_workbook",
    ),
    "workbook-give-up": post(LOOKS_AT_A_WORKBOOK, {}, "looked_at_workbook"),
    "consultation-share": post(MANAGERS_WRITE, {"how": "secret"}, "consultation"),
    "consultation-share-close": post(MANAGERS_WRITE, {}, "shared"),
    "workbook-undo": post(BRINGS_IN_WRITE, {}, "brought_in"),
    "workbook-file-day": post(BRINGS_IN_WRITE, {"day": "@ahead"}, "brought_in"),
    "workbook-file-delete": post(BRINGS_IN_WRITE, {}, "brought_in"),
    "workbook-next": post(BRINGS_IN_WRITE, {"sheet": ""}, "brought_in"),
}
