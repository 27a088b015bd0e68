from __future__ import annotations

from django.urls import path

from partnerships.views import consultations

urlpatterns = [
    path(
        "projects/<int:pk>/consultations/",
        consultations.ProjectConsultations.as_view(),
        name="project-consultations",
    ),
    path("consultations/<int:pk>/", consultations.ConsultationDetail.as_view(), name="consultation-detail"),
]
