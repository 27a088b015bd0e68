"""What pages share: one gate to every object, and one way to run an action from a form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic.base import ContextMixin, View
from django.views.generic.edit import FormMixin

from partnerships.actions._core import Refused, RowChangedMeanwhile
from partnerships.forms.base import SeenVersion
from partnerships.models import Project, User
from partnerships.permissions import May


def person(request: HttpRequest) -> User:
    """The signed-in person; LoginRequiredMiddleware lets nobody else through."""
    assert isinstance(request.user, User)
    return request.user


class SignedIn(View):
    """A page for a signed-in person, with `self.user` and `self.today`."""

    @property
    def user(self) -> User:
        return person(self.request)

    @cached_property
    def today(self) -> Any:
        return timezone.localdate()


class SiteAdministratorOnly(SignedIn):
    """A page that needs one of the installation-wide permissions."""

    site_may: May

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not person(request).may(self.site_may):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ProjectPage(ContextMixin, SignedIn):
    """A page about one project. Not visible is 404; visible without the permission `may` is 403."""

    may: May = May.SEE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if (request.method or "").lower() not in self.http_method_names:
            return self.http_method_not_allowed(request, *args, **kwargs)
        if not person(request).may(self.may, self.project):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def project(self) -> Project:
        mine = Project.objects.visible_to(self.user).with_names()
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(project=self.project, today=self.today, **kwargs)


class RunsAction(View):
    """For a FormView whose form_valid runs one action: a refusal becomes errors of the form, nothing is lost."""

    saved_message = "Saved"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Behind FormView its form_valid would never be reached, and the page would save nothing, silently."""
        super().__init_subclass__(**kwargs)
        order = cls.__mro__
        if FormMixin in order and order.index(FormMixin) < order.index(RunsAction):
            raise TypeError(f"{cls.__name__}: name RunsAction before the other bases.")

    def act(self, form: BaseForm) -> None:
        """Runs the action."""
        raise NotImplementedError("each page says which action it runs")

    def cancel_url(self) -> str:
        """Where "Cancel" beside the button leads, as the page's other bases say; empty for a form without it."""
        others = getattr(super(), "cancel_url", None)
        return str(others()) if others is not None else ""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]  # FormView's
        if where := self.cancel_url():
            form.helper.cancel_url = where
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.act(form)
        except Refused as refused:
            if isinstance(refused, RowChangedMeanwhile) and isinstance(form, SeenVersion):
                form.now_at(refused.version)
            for problem in refused.problems:
                form.add_error(None, problem)
            invalid: HttpResponse = self.form_invalid(form)  # type: ignore[attr-defined]  # FormView's
            return invalid
        if self.saved_message:
            messages.success(self.request, self.saved_message)
        done: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # FormView's
        return done
