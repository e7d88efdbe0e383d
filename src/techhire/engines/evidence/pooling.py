"""Combining pieces of evidence: inside a source, across sources, and with age.

Fixed-effect pooling by inverse variance inside a source, one shared error a source, inverse variance across
sources (the two-level form of random-effects meta-analysis; Hedges and Olkin 1985, chapter 9).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from techhire.engines.evidence.kinds import Group, Kind, Piece
from techhire.engines.evidence.parameters import Parameters
from techhire.engines.evidence.scale import clamp
from techhire.engines.evidence.track_record import vouch_sd

DAYS_A_YEAR = 365.25
_MOST_HALVINGS = 60.0


@dataclass(frozen=True, slots=True)
class Normal:
    """A mean and a standard deviation in levels."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Item:
    """A piece as it enters the pool: level on the scale, fresh variance, day it ages from, source."""

    level: float
    variance: float
    fresh_on: date
    source: tuple[Hashable, Group]


def item_sd(piece: Piece, parameters: Parameters) -> float:
    """Standard deviation in levels of a fresh piece, without its source's shared error."""
    match piece.kind:
        case Kind.PROCTORED_TEST | Kind.JUDGED_WORK:
            assert piece.sd is not None
            return piece.sd
        case Kind.UNPROCTORED_TEST:
            assert piece.sd is not None
            return piece.sd * parameters.unproctored_factor
        case Kind.VOUCH:
            return vouch_sd(piece.track, parameters)
        case Kind.CREDENTIAL:
            return parameters.credential_sd
        case Kind.COMPLETION:
            return parameters.completion_sd
        case Kind.EMPLOYER_FEEDBACK:
            return parameters.employer_sd
    return parameters.claim_sd


def source_sd(group: Group, parameters: Parameters) -> float:
    """Standard deviation in levels that all pieces of one source of this group share."""
    return float(getattr(parameters, f"source_{group.value}"))


def as_item(piece: Piece, parameters: Parameters) -> Item:
    """The piece with its level moved onto the scale and its variance looked up."""
    return Item(clamp(piece.level), item_sd(piece, parameters) ** 2, piece.fresh_on, piece.source_key)


def month_start(day: date) -> date:
    """The first of the day's month: the only dates estimates are made for."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first of the month after the day's."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def aging(fresh_on: date, as_of: date, half_life_years: float) -> float:
    """Factor on an item's variance: doubles every half-life, 1 while the piece is not older than `as_of`."""
    years = (as_of - fresh_on).days / DAYS_A_YEAR
    return 1.0 if years <= 0 else float(2.0 ** min(years / half_life_years, _MOST_HALVINGS))


def weights(
    items: Sequence[Item], as_of: date, half_life_years: float, parameters: Parameters
) -> tuple[list[float], float]:
    """Weight of each item (shares that sum to 1) and the total precision (1 / levels squared) at a date."""
    precisions = [1.0 / (item.variance * aging(item.fresh_on, as_of, half_life_years)) for item in items]
    by_source: dict[tuple[Hashable, Group], float] = {}
    for item, precision in zip(items, precisions, strict=True):
        by_source[item.source] = by_source.get(item.source, 0.0) + precision
    pooled = {
        source: 1.0 / (1.0 / precision + source_sd(source[1], parameters) ** 2)
        for source, precision in by_source.items()
    }
    total = sum(pooled.values())
    shares = [
        pooled[item.source] / total * (precision / by_source[item.source])
        for item, precision in zip(items, precisions, strict=True)
    ]
    return shares, total


def pool(items: Sequence[Item], as_of: date, half_life_years: float, parameters: Parameters) -> Normal:
    """Mean and sd of the items together at a date. `items` must not be empty."""
    shares, total = weights(items, as_of, half_life_years, parameters)
    mean = sum(share * item.level for share, item in zip(shares, items, strict=True))
    return Normal(mean, 1.0 / sqrt(total))


def pool_with_prior(
    claim: Item, as_of: date, half_life_years: float, parameters: Parameters
) -> tuple[Normal, float]:
    """A claim pulled toward the prior, and the claim's share of the weight."""
    said = pool([claim], as_of, half_life_years, parameters)
    prior, own = 1.0 / parameters.prior_sd**2, 1.0 / said.sd**2
    share = own / (prior + own)
    return Normal(
        parameters.prior_mean + share * (said.mean - parameters.prior_mean), 1.0 / sqrt(prior + own)
    ), share


def best_mean_so_far(
    items: Sequence[Item], as_of: date, half_life_years: float, parameters: Parameters
) -> float:
    """The highest mean these same items would have had on the first of any month up to `as_of`.

    It is what age alone is measured against: a level these items once reached is not lost by waiting.
    """
    days = np.array(_months(min(item.fresh_on for item in items), as_of), dtype=np.int64)
    precision: dict[tuple[Hashable, Group], NDArray[np.float64]] = {}
    moment: dict[tuple[Hashable, Group], NDArray[np.float64]] = {}
    for item in items:
        years = np.maximum(days - item.fresh_on.toordinal(), 0) / DAYS_A_YEAR
        own = np.exp2(-np.minimum(years / half_life_years, _MOST_HALVINGS)) / item.variance
        precision[item.source] = precision.get(item.source, 0.0) + own
        moment[item.source] = moment.get(item.source, 0.0) + own * item.level
    total = np.zeros(len(days))
    mean = np.zeros(len(days))
    for source, own in precision.items():
        weight = 1.0 / (1.0 / own + source_sd(source[1], parameters) ** 2)
        total += weight
        mean += weight * (moment[source] / own)
    return float((mean / total).max())


def _months(oldest: date, as_of: date) -> list[int]:
    month, found = month_start(oldest), [as_of.toordinal()]
    while month < as_of:
        found.append(month.toordinal())
        month = next_month(month)
    return found
