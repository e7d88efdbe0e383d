"""Rates by group at one stage or for one score, each beside the highest.

The rules are those of the federal Uniform Guidelines (29 CFR 1607.4 D, four fifths) and of New York City's bias
audits (6 RCNY 5-300 to 5-304): people whose group is unknown are counted apart, and groups under 2 % of
everyone are listed but neither set the highest rate nor get a ratio. Counts are true counts: whoever shows them
to others hides the small ones first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from techhire.engines.fairness.cases import UNKNOWN, Case, Group, Scored, Tally, above_median, tally
from techhire.engines.fairness.ratios import SMALL_SAMPLE, Comparison, compare

SMALLEST_SHARE = Fraction(2, 100)
"""Groups with a smaller share of everyone are listed, but not compared."""


class Standing(StrEnum):
    """What can be said of one group, in one word."""

    HIGHEST = "highest"
    UNKNOWN = "unknown"
    UNDER_TWO_PERCENT = "under_two_percent"
    SET_APART = "set_apart"
    NOBODY_SELECTED = "nobody_selected"
    NO_GAP = "no_gap"
    SURE_BUT_SMALL_GAP = "sure_but_small_gap"
    GAP_MAY_BE_CHANCE = "gap_may_be_chance"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class GroupRate:
    """One line of the table. `rate` and `share` (of everyone) run from 0 to 1.

    `few` marks fewer than 30 people. `comparison` is None for the highest group itself, for unknown groups,
    for those under 2 % or set apart, and where nobody at all was selected.
    """

    group: Group
    people: int
    selected: int
    rate: float
    share: float
    standing: Standing
    comparison: Comparison | None = None

    @property
    def few(self) -> bool:
        """Whether the group is so small that its rate says little."""
        return self.people < SMALL_SAMPLE

    @property
    def ratio(self) -> float | None:
        """Rate over highest rate: 1 for the highest, None where there is no comparison."""
        if self.standing is Standing.HIGHEST:
            return 1.0
        return self.comparison.ratio if self.comparison else None


@dataclass(frozen=True, slots=True)
class SelectionTable:
    """All groups of one or more dimensions at one stage, in the order of their names.

    `highest` is the group everyone is compared with, `unknown` counts the people missing in any dimension,
    `median` is set where the table is about a score.
    """

    by: tuple[str, ...]
    stage: str
    people: int
    unknown: int
    highest: Group | None
    rows: tuple[GroupRate, ...]
    median: float | None = None

    @property
    def flagged(self) -> tuple[GroupRate, ...]:
        """Groups below four fifths of the highest rate, sure or not."""
        return tuple(row for row in self.rows if row.comparison and row.comparison.below_four_fifths)


def selection(
    cases: Iterable[Case],
    by: Sequence[str],
    stage: str = "",
    *,
    apart: Collection[Group] = (),
    exact: bool = False,
) -> SelectionTable:
    """Selection rates by the dimensions `by`; more than one gives their intersections. ValueError for none.

    Groups set `apart`, whose figures will not be shown, count among everyone but are not compared and do not
    set the highest rate, since a ratio to a figure nobody sees would tell it. `exact` asks for the exact test however
    many people there are.
    """
    return _table(tally(cases, _checked(by)), by, stage, None, apart, exact)


def scoring(scores: Sequence[Scored], by: Sequence[str], stage: str = "") -> SelectionTable:
    """Rates of a score above the median of everyone, by the dimensions `by`. ValueError for none."""
    cases, median = above_median(scores)
    return _table(tally(cases, _checked(by)), by, stage, median)


def every_table(cases: Sequence[Case], dimensions: Sequence[str], stage: str = "") -> list[SelectionTable]:
    """A table for each dimension, then one for each pair of them."""
    return [selection(cases, by, stage) for by in _singles_and_pairs(dimensions)]


def every_score_table(
    scores: Sequence[Scored], dimensions: Sequence[str], stage: str = ""
) -> list[SelectionTable]:
    """As `every_table`, for a score."""
    return [scoring(scores, by, stage) for by in _singles_and_pairs(dimensions)]


def _singles_and_pairs(dimensions: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in (1, 2):
        yield from combinations(dimensions, size)


def _checked(by: Sequence[str]) -> Sequence[str]:
    if isinstance(by, str) or not by or len(set(by)) != len(by):
        raise ValueError(f"name the dimensions to compare, each once, in a sequence: {by!r}")
    return by


def _table(
    counts: dict[Group, Tally],
    by: Sequence[str],
    stage: str,
    median: float | None,
    apart: Collection[Group] = (),
    exact: bool = False,
) -> SelectionTable:
    people = sum(count.people for count in counts.values())
    large = [group for group in counts if is_large_enough(counts[group].people, people)]
    compared = [group for group in large if UNKNOWN not in group and group not in apart]
    highest = max(compared, key=lambda group: _order(counts[group]), default=None)
    best = counts.get(highest or ())
    rows = []
    for group, count in counts.items():
        is_beside = group in compared and group != highest and best and best.selected
        comparison = compare(count, best, exact=exact) if is_beside and best else None
        rows.append(_row(group, count, people, _apart(group, large, compared), comparison, best))
    unknown = sum(count.people for group, count in counts.items() if UNKNOWN in group)
    return SelectionTable(tuple(by), stage, people, unknown, highest, tuple(rows), median)


def is_large_enough(people: int, everyone: int) -> bool:
    """Whether a group is at least 2 % of everyone."""
    return Fraction(people, everyone) >= SMALLEST_SHARE


def _apart(group: Group, large: Collection[Group], compared: Collection[Group]) -> Standing | None:
    """Why a group is not compared; None where it is."""
    if group in compared:
        return None
    if UNKNOWN in group:
        return Standing.UNKNOWN
    return Standing.SET_APART if group in large else Standing.UNDER_TWO_PERCENT


def _order(count: Tally) -> tuple[Fraction, int]:
    """The highest rate first; of equal rates the larger group, whose rate is surer."""
    return Fraction(count.selected, count.people), count.people


def _row(
    group: Group,
    count: Tally,
    people: int,
    apart: Standing | None,
    comparison: Comparison | None,
    highest: Tally | None,
) -> GroupRate:
    standing = apart or _standing(comparison, bool(highest and highest.selected))
    share = count.people / people
    return GroupRate(group, count.people, count.selected, count.rate, share, standing, comparison)


def _standing(comparison: Comparison | None, anyone_selected: bool) -> Standing:
    if not anyone_selected:
        return Standing.NOBODY_SELECTED
    if comparison is None:
        return Standing.HIGHEST
    if comparison.below_four_fifths:
        return Standing.GAP if comparison.significant else Standing.GAP_MAY_BE_CHANCE
    return Standing.SURE_BUT_SMALL_GAP if comparison.significant else Standing.NO_GAP
