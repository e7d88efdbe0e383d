"""Top-50 of 10,000 postings among 1,000,000 people at once, beside DuckDB.

    python -m benchmarks.matching.batch --people 1000000 --postings 10000 --sample 16

DuckDB answers a sample of the postings twice: one query after another, and one query for all of them; the faster of
the two is carried forward in proportion to the number of postings and printed as an estimate.
"""

import argparse
import time

import numpy as np

from benchmarks.matching.generate import SKILLS, Market, crowd, logistic_table, postings
from benchmarks.matching.memory import forget_most, memory, most_memory
from benchmarks.matching.peers import STEP, Answer, K
from benchmarks.matching.sql_peers import DuckDB, answer
from benchmarks.matching.top50 import check
from techhire.engines.matching import Batch, Need, Needs, rank_batch, warm
from techhire.engines.matching.building import from_columns


def main() -> None:
    """Time both and print a table."""
    options = _options()
    columns = crowd(options.people, skills=options.skills)
    needs = Needs.of(postings(Market(options.postings, options.skills), columns))
    people, table = from_columns(columns), logistic_table()
    warm()
    print(f"{options.postings:,} postings, {len(people):,} people, {len(people.codes):,} skills held")
    forget_most()
    before = memory()
    start, busy = time.perf_counter(), time.process_time()
    batch = rank_batch(people, needs, table, K, threads=options.threads)
    ours, cores = time.perf_counter() - start, time.process_time() - busy
    print(
        f"TechHire, {options.threads} threads: {ours:.1f} s ({cores:.1f} s of processor time), {len(batch.need):,} rows"
    )
    held = most_memory() - before + people.bytes / 2**20
    print(f"people and the most memory the batch took: {held:,.0f} MiB")
    peer = DuckDB(columns)
    few = list(needs.needs[: options.sample])
    single, found = _one_by_one(peer, few)
    for position, theirs in enumerate(found):
        check(theirs, _of(batch, position), f"DuckDB, posting {position + 1}")
    together = _all_at_once(peer, few, batch)
    each = min(single, together) / len(few)
    print(f"DuckDB, {len(few)} postings: {single:.2f} s one by one, {together:.2f} s in one query")
    total = each * options.postings
    print(
        f"DuckDB, {options.postings:,} postings, estimated in proportion: {total:,.0f} s, {total / ours:.0f} times ours"
    )
    peer.close()


def _one_by_one(peer: DuckDB, needs: list[Need]) -> tuple[float, list[Answer]]:
    peer.top(needs[0])
    start = time.perf_counter()
    answers = [peer.top(need) for need in needs]
    return time.perf_counter() - start, answers


def _all_at_once(peer: DuckDB, needs: list[Need], batch: Batch) -> float:
    text = _query_of_all(peer, needs)
    start = time.perf_counter()
    rows = peer.connection.execute(text).fetchall()
    seconds = time.perf_counter() - start
    for position in range(len(needs)):
        own = [row[1:] for row in rows if row[0] == position]
        check(answer(own), _of(batch, position), f"DuckDB at once, posting {position + 1}")
    return seconds


def _of(batch: Batch, position: int) -> Answer:
    rows = batch.of(position)
    return batch.person_ids[rows], batch.group[rows], batch.fit[rows]


def _query_of_all(peer: DuckDB, needs: list[Need]) -> str:
    asked = ", ".join(
        f"({n}, {r.skill}, {20 * r.level - 10}, {r.quarters}, {int(r.essential)})"
        for n, need in enumerate(needs)
        for r in need.counted
    )
    jobs = ", ".join(f"({n}, {_job(peer, need)})" for n, need in enumerate(needs))
    chance = f"1 / (1 + exp(-{STEP!r}::float8 * (e.mean - r.bar) / e.sd))"
    return f"""
        WITH r(need, skill, bar, quarters, essential) AS (VALUES {asked}),
        n(need, spot, total, essentials, remote, sponsors, refuses, schedule, pay, start) AS (VALUES {jobs}),
        scored AS (
            SELECT r.need, e.person,
                sum(r.quarters * CASE WHEN e.evidence = 1 THEN least(0.35, {chance}) ELSE {chance} END) AS worth,
                sum(CASE WHEN e.evidence >= 2 AND e.mean >= r.bar THEN r.essential ELSE 0 END) AS met
            FROM r JOIN entries e ON e.skill = r.skill GROUP BY r.need, e.person)
        SELECT s.need, s.person, least(2, n.essentials - s.met) AS unmet, s.worth / n.total AS fit
        FROM scored s JOIN n ON n.need = s.need JOIN people p ON p.person = s.person
            JOIN reach t ON t.place = p.place AND t.spot = n.spot
        WHERE s.worth > 0 AND p.found AND (p.authorized <> 0 OR p.sponsor = 1 AND n.sponsors)
            AND (p.mode = 1 AND t.car <= p.minutes OR p.mode = 2 AND t.transit <= p.minutes
                OR p.remote_ok AND n.remote)
            AND NOT (p.sponsor = 1 AND n.refuses) AND (p.schedule & n.schedule) = n.schedule
            AND p.pay_floor <= n.pay AND p.available_from <= n.start
        QUALIFY row_number() OVER (PARTITION BY s.need ORDER BY unmet, fit DESC, s.person) <= {K}
        ORDER BY s.need, unmet, fit DESC, s.person"""


def _job(peer: DuckDB, need: Need) -> str:
    unlimited = 2**31 - 1
    values = [
        peer.spots.of(need),
        need.total,
        int(need.essential.sum()),
        need.remote,
        need.sponsorship is True,
        need.sponsorship is False,
        need.schedule or 0,
        unlimited if need.pay_max is None else need.pay_max,
        unlimited if need.start_day is None else need.start_day,
    ]
    return ", ".join(str(value) for value in values)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--skills", type=int, default=SKILLS)
    parser.add_argument("--postings", type=int, default=1_000)
    parser.add_argument("--sample", type=int, default=16)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    main()
