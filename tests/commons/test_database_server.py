"""The run that calls itself a PostgreSQL run is one."""

import os

import pytest
from django.db import connection


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_postgresql_run_talks_to_postgresql() -> None:
    assert connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("select version()")
        assert cursor.fetchone()[0].startswith("PostgreSQL")


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="DATABASE_URL names another database")
@pytest.mark.django_db
def test_the_plain_run_needs_no_server() -> None:
    assert connection.vendor == "sqlite"
