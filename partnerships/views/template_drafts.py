"""Drafts of plan templates: starting one, changing its milestones, publishing or discarding it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from partnerships.actions._core import Refused
from partnerships.actions.template_drafts import (
    TemplateChangedMeanwhile,
    add_template_milestone,
    change_template_milestone,
    discard_draft,
    move_template_milestone,
    publish_draft,
    retire_template_milestone,
    seen,
    start_draft,
)
from partnerships.actions.templates import template_rows
from partnerships.forms.template_conditions import AppliesForm, WaitsForm
from partnerships.forms.template_milestones import MilestoneForm, MoveForm
from partnerships.forms.templates import SHIPPED, DraftStartForm, PublishForm
from partnerships.models import Group, PlanTemplate, TemplateMilestone
from partnerships.permissions import May
from partnerships.rules.known_codes import say_lost
from partnerships.rules.saying import counted
from partnerships.rules.template_check import template_problems
from partnerships.rules.template_compare import compare
from partnerships.rules.words import Phase
from partnerships.views._base import RunsAction, SignedIn
from partnerships.views._people import ConfirmPage
from partnerships.views._templates import DraftPage, OfMilestone


class TemplateStart(RunsAction, SignedIn, FormView[DraftStartForm]):
    template_name = "templates/start.html"
    form_class = DraftStartForm
    saved_message = ""
    draft: PlanTemplate

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.owners:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def owners(self) -> list[Group | None]:
        """Whose templates the person keeps; None is the shipped one."""
        trusts = [self.user.roles[uid].trust for uid in self.user.trusts_where(May.MANAGE_TEMPLATES)]
        shipped: list[Group | None] = [None] if self.user.may(May.SITE_MANAGE_TEMPLATES) else []
        return [*sorted(trusts, key=lambda trust: trust.name), *shipped]

    def get_initial(self) -> dict[str, Any]:
        whose = self.request.GET.get("whose", "")
        asked = [each for each in self.owners if each and str(each.pk) == whose]
        has_own = PlanTemplate.objects.published().filter(trust__in=asked or [t for t in self.owners if t])
        own = (None in self.owners and not asked) or has_own.exists()
        return {"owner": whose, "source": "own" if own else SHIPPED}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"owners": self.owners}

    def cancel_url(self) -> str:
        return reverse("template-list")

    def act(self, form: Any) -> None:
        self.draft = start_draft(
            by=self.user,
            trust=form.trust,
            name=form.called,
            source=form.starts_from,
            rows=form.cleaned_data["file"] if form.starts_from is None else None,
        )

    def get_success_url(self) -> str:
        return reverse("template-detail", args=[self.draft.pk])


class TemplatePublish(RunsAction, DraftPage, FormView[PublishForm]):
    template_name = "templates/publish.html"
    form_class = PublishForm
    saved_message = ""

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.plan.edits}

    def cancel_url(self) -> str:
        return self.plan_url

    def act(self, form: Any) -> None:
        data = form.cleaned_data
        try:
            publish_draft(
                by=self.user,
                draft=self.plan,
                what_changed=data["what_changed"],
                expected_edits=data["version"],
            )
        except TemplateChangedMeanwhile as changed:
            form.now_at(int(changed.now))
            raise

    def get_success_url(self) -> str:
        messages.success(self.request, f"Version {self.plan.version} is published. New projects follow it.")
        return self.plan_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = template_rows(self.plan)
        published = (
            PlanTemplate.objects.published().filter(trust=self.plan.trust).order_by("-version").first()
        )
        before = published or self.plan.started_from
        found = compare(template_rows(before), rows) if before else None
        retired = found.retired if found else ()
        return super().get_context_data(
            problems=template_problems(rows),
            before=before,
            found=found,
            lost=[lost for row in retired if (lost := say_lost(row.code, row.title))],
            **kwargs,
        )


class TemplateDiscard(DraftPage, ConfirmPage):
    button = "Discard the draft"
    saved_message = "The draft is discarded."

    def get_question(self) -> str:
        return f"Discard the draft of {self.plan.name}?"

    def get_explanation(self) -> list[str]:
        return ["Everything that was changed in it is lost.", "No project follows it, so no plan changes."]

    def act(self, form: Any) -> None:
        discard_draft(by=self.user, draft=self.plan)

    def cancel_url(self) -> str:
        return self.plan_url

    def get_success_url(self) -> str:
        return reverse("template-list")


class TemplateMilestoneAdd(RunsAction, DraftPage, FormView[MilestoneForm]):
    template_name = "templates/milestone_edit.html"
    form_class = MilestoneForm
    saved_message = ""
    added: TemplateMilestone

    def get_initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("phase", "")
        phase = wanted if Phase.has(wanted) else Phase.EXPLORE.value
        return {"phase": phase, "anchor": "joining"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": None}

    def cancel_url(self) -> str:
        return self.plan_url

    def act(self, form: Any) -> None:
        self.added = add_template_milestone(by=self.user, draft=self.plan, row=form.edited)

    def get_success_url(self) -> str:
        messages.success(
            self.request, f"{self.added.code} is added. Say when it applies and what it waits for."
        )
        return reverse("template-milestone", args=[self.added.pk])


class ChangesMilestone(RunsAction, OfMilestone, DraftPage, FormView[Any]):
    """One form over one milestone of a draft; what somebody else saved meanwhile is said, and nothing typed is lost."""

    def get_initial(self) -> dict[str, Any]:
        return {"seen": seen(self.milestone)}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": self.row}

    def cancel_url(self) -> str:
        return self.page_url

    def act(self, form: Any) -> None:
        try:
            change_template_milestone(
                by=self.user,
                milestone=self.milestone,
                row=form.edited,
                expected=form.cleaned_data["seen"] or None,
            )
        except TemplateChangedMeanwhile as changed:
            form.now_at(changed.now)
            raise Refused(changed.problems) from changed

    def get_success_url(self) -> str:
        return self.page_url

    @cached_property
    def others(self) -> list[TemplateMilestone]:
        return list(self.plan.milestones.exclude(pk=self.milestone.pk).order_by("position"))


class TemplateMilestoneEdit(ChangesMilestone):
    template_name = "templates/milestone_edit.html"
    form_class = MilestoneForm


class TemplateMilestoneApplies(ChangesMilestone):
    template_name = "templates/milestone_applies.html"
    form_class = AppliesForm


class TemplateMilestoneWaits(ChangesMilestone):
    template_name = "templates/milestone_waits.html"
    form_class = WaitsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"others": self.others}


class TemplateMilestoneMove(ChangesMilestone):
    template_name = "templates/milestone_move.html"
    form_class = MoveForm

    def get_initial(self) -> dict[str, Any]:
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = FormView.get_form_kwargs(self)
        of_phase = [each for each in self.others if each.phase == self.milestone.phase]
        return kwargs | {"milestone": self.milestone, "others": of_phase}

    def act(self, form: Any) -> None:
        move_template_milestone(by=self.user, milestone=self.milestone, after=form.chosen)


class TemplateMilestoneRetire(OfMilestone, DraftPage, ConfirmPage):
    button = "Take it out of the draft"
    saved_message = ""
    freed = 0

    def get_question(self) -> str:
        return f"Take “{self.milestone.title}” out of the draft?"

    def get_explanation(self) -> list[str]:
        waiting = [
            str(each)
            for each in self.plan.milestones.order_by("position")
            if any(dependency["code"] == self.milestone.code for dependency in each.depends_on)
        ]
        sentences = ["Versions that are published keep it, and so do the projects that follow them."]
        if lost := say_lost(self.milestone.code, self.milestone.title):
            sentences.append(lost)
        if waiting:
            sentences.append(
                f"{counted(len(waiting), 'milestone')} waiting for it will wait for what it waits for: "
                f"{'; '.join(waiting)}."
            )
        return sentences

    def act(self, form: Any) -> None:
        title = self.milestone.title
        retire_template_milestone(by=self.user, milestone=self.milestone)
        messages.success(self.request, f"“{title}” is out of the draft.")

    def cancel_url(self) -> str:
        return self.page_url

    def get_success_url(self) -> str:
        return self.plan_url
