"""Projects whose month was confirmed before the first agreed plan was kept get theirs from history.

Without it the next move of a confirmed month would count as the first agreement, and the slippage so far be forgotten.
"""

from typing import Any

from django.db import migrations
from django.db.models import Q


def keep_first_agreed(apps: Any, schema_editor: Any) -> None:
    """The month of the earliest confirmed change, and when each milestone of the plan was due from then on."""
    projects = apps.get_model("partnerships", "Project").objects
    confirmed = apps.get_model("partnerships", "JoiningChange").objects.filter(confirmed=True)
    for change in confirmed.exclude(to_month=None).order_by("pk"):
        first = projects.filter(pk=change.project_id, first_agreed_month=None)
        if first.update(first_agreed_month=change.to_month):
            _keep_dates(apps, change)


def _keep_dates(apps: Any, change: Any) -> None:
    told = apps.get_model("partnerships", "HistoricalMilestone").objects.filter(project_id=change.project_id)
    until = Q(history_date__lte=change.at)
    if change.call is not None:
        until |= Q(call=change.call)
    rows = told.filter(until).order_by("history_id")
    last = {row.id: row for row in rows}
    then = {key: row for key, row in last.items() if row.history_type != "-"}
    there = set(
        apps.get_model("partnerships", "Milestone").objects.filter(pk__in=then).values_list("pk", flat=True)
    )
    FirstAgreedDate = apps.get_model("partnerships", "FirstAgreedDate")
    FirstAgreedDate.objects.bulk_create(
        FirstAgreedDate(
            project_id=change.project_id,
            milestone_id=key if key in there else None,
            code=row.code,
            occurrence=row.occurrence,
            title=row.title,
            due_on=row.due_on,
        )
        for key, row in sorted(then.items(), key=lambda each: (each[1].position, each[0]))
        if row.in_plan
    )


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0005_risks_say_what_is_done")]

    operations = [migrations.RunPython(keep_first_agreed, migrations.RunPython.noop)]
