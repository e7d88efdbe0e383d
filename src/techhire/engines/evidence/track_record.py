"""How far a source's vouches have turned out, shrunk toward what the community sees."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from techhire.engines.evidence.parameters import DEFAULTS, Parameters


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Counts of past vouches that a later proctored test or judged work could check.

    `turned_out` of the source's `total` reached the vouched band; the community's counts cover every source,
    this one included.
    """

    turned_out: int
    total: int
    community_turned_out: int
    community_total: int

    def __post_init__(self) -> None:
        _check(self.turned_out, self.total)
        _check(self.community_turned_out, self.community_total)


def _check(turned_out: int, total: int) -> None:
    if not 0 <= turned_out <= total:
        raise ValueError("vouches that turned out must lie between 0 and their total")


def community_rate(community_turned_out: int, community_total: int) -> float:
    """Posterior mean of the community's rate under a uniform prior, so that it is never 0 and never
    undefined.
    """
    _check(community_turned_out, community_total)
    return (community_turned_out + 1) / (community_total + 2)


def pooled_rate(
    turned_out: int,
    total: int,
    community_turned_out: int,
    community_total: int,
    parameters: Parameters = DEFAULTS,
) -> float:
    """Rate at which a source's vouches turn out, partially pooled toward the community's.

    Posterior mean of a beta-binomial whose prior is centered on the community's rate and weighs
    `parameters.vouch_pooling` vouches. Under `parameters.vouch_minimum` checked vouches the source is neutral
    and gets the community's rate. (Gelman et al., Bayesian Data Analysis, chapter 5.)
    """
    _check(turned_out, total)
    base = community_rate(community_turned_out, community_total)
    if total < parameters.vouch_minimum:
        return base
    return (turned_out + parameters.vouch_pooling * base) / (total + parameters.vouch_pooling)


def vouch_sd(track: TrackRecord | None, parameters: Parameters = DEFAULTS) -> float:
    """Standard deviation, in levels, of a vouch given its source's record; a good record never lowers it."""
    if track is None:
        return parameters.vouch_sd
    base = community_rate(track.community_turned_out, track.community_total)
    rate = pooled_rate(
        track.turned_out, track.total, track.community_turned_out, track.community_total, parameters
    )
    return parameters.vouch_sd * max(1.0, sqrt(base / rate))
