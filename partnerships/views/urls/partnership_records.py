from __future__ import annotations

from django.urls import path

from partnerships.views import activities, partnership_records, reviews

OF = "projects/<int:pk>/partnership"

urlpatterns = [
    path(f"{OF}/activities/", activities.ActivityList.as_view(), name="activity-list"),
    path(f"{OF}/activities.csv", activities.ActivityCsv.as_view(), name="activity-csv"),
    path(f"{OF}/activities/add/", activities.ActivityAdd.as_view(), name="activity-add"),
    path(f"{OF}/activities/several/", activities.ActivitySeveral.as_view(), name="activity-several"),
    path(f"{OF}/activities/import/", activities.ActivityImport.as_view(), name="activity-import"),
    path(
        f"{OF}/activities/to-fill-in.csv", activities.ActivityTemplate.as_view(), name="activity-template-csv"
    ),
    path("activities/<int:pk>/edit/", activities.ActivityEdit.as_view(), name="activity-edit"),
    path("activities/<int:pk>/remove/", activities.ActivityRemove.as_view(), name="activity-remove"),
    path(f"{OF}/services/", partnership_records.ServiceList.as_view(), name="service-list"),
    path(f"{OF}/services.csv", partnership_records.ServiceCsv.as_view(), name="service-csv"),
    path(f"{OF}/measures.csv", partnership_records.MeasureCsv.as_view(), name="measure-csv"),
    path(f"{OF}/services/add/", partnership_records.ServiceAdd.as_view(), name="service-add"),
    path(f"{OF}/measures/add/", partnership_records.MeasureAdd.as_view(), name="measure-add"),
    path("services/<int:pk>/edit/", partnership_records.ServiceEdit.as_view(), name="service-edit"),
    path("services/<int:pk>/remove/", partnership_records.ServiceRemove.as_view(), name="service-remove"),
    path("measures/<int:pk>/edit/", partnership_records.MeasureEdit.as_view(), name="measure-edit"),
    path("measures/<int:pk>/remove/", partnership_records.MeasureRemove.as_view(), name="measure-remove"),
    path("projects/<int:pk>/reviews/", reviews.ReviewList.as_view(), name="review-list"),
    path("projects/<int:pk>/reviews.csv", reviews.ReviewCsv.as_view(), name="review-csv"),
    path("projects/<int:pk>/reviews/add/", reviews.ReviewAdd.as_view(), name="review-add"),
    path("reviews/<int:pk>/", reviews.ReviewDetail.as_view(), name="review-detail"),
    path("reviews/<int:pk>/edit/", reviews.ReviewEdit.as_view(), name="review-edit"),
    path("reviews/<int:pk>/remove/", reviews.ReviewRemove.as_view(), name="review-remove"),
]
