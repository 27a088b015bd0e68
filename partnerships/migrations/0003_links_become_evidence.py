"""Links to evidence become rows of their own, with who added, replaced and removed each, as history knows it."""

from typing import Any

from django.db import migrations


def links_to_rows(apps: Any, schema_editor: Any) -> None:
    """One row for each link that a milestone ever had; the later one replaces the earlier."""
    milestones = apps.get_model("partnerships", "Milestone")
    told = apps.get_model("partnerships", "HistoricalMilestone")
    ever = set(told.objects.exclude(evidence_url="").values_list("id", flat=True))
    ever |= set(milestones.objects.exclude(evidence_url="").values_list("pk", flat=True))
    for milestone in milestones.objects.filter(pk__in=ever).iterator():
        _move(apps, milestone, list(told.objects.filter(id=milestone.pk).order_by("history_id")))


def _move(apps: Any, milestone: Any, rows: list[Any]) -> None:
    standing, was = None, ""
    for row in rows:
        if row.evidence_url != was:
            standing = _follow(apps, milestone, standing, row.evidence_url, row)
            was = row.evidence_url
    if milestone.evidence_url != was:  # set where no history is written
        _follow(apps, milestone, standing, milestone.evidence_url, None)


def _follow(apps: Any, milestone: Any, standing: Any, url: str, row: Any) -> Any:
    """What stands after the link became `url`: a new row, in place of the one that stood; none where it was taken away."""
    if url == "":
        if standing is not None and row is not None:
            standing.removed_at, standing.removed_by_id = row.history_date, row.history_user_id
            standing.save()
            _tell(apps, standing, row, "~")
        return None
    evidence = apps.get_model("partnerships", "Evidence")(
        project_id=milestone.project_id,
        milestone_id=milestone.pk,
        name=(milestone.evidence_wanted or "Link")[:200],
        url=url,
        replaces=standing,
    )
    if row is not None:
        evidence.added_at, evidence.added_by_id = row.history_date, row.history_user_id
    evidence.save()
    if row is not None:
        _tell(apps, evidence, row, "+")
    return evidence


def _tell(apps: Any, evidence: Any, row: Any, how: str) -> None:
    """The history row that would have been written then, in the call that it belonged to."""
    fields = {each.attname: getattr(evidence, each.attname) for each in evidence._meta.concrete_fields}
    apps.get_model("partnerships", "HistoricalEvidence").objects.create(
        **fields,
        history_date=row.history_date,
        history_user_id=row.history_user_id,
        history_type=how,
        history_change_reason=row.history_change_reason,
        action=row.action,
        call=row.call,
    )


def rows_to_links(apps: Any, schema_editor: Any) -> None:
    """Back: the newest standing link of each milestone. Files stay where they are."""
    evidence = apps.get_model("partnerships", "Evidence").objects
    standing = evidence.filter(removed_at=None, replaced_by=None).exclude(milestone=None).exclude(url="")
    for row in standing.order_by("added_at", "pk").select_related("milestone"):
        row.milestone.evidence_url = row.url
        row.milestone.save(update_fields=["evidence_url"])
    evidence.exclude(url="").delete()


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_living_plans")]

    operations = [migrations.RunPython(links_to_rows, rows_to_links)]
