"""`techhire restore`: bring back what `backup` wrote, and only over nothing unless told otherwise."""

import shutil
import sqlite3
import tempfile
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import Any

from techhire.portals.console.archives import DATABASES, FILES, key_marks, unpack
from techhire.portals.console.backups import run_postgres
from techhire.portals.console.ground import migrate, stand_up
from techhire.portals.console.stopping import Stop


def restore(options: Namespace) -> None:
    """Check the whole archive first, then replace database and files, then bring both to this version's layout."""
    stand_up()
    from django.conf import settings
    from django.db import connection

    source, data = Path(options.path).resolve(), Path(settings.DATA_DIR)
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix=".techhire-restore-") as name:
        folder = Path(name)
        manifest = unpack(source, folder)
        if manifest.vendor != connection.vendor:
            raise Stop(f"This backup is of {manifest.vendor}, and the site runs on {connection.vendor}.", 2)
        if holds_anything() and not options.replace:
            raise Stop("There is a community here already. Add --replace to put the backup in its place.")
        connection.close()
        put_database(settings.DATABASES["default"], connection.vendor, folder)
        put_files(folder / FILES, data / FILES)
    shutil.rmtree(settings.SNAPSHOT_DIR, ignore_errors=True)
    migrate()
    print(f"Restored what was written on {manifest.made_at} by version {manifest.version}.")
    if not set(manifest.keys) & set(key_marks(settings.FIELD_KEYS)):
        print(
            "Its sealed fields were written with other keys: add those to TECHHIRE_FIELD_KEYS to read them."
        )


def holds_anything() -> bool:
    """Whether the database already has a community in it."""
    from django.db import connection

    from techhire.commons.communities.queries import all_communities

    tables = connection.introspection.table_names()
    return "communities_community" in tables and all_communities().exists()


def put_database(database: dict[str, Any], vendor: str, folder: Path) -> None:
    """Write the copy over the database in one go; a failure leaves what was there."""
    copy = folder / DATABASES[vendor]
    if vendor == "sqlite":
        target = Path(database["NAME"])
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(copy)) as old, closing(sqlite3.connect(target, timeout=20)) as new:
            damage = old.execute("PRAGMA integrity_check").fetchone()[0]
            if damage != "ok":
                raise Stop(f"The database in this backup is damaged: {damage}", 2)
            old.backup(new)
        return
    flags = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    run_postgres("pg_restore", database, *flags, f"--dbname={database['NAME']}", str(copy))


def put_files(new: Path, place: Path) -> None:
    """Put the files of the backup in place of those there, which are removed only after that."""
    new.mkdir(exist_ok=True)
    old = place.with_name(f"{place.name}.before-restore")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)
