"""`make test`: migrations, the suite on SQLite and on PostgreSQL, the browser, and a summary of what could not be run.

Environment: TEST_POSTGRES_URL names a PostgreSQL server (else one on 127.0.0.1:5432 is tried); CHROMIUM names the
browser; REQUIRE_ALL=1 (CI) makes a failure of everything that could not be run and of every skipped test, but for those
whose reason begins "only on".
"""

import getpass
import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


def find_postgres() -> str | None:
    """Address of a PostgreSQL server that lets us in, or None."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        return given
    for user in dict.fromkeys([getpass.getuser(), "root", "postgres"]):
        url = f"postgres://{user}@127.0.0.1:5432/postgres"
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.OperationalError:
            continue
        return url
    return None


def find_chromium() -> str | None:
    """The Chromium of this machine, or None."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


def run(name: str, database: str, *arguments: str) -> tuple[bool, str]:
    """One run of pytest: whether it passed, and a line about it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        environment = {**os.environ, "DATABASE_URL": database}
        # Eight processes read the same code: what the first has compiled, the others need not compile again.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
        print(f"\n== {name}", flush=True)
        started = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        root = ElementTree.parse(report).getroot() if report.exists() else None  # noqa: S314  (pytest's own file)
    suite = ElementTree.Element("none") if root is None else root
    skipped = [str(each.get("message")) for each in suite.iter("skipped")]
    unwanted = [reason for reason in skipped if not reason.startswith("only on")]
    count = sum(1 for _ in suite.iter("testcase"))
    seconds = time.monotonic() - started
    passed = code == 0 and count > 0 and not (REQUIRE_ALL and unwanted)
    line = f"{'passed' if passed else 'FAILED'}: {name}, {count} tests in {seconds:.0f} s, {len(skipped)} skipped"
    return passed, line + "".join(f"\n    skipped: {reason}" for reason in dict.fromkeys(unwanted))


# One worker a core; more than four would wait for the database rather than work. Whoever is done early takes over what
# another has not begun.
WORKERS = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
# Enough on the first database: pure functions, settings and the code itself, which know none; who may open and write
# what, and how the demonstration looks, which rest on pages and actions whose own tests run on both.
ON_ONE_DATABASE = [
    f"--ignore=tests/{each}"
    for each in (
        "rules",
        "templates",
        "demo",
        "admin/test_pages.py",
        "test_access.py",
        "test_codebase.py",
        "test_settings.py",
    )
]
# Elsewhere tables are made from the models, which takes a second.
MIGRATIONS = ["-n0", "--migrations", "tests/migrations"]


def main() -> int:
    postgres, chromium = find_postgres(), find_chromium()
    gias = (ROOT.parent / "shared" / "gias").is_dir()
    walks = [("migrations on SQLite", "sqlite:///:memory:", MIGRATIONS)]
    if postgres:
        walks.append(("migrations on PostgreSQL", postgres, MIGRATIONS))
    plan = [("SQLite", "sqlite:///:memory:", [*WORKERS, "-m", "not browser"])]
    if postgres:
        plan.append(("PostgreSQL", postgres, [*WORKERS, *ON_ONE_DATABASE, "-m", "not browser"]))
    if chromium:
        os.environ["CHROMIUM"] = chromium
        plan.append(("the browser", "sqlite:///:memory:", [*WORKERS, "-m", "browser"]))
    with tempfile.TemporaryDirectory() as folder:
        # What took long to make for one run, such as the demonstration, the next finds here.
        os.environ["TEST_SHARED_FOLDER"] = folder
        # Walking through migrations keeps one core busy each; everything else keeps all of them busy.
        with ThreadPoolExecutor() as both:
            outcomes = list(both.map(lambda walk: run(walk[0], walk[1], *walk[2]), walks))
        outcomes += [run(name, database, *arguments) for name, database, arguments in plan]
    missing = [
        sentence
        for found, sentence in (
            (postgres, "PostgreSQL: none answered on 127.0.0.1:5432. Start one, or set TEST_POSTGRES_URL."),
            (chromium, "the browser tests: no Chromium. Install it, or set CHROMIUM."),
            (gias, "the tests on real GIAS downloads: ../shared/gias is not there."),
        )
        if not found
    ]
    print("\nWhat ran")
    for _, line in outcomes:
        print(f"  {line}")
    if missing:
        print("What could not be run" + (", which CI does not allow" if REQUIRE_ALL else ""))
        for sentence in missing:
            print(f"  {sentence}")
    return 0 if all(passed for passed, _ in outcomes) and not (REQUIRE_ALL and missing) else 1


if __name__ == "__main__":
    sys.exit(main())
