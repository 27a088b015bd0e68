from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """The product. Everything but wiring lives here."""

    name = "partnerships"
    verbose_name = "Trust Tracker"
