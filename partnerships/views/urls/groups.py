from __future__ import annotations

from django.urls import path

from partnerships.views import groups

urlpatterns = [
    path("groups/", groups.GroupList.as_view(), name="group-list"),
    path("groups.csv", groups.GroupCsv.as_view(), name="group-csv"),
    path("groups/add/", groups.GroupAdd.as_view(), name="group-add"),
    path("groups/<int:pk>/", groups.GroupDetail.as_view(), name="group-detail"),
    path("groups/<int:pk>/projects.csv", groups.GroupProjectsCsv.as_view(), name="group-projects-csv"),
    path("groups/<int:pk>/change/", groups.GroupChange.as_view(), name="group-change"),
    path("groups/<int:pk>/shared/", groups.GroupShared.as_view(), name="group-shared"),
    path("groups/<int:pk>/projects/add/", groups.GroupProjectAdd.as_view(), name="group-project-add"),
    path(
        "groups/<int:pk>/projects/<int:project>/remove/",
        groups.GroupProjectRemove.as_view(),
        name="group-project-remove",
    ),
    path("groups/<int:pk>/remove/", groups.GroupRemove.as_view(), name="group-remove"),
    path("projects/<int:pk>/group/", groups.ProjectGroupChange.as_view(), name="project-group"),
]
