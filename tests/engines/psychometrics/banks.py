"""Banks of made-up items, and people who answer them."""

import numpy as np
from numpy.typing import NDArray

from techhire.engines.psychometrics.items import Item, ItemBank
from techhire.engines.psychometrics.models import curves
from techhire.engines.psychometrics.sitting import Sitting

Floats = NDArray[np.float64]


def bank_of(size: int, seed: int = 1, topics: tuple[str, ...] = ("",)) -> ItemBank:
    """Items scored right or wrong, slopes about 1.2, difficulties N(0, 1)."""
    random = np.random.default_rng(seed)
    slopes, places = random.lognormal(0.2, 0.25, size), random.normal(size=size)
    return ItemBank.of(
        Item(f"i{n}", a=float(slopes[n]), b=float(places[n]), topic=topics[n % len(topics)])
        for n in range(size)
    )


def answers_of(bank: ItemBank, thetas: Floats, seed: int) -> Floats:
    """Points of people with these abilities, shape [people, items]."""
    chances = curves(bank, thetas)
    at_most = chances.cumsum(axis=2)[:, :, :-1]
    drawn = np.random.default_rng(seed).random((len(bank), thetas.size, 1))
    return (drawn > at_most).sum(axis=2).T.astype(np.float64)


def take(sitting: Sitting, theta: float, seed: int) -> Sitting:
    """A sitting to its end by a person of an ability."""
    random = np.random.default_rng(seed)
    while (index := sitting.next_item()) is not None:
        chances = curves(ItemBank((sitting.plan.bank.items[index],)), theta)[0, 0]
        sitting = sitting.after(int(random.choice(chances.size, p=chances / chances.sum())), seconds=30)
    return sitting
