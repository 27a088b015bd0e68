from __future__ import annotations

from django.urls import path

from partnerships.views.home import ChangesRead
from partnerships.views.project_lists import ProjectCsv, ProjectList

urlpatterns = [
    path("changes-read/", ChangesRead.as_view(), name="changes-read"),
    path("projects/", ProjectList.as_view(), name="project-list"),
    path("projects.csv", ProjectCsv.as_view(), name="project-csv"),
]
