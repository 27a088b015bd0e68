from __future__ import annotations

from django.urls import path

from partnerships.views import holds

urlpatterns = [
    path("projects/<int:pk>/hold/", holds.ProjectHold.as_view(), name="project-hold"),
]
