"""Signing that a project is ready, and withdrawing the signature."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.actions.sign_offs import sign_off_problems, withdraw_sign_off_problems
from partnerships.forms.projects import REASON, ProjectForm
from partnerships.models import SignOff
from partnerships.rules.words import Gate


class SignOffForm(ProjectForm):
    """One's name, and a reason where something is unfinished."""

    submit_label = "Sign off"
    gate: Gate  # set by the view

    why = forms.CharField(
        label="Why it is signed although something is unfinished",
        required=False,
        max_length=1000,
        widget=REASON,
    )

    def problems(self, data: dict[str, Any]) -> list[str]:
        return sign_off_problems(project=self.project, gate=self.gate, why=data.get("why", ""))


class WithdrawSignOffForm(ProjectForm):
    submit_label = "Withdraw the sign-off"
    signed: SignOff  # set by the view

    why = forms.CharField(label="Why is it withdrawn?", max_length=1000, widget=REASON)

    def problems(self, data: dict[str, Any]) -> list[str]:
        return withdraw_sign_off_problems(signed=self.signed, why=data["why"])
