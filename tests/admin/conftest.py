"""A record of every model, in a plan of a real project, and a confidential project beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.invitations import invite_person
from partnerships.actions.milestones import add_own_milestone
from partnerships.actions.notes import save_contact, write_note
from partnerships.actions.projects import set_confidential, start_project
from partnerships.models import (
    ChasingLimits,
    Contact,
    DfeDeadline,
    Group,
    GroupMembership,
    Guidance,
    Membership,
    Partnership,
    PlanTemplate,
    Project,
    ProjectForecast,
    ProjectGroup,
    RegisterChange,
    RegisterFile,
    Respondent,
    School,
    SchoolHoliday,
    SchoolLink,
    TemplateMilestone,
    TrustAnswer,
    TrustTerms,
    User,
)
from tests.factories import (
    ChasingLimitsFactory,
    ConsultationDocumentFactory,
    ConsultationFactory,
    ConsultationStepFactory,
    DecisionFactory,
    DfeDeadlineFactory,
    EvidenceFactory,
    FitAnswerFactory,
    GuidanceFactory,
    HandOverFactory,
    HoldFactory,
    MeetingFactory,
    MeetingQuestionFactory,
    OpeningProposalFactory,
    PartnershipActivityFactory,
    PartnershipExtensionFactory,
    PartnershipMeasureFactory,
    PartnershipServiceFactory,
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
    TrustAnswerFactory,
    TrustTermsFactory,
    WorkbookProjectFactory,
)

MODELS = [model for model in admin.site._registry if model._meta.app_label == "partnerships"]


def address(page: str, model: type[Model] | Model, *args: object) -> str:
    """The admin's address of a page for a model."""
    return reverse(f"admin:partnerships_{model._meta.model_name}_{page}", args=args)


def exports(model: type[Model]) -> bool:
    """Whether the model's list can be had as csv; names of people who wrote in cannot."""
    return model is not Respondent


@dataclass
class Records:
    """One record of each model; `hidden` are those of a confidential project on which only the administrator is."""

    project: Project
    secret: Project
    of: dict[type[Model], Model] = field(default_factory=dict)
    hidden: dict[type[Model], Model] = field(default_factory=dict)


def _of_partnership(partnership: Partnership) -> list[Model]:
    of_it = {"partnership": partnership}
    project = partnership.project
    review = ReviewFactory(project=project)
    return [
        PartnershipExtensionFactory(**of_it),
        PartnershipServiceFactory(**of_it),
        PartnershipMeasureFactory(**of_it),
        PartnershipActivityFactory(**of_it),
        FitAnswerFactory(project=project),
        PromiseFactory(project=project),
        review,
        ReviewFindingFactory(review=review),
    ]


def _of_consultation(project: Project) -> list[Model]:
    consultation = ConsultationFactory(project=project)
    of_it = {"consultation": consultation}
    meeting, response = MeetingFactory(**of_it), ResponseFactory(**of_it)
    about = ResponseThemeFactory(response=response)
    return [
        consultation,
        ConsultationStepFactory(**of_it),
        StakeholderFactory(**of_it),
        meeting,
        MeetingQuestionFactory(meeting=meeting),
        ConsultationDocumentFactory(**of_it),
        ResponseReportFactory(**of_it),
        ResponseImportFactory(**of_it),
        response,
        about.theme,
        about,
        RespondentFactory(response=response),
    ]


def _of_project(project: Project, by: User) -> dict[type[Model], Model]:
    note = write_note(by=by, project=project, text=f"Quince note {project.pk}")
    contact = save_contact(by=by, contact=Contact(project=project, role="other", name=f"Quincy {project.pk}"))
    own = add_own_milestone(by=by, project=project, title=f"Quince row {project.pk}", phase="EXP")
    partnership = Partnership(project=project, school=project.school, trust=project.trust)
    partnership.save()
    access = project.named_people.first() or project.named_people.create(user=by, named_by=by)
    reason = project.joining_changes.first().reasons.create(project=project, reason="land", text="No titles")
    agreed = project.first_agreed_dates.create(title=f"Quince opens {project.pk}")
    found = [
        reason, agreed, project, note, contact, own, partnership, access, project.facts.first(),
        project.joining_changes.first(),
    ]  # fmt: skip
    found += [OpeningProposalFactory(project=project), SignOffFactory(project=project, signed_by=by)]
    found += [RatingOverrideFactory(project=project, by=by), ProjectForecast.objects.get(project=project)]
    found += [
        EvidenceFactory(project=project),
        DecisionFactory(project=project),
        RiskFactory(project=project),
    ]
    found.append(HandOverFactory(project=project, by=by))
    found += [*_of_partnership(partnership), *_of_consultation(project)]
    found += [HoldFactory(project=project, by=by), RuleAcceptanceFactory(project=project, by=by)]
    brought_in = WorkbookProjectFactory(project=project, workbook__file_name=f"{project.school.name}.xlsx")
    found += [brought_in, brought_in.workbook]
    return {type(each): each for each in found}


@pytest.fixture
def records(trust: Group, manager: User, administrator: User, editor: User, school: School) -> Records:
    return records_of(trust, school, administrator, editor)


def records_of(trust: Group, school: School, administrator: User, editor: User) -> Records:
    """What `records` gives, for fixtures that serve more than one test."""
    month = dt.date(2027, 9, 1)
    project = start_project(
        by=administrator, school=school, trust=trust, route="voluntary", joining_month=month
    )
    hush = SchoolFactory(name="Quince Hill School")
    secret = start_project(by=administrator, school=hush, trust=trust, route="voluntary", joining_month=month)
    secret = set_confidential(by=administrator, project=secret, confidential=True)
    file = RegisterFile.objects.create(
        kind="schools", file_name="edubasealldata20240617.csv", downloaded_on=dt.date(2024, 6, 17),
        applied_at=timezone.now(),
    )  # fmt: skip
    shared = {
        School: school,
        Group: trust,
        User: editor,
        Membership: editor.memberships.get(),
        GroupMembership: GroupMembership.objects.create(school=school, group=trust, joined_on=month),
        SchoolLink: SchoolLink.objects.create(school=school, other_id=700_999_9, link_type="Predecessor"),
        RegisterFile: file,
        RegisterChange: RegisterChange.objects.create(
            file=file, kind="schools", key=school.pk, field="name", before="Old", after="New"
        ),
        PlanTemplate: PlanTemplate.objects.get(trust=None),
        TemplateMilestone: TemplateMilestone.objects.first(),
        DfeDeadline: DfeDeadlineFactory(trust=trust),
        ChasingLimits: ChasingLimitsFactory(trust=trust),
        SchoolHoliday: SchoolHolidayFactory(),
        ProjectGroup: ProjectGroupFactory(trust=trust),
        TrustTerms: TrustTermsFactory(trust=trust),
        TrustAnswer: TrustAnswerFactory(trust=trust),
        Guidance: GuidanceFactory(trust=trust),
    }
    invited = invite_person(
        by=administrator, trust=trust, email="new@trust.example", name="Nia", role="editor"
    )
    return Records(
        project=project,
        secret=secret,
        of={**shared, type(invited): invited, **_of_project(project, administrator)},
        hidden=_of_project(secret, administrator),
    )
