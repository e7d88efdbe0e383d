"""Published tables of groups as people read them: who reached a level, beside whom, and what may be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from techhire.engines.fairness import UNKNOWN
from techhire.plays.assessments.bridge.crowd import LEVELS
from techhire.plays.assessments.words import DID_NOT_SAY, DIMENSIONS, GAPS, GROUPS, Fairness, GroupStanding

USUAL_LEVEL = 3
BESIDE = (
    GroupStanding.GAP_MAY_BE_CHANCE,
    GroupStanding.NO_GAP,
    GroupStanding.SURE_BUT_SMALL_GAP,
    GroupStanding.NOT_BELOW_UNSEEN,
)
"""What is said of a group that was compared and shows no sure gap."""


@dataclass(frozen=True)
class GroupLine:
    """One group at one level. Without ``reached`` its numbers are too small to show."""

    name: str
    people: int | None
    reached: int | None
    standing: GroupStanding
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    method: str = ""
    short: int = 0

    @property
    def rate(self) -> float | None:
        """Share that reached the level, 0 to 1."""
        return self.reached / self.people if self.people and self.reached is not None else None

    @property
    def is_gap(self) -> bool:
        """Whether the group is below four fifths and chance alone would hardly do it, or its numbers are hidden."""
        return self.standing in GAPS


@dataclass(frozen=True)
class GroupTable:
    """All groups of one way of parting at one level, and the day of the count."""

    by: tuple[str, ...]
    as_of: date
    lines: tuple[GroupLine, ...]

    @property
    def title(self) -> str:
        """What the people are parted by."""
        return " × ".join(str(DIMENSIONS[name]) for name in self.by)

    @property
    def shown(self) -> tuple[GroupLine, ...]:
        """Groups with a figure or something to say."""
        silent = (GroupStanding.HIDDEN, GroupStanding.NOT_SHOWN)
        return tuple(line for line in self.lines if line.people is not None or line.standing not in silent)

    @property
    def hidden(self) -> int:
        """How many groups show nothing, whether anybody is in them or not."""
        return len(self.lines) - len(self.shown)

    @property
    def highest(self) -> GroupLine | None:
        """The group that reached the level most often, where its numbers are shown."""
        found = (line for line in self.lines if line.standing == GroupStanding.HIGHEST)
        return next((line for line in found if line.rate is not None), None)

    @property
    def compared(self) -> tuple[GroupLine, ...]:
        """Groups that stand beside the highest with a ratio."""
        return tuple(line for line in self.lines if line.low is not None)


@dataclass(frozen=True)
class GroupsTold:
    """What the tables of one report say at one level. ``levels_shown`` are the levels any table is shown at."""

    level: int
    fairness: Fairness
    everyone: GroupLine | None
    tables: tuple[GroupTable, ...]
    levels_shown: tuple[int, ...]

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """Groups that pass far less often than another, with what they were parted by."""
        return [(table.title, line.name) for table, line in self.gap_lines]

    @property
    def gap_lines(self) -> list[tuple[GroupTable, GroupLine]]:
        """The same with the table and the figures."""
        return [(table, line) for table in self.tables for line in table.lines if line.is_gap]


def groups_told(
    blocks: Sequence[dict[str, Any]], level: int | None = None, *, unlike: bool = False
) -> GroupsTold:
    """The tables at a level; without one, at the level at which most groups can be compared.

    ``unlike`` says that questions were found that are clearly harder for one group.
    """
    level = level if level in LEVELS else telling_level(blocks)
    tables = tuple(_tables(blocks, level))
    return GroupsTold(
        level=level,
        fairness=verdict_on_fairness(tables, unlike),
        everyone=next((table.lines[0] for table in tables if not table.by), None),
        tables=tuple(table for table in tables if table.by),
        levels_shown=tuple(sorted({one["level"] for block in blocks for one in block["tables"]})),
    )


def telling_level(blocks: Sequence[dict[str, Any]]) -> int:
    """The level at which most groups have a ratio; of equals the one nearest to the usual level."""
    counts = dict.fromkeys(LEVELS, 0)
    for block in blocks:
        for table in block["tables"]:
            counts[table["level"]] += sum("low" in row for row in table["rows"])
    return max(LEVELS, key=lambda level: (counts[level], -abs(level - USUAL_LEVEL)))


def verdict_on_fairness(tables: Iterable[GroupTable], unlike: bool) -> Fairness:
    """The gravest thing that was found, or that nothing was, or that nothing could be compared."""
    standings = {line.standing for table in tables for line in table.lines}
    if standings & set(GAPS):
        return Fairness.GAP
    if GroupStanding.GAP_MAY_BE_CHANCE in standings:
        return Fairness.MAY_BE_CHANCE
    if unlike:
        return Fairness.QUESTIONS
    return Fairness.NO_GAP if standings & set(BESIDE) else Fairness.UNKNOWN


def group_name(by: Sequence[str], group: Sequence[str]) -> str:
    """A group in words, as in "women, Hispanic or Latino"."""
    named = (
        DID_NOT_SAY if code == UNKNOWN else GROUPS[name][code] for name, code in zip(by, group, strict=True)
    )
    return ", ".join(str(one) for one in named)


def _tables(blocks: Sequence[dict[str, Any]], level: int) -> Iterator[GroupTable]:
    for block in blocks:
        by = tuple(block["by"])
        for table in block["tables"]:
            if table["level"] == level:
                lines = tuple(_line(by, row) for row in table["rows"])
                yield GroupTable(by, date.fromisoformat(block["as_of"]), _beside(lines))


def _beside(lines: tuple[GroupLine, ...]) -> tuple[GroupLine, ...]:
    """The lines; where no other group can be held against the highest, it is the highest of nothing."""
    spoken = {line.standing for line in lines}
    if spoken & {*GAPS, *BESIDE}:
        return lines
    return tuple(
        replace(line, standing=GroupStanding.SET_APART, ratio=None)
        if line.standing == GroupStanding.HIGHEST
        else line
        for line in lines
    )


def _line(by: tuple[str, ...], row: dict[str, Any]) -> GroupLine:
    return GroupLine(
        name=group_name(by, row["group"]),
        people=row["people"],
        reached=row["reached"] if row["people"] is not None else None,
        standing=GroupStanding(row["standing"]),
        ratio=row.get("ratio"),
        low=row.get("low"),
        high=row.get("high"),
        p=row.get("p"),
        method=row.get("method", ""),
        short=row.get("short", 0),
    )
