"""How exact a test is for the people who took it: reliability, error by level, time, and why it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from techhire.engines.disclosure_control import MINIMUM, suppress
from techhire.engines.psychometrics.scoring import empirical_reliability
from techhire.plays.assessments.words import Exactness

FEWEST_TO_SAY = 30
"""Fewer results than this say little about a test."""
EXACT, GUIDE = 0.8, 0.7
"""Reliability from which a test tells people apart, and from which it may guide (Nunnally and Bernstein 1994)."""


@dataclass(frozen=True)
class Result:
    """One person's first result: ability and error in logits, the level reached, seconds of answering, its end."""

    theta: float
    se: float
    reached: int
    seconds: float
    ended: str


def exactness_of(results: Sequence[Result]) -> dict[str, Any]:
    """The figures of at least ten results, in plain data."""
    thetas, errors = np.array([one.theta for one in results]), np.array([one.se for one in results])
    minutes = np.percentile([one.seconds / 60 for one in results], (25, 50, 75))
    return {
        "people": len(results),
        "reliability": round(empirical_reliability(thetas, errors), 2),
        "error": round(float(np.sqrt(np.mean(errors**2))), 2),
        "levels": [_level(results, level) for level in range(6)],
        "minutes": [round(float(one)) for one in minutes],
        "ended": _ended(results),
    }


def _level(results: Sequence[Result], level: int) -> dict[str, Any]:
    """The usual error of people at one level; nothing of fewer than ten."""
    errors = [one.se for one in results if one.reached == level]
    enough = len(errors) >= MINIMUM
    return {"level": level, "error": round(float(np.sqrt(np.mean(np.square(errors)))), 2) if enough else None}


def _ended(results: Sequence[Result]) -> dict[str, int | None]:
    """People by why the test ended, small counts hidden."""
    counts = Counter(one.ended for one in results)
    reasons = sorted(counts)
    (shown,) = suppress([[counts[reason] for reason in reasons]]).cells
    return dict(zip(reasons, shown, strict=True))


def verdict_on_exactness(people: int, reliability: float) -> Exactness:
    """In one word whether the test is exact enough."""
    if people < FEWEST_TO_SAY:
        return Exactness.UNKNOWN
    if reliability >= EXACT:
        return Exactness.EXACT
    return Exactness.GUIDE if reliability >= GUIDE else Exactness.INEXACT
