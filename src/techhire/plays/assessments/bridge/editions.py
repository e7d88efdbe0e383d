"""Tables as they are kept, and when a newer edition may take the place of an older one.

A reader keeps every edition. A figure that moved by fewer than ten people tells of those few, so all tables of one way
of parting stay as they were until every figure of them is either the same or moved by ten at least. Nothing is kept of
who was counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import isfinite
from typing import Any

from techhire.engines.disclosure_control import MINIMUM
from techhire.engines.fairness import Group, GroupRate
from techhire.plays.assessments.bridge.crowd import TOP, By, Crowd
from techhire.plays.assessments.bridge.publishing import Draft

Block = dict[str, Any]
"""All tables of one way of parting, of one day: by, as_of, cuts, tables, and what was found of items."""


def blocks_of_drafts(drafts: Sequence[Draft], as_of: str, cuts: int | None) -> list[Block]:
    """The drafts as they are kept, one block for each way of parting."""
    ordered = sorted(drafts, key=lambda draft: (len(draft.by), draft.by, draft.level))
    return [
        {"by": list(by), "as_of": as_of, "cuts": cuts, "tables": [table_of(one) for one in some], "dif": []}
        for by, some in groupby(ordered, key=lambda draft: draft.by)
    ]


def table_of(draft: Draft) -> dict[str, Any]:
    """One table in plain data. Rows without a figure are listed, whether anybody is in them or not."""
    rates = {row.group: row for row in draft.rates.rows} if draft.rates else {}
    hints = {hint.group: hint.below for hint in draft.hints}
    rows = zip(draft.groups, draft.shown.cells, draft.shown.row_totals, strict=True)
    return {
        "level": draft.level,
        "rows": [
            _row(group, people, cells, rates.get(group), hints.get(group)) for group, cells, people in rows
        ],
    }


def _row(
    group: Group,
    people: int | None,
    cells: tuple[int | None, ...],
    rate: GroupRate | None,
    below: bool | None,
) -> dict[str, Any]:
    row: dict[str, Any] = {"group": list(group), "people": people, "reached": cells[0], "missed": cells[1]}
    if None in (people, *cells):
        hinted = {True: "below_unseen", False: "not_below_unseen", None: "not_shown"}
        return row | {"standing": "hidden" if people is None else hinted[below]}
    row["standing"] = rate.standing.value if rate else "everyone"
    if rate is None or (found := rate.comparison) is None:
        return row | {"ratio": rate.ratio if rate else None}
    return row | {
        "ratio": round(found.ratio, 3),
        "low": round(found.low, 3),
        "high": round(found.high, 3) if isfinite(found.high) else None,
        "p": round(found.p_value, 4),
        "method": found.method.value,
        "short": found.shortfall,
        "few": found.small_sample,
    }


def next_block(by: By, fresh: Block | None, earlier: Sequence[Block], crowd: Crowd) -> Block | None:
    """What stands for this way of parting now: the newest edition, or the last one while few people changed it."""
    if not earlier:
        return fresh
    same = fresh is not None and fresh["tables"] == earlier[-1]["tables"]
    if same or any(changed_by_few(block, crowd) for block in earlier):
        return earlier[-1]
    return fresh


def changed_by_few(block: Block, crowd: Crowd) -> bool:
    """Whether some figure of an edition is now different by fewer than ten people."""
    by = tuple(block["by"])
    return any(
        0 < abs(crowd.number(by, group, low, high) - count) < MINIMUM
        for group, low, high, count in figures_of(block)
    )


def figures_of(block: Block) -> Iterator[tuple[Group, int, int, int]]:
    """Every count a reader of the block has, and those by subtraction: group, from which level, below which, people."""
    reached: dict[Group, dict[int, int]] = {}
    people: dict[Group, int] = {}
    for table in block["tables"]:
        for row in table["rows"]:
            group = tuple(row["group"])
            if row["people"] is not None:
                people[group] = row["people"]
            if row["reached"] is not None:
                reached.setdefault(group, {})[table["level"]] = row["reached"]
    for group, count in people.items():
        yield group, 0, TOP, count
    for group, levels in reached.items():
        yield from _steps(group, levels, people.get(group))


def _steps(group: Group, levels: dict[int, int], people: int | None) -> Iterable[tuple[Group, int, int, int]]:
    at = sorted(levels)
    for level in at:
        yield group, level, TOP, levels[level]
        if people is not None:
            yield group, 0, level, people - levels[level]
    for low, high in zip(at, at[1:], strict=False):
        yield group, low, high, levels[low] - levels[high]
