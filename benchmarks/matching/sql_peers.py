"""The same ranking in SQL: DuckDB in process, and PostgreSQL on a throwaway server of its own.

Both get one query, entries sorted by skill and person, conditions unpacked, and a table of travel minutes between
places computed ahead. PostgreSQL gets a covering index, a vacuum and memory enough to hold it all.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import psycopg

from benchmarks.matching.generate import sd_of
from benchmarks.matching.peers import STEP, Answer, K, people_frame
from techhire.engines.matching import Need, Travel
from techhire.engines.matching.building import Columns
from techhire.engines.matching.travel import travel_minutes

BINARIES = Path("/usr/lib/postgresql/15/bin")


def entries_frame(columns: Columns) -> pl.DataFrame:
    """Return one row a (skill, person), sorted so."""
    code = columns.entry_code.astype(np.int64)
    return pl.DataFrame(
        {
            "skill": columns.entry_skill.astype(np.int32),
            "person": columns.ids[columns.entry_person].astype(np.int32),
            "evidence": (code >> 12).astype(np.int16),
            "mean": (code >> 5 & 127).astype(np.int16),
            "sd": sd_of(code & 31),
        }
    ).sort("skill", "person")


def reach_frame(columns: Columns) -> pl.DataFrame:
    """Return minutes by car and transit between every two places, 0 from a place not said (-1)."""
    count = len(columns.latitudes)
    parts = []
    for spot in range(count):
        at = (float(columns.latitudes[spot]), float(columns.longitudes[spot]))
        car, transit = travel_minutes(columns.latitudes, columns.longitudes, at, Travel()).astype(np.int32)
        place = np.arange(-1, count, dtype=np.int32)
        own = {"spot": np.full(count + 1, spot, dtype=np.int32), "place": place}
        parts.append(pl.DataFrame({**own, "car": np.append(0, car), "transit": np.append(0, transit)}))
    return pl.concat(parts)


def query(need: Need, spot: int) -> str:
    """Return the ranking of one posting as SQL that both databases read."""
    asked = ", ".join(
        f"({r.skill}, {20 * r.level - 10}, {r.quarters}, {int(r.essential)})" for r in need.counted
    )
    chance = f"1 / (1 + exp(-{STEP!r}::float8 * (e.mean - r.bar) / e.sd))"
    near = "(p.mode = 1 AND t.car <= p.minutes OR p.mode = 2 AND t.transit <= p.minutes)"
    keep = ["p.found", f"({near} OR p.remote_ok)" if need.remote else near]
    keep.append(f"(p.authorized <> 0{' OR p.sponsor = 1' if need.sponsorship else ''})")
    if need.sponsorship is False:
        keep.append("p.sponsor <> 1")
    if need.schedule is not None:
        keep.append(f"(p.schedule & {need.schedule}) = {need.schedule}")
    if need.pay_max is not None:
        keep.append(f"p.pay_floor <= {need.pay_max}")
    if need.start_day is not None:
        keep.append(f"p.available_from <= {need.start_day}")
    return f"""
        WITH r(skill, bar, quarters, essential) AS (VALUES {asked}),
        scored AS (
            SELECT e.person,
                sum(r.quarters * CASE WHEN e.evidence = 1 THEN least(0.35, {chance}) ELSE {chance} END) AS worth,
                sum(CASE WHEN e.evidence >= 2 AND e.mean >= r.bar THEN r.essential ELSE 0 END) AS met
            FROM r JOIN entries e ON e.skill = r.skill GROUP BY e.person)
        SELECT s.person, least(2, {int(need.essential.sum())} - s.met) AS unmet, s.worth / {need.total} AS fit
        FROM scored s JOIN people p ON p.person = s.person JOIN reach t ON t.place = p.place AND t.spot = {spot}
        WHERE s.worth > 0 AND {" AND ".join(keep)}
        ORDER BY unmet, fit DESC, s.person LIMIT {K}"""


def answer(rows: list[tuple[int, int, float]]) -> Answer:
    """Return rows of a database as the other peers answer."""
    ids, groups, fits = zip(*rows, strict=True) if rows else ((), (), ())
    return np.array(ids, dtype=np.int64), np.array(groups, dtype=np.int64), np.array(fits, dtype=np.float64)


class Spots:
    """Finds the number of a posting's place."""

    def __init__(self, columns: Columns) -> None:
        points = zip(columns.latitudes.tolist(), columns.longitudes.tolist(), strict=True)
        self.numbers = {point: number for number, point in enumerate(points)}

    def of(self, need: Need) -> int:
        """Return the number of the posting's place."""
        assert need.place is not None
        return self.numbers[need.place]


class DuckDB:
    """DuckDB in process, on as many threads as the machine has cores."""

    name = "DuckDB"

    def __init__(self, columns: Columns) -> None:
        self.spots, self.connection = Spots(columns), duckdb.connect()
        frames = {
            "entries": entries_frame(columns),
            "people": people_frame(columns),
            "reach": reach_frame(columns),
        }
        with tempfile.TemporaryDirectory(prefix="bench-duckdb-") as folder:
            for name, frame in frames.items():
                frame.write_parquet(f"{folder}/{name}.parquet")
                self.connection.execute(f"CREATE TABLE {name} AS FROM '{folder}/{name}.parquet'")

    def top(self, need: Need) -> Answer:
        """Return the first 50."""
        return answer(self.connection.execute(query(need, self.spots.of(need))).fetchall())

    def close(self) -> None:
        """Let go of the tables."""
        self.connection.close()


class PostgreSQL:
    """A server started for this run, as user postgres where the run is root, and removed afterwards."""

    name = "PostgreSQL"

    def __init__(self, columns: Columns) -> None:
        self.spots = Spots(columns)
        self.folder = Path(tempfile.mkdtemp(prefix="bench-pg-"))
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        shutil.chown(self.folder, self.user)
        self.port = self._free_port()
        self._run("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-U", "bench", "--no-sync")
        settings = (
            f"-p {self.port} -k {self.folder} -c listen_addresses='' -c fsync=off -c shared_buffers=3GB"
        )
        settings += " -c work_mem=512MB -c maintenance_work_mem=1GB -c max_wal_size=8GB"
        settings += (
            " -c effective_cache_size=8GB -c random_page_cost=1.1 -c max_parallel_workers_per_gather=2"
        )
        self._run(
            "pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-o", settings, "start"
        )
        self.connection = psycopg.connect(
            host=str(self.folder), port=self.port, user="bench", dbname="postgres"
        )
        self.connection.autocommit = True
        self._load(columns)

    def top(self, need: Need) -> Answer:
        """Return the first 50."""
        return answer(self.connection.execute(query(need, self.spots.of(need))).fetchall())

    def close(self) -> None:
        """Stop the server and remove its folder."""
        self.connection.close()
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        time.sleep(0.2)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _load(self, columns: Columns) -> None:
        run = self.connection.execute
        run("CREATE UNLOGGED TABLE entries (skill int, person int, evidence int2, mean int2, sd float8)")
        run(
            "CREATE UNLOGGED TABLE people (person int, found bool, remote_ok bool, mode int2, authorized int2, "
            "sponsor int2, place int, minutes int, schedule int, pay_floor int, available_from int)"
        )
        run("CREATE UNLOGGED TABLE reach (spot int, place int, car int, transit int)")
        frames = {
            "entries": entries_frame(columns),
            "people": people_frame(columns),
            "reach": reach_frame(columns),
        }
        for name, frame in frames.items():
            file = self.folder / f"{name}.csv"
            frame.write_csv(file, include_header=False)
            shutil.chown(file, self.user)
            run(f"COPY {name} FROM '{file}' WITH (FORMAT csv)")
            file.unlink()
        run("CREATE INDEX ON entries (skill) INCLUDE (person, evidence, mean, sd)")
        run("ALTER TABLE people ADD PRIMARY KEY (person)")
        run("CREATE INDEX ON reach (spot) INCLUDE (place, car, transit)")
        run("VACUUM ANALYZE")

    def _run(self, tool: str, *arguments: str) -> None:
        as_user = {"user": self.user} if os.geteuid() == 0 else {}
        quiet = subprocess.DEVNULL
        subprocess.run([BINARIES / tool, *arguments], check=True, stdout=quiet, cwd=self.folder, **as_user)

    @staticmethod
    def _free_port() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])
