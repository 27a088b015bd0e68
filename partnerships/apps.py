from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db import connections
from django.db.models.signals import post_migrate


class PartnershipsConfig(AppConfig):
    """The product. Everything but wiring lives here."""

    name = "partnerships"
    verbose_name = "Trust Tracker"

    def ready(self) -> None:
        post_migrate.connect(make_shared_cache, sender=self, dispatch_uid="trust-tracker-shared-cache")
        post_migrate.connect(install_template, sender=self, dispatch_uid="trust-tracker-shipped-template")
        put_settlers_in_order()


def put_settlers_in_order() -> None:
    """What is worked out again after a change; the forecast last, since it locks a row and rests on all the others."""
    from partnerships.actions._core import at_the_end
    from partnerships.actions.forecasts import settle_forecasts
    from partnerships.actions.rules import settle_rules

    at_the_end(settle_rules)
    at_the_end(settle_forecasts)


def make_shared_cache(using: str, **kwargs: Any) -> None:
    """`migrate` also makes the table of the cache that all web processes share; nothing happens if it is there."""
    call_command("createcachetable", database=using, verbosity=0)


def install_template(using: str, **kwargs: Any) -> None:
    """`migrate` also puts the shipped plan template into the database; nothing happens if it is there."""
    from partnerships.actions.shipped import install_shipped_template
    from partnerships.models import TemplateMilestone

    # A migration backwards leaves no table to fill.
    if TemplateMilestone._meta.db_table in connections[using].introspection.table_names():
        install_shipped_template()
