"""Reviews of a partnership, and of how a school does after joining."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from partnerships.actions.reviews import change_review, record_review, remove_review
from partnerships.exports._csv import csv_response
from partnerships.exports.partnership_records import REVIEWS
from partnerships.forms.people import ConfirmForm
from partnerships.forms.reviews import ReviewEditForm, ReviewForm, chosen_first
from partnerships.models import Project, Review
from partnerships.permissions import May
from partnerships.reports.reviews import DueRow, ReviewRow, due_reviews, reviews_of
from partnerships.rules.partnership_words import ReviewKind
from partnerships.views._base import RunsAction
from partnerships.views._partnership import PartnershipBody
from partnerships.views._project import next_url


class ReviewsBody(PartnershipBody):
    """Reviews go on after a partnership, and without one: they belong to the project."""

    section = "reviews"

    @property
    def list_url(self) -> str:
        return reverse("review-list", args=[self.project.pk])

    @property
    def asked(self) -> str:
        """The review that the address asks for: `?of=` with a milestone's key or a kind."""
        return self.request.POST.get("of") or self.request.GET.get("of") or ""

    @cached_property
    def due(self) -> list[DueRow]:
        """The plan's reviews that have no record."""
        return due_reviews(self.project, today=self.today, asked=self.asked)

    def get_success_url(self) -> str:
        return next_url(self.request, self.list_url)

    def cancel_url(self) -> str:
        return self.get_success_url()


class ReviewList(ReviewsBody, TemplateView):
    template_name = "reviews/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rows=reviews_of(self.project), due=self.due, **kwargs)


class ReviewCsv(ReviewsBody, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> StreamingHttpResponse:
        name = f"reviews-{self.project.school_id}-{self.today:%Y-%m-%d}.csv"
        return csv_response(name, REVIEWS, reviews_of(self.project))


class ReviewAdd(RunsAction, ReviewsBody, FormView[ReviewForm]):
    template_name = "reviews/add.html"
    form_class = ReviewForm
    may = May.KEEP_PARTNERSHIP

    @cached_property
    def chosen(self) -> str:
        """The key of a milestone, or a kind."""
        return chosen_first(self.due, self.asked)

    @cached_property
    def row(self) -> DueRow | None:
        return next((row for row in self.due if str(row.milestone.pk) == self.chosen), None)

    def get_initial(self) -> dict[str, Any]:
        done_on = self.row.milestone.done_on if self.row else None
        return {"of": self.chosen, "held_on": done_on or self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        kind = self.row.kind if self.row else ReviewKind(self.chosen) if ReviewKind.has(self.chosen) else None
        first = kind is not None and kind.after_opening
        return super().get_form_kwargs() | {"project": self.project, "due": self.due, "domains_first": first}

    def act(self, form: Any) -> None:
        record_review(
            by=self.user,
            project=self.project,
            kind=form.kind,
            said=form.said,
            milestone=form.milestone,
            shown=form.shown,
        )


class OneReview(ReviewsBody):
    """A page about one review; the gate is that of its project."""

    @cached_property
    def row(self) -> ReviewRow:
        mine = Review.objects.visible_to(self.user).with_project().select_related("milestone", "evidence")
        review: Review = get_object_or_404(mine.prefetch_related("by_domain"), pk=self.kwargs["pk"])
        return ReviewRow(review)

    @cached_property
    def project(self) -> Project:
        return self.row.review.project

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.row, review=self.row.review, **kwargs)


class ReviewDetail(OneReview, TemplateView):
    template_name = "reviews/detail.html"


class ReviewEdit(RunsAction, OneReview, FormView[ReviewEditForm]):
    template_name = "reviews/edit.html"
    form_class = ReviewEditForm
    may = May.KEEP_PARTNERSHIP

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": self.row}

    def get_success_url(self) -> str:
        return next_url(self.request, reverse("review-detail", args=[self.row.review.pk]))

    def act(self, form: Any) -> None:
        review, seen = self.row.review, form.cleaned_data["version"]
        change_review(by=self.user, review=review, said=form.said, shown=form.shown, expected_version=seen)


class ReviewRemove(RunsAction, OneReview, FormView[ConfirmForm]):
    template_name = "reviews/remove.html"
    form_class = ConfirmForm
    may = May.KEEP_PARTNERSHIP
    saved_message = "The review is removed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the review"}

    def act(self, form: Any) -> None:
        remove_review(by=self.user, review=self.row.review)
