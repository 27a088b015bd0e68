"""Messages to people about their account."""

from __future__ import annotations

import logging

from django.core.mail import send_mail
from django.template.loader import render_to_string

from partnerships.models import Invitation

log = logging.getLogger(__name__)


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Sends the link to the invited address; whether the mail server took it. If it did not, the log says why."""
    asked_by = invitation.invited_by.name if invitation.invited_by else "Somebody"
    words = {"invitation": invitation, "link": link, "asked_by": asked_by}
    message = render_to_string("mail/invitation.txt", words)
    try:
        send_mail(
            subject=f"{asked_by} invites you to {invitation.trust.name} in Trust Tracker",
            message=message,
            from_email=None,
            recipient_list=[invitation.email],
        )
    except OSError:  # what smtplib and a missing server raise
        log.exception("The invitation to %s could not be sent", invitation.email)
        return False
    return True
