"""`techhire match-all`: every open posting's list at once, as CSV, in this process or on Spark."""

import csv
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from techhire.portals.console.ground import refusals_told, stand_up
from techhire.portals.console.showing import settle_if_made
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.plays.matches.queries.batches import Ranker

HEADING = ("posting", "place", "person", "group", "fit")


def match_all(options: Namespace) -> None:
    """Write one row a person and posting, best first; say how many there were and how long it took."""
    if options.top < 1 or options.partitions < 1 or options.threads < 1:
        raise Stop("--top, --threads and --partitions must be at least 1.", 2)
    settle_if_made()
    stand_up()
    from techhire.commons.communities.queries import community_at
    from techhire.commons.permits import Actor
    from techhire.plays.matches.queries.batches import every_shortlist

    community = community_at(slug=options.community)
    if community is None:
        raise Stop("No community has this short name. Name one with --community.", 2)
    began, number = time.perf_counter(), 0
    with refusals_told(), _ranker(options) as rank_all, _opened(options.out) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADING)
        found = every_shortlist(Actor.system(community.pk), community.pk, size=options.top, rank_all=rank_all)
        for row in found:
            writer.writerow([row.posting.identifier, row.place, row.pseudonym, row.group, f"{row.fit:.6f}"])
            number += 1
    print(f"{number:,} rows in {time.perf_counter() - began:.1f} s.", file=sys.stderr)


@contextmanager
def _ranker(options: Namespace) -> "Iterator[Ranker]":
    """The kernel with threads here, or the same kernel once a partition on Spark."""
    if options.spark:
        from techhire.portals.console.matching_on_spark import rank_on, session

        with session(options.spark) as spark:
            yield partial(rank_on, spark, options.partitions)
    else:
        from techhire.engines.matching import rank_batch

        yield partial(rank_batch, threads=options.threads)


@contextmanager
def _opened(path: str) -> Iterator[TextIO]:
    if path == "-":
        yield sys.stdout
    else:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            yield file
