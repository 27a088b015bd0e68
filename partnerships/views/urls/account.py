"""What allauth would offer and we do not: these addresses come before allauth's own and lead somewhere sensible."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path, reverse_lazy
from django.views.generic import RedirectView

to_sign_in = login_not_required(RedirectView.as_view(url=reverse_lazy("account_login")))
to_your_account = RedirectView.as_view(url=reverse_lazy("your-account"))

urlpatterns = [
    path("signup/", to_sign_in, name="account_signup"),
    path("login/code/confirm/", to_sign_in, name="account_confirm_login_code"),
    path("confirm-email/", to_sign_in, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", to_sign_in, name="account_confirm_email"),
    path("email/", to_your_account, name="account_email"),
]
