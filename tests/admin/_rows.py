"""How to make one more row of every table that the admin shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import count
from typing import Any

from django.db.models import Model
from django.utils import timezone

from partnerships.models import (
    ChasingLimits,
    Consultation,
    ConsultationDocument,
    ConsultationStep,
    Contact,
    Decision,
    DfeDeadline,
    Evidence,
    FirstAgreedDate,
    FitAnswer,
    Group,
    GroupMembership,
    Guidance,
    HandOver,
    Hold,
    Invitation,
    JoiningChange,
    JoiningReason,
    Meeting,
    MeetingQuestion,
    Membership,
    Milestone,
    Note,
    OpeningProposal,
    Partnership,
    PartnershipActivity,
    PartnershipExtension,
    PartnershipMeasure,
    PartnershipService,
    PlanTemplate,
    Project,
    ProjectAccess,
    ProjectFact,
    ProjectForecast,
    ProjectGroup,
    Promise,
    RatingOverride,
    RegisterChange,
    RegisterFile,
    Respondent,
    Response,
    ResponseImport,
    ResponseReport,
    ResponseTheme,
    Review,
    ReviewFinding,
    Risk,
    RuleAcceptance,
    School,
    SchoolHoliday,
    SchoolLink,
    SignOff,
    Stakeholder,
    TemplateMilestone,
    Theme,
    TrustAnswer,
    TrustTerms,
    User,
    Workbook,
    WorkbookProject,
)
from tests.factories import (
    ChasingLimitsFactory,
    ConsultationDocumentFactory,
    ConsultationFactory,
    ConsultationStepFactory,
    ContactFactory,
    DecisionFactory,
    DfeDeadlineFactory,
    EvidenceFactory,
    FirstAgreedDateFactory,
    FitAnswerFactory,
    GroupFactory,
    GuidanceFactory,
    HandOverFactory,
    HoldFactory,
    JoiningReasonFactory,
    MeetingFactory,
    MeetingQuestionFactory,
    MembershipFactory,
    MilestoneFactory,
    NoteFactory,
    OpeningProposalFactory,
    PartnershipActivityFactory,
    PartnershipExtensionFactory,
    PartnershipFactory,
    PartnershipMeasureFactory,
    PartnershipServiceFactory,
    ProjectFactory,
    ProjectForecastFactory,
    ProjectGroupFactory,
    PromiseFactory,
    RatingOverrideFactory,
    RespondentFactory,
    ResponseFactory,
    ResponseImportFactory,
    ResponseReportFactory,
    ResponseThemeFactory,
    ReviewFactory,
    ReviewFindingFactory,
    RiskFactory,
    RuleAcceptanceFactory,
    SchoolFactory,
    SchoolHolidayFactory,
    SignOffFactory,
    StakeholderFactory,
    ThemeFactory,
    TrustAnswerFactory,
    TrustTermsFactory,
    UserFactory,
    WorkbookFactory,
    WorkbookProjectFactory,
    shipped_template,
)


def _file() -> RegisterFile:
    return RegisterFile.objects.create(kind="schools", file_name="a.csv", by=UserFactory())


def _fact(trust: Group) -> ProjectFact:
    return ProjectFact.objects.create(
        project=ProjectFactory(trust=trust), key="pfi", answered_by=UserFactory()
    )


def _invitation(trust: Group) -> Invitation:
    number = Invitation.objects.count()
    return Invitation.objects.create(
        trust=trust, email=f"n{number}@x.example", name="N", secret_hash=str(number), invited_by=UserFactory(),
        expires_at=timezone.now(),
    )  # fmt: skip


_DAYS = (dt.date(2027, 1, 1) + dt.timedelta(days=n) for n in count())


def _evidence(trust: Group) -> Evidence:
    """One that replaced an older one, and was removed."""
    older = EvidenceFactory(project__trust=trust)
    return EvidenceFactory(
        project=older.project, replaces=older, milestone=MilestoneFactory(project=older.project),
        removed_at=timezone.now(), removed_by=UserFactory(),
    )  # fmt: skip


def _activity(trust: Group) -> PartnershipActivity:
    """Part of a service, with what shows it."""
    service = PartnershipServiceFactory(partnership__project__trust=trust)
    return PartnershipActivityFactory(
        partnership=service.partnership, service=service, evidence=_evidence(trust)
    )


def _response(trust: Group) -> Response:
    """A duplicate of another, out of a file."""
    first = ResponseFactory(consultation__project__trust=trust)
    came_in = ResponseImportFactory(consultation=first.consultation)
    return ResponseFactory(consultation=first.consultation, duplicate_of=first, came_in=came_in)


MAKE: dict[type[Model], Callable[[Group], Any]] = {
    ProjectGroup: lambda trust: ProjectGroupFactory(trust=trust),
    DfeDeadline: lambda trust: DfeDeadlineFactory(trust=trust, code=f"D-{DfeDeadline.objects.count()}"),
    SchoolHoliday: lambda _: SchoolHolidayFactory(first_day=(day := next(_DAYS)), last_day=day),
    School: lambda _: SchoolFactory(trust=GroupFactory()),
    Group: lambda _: GroupFactory(),
    GroupMembership: lambda _: GroupMembership.objects.create(school=SchoolFactory(), group=GroupFactory()),
    SchoolLink: lambda _: SchoolLink.objects.create(
        school=SchoolFactory(), other=SchoolFactory(), link_type="P"
    ),
    RegisterFile: lambda _: _file(),
    RegisterChange: lambda _: RegisterChange.objects.create(
        file=_file(), kind="schools", key=1, field="name"
    ),
    User: lambda trust: MembershipFactory(trust=trust),
    Membership: lambda trust: MembershipFactory(trust=trust),
    Invitation: _invitation,
    Project: lambda trust: ProjectFactory(trust=trust, lead=UserFactory(), outgoing_trust=GroupFactory()),
    ProjectAccess: lambda trust: ProjectAccess.objects.create(
        project=ProjectFactory(trust=trust), user=UserFactory(), named_by=UserFactory()
    ),
    ProjectFact: _fact,
    Partnership: lambda trust: PartnershipFactory(project__trust=trust),
    JoiningChange: lambda trust: JoiningChange.objects.create(
        project=ProjectFactory(trust=trust), by=UserFactory()
    ),
    HandOver: lambda trust: HandOverFactory(project__trust=trust),
    ChasingLimits: lambda _: ChasingLimitsFactory(),
    RatingOverride: lambda trust: RatingOverrideFactory(project__trust=trust),
    ProjectForecast: lambda trust: ProjectForecastFactory(project__trust=trust),
    JoiningReason: lambda trust: JoiningReasonFactory(change__project__trust=trust),
    FirstAgreedDate: lambda trust: FirstAgreedDateFactory(
        project__trust=trust, milestone=MilestoneFactory(project__trust=trust)
    ),
    Milestone: lambda trust: MilestoneFactory(project__trust=trust, owner=UserFactory()),
    Note: lambda trust: NoteFactory(
        project__trust=trust, milestone=MilestoneFactory(project=ProjectFactory(trust=trust))
    ),
    Contact: lambda trust: ContactFactory(project__trust=trust),
    Evidence: lambda trust: _evidence(trust),
    Decision: lambda trust: DecisionFactory(
        project__trust=trust, evidence=_evidence(trust), milestone=MilestoneFactory(project__trust=trust)
    ),
    Risk: lambda trust: RiskFactory(
        project__trust=trust, owner=UserFactory(), milestone=MilestoneFactory(project__trust=trust)
    ),
    PlanTemplate: lambda trust: PlanTemplate.objects.create(
        name="Ours", trust=trust, version=PlanTemplate.objects.count() + 1
    ),
    TemplateMilestone: lambda _: TemplateMilestone.objects.create(
        template=shipped_template(),
        code=f"X{TemplateMilestone.objects.count()}",
        position=0,
        title="T",
        phase="EXP",
    ),
    OpeningProposal: lambda trust: OpeningProposalFactory(project__trust=trust, decided_by=UserFactory()),
    Hold: lambda trust: HoldFactory(project__trust=trust),
    RuleAcceptance: lambda trust: RuleAcceptanceFactory(project__trust=trust),
    PartnershipExtension: lambda trust: PartnershipExtensionFactory(partnership__project__trust=trust),
    PartnershipService: lambda trust: PartnershipServiceFactory(partnership__project__trust=trust),
    PartnershipMeasure: lambda trust: PartnershipMeasureFactory(partnership__project__trust=trust),
    PartnershipActivity: lambda trust: _activity(trust),
    TrustTerms: lambda _: TrustTermsFactory(),
    TrustAnswer: lambda trust: TrustAnswerFactory(trust=trust),
    FitAnswer: lambda trust: FitAnswerFactory(project__trust=trust, evidence=_evidence(trust)),
    Promise: lambda trust: PromiseFactory(
        project__trust=trust, owner=UserFactory(), evidence=_evidence(trust)
    ),
    Review: lambda trust: ReviewFactory(
        project__trust=trust,
        milestone=MilestoneFactory(project__trust=trust),
        held_on=None,
        evidence=_evidence(trust),
    ),
    ReviewFinding: lambda trust: ReviewFindingFactory(review__project__trust=trust),
    Guidance: lambda trust: GuidanceFactory(trust=trust),
    Consultation: lambda trust: ConsultationFactory(project__trust=trust),
    ConsultationStep: lambda trust: ConsultationStepFactory(
        consultation__project__trust=trust, milestone=MilestoneFactory(project__trust=trust)
    ),
    Stakeholder: lambda trust: StakeholderFactory(consultation__project__trust=trust),
    Meeting: lambda trust: MeetingFactory(consultation__project__trust=trust),
    MeetingQuestion: lambda trust: MeetingQuestionFactory(meeting__consultation__project__trust=trust),
    ConsultationDocument: lambda trust: ConsultationDocumentFactory(consultation__project__trust=trust),
    ResponseReport: lambda trust: ResponseReportFactory(consultation__project__trust=trust),
    Theme: lambda trust: ThemeFactory(consultation__project__trust=trust),
    ResponseImport: lambda trust: ResponseImportFactory(consultation__project__trust=trust),
    Response: lambda trust: _response(trust),
    ResponseTheme: lambda trust: ResponseThemeFactory(response=_response(trust)),
    Respondent: lambda trust: RespondentFactory(response__consultation__project__trust=trust),
    SignOff: lambda trust: SignOffFactory(project__trust=trust),
    Workbook: lambda trust: WorkbookFactory(trust=trust, state="applied"),
    WorkbookProject: lambda trust: WorkbookProjectFactory(project__trust=trust),
}
