"""Every measurement, one after the other: `make bench`, or `python -m bench.run imports` for some.

A measurement is a module of this folder whose name has no underscore before it; run with `-m`, it prints its figures
and ends with another status than 0 when a limit is passed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def names() -> list[str]:
    found = sorted(path.stem for path in HERE.glob("*.py"))
    return [name for name in found if not name.startswith("_") and name != "run"]


def main(wanted: list[str]) -> int:
    """Runs them; returns how many passed a limit."""
    failed = 0
    for name in wanted or names():
        print(f"== {name}", flush=True)
        failed += (
            subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent, check=False).returncode
            != 0
        )
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
