"""`techhire upgrade`: database, starter framework and styles brought to this version, after a new one was installed."""

from argparse import Namespace

from techhire.portals.console.ground import collect_static, migrate, stand_up


def upgrade(options: Namespace) -> None:
    """Safe to run again; stop `serve` and `worker` first."""
    stand_up()
    from django.utils import timezone

    from techhire.commons.skills.actions.starter import load_starter

    changed = migrate()
    load_starter(now=timezone.now())
    collect_static()
    print(
        "The database was brought to this version."
        if changed
        else "The database was at this version already."
    )
