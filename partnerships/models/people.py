from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from partnerships.models._choices import one_of
from partnerships.models._search import has_words
from partnerships.models._tracking import tracked
from partnerships.permissions import SITE_ADMINISTRATOR, STILL_ALLOWED_WHEN_ENDED, May, Role, role_allows
from partnerships.rules.words import Job

if TYPE_CHECKING:
    from partnerships.models.project import Project


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> UserQuerySet:
        return self.filter(is_active=True)

    def search(self, words: str) -> UserQuerySet:
        """Those in whose name or e-mail address every word occurs."""
        return self.filter(has_words(words.split(), "name", "email"))

    def with_role(self, role: str) -> UserQuerySet:
        """Those with this access in at least one trust."""
        return self.filter(models.Exists(Membership.objects.filter(user=models.OuterRef("pk"), role=role)))

    def site_administrators(self) -> UserQuerySet:
        return self.active().filter(is_site_administrator=True)

    def in_trust(self, trust_id: int) -> UserQuerySet:
        """Active people with a role in that trust, by name."""
        return self.active().filter(memberships__trust_id=trust_id).order_by("name", "email")

    def who_may_log(self, *trust_ids: int) -> UserQuerySet:
        """Active people who may log progress, and so lead a project, in one of these trusts; by name."""
        roles = [role for role in Role if role_allows(role, May.LOG_PROGRESS)]
        able = Membership.objects.filter(user=models.OuterRef("pk"), trust_id__in=trust_ids, role__in=roles)
        return self.active().filter(models.Exists(able)).order_by("name", "email")

    def visible_to(self, user: User) -> UserQuerySet:
        """People one may know of: those of one's own trusts; everybody for a site administrator."""
        if user.is_site_administrator:
            return self
        return self.filter(
            models.Q(pk=user.pk)
            | models.Exists(Membership.objects.filter(user=models.OuterRef("pk"), trust_id__in=user.roles))
        )


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


# Nobody's history: a row for each sign-in would say when a person came and went.
UNTOLD = frozenset({"password", "last_login", "changes_seen_at"})


class User(AbstractBaseUser):
    """One person who can sign in. What they may do is said by their memberships, one per trust."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField("may sign in", default=True)
    is_site_administrator = models.BooleanField(
        "site administrator", default=False, help_text="Keeps GIAS imports, the shipped template and people."
    )
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    changes_seen_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager.from_queryset(UserQuerySet)()
    history = tracked(excluded_fields=sorted(UNTOLD))

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["name", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_its_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        fields = kwargs.get("update_fields")
        if fields is None or not UNTOLD.issuperset(fields):
            super().save(*args, **kwargs)
            return
        self.skip_history_when_saving = True  # django-simple-history looks for it
        try:
            super().save(*args, **kwargs)
        finally:
            del self.skip_history_when_saving

    def get_full_name(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> Mapping[int, Membership]:
        """This person's membership by trust, read once per request."""
        if not self.is_active:
            return {}
        return {each.trust_id: each for each in self.memberships.select_related("trust")}

    def may(self, may: May | str, where: Project | int | None = None) -> bool:
        """Whether this person may do that: in a project, in a trust (by its UID), or in the installation.

        For a project this does not ask whether it is visible: objects come from `visible_to` only.
        """
        may = May(may)
        if not self.is_active:
            return False
        if where is None:
            return self.is_site_administrator and may in SITE_ADMINISTRATOR
        trust_id = where if isinstance(where, int) else where.trust_id
        if not isinstance(where, int) and where.is_ended and may not in STILL_ALLOWED_WHEN_ENDED:
            return False
        membership = self.roles.get(trust_id)
        return role_allows(membership.role if membership else None, may)

    def may_anywhere(self, may: May | str) -> bool:
        """Whether this person may do that in at least one trust."""
        return any(role_allows(each.role, May(may)) for each in self.roles.values())

    def trusts_where(self, may: May | str) -> list[int]:
        """UIDs of the trusts in which this person may do that."""
        return [uid for uid, each in self.roles.items() if role_allows(each.role, May(may))]

    def manages_people_of(self, trust_id: int) -> bool:
        """Whether this person looks after who belongs to that trust."""
        return self.may(May.MANAGE_PEOPLE, trust_id) or self.may(May.SITE_MANAGE_PEOPLE)

    # What django.contrib.admin asks.

    @property
    def is_staff(self) -> bool:
        """Managers, administrators and site administrators may open the admin; what they see there is scoped."""
        return self.is_active and (self.is_site_administrator or self.may_anywhere(May.CHANGE_PROJECT))

    @property
    def is_superuser(self) -> bool:
        return self.is_active and self.is_site_administrator

    def has_perm(self, perm: str, obj: object | None = None) -> bool:
        return self.is_staff

    def has_perms(self, perm_list: Any, obj: object | None = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: User) -> MembershipQuerySet:
        if user.is_site_administrator:
            return self
        return self.filter(trust_id__in=user.roles)

    def administrators(self) -> MembershipQuerySet:
        """Those who look after a trust's people and can sign in."""
        return self.filter(role=Role.ADMINISTRATOR, user__is_active=True)

    def search(self, words: str) -> MembershipQuerySet:
        """Those in whose name or e-mail address every word occurs."""
        return self.filter(has_words(words.split(), "user__name", "user__email"))

    def with_role(self, role: str) -> MembershipQuerySet:
        return self.filter(role=role)


class Membership(models.Model):
    """One person's place in one trust: access (what they may do) and job (which milestones are theirs)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    trust = models.ForeignKey("Group", on_delete=models.PROTECT, related_name="people")
    role = models.CharField("access", max_length=20, choices=Role.choices(), default=Role.VIEWER)
    job = models.CharField(max_length=20, choices=Job.choices(), blank=True)

    objects = MembershipQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "trust"],
                name="one_membership_per_person_and_trust",
                violation_error_message="This person already belongs to that trust. Change their access instead.",
            ),
            one_of("role", Role, name="membership_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.trust}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; the link may have run out."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def visible_to(self, user: User) -> InvitationQuerySet:
        if user.is_site_administrator:
            return self
        return self.filter(trust_id__in=user.roles)


class Invitation(models.Model):
    """A link sent to an address, by which its reader becomes a member of a trust. Only a hash of the link is kept."""

    email = models.EmailField("email address")
    name = models.CharField(max_length=150)
    trust = models.ForeignKey("Group", on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField("access", max_length=20, choices=Role.choices(), default=Role.VIEWER)
    job = models.CharField(max_length=20, choices=Job.choices(), blank=True)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()
    history = tracked(excluded_fields=["secret_hash"])
    # The link's secret, there only on the object that an action has just returned; never stored.
    secret: str = ""

    class Meta:
        ordering = ["-invited_at"]
        constraints = [one_of("role", Role, name="invitation_role_is_known")]

    def __str__(self) -> str:
        return f"{self.email}, invited to {self.trust}"

    @property
    def is_waiting(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None

    def has_run_out(self, *, at: dt.datetime) -> bool:
        return self.expires_at <= at
