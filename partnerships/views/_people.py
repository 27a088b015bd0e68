"""Gates of the pages about people: not yours is 404, yours but without the access is 403."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from partnerships.forms.people import ConfirmForm
from partnerships.mail.people import send_invitation
from partnerships.models import Group, Invitation, Membership, User
from partnerships.permissions import May
from partnerships.views._base import RunsAction, SignedIn, person


class TrustPeoplePage(SignedIn):
    """A page about a trust's people, for those who look after them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not person(request).manages_people_of(self.trust.pk):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def trust(self) -> Group:
        mine = Group.objects.trusts()
        if not self.user.may(May.SITE_MANAGE_PEOPLE):
            mine = mine.filter(pk__in=self.user.roles)
        return get_object_or_404(mine, pk=self.kwargs["uid"])


class MembershipPage(SignedIn):
    """A page about one person's place in one trust."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not person(request).manages_people_of(self.membership.trust_id):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def membership(self) -> Membership:
        mine = Membership.objects.visible_to(self.user).select_related("user", "trust")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("trust-people", args=[self.membership.trust_id])


class InvitationPage(SignedIn):
    """A page about one invitation, for those who look after its trust's people."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not person(request).manages_people_of(self.invitation.trust_id):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def invitation(self) -> Invitation:
        mine = Invitation.objects.visible_to(self.user).select_related("trust", "invited_by")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("trust-people", args=[self.invitation.trust_id])


class PersonPage(SignedIn):
    """A page about one person, for those who look after people in a trust they share, or in all."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not (self.user.may(May.SITE_MANAGE_PEOPLE) or self.shared_trusts):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def person(self) -> User:
        return get_object_or_404(User.objects.visible_to(self.user), pk=self.kwargs["pk"])

    @cached_property
    def shared_trusts(self) -> list[int]:
        """Those of the person's trusts whose people the signed-in person looks after."""
        theirs = self.person.memberships.values_list("trust_id", flat=True)
        return [uid for uid in theirs if self.user.manages_people_of(uid)]

    def get_success_url(self) -> str:
        return reverse("person-detail", args=[self.person.pk])


class ConfirmPage(RunsAction, FormView[ConfirmForm]):
    """One question with one button."""

    form_class = ConfirmForm
    template_name = "people/confirm.html"
    question = ""
    button = ""
    about_me = False

    def get_question(self) -> str:
        return self.question

    def get_explanation(self) -> list[str]:
        """What it means, in sentences below the question."""
        return []

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "label": self.button, "about_me": self.about_me}

    def cancel_url(self) -> str:
        return self.get_success_url()

    def get_form(self, form_class: Any = None) -> ConfirmForm:
        form: ConfirmForm = super().get_form(form_class)
        form.helper.warn_unsaved = False
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            question=self.get_question(),
            explanation=self.get_explanation(),
            back_url=self.get_success_url(),
            **kwargs,
        )


class SendsInvitation(RunsAction):
    """Sends the link once the invitation is saved. A mail server that refuses loses nothing: it is said on the page."""

    saved_message = ""
    request: HttpRequest

    def send(self, invitation: Invitation) -> None:
        link = self.request.build_absolute_uri(reverse("invitation-accept", args=[invitation.secret]))
        if send_invitation(invitation, link):
            messages.success(self.request, f"The invitation is on its way to {invitation.email}.")
            return
        messages.warning(
            self.request,
            f"The invitation of {invitation.email} is saved, but the message could not be sent. "
            "Send it again from this page later, or ask those who look after the mail server.",
        )

    def act(self, form: BaseForm) -> None:
        self.send(self.invite(form))

    def invite(self, form: BaseForm) -> Invitation:
        """Runs the action that makes or renews the invitation."""
        raise NotImplementedError("each page says which action it runs")
