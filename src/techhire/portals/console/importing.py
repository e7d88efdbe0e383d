"""`techhire import`: vocabularies and classifications from the files their publishers give out."""

import sys
from argparse import Namespace
from pathlib import Path

from techhire.portals.console.ground import refusals_told, stand_up
from techhire.portals.console.stopping import Stop

SHOWN = 20


def import_file(options: Namespace) -> None:
    """Bring the file in, say how far it is, and name the rows that were left out."""
    path = Path(options.path)
    if not path.exists():
        raise Stop(f"There is nothing at {path}.", 2)
    stand_up()
    from django.utils import timezone

    from techhire.commons.skills.actions.imports import run_import

    with refusals_told():
        result = run_import(options.kind, path, timezone.now, _progress)
    print(file=sys.stderr)
    print(result)


def _progress(done: int, total: int) -> None:
    print(f"\r{done:,} of {total:,}", end="", file=sys.stderr, flush=True)
