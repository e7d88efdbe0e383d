"""Whether a gap over everything turns around inside its parts (Simpson's paradox).

A gap over all postings together can come from where people applied and not from how they were chosen, and a fair
total can hide gaps inside. Both are seen by comparing within each part first. The known example is graduate
admission in Berkeley (Bickel, Hammel and O'Connell 1975).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from techhire.engines.fairness.cases import Case, Group, Tally, tally
from techhire.engines.fairness.tables import selection

_NOBODY = Tally(0, 0)


@dataclass(frozen=True, slots=True)
class Stratum:
    """One part of the whole: the group and the one it is compared with."""

    name: str
    group: Tally
    other: Tally

    @property
    def direction(self) -> int:
        """-1 where the group's rate is the lower one, 1 where it is the higher one, 0 where they are equal or
        one of the two is absent."""
        if not self.group.people or not self.other.people:
            return 0
        left = self.group.selected * self.other.people
        right = self.other.selected * self.group.people
        return (left > right) - (left < right)


@dataclass(frozen=True, slots=True)
class StrataCheck:
    """A group beside the one with the highest rate over everything, part by part.

    `ratio` is that of the totals. `adjusted_ratio` compares only within parts (Mantel and Haenszel 1959, for
    the ratio of rates); None where no part holds both groups with somebody selected. `reverses` says that the
    adjusted ratio points the other way than the total. `reversed_in` names the parts that do.
    """

    group: Group
    other: Group
    ratio: float
    adjusted_ratio: float | None
    strata: tuple[Stratum, ...]

    @property
    def reversed_in(self) -> tuple[str, ...]:
        """Parts in which the group has the higher rate, although it has the lower one over everything."""
        return tuple(part.name for part in self.strata if part.direction > 0) if self.ratio < 1 else ()

    @property
    def reverses(self) -> bool:
        """Whether the gap turns around once like is compared with like."""
        return self.ratio < 1 and self.adjusted_ratio is not None and self.adjusted_ratio > 1


def compare_strata(cases: Sequence[Case], by: Sequence[str]) -> list[StrataCheck]:
    """Every compared group beside the highest, over everything and within each stratum of `cases`.

    Empty where fewer than two groups can be compared or nobody was selected.
    """
    whole = selection(cases, by)
    parts: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        parts[case.stratum].append(case)
    counts = {name: tally(part, by) for name, part in sorted(parts.items())}
    checks = []
    for row in whole.rows:
        if row.comparison is None or whole.highest is None:
            continue
        strata = tuple(
            Stratum(name, count.get(row.group, _NOBODY), count.get(whole.highest, _NOBODY))
            for name, count in counts.items()
        )
        ratio, adjusted = row.comparison.ratio, mantel_haenszel_ratio(strata)
        checks.append(StrataCheck(row.group, whole.highest, ratio, adjusted, strata))
    return checks


def mantel_haenszel_ratio(strata: Sequence[Stratum]) -> float | None:
    """Ratio of the rates within strata, each weighted by its size. None where nothing can be compared.

    Infinite where only the group selected anybody.
    """
    over = under = 0.0
    for part in strata:
        people = part.group.people + part.other.people
        if part.group.people and part.other.people:
            over += part.group.selected * part.other.people / people
            under += part.other.selected * part.group.people / people
    if under == 0.0:
        return inf if over else None
    return over / under
