from __future__ import annotations

from django.urls import path

from partnerships.views import schools, search, trusts

urlpatterns = [
    path("schools/", schools.SchoolList.as_view(), name="school-list"),
    path("schools.csv", schools.SchoolCsv.as_view(), name="school-csv"),
    path("schools/<int:urn>/", schools.SchoolDetail.as_view(), name="school-detail"),
    path("trusts/", trusts.TrustList.as_view(), name="trust-list"),
    path("trusts.csv", trusts.TrustCsv.as_view(), name="trust-csv"),
    path("trusts/<int:uid>/", trusts.TrustDetail.as_view(), name="trust-detail"),
    path("search/", search.Search.as_view(), name="search"),
]
