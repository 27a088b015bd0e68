"""Messages to people about their account."""

from __future__ import annotations

from django.core.mail import send_mail
from django.template.loader import render_to_string

from partnerships.models import Invitation


def send_invitation(invitation: Invitation, link: str) -> None:
    """Sends the link to the invited address. Raises OSError (smtplib's errors are such) if the mail server refuses."""
    asked_by = invitation.invited_by.name if invitation.invited_by else "Somebody"
    words = {"invitation": invitation, "link": link, "asked_by": asked_by}
    send_mail(
        subject=f"{asked_by} invites you to {invitation.trust.name} in Trust Tracker",
        message=render_to_string("mail/invitation.txt", words),
        from_email=None,
        recipient_list=[invitation.email],
    )
