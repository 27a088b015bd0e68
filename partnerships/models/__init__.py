"""Tables by noun, each with the vocabulary of its QuerySet; rules as constraints in the database."""

from partnerships.models.calendar import ChasingLimits, DfeDeadline, SchoolHoliday
from partnerships.models.consultation import (
    Consultation,
    ConsultationDocument,
    ConsultationStep,
    Meeting,
    MeetingQuestion,
    ResponseReport,
    Stakeholder,
)
from partnerships.models.decision import Decision, Evidence, Risk
from partnerships.models.fit import FitAnswer, Promise, Review, ReviewFinding, TrustAnswer, TrustTerms
from partnerships.models.forecast import ProjectForecast
from partnerships.models.group import Group
from partnerships.models.guidance import Guidance
from partnerships.models.milestone import Milestone
from partnerships.models.note import Contact, Note
from partnerships.models.partnership import Partnership, PartnershipExtension
from partnerships.models.partnership_records import (
    PartnershipActivity,
    PartnershipMeasure,
    PartnershipService,
)
from partnerships.models.people import Invitation, Membership, User
from partnerships.models.project import Project, ProjectAccess
from partnerships.models.project_records import (
    FirstAgreedDate,
    JoiningChange,
    JoiningReason,
    ProjectFact,
)
from partnerships.models.register import (
    GroupMembership,
    RegisterChange,
    RegisterFile,
    RegisterKind,
    SchoolLink,
)
from partnerships.models.response import (
    Respondent,
    Response,
    ResponseImport,
    ResponseTheme,
    Theme,
)
from partnerships.models.school import InTrust, School
from partnerships.models.standing import (
    HandOver,
    Hold,
    OpeningProposal,
    ProjectGroup,
    RatingOverride,
    RuleAcceptance,
    SignOff,
)
from partnerships.models.template import PlanTemplate, TemplateMilestone
from partnerships.models.workbook import Workbook, WorkbookProject

__all__ = [
    "ChasingLimits",
    "Consultation",
    "ConsultationDocument",
    "ConsultationStep",
    "Contact",
    "Decision",
    "DfeDeadline",
    "Evidence",
    "FirstAgreedDate",
    "FitAnswer",
    "Group",
    "GroupMembership",
    "Guidance",
    "HandOver",
    "Hold",
    "InTrust",
    "Invitation",
    "JoiningChange",
    "JoiningReason",
    "Meeting",
    "MeetingQuestion",
    "Membership",
    "Milestone",
    "Note",
    "OpeningProposal",
    "Partnership",
    "PartnershipActivity",
    "PartnershipExtension",
    "PartnershipMeasure",
    "PartnershipService",
    "PlanTemplate",
    "Project",
    "ProjectAccess",
    "ProjectFact",
    "ProjectForecast",
    "ProjectGroup",
    "Promise",
    "RatingOverride",
    "RegisterChange",
    "RegisterFile",
    "RegisterKind",
    "Respondent",
    "Response",
    "ResponseImport",
    "ResponseReport",
    "ResponseTheme",
    "Review",
    "ReviewFinding",
    "Risk",
    "RuleAcceptance",
    "School",
    "SchoolHoliday",
    "SchoolLink",
    "SignOff",
    "Stakeholder",
    "TemplateMilestone",
    "Theme",
    "TrustAnswer",
    "TrustTerms",
    "User",
    "Workbook",
    "WorkbookProject",
]
