"""`techhire import-items`: test questions of another program, as drafts of a community's bank."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from techhire.portals.console.ground import refusals_told, stand_up
from techhire.portals.console.showing import settle_if_made
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.plays.assessments.queries.incoming import Looked

LARGEST = 32 * 1024 * 1024


def import_items(options: Namespace) -> None:
    """Look at the file, tell what cannot be taken, and take the rest unless only looking was asked for."""
    path = Path(options.path)
    if not path.is_file():
        raise Stop(f"There is no file at {path}.", 2)
    if path.stat().st_size > LARGEST:
        raise Stop(f"{path} is larger than 32 MB.", 2)
    settle_if_made()
    stand_up()
    from django.utils import timezone

    from techhire.commons.permits import Actor
    from techhire.plays.assessments.actions.exchange import start_item_import, take_items
    from techhire.plays.assessments.queries.banks import private_bank
    from techhire.plays.assessments.queries.incoming import look_at

    bank = private_bank(options.bank)
    if bank is None:
        raise Stop(f"There is no bank of a community's own with the number {options.bank}.", 2)
    _tell(look_at(bank, path.read_bytes(), path.name, options.level))
    if options.look:
        return
    actor, now = Actor.system(bank.community_id), timezone.now()
    with refusals_told():
        held = start_item_import(
            actor, bank, path=path.absolute(), file_name=path.name, level=options.level, now=now
        )
        take_items(actor, held, now=now)
    print("Taken in as drafts. Each one needs a second reader now.")


def _tell(looked: "Looked") -> None:
    """Counts on standard output, problems with file and line on standard error."""
    from techhire.plays.assessments.queries.incoming import in_words

    words = {"new": "new", "changed": "changed", "translation": "translations", "same": "as before"}
    counts = looked.counts
    told = [f"{counts.get(what, 0)} {said}" for what, said in words.items()]
    print(", ".join([*told, f"{counts.get('left_out', 0) + counts['problems']} left out"]))
    for problem in (*looked.problems, *looked.notes):
        print(f"  {problem.file}, line {problem.line}: {in_words(problem)}", file=sys.stderr)
    for line in looked.lines:
        if line.what == "left_out":
            print(f"  {line.item.identifier}: {line.remark}", file=sys.stderr)
