"""Lists of the admin: as many queries for ten rows as for one, search, filters, dates and csv."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
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
)
from tests.admin.conftest import MODELS, address, exports
from tests.conftest import signed_in
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
    shipped_template,
)
from tests.helpers import assert_queries_do_not_grow


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
}


@pytest.mark.parametrize("model", MODELS, ids=[model._meta.model_name for model in MODELS])
def test_a_lists_queries_do_not_grow_with_its_rows(model: type[Model], manager: User, trust: Group) -> None:
    client = signed_in(manager)
    make = MAKE[model]

    for page in ("changelist", "csv") if exports(model) else ("changelist",):
        assert_queries_do_not_grow(client, address(page, model), lambda n: [make(trust) for _ in range(n)])


def test_a_projects_form_and_a_history_do_not_grow(manager: User, project: Project) -> None:
    client = signed_in(manager)
    owner = UserFactory()

    def milestones(n: int) -> None:
        for _ in range(n):
            MilestoneFactory(project=project, owner=owner)

    assert_queries_do_not_grow(client, address("change", Project, project.pk), milestones)

    def changes(n: int) -> None:
        for number in range(n):
            project.lead = UserFactory()
            project.enquiry = str(number)
            project.save()

    assert_queries_do_not_grow(client, address("history", Project, project.pk), changes)


def test_a_picker_does_not_ask_more_for_more_rows(manager: User, trust: Group) -> None:
    url = "/admin/autocomplete/?app_label=partnerships&model_name=note&field_name=project&term=brackenholt"

    assert_queries_do_not_grow(
        signed_in(manager), url, lambda n: [ProjectFactory(trust=trust) for _ in range(n)]
    )


def listed(client: Client, model: type[Model], query: str) -> set[Any]:
    answer = client.get(f"{address('changelist', model)}?{query}")
    assert answer.status_code == 200, query
    return set(answer.context["cl"].result_list)


def test_schools_are_found_by_the_products_own_search_and_filtered(manager: User) -> None:
    hill = SchoolFactory(name="Hill School", la_name="Northmoor")
    sea = SchoolFactory(name="Sea School", phase_code="4", phase_name="Secondary")
    client = signed_in(manager)

    assert listed(client, School, "q=hill") == {hill}
    assert listed(client, School, f"q={sea.urn}") == {sea}
    assert listed(client, School, "la=Northmoor") == {hill}
    assert listed(client, School, "phase=2") == {hill}
    assert listed(client, School, "gone=no") == {hill, sea}
    assert listed(client, School, "gone=yes") == set()


def test_projects_are_filtered_searched_and_found_by_month(manager: User, trust: Group) -> None:
    live = ProjectFactory(trust=trust, school__name="Hill School")
    ended = ProjectFactory(trust=trust, ended_on="2026-01-01", outcome="other", joining_month="2026-09-01")
    client = signed_in(manager)

    assert listed(client, Project, "ended=no") == {live}
    assert listed(client, Project, "ended=yes") == {ended}
    assert listed(client, Project, "q=hill") == {live}
    assert listed(client, Project, "route__exact=voluntary") == {live, ended}
    assert listed(client, Project, "joining_month__year=2026") == {ended}
    assert listed(client, Project, "o=4") == {live, ended}


def test_lists_of_one_project_are_reached_from_it(manager: User, trust: Group) -> None:
    note, other = NoteFactory(project__trust=trust), NoteFactory(project__trust=trust)
    client = signed_in(manager)
    form = client.get(address("change", Project, note.project_id))

    for _, url in form.context["related"]:
        assert client.get(url).status_code == 200
    assert listed(client, Note, f"project={note.project_id}") == {note}
    assert listed(client, Note, "") == {note, other}


def test_schools_whose_record_has_not_arrived_are_listed_and_exported(manager: User) -> None:
    place = GroupMembership.objects.create(school_id=799_999, group_id=69_999)
    link = SchoolLink.objects.create(school_id=799_999, other_id=799_998, link_type="Successor")
    client = signed_in(manager)

    for model, row in ((GroupMembership, place), (SchoolLink, link)):
        assert listed(client, model, "") == {row}
        assert client.get(address("change", model, row.pk)).status_code == 200
        assert "799999" in _csv(client.get(address("csv", model)))[1]
        assert listed(client, model, "q=799999") == {row}
        assert listed(client, model, "q=nowhere") == set()


@pytest.mark.parametrize("model", MODELS)
def test_any_text_can_be_searched_for(administrator: User, model: type[Model]) -> None:
    client = signed_in(administrator)
    for text in ("a " * 1500, "-" * 3000, "9" * 5000, "9" * 20, "a\0b", "%_\\", "()", "é’"):
        assert client.get(address("changelist", model), {"q": text}).status_code == 200, text[:10]


def _csv(answer: Any) -> list[list[str]]:
    assert answer["Content-Type"].startswith("text/csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_csv_holds_what_the_list_found_in_words_and_without_secrets(manager: User, trust: Group) -> None:
    wanted = MilestoneFactory(project__trust=trust, title="=SUM(A1)", status="in_progress", owner=manager)
    MilestoneFactory(project__trust=trust, title="Other")
    client = signed_in(manager)

    rows = _csv(client.get(f"{address('csv', Milestone)}?q=sum"))

    assert len(rows) == 2
    row = dict(zip(*rows, strict=True))
    assert row["Title"] == "'=SUM(A1)"
    assert row["Status"] == "In progress"
    assert row["Due"] == "2027-06-09"
    assert row["Project: school"] == wanted.project.school.name
    assert (row["Owner: name"], row["Owner: e-mail"]) == (manager.name, manager.email)
    for model in filter(exports, MODELS):
        heading = " ".join(_csv(client.get(address("csv", model)))[0]).lower()
        assert "password" not in heading
        assert "secret" not in heading


def test_the_csv_of_ticked_rows_holds_those_only(manager: User, trust: Group) -> None:
    first, second = NoteFactory(project__trust=trust), NoteFactory(project__trust=trust)
    sent = {"action": "export_csv", "index": "0", "_selected_action": [second.pk]}

    rows = _csv(signed_in(manager).post(address("changelist", Note), sent))

    assert [row[0] for row in rows[1:]] == [str(second.pk)]
    assert first.pk != second.pk


def test_history_shows_what_changed_from_what_to_what(manager: User, project: Project) -> None:
    client = signed_in(manager)
    project.route = "order"
    project.save()

    page = client.get(address("history", Project, project.pk)).content.decode()

    assert "Voluntary conversion" in page
    assert "Academy order (sponsored)" in page
    assert "Brackenholt Primary School" in page
