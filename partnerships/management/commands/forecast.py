"""`manage.py forecast`: works out again when every live school will open and how each project stands; for cron."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from partnerships.actions.forecasts import refresh_forecasts
from partnerships.models import Project

BATCH = 100  # projects whose rows are locked at a time, for well under a second


class Command(BaseCommand):
    help = (
        "Works out again when every live school will open, and how each project stands. Run it every morning."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        begun, today, count = time.perf_counter(), timezone.localdate(), 0
        live = Project.objects.live()
        with tqdm(total=live.count(), unit=" projects", file=sys.stderr, disable=None, leave=False) as bar:
            for keys in _batches():
                done = refresh_forecasts(projects=keys, on=today)
                count += done
                bar.update(done)
        took = time.perf_counter() - begun
        self.stdout.write(f"{count:,} project{'' if count == 1 else 's'} forecast in {took:.1f} s.")


def _batches() -> Iterator[list[int]]:
    """Keys of live projects, a hundred at a time, without a statement that stays open over the whole run."""
    last = 0
    live = Project.objects.live().order_by("pk")
    while keys := list(live.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        yield keys
        last = keys[-1]
