from __future__ import annotations

from django.urls import path

from partnerships.views import guidance

urlpatterns = [
    path("guidance/", guidance.GuidanceList.as_view(), name="guidance-list"),
    path("guidance.csv", guidance.GuidanceCsv.as_view(), name="guidance-csv"),
    path("guidance/add/", guidance.GuidanceAdd.as_view(), name="guidance-add"),
    path("guidance/shipped/", guidance.GuidanceAddShipped.as_view(), name="guidance-add-shipped"),
    path("guidance/<int:pk>/edit/", guidance.GuidanceEdit.as_view(), name="guidance-edit"),
    path("guidance/<int:pk>/remove/", guidance.GuidanceRemove.as_view(), name="guidance-remove"),
]
