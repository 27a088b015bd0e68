"""What the pages of one project's Trust Partnership share."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property

from partnerships.models import Partnership
from partnerships.views._project import ProjectBody


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
