"""Putting one's name under "ready to apply", "ready to open" or "ready to close", and taking it away again."""

from __future__ import annotations

from django.utils import timezone

from partnerships.actions._core import action, for_change, refuse_if, require
from partnerships.models import Project, SignOff, User
from partnerships.permissions import May
from partnerships.reports.readiness import readiness_of
from partnerships.rules.problems import Problem
from partnerships.rules.readiness import Readiness
from partnerships.rules.saying import counted
from partnerships.rules.words import Gate


def sign_off_problems(*, project: Project, gate: str, why: str = "") -> list[str]:
    """What stands in the way of signing: what must hold and does not, or a reason for what is unfinished."""
    if not Gate.has(gate):
        return ["Choose what the project is ready for."]
    if SignOff.objects.filter(project=project, gate=gate, withdrawn_at=None).exists():
        return ["This has been signed off already."]
    return _not_ready(readiness_of(project, Gate(gate), today=timezone.localdate()), why)


def _not_ready(found: Readiness, why: str) -> list[str]:
    if found.why_not:
        return [found.why_not]
    if found.missing:
        return [f"Not yet: “{each.says}”." for each in found.missing]
    if found.advised and not why.strip():
        unfinished = counted(len(found.advised), "thing")
        return [
            Problem(
                f"{unfinished} had better be finished first. Enter why it is signed all the same.",
                about="why",
            )
        ]
    return []


@action
def sign_off(*, by: User, project: Project, gate: str, why: str = "") -> SignOff:
    """Signs, in the person's name and with what held on that day."""
    project = for_change(Project, project.pk)
    require(by.may(May.SIGN_OFF, project))
    refuse_if(sign_off_problems(project=project, gate=gate, why=why))
    found = readiness_of(project, Gate(gate), today=timezone.localdate())
    return SignOff.objects.create(
        project=project,
        gate=gate,
        signed_by=by,
        reason=why.strip(),
        items=[{"says": each.says, "holds": each.holds, "blocking": each.blocking} for each in found.items],
    )


def withdraw_sign_off_problems(*, signed: SignOff, why: str) -> list[str]:
    """What stands in the way of withdrawing this signature."""
    if signed.withdrawn_at is not None:
        return ["This has been withdrawn already."]
    return [] if why.strip() else ["Enter why it is withdrawn; it stays on the page."]


@action
def withdraw_sign_off(*, by: User, signed: SignOff, why: str) -> SignOff:
    """Takes a signature back; it stays on the page with the reason."""
    require(by.may(May.SIGN_OFF, for_change(Project, signed.project_id)))
    signed = for_change(SignOff, signed.pk)
    refuse_if(withdraw_sign_off_problems(signed=signed, why=why))
    signed.withdrawn_at, signed.withdrawn_by, signed.withdrawn_reason = timezone.now(), by, why.strip()
    signed.save()
    return signed
