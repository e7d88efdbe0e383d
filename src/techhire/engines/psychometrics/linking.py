"""Two calibrations of partly the same items, put on one scale.

Abilities of the new calibration become A theta + B on the old scale; slopes are divided by A, difficulties become
A b + B. Items both calibrations have (anchors) tell A and B.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from techhire.engines.psychometrics.items import GRID, Floats, Item, ItemBank
from techhire.engines.psychometrics.models import curves

FEWEST_ANCHORS = 3
MOVED = 0.3
"""Logits by which an anchor may move after linking before it no longer counts as the same question."""


@dataclass(frozen=True)
class Link:
    """theta on the old scale = `a` theta + `b`."""

    a: float
    b: float

    def moved(self, bank: ItemBank) -> ItemBank:
        """The bank on the old scale."""
        return ItemBank.of(self._item(item) for item in bank.items)

    def _item(self, item: Item) -> Item:
        steps = tuple(self.a * step + self.b for step in item.steps)
        return replace(item, a=item.a / self.a, b=self.a * item.b + self.b, steps=steps)


def anchors(old: ItemBank, new: ItemBank) -> tuple[str, ...]:
    """Ids that both banks have, in the order of the old one."""
    return tuple(item.id for item in old.items if item.id in new.position)


def mean_sigma(old: ItemBank, new: ItemBank, common: Iterable[str]) -> Link:
    """The link that gives the anchors' difficulties the same mean and spread (Marco 1977).

    ValueError for fewer than three anchors, unlike numbers of points, or difficulties that do not differ.
    """
    before, after = _common(old, new, common)
    x = np.concatenate([item.thresholds for item in after.items])
    y = np.concatenate([item.thresholds for item in before.items])
    if x.std() == 0 or y.std() == 0:
        raise ValueError("the anchors are all equally difficult, so they cannot tell the scale")
    slope = float(y.std() / x.std())
    return Link(slope, float(y.mean() - slope * x.mean()))


def stocking_lord(old: ItemBank, new: ItemBank, common: Iterable[str]) -> Link:
    """The link under which the anchors' expected points agree best over N(0, 1) (Stocking and Lord 1983).

    ValueError as `mean_sigma`, from which the search begins.
    """
    from scipy.optimize import minimize

    names = tuple(common)
    before, after = _common(old, new, names)
    start = mean_sigma(before, after, names)
    weight, wanted = np.exp(-0.5 * GRID**2), _expected_points(before)

    def miss(at: Floats) -> float:
        return float(
            weight @ (_expected_points(Link(float(np.exp(at[0])), float(at[1])).moved(after)) - wanted) ** 2
        )

    found = minimize(
        miss, [np.log(start.a), start.b], method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-12}
    )
    return Link(float(np.exp(found.x[0])), float(found.x[1]))


def steady_link(old: ItemBank, new: ItemBank, common: Iterable[str]) -> tuple[Link, tuple[str, ...]]:
    """Link by all anchors, then without the one that moved most, until none moved too far or three are left.

    The link and the anchors that hold it. ValueError as `mean_sigma`, and where more than half of them moved: which
    half stayed could not be told, and each one left out costs a search of its own.
    """
    steady = list(common)
    most = len(steady) // 2
    while True:
        link = stocking_lord(old, new, steady)
        moved = drift(old, new, link, steady)
        worst = max(steady, key=lambda name: abs(moved[name]))
        if abs(moved[worst]) <= MOVED or len(steady) == FEWEST_ANCHORS:
            return link, tuple(steady)
        if most == 0:
            raise ValueError("more than half of the anchors moved, so they cannot tell the scale")
        steady.remove(worst)
        most -= 1


def _expected_points(bank: ItemBank) -> Floats:
    chances = curves(bank, GRID)
    return np.asarray((chances @ np.arange(chances.shape[2])).sum(axis=0))


def drift(old: ItemBank, new: ItemBank, link: Link, common: Iterable[str]) -> dict[str, float]:
    """How far each anchor's difficulty moved after linking, in logits of the old scale; above 0 it got harder.

    An anchor that moved by more than about 0.3 no longer measures what it did, and should be left out.
    """
    before, after = _common(old, new, common)
    moved = link.moved(after)
    return {item.id: later.b - item.b for item, later in zip(before.items, moved.items, strict=True)}


def _common(old: ItemBank, new: ItemBank, common: Iterable[str]) -> tuple[ItemBank, ItemBank]:
    names = tuple(common)
    missing = [name for name in names if name not in old.position or name not in new.position]
    if missing:
        raise ValueError(f"not in both banks: {', '.join(missing)}")
    if len(names) < FEWEST_ANCHORS:
        raise ValueError(f"a link needs at least {FEWEST_ANCHORS} items both banks have, not {len(names)}")
    before, after = (ItemBank.of(bank.items[bank.position[name]] for name in names) for bank in (old, new))
    if (before.points != after.points).any():
        raise ValueError("an anchor has another number of points in the two banks")
    return before, after
