"""What a trust tells every school: its terms, its usual answers, and its offer by domain."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions._core import Refused
from partnerships.actions.fit import (
    answer_for_trust,
    clear_trust_answer,
    set_trust_terms,
)
from partnerships.forms.fit import TermsForm, TrustAnswerForm
from partnerships.models import Group, TrustAnswer
from partnerships.permissions import May
from partnerships.reports.fit import term_lines, terms_of, usual_answers, usual_lines
from partnerships.reports.kept_history import terms_history
from partnerships.rules.fit import BY_KEY, USUAL
from partnerships.views._base import RunsAction, SignedIn, person


class OfTrust(SignedIn):
    """Pages about the terms of the trust in the address, for those who keep them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if (request.method or "").lower() not in self.http_method_names:
            return self.http_method_not_allowed(request, *args, **kwargs)
        if not person(request).may(May.MANAGE_GUIDANCE, self.trust.pk):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def trust(self) -> Group:
        """Somebody else's trust is not there."""
        mine = Group.objects.filter(pk__in=list(self.user.roles))
        return get_object_or_404(mine, pk=self.kwargs["uid"])

    @property
    def home(self) -> str:
        return reverse("terms-list", args=[self.trust.pk])


class TermsHome(SignedIn, View):
    """The first of the person's trusts: most have one."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mine = sorted(
            (self.user.roles[uid].trust for uid in self.user.trusts_where(May.MANAGE_GUIDANCE)),
            key=lambda trust: trust.name,
        )
        if not mine:
            raise PermissionDenied
        return redirect("terms-list", mine[0].pk)


class TermsList(OfTrust, TemplateView):
    template_name = "terms/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        terms = terms_of(self.trust)
        lines = usual_lines(self.trust)
        others = [self.user.roles[uid].trust for uid in self.user.trusts_where(May.MANAGE_GUIDANCE)]
        return super().get_context_data(
            trust=self.trust,
            terms=terms,
            term_lines=term_lines(terms),
            lines=lines,
            answered=sum(answer is not None for _, answer in lines),
            history=terms_history(self.trust),
            others=sorted((each for each in others if each != self.trust), key=lambda each: each.name),
            **kwargs,
        )


class TermsEdit(RunsAction, OfTrust, FormView[TermsForm]):
    template_name = "terms/edit.html"
    form_class = TermsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"trust": self.trust, "terms": terms_of(self.trust)}

    def act(self, form: Any) -> None:
        set_trust_terms(
            by=self.user,
            trust=self.trust,
            terms=form.terms,
            expected_version=form.cleaned_data["version"],
        )

    def cancel_url(self) -> str:
        return self.home

    def get_success_url(self) -> str:
        return self.home

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(trust=self.trust, back_url=self.home, **kwargs)


class TermsAnswer(RunsAction, OfTrust, FormView[TrustAnswerForm]):
    """One usual answer, and on to the next that is open."""

    template_name = "terms/answer.html"
    form_class = TrustAnswerForm

    @cached_property
    def answers(self) -> dict[str, TrustAnswer]:
        return usual_answers(self.trust)

    @property
    def key(self) -> str:
        key: str = self.kwargs["key"]
        if key not in BY_KEY or not BY_KEY[key].has_usual_answer:
            raise Http404("A trust keeps no usual answer to this.")
        return key

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "question": BY_KEY[self.key],
            "answer": self.answers.get(self.key),
        }

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        answer_for_trust(
            by=self.user,
            trust=self.trust,
            key=self.key,
            text=data["text"],
            url=data["url"],
            answered_on=data["answered_on"],
            expected_version=data["version"],
        )

    def cancel_url(self) -> str:
        return self.home

    def get_success_url(self) -> str:
        keys = [each.key for each in USUAL]
        later = keys[keys.index(self.key) + 1 :]
        going_on = next((key for key in later if key not in self.answers), "")
        if not going_on:
            return f"{self.home}#{self.key}"
        return reverse("terms-answer", args=[self.trust.pk, going_on])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            trust=self.trust,
            question=BY_KEY[self.key],
            answer=self.answers.get(self.key),
            back_url=self.home,
            **kwargs,
        )


class TermsAnswerRemove(OfTrust, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mine = TrustAnswer.objects.visible_to(self.user).filter(trust=self.trust)
        try:
            clear_trust_answer(by=self.user, answer=get_object_or_404(mine, key=kwargs["key"]))
        except Refused as refused:
            messages.error(request, " ".join(refused.problems))
        else:
            messages.success(request, "Usual answer removed. History keeps it.")
        return redirect(self.home)
