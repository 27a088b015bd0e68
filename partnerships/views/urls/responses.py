from __future__ import annotations

from django.urls import path

from partnerships.views import one_response, responses
from partnerships.views import response_imports as imports

urlpatterns = [
    path("consultations/<int:pk>/responses/", responses.ResponseList.as_view(), name="response-list"),
    path("consultations/<int:pk>/responses.csv", responses.ResponseCsv.as_view(), name="response-csv"),
    path("consultations/<int:pk>/responses/add/", responses.ResponseAdd.as_view(), name="response-add"),
    path(
        "consultations/<int:pk>/responses/several/",
        responses.ResponseSeveral.as_view(),
        name="response-several",
    ),
    path(
        "consultations/<int:pk>/responses/import/",
        imports.ResponseImportPage.as_view(),
        name="response-import",
    ),
    path("responses/<int:pk>/edit/", one_response.ResponseEdit.as_view(), name="response-edit"),
    path("responses/<int:pk>/remove/", one_response.ResponseRemove.as_view(), name="response-remove"),
    path("responses/<int:pk>/undo/", one_response.ResponseUndo.as_view(), name="response-undo"),
    path("responses/<int:pk>/restore/", one_response.ResponseRestore.as_view(), name="response-restore"),
    path("responses/<int:pk>/replied/", one_response.ResponseReplied.as_view(), name="response-replied"),
    path(
        "responses/<int:pk>/duplicate/", one_response.ResponseDuplicate.as_view(), name="response-duplicate"
    ),
    path("responses/<int:pk>/sender/", one_response.ResponseSender.as_view(), name="response-sender"),
    path(
        "responses/<int:pk>/sender/forget/",
        one_response.ResponseSenderForget.as_view(),
        name="response-sender-forget",
    ),
    path(
        "response-imports/<int:pk>/columns/",
        imports.ResponseImportColumns.as_view(),
        name="response-import-columns",
    ),
    path(
        "response-imports/<int:pk>/preview/",
        imports.ResponseImportPreview.as_view(),
        name="response-import-preview",
    ),
    path(
        "response-imports/<int:pk>/give-up/",
        imports.ResponseImportGiveUp.as_view(),
        name="response-import-give-up",
    ),
    path(
        "response-imports/<int:pk>/undo/", imports.ResponseImportUndo.as_view(), name="response-import-undo"
    ),
]
