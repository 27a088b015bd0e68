from __future__ import annotations

from django.urls import path

from partnerships.views import evidence

urlpatterns = [
    path("projects/<int:pk>/evidence/", evidence.EvidenceList.as_view(), name="evidence-list"),
    path("projects/<int:pk>/evidence.csv", evidence.EvidenceCsv.as_view(), name="evidence-csv"),
    path("projects/<int:pk>/evidence/add/", evidence.EvidenceAdd.as_view(), name="evidence-add"),
    path(
        "milestones/<int:pk>/evidence/add/",
        evidence.MilestoneEvidenceAdd.as_view(),
        name="milestone-evidence-add",
    ),
    path("evidence/<int:pk>/file/", evidence.EvidenceDownload.as_view(), name="evidence-download"),
    path("evidence/<int:pk>/replace/", evidence.EvidenceReplace.as_view(), name="evidence-replace"),
    path("evidence/<int:pk>/remove/", evidence.EvidenceRemove.as_view(), name="evidence-remove"),
    path("evidence/<int:pk>/restore/", evidence.EvidenceRestore.as_view(), name="evidence-restore"),
]
