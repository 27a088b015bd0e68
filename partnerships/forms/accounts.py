"""The forms of signing in: allauth's own, with our words and our look. Settings point to them."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm

from partnerships.forms.base import GovForm

GOOD_PASSWORDS = (
    "At least 12 characters. Three or four words that do not belong together are good; your name is not."
)


class AccountForm(GovForm):
    """An allauth form without placeholders (a label says what a field is) and with our labels."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if name in self.labels:
                field.error_messages["required"] = (
                    f"Enter {self.labels[name][0].lower()}{self.labels[name][1:]}"
                )
        self.helper.warn_unsaved = False


class SignIn(AccountForm, account.LoginForm):
    submit_label = "Sign in"
    labels = {"login": "E-mail address", "password": "Password"}


class ForgottenPassword(AccountForm, account.ResetPasswordForm):
    submit_label = "Send the link"
    labels = {"email": "E-mail address"}


class NewPassword(AccountForm, account.ResetPasswordKeyForm):
    submit_label = "Save the password"
    labels = {"password1": "New password", "password2": "New password again"}
    hints = {"password1": GOOD_PASSWORDS}


class ChangePassword(AccountForm, account.ChangePasswordForm):
    submit_label = "Change the password"
    labels = {
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": "New password again",
    }
    hints = {"password1": GOOD_PASSWORDS}


class SetPassword(AccountForm, account.SetPasswordForm):
    submit_label = "Save the password"
    labels = {"password1": "New password", "password2": "New password again"}
    hints = {"password1": GOOD_PASSWORDS}


class ConfirmPassword(AccountForm, account.ReauthenticateForm):
    submit_label = "Continue"
    labels = {"password": "Password"}


class EnterCode(AccountForm, mfa.AuthenticateForm):
    submit_label = "Sign in"
    labels = {"code": "Code"}
    hints = {"code": "The six digits that your authenticator app shows, or one of your recovery codes"}


class ConfirmCode(AccountForm, mfa.ReauthenticateForm):
    submit_label = "Continue"
    labels = {"code": "Code"}
    hints = {"code": "The six digits that your authenticator app shows, or one of your recovery codes"}


class SwitchOnAuthenticator(AccountForm, ActivateTOTPForm):
    submit_label = "Switch on"
    labels = {"code": "Code"}
    hints = {"code": "The six digits that your authenticator app shows now"}


class SwitchOffAuthenticator(AccountForm, DeactivateTOTPForm):
    submit_label = "Switch off"


class NewRecoveryCodes(AccountForm, GenerateRecoveryCodesForm):
    submit_label = "Make new codes"
