"""A manager's reason for what was done against a rule."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.actions.rules import accept_broken_rule_problems
from partnerships.forms.base import GovForm, SeenVersion
from partnerships.models import Milestone


class AcceptRuleForm(SeenVersion, GovForm, forms.Form):
    """The reason. The rule and the version that the person saw travel along."""

    submit_label = "Let it count"

    why = forms.CharField(
        label="Why does it count all the same?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Your name and this reason stay with the milestone. "
        "They can be asked for under freedom of information.",
    )
    rule = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, milestone: Milestone, rule: str = "", **kwargs: Any) -> None:
        self.milestone = milestone
        super().__init__(*args, **kwargs)
        self.initial["rule"], self.initial["version"] = rule, milestone.version
        self.helper.mark_optional = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("version") not in (None, self.milestone.version):
            self.add_error(None, "Somebody else changed this milestone meanwhile. Check it, then save again.")
            self.now_at(self.milestone.version)
        elif not self.errors:
            problems = accept_broken_rule_problems(
                milestone=self.milestone, rule=data["rule"], why=data.get("why") or ""
            )
            self.add_problems(problems)
        return data
