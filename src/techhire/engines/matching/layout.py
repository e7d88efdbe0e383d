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

    `columns` in the index (-1: nobody has it); `worth[kinds[j]]` says what each code of skill j adds to a packed sum.
    `margin` is how far a sum may mislead, `k` how many people are wanted.
    """

    columns: NDArray[np.int64]
    kinds: NDArray[np.int64]
    worth: NDArray[np.uint32]
    essentials: int
    margin: int
    k: int


class Gate(NamedTuple):
    """The conditions of one posting beside the columns of the people they judge.

    `verdict` gives for each value of the flags byte a row of `reach`, as an offset; `reach`, flat, has four rows with
    a value a place: minutes no one accepts (the person stops), 0 (passes), minutes by car, minutes by transit.
    `hidden` marks rows that do not count at all, `open` the blocks in which anyone might pass.
    """

    flags: NDArray[np.uint8]
    place: NDArray[np.uint32]
    minutes: NDArray[np.uint16]
    schedule: NDArray[np.uint16]
    pay_floor: NDArray[np.uint32]
    available_from: NDArray[np.int32]
    hidden: NDArray[np.uint8]
    verdict: NDArray[np.uint32]
    reach: NDArray[np.uint32]
    open: NDArray[np.uint8]
    asks_schedule: int
    pay_max: int
    start_day: int


class WantsOfAll(NamedTuple):
    """What many postings count: as `Wants`, with requirements `starts[i]` to `starts[i + 1]` for posting i."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int64]
    kinds: NDArray[np.int64]
    worth: NDArray[np.uint32]
    essentials: NDArray[np.int64]
    margins: NDArray[np.int64]
    k: int


class Gates(NamedTuple):
    """The conditions of many postings: as `Gate`; `reach` and `verdict` number the rows of the tables they share."""

    reaches: NDArray[np.uint32]
    reach: NDArray[np.int64]
    verdicts: NDArray[np.uint32]
    verdict: NDArray[np.int64]
    open: NDArray[np.uint8]
    asks_schedule: NDArray[np.int64]
    pay_max: NDArray[np.int64]
    start_day: NDArray[np.int64]


class Best(NamedTuple):
    """The finds so far: key and row in one number each, how many, and the lowest key that still matters."""

    found: NDArray[np.int64]
    used: int
    lowest: int


class Terms(NamedTuple):
    """What postings count in float64, a value a requirement: column, shift into the grid, weight in quarters."""

    columns: NDArray[np.int64]
    shifts: NDArray[np.int64]
    quarters: NDArray[np.int64]
    essential: NDArray[np.bool_]
    grid: NDArray[np.float64]
    met: NDArray[np.bool_]
