"""A filled database, kept aside and brought back: building it anew takes seconds."""

import sqlite3
from typing import Protocol

from django.db import connection


class Kept(Protocol):
    """One copy of everything in the database."""

    def keep(self) -> None: ...

    def bring_back(self) -> bool:
        """Whether there was a copy to bring back."""
        ...


class KeptFile:
    """SQLite copies a database as a whole."""

    def __init__(self) -> None:
        self.copy: sqlite3.Connection | None = None

    def keep(self) -> None:
        self.copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self.copy)

    def bring_back(self) -> bool:
        if self.copy is not None:
            self.copy.backup(connection.connection)
        return self.copy is not None


class KeptTables:
    """PostgreSQL keeps the rows in a schema beside the one in use."""

    def __init__(self) -> None:
        self.brings = ""

    def keep(self) -> None:
        every, filled = [], []
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE")
            cursor.execute("CREATE SCHEMA kept")
            for table in map(connection.ops.quote_name, connection.introspection.table_names(cursor)):
                every.append(table)
                cursor.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")
                if cursor.rowcount:
                    filled.append(table)
        empties = [f"DELETE FROM {table}" for table in every]
        fills = [f"INSERT INTO {table} SELECT * FROM kept.{table}" for table in filled]
        self.brings = ";".join([*empties, *fills])

    def bring_back(self) -> bool:
        if self.brings:
            # Rows come back in any order: keys of other tables are not looked up on the way.
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SET session_replication_role = replica;{self.brings};RESET session_replication_role"
                )
        return bool(self.brings)


def keeper() -> Kept:
    """What keeps a copy in the database at hand."""
    return KeptFile() if connection.vendor == "sqlite" else KeptTables()
