"""Exact top-50 of one posting beside NumPy, scikit-learn, Polars, DuckDB and PostgreSQL doing the same work.

    python -m benchmarks.matching.top50 --people 1000000

Groups, classes of evidence and all hard conditions are on for everyone. Each peer's answer is checked against ours
before its time counts. Times are of one posting after another in one process, data loaded and warm.
"""

import argparse
import time
from collections.abc import Callable, Sequence

import numpy as np

from benchmarks.matching.generate import SKILLS, Market, crowd, logistic_table, postings
from benchmarks.matching.peers import Answer, InvertedNumPy, LazyPolars, SparseScikitLearn
from benchmarks.matching.sql_peers import DuckDB, PostgreSQL
from techhire.engines.matching import Need, rank, warm
from techhire.engines.matching.building import from_columns

PEERS = {
    "numpy": InvertedNumPy,
    "scikit-learn": SparseScikitLearn,
    "polars": LazyPolars,
    "duckdb": DuckDB,
    "postgresql": PostgreSQL,
}


def main() -> None:
    """Time ours and the peers asked for, and print a table."""
    options = _options()
    columns = crowd(options.people, skills=options.skills)
    needs = postings(Market(options.postings, options.skills), columns)
    people, table = from_columns(columns), logistic_table()
    warm()
    print(f"{len(people):,} people, {len(people.codes):,} skills held, {options.skills:,} skills, seed 1")
    print(f"{'':24} {'postings':>8} {'median ms':>10} {'p95 ms':>8} {'times ours':>11}")
    ours: list[Answer] = []

    def own(need: Need, threads: int) -> Answer:
        shown = rank(people, need, table, 50, threads=threads)
        return shown.person_ids, shown.group, shown.fit

    best = 0.0
    for threads in (1, 2):
        ours, times = timed(lambda need, lanes=threads: own(need, lanes), needs, options.repeat)
        own_median = _print(f"TechHire, {threads} thread(s)", times, best)
        best = min(best or own_median, own_median)
    for name in options.peers:
        peer = PEERS[name](columns)
        few = needs[: options.peer_postings]
        answers, times = timed(peer.top, few, 2)
        for position, answer in enumerate(answers):
            check(answer, ours[position], f"{peer.name}, posting {position + 1}")
        _print(peer.name, times, best)
        getattr(peer, "close", lambda: None)()


def timed(
    ask: Callable[[Need], Answer], needs: Sequence[Need], repeat: int
) -> tuple[list[Answer], np.ndarray]:
    """Ask for every posting `repeat` times; return the answers and all times in ms but those of a first round."""
    for need in needs[:5]:
        ask(need)
    answers, times = [], []
    for _ in range(repeat):
        answers = []
        for need in needs:
            start = time.perf_counter()
            answers.append(ask(need))
            times.append((time.perf_counter() - start) * 1000)
    return answers, np.array(times)


def check(answer: Answer, ours: Answer, who: str) -> None:
    """Stop unless both have the same groups and fits in order and, but for equals at the cut, the same people."""
    (ids, group, fit), (own_ids, own_group, own_fit) = answer, ours
    if len(ids) != len(own_ids) or (group != own_group).any() or not np.allclose(fit, own_fit, 1e-9, 1e-9):
        raise SystemExit(f"{who}: another ranking")
    if len(ids):
        clear = (own_group < own_group[-1]) | (own_fit > own_fit[-1] + 1e-9)
        if not set(own_ids[clear]) <= set(ids.tolist()):
            raise SystemExit(f"{who}: other people")


def _print(name: str, times: np.ndarray, base: float) -> float:
    median = float(np.median(times))
    ratio = f"{median / base:11.1f}" if base else f"{'':>11}"
    print(f"{name:24} {len(times):8} {median:10.2f} {np.percentile(times, 95):8.2f} {ratio}", flush=True)
    return median


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--skills", type=int, default=SKILLS)
    parser.add_argument("--postings", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3, help="rounds over the postings for ours")
    parser.add_argument("--peer-postings", type=int, default=10)
    parser.add_argument("--peers", nargs="*", choices=list(PEERS), default=list(PEERS))
    return parser.parse_args()


if __name__ == "__main__":
    main()
