"""The batch on Spark: every partition of the people is ranked by the one kernel, and the parts are put together.

Needs the extra ``spark`` and Java 17. Nothing here knows Django, so that a worker on another machine needs the package
and its numbers only.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from techhire.engines.matching import (
    Batch,
    Needs,
    People,
    ReachTable,
    Rows,
    merge,
    people_from,
    rank_batch,
    rows_of,
)
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

FOUND = "need long, person long, group long, fit double"
PLAIN = {
    "ids": np.int64,
    "flags": np.uint8,
    "latitude": np.float64,
    "longitude": np.float64,
    "minutes": np.uint16,
    "schedule": np.uint16,
    "pay_floor": np.uint32,
    "available_from": np.int32,
}
"""Columns with one value a person, and what the engine keeps them as; Spark knows no unsigned numbers."""


@contextmanager
def session(master: str) -> "Iterator[SparkSession]":
    """A session at a master such as ``local[2]``, with workers that run this Python; stopped at the end."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise Stop("Spark is not installed: pip install 'techhire[spark]', with Java 17.") from missing
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("techhire match-all")
    if master.startswith("local"):
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config(
            "spark.driver.host", "127.0.0.1"
        )
    spark = builder.config("spark.ui.enabled", "false").getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()


def rank_on(
    spark: "SparkSession", partitions: int, people: People, needs: Needs, table: ReachTable, k: int
) -> Batch:
    """The first ``k`` people of every posting, as ``rank_batch`` gives them in one process."""
    frame = spark.createDataFrame(as_arrow(people)).repartition(partitions)
    return rank_frame(frame, needs, table, k)


def rank_frame(frame: "DataFrame", needs: Needs, table: ReachTable, k: int) -> Batch:
    """The same for people that are in a data frame already, in the columns of ``as_arrow``."""
    one = partial(rank_partition, needs=needs, table=table, k=k)
    found = frame.mapInArrow(one, FOUND).toArrow()
    columns = [found.column(name).to_numpy() for name in ("need", "person", "group", "fit")]
    return merge([Batch(*columns)], needs, k)


def rank_partition(
    batches: "Iterator[pa.RecordBatch]", *, needs: Needs, table: ReachTable, k: int
) -> "Iterator[pa.RecordBatch]":
    """What runs on a worker: lay the partition's people out once, rank them for every posting."""
    import pyarrow as pa

    parts = [batch for batch in batches if batch.num_rows]
    if not parts:
        return
    ranked = rank_batch(people_from(_rows(pa.Table.from_batches(parts))), needs, table, k)
    columns = (ranked.need, ranked.person_ids, ranked.group, ranked.fit)
    names = ("need", "person", "group", "fit")
    yield pa.RecordBatch.from_arrays([pa.array(column) for column in columns], names=list(names))


def as_arrow(people: People) -> "pa.Table":
    """People as a table: one row a person, skills and codes as two lists of one length."""
    import pyarrow as pa

    rows = rows_of(people)
    ends = np.concatenate(([0], np.cumsum(rows.sizes)))
    plain: dict[str, Any] = {name: pa.array(_signed(getattr(rows, name))) for name in PLAIN}
    lists = {name: _lists(ends, _signed(getattr(rows, name))) for name in ("skills", "codes")}
    return pa.table(plain | lists)


def _lists(ends: "np.ndarray[Any, np.dtype[np.int64]]", values: "np.ndarray[Any, Any]") -> "pa.Array":
    import pyarrow as pa

    return pa.LargeListArray.from_arrays(pa.array(ends), pa.array(values))


def _signed(column: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    return column if column.dtype.kind == "f" else column.astype(np.int64)


def _rows(table: "pa.Table") -> Rows:
    plain = {name: table.column(name).to_numpy().astype(kind) for name, kind in PLAIN.items()}
    skills, codes = (table.column(name).combine_chunks() for name in ("skills", "codes"))
    return Rows(
        **plain,
        sizes=skills.value_lengths().to_numpy(zero_copy_only=False).astype(np.int64),
        skills=skills.flatten().to_numpy(zero_copy_only=False).astype(np.int64),
        codes=codes.flatten().to_numpy(zero_copy_only=False).astype(np.uint16),
    )
