"""`make run`: a first look in one process, so that a second start takes a moment only."""

import io
import logging
import os
import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.core.servers.basehttp import get_internal_wsgi_application

from partnerships.demo.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    help = "Prepares the demonstration's database and serves it on 127.0.0.1."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("port", nargs="?", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_MODE:
            raise CommandError("This runs in demo mode only. Set TRUST_TRACKER_MODE=demo, or use make run.")
        self.refuse_a_taken_port(options["port"])
        call_command("migrate", verbosity=0, skip_checks=True)
        call_command("load_demo", "--if-empty")
        call_command("forecast", stdout=io.StringIO())  # "today" has moved on since the last start
        self.say_where(options["port"])
        self.serve(options["port"])

    def refuse_a_taken_port(self, port: int) -> None:
        """Says so at the start: found out later, the address and the accounts would be on screen already."""
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                raise CommandError(f"Port {port} is in use already. Try another: make run PORT={port + 1}")

    def serve(self, port: int) -> None:
        """Django's own server, without its greeting and its line per request; errors still show."""
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
        get_internal_wsgi_application()  # loading it sets the logging up, so before the next line
        logging.getLogger("django.server").setLevel(logging.WARNING)
        call_command(
            "runserver", f"127.0.0.1:{port}", use_reloader=False, skip_checks=True, stdout=io.StringIO()
        )

    def say_where(self, port: int) -> None:
        """The address and the accounts, for copying."""
        self.stdout.write(f"\nTrust Tracker is on http://127.0.0.1:{port}   (Ctrl+C stops it)\n")
        self.stdout.write(f"Sign in with the password {PASSWORD} as")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:28} {account.what}")
        self.stdout.write("")
        self.stdout.flush()
