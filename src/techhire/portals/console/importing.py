"""`techhire import`: vocabularies and classifications from the files their publishers give out."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from techhire.portals.console.ground import refusals_told, stand_up
from techhire.portals.console.stopping import Stop

SHOWN = 20

if TYPE_CHECKING:
    from techhire.commons.skills.models import ImportRun


def import_file(options: Namespace) -> None:
    """Bring the file in, say how far it is, and how many rows went in, changed, stayed and were left out."""
    path = Path(options.path)
    if not path.exists():
        raise Stop(f"There is nothing at {path}.", 2)
    stand_up()
    from django.utils import timezone

    from techhire.commons.skills.actions.imports import run_import
    from techhire.commons.skills.queries import crosswalks, issues_of

    with refusals_told():
        run = run_import(options.kind, path, timezone.now, _progress)
    print(file=sys.stderr)
    if run.refusal:
        raise Stop(run.refusal)
    print(f"Added {run.added:,}, updated {run.updated:,}, unchanged {run.unchanged:,}, left out {run.bad:,}.")
    for issue in issues_of(run)[:SHOWN]:
        print(f"  {issue.file_name}, line {issue.line}: {issue.reason}", file=sys.stderr)
    for row in crosswalks():
        if row.framework == options.kind and (row.made or row.waiting):
            print(f"Ties from the starter framework: {row.made:,} made, {len(row.waiting):,} waiting.")


def _progress(run: "ImportRun") -> None:
    print(f"\r{run.rows_read:,} of {run.rows_total:,} rows", end="", file=sys.stderr, flush=True)
