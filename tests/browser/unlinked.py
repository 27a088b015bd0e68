"""Addresses that a link offers only in a state which the first page of its kind is not in: where the walk through
every page starts."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.decisions import Shown, record_decision
from partnerships.actions.evidence import Given
from partnerships.actions.notes import write_note
from partnerships.actions.response_reports import Wording, make_response_report
from partnerships.actions.risks import Said, add_risk
from partnerships.actions.template_drafts import publish_draft, start_draft
from partnerships.models import (
    Consultation,
    Group,
    Milestone,
    Partnership,
    PlanTemplate,
    Project,
    ProjectGroup,
    Promise,
    Review,
    School,
    SignOff,
    User,
)
from partnerships.permissions import May
from partnerships.rules.decisions import NONE_DECLARED, Deciding
from tests.evidence_files import pdf
from tests.factories import (
    ConsultationStepFactory,
    MembershipFactory,
    PartnershipFactory,
    ResponseFactory,
    ResponseImportFactory,
    UserFactory,
    WorkbookFactory,
)

Wanted = list[tuple[str, list[int | str]]]


def without_a_link(user: User) -> list[str]:
    """Addresses that a link offers only in a state which the first page of its kind is not in."""
    if not user.may_anywhere(May.START_PROJECT):
        return ["/search/?q=primary"]
    mine = Project.objects.visible_to(user)
    row = Milestone.objects.visible_to(user).of_live_projects()
    own = row.in_plan().filter(code="")[0].pk
    live, ended, hidden = mine.live()[0].pk, mine.ended()[0].pk, mine.filter(confidential=True)[0]
    named = hidden.named_people.exclude(user=user)[0].pk
    person_deactivated = UserFactory(is_active=False)
    MembershipFactory(user=person_deactivated, trust_id=hidden.trust_id)
    write_note(by=user, project=mine.live()[0], text="Rang the chair.")
    _record(user, mine.live()[0])
    wanted: Wanted = [
        ("decision-list", [live]),
        ("risk-list", [live]),
        ("evidence-list", [live]),
        ("milestone-applicable", [row.filter(in_plan=False)[0].pk]),
        ("milestone-not-applicable", [row.to_do()[0].pk]),
        ("milestone-log", [row.to_do()[0].pk]),
        ("milestone-own-edit", [own]),
        ("milestone-own-remove", [own]),
        ("note-list", [live]),
        ("note-add", [live]),
        ("person-reactivate", [person_deactivated.pk]),
        ("person-deactivate", [MembershipFactory(trust_id=hidden.trust_id).user.pk]),
        ("project-people", [hidden.pk]),
        ("project-person-remove", [hidden.pk, named]),
        ("project-reopen", [ended]),
        *_of_living_plans(user, hidden.trust),
        *_of_partnerships(user),
        *_of_what_partnerships_keep(user),
        *_of_consultations(user),
        *_of_responses(user),
        *_of_spreadsheets(user, hidden.trust),
    ]
    return [
        "/search/?q=primary",
        *(reverse(name, args=args) for name, args in wanted),
        *_of_templates(user, hidden.trust),
    ]


def _of_living_plans(user: User, trust: Group) -> Wanted:
    """Addresses that only a project, a person or a month in the right state has a link to."""
    mine = Project.objects.visible_to(user).live()
    return [
        ("project-sign", [mine.exclude(route="")[0].pk, "open"]),
        ("sign-off-withdraw", [SignOff.objects.filter(project__in=mine, withdrawn_at=None)[0].pk]),
        ("project-opening-withdraw", [mine.exclude(opened_on=None)[0].pk]),
        ("person-hand-over", [mine.exclude(lead=None).exclude(lead=user)[0].lead.pk]),
        ("group-remove", [ProjectGroup.objects.visible_to(user)[0].pk]),
        ("deadline-month", [str(trust.pk), "2027-09"]),
    ]


def _of_partnerships(user: User) -> Wanted:
    """Addresses of a partnership that runs, one that is paused and one that has ended."""
    mine = Partnership.objects.visible_to(user)
    running = mine.going_on().exclude(activities=None)[0].project_id
    bare = Project.objects.visible_to(user).live().filter(partnership=None)[0]
    paused = PartnershipFactory(project=bare, paused_since=timezone.localdate(), paused_reason="A new head")
    return [
        ("project-partnership", [running]),
        *(
            (f"partnership-{name}", [running])
            for name in ("terms", "record", "dates", "extend", "pause", "end")
        ),
        ("partnership-summary", [running]),
        ("partnership-resume", [paused.project_id]),
        ("partnership-reopen", [mine.ended().filter(project__ended_on=None)[0].project_id]),
    ]


def _of_what_partnerships_keep(user: User) -> Wanted:
    """Activities, services, measures, reviews and promises: one of each, and the lists with rows in them."""
    mine = Partnership.objects.visible_to(user).going_on()
    kept = mine.exclude(activities=None)[0]
    measured = mine.exclude(measures=None)[0].measures.all()[0].pk
    review = Review.objects.visible_to(user).filter(project__ended_on=None)[0].pk
    promise = Promise.objects.visible_to(user).filter(project__ended_on=None, checked_on=None)[0]
    return [
        *((f"activity-{name}", [kept.project_id]) for name in ("list", "add", "several", "import")),
        *((f"activity-{name}", [kept.activities.all()[0].pk]) for name in ("edit", "remove")),
        *((name, [kept.project_id]) for name in ("service-list", "service-add", "measure-add")),
        *((f"service-{name}", [kept.services.all()[0].pk]) for name in ("edit", "remove")),
        *((f"measure-{name}", [measured]) for name in ("edit", "remove")),
        *((f"review-{name}", [review]) for name in ("detail", "edit", "remove")),
        ("promise-list", [promise.project_id]),
        *((f"promise-{name}", [promise.pk]) for name in ("edit", "check", "remove")),
    ]


def _of_consultations(user: User) -> Wanted:
    """Addresses of a consultation that goes on, with a step of the team's own and files of responses."""
    mine = Consultation.objects.visible_to(user).going_on()[0]
    ResponseFactory(consultation=mine)
    answers = ContentFile(b"Date,Group,For?\n1/11/2025,Parent,Yes\n")
    stored = default_storage.save("responses/answers", answers)
    read = ResponseImportFactory(consultation=mine, state="read", stored=stored).pk
    return [
        *((name, [mine.pk]) for name in ("stakeholder-list", "stakeholder-tell", "response-list")),
        *((name, [mine.pk]) for name in ("response-add", "response-import")),
        ("consultation-step-remove", [ConsultationStepFactory(consultation=mine, kind="own").pk]),
        *((f"response-import-{name}", [read]) for name in ("columns", "preview")),
        ("response-import-undo", [ResponseImportFactory(consultation=mine).pk]),
    ]


def _of_responses(user: User) -> Wanted:
    """Addresses of a response document that is not published yet, and of a theme of its consultation."""
    mine = Consultation.objects.visible_to(user).going_on().exclude(themes=None)[0]
    report = make_response_report(by=user, consultation=mine, wording=Wording("Thank you."))
    of_report = [f"response-report-{name}" for name in ("detail", "remake", "publish", "remove")]
    of_theme = [f"theme-{name}" for name in ("answer", "rename", "merge")]
    theme = mine.themes.first()
    return [
        ("theme-list", [mine.pk]),
        *((name, [report.pk]) for name in of_report),
        *((name, [theme.pk]) for name in of_theme),
    ]


def _of_spreadsheets(user: User, trust: Group) -> Wanted:
    """Addresses of a spreadsheet that was chosen and not brought in yet, with a word that is not understood."""
    school = School.objects.filter(projects=None).first()
    rows = f"URN,Joining date,Land questionnaire\n{school.pk if school else ''},Autumn 2027,nearly\n,,\nx,TBC,done\n"
    columns = {"URN": "urn", "Joining date": "joining", "Land questionnaire": "milestone:LEG-03"}
    read = WorkbookFactory(
        trust=trust, by=user, data=rows.encode(), rows=2, reading={"columns": columns, "heading_row": 1}
    )
    return [("workbook-list", []), *((f"workbook-{name}", [read.pk]) for name in ("columns", "preview"))]


def _of_templates(user: User, trust: Group) -> list[str]:
    """Addresses of a draft, and of a trust's own template that projects do not follow yet."""
    shipped = PlanTemplate.objects.get(trust=None)
    own = start_draft(by=user, trust=trust, name="Our plan", source=shipped)
    own = publish_draft(by=user, draft=own, what_changed="A template of our own")
    draft = start_draft(by=user, trust=trust, name="Our plan", source=own)
    row = draft.milestones.get(code="EXP-02")
    of_draft = [f"template-{name}" for name in ("publish", "discard", "milestone-add")]
    of_row = [f"template-milestone-{name}" for name in ("edit", "applies", "waits", "move", "retire")]
    project = Project.objects.visible_to(user).live().filter(trust=trust)[0]
    return [
        reverse("template-detail", args=[draft.pk]),
        *(reverse(name, args=[draft.pk]) for name in of_draft),
        *(reverse(name, args=[row.pk]) for name in of_row),
        reverse("template-projects", args=[own.pk]),
        f"{reverse('template-upgrade', args=[own.pk])}?project={project.pk}",
    ]


def _record(user: User, project: Project) -> None:
    """A decision with its minute, kept as a file, and a risk."""
    deciding = Deciding(
        "trust_board", "deferred", project.started_on, reason="The deficit", interests=NONE_DECLARED
    )
    record_decision(by=user, project=project, deciding=deciding, shown=Shown(Given(file=pdf())))
    add_risk(by=user, project=project, said=Said("The hall’s roof may hold RAAC", "high", "high"))
