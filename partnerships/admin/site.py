from __future__ import annotations

from django.contrib.admin import AdminSite


class TrustTrackerAdminSite(AdminSite):
    """The admin: complete, and bound by the same permissions and actions as the pages."""

    site_header = "Trust Tracker administration"
    site_title = "Trust Tracker administration"
    index_title = "All records"
    enable_nav_sidebar = False
