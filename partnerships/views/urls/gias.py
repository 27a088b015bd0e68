from __future__ import annotations

from django.urls import path

from partnerships.views import gias

urlpatterns = [
    path("gias/", gias.GiasList.as_view(), name="gias-list"),
    path("gias/import/", gias.GiasImport.as_view(), name="gias-import"),
    path("gias/<int:pk>/", gias.GiasPreview.as_view(), name="gias-preview"),
    path("gias/<int:pk>/refused.csv", gias.GiasRefused.as_view(), name="gias-refused"),
    path("gias/<int:pk>/remove/", gias.GiasRemove.as_view(), name="gias-remove"),
]
