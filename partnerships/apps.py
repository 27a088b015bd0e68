from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class PartnershipsConfig(AppConfig):
    """The product. Everything but wiring lives here."""

    name = "partnerships"
    verbose_name = "Trust Tracker"

    def ready(self) -> None:
        post_migrate.connect(make_shared_cache, sender=self, dispatch_uid="trust-tracker-shared-cache")


def make_shared_cache(using: str, **kwargs: Any) -> None:
    """`migrate` also makes the table of the cache that all web processes share; nothing happens if it is there."""
    call_command("createcachetable", database=using, verbosity=0)
