from __future__ import annotations

from django.urls import path

from partnerships.views import openings

urlpatterns = [
    path("openings/", openings.OpeningList.as_view(), name="opening-list"),
    path("openings.csv", openings.OpeningCsv.as_view(), name="opening-csv"),
    path("openings/<int:pk>/accept/", openings.OpeningAccept.as_view(), name="opening-accept"),
    path("openings/<int:pk>/dismiss/", openings.OpeningDismiss.as_view(), name="opening-dismiss"),
    path("projects/<int:pk>/opening/", openings.ProjectOpening.as_view(), name="project-opening"),
    path(
        "projects/<int:pk>/opening/withdraw/",
        openings.ProjectOpeningWithdraw.as_view(),
        name="project-opening-withdraw",
    ),
]
