"""What is kept about days under Settings: DfE's deadlines and school holidays."""

from __future__ import annotations

from django.urls import path

from partnerships.views import deadlines, holidays

urlpatterns = [
    path("settings/deadlines/", deadlines.DeadlineList.as_view(), name="deadline-list"),
    path("settings/deadlines.csv", deadlines.DeadlineCsv.as_view(), name="deadline-csv"),
    path("settings/deadlines/add/", deadlines.DeadlineAdd.as_view(), name="deadline-add"),
    path(
        "settings/deadlines/month/<slug:whose>/<slug:month>/",
        deadlines.DeadlineMonth.as_view(),
        name="deadline-month",
    ),
    path("settings/deadlines/<int:pk>/change/", deadlines.DeadlineChange.as_view(), name="deadline-change"),
    path("settings/deadlines/<int:pk>/remove/", deadlines.DeadlineRemove.as_view(), name="deadline-remove"),
    path("settings/holidays/", holidays.HolidayList.as_view(), name="holiday-list"),
    path("settings/holidays.csv", holidays.HolidayCsv.as_view(), name="holiday-csv"),
    path("settings/holidays/add/", holidays.HolidayAdd.as_view(), name="holiday-add"),
    path("settings/holidays/copy/", holidays.HolidayCopy.as_view(), name="holiday-copy"),
    path("settings/holidays/import/", holidays.HolidayImport.as_view(), name="holiday-import"),
    path("settings/holidays/<int:pk>/change/", holidays.HolidayChange.as_view(), name="holiday-change"),
    path("settings/holidays/<int:pk>/remove/", holidays.HolidayRemove.as_view(), name="holiday-remove"),
]
