"""`techhire upgrade`: what a newly installed version brings, put into the database and the folder of styles."""

from argparse import Namespace

from techhire.portals.console.ground import collect_static, migrate, stand_up


def upgrade(options: Namespace) -> None:
    """Safe to run again; stop `serve` and `worker` first."""
    stand_up()
    from django.utils import timezone

    from techhire.commons.permits import Actor
    from techhire.commons.skills.actions.starter import load_starter
    from techhire.plays.assessments.actions.practice import load_practice

    changed = migrate()
    load_starter(now=timezone.now())
    load_practice(Actor.system(), now=timezone.now())
    collect_static()
    print(
        "The database was brought to this version."
        if changed
        else "The database was at this version already."
    )
