"""A published report as people read it: two answers first, then what stands behind them, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise

from techhire.engines.fairness import UNKNOWN
from techhire.plays.assessments.bridge.crowd import LEVELS
from techhire.plays.assessments.bridge.exactness import verdict_on_exactness
from techhire.plays.assessments.models import QualityReport
from techhire.plays.assessments.words import (
    DID_NOT_SAY,
    DIMENSIONS,
    GAPS,
    GROUPS,
    PULL_IT,
    WHAT_TO_DO,
    Exactness,
    Fairness,
    GroupStanding,
    ReportFlag,
    StopReason,
)

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
    def compared(self) -> tuple[GroupLine, ...]:
        """Groups that stand beside the highest with a ratio."""
        return tuple(line for line in self.lines if line.low is not None)


@dataclass(frozen=True)
class UnlikeLine:
    """A question that is harder for people of one group than for equally able ones of another."""

    code: str
    harder_for: str
    beside: str
    size: str
    delta: float
    changes: bool


@dataclass(frozen=True)
class QuestionLine:
    """One question: its figures as published, and its flags with what to do about each."""

    item_id: int
    code: str
    figures: dict[str, Any]
    flags: tuple[ReportFlag, ...]

    @property
    def advice(self) -> list[tuple[Promise | str, Promise | str]]:
        """Each flag in words and what to do."""
        return [(flag.label, WHAT_TO_DO[flag]) for flag in self.flags]

    @property
    def is_to_pull(self) -> bool:
        """Whether it should not be asked until somebody looked."""
        return any(flag in PULL_IT for flag in self.flags)


@dataclass(frozen=True)
class Story:
    """Everything of one report at one level."""

    report: QualityReport
    level: int
    exact: dict[str, Any]
    exactness: Exactness
    fairness: Fairness
    everyone: GroupLine | None
    tables: tuple[GroupTable, ...]
    questions: tuple[QuestionLine, ...]
    unlike: tuple[UnlikeLine, ...]
    compared: int
    levels_shown: tuple[int, ...] = field(default=())

    @property
    def to_pull(self) -> list[QuestionLine]:
        """Questions nobody should be asked until somebody looked."""
        return [line for line in self.questions if line.is_to_pull]

    @property
    def flagged(self) -> list[QuestionLine]:
        """Every question with a flag, those to pull first."""
        return sorted((line for line in self.questions if line.flags), key=lambda line: not line.is_to_pull)

    @property
    def counted_on(self) -> date:
        """The day the figures of exactness and questions are of."""
        return date.fromisoformat(self.exact["as_of"])

    @property
    def ended(self) -> list[tuple[Promise | str, int | None]]:
        """Why tests ended, and for how many people; None where the number is too small to show."""
        words = dict(StopReason.choices)
        return [(words.get(reason, reason), people) for reason, people in self.exact["ended"].items()]

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """Groups that pass far less often than another, with what they were parted by."""
        return [(table.title, line.name) for table in self.tables for line in table.lines if line.is_gap]


def story_of(report: QualityReport, level: int | None = None) -> Story:
    """The report at a level; without one, at the level at which most groups can be compared."""
    exact, blocks = report.numbers["exact"], report.numbers["groups"]
    level = level if level in LEVELS else telling_level(blocks)
    tables = tuple(_tables(blocks, level))
    unlike = tuple(_unlike(blocks))
    return Story(
        report=report,
        level=level,
        exact=exact,
        exactness=verdict_on_exactness(exact["people"], exact["reliability"]),
        fairness=verdict_on_fairness(tables, unlike),
        everyone=next((table.lines[0] for table in tables if not table.by), None),
        tables=tuple(table for table in tables if table.by),
        questions=tuple(_questions(exact["questions"], unlike)),
        unlike=tuple(line for line in unlike if line.size != "A"),
        compared=len(unlike),
        levels_shown=tuple(sorted({one["level"] for block in blocks for one in block["tables"]})),
    )


def telling_level(blocks: Sequence[dict[str, Any]]) -> int:
    """The level at which most groups have a ratio; of equals the one nearest to the usual level."""
    counts = dict.fromkeys(LEVELS, 0)
    for block in blocks:
        for table in block["tables"]:
            counts[table["level"]] += sum("low" in row for row in table["rows"])
    return max(LEVELS, key=lambda level: (counts[level], -abs(level - USUAL_LEVEL)))


def verdict_on_fairness(tables: Iterable[GroupTable], unlike: Sequence[UnlikeLine]) -> Fairness:
    """The gravest thing that was found, or that nothing was, or that nothing could be compared."""
    standings = {line.standing for table in tables for line in table.lines}
    if standings & set(GAPS):
        return Fairness.GAP
    if GroupStanding.GAP_MAY_BE_CHANCE in standings:
        return Fairness.MAY_BE_CHANCE
    if any(line.size == "C" for line in unlike):
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


def _unlike(blocks: Sequence[dict[str, Any]]) -> Iterator[UnlikeLine]:
    """Every comparison of a question, the largest differences first."""
    found = [(tuple(block["by"]), row) for block in blocks for row in block["dif"]]
    for by, row in sorted(found, key=lambda one: (-ord(one[1]["size"][0]), one[1]["code"])):
        focal, reference = (group_name(by, (row[name],)) for name in ("focal", "reference"))
        harder, beside = (focal, reference) if row["harder"] else (reference, focal)
        yield UnlikeLine(
            row["code"], harder, beside, row["size"], abs(row["delta"]), row["nonuniform"] < 0.01
        )


def _questions(rows: Sequence[dict[str, Any]], unlike: Sequence[UnlikeLine]) -> Iterator[QuestionLine]:
    sizes: dict[str, str] = {}
    for line in unlike:
        sizes[line.code] = max(line.size, sizes.get(line.code, "A"))
    words = {"C": [ReportFlag.UNFAIR], "B": [ReportFlag.UNEVEN]}
    for row in rows:
        flags = [*words.get(sizes.get(row["code"], "A"), []), *map(ReportFlag, row["flags"])]
        yield QuestionLine(row["item"], row["code"], row, tuple(flags))
