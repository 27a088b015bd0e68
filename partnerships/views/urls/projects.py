from __future__ import annotations

from django.urls import path

from partnerships.views import contacts, facts, history, notes, project_changes, project_start, projects

urlpatterns = [
    path("projects/start/", project_start.ProjectStart.as_view(), name="project-start"),
    path("projects/enquiry/", project_start.EnquiryLog.as_view(), name="enquiry-log"),
    path("projects/<int:pk>/", projects.ProjectDetail.as_view(), name="project-detail"),
    path("projects/<int:pk>/undo/", projects.ProjectUndo.as_view(), name="project-undo"),
    path(
        "projects/<int:pk>/start-from-here/",
        project_changes.ProjectStartFromHere.as_view(),
        name="project-start-from-here",
    ),
    path("projects/<int:pk>/route/", project_changes.ProjectRoute.as_view(), name="project-route"),
    path("projects/<int:pk>/lead/", project_changes.ProjectLead.as_view(), name="project-lead"),
    path(
        "projects/<int:pk>/confidential/",
        project_changes.ProjectConfidential.as_view(),
        name="project-confidential",
    ),
    path("projects/<int:pk>/end/", project_changes.ProjectEnd.as_view(), name="project-end"),
    path("projects/<int:pk>/reopen/", project_changes.ProjectReopen.as_view(), name="project-reopen"),
    path("projects/<int:pk>/facts/", facts.FactList.as_view(), name="fact-list"),
    path("projects/<int:pk>/facts/<slug:key>/", facts.FactAnswer.as_view(), name="fact-answer"),
    path("projects/<int:pk>/notes/", notes.NoteList.as_view(), name="note-list"),
    path("projects/<int:pk>/notes/add/", notes.NoteAdd.as_view(), name="note-add"),
    path("notes/<int:pk>/edit/", notes.NoteEdit.as_view(), name="note-edit"),
    path("notes/<int:pk>/delete/", notes.NoteDelete.as_view(), name="note-delete"),
    path("projects/<int:pk>/contacts/", contacts.ContactList.as_view(), name="contact-list"),
    path("projects/<int:pk>/contacts.csv", contacts.ContactCsv.as_view(), name="contact-csv"),
    path("projects/<int:pk>/contacts/add/", contacts.ContactAdd.as_view(), name="contact-add"),
    path("contacts/<int:pk>/edit/", contacts.ContactEdit.as_view(), name="contact-edit"),
    path("contacts/<int:pk>/remove/", contacts.ContactRemove.as_view(), name="contact-remove"),
    path("projects/<int:pk>/history/", history.ProjectHistory.as_view(), name="project-history"),
    path("projects/<int:pk>/history.csv", history.ProjectHistoryCsv.as_view(), name="project-history-csv"),
]
