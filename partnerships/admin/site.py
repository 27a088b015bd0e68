from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import redirect

# What the front page of the admin groups its records by, in this order.
SECTIONS = ("Projects", "Partnerships", "Consultations", "People", "Plans", "GIAS")


class TrustTrackerAdminSite(AdminSite):
    """The admin: complete, and bound by the same permissions and actions as the pages."""

    site_header = "Administration"
    site_title = "Administration"
    index_title = "All records"
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # Rows go one at a time, through their action and its rules.
        self.disable_action("delete_selected")

    def register(
        self, model_or_iterable: Any, admin_class: type[admin.ModelAdmin[Any]] | None = None, **options: Any
    ) -> None:
        """Registers models of ours only: those of libraries (sign-in, groups of Django's own) have their own pages."""
        models: Iterable[type[Model]] = (
            [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        )
        ours = [model for model in models if model._meta.app_label == "partnerships"]
        if ours:
            super().register(ours, admin_class, **options)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Signed in but not allowed here is 403, without a turn to the sign-in page and back."""
        inner = super().admin_view(view, cacheable)

        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return update_wrapper(gate, inner)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        models = [model for app in self.get_app_list(request) for model in app["models"]]
        for entry in models:
            entry["section"] = getattr(self.get_model_admin(entry["model"]), "section", "")
            entry["about"] = getattr(self.get_model_admin(entry["model"]), "about", "")
        sections = [(name, [entry for entry in models if entry["section"] == name]) for name in SECTIONS]
        return super().index(request, {"sections": sections, **(extra_context or {})})

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """There is one app, so its page is the front page."""
        return redirect("admin:index")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_logout")
