"""What binds every form of the admin to the product's rules.

Writes are actions: `perform` runs them, and whatever they refuse is an error of the form. Nothing is written to
Django's own log of the admin, because history says who did what, and only to those who may see the row.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.forms import Field, Select, URLInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from partnerships.actions._core import Refused
from partnerships.admin._forms import DayInput, Picker, RecordForm
from partnerships.admin._reading import ReadAdmin, person
from partnerships.admin._scope import project_of, visible
from partnerships.models import Project, User
from partnerships.permissions import May


class RecordAdmin(ReadAdmin):
    """One model of ours. Read-only, unless it says who may add, change or delete, and how."""

    # What a person needs to add, change or delete; None: nobody does it here.
    adds: ClassVar[May | None] = None
    changes: ClassVar[May | None] = None
    deletes: ClassVar[May | None] = None
    # Fields of the form that adds, of the one that changes, and shown beside the latter.
    add_fields: ClassVar[tuple[str, ...]] = ()
    change_fields: ClassVar[tuple[str, ...]] = ()
    shown_fields: ClassVar[tuple[str, ...]] = ()
    add_form: ClassVar[type[RecordForm]] = RecordForm
    change_form: ClassVar[type[RecordForm]] = RecordForm
    delete_button: ClassVar[str] = "Delete"
    delete_words: ClassVar[str] = "History keeps what was there."

    form = RecordForm
    formfield_overrides = {
        models.DateField: {"widget": DayInput},
        models.URLField: {"assume_scheme": "https", "widget": URLInput},
    }

    def where(self, obj: Any) -> Project | int | None:
        """The project, trust (its UID) or installation (None) in which the permission counts."""
        return project_of(obj)

    def allowed(self, request: HttpRequest, may: May | None, obj: Any = None) -> bool:
        """Whether the person may do that to this row, or at all when there is none yet."""
        user = person(request)
        if may is None or not user.is_staff:
            return False
        return user.may_anywhere(may) if obj is None else user.may(may, self.where(obj))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return person(request).is_staff

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return person(request).is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.allowed(request, self.adds)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.allowed(request, self.changes, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.allowed(request, self.deletes, obj)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.add_fields
        if self.has_change_permission(request, obj):
            return [*self.shown_fields, *self.change_fields]
        own = {each.name for each in self.opts.get_fields()}
        return [*self.shown_fields, *(name for name in self.change_fields if name in own)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        return (
            self.shown_fields if self.has_change_permission(request, obj) else self.get_fields(request, obj)
        )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        wanted = self.change_form if obj is not None else self.add_form
        names = kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))
        if obj is not None and not self.has_change_permission(request, obj):
            wanted = RecordForm
        form: Any = super().get_form(request, obj, change=change, fields=names, form=wanted, **kwargs)
        form.by = person(request)
        form.refusals = getattr(request, "refusals", ())
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        rows = self.choosable(db_field.name, person(request))
        if rows is not None:  # few enough for a drop-down
            return super().formfield_for_foreignkey(
                db_field, request, queryset=rows, widget=Select, empty_label="Choose", **kwargs
            )
        rows = visible(db_field.related_model, person(request)).select_related()
        return super().formfield_for_foreignkey(
            db_field, request, queryset=rows, widget=Picker(db_field, rows), **kwargs
        )

    def choosable(self, name: str, user: User) -> models.QuerySet[Any] | None:
        """What a foreign key's drop-down offers; None for a field in which one searches."""
        return None

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Field | None:
        """Without Django's wrapper, whose pop-up windows are not for everybody."""
        made = super().formfield_for_dbfield(db_field, request, **kwargs)
        inner = getattr(getattr(made, "widget", None), "widget", None)
        if made is not None and inner is not None:
            made.widget = inner
        return made

    def perform(self, by: User, form: Any, change: bool) -> models.Model:
        """Runs the actions that the form asks for. Raises Refused."""
        raise Refused("This is not written here.")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        done = self.perform(person(request), form, change)
        obj.pk = done.pk
        obj._state.adding = False
        self.saved(request, done)

    def saved(self, request: HttpRequest, obj: Any) -> None:
        """What follows once the action is done."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The form. Whatever was refused while writing has been rolled back; the form is shown again with it."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (Refused, ValidationError, IntegrityError) as error:
            request.refusals = sentences(error)  # type: ignore[attr-defined]  # read by get_form
            return super().changeform_view(request, object_id, form_url, extra_context)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._after_saving(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._after_saving(request, obj)

    def _after_saving(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """To the record, if it is still this person's to see (a project may have become confidential)."""
        messages.success(request, "Saved")
        if self.get_queryset(request).filter(pk=obj.pk).exists():
            return HttpResponseRedirect(self.url("change", obj.pk))
        return HttpResponseRedirect(self.url("changelist"))

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: history says it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing: history says it."""

    def delete_problems(self, by: User, obj: Any, confirmed: bool) -> list[str]:
        """What stands in the way of deleting the row."""
        return []

    def asks_confirmation(self, by: User, obj: Any) -> bool:
        """Whether a box is to be ticked first, because the person acts on themselves."""
        return False

    def remove(self, by: User, obj: Any, confirmed: bool) -> None:
        """Runs the action that deletes. Raises Refused."""
        raise Refused("This is not deleted here.")

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self._found(request, object_id)
        if not self.has_delete_permission(request, obj):
            raise PermissionDenied
        by, problems = person(request), []
        confirmed = request.POST.get("confirmed") == "on"
        if request.method == "POST":
            try:
                with transaction.atomic():
                    self.remove(by, obj, confirmed)
            except (Refused, ValidationError, IntegrityError) as error:
                problems = sentences(error)
            else:
                messages.success(request, "Saved")
                return HttpResponseRedirect(self.url("changelist"))
        asks = self.asks_confirmation(by, obj)
        stops = self.delete_problems(by, obj, True)
        context = {
            "title": self.delete_button,
            "problems": problems or stops,
            "asks": asks,
            "stopped": bool(stops),
        }
        return self._page(
            request, "admin/delete_confirmation.html", obj, {**context, **(extra_context or {})}
        )

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, change: bool = False, form_url: str = "",
        obj: Any = None,
    ) -> Any:  # fmt: skip
        context.update(
            keeps_history=self.keeps_history,
            delete_button=self.delete_button,
            may_save=self.has_add_permission(request) if add else self.has_change_permission(request, obj),
            related=self.related(request, obj) if obj is not None else [],
        )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def related(self, request: HttpRequest, obj: Any) -> list[tuple[str, str]]:
        """Lists that belong to this record: their words and addresses."""
        return []


def sentences(error: Refused | ValidationError | IntegrityError) -> list[str]:
    """What was refused, in sentences."""
    if isinstance(error, Refused):
        return error.problems
    if isinstance(error, ValidationError):
        return list(error.messages)
    return ["Somebody else has just saved something that this does not fit. Open the page again and look."]
