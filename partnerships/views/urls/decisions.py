from __future__ import annotations

from django.urls import path

from partnerships.views import decisions, risks

urlpatterns = [
    path("projects/<int:pk>/decisions/", decisions.DecisionList.as_view(), name="decision-list"),
    path("projects/<int:pk>/decisions.csv", decisions.DecisionCsv.as_view(), name="decision-csv"),
    path("projects/<int:pk>/decisions/add/", decisions.DecisionAdd.as_view(), name="decision-add"),
    path("decisions/<int:pk>/edit/", decisions.DecisionEdit.as_view(), name="decision-edit"),
    path("decisions/<int:pk>/remove/", decisions.DecisionRemove.as_view(), name="decision-remove"),
    path("projects/<int:pk>/risks/", risks.RiskList.as_view(), name="risk-list"),
    path("projects/<int:pk>/risks.csv", risks.RiskCsv.as_view(), name="risk-csv"),
    path("projects/<int:pk>/risks/add/", risks.RiskAdd.as_view(), name="risk-add"),
    path("risks/<int:pk>/edit/", risks.RiskEdit.as_view(), name="risk-edit"),
    path("risks/<int:pk>/close/", risks.RiskClose.as_view(), name="risk-close"),
    path("risks/<int:pk>/reopen/", risks.RiskReopen.as_view(), name="risk-reopen"),
    path("risks/<int:pk>/milestone/", risks.RiskMilestone.as_view(), name="risk-milestone"),
    path("reports/risks/", risks.ReportRisks.as_view(), name="report-risks"),
    path("reports/risks.csv", risks.ReportRisksCsv.as_view(), name="report-risks-csv"),
]
