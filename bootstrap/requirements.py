"""Export the pinned packages of every group from `pyproject.toml`, with hashes, to `requirements/`.

    .venv/bin/python bootstrap/requirements.py [--upgrade [PACKAGE ...]]

The lock they come from records registry addresses, so it lives in a temporary folder and is thrown away. The versions
already in `requirements/` stay: what is new in `pyproject.toml` has to fit beside them, and where it does not, nothing
is written. `--upgrade` lets the named packages move, or all of them.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
UV = ROOT / ".venv" / "bin" / "uv"
GROUPS = ("build", "test", "lint", "docs", "bench", "outside", "node")
EXPORT = ("export", "--quiet", "--frozen", "--no-emit-project", "--no-annotate", "--no-header")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\\\n]+)", re.MULTILINE)
"""A name, and its version with the machines it is for."""
ADDRESS = re.compile(r"https?://|file:|index-url|find-links|(?<= )/", re.IGNORECASE)


def main(upgrade: list[str] | None) -> None:
    """Write one file a group, or none at all when any of them would name an address."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        lock(folder, [] if upgrade == [] else pins(upgrade or ()))
        texts = {group: export(folder, "--only-group", group) for group in GROUPS}
        texts["runtime"] = export(folder, "--no-dev")
    for group, text in texts.items():
        if found := ADDRESS.search(text):
            sys.exit(f"requirements/{group}.txt would name an address ({found.group()}): nothing was written")
    FOLDER.mkdir(exist_ok=True)
    for group, text in texts.items():
        path = FOLDER / f"{group}.txt"
        tell(group, path.read_text() if path.exists() else "", text)
        path.write_text(text)


def pins(but: Iterable[str]) -> list[str]:
    """The versions pinned today, each with the machines it is for, without the packages named."""
    texts = [path.read_text() for path in FOLDER.glob("*.txt")]
    free = {name.lower() for name in but}
    kept = {pin for text in texts for pin in PIN.findall(text) if pin[0] not in free}
    return sorted(f"{name}=={version.strip()}" for name, version in kept)


def lock(folder: Path, keep: list[str]) -> None:
    """Resolve everything in `folder`, holding on to the versions in `keep`; stop where they do not fit."""
    before, table, after = (ROOT / "pyproject.toml").read_text().partition("[tool.uv]\n")
    if not table:
        sys.exit("pyproject.toml has no [tool.uv], where versions are held: nothing was written")
    held = f"constraint-dependencies = {json.dumps(keep)}\n"
    (folder / "pyproject.toml").write_text(before + table + held + after)
    if subprocess.run([UV, "lock", "--quiet"], cwd=folder).returncode:
        way = " To let what is in the way move: --upgrade PACKAGE" if keep else ""
        sys.exit(f"uv found no versions for pyproject.toml, so nothing was written.{way}")


def tell(group: str, before: str, now: str) -> None:
    """Say how many packages a group has, and which are not what they were."""
    old, new = set(PIN.findall(before)), set(PIN.findall(now))
    print(f"requirements/{group}.txt: {len(new)} packages")
    for sign, changed in (("-", old - new), ("+", new - old)):
        for name, version in sorted(changed):
            print(f"  {sign} {name} {version.strip()}")


def export(folder: Path, *which: str) -> str:
    """The pinned packages of one group as text."""
    return subprocess.run(
        [UV, *EXPORT, *which], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Export the pinned packages of every group.")
    parser.add_argument(
        "--upgrade", nargs="*", metavar="PACKAGE", help="let these move; all where none is named"
    )
    main(parser.parse_args().upgrade)
