"""Inviting people to a trust, and accepting."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from partnerships.actions.invitations import (
    accept_invitation,
    accept_invitation_problems,
    invitation_of,
    invite_person,
    resend_invitation,
    withdraw_invitation,
)
from partnerships.forms.people import AcceptForm, InviteForm, JoinForm
from partnerships.models import Invitation, User
from partnerships.views._base import RunsAction
from partnerships.views._people import ConfirmPage, InvitationPage, SendsInvitation, TrustPeoplePage


class PersonInvite(TrustPeoplePage, SendsInvitation, FormView[InviteForm]):
    template_name = "people/invite.html"
    form_class = InviteForm
    initial = {"role": "editor"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "trust": self.trust}

    def cancel_url(self) -> str:
        return self.get_success_url()

    def invite(self, form: BaseForm) -> Invitation:
        return invite_person(by=self.user, trust=self.trust, **form.cleaned_data)

    def get_success_url(self) -> str:
        return reverse("trust-people", args=[self.trust.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(trust=self.trust, back_url=self.get_success_url(), **kwargs)


class InvitationResend(InvitationPage, SendsInvitation, ConfirmPage):
    button = "Send again"

    def get_question(self) -> str:
        return f"Send the invitation to {self.invitation.email} again?"

    def get_explanation(self) -> list[str]:
        return ["The new link works for seven days. The old one stops working."]

    def invite(self, form: BaseForm) -> Invitation:
        return resend_invitation(by=self.user, invitation=self.invitation)


class InvitationWithdraw(InvitationPage, ConfirmPage):
    button = "Withdraw"
    saved_message = "Withdrawn"

    def get_question(self) -> str:
        return f"Withdraw the invitation of {self.invitation.email}?"

    def get_explanation(self) -> list[str]:
        return ["The link that was sent stops working."]

    def act(self, form: BaseForm) -> None:
        withdraw_invitation(by=self.user, invitation=self.invitation)


@method_decorator(
    [login_not_required, never_cache, sensitive_post_parameters("password1", "password2")], name="dispatch"
)
class InvitationAccept(RunsAction, FormView[BaseForm]):
    """Where the link of an invitation leads: a newcomer sets name and password, somebody known signs in and joins."""

    template_name = "people/accept.html"
    saved_message = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"  # the address is the secret
        return response

    @cached_property
    def invitation(self) -> Invitation:
        found = invitation_of(self.kwargs["secret"])
        return found or get_object_or_404(Invitation.objects.none())

    @property
    def visitor(self) -> User | None:
        return self.request.user if isinstance(self.request.user, User) else None

    @cached_property
    def problems(self) -> list[str]:
        return accept_invitation_problems(invitation=self.invitation, by=self.visitor)

    def get_form_class(self) -> type[BaseForm]:
        return JoinForm if self.visitor else AcceptForm

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.invitation.name, "email": self.invitation.email}

    def act(self, form: BaseForm) -> None:
        data = form.cleaned_data
        membership = accept_invitation(
            by=self.visitor,
            invitation=self.invitation,
            name=data.get("name", ""),
            password=data.get("password1", ""),
        )
        if self.visitor is None:
            login(
                self.request, membership.user, backend="allauth.account.auth_backends.AuthenticationBackend"
            )
            record_authentication(self.request, membership.user, "password")
        messages.success(self.request, f"You belong to {membership.trust.name} now.")

    def get_success_url(self) -> str:
        return reverse("your-work")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = User.objects.active().filter(email=self.invitation.email).exists()
        return super().get_context_data(
            invitation=self.invitation,
            problems=self.problems,
            sign_in_first=self.invitation.is_waiting and known and self.visitor is None,
            sign_out_first=self.invitation.is_waiting and self.visitor is not None and bool(self.problems),
            here=self.request.path,
            **kwargs,
        )
