"""`techhire rank-skills`: which skills a text speaks of, best first, without a database."""

import csv
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from techhire.portals.console.opening import text_of
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.engines.skill_extraction.linking import Encoder

LONGEST_CELL = 10_000_000


def rank_skills(options: Namespace) -> None:
    """Write ``text_id,rank,label_id,score`` rows to standard output."""
    from techhire.engines.skill_extraction.link_rows import LinkInputError, rank_rows

    csv.field_size_limit(LONGEST_CELL)
    with text_of(options.labels) as labels, text_of(options.texts) as texts:
        try:
            rows = rank_rows(labels, texts, options.k, encoder=_encoder(options.model))
            out = csv.writer(sys.stdout, lineterminator="\n")
            out.writerow(("text_id", "rank", "label_id", "score"))
            out.writerows(rows)
        except LinkInputError as error:
            raise Stop(f"{error}.", 2) from error


def _encoder(wanted: str) -> "Encoder | None":
    """The optional sentence model: used where it is installed, required where it is asked for, or left out."""
    if wanted == "none":
        return None
    from techhire.engines.skill_extraction.link_minilm import LocalModelMissing, load_local_model

    try:
        return load_local_model()
    except LocalModelMissing as error:
        if wanted == "local":
            raise Stop(str(error)) from error
        return None
