"""Figures drawn up beside the editions readers may have kept, apart from when they are published.

Counting takes seconds, so it happens before anything is written. Whoever publishes looks first whether the editions are
those the figures were drawn up beside, and whether what was counted is still what is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from techhire.engines.disclosure_control import MINIMUM
from techhire.plays.assessments.bridge.crowd import By
from techhire.plays.assessments.bridge.editions import Block
from techhire.plays.assessments.bridge.item_quality import AnswerTable
from techhire.plays.assessments.models import Assessment, CutScores, QualityReport, Rubric
from techhire.plays.assessments.queries.fairness import group_blocks

Stamp = tuple[Hashable, ...]


@dataclass(frozen=True)
class DrawnUp:
    """What may be published of a day, drawn up beside these editions; ``numbers`` is None where nothing is new."""

    today: date
    editions: tuple[int, ...]
    stamp: Stamp
    numbers: dict[str, Any] | None


def editions(
    community_id: int, *, assessment: Assessment | None = None, rubric: Rubric | None = None
) -> list[QualityReport]:
    """Everything published so far about a test or a rubric in one community, oldest first."""
    rows = QualityReport.objects.filter(community_id=community_id, assessment=assessment, rubric=rubric)
    return list(rows.order_by("last_day", "pk"))


def editions_ids(earlier: Sequence[QualityReport]) -> tuple[int, ...]:
    """Which they are."""
    return tuple(row.pk for row in earlier)


def counted_on(earlier: Sequence[QualityReport], today: date) -> bool:
    """Whether this day has its edition already, so that nobody counts before and after one person."""
    return bool(earlier) and earlier[-1].last_day >= today


def next_numbers(
    *,
    reached: Mapping[int, int],
    exact: Callable[[], dict[str, Any]],
    earlier: Sequence[QualityReport],
    today: date,
    cuts: CutScores | None = None,
    table: AnswerTable | None = None,
) -> dict[str, Any] | None:
    """What may be published beside the earlier editions, oldest first; None where that is what stands already.

    ``reached`` is the highest level by seeker id, ``exact`` the figures that are of nobody's group; they move where
    ten people more or fewer are behind them. With a ``table`` of answers levels exist only where there are ``cuts``.
    """
    if len(reached) < MINIMUM:
        return None
    last = earlier[-1].numbers if earlier else {}
    told = last.get("exact")
    if _may_move(len(reached), [one.numbers["exact"]["people"] for one in earlier]):
        told = {"as_of": today.isoformat(), "people": len(reached), **exact()}
    blocks = group_blocks(
        reached if cuts or table is None else {},
        earlier=_blocks(earlier),
        today=today,
        cuts=cuts.pk if cuts else None,
        table=table,
        exact=table is None,
    )
    numbers = {"exact": told, "groups": blocks}
    return None if _without_day(numbers) == _without_day(last) else numbers


def _may_move(people: int, before: Sequence[int]) -> bool:
    """Whether enough people came since every earlier edition that nobody's answers show in the difference."""
    return all(people == one or abs(people - one) >= MINIMUM for one in before)


def _blocks(earlier: Sequence[QualityReport]) -> dict[By, list[Block]]:
    blocks: dict[By, list[Block]] = defaultdict(list)
    for report in earlier:
        for block in report.numbers["groups"]:
            if block not in blocks[tuple(block["by"])]:
                blocks[tuple(block["by"])].append(block)
    return blocks


def _without_day(numbers: dict[str, Any]) -> dict[str, Any]:
    """The figures, whatever day they are of."""
    if not numbers:
        return {}
    exact = {key: value for key, value in numbers["exact"].items() if key != "as_of"}
    return {"exact": exact, "groups": [{**block, "as_of": ""} for block in numbers["groups"]]}
