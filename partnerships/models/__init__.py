"""Tables by noun, each with the vocabulary of its QuerySet; rules as constraints in the database."""

from partnerships.models.calendar import ChasingLimits, DfeDeadline, SchoolHoliday
from partnerships.models.decision import Decision, Evidence, Risk
from partnerships.models.forecast import ProjectForecast
from partnerships.models.group import Group
from partnerships.models.milestone import Milestone
from partnerships.models.note import Contact, Note
from partnerships.models.people import Invitation, Membership, User
from partnerships.models.project import Project, ProjectAccess
from partnerships.models.project_records import (
    FirstAgreedDate,
    JoiningChange,
    JoiningReason,
    Partnership,
    ProjectFact,
)
from partnerships.models.register import (
    GroupMembership,
    RegisterChange,
    RegisterFile,
    RegisterKind,
    SchoolLink,
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

__all__ = [
    "ChasingLimits",
    "Contact",
    "Decision",
    "DfeDeadline",
    "Evidence",
    "FirstAgreedDate",
    "Group",
    "GroupMembership",
    "HandOver",
    "Hold",
    "InTrust",
    "Invitation",
    "JoiningChange",
    "JoiningReason",
    "Membership",
    "Milestone",
    "Note",
    "OpeningProposal",
    "Partnership",
    "PlanTemplate",
    "Project",
    "ProjectAccess",
    "ProjectFact",
    "ProjectForecast",
    "ProjectGroup",
    "RatingOverride",
    "RegisterChange",
    "RegisterFile",
    "RegisterKind",
    "Risk",
    "RuleAcceptance",
    "School",
    "SchoolHoliday",
    "SchoolLink",
    "SignOff",
    "TemplateMilestone",
    "User",
]
