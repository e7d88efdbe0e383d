"""Standing the product up inside a command: settings, apps, the newest database layout."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from techhire.portals.console.stopping import Stop


def stand_up() -> None:
    """Load settings and apps. Stops with the reason where a secret is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techhire.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as reason:
        raise Stop(str(reason)) from reason
    except ValueError as reason:
        raise Stop(f"A setting cannot be read: {reason}") from reason


def migrate() -> bool:
    """Bring the database to this version's layout. Returns whether anything had to be done."""
    from django.core.management import call_command

    waiting = waiting_migrations()
    if waiting:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return bool(waiting)


def waiting_migrations() -> list[str]:
    """Names of the migrations the database still lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _backwards in plan]


@contextmanager
def refusals_told() -> Iterator[None]:
    """Turn what a rule or an action refuses into the command's last words."""
    from techhire.commons.permits import Refused

    try:
        yield
    except Refused as refusal:
        said = f"{refusal} ({refusal.field})" if refusal.field else str(refusal)
        raise Stop(said) from refusal


def mail_folder() -> str:
    """Where letters are kept while no mail server is set; empty where one is."""
    from django.conf import settings

    return str(getattr(settings, "EMAIL_FILE_PATH", None) or "")


def collect_static() -> None:
    """Gather styles and scripts where a site in production serves them from; elsewhere they are found by themselves."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.MODE == "production":
        call_command("collectstatic", interactive=False, verbosity=0)
