"""The level scale, the 16-bit code of an estimate, and the chance and word read from it.

Level k is the band from k - 0.5 to k + 0.5 of a scale from 0 to 5.5, and to reach level k is to stand at k -
0.5 or above. A stored estimate is one 16-bit number: class << 12 | mean step << 5 | sd step.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from math import exp, floor, log

import numpy as np
from numpy.typing import NDArray

from techhire.engines.evidence.kinds import EvidenceClass
from techhire.engines.evidence.parameters import DEFAULTS, Parameters

TOP = 5.5
MEAN_STEP = 0.05
MEAN_STEPS = 110
STEPS_PER_LEVEL = 20
SD_STEPS = 32
SD_RATIO = 1.1
SD_ANCHOR = 0.36
SD_ANCHOR_STEP = 9
LEVELS = (1, 2, 3, 4, 5)
TABLE_OFFSET = MEAN_STEPS
SLOPE = 1.702

SDS: tuple[float, ...] = tuple(SD_ANCHOR * SD_RATIO ** (step - SD_ANCHOR_STEP) for step in range(SD_STEPS))
"""Standard deviation in levels of each sd step: 0.153 to 2.93, each 10 % above the last, 0.36 among them."""

_ROUNDING_SLACK = 1e-9


class Word(StrEnum):
    """What a person and an employer read about a skill at a required level."""

    PROVEN = "proven"
    LIKELY = "likely"
    CLAIMED = "claimed"
    NOT_YET_SHOWN = "not_yet_shown"

    @property
    def is_met(self) -> bool:
        """Whether an essential skill with this word counts as met."""
        return self in (Word.PROVEN, Word.LIKELY)


def clamp(level: float) -> float:
    """The level moved to the nearest end of the scale where it lies outside."""
    return min(max(level, 0.0), TOP)


def mean_step_of(mean: float) -> int:
    """Nearest stored step of a mean in levels. Halves go up, also where rounding errors hide the half."""
    return floor(clamp(mean) * STEPS_PER_LEVEL + 0.5 + _ROUNDING_SLACK)


def sd_step_of(sd: float) -> int:
    """Nearest stored step, in ratio, of a standard deviation in levels; ends of the range are kept."""
    if not sd > 0:
        raise ValueError("a standard deviation must be above 0")
    step = log(sd / SD_ANCHOR) / log(SD_RATIO) + SD_ANCHOR_STEP
    return min(max(floor(step + 0.5 + _ROUNDING_SLACK), 0), SD_STEPS - 1)


def bar_step(required: int) -> int:
    """Mean step at which a required level 1 to 5 is reached: 20 x required - 10."""
    if required not in LEVELS:
        raise ValueError(f"a required level is one of {LEVELS}, not {required!r}")
    return STEPS_PER_LEVEL * required - STEPS_PER_LEVEL // 2


def logistic(x: float) -> float:
    """1 / (1 + e^-x), safe for large |x|."""
    if x >= 0:
        return 1.0 / (1.0 + exp(-x))
    growth = exp(max(x, -700.0))
    return growth / (1.0 + growth)


def p_reaches(mean: float, sd: float, required: float) -> float:
    """Chance that a person at `mean` with `sd` (levels) reaches the required level.

    A logistic curve with slope 1.702, which stays within 0.01 of the normal distribution (Haley 1952).
    """
    return logistic(SLOPE * (mean - (required - 0.5)) / sd)


def pack(evidence_class: int, mean_step: int, sd_step: int) -> int:
    """The 16-bit code of a stored estimate."""
    if not (0 <= evidence_class <= 3 and 0 <= mean_step <= MEAN_STEPS and 0 <= sd_step < SD_STEPS):
        raise ValueError("class, mean step or sd step outside its range")
    return evidence_class << 12 | mean_step << 5 | sd_step


def unpack(code: int) -> tuple[EvidenceClass, int, int]:
    """Class, mean step and sd step of a code; ValueError where the code is none of ours."""
    mean_step = code >> 5 & 0x7F
    if not 0 <= code < 1 << 14 or mean_step > MEAN_STEPS:
        raise ValueError(f"{code!r} is not the code of an estimate")
    return EvidenceClass(code >> 12), mean_step, code & 0x1F


def _chance(steps_above_bar: int, sd_step: int) -> float:
    return logistic(SLOPE * steps_above_bar * MEAN_STEP / SDS[sd_step])


def chance(code: int, required: int) -> float:
    """Chance of reaching the required level from the stored mean and sd, without regard to class."""
    _, mean_step, sd_step = unpack(code)
    return _chance(mean_step - bar_step(required), sd_step)


def value(code: int, required: int, parameters: Parameters = DEFAULTS) -> float:
    """What a skill contributes at a required level: 0 without evidence, capped with claims only, else the
    chance.
    """
    evidence_class, mean_step, sd_step = unpack(code)
    return _value(evidence_class, mean_step - bar_step(required), sd_step, parameters)


def _value(evidence_class: int, steps_above_bar: int, sd_step: int, parameters: Parameters) -> float:
    if evidence_class == EvidenceClass.NONE:
        return 0.0
    reached = _chance(steps_above_bar, sd_step)
    return min(reached, parameters.claims_cap) if evidence_class == EvidenceClass.CLAIMS else reached


@lru_cache(maxsize=8)
def table(parameters: Parameters = DEFAULTS) -> NDArray[np.float64]:
    """Every contribution there can be, for engines that take it as an argument.

    Read-only float64 array of shape [4, 221, 32]: class; mean step - bar step + TABLE_OFFSET; sd step.
    Entries are bit for bit those of `value`.
    """
    span = range(-TABLE_OFFSET, TABLE_OFFSET + 1)
    rows = [
        [[_value(c, above, sd, parameters) for sd in range(SD_STEPS)] for above in span]
        for c in EvidenceClass
    ]
    result = np.array(rows, dtype=np.float64)
    result.setflags(write=False)
    return result


def word(code: int, required: int, parameters: Parameters = DEFAULTS) -> Word:
    """The word for a stored estimate at a required level."""
    evidence_class, _, _ = unpack(code)
    if evidence_class == EvidenceClass.CLAIMS:
        return Word.CLAIMED
    if evidence_class == EvidenceClass.NONE:
        return Word.NOT_YET_SHOWN
    reached = chance(code, required)
    if evidence_class == EvidenceClass.EYES_ON and reached >= parameters.proven_at:
        return Word.PROVEN
    return Word.LIKELY if reached >= parameters.likely_at else Word.NOT_YET_SHOWN
