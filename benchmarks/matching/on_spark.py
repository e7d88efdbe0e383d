"""The batch on Spark beside the same batch in one process: the same answer, and what the way there costs.

    python -m benchmarks.matching.on_spark --people 20000 --postings 50 --master 'local[2]' --partitions 4

Needs the extra `spark` and Java 17. One machine is no reason for Spark; this shows that the partitions put together
give the lists of one process, and how long Spark takes to carry people there and answers back.
"""

import argparse
import time

import numpy as np

from benchmarks.matching.generate import SKILLS, Market, crowd, logistic_table, postings
from techhire.engines.matching import Batch, Needs, rank_batch, warm
from techhire.engines.matching.building import from_columns
from techhire.portals.console.matching_on_spark import rank_on, session

K = 50


def main() -> None:
    """Time both, compare every row, print what was measured."""
    options = _options()
    columns = crowd(options.people, skills=SKILLS)
    needs = Needs.of(postings(Market(options.postings, SKILLS), columns))
    people, table = from_columns(columns), logistic_table()
    warm()
    start = time.perf_counter()
    alone = rank_batch(people, needs, table, K)
    print(f"one process: {time.perf_counter() - start:.2f} s, {len(alone.need):,} rows")
    with session(options.master) as spark:
        for run in ("first", "second"):
            start = time.perf_counter()
            found = rank_on(spark, options.partitions, people, needs, table, K)
            seconds = time.perf_counter() - start
            print(f"Spark {options.master}, {options.partitions} partitions, {run} run: {seconds:.2f} s")
            _same(found, alone)
    print(f"the same {len(alone.need):,} rows for {len(needs)} postings among {len(people):,} people")


def _same(one: Batch, other: Batch) -> None:
    """Stop where a single value differs."""
    for name in ("need", "person_ids", "group", "fit"):
        if not np.array_equal(getattr(one, name), getattr(other, name)):
            raise SystemExit(f"the column {name} differs")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--postings", type=int, default=50)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--partitions", type=int, default=4)
    return parser.parse_args()


if __name__ == "__main__":
    main()
