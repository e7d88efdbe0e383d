"""From assessors' ratings of one piece of work to a level and its standard error; and how severe each assessor is.

A rating is a whole level from 1 to 5 for each criterion. Everything here is in levels. The error of one reading is
estimated from pieces read twice, as the within-piece mean square of a one-way random layout (Shrout and Fleiss 1979):
other assessors may have read each piece, so a severe one counts as error too. Until there are enough such pairs an
assumed error fills up the missing ones.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ASSUMED_SD = 0.5
"""Standard deviation of one reading of a work sample until pairs say otherwise: our judgment."""
ENOUGH_PAIRS = 20
"""Pairs after which only what was seen counts."""
FEW_PAIRS = 5
"""Pairs below which an assessor's severity is not told: chance alone makes it look large."""


@dataclass(frozen=True)
class ReadingError:
    """How far one reading is off: `sd` in levels, from how many `pairs`, and the part of it that is `assumed`."""

    sd: float
    pairs: int
    assumed: float


@dataclass(frozen=True)
class Combined:
    """What all readings of one piece come to: a level from 1 to 5 and its standard error, never 0."""

    level: float
    se: float


@dataclass(frozen=True)
class Severity:
    """How many pairs an assessor took part in, and by how many levels they rate above the other on average.

    `lean` is None under `FEW_PAIRS`; `se` is its standard error.
    """

    pairs: int
    lean: float | None
    se: float | None


def overall(levels: Sequence[float], weights: Sequence[float]) -> float:
    """Weighted mean of one reading's levels. ValueError where nothing was rated or a weight is not above 0."""
    if not levels or len(levels) != len(weights) or min(weights) <= 0:
        raise ValueError("every criterion needs a level and a weight above 0")
    return sum(level * weight for level, weight in zip(levels, weights, strict=True)) / sum(weights)


def rounding_sd(weights: Sequence[float]) -> float:
    """What whole levels hide: each is off by up to half a level, evenly, so its variance is a twelfth."""
    total = sum(weights)
    return math.sqrt(sum((weight / total) ** 2 for weight in weights) / 12)


def reading_error(
    pairs: Iterable[tuple[float, float]], *, assumed_sd: float = ASSUMED_SD, enough: int = ENOUGH_PAIRS
) -> ReadingError:
    """The error of one reading, from the two overall levels of each piece that was read twice.

    `assumed_sd` stands in for each pair that is missing to `enough`; beyond that it has no say.
    """
    squares = [(first - second) ** 2 / 2 for first, second in pairs]
    missing = max(0, enough - len(squares))
    variance = (sum(squares) + missing * assumed_sd**2) / (len(squares) + missing)
    return ReadingError(math.sqrt(variance), len(squares), missing / (len(squares) + missing))


def combine(overalls: Sequence[float], *, reading_sd: float, least_sd: float) -> Combined:
    """The mean of the readings of one piece, and its standard error.

    `reading_sd` is the error of one reading, never taken below `least_sd`. Where three or more readers of this very
    piece differ more than that, their own spread counts. ValueError for no reading or a `least_sd` of 0.
    """
    if not overalls or least_sd <= 0:
        raise ValueError("at least one reading, and an error above 0, are needed")
    count = len(overalls)
    level = sum(overalls) / count
    sd = max(reading_sd, least_sd)
    if count > 2:
        sd = max(sd, math.sqrt(sum((one - level) ** 2 for one in overalls) / (count - 1)))
    return Combined(level, sd / math.sqrt(count))


def differ(overalls: Sequence[float], *, beyond: float) -> bool:
    """Whether two readings of one piece are more than `beyond` levels apart; a hair of rounding does not count."""
    return len(overalls) > 1 and max(overalls) - min(overalls) > beyond + 1e-9


def severities(pairs: Iterable[tuple[int, float, int, float]]) -> dict[int, Severity]:
    """How severe each assessor is beside their fellow readers; `pairs` are (assessor, level, assessor, level)."""
    leans: dict[int, list[float]] = defaultdict(list)
    for first, level, second, other in pairs:
        leans[first].append(level - other)
        leans[second].append(other - level)
    return {assessor: _severity(found) for assessor, found in leans.items()}


def _severity(leans: list[float]) -> Severity:
    count = len(leans)
    if count < FEW_PAIRS:
        return Severity(count, None, None)
    lean = sum(leans) / count
    variance = sum((one - lean) ** 2 for one in leans) / (count - 1)
    return Severity(count, lean, math.sqrt(variance / count))
