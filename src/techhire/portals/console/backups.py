"""`techhire backup`: the database and the files in one archive, while the site goes on."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from argparse import Namespace
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

from techhire.portals.console.archives import DATABASES, FILES, Manifest, key_marks, pack, write_manifest
from techhire.portals.console.ground import stand_up
from techhire.portals.console.stopping import Stop


def backup(options: Namespace) -> None:
    """Write the archive. An existing one is never overwritten."""
    stand_up()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    target = Path(options.path).resolve()
    if target.exists():
        raise Stop(f"{target} is there already. Choose another name.", 2)
    if not target.parent.is_dir():
        raise Stop(f"There is no folder {target.parent}.", 2)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".techhire-backup-") as name:
        folder = Path(name)
        copy_database(settings.DATABASES["default"], connection.vendor, folder)
        manifest = Manifest(
            connection.vendor,
            timezone.now().isoformat(),
            version("techhire"),
            key_marks(settings.FIELD_KEYS),
        )
        write_manifest(folder, manifest)
        pack(folder, Path(settings.DATA_DIR) / FILES, target)
    print(f"Written: {target} ({target.stat().st_size / 1e6:.1f} MB).")
    print("Keep TECHHIRE_SECRET_KEY and TECHHIRE_FIELD_KEYS apart from it: without them it cannot be used.")


def copy_database(database: dict[str, Any], vendor: str, folder: Path) -> None:
    """A consistent copy, taken on a connection of its own."""
    target = folder / DATABASES[vendor]
    if vendor == "sqlite":
        source = Path(database["NAME"])
        if not source.exists():
            raise Stop(f"There is no database at {source} yet.")
        with (
            closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(target)) as new,
        ):
            old.backup(new)
        return
    run_postgres("pg_dump", database, "--format=custom", "--no-owner", f"--file={target}", database["NAME"])


def run_postgres(tool: str, database: dict[str, Any], *arguments: str) -> None:
    """Run one of PostgreSQL's own tools against the site's database; the password goes by the environment."""
    if shutil.which(tool) is None:
        raise Stop(f"{tool} is not on this machine. Install PostgreSQL's client tools (postgresql-client).")
    secret = {"PGPASSWORD": database["PASSWORD"]} if database.get("PASSWORD") else {}
    address = [
        f"--{name}={database[key]}"
        for name, key in (("host", "HOST"), ("port", "PORT"), ("username", "USER"))
        if database.get(key)
    ]
    done = subprocess.run(
        [tool, "--no-password", *address, *arguments],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Stop(f"{tool} failed: {done.stderr.strip()}")
