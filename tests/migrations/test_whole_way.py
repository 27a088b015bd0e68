"""From an empty database to the newest tables, as an installation goes."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from partnerships.models import PlanTemplate

pytestmark = [pytest.mark.migrations, pytest.mark.usefixtures("empty_database")]


def test_migrate_makes_every_table_with_every_column_and_installs_the_template() -> None:
    call_command("migrate", verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)
    models = apps.get_app_config("partnerships").get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for model in models:
            there = connection.introspection.get_table_description(cursor, model._meta.db_table)
            wanted = {field.column for field in model._meta.local_concrete_fields}
            assert {column.name for column in there} == wanted, model
    assert PlanTemplate.objects.filter(milestones__code="CON-04").exists()
