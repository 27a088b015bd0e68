"""Tables by noun, each with the vocabulary of its QuerySet; rules as constraints in the database."""

from partnerships.models.group import Group
from partnerships.models.milestone import Milestone
from partnerships.models.note import Contact, Note
from partnerships.models.people import Invitation, Membership, User
from partnerships.models.project import Project, ProjectAccess
from partnerships.models.project_records import JoiningChange, Partnership, ProjectFact
from partnerships.models.register import (
    GroupMembership,
    RegisterChange,
    RegisterFile,
    RegisterKind,
    SchoolLink,
)
from partnerships.models.school import InTrust, School
from partnerships.models.template import PlanTemplate, TemplateMilestone

__all__ = [
    "Contact",
    "Group",
    "GroupMembership",
    "InTrust",
    "Invitation",
    "JoiningChange",
    "Membership",
    "Milestone",
    "Note",
    "Partnership",
    "PlanTemplate",
    "Project",
    "ProjectAccess",
    "ProjectFact",
    "RegisterChange",
    "RegisterFile",
    "RegisterKind",
    "School",
    "SchoolLink",
    "TemplateMilestone",
    "User",
]
