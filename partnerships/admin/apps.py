from django.contrib.admin.apps import AdminConfig


class TrustTrackerAdminConfig(AdminConfig):
    """Django's admin with our site: the same sign-in, the same rules as the pages."""

    default_site = "partnerships.admin.site.TrustTrackerAdminSite"
