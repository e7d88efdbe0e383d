"""Run the tests on a throwaway PostgreSQL: `python -m pytest -p tests.plugins.postgres`.

All journeys run, and tests that use the database. Of a test with many cases two do, save in `commons`, where the
database itself is at stake: mostly they differ in who asks or what is typed, and SQLite was asked all of them. With
TECHHIRE_EVERY_CASE=1 PostgreSQL is asked all of them, too. Loaded with `-p`, because Django's settings are read before
any conftest: the server starts while this module is imported and DATABASE_URL is set then. Only the first process
starts it; pytest-xdist's workers inherit the address.
"""

import atexit
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

SERVER_ACCOUNT = "postgres"
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "jit": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}
JOURNEYS = "tests/journeys/"
WHOLE = ("tests/commons/", JOURNEYS)
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_sessionstart() -> None:
    """Empty tables row by row after a test that commits: TRUNCATE makes new files for every table there is."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    DatabaseOperations.sql_flush = emptied


def emptied(self: Any, style: Any, tables: list[str], **of: Any) -> list[str]:
    """Statements that leave no row anywhere, in any order of the keys between tables."""
    rows = [f"DELETE FROM {self.quote_name(table)}" for table in tables]
    return ["SET session_replication_role = replica", *rows, "RESET session_replication_role"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what never asks the database, and cases that SQLite alone is asked."""
    cases: dict[str, list[str]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.nodeid):
        if item.nodeid.startswith(JOURNEYS) or asks_the_database(item):
            cases[item.nodeid.partition("[")[0]].append(item.nodeid)
    every = os.environ.get("TECHHIRE_EVERY_CASE") == "1"
    kept = set()
    for test, names in cases.items():
        whole = every or test.startswith(WHOLE)
        kept.update(names if whole else (names[0], names[-1]))
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in kept])
    items[:] = [item for item in items if item.nodeid in kept]


def asks_the_database(item: pytest.Item) -> bool:
    """Whether the test says, by marker or fixture, that it uses the database."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(fixtures)


def start() -> str:
    """Start the server in a temporary folder, stop it at exit, and return its address as a URL."""
    binaries = find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="techhire-postgres-"))
    password = secrets.token_urlsafe(16)
    secret = folder / "password"
    secret.write_text(password)
    if os.geteuid() == 0:
        shutil.chown(folder, SERVER_ACCOUNT)
        shutil.chown(secret, SERVER_ACCOUNT)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    data, port = folder / "data", free_port()
    options = [
        "--username=techhire",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    command(binaries / "initdb", *options, f"--pwfile={secret}", "-D", data)
    flags = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    control = [binaries / "pg_ctl", "-D", data, "-w", "-s", "-l", folder / "log"]
    command(*control, "-o", f"-p {port} -k {folder} {flags}", "start")
    atexit.register(command, *control, "-m", "immediate", "stop")
    return f"postgresql://techhire:{password}@127.0.0.1:{port}/postgres"


def find_binaries() -> Path:
    """The folder with `initdb` and `pg_ctl`: Debian keeps the newest release outside the search path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    sys.exit("No PostgreSQL server on this machine: as root, apt-get install postgresql")


def free_port() -> int:
    """A port of the loopback address that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(*parts: object) -> None:
    """Run a program of the server as an account it accepts: PostgreSQL refuses root."""
    account = {}
    if os.geteuid() == 0:
        owner = pwd.getpwnam(SERVER_ACCOUNT)
        account = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    words = [str(part) for part in parts]
    result = subprocess.run(
        words, cwd="/", capture_output=True, text=True, stdin=subprocess.DEVNULL, **account
    )
    if result.returncode:
        sys.exit(f"{' '.join(words)} failed: {result.stderr or result.stdout}")


if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["DATABASE_URL"] = start()
