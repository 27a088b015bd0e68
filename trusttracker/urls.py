"""Every address of the site. Each noun has its own module of addresses beside its views."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from partnerships.views.home import YourWork
from partnerships.views.styleguide import Styleguide

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it

handler429 = "partnerships.views.errors.too_many_tries"  # asked for by allauth's rate limits

urlpatterns = [
    path("", YourWork.as_view(), name="your-work"),
    path("", include("partnerships.views.urls.schools")),
    path("", include("partnerships.views.urls.projects")),
    path("", include("partnerships.views.urls.milestones")),
    path("", include("partnerships.views.urls.joining")),
    path("", include("partnerships.views.urls.calendar")),
    path("", include("partnerships.views.urls.rules")),
    path("", include("partnerships.views.urls.decisions")),
    path("", include("partnerships.views.urls.evidence")),
    path("", include("partnerships.views.urls.standing")),
    path("", include("partnerships.views.urls.partnerships")),
    path("", include("partnerships.views.urls.partnership_records")),
    path("", include("partnerships.views.urls.fit")),
    path("", include("partnerships.views.urls.consultations")),
    path("", include("partnerships.views.urls.consultation_records")),
    path("", include("partnerships.views.urls.responses")),
    path("", include("partnerships.views.urls.response_reports")),
    path("", include("partnerships.views.urls.guidance")),
    path("", include("partnerships.views.urls.workbooks")),
    path("", include("partnerships.views.urls.openings")),
    path("", include("partnerships.views.urls.owners")),
    path("", include("partnerships.views.urls.groups")),
    path("", include("partnerships.views.urls.templates")),
    path("", include("partnerships.views.urls.forecast")),
    path("", include("partnerships.views.urls.lists")),
    path("", include("partnerships.views.urls.people")),
    path("", include("partnerships.views.urls.gias")),
    path("reports/", include("partnerships.views.urls.reports")),
    path("account/", include("partnerships.views.urls.account")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
if not settings.PRODUCTION:
    urlpatterns.append(path("styleguide/", Styleguide.as_view(), name="styleguide"))
