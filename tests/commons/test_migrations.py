"""The migrations, run from nothing on the database at hand, make the tables every other test has from the models."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from techhire.config.environment import database

ROOT = Path(__file__).parents[2]
SCRATCH = "techhire_migrated"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'migrated.sqlite3'}"
        return
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {SCRATCH}")
    yield os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{SCRATCH}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {SCRATCH}")


def tables(there: BaseDatabaseWrapper) -> dict[str, Any]:
    """Each table's columns, and what binds them, without the names the database gave."""
    found = {}
    with there.cursor() as cursor:
        for table in there.introspection.table_names(cursor):
            rows = there.introspection.get_table_description(cursor, table)
            columns = {(row.name, row.type_code, row.internal_size, row.null_ok) for row in rows}
            bound = there.introspection.get_constraints(cursor, table).items()
            rules = {
                (tuple(it["columns"] or ()), it["unique"], it["index"], it["foreign_key"], name * it["check"])
                for name, it in bound
                if not name.startswith("__unnamed")
            }
            found[table] = (columns, rules)
    return found


def test_migrations_make_what_the_models_ask_for(address: str, tmp_path: Path) -> None:
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment |= {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=300)
    there = type(connections["default"])(
        connection.settings_dict | database(address, tmp_path), alias="default"
    )
    try:
        made = tables(there)
    finally:
        there.close()
    known = tables(connection)
    ours = {
        model._meta.db_table for model in apps.get_models(True) if model.__module__.startswith("techhire.")
    }
    assert ours <= set(made) and len(ours) > 100
    assert {table: made[table] for table in ours if made[table] != known[table]} == {}
