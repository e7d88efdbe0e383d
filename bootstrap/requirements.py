"""Export the pinned packages of every group from `pyproject.toml`, with hashes, to `requirements/`.

    .venv/bin/python bootstrap/requirements.py [--upgrade]

The lock they come from records registry addresses, so it lives in a temporary folder and is thrown away; without
`--upgrade` it starts from the versions already in `requirements/`, so that only what has to change does.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
UV = ROOT / ".venv" / "bin" / "uv"
GROUPS = ("build", "test", "lint", "docs", "bench", "outside", "node")
EXPORT = ("export", "--quiet", "--frozen", "--no-emit-project", "--no-annotate", "--no-header")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
ADDRESS = re.compile(r"https?://|file:|index-url|find-links|(?<= )/", re.IGNORECASE)


def main(upgrade: bool) -> None:
    """Write one file a group, or none at all when any of them would name an address."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        shutil.copy(ROOT / "pyproject.toml", folder)
        lock(folder, [] if upgrade else pins())
        texts = {group: export(folder, "--only-group", group) for group in GROUPS}
        texts["runtime"] = export(folder, "--no-dev")
    for group, text in texts.items():
        if found := ADDRESS.search(text):
            sys.exit(f"requirements/{group}.txt would name an address ({found.group()}): nothing was written")
    FOLDER.mkdir(exist_ok=True)
    for group, text in texts.items():
        (FOLDER / f"{group}.txt").write_text(text)
        print(f"requirements/{group}.txt: {len(PIN.findall(text))} packages")


def pins() -> list[str]:
    """The versions pinned today, as uv constraints."""
    found = {
        name: version for path in FOLDER.glob("*.txt") for name, version in PIN.findall(path.read_text())
    }
    return [f"{name}=={version}" for name, version in sorted(found.items())]


def lock(folder: Path, keep: list[str]) -> None:
    """Resolve everything in `folder`, holding on to the versions in `keep` where they still fit."""
    flags = [flag for pin in keep for flag in ("--upgrade-package", pin)]
    if subprocess.run([UV, "lock", "--quiet", *flags], cwd=folder, capture_output=True).returncode:
        subprocess.run([UV, "lock", "--quiet"], cwd=folder, check=True)


def export(folder: Path, *which: str) -> str:
    """The pinned packages of one group as text."""
    return subprocess.run(
        [UV, *EXPORT, *which], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


if __name__ == "__main__":
    main(upgrade="--upgrade" in sys.argv[1:])
