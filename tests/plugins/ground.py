"""Programs that die by kill -9, over and over, and the database each death begins with.

A test runs such a program with `run_program`; the program takes its `ground` from its arguments before Django is set
up: a file of SQLite, or a database of the throwaway PostgreSQL where the tests run on it.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from tests.plugins.kept import KeptTables

ROOT = Path(__file__).parents[2]


def run_program(program: Path, *words: object) -> Any:
    """The JSON a program prints, run with the tests' settings and nothing else of this process's environment."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("TECHHIRE_", "DATABASE_URL"))}
    place = {**clean, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, str(program), *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def run_killer(program: Path, folder: Path) -> Any:
    """What a program found that dies over and over, on a database of the kind the tests run on."""
    server = [os.environ["DATABASE_URL"]] if connection.vendor == "postgresql" else []
    return run_program(program, folder, *server)


class Ground(Protocol):
    """A database that can be begun anew as it was when it was kept."""

    @property
    def address(self) -> str: ...
    def keep(self) -> None: ...
    def fresh(self) -> None: ...
    def leave(self) -> None: ...


@dataclass(frozen=True)
class File:
    """A file of SQLite, and what SQLite keeps beside it."""

    folder: Path

    @property
    def address(self) -> str:
        return f"sqlite://{self.folder / 'live.sqlite3'}"

    def keep(self) -> None:
        """From now on every day begins like this."""
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        (self.folder / "live.sqlite3").rename(self.folder / "begun.sqlite3")

    def fresh(self) -> None:
        """Begin anew."""
        connection.close()
        for path in self.folder.glob("live.sqlite3*"):
            path.unlink()
        shutil.copy(self.folder / "begun.sqlite3", self.folder / "live.sqlite3")

    def leave(self) -> None:
        """The folder goes with the test."""


@dataclass(frozen=True)
class Server:
    """A database of a PostgreSQL server, whose rows lie beside it while it is in use."""

    server: str
    kept: KeptTables = field(default_factory=KeptTables)

    @property
    def name(self) -> str:
        return f"deaths_{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"

    @property
    def address(self) -> str:
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name}"))

    def begin(self) -> None:
        """A database with nothing in it; settings are not read yet."""
        self.ask(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)", f"CREATE DATABASE {self.name}")

    def keep(self) -> None:
        """From now on every day begins like this."""
        self.kept.keep()
        connection.close()

    def fresh(self) -> None:
        """Begin anew; what somebody dead had not committed is taken back first, since rows wait for it."""
        self.kept.bring_back()
        connection.close()

    def leave(self) -> None:
        """Take the database away."""
        connection.close()
        self.ask(f"DROP DATABASE {self.name} WITH (FORCE)")

    def ask(self, *statements: str) -> None:
        """Tell the server something about databases as a whole."""
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as server:
            for statement in statements:
                server.execute(statement)


def ground(arguments: list[str]) -> Ground:
    """The ground named by `FOLDER [SERVER]`, with Django set up on it."""
    where: Ground = File(Path(arguments[0]))
    if len(arguments) > 1:
        where = Server(arguments[1])
        where.begin()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DATABASE_URL"] = where.address
    import django

    django.setup()
    return where
