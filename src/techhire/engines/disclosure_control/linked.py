"""What a reader could work out from several tables about the same people, put together.

Each table may be safe alone and not beside another: how many reached level 2, and how many reached level 3, tell how
many stand between. People are parted as finely as any table parts them; what is published are sums over such parts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from techhire.engines.disclosure_control.audit import Bounds, feasible_range
from techhire.engines.disclosure_control.counts import MINIMUM

Parts = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader knows: the people of all parts in `plus`, less those in `minus`, number from `low` to `high`.

    A figure that is shown has both ends equal. Two ways of parting the same people are tied by a difference of 0.
    """

    plus: Parts
    low: int
    high: int
    minus: Parts = frozenset()


def told_apart(known: Sequence[Known], small: Iterable[Parts], minimum: int = MINIMUM) -> Parts | None:
    """The first of the `small` sets of people whose number a reader can tell closer than "0 to minimum - 1".

    None where there is none. Which parts there can be is what occurs in `known` and `small`, empty ones included:
    a reader does not know which are empty. By linear programming, as `audit`.
    """
    sets = list(small)
    names = {part: place for place, part in enumerate(_parts(known, sets))}
    equations, sums, bounds = _equations(known, names)
    for target in sets:
        objective = np.zeros(len(bounds))
        objective[[names[part] for part in target]] = 1.0
        low, high = feasible_range(objective, equations, sums, bounds)
        if low > 0 or high < minimum - 1:
            return target
    return None


def _parts(known: Sequence[Known], sets: Sequence[Parts]) -> dict[Hashable, None]:
    """Every part once, in the order it is met first."""
    found: dict[Hashable, None] = {}
    for one in known:
        found |= dict.fromkeys([*one.plus, *one.minus])
    for target in sets:
        found |= dict.fromkeys(target)
    return found


def _equations(
    known: Sequence[Known], names: dict[Hashable, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[Bounds]]:
    """One equation for each thing known; what is known only within bounds gets a variable of its own."""
    loose = [place for place, one in enumerate(known) if one.low != one.high]
    equations = np.zeros((len(known), len(names) + len(loose)))
    sums = np.array([float(one.low) if one.low == one.high else 0.0 for one in known])
    for row, one in enumerate(known):
        equations[row, [names[part] for part in one.plus]] += 1.0
        equations[row, [names[part] for part in one.minus]] -= 1.0
    bounds: list[Bounds] = [(0.0, float("inf"))] * len(names)
    for place, row in enumerate(loose):
        equations[row, len(names) + place] = -1.0
        bounds.append((float(known[row].low), float(known[row].high)))
    return equations, sums, bounds
