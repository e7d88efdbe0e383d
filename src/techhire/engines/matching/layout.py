"""What the compiled loops take: plain arrays by name. Apart from the loops, so that nothing here needs a compiler."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Index(NamedTuple):
    """The inverted index of `People`: see there."""

    starts: NDArray[np.int64]
    members: NDArray[np.uint16]
    codes: NDArray[np.uint16]
    skills: int
    people: int
    block: int


class Wants(NamedTuple):
    """What a posting counts in whole numbers, a value a skill.

    `columns` in the index (-1: nobody has it), `shifts` into the grid, `weights` in quarters, `bonus` what an
    essential adds to a packed sum when met. `margin` is how far a sum may mislead, `k` how many people are wanted.
    """

    columns: NDArray[np.int64]
    shifts: NDArray[np.int64]
    weights: NDArray[np.uint32]
    bonus: NDArray[np.uint32]
    grid: NDArray[np.uint16]
    essentials: int
    margin: int
    k: int


class Terms(NamedTuple):
    """What postings count in float64, a value a requirement: column, shift into the grid, weight in quarters."""

    columns: NDArray[np.int64]
    shifts: NDArray[np.int64]
    quarters: NDArray[np.int64]
    essential: NDArray[np.bool_]
    grid: NDArray[np.float64]
    met: NDArray[np.bool_]
