"""Say whether the programs from outside Python are here, and install them where that is possible.

python3 bootstrap/system_packages.py [--install] chromium postgresql
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def has_chromium() -> bool:
    """Whether a browser for the journeys is on the machine."""
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def has_postgresql() -> bool:
    """Whether PostgreSQL's server, not only its client, is on the machine."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


NEEDS: dict[str, Callable[[], bool]] = {"chromium": has_chromium, "postgresql": has_postgresql}


def main(arguments: list[str]) -> int:
    """Return 0 when everything named is here, after installing it where `--install` was given."""
    names = [name for name in arguments if name != "--install"]
    missing = [name for name in names if not NEEDS[name]()]
    if missing and "--install" in arguments and os.geteuid() == 0 and shutil.which("apt-get"):
        install(missing)
        missing = [name for name in missing if not NEEDS[name]()]
    if not missing:
        return 0
    print(f"Not on this machine: {', '.join(missing)}. On Debian or Ubuntu, as root:", file=sys.stderr)
    print(f"  apt-get update && apt-get install {' '.join(missing)}", file=sys.stderr)
    return 1


def install(names: list[str]) -> None:
    """Ask Debian's package manager, without questions; what it says is shown when it fails."""
    print(f"Installing {', '.join(names)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *names]):
        result = subprocess.run(
            ["apt-get", "-q", *words], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if result.returncode:
            print(result.stdout[-2000:], result.stderr[-2000:], file=sys.stderr)
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
