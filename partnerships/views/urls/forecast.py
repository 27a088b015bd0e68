from __future__ import annotations

from django.urls import path

from partnerships.views import forecast

urlpatterns = [
    path("projects/<int:pk>/forecast/", forecast.ProjectForecast.as_view(), name="project-forecast"),
    path(
        "projects/<int:pk>/forecast.csv", forecast.ProjectForecastCsv.as_view(), name="project-forecast-csv"
    ),
    path("projects/<int:pk>/rating/", forecast.ProjectRating.as_view(), name="project-rating"),
]
