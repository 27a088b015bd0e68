"""Whether a project goes on, and what it is ready for: holds, readiness, sign-offs."""

from __future__ import annotations

from django.urls import path

from partnerships.views import holds, readiness

urlpatterns = [
    path("projects/<int:pk>/hold/", holds.ProjectHold.as_view(), name="project-hold"),
    path("projects/<int:pk>/ready/", readiness.ProjectReady.as_view(), name="project-ready"),
    path("projects/<int:pk>/ready.csv", readiness.ProjectReadyCsv.as_view(), name="project-ready-csv"),
    path("projects/<int:pk>/ready/<slug:gate>/", readiness.ProjectSign.as_view(), name="project-sign"),
    path("sign-offs/<int:pk>/withdraw/", readiness.SignOffWithdraw.as_view(), name="sign-off-withdraw"),
]
