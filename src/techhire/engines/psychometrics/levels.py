"""From a test's scale to can-do levels, by cut scores that people set.

A cut is the ability, in logits, at which one level's band ends and the next begins: 0.5, 1.5, 2.5, 3.5, 4.5 on
the level scale from 0 to 5.5.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import isfinite

BOUNDS: tuple[float, ...] = (0.5, 1.5, 2.5, 3.5, 4.5)
TOP = 5.5


@dataclass(frozen=True)
class Cuts:
    """The five abilities, in logits, where levels 1 to 5 begin. ValueError unless they rise."""

    thetas: tuple[float, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "thetas", tuple(float(theta) for theta in self.thetas))
        if len(self.thetas) != len(BOUNDS) or not all(map(isfinite, self.thetas)):
            raise ValueError(f"{len(BOUNDS)} cut scores are needed, one where each level begins")
        if any(low >= high for low, high in zip(self.thetas, self.thetas[1:], strict=False)):
            raise ValueError("each cut score must be above the one before it")


def level_of(theta: float, se: float, cuts: Cuts) -> tuple[float, float]:
    """Level from 0 to 5.5 and its standard deviation in levels, of an ability and its standard error in logits.

    Between two cuts in proportion; beyond the first and the last with the slope next to them, kept on the scale.
    The standard deviation is the standard error times the slope at that place.
    """
    if not (isfinite(theta) and se >= 0):
        raise ValueError("an ability must be a number and its standard error not negative")
    segment = min(max(bisect_right(cuts.thetas, theta) - 1, 0), len(BOUNDS) - 2)
    slope = 1.0 / (cuts.thetas[segment + 1] - cuts.thetas[segment])
    level = BOUNDS[segment] + (theta - cuts.thetas[segment]) * slope
    return min(max(level, 0.0), TOP), se * slope


def theta_of(level: float, sd: float, cuts: Cuts) -> tuple[float, float]:
    """The other way round: ability and standard error in logits of a level and its standard deviation in levels."""
    if not (isfinite(level) and sd >= 0):
        raise ValueError("a level must be a number and its standard deviation not negative")
    segment = min(max(bisect_right(BOUNDS, level) - 1, 0), len(BOUNDS) - 2)
    width = cuts.thetas[segment + 1] - cuts.thetas[segment]
    return cuts.thetas[segment] + (level - BOUNDS[segment]) * width, sd * width
