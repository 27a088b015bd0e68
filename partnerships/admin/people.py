"""People, their places in trusts, and invitations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from partnerships.actions._core import Refused
from partnerships.actions.invitations import (
    invite_person,
    invite_person_problems,
    resend_invitation,
    still_waiting_problems,
    withdraw_invitation,
)
from partnerships.actions.people import (
    change_membership,
    change_membership_problems,
    deactivate_person,
    deactivate_person_problems,
    may_deactivate,
    reactivate_person,
    remove_member,
    remove_member_problems,
    rename_person,
    rename_person_problems,
    set_site_administrator,
    set_site_administrator_problems,
)
from partnerships.admin._base import RecordAdmin
from partnerships.admin._forms import RecordForm
from partnerships.admin._lists import TrustFilter, yes
from partnerships.admin._reading import person
from partnerships.mail.people import send_invitation
from partnerships.models import Group, Invitation, Membership, User
from partnerships.permissions import May

CONFIRM = "I know what this means for me"


class UserForm(RecordForm):
    confirmed = forms.BooleanField(
        required=False, label=CONFIRM, help_text="Tick it to take away your own access."
    )

    def problems(self, data: dict[str, Any]) -> Iterable[tuple[str | None, str]]:
        who, confirmed = User.objects.get(pk=self.instance.pk), bool(data.get("confirmed"))
        if self.changed("name"):
            yield from (("name", each) for each in rename_person_problems(name=data["name"]))
        if self.changed("is_active") and not data["is_active"]:
            found = deactivate_person_problems(by=self.by, person=who, confirmed=confirmed)
            yield from (("is_active", each) for each in found)
        if self.changed("is_site_administrator"):
            found = set_site_administrator_problems(
                by=self.by, person=who, to=data["is_site_administrator"], confirmed=confirmed
            )
            yield from (("is_site_administrator", each) for each in found)


@admin.register(User)
class UserAdmin(RecordAdmin):
    section = "People"
    about = "Who can sign in. New people are invited."
    list_display = (
        "name", "email", yes("is_active", "May sign in"), yes("is_site_administrator", "Site administrator"),
    )  # fmt: skip
    search_fields = ("name", "email")
    search_help_text = "Words of the name or e-mail address"
    list_filter = ("is_active", "is_site_administrator")
    date_hierarchy = "joined_at"
    shown_fields = ("email", "joined_at")
    change_fields = ("name", "is_active", "is_site_administrator", "confirmed")
    change_form = UserForm

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        by = person(request)
        return obj is not None and by.is_staff and bool(self._mine(by, obj))

    def _mine(self, by: User, who: User) -> list[str]:
        """The fields that this person may change on that one."""
        fields = []
        if by.pk == who.pk or by.may(May.SITE_MANAGE_PEOPLE):
            fields.append("name")
        if may_deactivate(by, who):
            fields.append("is_active")
        if by.may(May.SITE_MANAGE_PEOPLE):
            fields.append("is_site_administrator")
        return fields

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = ["email", "joined_at", "name", "is_active", "is_site_administrator"]
        if obj is not None and obj.pk == request.user.pk and "is_active" in self._mine(person(request), obj):
            names.append("confirmed")
        return names

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        mine = [*self._mine(person(request), obj), "confirmed"] if obj is not None else []
        return [name for name in self.get_fields(request, obj) if name not in mine]

    def perform(self, by: User, form: Any, change: bool) -> User:
        data, who = form.cleaned_data, User.objects.get(pk=form.instance.pk)
        confirmed = bool(data.get("confirmed"))
        if form.changed("name"):
            rename_person(by=by, person=who, name=data["name"])
        if form.changed("is_active") and data["is_active"]:
            reactivate_person(by=by, person=who)
        if form.changed("is_site_administrator"):
            set_site_administrator(by=by, person=who, to=data["is_site_administrator"], confirmed=confirmed)
        if form.changed("is_active") and not data["is_active"]:
            deactivate_person(by=by, person=who, confirmed=confirmed)
        return who

    def related(self, request: HttpRequest, obj: User) -> list[tuple[str, str]]:
        where = reverse("admin:partnerships_membership_changelist")
        return [("Places in trusts", f"{where}?q={obj.email}")]


class MembershipForm(RecordForm):
    confirmed = forms.BooleanField(
        required=False, label=CONFIRM, help_text="Tick it to give up your own access."
    )

    def problems(self, data: dict[str, Any]) -> Iterable[tuple[str | None, str]]:
        now = Membership.objects.select_related("user", "trust").get(pk=self.instance.pk)
        found = change_membership_problems(
            by=self.by, membership=now, role=data["role"], confirmed=bool(data.get("confirmed"))
        )
        return (("role", each) for each in found)


class InTrustAdmin(RecordAdmin):
    """Rows that belong to a trust and are looked after by its administrators."""

    section = "People"
    reads_with: ClassVar[tuple[str, ...]] = ("trust",)

    def allowed(self, request: HttpRequest, may: May | None, obj: Any = None) -> bool:
        by = person(request)
        if may is None or not by.is_staff:
            return False
        if obj is None:
            return by.may_anywhere(May.MANAGE_PEOPLE) or by.may(May.SITE_MANAGE_PEOPLE)
        return by.manages_people_of(obj.trust_id)


@admin.register(Membership)
class MembershipAdmin(InTrustAdmin):
    about = "Who belongs to which trust, with what access and job. New people are invited."
    reads_with = ("user", "trust")
    list_display = ("user", "trust", "role", "job")
    search_fields = ("user__name", "user__email", "trust__name")
    search_help_text = "Words of the person’s name or e-mail address"
    list_filter = ("role", "job", TrustFilter)
    changes = deletes = May.MANAGE_PEOPLE
    shown_fields = ("user", "trust")
    change_fields = ("role", "job", "confirmed")
    change_form = MembershipForm
    delete_button = "Remove from the trust"
    delete_words = (
        "They lose access to the trust’s projects, and are no longer named on its confidential ones."
    )

    def perform(self, by: User, form: Any, change: bool) -> Membership:
        data = form.cleaned_data
        return change_membership(
            by=by,
            membership=form.instance,
            role=data["role"],
            job=data["job"],
            confirmed=bool(data.get("confirmed")),
        )

    def delete_problems(self, by: User, obj: Membership, confirmed: bool) -> list[str]:
        return remove_member_problems(by=by, membership=obj, confirmed=confirmed)

    def asks_confirmation(self, by: User, obj: Membership) -> bool:
        return obj.user_id == by.pk

    def remove(self, by: User, obj: Membership, confirmed: bool) -> None:
        remove_member(by=by, membership=obj, confirmed=confirmed)


class InvitationForm(RecordForm):
    def problems(self, data: dict[str, Any]) -> Iterable[tuple[str | None, str]]:
        return (("email", each) for each in invite_person_problems(trust=data["trust"], email=data["email"]))


@admin.register(Invitation)
class InvitationAdmin(InTrustAdmin):
    about = "Who was invited to a trust, and what became of it."
    list_display = (
        "email",
        "name",
        "trust",
        "role",
        "invited_at",
        "expires_at",
        "accepted_at",
        "withdrawn_at",
    )
    search_fields = ("email", "name")
    search_help_text = "Words of the name or e-mail address"
    list_filter = ("role", TrustFilter)
    date_hierarchy = "invited_at"
    adds = deletes = May.MANAGE_PEOPLE
    add_fields = ("trust", "email", "name", "role", "job")
    add_form = InvitationForm
    shown_fields = (
        "email", "name", "trust", "role", "job", "invited_by", "invited_at", "expires_at", "accepted_at",
        "withdrawn_at",
    )  # fmt: skip
    actions = ("export_csv", "send_again")
    delete_button = "Withdraw the invitation"
    delete_words = "The link stops working. The invitation stays in the list as withdrawn."

    def choosable(self, name: str, user: User) -> QuerySet[Any] | None:
        """An administrator chooses among their own trusts; a site administrator searches all of them."""
        if name != "trust" or user.may(May.SITE_MANAGE_PEOPLE):
            return None
        return Group.objects.filter(pk__in=user.trusts_where(May.MANAGE_PEOPLE))

    def has_send_permission(self, request: HttpRequest) -> bool:
        return self.allowed(request, May.MANAGE_PEOPLE)

    def perform(self, by: User, form: Any, change: bool) -> Invitation:
        data = form.cleaned_data
        return invite_person(by=by, **{name: data[name] for name in self.add_fields})

    def saved(self, request: HttpRequest, obj: Any) -> None:
        transaction.on_commit(lambda: self._send(request, obj))

    def _send(self, request: HttpRequest, invitation: Invitation) -> None:
        link = request.build_absolute_uri(reverse("invitation-accept", args=[invitation.secret]))
        if send_invitation(invitation, link):
            messages.success(request, f"The invitation is on its way to {invitation.email}.")
        else:
            messages.warning(
                request, f"The message to {invitation.email} could not be sent. Send it again later."
            )

    @admin.action(description="Send ticked invitations again", permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        for invitation in queryset:
            try:
                self._send(request, resend_invitation(by=person(request), invitation=invitation))
            except Refused as refused:
                messages.error(request, f"{invitation.email}: {refused}")

    def delete_problems(self, by: User, obj: Invitation, confirmed: bool) -> list[str]:
        return still_waiting_problems(invitation=obj)

    def remove(self, by: User, obj: Invitation, confirmed: bool) -> None:
        withdraw_invitation(by=by, invitation=obj)
