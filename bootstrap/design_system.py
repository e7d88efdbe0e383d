"""Fetch the U.S. Web Design System and unpack what the pages use into the layout's static files.

    .venv/bin/python bootstrap/design_system.py

The package comes from the npm registry at one version, its SHA-512 is checked before anything is unpacked, and only
the style sheet, the two scripts, the icon sprite and the fonts and pictures the style sheet names are kept.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "techhire" / "portals" / "layout" / "static" / "vendor" / "uswds"
STAMP = TARGET / "version.txt"
NAME = "@uswds/uswds"
VERSION = "3.14.0"
SHA512 = "kwZ50TqGszxj3+MQhm+c84hI0y8rIKoc7ZLKbuHg+8rTkFisp9lXOMRD2wclyyuYZahpADxMvaPong7bwL7cew=="
STYLE = "css/uswds.min.css"
ALWAYS = (STYLE, "js/uswds.min.js", "js/uswds-init.min.js", "img/sprite.svg")
NAMED_BY_STYLE = re.compile(r"url\(\"?\.\./([^)\"?#]+)")
MAP_COMMENT = re.compile(rb"\s*(?:/\*|//)# sourceMappingURL=\S+(?: ?\*/)?\s*$")


def main() -> int:
    """Leave the files in place; nothing to do when this version is already there."""
    if STAMP.exists() and STAMP.read_text() == f"{NAME} {VERSION} {SHA512}\n":
        return 0
    print(f"Fetching the design system {NAME} {VERSION}")
    with tempfile.TemporaryDirectory() as scratch:
        archive = fetch(Path(scratch))
        check(archive)
        unpack(archive, Path(scratch) / "uswds")
        shutil.rmtree(TARGET, ignore_errors=True)
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(Path(scratch) / "uswds", TARGET)
    return 0


def fetch(folder: Path) -> Path:
    """The package's archive, brought by npm into `folder`."""
    command = [npm(), "pack", f"{NAME}@{VERSION}", "--silent", "--pack-destination", str(folder)]
    if subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"npm could not bring {NAME} {VERSION}: the first set-up needs the npm registry.")
    return next(folder.glob("*.tgz"))


def npm() -> str:
    """The machine's npm, or one inside `.venv` where the machine has none."""
    local = ROOT / ".venv" / "bin" / "npm"
    if not shutil.which("npm") and not local.exists():
        print("No npm on this machine: putting Node.js into .venv")
        environment = [sys.executable, str(ROOT / "bootstrap" / "environment.py"), "node"]
        if subprocess.run(environment, stdin=subprocess.DEVNULL).returncode:
            sys.exit("Node.js could not be put into .venv")
    return shutil.which("npm") or str(local)


def check(archive: Path) -> None:
    """Refuse an archive that is not byte for byte the one this project was built with."""
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != SHA512:
        sys.exit(f"{archive.name} is not the file we know (SHA-512 {found}): nothing was unpacked.")


def unpack(archive: Path, folder: Path) -> None:
    """Write the files the pages need below `folder`, without references to source maps we leave behind."""
    with tarfile.open(archive) as tar:
        style = read(tar, STYLE).decode()
        for name in sorted({*ALWAYS, *NAMED_BY_STYLE.findall(style)}):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(MAP_COMMENT.sub(b"\n", read(tar, name)))
        (folder / "LICENSE.md").write_bytes(read(tar, "../LICENSE.md"))
    (folder / "version.txt").write_text(f"{NAME} {VERSION} {SHA512}\n")


def read(tar: tarfile.TarFile, name: str) -> bytes:
    """One file of the package's dist folder."""
    member = "package/LICENSE.md" if name == "../LICENSE.md" else f"package/dist/{name}"
    stream = tar.extractfile(member)
    if stream is None:
        sys.exit(f"{member} is not in the package")
    return stream.read()


if __name__ == "__main__":
    sys.exit(main())
