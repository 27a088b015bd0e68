from importlib import import_module

from django.contrib.admin.apps import AdminConfig

# One module per noun; each registers its models.
NOUNS = (
    "gias",
    "people",
    "projects",
    "project_rows",
    "joining",
    "milestones",
    "notes",
    "decisions",
    "templates",
    "calendar",
    "groups",
    "openings",
    "standing",
    "forecasts",
    "chasing",
    "partnerships",
    "partnership_records",
    "fit",
    "consultations",
    "meetings",
    "responses",
    "guidance",
    "workbooks",
)


class TrustTrackerAdminConfig(AdminConfig):
    """Django's admin with our site: the same sign-in, the same rules as the pages."""

    default_site = "partnerships.admin.site.TrustTrackerAdminSite"

    def ready(self) -> None:
        super().ready()
        for noun in NOUNS:
            import_module(f"partnerships.admin.{noun}")
