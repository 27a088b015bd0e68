"""Whether school and trust fit: terms, answers, promises and reviews."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from partnerships.actions._shown import NOT_SHOWN, Shown
from partnerships.actions.fit import (
    Terms,
    answer_fit,
    answer_for_trust,
    clear_fit_answer,
    clear_trust_answer,
    fit_problems,
    set_trust_terms,
    terms_problems,
    trust_answer_problems,
)
from partnerships.actions.promises import Said as PromiseSaid
from partnerships.actions.promises import change_promise, make_promise, promise_problems
from partnerships.admin._base import RecordAdmin
from partnerships.admin._forms import VersionedForm
from partnerships.admin._lists import (
    ParentFilter,
    ProjectFilter,
    ProjectTrustFilter,
    TrustFilter,
    YesNo,
    lists_of,
)
from partnerships.admin._of_project import OF_PROJECT, OfProjectAdmin, Problems, about_fields
from partnerships.models import (
    FitAnswer,
    Group,
    Promise,
    Review,
    ReviewFinding,
    TrustAnswer,
    TrustTerms,
    User,
)
from partnerships.permissions import May
from partnerships.rules.fit import BY_KEY


class OfTrustAdmin(RecordAdmin):
    """Rows of one trust: seen by its people, kept by its administrators."""

    section = "Partnerships"
    list_filter: ClassVar[tuple[Any, ...]] = (TrustFilter,)

    def where(self, obj: Any) -> int:
        trust_id: int = obj.trust_id
        return trust_id

    def choosable(self, name: str, user: User) -> Any:
        return Group.objects.filter(pk__in=user.trusts_where(May.MANAGE_GUIDANCE)).order_by("name")


_TERMS = (
    *(
        "charge_percent",
        "charge_basis",
        "capital",
        "reserves",
        "reserves_note",
        "delegation",
        "delegation_url",
    ),
    "as_of",
)


def _terms(data: dict[str, Any]) -> Terms:
    return Terms(**{name: data[name] for name in _TERMS})


class TermsForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        return about_fields(terms_problems(_terms(data)))


@admin.register(TrustTerms)
class TrustTermsAdmin(OfTrustAdmin):
    about = "What a trust asks of and offers to every school: its charge, capital, reserves and delegation."
    reads_with = ("trust",)
    list_display = ("trust", "charge_percent", "reserves", "as_of")
    search_fields = ("trust__name",)
    search_help_text = "Words of the trust’s name"
    list_filter = ("reserves", TrustFilter)
    date_hierarchy = "as_of"
    adds = changes = May.MANAGE_GUIDANCE
    add_fields = ("trust", *_TERMS)
    change_fields = _TERMS
    shown_fields = ("trust",)
    add_form = change_form = TermsForm

    def perform(self, by: User, form: Any, change: bool) -> TrustTerms:
        data = form.cleaned_data
        trust = form.instance.trust if change else data["trust"]
        version = data.get("seen") if change else 0
        return set_trust_terms(by=by, trust=trust, terms=_terms(data), expected_version=version)


_QUESTIONS = [("", "Choose"), *((each.key, each.title) for each in BY_KEY.values())]


class TrustAnswerForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        key = data.get("key") or self.instance.key
        today = timezone.localdate()
        return about_fields(
            trust_answer_problems(key=key, text=data["text"], url=data["url"], answered_on=today)
        )


class NewTrustAnswerForm(TrustAnswerForm):
    key = forms.ChoiceField(label="Question", choices=_QUESTIONS)


def question(row: Any) -> str:
    """The question that an answer is to; its key where it is asked no more."""
    return BY_KEY[row.key].title if row.key in BY_KEY else str(row.key)


question.short_description = "Question"  # type: ignore[attr-defined]  # read by the admin


@admin.register(TrustAnswer)
class TrustAnswerAdmin(OfTrustAdmin):
    about = "A trust’s usual answers to what schools ask. A project’s own answer goes before them."
    reads_with = ("trust", "answered_by")
    list_display = (question, "trust", "text", "answered_by", "answered_on")
    search_fields = ("key", "text", "trust__name")
    search_help_text = "Words of the answer or the trust’s name"
    date_hierarchy = "answered_on"
    adds = changes = deletes = May.MANAGE_GUIDANCE
    add_fields = ("trust", "key", "text", "url")
    change_fields = ("text", "url")
    shown_fields = ("trust", "key", "answered_by", "answered_on")
    add_form, change_form = NewTrustAnswerForm, TrustAnswerForm
    delete_button = "Take this answer back"

    def perform(self, by: User, form: Any, change: bool) -> TrustAnswer:
        data, row = form.cleaned_data, form.instance
        return answer_for_trust(
            by=by,
            trust=row.trust if change else data["trust"],
            key=row.key if change else data["key"],
            text=data["text"],
            url=data["url"],
            expected_version=data.get("seen") if change else 0,
        )

    def remove(self, by: User, obj: TrustAnswer, confirmed: bool) -> None:
        clear_trust_answer(by=by, answer=obj)


class FitAnswerForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        project = data.get("project") or self.instance.project
        key = data.get("key") or self.instance.key
        today = timezone.localdate()
        return about_fields(fit_problems(project=project, key=key, text=data["text"], answered_on=today))


class NewFitAnswerForm(FitAnswerForm):
    key = forms.ChoiceField(label="Question", choices=_QUESTIONS)


@admin.register(FitAnswer)
class FitAnswerAdmin(OfProjectAdmin):
    section = "Partnerships"
    about = "What was said on each question of fit for one school, by the trust or found by the school."
    reads_with = ("project__school", "project__trust", "evidence", "answered_by")
    list_display = (question, "project", "text", "answered_by", "answered_on")
    search_fields = ("key", "text", *OF_PROJECT)
    search_help_text = "Words of the answer, the school or the trust, or a URN"
    list_filter = (ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "answered_on"
    adds = changes = deletes = May.KEEP_PARTNERSHIP
    add_fields = ("project", "key", "text")
    change_fields = ("text",)
    shown_fields = ("project", "key", "evidence", "answered_by", "answered_on")
    add_form, change_form = NewFitAnswerForm, FitAnswerForm
    delete_button = "Take this answer back"

    def perform(self, by: User, form: Any, change: bool) -> FitAnswer:
        data, row = form.cleaned_data, form.instance
        return answer_fit(
            by=by,
            project=row.project if change else data["project"],
            key=row.key if change else data["key"],
            text=data["text"],
            shown=Shown(existing=row.evidence) if change else NOT_SHOWN,
            expected_version=data.get("seen") if change else 0,
        )

    def remove(self, by: User, obj: FitAnswer, confirmed: bool) -> None:
        clear_fit_answer(by=by, answer=obj)


class Checked(YesNo):
    title = "checked"
    parameter_name = "checked"
    column = "checked_on"


_PROMISE = ("what", "made_to", "made_on", "owner", "owner_role", "check_when", "check_on")


def _promised(data: dict[str, Any]) -> PromiseSaid:
    return PromiseSaid(**{name: data[name] for name in _PROMISE})


class PromiseForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        project = data.get("project") or self.instance.project
        return about_fields(promise_problems(_promised(data), project=project))


@admin.register(Promise)
class PromiseAdmin(OfProjectAdmin):
    section = "Partnerships"
    about = "What the trust promised a school or its people. Checked and removed on the project’s pages."
    reads_with = ("project__school", "project__trust", "owner", "evidence")
    list_display = ("what", "project", "made_to", "made_on", "owner", "check_when", "check_on", "kept")
    search_help_text = "Words of the promise or the school’s name, or a URN"
    list_filter = ("kept", "check_when", Checked, ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "made_on"
    adds = changes = May.KEEP_PARTNERSHIP
    add_fields = ("project", *_PROMISE)
    change_fields = _PROMISE
    shown_fields = ("project", "kept", "checked_on", "finding", "evidence")
    add_form = change_form = PromiseForm

    def perform(self, by: User, form: Any, change: bool) -> Promise:
        data = form.cleaned_data
        if change:
            return change_promise(
                by=by, promise=form.instance, said=_promised(data), expected_version=data.get("seen")
            )
        return make_promise(by=by, project=data["project"], said=_promised(data))


@admin.register(Review)
class ReviewAdmin(OfProjectAdmin):
    section = "Partnerships"
    about = "Reviews of a partnership, and after joining. Recorded and corrected on the project’s pages."
    reads_with = ("project__school", "project__trust", "milestone", "evidence")
    list_display = ("project", "kind", "milestone", "held_on", "rating", "present")
    search_fields = (*OF_PROJECT, "findings", "next_steps")
    list_filter = ("kind", "rating", ProjectFilter, ProjectTrustFilter)
    date_hierarchy = "held_on"
    shown_fields = (
        "project", "kind", "milestone", "held_on", "rating", "findings", "next_steps", "present", "evidence",
    )  # fmt: skip

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        return lists_of(obj, "review", {"Findings by domain": "reviewfinding"})


class ReviewFilter(ParentFilter):
    title = "review"
    parameter_name = "review"
    model = Review


@admin.register(ReviewFinding)
class ReviewFindingAdmin(OfProjectAdmin):
    section = "Partnerships"
    about = "What reviews found in each of the five domains of a strong trust."
    reads_with = ("project__school", "project__trust", "review")
    list_display = ("review", "domain", "rating", "project", "text")
    search_fields = (*OF_PROJECT, "text")
    list_filter = ("domain", "rating", ReviewFilter, ProjectFilter, ProjectTrustFilter)
    shown_fields = ("project", "review", "domain", "rating", "text")
