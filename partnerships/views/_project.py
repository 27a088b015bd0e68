"""What the pages of one project share: its header, what was just saved and how to take it back, where to go next."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme

from partnerships.actions.milestones import ChangedMeanwhile
from partnerships.actions.undo import UNDOABLE, undo_problems
from partnerships.history import Entry, describe_call, milestone_entries
from partnerships.models import Milestone, Project
from partnerships.permissions import May
from partnerships.reports.checks import waits_since
from partnerships.reports.project_page import Header, project_header
from partnerships.views._base import ProjectPage


def saved_url(url: str, call: uuid.UUID | None) -> str:
    """The address with the call that the page then tells of: `?saved=<call>`."""
    parts = urlsplit(url)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != "saved"]
    if call is not None:
        query.append(("saved", str(call)))
    return urlunsplit(parts._replace(query=urlencode(query)))


def call_of(tracked: Any) -> uuid.UUID | None:
    """The call that last changed this tracked object."""
    latest = tracked.history.first()
    return latest.call if latest else None


def next_url(request: HttpRequest, default: str) -> str:
    """Where the person came from, if it is an address of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted.startswith("/") and safe else default


class ProjectBody(ProjectPage):
    """A page of a project, under the header that every one of them has. `tab` is its place in the navigation."""

    tab = ""

    @cached_property
    def header(self) -> Header:
        return project_header(self.project, today=self.today)

    @property
    def home(self) -> str:
        return reverse("project-detail", args=[self.project.pk])

    def saved(self) -> tuple[Entry | None, bool]:
        """What `?saved=` names, in words, and whether this person can take it back."""
        try:
            call = uuid.UUID(self.request.GET.get("saved", ""))
        except ValueError:
            return None, False
        entry = describe_call(self.project, call)
        if entry is None or entry.action not in UNDOABLE:
            return entry, False
        can = self.user.may(May.LOG_PROGRESS, self.project)
        return entry, can and not undo_problems(project=self.project, call=call, by=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "header" not in kwargs:
            kwargs["header"] = self.header
        entry, can_undo = self.saved()
        waits = waits_since(self.project, entry.call, self.today) if entry and entry.call else []
        return super().get_context_data(
            tab=self.tab,
            saved_entry=entry,
            saved_waits=waits,
            can_undo=can_undo,
            here=self.request.get_full_path(),
            **kwargs,
        )


class MilestonePage(ProjectBody):
    """A page about one milestone; the gate is that of its project."""

    tab = "plan"

    @cached_property
    def milestone(self) -> Milestone:
        mine = Milestone.objects.visible_to(self.user).with_project()
        mine = mine.select_related("owner", "owner_contact", "waiting_contact")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    @cached_property
    def project(self) -> Project:
        return self.milestone.project

    @property
    def page_url(self) -> str:
        return reverse("milestone-detail", args=[self.milestone.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(milestone=self.milestone, **kwargs)

    def who_was_faster(self, changed: ChangedMeanwhile) -> str:
        """Who changed what meanwhile, in the words of history."""
        entries = milestone_entries(changed.milestone)
        if not entries:
            return str(changed)
        return f"{entries[0].sentence}, while you were editing. Check it, then save again."
