"""The 16-bit code of one person's estimate for one skill, and the table that turns codes into chances.

A code packs the class of the best evidence (2 bits), the mean in steps of 0.05 (7 bits) and the uncertainty in
log steps (5 bits). What a code is worth against a required level is looked up in a table that the caller brings:
this engine orders people, it does not decide what evidence means.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

CLASS_SHIFT = 12
MEAN_SHIFT = 5
MEAN_STEPS = 111
SD_STEPS = 32
CODES = 1 << 14
LEVELS = range(1, 6)
ENOUGH = 0.5
"""The chance from which evidence other than claims counts as *likely*."""

_LOWEST = 90
_SPAN = 256
_CHANCE_BITS = 0x7FFF
_MET_BIT = 0x8000


class EvidenceClass(IntEnum):
    """The best kind of evidence behind an estimate, as the code stores it."""

    NONE = 0
    CLAIMS = 1
    OTHER = 2
    EYES_ON = 3


def pack(evidence: int, mean_step: int, sd_step: int) -> int:
    """Return the code of a class, a mean of `mean_step` x 0.05 and an uncertainty step; refuse what does not fit."""
    if not (0 <= evidence <= 3 and 0 <= mean_step < MEAN_STEPS and 0 <= sd_step < SD_STEPS):
        raise ValueError(f"no code for class {evidence}, mean step {mean_step}, sd step {sd_step}")
    return evidence << CLASS_SHIFT | mean_step << MEAN_SHIFT | sd_step


def unpack(code: int) -> tuple[int, int, int]:
    """Return (class, mean step, sd step) of a code."""
    return code >> CLASS_SHIFT & 3, code >> MEAN_SHIFT & 0x7F, code & 0x1F


def bar_step(level: int) -> int:
    """Return where level `level` begins on the mean's scale, in steps of 0.05: reaching 3 means 2.5 or more."""
    return 20 * level - 10


def shift_of(levels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what to add to a spread code to find its place in the grid of chances, for each required level."""
    return (_LOWEST - (20 * levels - 10)) << MEAN_SHIFT


def spread(codes: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Make room in codes for means above and below the bar: one bit between class and mean."""
    wide = codes.astype(np.int64)
    return ((wide & 0x3000) << 1) + (wide & 0x0FFF)


@dataclass(frozen=True, eq=False)
class ReachTable:
    """The chance that someone reaches a level, by class, distance from the bar and uncertainty.

    `values` has the shape (4 classes, distances, 32 uncertainties); `offset` is the index on the second axis of a
    mean that stands exactly at the bar, one index a step of 0.05. Distances from -90 to 100 must be there. Class 0
    must be worth 0; any cap on claims is the caller's and already in the values.
    """

    values: NDArray[np.float64]
    offset: int

    def __post_init__(self) -> None:
        shape = self.values.shape
        if len(shape) != 3 or shape[0] != 4 or shape[2] != SD_STEPS:
            raise ValueError(f"a table is (4, distances, {SD_STEPS}), not {shape}")
        if self.offset < _LOWEST or self.offset + 100 >= shape[1]:
            raise ValueError(f"distances -90 to 100 do not fit {shape[1]} columns around index {self.offset}")
        if not (np.isfinite(self.values).all() and self.values.min() >= 0 and self.values.max() <= 1):
            raise ValueError("chances lie between 0 and 1")
        if self.values[0].any():
            raise ValueError("no evidence is worth exactly 0")

    @cached_property
    def grid(self) -> NDArray[np.float64]:
        """The chances laid out for `spread(code) + shift`: 4 x 256 distances x 32, flat."""
        steps = np.clip(np.arange(_SPAN) - _LOWEST + self.offset, 0, self.values.shape[1] - 1)
        flat = np.ascontiguousarray(self.values[:, steps, :], dtype=np.float64).reshape(-1)
        flat.setflags(write=False)
        return flat

    @cached_property
    def met(self) -> NDArray[np.bool_]:
        """Whether each place of the grid counts as shown: evidence other than claims, and likely at least."""
        shown = self.grid >= ENOUGH
        shown[: EvidenceClass.OTHER << 13] = False
        return shown

    @cached_property
    def _whole(self) -> dict[int, NDArray[np.uint16]]:
        return {}

    def whole(self, scale: int) -> NDArray[np.uint16]:
        """Return the grid in whole numbers up to `scale`, at least 1 for anything above 0; the top bit says met."""
        if scale not in self._whole:
            steps = np.maximum(np.rint(self.grid * scale), self.grid > 0).astype(np.uint16) & _CHANCE_BITS
            packed = (steps | self.met * np.uint16(_MET_BIT)).astype(np.uint16)
            packed.setflags(write=False)
            self._whole[scale] = packed
        return self._whole[scale]

    def chances(self, codes: NDArray[np.uint16], levels: Iterable[int]) -> NDArray[np.float64]:
        """Return the chance of each code in (..., skills) against the level required of its column."""
        return self.grid[self._places(codes, levels)]

    def shown(self, codes: NDArray[np.uint16], levels: Iterable[int]) -> NDArray[np.bool_]:
        """Return whether each code in (..., skills) counts as shown at the level required of its column."""
        return self.met[self._places(codes, levels)]

    @staticmethod
    def _places(codes: NDArray[np.uint16], levels: Iterable[int]) -> NDArray[np.int64]:
        return spread(codes) + shift_of(np.asarray(list(levels), dtype=np.int64))
