"""One of everything that an address may name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from partnerships.actions.invitations import invite_person
from partnerships.actions.register import keep_upload
from partnerships.models import Consultation, Evidence, Group, HandOver, Project, ProjectAccess, School, User
from partnerships.permissions import Role
from tests.factories import (
    ConsultationDocumentFactory,
    ConsultationFactory,
    ConsultationStepFactory,
    ContactFactory,
    DecisionFactory,
    DfeDeadlineFactory,
    EvidenceFactory,
    FitAnswerFactory,
    GuidanceFactory,
    JoiningReasonFactory,
    MeetingFactory,
    MeetingQuestionFactory,
    MembershipFactory,
    MilestoneFactory,
    NoteFactory,
    OpeningProposalFactory,
    PartnershipActivityFactory,
    PartnershipFactory,
    PartnershipMeasureFactory,
    PartnershipServiceFactory,
    ProjectFactory,
    ProjectGroupFactory,
    PromiseFactory,
    ResponseFactory,
    ResponseImportFactory,
    ResponseReportFactory,
    ReviewFactory,
    RiskFactory,
    SchoolHolidayFactory,
    SignOffFactory,
    StakeholderFactory,
    TemplateFactory,
    TemplateMilestoneFactory,
    ThemeFactory,
    TrustAnswerFactory,
    UserFactory,
    WorkbookFactory,
    WorkbookProjectFactory,
)


class Lazily(dict[str, Any]):
    """Each thing is made when it is first named: most addresses name one. A maker may name others in its turn."""

    def __init__(self, makers: dict[str, Callable[[], Any]]) -> None:
        super().__init__()
        self.makers = makers

    def __missing__(self, name: str) -> Any:
        self[name] = made = self.makers[name]()
        return made


def things(
    trust: Group,
    school: School,
    project: Project,
    manager: User,
    administrator: User,
    *,
    hidden: bool = False,
) -> Lazily:
    """What addresses are about. With `hidden` the project is confidential and nobody in the cast is named on it.

    What begins with an underscore is the object itself; the others are what stands in addresses and forms.
    """
    about = _secret_project(trust) if hidden else project
    it = Lazily(
        {
            "_own_template": lambda: TemplateFactory(trust=trust, version=1),
            "own_template": lambda: it["_own_template"].pk,
            "own_row": lambda: TemplateMilestoneFactory(template=it["_own_template"]).pk,
            "_draft_row": lambda: TemplateMilestoneFactory(
                template=TemplateFactory(trust=trust, version=2, published_at=None)
            ),
            "draft": lambda: it["_draft_row"].template_id,
            "draft_row": lambda: it["_draft_row"].pk,
            "upload": _upload,
            "project": lambda: about.pk,
            "hidden_project": lambda: (about if hidden else _secret_project(trust)).pk,
            "milestone": lambda: MilestoneFactory(project=about).pk,
            "own_milestone": lambda: MilestoneFactory(project=about, code="").pk,
            "held": lambda: (
                MilestoneFactory(project=about, code="OPS-06", status="held", done_on=dt.date(2027, 8, 30)).pk
            ),
            "note": lambda: NoteFactory(project=about, author=manager).pk,
            "contact": lambda: ContactFactory(project=about).pk,
            "decision": lambda: DecisionFactory(project=about).pk,
            "risk": lambda: RiskFactory(project=about).pk,
            "promise": lambda: PromiseFactory(project=about, made_on=dt.date(2025, 6, 1)).pk,
            "checked_promise": lambda: (
                PromiseFactory(project=about, kept="yes", checked_on=dt.date(2026, 11, 4)).pk
            ),
            "fit_answer": lambda: FitAnswerFactory(project=about, key="topic.autonomy").key,
            "usual_answer": lambda: TrustAnswerFactory(trust=trust, key="topic.care").key,
            "_partnership": lambda: PartnershipFactory(project=about),
            "partnered": lambda: it["_partnership"].project_id,
            "running": lambda: _running(about),
            "paused": lambda: _running(about, paused_since=_days(-3), paused_reason="A new headteacher"),
            "finished": lambda: _running(
                about, ended_on=_days(-3), outcome="withdrawn_school", outcome_reason="They chose to stay"
            ),
            "today": lambda: _days(0).isoformat(),
            "ahead": lambda: _days(90).isoformat(),
            "activity": lambda: PartnershipActivityFactory(partnership=it["_partnership"]).pk,
            "service": lambda: PartnershipServiceFactory(partnership=it["_partnership"]).pk,
            "measure": lambda: PartnershipMeasureFactory(partnership=it["_partnership"]).pk,
            "review": lambda: ReviewFactory(project=about).pk,
            "_consultation": lambda: ConsultationFactory(project=about),
            "consultation": lambda: it["_consultation"].pk,
            "step": lambda: ConsultationStepFactory(consultation=it["_consultation"], kind="notice").pk,
            "own_step": lambda: ConsultationStepFactory(consultation=it["_consultation"], kind="own").pk,
            "theme": lambda: ThemeFactory(consultation=it["_consultation"]).pk,
            "other_theme": lambda: ThemeFactory(consultation=it["_consultation"]).pk,
            "report": lambda: ResponseReportFactory(consultation=it["_consultation"]).pk,
            "response": lambda: ResponseFactory(consultation=it["_consultation"]).pk,
            "gone_response": lambda: (
                ResponseFactory(
                    consultation=it["_consultation"],
                    removed_on=dt.date(2026, 11, 20),
                    removed_reason="By mistake",
                ).pk
            ),
            "answers": lambda: (
                ResponseImportFactory(
                    consultation=it["_consultation"],
                    state="read",
                    stored=default_storage.save(
                        "responses/answers", ContentFile(b"Date,Group,For?\n1/11/2025,Parent,Yes\n")
                    ),
                    mapping={"columns": {"Date": "received", "Group": "audience", "For?": "stance"}},
                ).pk
            ),
            "saved_answers": lambda: ResponseImportFactory(consultation=it["_consultation"]).pk,
            "stakeholder": lambda: StakeholderFactory(consultation=it["_consultation"]).pk,
            "left_out": lambda: (
                StakeholderFactory(consultation=it["_consultation"], left_out=True, reason="No nursery").pk
            ),
            "meeting": lambda: MeetingFactory(consultation=it["_consultation"], attendance=None).pk,
            "called_off": lambda: (
                MeetingFactory(consultation=it["_consultation"], cancelled_on=dt.date(2026, 11, 3)).pk
            ),
            "question": lambda: MeetingQuestionFactory(meeting__consultation=it["_consultation"]).pk,
            "document": lambda: ConsultationDocumentFactory(consultation=it["_consultation"]).pk,
            "withdrawn": lambda: (
                ConsultationDocumentFactory(
                    consultation=it["_consultation"], withdrawn_on=dt.date(2026, 11, 9)
                ).pk
            ),
            "_shared": lambda: _shared_consultation(about),
            "shared": lambda: it["_shared"].pk,
            "share_name": lambda: it["_shared"].share_name,
            "public_document": lambda: it["_shared"].documents.get().pk,
            "guidance": lambda: GuidanceFactory(trust=trust).pk,
            "evidence": lambda: EvidenceFactory(project=about).pk,
            "removed_evidence": lambda: EvidenceFactory(project=about, removed_at=timezone.now()).pk,
            "kept_file": lambda: _kept_file(about),
            "reason": lambda: JoiningReasonFactory(change__project=about, change__by=manager).pk,
            "sign_off": lambda: SignOffFactory(project=about).pk,
            "proposal": lambda: OpeningProposalFactory(project=about, opened_on=dt.date(2026, 1, 1)).pk,
            "lead": lambda: MembershipFactory(trust=trust, role=Role.EDITOR).user.pk,
            "hand_over": lambda: (
                HandOver.objects.create(project=about, to_user=manager, note="Ring the head").pk
            ),
            "access": lambda: (
                ProjectAccess.objects.create(project=about, user=MembershipFactory(trust=trust).user).pk
            ),
            "_grouped": lambda: ProjectFactory(trust=trust, group=ProjectGroupFactory(trust=trust)),
            "group": lambda: it["_grouped"].group_id,
            "grouped": lambda: it["_grouped"].pk,
            "free": lambda: ProjectFactory(trust=trust).pk,
            "deadline": lambda: DfeDeadlineFactory(trust=trust).pk,
            "holiday": lambda: SchoolHolidayFactory().pk,
            "looked_at_workbook": lambda: WorkbookFactory(trust=trust, by=manager).pk,
            "brought_in": lambda: WorkbookProjectFactory(project=about, workbook__by=manager).workbook_id,
            "school": lambda: school.pk,
            "trust": lambda: trust.pk,
            "_colleague": lambda: MembershipFactory(trust=trust, role=Role.VIEWER),
            "colleague": lambda: it["_colleague"].user.pk,
            "membership": lambda: it["_colleague"].pk,
            "_invitation": lambda: invite_person(
                by=administrator, trust=trust, email="newcomer@x.example", name="New", role="viewer"
            ),
            "invitation": lambda: it["_invitation"].pk,
            "secret": lambda: it["_invitation"].secret,
        }
    )
    return it


def _days(ahead: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=ahead)


def _running(project: Project, **fields: Any) -> int:
    """The project's key; its partnership began a month ago, and the plan has the agreement of both boards."""
    PartnershipFactory(project=project, starts_on=_days(-30), ends_on=_days(300), **fields)
    MilestoneFactory(project=project, code="PAR-01", phase="PAR", status="done", done_on=_days(-40))
    return project.pk


def _secret_project(trust: Group) -> Project:
    project: Project = ProjectFactory(trust=trust, confidential=True)
    ProjectAccess.objects.create(project=project, user=MembershipFactory(trust=trust).user)
    return project


def _shared_consultation(project: Project) -> Consultation:
    """Open to anybody, with a document and a published response; where the project is hidden, all the same not."""
    shared: Consultation = ConsultationFactory(project=project, shared=True, share_name="for-everybody")
    evidence = Evidence.objects.get(pk=_kept_file(project))
    ConsultationDocumentFactory(
        consultation=shared, public=True, in_force_from=dt.date(2026, 1, 1), evidence=evidence
    )
    ResponseReportFactory(consultation=shared, published_on=dt.date(2026, 2, 1))
    return shared


def _kept_file(project: Project) -> int:
    stored = default_storage.save("evidence/kept", ContentFile(b"%PDF-1.4"))
    kept: int = EvidenceFactory(project=project, url="", stored=stored, file_name="a.pdf").pk
    return kept


def _upload() -> int:
    rows = b"URN,EstablishmentName,EstablishmentStatus (code)\r\n900,Wrackley School,1\r\n"
    upload = keep_upload(
        by=UserFactory(is_site_administrator=True),
        file=ContentFile(rows),
        file_name="edubasealldata20260401.csv",
        kind="schools",
        downloaded_on=dt.date(2026, 4, 1),
        sha256="0" * 64,
    )
    upload.refused.save("refused.csv", ContentFile(b"line,reason\r\n"))
    return int(upload.pk)
