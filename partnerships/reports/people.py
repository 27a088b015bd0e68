"""Lists of people for those who look after them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from partnerships.models import Group, Membership, Milestone, Project, User


@dataclass(frozen=True)
class Theirs:
    """What would need somebody else if a person left: live projects they lead, open milestones in their name."""

    leads: int
    owns: int


def people_list(by: User) -> QuerySet[User]:
    """Everybody this person may know of, by name, with their memberships."""
    places = Membership.objects.select_related("trust").order_by("trust__name")
    everybody = User.objects.get_queryset().visible_to(by)
    return everybody.prefetch_related(Prefetch("memberships", queryset=places)).order_by("name", "email")


def trust_people(trust: Group) -> QuerySet[Membership]:
    """The trust's people by name, deactivated ones too."""
    return (
        Membership.objects.filter(trust=trust)
        .select_related("user", "trust")
        .order_by("user__name", "user__email")
    )


def trusts_with_people() -> QuerySet[Group]:
    """Trusts that somebody belongs to or is invited to, each with `people_count`."""
    count = Count("people", filter=Q(people__user__is_active=True), distinct=True)
    some = Q(people__isnull=False) | Q(invitations__isnull=False)
    return Group.objects.filter(some).annotate(people_count=count).order_by("name")


def leads_count(membership: Membership, *, seen_by: User) -> int:
    """How many live projects of the trust this person leads, of those that `seen_by` sees."""
    mine = Project.objects.visible_to(seen_by).live()
    return mine.filter(lead_id=membership.user_id, trust_id=membership.trust_id).count()


def theirs(person: User, *, seen_by: User) -> Theirs:
    """What is this person's, of what `seen_by` sees."""
    live = Project.objects.visible_to(seen_by).live()
    owned = Milestone.objects.filter(project__in=live.values("pk"), owner=person).to_do()
    return Theirs(leads=live.filter(lead=person).count(), owns=owned.count())


def confidential_projects() -> QuerySet[Project]:
    """Every confidential project with `named_count`, for a list that shows number and trust only."""
    rows = Project.objects.filter(confidential=True).select_related("trust")
    return rows.annotate(
        named_count=Count("named_people", filter=Q(named_people__user__is_active=True), distinct=True)
    ).order_by("trust__name", "pk")
