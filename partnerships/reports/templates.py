"""Plan templates by whose they are, with the live projects that follow each version; and which could follow a newer."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count

from partnerships.models import Group, PlanTemplate, Project, User
from partnerships.models.project import ProjectQuerySet
from partnerships.models.template import keeps_template
from partnerships.permissions import May


@dataclass(frozen=True)
class Version:
    """One version; `live` counts the live projects on it that the person may see."""

    template: PlanTemplate
    is_current: bool
    live: int

    @property
    def milestones(self) -> int:
        return int(self.template.milestone_count)  # type: ignore[attr-defined]  # annotated


@dataclass
class Family:
    """A trust's template, or the shipped one (no trust), in all its versions, newest first."""

    trust: Group | None
    may_keep: bool
    versions: list[Version] = field(default_factory=list)
    draft: PlanTemplate | None = None
    # Live projects that the person may move to the newest version.
    behind: int = 0

    @property
    def title(self) -> str:
        return self.trust.name if self.trust else "Shipped with Trust Tracker"

    @property
    def whose(self) -> str:
        """How an address names it: the trust's UID, or "shipped"."""
        return str(self.trust.pk) if self.trust else "shipped"

    @property
    def current(self) -> PlanTemplate | None:
        return self.versions[0].template if self.versions else None


def template_families(user: User) -> list[Family]:
    """The shipped template, then those of the person's trusts; a trust without one where the person may start it."""
    readable = PlanTemplate.objects.visible_to(user).select_related("trust", "published_by", "started_by")
    templates = list(readable.annotate(milestone_count=Count("milestones")).order_by("-version"))
    live = Project.objects.visible_to(user).live().order_by().values("template_id").annotate(n=Count("pk"))
    counts = {each["template_id"]: each["n"] for each in live}
    trusts = sorted((each.trust for each in user.roles.values()), key=lambda trust: trust.name)
    families = [Family(owner, keeps_template(user, owner.pk if owner else None)) for owner in (None, *trusts)]
    for family in families:
        mine = [each for each in templates if each.trust_id == (family.trust.pk if family.trust else None)]
        published = [each for each in mine if not each.is_draft]
        family.versions = [
            Version(each, is_current=place == 0, live=counts.get(each.pk, 0))
            for place, each in enumerate(published)
        ]
        family.draft = next((each for each in mine if each.is_draft and family.may_keep), None)
    _count_behind(families, user)
    return [each for each in families if each.versions or each.may_keep]


def movable_projects(user: User, template: PlanTemplate) -> ProjectQuerySet:
    """Live projects that this person may move to this version: those it is the newest for, on another one."""
    trusts = _trusts_of(template, user)
    return _changeable(user).filter(trust_id__in=trusts).exclude(template=template)


def _trusts_of(template: PlanTemplate, user: User) -> list[int]:
    """Trusts whose projects this person may change and for which this version is the newest."""
    mine = user.trusts_where(May.CHANGE_PROJECT)
    if template.is_draft or _newest(template.trust_id) != template.pk:
        return []
    if template.trust_id is not None:
        return [each for each in mine if each == template.trust_id]
    own = PlanTemplate.objects.published().filter(trust__in=mine).values_list("trust_id", flat=True)
    return [each for each in mine if each not in set(own)]


def _newest(trust_id: int | None) -> int | None:
    published = PlanTemplate.objects.published().filter(trust=trust_id).order_by("-version")
    return published.values_list("pk", flat=True).first()


def _changeable(user: User) -> ProjectQuerySet:
    return Project.objects.visible_to(user).live().filter(trust_id__in=user.trusts_where(May.CHANGE_PROJECT))


def _count_behind(families: list[Family], user: User) -> None:
    """One query for all of them: what each trust's changeable projects follow."""
    rows = _changeable(user).order_by().values("trust_id", "template_id").annotate(n=Count("pk"))
    own = {each.trust.pk: each for each in families if each.trust and each.versions}
    shipped = families[0]
    for row in rows:
        family = own.get(row["trust_id"], shipped)
        if family.current is not None and family.current.pk != row["template_id"]:
            family.behind += row["n"]
