"""One group beside another: the ratio of their rates, how sure it is, and whether chance alone would do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, comb, erfc, exp, inf, log, sqrt

from techhire.engines.fairness.cases import Tally

SMALL_EXPECTED = 5.0
"""Below this expected count in any cell the chi-square approximation is not trusted (Cochran 1954)."""

SMALL_SAMPLE = 30
"""Fewer people than this in both groups together: any figure says little."""

CHI_SQUARE_95 = 3.841458820694124
_FURTHEST = 60.0  # the search for an end of an interval goes from e^-60 to e^60


class Method(StrEnum):
    """How the p value was found."""

    FISHER = "fisher"
    CHI_SQUARE = "chi_square"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A group beside the one with the highest rate.

    `ratio` is rate over highest rate. `low` and `high` hold the ratio with 95 % confidence. `p_value` is the
    two-sided chance of a difference at least as large if both had the same rate, by `method`. `shortfall` is how
    many more people of the group would have had to be selected to reach four fifths of the highest rate.
    `small_sample` says that both together are fewer than 30 people. No correction is made for looking at many
    groups at once.
    """

    ratio: float
    low: float
    high: float
    p_value: float
    method: Method
    below_four_fifths: bool
    shortfall: int
    small_sample: bool

    @property
    def significant(self) -> bool:
        """Whether chance alone would do this in fewer than 1 of 20 cases."""
        return self.p_value < 0.05


def compare(group: Tally, highest: Tally, *, exact: bool = False) -> Comparison:
    """`group` beside `highest`, which must have selected someone (ValueError). `exact` always takes Fisher's test."""
    if highest.selected < 1 or group.people < 1:
        raise ValueError("a ratio needs people in the group and somebody selected in the other")
    method = Method.FISHER if exact else method_for(group, highest)
    low, high = ratio_interval(group, highest)
    return Comparison(
        ratio=group.rate / highest.rate,
        low=low,
        high=high,
        p_value=fisher(group, highest) if method is Method.FISHER else chi_square(group, highest),
        method=method,
        below_four_fifths=5 * group.selected * highest.people < 4 * highest.selected * group.people,
        shortfall=shortfall(group, highest),
        small_sample=group.people + highest.people < SMALL_SAMPLE,
    )


def shortfall(group: Tally, highest: Tally) -> int:
    """People of `group` missing to four fifths of the highest rate, in whole numbers without rounding error."""
    needed = ceil_div(4 * highest.selected * group.people, 5 * highest.people)
    return max(0, needed - group.selected)


def ceil_div(number: int, by: int) -> int:
    """`number` over `by`, rounded up."""
    return -(-number // by)


def method_for(group: Tally, other: Tally) -> Method:
    """Fisher's exact test where any expected cell is small, else chi-square."""
    selected = group.selected + other.selected
    everyone = group.people + other.people
    rarer = min(selected, everyone - selected)
    expected = min(group.people, other.people) * rarer / everyone
    return Method.FISHER if expected < SMALL_EXPECTED else Method.CHI_SQUARE


def chi_square(group: Tally, other: Tally) -> float:
    """Two-sided p of Pearson's chi-square without correction, the square of the two-sample z test.

    Federal practice counts standard deviations the same way (Hazelwood School District v. United States, 433
    U.S. 299, note 14). 1 where nobody or everybody was selected.
    """
    everyone = group.people + other.people
    pooled = (group.selected + other.selected) / everyone
    variance = pooled * (1.0 - pooled) * (1.0 / group.people + 1.0 / other.people)
    if variance <= 0.0:
        return 1.0
    return erfc(abs(group.rate - other.rate) / sqrt(variance) / sqrt(2.0))


def fisher(group: Tally, other: Tally) -> float:
    """Two-sided p of Fisher's exact test: all tables with these margins that are no likelier than this one.

    Counted in whole numbers, so that equally likely tables are never split by rounding.
    """
    selected = group.selected + other.selected
    first = max(0, selected - other.people)
    last = min(selected, group.people)
    ways = [comb(group.people, k) * comb(other.people, selected - k) for k in range(first, last + 1)]
    seen = ways[group.selected - first]
    return sum(way for way in ways if way <= seen) / sum(ways)


def ratio_interval(group: Tally, other: Tally) -> tuple[float, float]:
    """95 % score interval of the ratio of two rates (Koopman 1984), which also holds where a count is 0.

    The ends are the ratios at which the score statistic reaches the 95 % point of chi-square with one degree
    of freedom. The low end is 0 where the group selected nobody; the high end is infinite where the other did.
    """

    def too_far(log_ratio: float) -> bool:
        return score_statistic(group, other, exp(log_ratio)) > CHI_SQUARE_95

    if not group.selected:
        return 0.0, (exp(_edge(too_far, -_FURTHEST, _FURTHEST)) if other.selected else inf)
    if not other.selected:
        return exp(_edge(too_far, _FURTHEST, -_FURTHEST)), inf
    middle = log(group.rate / other.rate)
    return exp(_edge(too_far, middle, -_FURTHEST)), exp(_edge(too_far, middle, _FURTHEST))


def score_statistic(group: Tally, other: Tally, ratio: float) -> float:
    """How far the counts are from a true `ratio`, in chi-square with one degree of freedom.

    The rates most likely under that ratio solve a quadratic (Miettinen and Nurminen 1985, equation 12).
    """
    a = (group.people + other.people) * ratio
    b = -(group.people * ratio + group.selected + other.people + other.selected * ratio)
    c = group.selected + other.selected
    rate = 2.0 * c / (-b + sqrt(max(0.0, b * b - 4.0 * a * c)))
    rate = min(rate, 1.0, 1.0 / ratio)
    shifted = min(1.0, rate * ratio)
    gap = group.rate - ratio * other.rate
    variance = shifted * (1 - shifted) / group.people + ratio**2 * rate * (1 - rate) / other.people
    if variance <= 0.0:
        return 0.0 if abs(gap) < 1e-12 else inf
    return gap * gap / variance


def _edge(too_far: Callable[[float], bool], inside: float, outside: float) -> float:
    """Where `too_far` turns true between a point where it is false and one where it is true."""
    for _ in range(ceil(log(2 * _FURTHEST / 1e-12, 2))):
        middle = (inside + outside) / 2
        if too_far(middle):
            outside = middle
        else:
            inside = middle
    return (inside + outside) / 2
