"""Fetch the program of others in which written test items are shown and scored: a QTI player.

    .venv/bin/python -m bootstrap.outside_player

It is a tool of tests under a license of its own (GPL-3.0): it comes from the npm registry at one version, its
SHA-512 is checked, and it stays in `var/outside`, which is neither committed nor part of a release.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from bootstrap.design_system import ROOT, npm

TARGET = ROOT / "var" / "outside" / "qti-player"
NAME = "@citolab/qti-components"
VERSION = "7.27.4"
SHA512 = "COZA7KvOVm+ZDj144jmHGSsk/fBZWh6ygkZ/Ts6uvPeSP13J1xDMnaWvGPQESFrVw/JX5eAFAz+OqA35wHNbgg=="
WANTED = {"package/cdn/index.global.js": "player.js", "package/LICENSE.md": "LICENSE.md"}


def main() -> int:
    """Leave the player in place; nothing to do when this version is already there."""
    stamp = TARGET / "version.txt"
    if stamp.exists() and stamp.read_text() == f"{NAME} {VERSION}\n":
        return 0
    print(f"Fetching the QTI player {NAME} {VERSION}")
    with tempfile.TemporaryDirectory() as scratch:
        archive = fetch(Path(scratch))
        found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != SHA512:
            sys.exit(f"{archive.name} is not the file we know (SHA-512 {found}): nothing was unpacked.")
        TARGET.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archive) as tar:
            for member, name in WANTED.items():
                (TARGET / name).write_bytes(read(tar, member))
    stamp.write_text(f"{NAME} {VERSION}\n")
    return 0


def fetch(folder: Path) -> Path:
    """The package's archive, brought by npm into `folder`."""
    command = [npm(), "pack", f"{NAME}@{VERSION}", "--silent", "--pack-destination", str(folder)]
    if subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"npm could not bring {NAME} {VERSION}: this needs the npm registry.")
    return next(folder.glob("*.tgz"))


def read(tar: tarfile.TarFile, member: str) -> bytes:
    """One file of the package."""
    stream = tar.extractfile(member)
    if stream is None:
        sys.exit(f"{member} is not in the package")
    return stream.read()


if __name__ == "__main__":
    sys.exit(main())
