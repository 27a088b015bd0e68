from __future__ import annotations

from django.urls import path

from partnerships.views import milestones, own_milestones

urlpatterns = [
    path("milestones/<int:pk>/", milestones.MilestoneDetail.as_view(), name="milestone-detail"),
    path("milestones/<int:pk>/log/", milestones.MilestoneLog.as_view(), name="milestone-log"),
    path("milestones/<int:pk>/done/", milestones.MilestoneDone.as_view(), name="milestone-done"),
    path(
        "milestones/<int:pk>/not-applicable/",
        milestones.MilestoneNotApplicable.as_view(),
        name="milestone-not-applicable",
    ),
    path(
        "milestones/<int:pk>/applicable/",
        milestones.MilestoneApplicable.as_view(),
        name="milestone-applicable",
    ),
    path(
        "projects/<int:pk>/log-several/",
        milestones.MilestonesLogSeveral.as_view(),
        name="milestones-log-several",
    ),
    path(
        "projects/<int:pk>/milestones/add/",
        own_milestones.MilestoneOwnAdd.as_view(),
        name="milestone-own-add",
    ),
    path("milestones/<int:pk>/edit/", own_milestones.MilestoneOwnEdit.as_view(), name="milestone-own-edit"),
    path(
        "milestones/<int:pk>/remove/",
        own_milestones.MilestoneOwnRemove.as_view(),
        name="milestone-own-remove",
    ),
]
