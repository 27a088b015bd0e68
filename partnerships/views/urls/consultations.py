from __future__ import annotations

from django.urls import path

from partnerships.views import consultation_lists as lists
from partnerships.views import consultation_steps as steps
from partnerships.views import consultations as views

urlpatterns = [
    path("consultations/", lists.ConsultationList.as_view(), name="consultation-list"),
    path("consultations.csv", lists.ConsultationCsv.as_view(), name="consultation-csv"),
    path(
        "projects/<int:pk>/consultations/", views.ProjectConsultations.as_view(), name="project-consultations"
    ),
    path(
        "projects/<int:pk>/consultations/start/", views.ConsultationStart.as_view(), name="consultation-start"
    ),
    path("consultations/<int:pk>/", views.ConsultationDetail.as_view(), name="consultation-detail"),
    path("consultations/<int:pk>/edit/", views.ConsultationEdit.as_view(), name="consultation-edit"),
    path("consultations/<int:pk>/window/", views.ConsultationWindow.as_view(), name="consultation-window"),
    path("consultations/<int:pk>/stop/", views.ConsultationStop.as_view(), name="consultation-stop"),
    path("consultations/<int:pk>/tie/", views.ConsultationTie.as_view(), name="consultation-tie"),
    path(
        "consultations/<int:pk>/steps/add/",
        steps.ConsultationStepAdd.as_view(),
        name="consultation-step-add",
    ),
    path(
        "consultation-steps/<int:pk>/done/",
        steps.ConsultationStepDone.as_view(),
        name="consultation-step-done",
    ),
    path(
        "consultation-steps/<int:pk>/reopen/",
        steps.ConsultationStepReopen.as_view(),
        name="consultation-step-reopen",
    ),
    path(
        "consultation-steps/<int:pk>/edit/",
        steps.ConsultationStepEdit.as_view(),
        name="consultation-step-edit",
    ),
    path(
        "consultation-steps/<int:pk>/leave-out/",
        steps.ConsultationStepLeaveOut.as_view(),
        name="consultation-step-leave-out",
    ),
    path(
        "consultation-steps/<int:pk>/take-up/",
        steps.ConsultationStepTakeUp.as_view(),
        name="consultation-step-take-up",
    ),
    path(
        "consultation-steps/<int:pk>/remove/",
        steps.ConsultationStepRemove.as_view(),
        name="consultation-step-remove",
    ),
]
