"""The archive `backup` writes and `restore` reads: one tar.gz with a database, the files, and what it is."""

import hashlib
import json
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from techhire.portals.console.stopping import Stop

MANIFEST = "manifest.json"
FILES = "files"
FORMAT = 1
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


@dataclass(frozen=True)
class Manifest:
    """What an archive holds; ``keys`` are marks of the field keys that open what is sealed in it, newest first."""

    vendor: str
    made_at: str
    version: str
    keys: tuple[str, ...]
    format: int = FORMAT


def key_marks(keys: list[str]) -> tuple[str, ...]:
    """Marks by which keys are told apart without being given away (SHA-256 of 32 random bytes, shortened)."""
    return tuple(hashlib.sha256(key.encode()).hexdigest()[:16] for key in keys)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest beside the rest."""
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")


def pack(folder: Path, files: Path, target: Path) -> None:
    """Write the archive under another name first, so that a broken off backup never looks like one."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.touch(mode=0o600)
        with tarfile.open(part, "w:gz") as archive:
            for path in sorted(folder.iterdir()):
                archive.add(path, path.name)
            if files.is_dir():
                archive.add(files, FILES)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpack into an empty folder; nothing may leave it. Stops where the file is no backup of ours."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        said: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, EOFError, ValueError) as error:
        raise Stop(f"{source} is not a backup of TechHire ({error}).", 2) from error
    if said.get("format") != FORMAT or said.get("vendor") not in DATABASES:
        raise Stop(f"{source} was written by a version this one does not know.", 2)
    return Manifest(said["vendor"], said["made_at"], said["version"], tuple(said["keys"]))
