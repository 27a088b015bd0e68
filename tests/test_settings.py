"""Settings come from the environment; in production each missing one stops the start with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMPLETE = {
    "SECRET_KEY": "a-long-random-text-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "tracker.trust.example",
    "DATABASE_URL": "postgres://tracker:secret@127.0.0.1/tracker",
    "DEFAULT_FROM_EMAIL": "Trust Tracker <tracker@trust.example>",
    "EMAIL_URL": "smtp+tls://user:password@mail.trust.example:587",
}
SHOW = "import sys, trusttracker.settings as s; [print(eval('s.' + each)) for each in sys.argv[1:]]"


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Runs Python with this environment and nothing else of ours."""
    clean = {"PATH": os.environ["PATH"], "HOME": "/nowhere", **environment}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )


def shown(*names: str, **environment: str) -> list[str]:
    """These settings as production has them, in one start."""
    done = run({**COMPLETE, **environment}, "-c", SHOW, *names)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("missing", COMPLETE)
def test_a_missing_setting_stops_the_start_and_says_what_to_set(missing: str) -> None:
    environment = {name: value for name, value in COMPLETE.items() if name != missing}
    done = run(environment, "manage.py", "check")
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert f"{missing} is not set. Set it to " in last
    assert "docs/deployment.md" in last


def test_complete_production_settings_pass_djangos_own_check_without_a_warning() -> None:
    done = run(COMPLETE, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_without_a_mode_it_is_production() -> None:
    mode, debug, secure, hasher, zone = shown(
        "MODE", "DEBUG", "SESSION_COOKIE_SECURE", "PASSWORD_HASHERS[0]", "TIME_ZONE"
    )
    assert (mode, debug, secure, zone) == ("production", "False", "True", "Europe/London")
    assert "Argon2" in hasher


def test_a_mode_that_does_not_exist_is_refused() -> None:
    done = run({**COMPLETE, "TRUST_TRACKER_MODE": "staging"}, "-c", "import trusttracker.settings")
    assert "Set TRUST_TRACKER_MODE to production, demo or test." in done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "EMAIL_URL", "ALLOWED_HOSTS"])
def test_demo_mode_and_production_settings_exclude_each_other(name: str) -> None:
    done = run({"TRUST_TRACKER_MODE": "demo", name: COMPLETE[name]}, "-c", "import trusttracker.settings")
    assert done.returncode != 0
    assert f"TRUST_TRACKER_MODE is demo, but {name} is set" in done.stderr


def test_the_demo_needs_no_setting() -> None:
    done = run({"TRUST_TRACKER_MODE": "demo"}, "-c", SHOW, "DEMO_MODE")
    assert done.stdout.strip() == "True"


def test_options_of_the_databases_address_are_kept() -> None:
    address = "postgres://tracker:secret@db.example/tracker?sslmode=require"
    assert "'sslmode': 'require'" in shown("DATABASES", DATABASE_URL=address)[0]


def test_the_mail_server_is_read_from_its_address() -> None:
    assert shown("EMAIL_HOST", "EMAIL_USE_TLS") == ["mail.trust.example", "True"]


def test_single_sign_on_is_off_until_it_is_set_and_then_checks_clean() -> None:
    assert "socialaccount" not in shown("INSTALLED_APPS")[0]
    provider = (
        '{"provider_id": "microsoft", "name": "Microsoft", "client_id": "x", "secret": "y", '
        '"settings": {"server_url": "https://login.microsoftonline.com/tenant/v2.0"}}'
    )
    environment = {**COMPLETE, "SINGLE_SIGN_ON": provider}
    done = run(environment, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    policy = "CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']"
    assert "https://login.microsoftonline.com" in shown(policy, SINGLE_SIGN_ON=provider)[0]
    page = run(
        {**environment, "DATABASE_URL": "sqlite:///:memory:", "SECURE_SSL_REDIRECT": "False"}, "-c",
        "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'trusttracker.settings';"
        "from django.conf import settings; settings.MIGRATION_MODULES = {'partnerships': None}; django.setup();"
        "from django.core.management import call_command as c; c('migrate', run_syncdb=True, verbosity=0);"
        "settings.STORAGES['staticfiles']['BACKEND'] = "
        "'django.contrib.staticfiles.storage.StaticFilesStorage';"
        "from django.test import Client;"
        "print(Client(headers={'host': 'tracker.trust.example'}).get('/account/login/').content.decode())",
    )  # fmt: skip
    assert "Sign in with Microsoft" in page.stdout, page.stderr


def test_people_are_signed_out_after_the_time_that_is_set() -> None:
    assert shown("SESSION_COOKIE_AGE", SIGN_OUT_AFTER_MINUTES="30") == ["1800"]
