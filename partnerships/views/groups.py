"""Schools that join together: the list, one group with its projects, and what its schools share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView
from django.views.generic.base import ContextMixin, View

from partnerships.actions.groups import (
    add_to_group,
    change_group,
    make_group,
    remove_from_group,
    remove_group,
    share_milestones,
)
from partnerships.exports._csv import csv_response
from partnerships.exports.groups import COLUMNS
from partnerships.exports.projects import COLUMNS as PROJECT_COLUMNS
from partnerships.exports.projects import export_rows
from partnerships.forms._filters import FilterForm
from partnerships.forms.groups import (
    NONE,
    GroupFilter,
    GroupForm,
    GroupProjectForm,
    ProjectGroupForm,
    SharedForm,
)
from partnerships.forms.people import ConfirmForm
from partnerships.models import Project, ProjectGroup
from partnerships.permissions import May
from partnerships.reports.groups import group_history, group_rows, groups_for, members, shareable
from partnerships.reports.project_list import project_rows
from partnerships.views._base import RunsAction, SignedIn
from partnerships.views._lists import FilteredRows, ListCsv, ListPage
from partnerships.views._project import ProjectBody, call_of, saved_url


class GroupsFound(FilteredRows):
    def rows(self) -> Any:
        return groups_for(self.user)

    def make_form(self) -> FilterForm:
        return GroupFilter(self.request.GET, user=self.user)


class GroupList(GroupsFound, ListPage):
    template_name = "groups/list.html"
    csv_name = "group-csv"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rows=group_rows(self.user, list(self.page.object_list), on=self.today),
            may_add=self.user.may_anywhere(May.GROUP_PROJECTS),
            several_trusts=len(self.user.roles) > 1,
            **kwargs,
        )


class GroupCsv(GroupsFound, ListCsv):
    columns, file_name = COLUMNS, "groups"

    def export_rows(self) -> Iterable[Any]:
        return group_rows(self.user, list(self.found), on=self.today)


class GroupAdd(RunsAction, SignedIn, FormView[GroupForm]):
    """A new group; `?project=` puts one into it at once."""

    template_name = "groups/form.html"
    form_class = GroupForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.user.may_anywhere(May.GROUP_PROJECTS):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        uids = self.user.trusts_where(May.GROUP_PROJECTS)
        trusts = sorted((self.user.roles[uid].trust for uid in uids), key=lambda each: each.name)
        return super().get_form_kwargs() | {"trusts": trusts}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        self.group = make_group(by=self.user, trust=form.incoming, name=data["name"], kind=data["kind"])

    def cancel_url(self) -> str:
        return reverse("group-list")

    def get_success_url(self) -> str:
        return reverse("group-detail", args=[self.group.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading="Add a group", back_url=reverse("group-list"), **kwargs)


class GroupPage(ContextMixin, SignedIn):
    """A page about one group. Not visible is 404; visible without the permission `may` is 403."""

    may = May.SEE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.user.may(self.may, self.group.trust_id):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def group(self) -> ProjectGroup:
        return get_object_or_404(groups_for(self.user), pk=self.kwargs["pk"])

    @property
    def home(self) -> str:
        return reverse("group-detail", args=[self.group.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"group": self.group, "back_url": self.home} | kwargs))


class GroupDetail(GroupPage, TemplateView):
    template_name = "groups/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = list(members(self.user, self.group).values_list("pk", flat=True))
        (row,) = group_rows(self.user, [self.group], on=self.today)
        return super().get_context_data(
            row=row,
            today=self.today,
            rows=project_rows(keys, today=self.today),
            shared=[each for each in shareable(self.user, self.group) if each.shared],
            may_change=self.user.may(May.GROUP_PROJECTS, self.group.trust_id),
            history=group_history(self.group),
            **kwargs,
        )


class GroupProjectsCsv(GroupPage, View):
    """The group's projects, as the list of projects exports them."""

    def get(self, request: HttpRequest, **kwargs: Any) -> Any:
        rows = export_rows(members(self.user, self.group), today=self.today)
        return csv_response(f"group-{self.group.pk}-{self.today:%Y-%m-%d}.csv", PROJECT_COLUMNS, rows)


class ChangesGroup(RunsAction, GroupPage):
    may = May.GROUP_PROJECTS

    def cancel_url(self) -> str:
        return self.home

    def get_success_url(self) -> str:
        return self.home


class GroupChange(ChangesGroup, FormView[GroupForm]):
    template_name = "groups/form.html"
    form_class = GroupForm

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.group, name) for name in ("name", "kind", "version")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"trusts": [self.group.trust], "group": self.group}

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        change_group(
            by=self.user,
            group=self.group,
            name=data["name"],
            kind=data["kind"],
            expected_version=data["version"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading="Change the group", **kwargs)


class GroupShared(ChangesGroup, FormView[SharedForm]):
    template_name = "groups/shared.html"
    form_class = SharedForm

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.group.version, "shared": self.group.shared_codes}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"choices": shareable(self.user, self.group)}

    def act(self, form: Any) -> None:
        share_milestones(
            by=self.user, group=self.group, codes=form.codes, expected_version=form.cleaned_data["version"]
        )


class GroupProjectAdd(ChangesGroup, FormView[GroupProjectForm]):
    template_name = "groups/project_add.html"
    form_class = GroupProjectForm

    def get_form_kwargs(self) -> dict[str, Any]:
        live = Project.objects.visible_to(self.user).live().filter(trust=self.group.trust_id)
        others = live.exclude(group=self.group).with_names().order_by("school__name", "pk")
        return super().get_form_kwargs() | {"projects": others}

    def act(self, form: Any) -> None:
        add_to_group(by=self.user, group=self.group, project=form.cleaned_data["project"])


class GroupProjectRemove(ChangesGroup, FormView[ConfirmForm]):
    template_name = "groups/confirm.html"
    form_class = ConfirmForm

    @cached_property
    def project(self) -> Project:
        mine = members(self.user, self.group).select_related("school")
        return get_object_or_404(mine, pk=self.kwargs["project"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Take it out of the group"}

    def act(self, form: Any) -> None:
        remove_from_group(by=self.user, project=self.project)

    def get_success_url(self) -> str:
        """The group, unless nothing that this person sees is left in it."""
        still = groups_for(self.user).filter(pk=self.group.pk).exists()
        return self.home if still else reverse("group-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            question=f"Take {self.project.school.name} out of {self.group.name}?",
            explanation="Nothing that was logged on it changes. From then on it is logged for itself.",
            **kwargs,
        )


class GroupRemove(ChangesGroup, FormView[ConfirmForm]):
    template_name = "groups/confirm.html"
    form_class = ConfirmForm
    saved_message = "The group is removed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"label": "Remove the group"}

    def act(self, form: Any) -> None:
        remove_group(by=self.user, group=self.group)

    def get_success_url(self) -> str:
        return reverse("group-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            question=f"Remove {self.group.name}?",
            explanation="Only a group without projects can be removed. History keeps what was logged.",
            **kwargs,
        )


class ProjectGroupChange(RunsAction, ProjectBody, FormView[ProjectGroupForm]):
    """Which group one project is in."""

    template_name = "groups/of_project.html"
    form_class = ProjectGroupForm
    may = May.GROUP_PROJECTS

    def get_initial(self) -> dict[str, Any]:
        return {"group": str(self.project.group_id or NONE)}

    def get_form_kwargs(self) -> dict[str, Any]:
        mine = groups_for(self.user).filter(trust=self.project.trust_id)
        return super().get_form_kwargs() | {"groups": list(mine)}

    def cancel_url(self) -> str:
        return self.home

    def act(self, form: Any) -> None:
        chosen = form.cleaned_data["group"]
        self.call = None
        if chosen == str(self.project.group_id or NONE):
            return
        if chosen == NONE:
            changed = remove_from_group(by=self.user, project=self.project)
        else:
            group = get_object_or_404(groups_for(self.user), pk=int(chosen))
            changed = add_to_group(by=self.user, group=group, project=self.project)
        self.call = call_of(changed)

    def get_success_url(self) -> str:
        return saved_url(self.home, self.call)
