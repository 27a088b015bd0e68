"""One's own account, and the sign of life that monitoring asks for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from partnerships.actions.people import rename_person
from partnerships.forms.people import NameForm
from partnerships.views._base import RunsAction, SignedIn


class YourAccount(SignedIn, RunsAction, FormView[NameForm]):
    """Name, trusts, access and jobs; the name can be changed here."""

    template_name = "people/your_account.html"
    form_class = NameForm
    success_url = reverse_lazy("your-account")

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.user.name}

    def act(self, form: BaseForm) -> None:
        rename_person(by=self.user, person=self.user, name=form.cleaned_data["name"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(memberships=list(self.user.roles.values()), **kwargs)


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """ "ok" when this process reaches the database, 503 otherwise; nothing else is told."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("not ok\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
