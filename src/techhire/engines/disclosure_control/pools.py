"""When employers may pool what they need: enough of them, and none that can be worked out by another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MINIMUM_CONTRIBUTORS = 5
P_PERCENT = 30.0


class PoolReason(StrEnum):
    """Why a pool may or may not be shown."""

    SAFE = "safe"
    TOO_FEW = "too_few_contributors"
    DOMINATED = "one_contributor_could_be_worked_out"


@dataclass(frozen=True, slots=True)
class PoolVerdict:
    """Whether a pool may be shown, and why."""

    is_safe: bool
    reason: PoolReason


def judge_pool(
    contributions: Iterable[float], minimum: int = MINIMUM_CONTRIBUTORS, p: float = P_PERCENT
) -> PoolVerdict:
    """Whether the sum of these contributions, one per organization, may be shown.

    An organization that gave nothing is no contributor. The p% rule (Cox 1981): the second largest
    contributor, who can subtract its own part, must not come within p percent of the largest, so the rest
    together must be at least p percent of the largest. The rule for the largest pair covers every other pair.
    """
    given = sorted((float(part) for part in contributions), reverse=True)
    if any(not 0 <= part < float("inf") for part in given):
        raise ValueError("contributions are finite and not negative")
    given = [part for part in given if part > 0]
    if len(given) < max(minimum, 1):
        return PoolVerdict(False, PoolReason.TOO_FEW)
    if sum(given[2:]) < p / 100 * given[0]:
        return PoolVerdict(False, PoolReason.DOMINATED)
    return PoolVerdict(True, PoolReason.SAFE)


def pool_is_safe(
    contributions: Iterable[float], minimum: int = MINIMUM_CONTRIBUTORS, p: float = P_PERCENT
) -> bool:
    """`judge_pool` as yes or no."""
    return judge_pool(contributions, minimum, p).is_safe
