from __future__ import annotations

from django.urls import URLPattern, path

from partnerships.views import template_drafts as drafts
from partnerships.views import template_projects as projects
from partnerships.views import templates
from partnerships.views.settings import SettingsIndex

_ONE = "templates/<int:pk>/"
_MILESTONE = "templates/milestones/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("settings/", SettingsIndex.as_view(), name="settings-index"),
    path("templates/", templates.TemplateList.as_view(), name="template-list"),
    path("templates.csv", templates.TemplateListCsv.as_view(), name="template-list-csv"),
    path("templates/start/", drafts.TemplateStart.as_view(), name="template-start"),
    path(_ONE, templates.TemplateDetail.as_view(), name="template-detail"),
    path("templates/<int:pk>.csv", templates.TemplateCsv.as_view(), name="template-csv"),
    path(f"{_ONE}compare/", templates.TemplateCompare.as_view(), name="template-compare"),
    path(f"{_ONE}compare.csv", templates.TemplateCompareCsv.as_view(), name="template-compare-csv"),
    path(f"{_ONE}publish/", drafts.TemplatePublish.as_view(), name="template-publish"),
    path(f"{_ONE}discard/", drafts.TemplateDiscard.as_view(), name="template-discard"),
    path(f"{_ONE}projects/", projects.TemplateProjects.as_view(), name="template-projects"),
    path(f"{_ONE}projects.csv", projects.TemplateProjectsCsv.as_view(), name="template-projects-csv"),
    path(f"{_ONE}upgrade/", projects.TemplateUpgrade.as_view(), name="template-upgrade"),
    path(f"{_ONE}add/", drafts.TemplateMilestoneAdd.as_view(), name="template-milestone-add"),
    path(_MILESTONE, templates.TemplateMilestonePage.as_view(), name="template-milestone"),
    path(f"{_MILESTONE}edit/", drafts.TemplateMilestoneEdit.as_view(), name="template-milestone-edit"),
    path(
        f"{_MILESTONE}applies/", drafts.TemplateMilestoneApplies.as_view(), name="template-milestone-applies"
    ),
    path(f"{_MILESTONE}waits/", drafts.TemplateMilestoneWaits.as_view(), name="template-milestone-waits"),
    path(f"{_MILESTONE}move/", drafts.TemplateMilestoneMove.as_view(), name="template-milestone-move"),
    path(f"{_MILESTONE}retire/", drafts.TemplateMilestoneRetire.as_view(), name="template-milestone-retire"),
]
