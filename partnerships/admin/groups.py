"""Groups of schools that join together."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from partnerships.actions.groups import (
    change_group,
    group_problems,
    make_group,
    remove_group,
    remove_group_problems,
)
from partnerships.admin._base import RecordAdmin
from partnerships.admin._forms import VersionedForm
from partnerships.admin._lists import TrustFilter
from partnerships.admin._of_project import Problems
from partnerships.models import Group, ProjectGroup, User
from partnerships.permissions import May


class ProjectGroupForm(VersionedForm):
    def problems(self, data: dict[str, Any]) -> Problems:
        row = self.instance
        trust = row.trust if row.pk else data.get("trust")
        if trust is not None:
            for each in group_problems(
                trust=trust,
                name=data.get("name") or "",
                kind=data.get("kind") or "",
                but=row if row.pk else None,
            ):
                yield getattr(each, "about", None) or None, each


@admin.register(ProjectGroup)
class ProjectGroupAdmin(RecordAdmin):
    section = "Projects"
    about = "Schools that join one trust together. What they share is chosen on the group’s own page."
    reads_with = ("trust",)
    list_display = ("name", "kind", "trust")
    search_fields = ("name", "trust__name")
    search_help_text = "Words of the group’s or trust’s name"
    list_filter = ("kind", TrustFilter)
    adds = changes = deletes = May.GROUP_PROJECTS
    add_fields = ("trust", "name", "kind")
    change_fields = ("name", "kind")
    shown_fields = ("trust", "shared_codes")
    add_form = change_form = ProjectGroupForm
    delete_button = "Remove this group"

    def where(self, obj: Any) -> int:
        trust_id: int = obj.trust_id
        return trust_id

    def choosable(self, name: str, user: User) -> Any:
        return Group.objects.filter(pk__in=user.trusts_where(May.GROUP_PROJECTS)).order_by("name")

    def perform(self, by: User, form: Any, change: bool) -> ProjectGroup:
        data = form.cleaned_data
        if change:
            return change_group(by=by, group=form.instance, name=data["name"], kind=data["kind"])
        return make_group(by=by, trust=data["trust"], name=data["name"], kind=data["kind"])

    def delete_problems(self, by: User, obj: ProjectGroup, confirmed: bool) -> list[str]:
        return remove_group_problems(by=by, group=obj)

    def remove(self, by: User, obj: ProjectGroup, confirmed: bool) -> None:
        remove_group(by=by, group=obj)
