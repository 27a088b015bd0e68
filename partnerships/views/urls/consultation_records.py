from __future__ import annotations

from django.urls import path

from partnerships.views import consultation_documents as documents
from partnerships.views import meetings, stakeholders

_ONE = "consultations/<int:pk>"

urlpatterns = [
    path(f"{_ONE}/groups/", stakeholders.StakeholderList.as_view(), name="stakeholder-list"),
    path(f"{_ONE}/groups.csv", stakeholders.StakeholderCsv.as_view(), name="stakeholder-csv"),
    path(f"{_ONE}/groups/told/", stakeholders.StakeholderTell.as_view(), name="stakeholder-tell"),
    path(f"{_ONE}/groups/add/", stakeholders.StakeholderAdd.as_view(), name="stakeholder-add"),
    path("stakeholders/<int:pk>/edit/", stakeholders.StakeholderEdit.as_view(), name="stakeholder-edit"),
    path(
        "stakeholders/<int:pk>/leave-out/",
        stakeholders.StakeholderLeaveOut.as_view(),
        name="stakeholder-leave-out",
    ),
    path("stakeholders/<int:pk>/back/", stakeholders.StakeholderBack.as_view(), name="stakeholder-back"),
    path(f"{_ONE}/meetings/", meetings.MeetingList.as_view(), name="meeting-list"),
    path(f"{_ONE}/meetings.csv", meetings.MeetingCsv.as_view(), name="meeting-csv"),
    path(
        f"{_ONE}/questions-and-answers.csv",
        meetings.MeetingQuestionsCsv.as_view(),
        name="meeting-questions-csv",
    ),
    path(f"{_ONE}/meetings/add/", meetings.MeetingAdd.as_view(), name="meeting-add"),
    path(f"{_ONE}/meetings/logged/", meetings.MeetingsLogged.as_view(), name="meetings-logged"),
    path("meetings/<int:pk>/edit/", meetings.MeetingEdit.as_view(), name="meeting-edit"),
    path("meetings/<int:pk>/call-off/", meetings.MeetingCallOff.as_view(), name="meeting-call-off"),
    path("meetings/<int:pk>/reinstate/", meetings.MeetingReinstate.as_view(), name="meeting-reinstate"),
    path(
        "meetings/<int:pk>/questions/", meetings.MeetingQuestionsAdd.as_view(), name="meeting-questions-add"
    ),
    path(
        "meeting-questions/<int:pk>/edit/",
        meetings.MeetingQuestionEdit.as_view(),
        name="meeting-question-edit",
    ),
    path(
        "meeting-questions/<int:pk>/remove/",
        meetings.MeetingQuestionRemove.as_view(),
        name="meeting-question-remove",
    ),
    path(f"{_ONE}/documents/", documents.DocumentList.as_view(), name="document-list"),
    path(f"{_ONE}/documents.csv", documents.DocumentCsv.as_view(), name="document-csv"),
    path(f"{_ONE}/documents/add/", documents.DocumentAdd.as_view(), name="document-add"),
    path("documents/<int:pk>/version/", documents.DocumentVersion.as_view(), name="document-version"),
    path("documents/<int:pk>/withdraw/", documents.DocumentWithdraw.as_view(), name="document-withdraw"),
    path("documents/<int:pk>/reinstate/", documents.DocumentReinstate.as_view(), name="document-reinstate"),
    path("documents/<int:pk>/public/", documents.DocumentPublic.as_view(), name="document-public"),
]
