"""What the pages of one project's Trust Partnership share."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from partnerships.actions.partnerships import act_problems
from partnerships.forms.partnerships import PartnershipForm
from partnerships.models import Partnership
from partnerships.permissions import May
from partnerships.rules.partnership import PartnershipAct
from partnerships.views._base import RunsAction
from partnerships.views._project import ProjectBody, call_of, saved_url


class PartnershipBody(ProjectBody):
    """A page under the project's "Partnership"; templates extend partnerships/_base.html.

    `section` is its place in the partnership's own navigation: overview, activities, services, reviews, fit, promises
    or summary. `self.partnership` is None while there is none.
    """

    tab = "partnership"
    section = ""

    @cached_property
    def partnership(self) -> Partnership | None:
        mine = Partnership.objects.visible_to(self.user).filter(project=self.project)
        found: Partnership | None = mine.select_related("trust_lead", "school_lead", "sla").first()
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **({"section": self.section, "partnership": self.partnership} | kwargs)
        )


class WithPartnership(PartnershipBody):
    """A page that there is only once the project has a partnership: 404 before."""

    @property
    def there(self) -> Partnership:
        """The partnership, which this page is about."""
        if self.partnership is None:
            raise Http404("There is no partnership yet.")
        return self.partnership

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if self.user.is_authenticated and self.project and self.partnership is None:
            raise Http404("There is no partnership yet.")
        return super().dispatch(request, *args, **kwargs)


class ChangesPartnership(RunsAction, WithPartnership, FormView[PartnershipForm]):
    """One form, one action, and back to the record, which says what was saved."""

    section = "overview"
    may = May.MANAGE_PARTNERSHIP
    doing: PartnershipAct
    saved_message = ""
    call: uuid.UUID | None = None

    @property
    def record_url(self) -> str:
        return reverse("project-partnership", args=[self.project.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partnership": self.there}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        not_now = act_problems(self.there, self.doing)
        return super().get_context_data(not_now=not_now, record_url=self.record_url, **kwargs)

    def cancel_url(self) -> str:
        return self.record_url

    def get_success_url(self) -> str:
        return saved_url(self.record_url, self.call)

    def act(self, form: Any) -> None:
        self.call = call_of(self.change(form))

    def change(self, form: Any) -> Any:
        """Runs the action; gives what it changed."""
        raise NotImplementedError("each page says which action it runs")

    @property
    def given(self) -> dict[str, Any]:
        """What every action on a partnership is told."""
        return {"by": self.user, "partnership": self.there}
