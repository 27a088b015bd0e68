"""`manage.py check_guidance_links`: asks every link of the guidance whether it is still there; for cron, monthly."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from partnerships.actions.guidance import record_link
from partnerships.management._links import Limits, check_link
from partnerships.models import Guidance
from partnerships.rules.links import Checked, Link


class Command(BaseCommand):
    help = "Asks every link of the guidance whether it is still there, and points out those that are not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seconds", type=float, default=10.0, help="how long to wait for an answer")
        parser.add_argument(
            "--allow-private",
            action="store_true",
            help="also ask addresses of this machine and of private networks",
        )

    def handle(self, *args: Any, seconds: float, allow_private: bool, **options: Any) -> None:
        if seconds <= 0:
            raise CommandError("Give --seconds a number above 0.")
        limits = Limits(seconds=seconds, in_all=seconds * 2.5, allow_private=allow_private)
        entries = list(Guidance.objects.order_by("pk"))
        answers = self.ask(entries, limits)
        if len(answers) > 1 and all(each.link is Link.SILENT for each in answers.values()):
            raise CommandError(
                "No link could be reached, so nothing was recorded. Is this machine connected to the internet?"
            )
        today, stale = timezone.localdate(), 0
        for guidance in entries:
            checked = answers[guidance.url]
            if record_link(by=None, guidance=guidance, url=guidance.url, checked=checked, on=today):
                gone = checked.link in (Link.GONE, Link.SILENT)
                stale += gone
                if gone:
                    self.stdout.write(f"Stale: {guidance.title}, {guidance.url} ({checked.answer})")
        unsure = sum(each.link is Link.UNSURE for each in answers.values())
        self.stdout.write(f"{len(entries)} links asked: {stale} stale, {unsure} could not be told.")

    def ask(self, entries: list[Guidance], limits: Limits) -> dict[str, Checked]:
        """How each link stands, each asked once, with a bar on a terminal."""
        urls = list(dict.fromkeys(each.url for each in entries))
        bar = tqdm(urls, unit=" links", file=sys.stderr, disable=None, leave=False)
        return {url: check_link(url, limits) for url in bar}
