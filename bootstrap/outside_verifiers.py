"""Fetch the programs of others that read the credentials we issue, to prove that others can.

    .venv/bin/python -m bootstrap.outside_verifiers

They are tools of tests under licenses of their own. `tests/outside/programs/package-lock.json` and
`requirements/outside.txt` name each package with its version and digest; what they bring stays in `var/outside`,
which is neither committed nor part of a release, and no install script of theirs is run.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys

from bootstrap.design_system import ROOT, npm
from bootstrap.environment import pip, requirements

TARGET = ROOT / "var" / "outside" / "verifiers"
PACKAGES = TARGET / "python"
STAMP = TARGET / "installed.txt"
PROGRAMS = ROOT / "tests" / "outside" / "programs"
MANIFESTS = (PROGRAMS / "package.json", PROGRAMS / "package-lock.json")
PINS = requirements("outside")


def main() -> int:
    """Leave the verifiers in place; nothing to do when these versions are already there."""
    if is_there():
        return 0
    print("Fetching the verifiers that read our credentials")
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for manifest in MANIFESTS:
        shutil.copy(manifest, TARGET)
    run([npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], "the npm registry")
    wanted = ["--target", str(PACKAGES), "--no-deps", "--require-hashes", "-r", str(PINS)]
    run([*pip(), "install", "--quiet", *wanted], "a Python package index")
    STAMP.write_text(digest())
    return 0


def is_there() -> bool:
    """Whether the versions named today are in place."""
    return STAMP.exists() and STAMP.read_text() == digest()


def digest() -> str:
    """Of everything an installation is made from."""
    total = hashlib.sha256()
    for path in (*MANIFESTS, PINS):
        total.update(path.read_bytes())
    return total.hexdigest()


def run(command: list[str], source: str) -> None:
    """A step that must succeed; its own words explain a failure."""
    if subprocess.run(command, cwd=TARGET, stdin=subprocess.DEVNULL).returncode:
        sys.exit(f"The verifiers were not fetched: this needs {source}. Stopped at: {' '.join(command[:3])}")


if __name__ == "__main__":
    sys.exit(main())
