"""What the four import commands share: parse, call, print."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from partnerships.actions._core import Refused
from partnerships.actions.register import NO_DATE
from partnerships.imports.gias.reader import open_download
from partnerships.imports.gias.refused import write_refused
from partnerships.imports.gias.take_in import Plan, Request, planning, take_in_gias_file
from partnerships.models import RegisterKind
from partnerships.rules.counting import Progress, drain


class ImportCommand(BaseCommand):
    """Takes one GIAS download in."""

    kind: RegisterKind

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the csv from GIAS, or the zip it came in")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and save nothing")
        parser.add_argument(
            "--confirm", action="store_true",
            help="take in a file older than the last one, or one that lacks more than 2%% of the rows",
        )  # fmt: skip
        parser.add_argument(
            "--date", type=_day, help="the day of the download, when the file's name has none"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        today = timezone.localdate()
        bar = _Bar()
        try:
            with path.open("rb") as file:
                download = open_download(file, path.name, largest_mb=settings.LARGEST_UPLOAD_MB)
            request = Request(download, self.kind, options["date"], options["confirm"])
            if options["dry_run"]:
                plan = drain(planning(request), bar.show)
            else:
                plan = take_in_gias_file(request=request, today=today, seen=bar.show)
        except OSError as wrong:
            raise CommandError(f"{path} could not be read: {wrong.strerror}.") from wrong
        except Refused as refused:
            raise CommandError(_what_to_do(refused)) from refused
        finally:
            bar.close()
        self._say(plan, path, options["dry_run"])

    def _say(self, plan: Plan, path: Path, is_dry_run: bool) -> None:
        try:
            refused = write_refused(plan.refused, path)
        except OSError as wrong:
            self.stderr.write(f"The refused rows could not be written beside the file: {wrong.strerror}.")
            for row in plan.refused[:20]:
                self.stderr.write(f"Line {row.line}: {row.reason}")
        else:
            if refused is not None:
                self.stdout.write(f"Refused rows are listed in {refused}.")
        if is_dry_run:
            for sentence in plan.to_confirm:
                self.stdout.write(f"{sentence} It would need --confirm.")
            self.stdout.write("A dry run: nothing was saved.")
        self.stdout.write(plan.line)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError("write the day as 2024-06-17") from wrong


def _what_to_do(refused: Refused) -> str:
    hints = {NO_DATE: " Say it with --date 2024-06-17."}
    told = [problem + hints.get(problem, "") for problem in refused.problems]
    if any("older than" in each or "marked as no longer" in each for each in told):
        told.append("Nothing was saved. If that is right, run the command again with --confirm.")
    return " ".join(told)


class _Bar:
    """A progress bar on a terminal; nothing where the output goes to a file."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None

    def show(self, progress: Progress) -> None:
        if self._bar is None or self._bar.desc != progress.step:
            self.close()
            self._bar = tqdm(file=sys.stderr, disable=None, total=progress.total, leave=False, unit=" rows")
            self._bar.desc = progress.step
        self._bar.total = max(progress.total, progress.done)
        self._bar.n = progress.done
        self._bar.refresh()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
