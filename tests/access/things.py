"""One of everything that an address may name."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from partnerships.actions.invitations import invite_person
from partnerships.actions.register import keep_upload
from partnerships.models import Group, HandOver, Project, ProjectAccess, School, User
from partnerships.permissions import Role
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
