"""How time, memory and disk grow with the number of people; memory is that of a process that only serves.

python -m benchmarks.matching.growth --people 10000 30000 100000 300000 1000000
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.matching.generate import Market, crowd, logistic_table, postings
from benchmarks.matching.memory import most_memory
from techhire.engines.matching import open_snapshot, rank, requirement_impact, warm
from techhire.engines.matching.building import from_columns

HEAD = (
    "people",
    "skills held",
    "build s",
    "disk MiB",
    "open ms",
    "median ms",
    "p95 ms",
    "impact ms",
    "memory MiB",
)


def main() -> None:
    """Build a snapshot of each size, serve from it in a process of its own, print a line a size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        _serve(options.serve, options.people[0])
        return
    print("  ".join(f"{title:>11}" for title in HEAD))
    for size in options.people:
        with tempfile.TemporaryDirectory(prefix="bench-growth-") as folder:
            columns = crowd(size)
            start = time.perf_counter()
            people = from_columns(columns)
            built = time.perf_counter() - start
            people.save(Path(folder), "bench")
            line = [f"{size:,}", f"{len(people.codes):,}", f"{built:.2f}", f"{people.bytes / 2**20:.1f}"]
            command = [
                sys.executable,
                "-m",
                "benchmarks.matching.growth",
                "--serve",
                folder,
                "--people",
                str(size),
            ]
            del columns, people
            line += subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            print("  ".join(f"{value:>11}" for value in line), flush=True)


def _serve(folder: Path, size: int) -> None:
    """Rank 100 postings twice from a mapped snapshot with one thread; print times in ms and the most memory used."""
    warm()
    start = time.perf_counter()
    people = open_snapshot(folder)
    opened = time.perf_counter() - start
    needs, table, times = postings(Market(100), people), logistic_table(), []
    for _ in range(2):
        for need in needs:
            start = time.perf_counter()
            rank(people, need, table, 50)
            times.append(time.perf_counter() - start)
    impacts = []
    for need in needs[:10]:
        start = time.perf_counter()
        requirement_impact(people, need, table)
        impacts.append(time.perf_counter() - start)
    milliseconds = (opened, np.median(times), np.percentile(times, 95), np.median(impacts))
    print(" ".join(f"{1000 * value:.2f}" for value in milliseconds), f"{most_memory():.0f}")


if __name__ == "__main__":
    main()
