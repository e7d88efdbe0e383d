"""People who stood before one decision or one score, without anything that names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

UNKNOWN = "unknown"
"""The group of everyone who did not say, or was not asked."""

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """`count` people of the same groups with the same outcome of one decision.

    `groups` maps a dimension ("sex", "age") to what the person said; None, an empty text or no entry is
    *unknown*. `stratum` names the part of the whole in which the decision fell (a posting, a department), for
    the check of `compare_strata`. ValueError for a negative count.
    """

    groups: Mapping[str, str | None]
    selected: bool
    count: int = 1
    stratum: str = ""

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError(f"a count of people is a whole number from 0, not {self.count!r}")


@dataclass(frozen=True, slots=True)
class Scored:
    """One person with a score of any scale, in `groups` as in `Case`. ValueError where there is no score."""

    groups: Mapping[str, str | None]
    score: float
    stratum: str = ""

    def __post_init__(self) -> None:
        if self.score != self.score:
            raise ValueError("a person without a score stands neither above nor below the others")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people there were, and how many of them were selected."""

    people: int
    selected: int

    @property
    def rate(self) -> float:
        """Share selected, 0 to 1; 0 where there was nobody."""
        return self.selected / self.people if self.people else 0.0


def group_of(groups: Mapping[str, str | None], by: Sequence[str]) -> Group:
    """Where a person stands in the dimensions `by`."""
    return tuple(groups.get(dimension) or UNKNOWN for dimension in by)


def tally(cases: Iterable[Case], by: Sequence[str]) -> dict[Group, Tally]:
    """Counts of each group that has anyone in it, in the order of their names."""
    people: Counter[Group] = Counter()
    selected: Counter[Group] = Counter()
    for case in cases:
        group = group_of(case.groups, by)
        people[group] += case.count
        selected[group] += case.count if case.selected else 0
    return {group: Tally(people[group], selected[group]) for group in sorted(people) if people[group]}


def above_median(scores: Sequence[Scored]) -> tuple[list[Case], float | None]:
    """Each score as a decision, and the median it was held against.

    *Selected* means strictly above the median of everyone, known groups or not: the scoring rate of New York
    City's rules on automated employment decision tools (6 RCNY 5-301). No median where there is nobody.
    """
    if not scores:
        return [], None
    middle = float(median(scored.score for scored in scores))
    cases = [Case(scored.groups, scored.score > middle, stratum=scored.stratum) for scored in scores]
    return cases, middle
