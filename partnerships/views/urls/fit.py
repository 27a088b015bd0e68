from __future__ import annotations

from django.urls import path

from partnerships.views import fit, promises, terms

urlpatterns = [
    path("projects/<int:pk>/fit/", fit.FitList.as_view(), name="fit-list"),
    path("projects/<int:pk>/fit.csv", fit.FitCsv.as_view(), name="fit-csv"),
    path("projects/<int:pk>/fit/<str:key>/", fit.FitEdit.as_view(), name="fit-edit"),
    path("projects/<int:pk>/fit/<str:key>/remove/", fit.FitRemove.as_view(), name="fit-remove"),
    path("settings/terms/", terms.TermsHome.as_view(), name="terms-home"),
    path("settings/terms/<int:uid>/", terms.TermsList.as_view(), name="terms-list"),
    path("settings/terms/<int:uid>/edit/", terms.TermsEdit.as_view(), name="terms-edit"),
    path("settings/terms/<int:uid>/answers/<str:key>/", terms.TermsAnswer.as_view(), name="terms-answer"),
    path(
        "settings/terms/<int:uid>/answers/<str:key>/remove/",
        terms.TermsAnswerRemove.as_view(),
        name="terms-answer-remove",
    ),
    path("projects/<int:pk>/promises/", promises.PromiseList.as_view(), name="promise-list"),
    path("projects/<int:pk>/promises.csv", promises.PromiseCsv.as_view(), name="promise-csv"),
    path("projects/<int:pk>/promises/add/", promises.PromiseAdd.as_view(), name="promise-add"),
    path("promises/<int:pk>/edit/", promises.PromiseEdit.as_view(), name="promise-edit"),
    path("promises/<int:pk>/check/", promises.PromiseCheck.as_view(), name="promise-check"),
    path("promises/<int:pk>/uncheck/", promises.PromiseUncheck.as_view(), name="promise-uncheck"),
    path("promises/<int:pk>/remove/", promises.PromiseRemove.as_view(), name="promise-remove"),
    path("reports/promises/", promises.ReportPromises.as_view(), name="report-promises"),
    path("reports/promises.csv", promises.ReportPromisesCsv.as_view(), name="report-promises-csv"),
]
