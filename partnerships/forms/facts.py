"""Answering a question that decides what applies."""

from __future__ import annotations

from typing import Any

from django import forms

from partnerships.actions.facts import answer_fact_problems
from partnerships.forms.base import GovForm
from partnerships.rules.facts import Fact
from partnerships.rules.words import Answer


class FactForm(GovForm, forms.Form):
    """One question; "not known yet" is an answer."""

    submit_label = "Save the answer"

    answer = forms.ChoiceField(widget=forms.RadioSelect)
    why = forms.CharField(
        label="How do you know?",
        required=False,
        max_length=500,
        help_text="For example a letter, a title deed, a call",
    )

    def __init__(self, *args: Any, fact: Fact, **kwargs: Any) -> None:
        self.fact = fact
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        assert isinstance(answer, forms.ChoiceField)
        answer.label, answer.help_text = fact.question, fact.help
        known = list(fact.choices) or [(Answer.YES.value, "Yes"), (Answer.NO.value, "No")]
        answer.choices = [*known, (Answer.UNKNOWN.value, Answer.UNKNOWN.label)]
        answer.error_messages["required"] = "Choose an answer; not known yet is one"

    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"]
        problems = answer_fact_problems(key=self.fact.key, answer=answer)
        if problems:
            raise forms.ValidationError(problems)
        return answer
