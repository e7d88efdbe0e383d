"""Matrices kept in four bits a number, with a step for each run of neighbors in a row (Shen et al., 2020).

A number is a whole one from -7 to 7 times the step of its run, so that a matrix takes a little more than an eighth of
the room of 32-bit numbers.
"""

import numpy as np
import numpy.typing as npt

from .link_windows import Floats

Store = dict[str, npt.NDArray[np.generic]]
RUN, HIGHEST, TRIED = 128, 7, 9
SMALLEST = np.float32(1e-4)
STEPS = "steps of "


class DamagedWeights(ValueError):
    """A file of weights is not as it was shipped."""


def steps_of(runs: Floats) -> Floats:
    """Return the step (runs,) at which each run (runs, RUN) loses least of those tried, as it is kept in 16 bits."""
    widest = np.abs(runs).max(axis=1) / HIGHEST
    best, least = widest, np.full(len(runs), np.inf)
    for share in np.linspace(1, 0.6, TRIED, dtype=np.float32):
        steps = np.maximum(widest * share, SMALLEST).astype(np.float16).astype(np.float32)
        lost = ((whole(runs, steps[:, None]) * steps[:, None] - runs) ** 2).sum(axis=1)
        best, least = np.where(lost < least, steps, best), np.minimum(lost, least)
    answer: Floats = best.astype(np.float32)
    return answer


def whole(numbers: Floats, steps: Floats) -> Floats:
    """Return the nearest whole numbers of steps, cut at the highest that four bits hold."""
    nearest: Floats = np.clip(np.rint(numbers / steps), -HIGHEST, HIGHEST)
    return nearest


def packed(name: str, matrix: Floats) -> Store:
    """Return a matrix (rows, columns) as bytes of two numbers, and its steps (rows, columns / RUN).

    The columns are a multiple of RUN.
    """
    runs = matrix.reshape(-1, RUN)
    steps = steps_of(runs)
    numbers = (whole(runs, steps[:, None]) + HIGHEST + 1).astype(np.uint8).reshape(len(matrix), -1)
    return {
        name: numbers[:, ::2] | numbers[:, 1::2] << 4,
        STEPS + name: steps.reshape(len(matrix), -1).astype(np.float16),
    }


def unpacked(store: Store, name: str) -> Floats:
    """Return the matrix (rows, columns) that was packed under a name.

    Raises DamagedWeights where bytes and steps do not belong together.
    """
    pairs, steps = np.asarray(store[name], dtype=np.uint8), np.asarray(store[STEPS + name], dtype=np.float32)
    if pairs.ndim != 2 or steps.shape != (len(pairs), 2 * pairs.shape[1] // RUN):
        raise DamagedWeights(f"{name} is {pairs.shape}, its steps are {steps.shape}.")
    matrix = np.empty((len(pairs), 2 * pairs.shape[1]), dtype=np.float32)
    matrix[:, ::2] = pairs & 15
    matrix[:, 1::2] = pairs >> 4
    matrix -= HIGHEST + 1
    runs = matrix.reshape(len(pairs), -1, RUN)
    runs *= steps[:, :, None]
    return matrix
