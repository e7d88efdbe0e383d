"""Chances for the lottery of Sympson and Hetter, found by simulation, so that no item is shown to too many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from techhire.engines.psychometrics.items import FREE, Floats, ItemBank
from techhire.engines.psychometrics.settings import Settings
from techhire.engines.psychometrics.simulation import take
from techhire.engines.psychometrics.sitting import start

Progress = Callable[[int, float], None]


@dataclass(frozen=True)
class Exposure:
    """Each item's chance to be let through, by id, for `Settings.exposure`; the highest share of people who saw one
    item in the last round; rounds taken.
    """

    passes: dict[str, float]
    highest: float
    rounds: int


def sympson_hetter(
    bank: ItemBank,
    settings: Settings,
    limit: float,
    *,
    people: int = 1000,
    rounds: int = 20,
    seed: int = 0,
    progress: Progress | None = None,
) -> Exposure:
    """Chances under which about `limit` of people, at most, see any one item (Sympson and Hetter 1985).

    Each round lets `people` with abilities N(0, 1) take the test, and gives an item that was best for a share s of
    them the chance limit / s. Ends when no share is above the limit by more than chance explains (2.5 standard
    errors of a share), or after `rounds`. `progress` is told each round and its highest share. ValueError where
    the limit cannot be kept: below length / bank size.
    """
    least = _least(bank, settings)
    if not least <= limit <= 1:
        raise ValueError(
            f"a limit of {limit:g} cannot be kept: {settings.max_items} items for each person, from a bank of"
            f" {_offered(bank)}, make it {least:.3g} at least. Add items or shorten the test."
        )
    slack = 2.5 * sqrt(limit * (1.0 - limit) / people)
    passes, highest, turn = np.ones(len(bank)), 1.0, 0
    best, lowest = passes, np.inf
    for turn in range(1, rounds + 1):
        shown, wanted = _shares(bank, _with(settings, bank, passes), people, seed + turn)
        highest = float(shown.max())
        if highest < lowest:
            best, lowest = passes, highest
        if progress is not None:
            progress(turn, highest)
        if highest <= limit + slack:
            break
        passes = _enough_open(np.minimum(1.0, limit / np.maximum(wanted, 1e-9)), wanted, settings.max_items)
    chances = {item.id: float(chance) for item, chance in zip(bank.items, best, strict=True)}
    return Exposure(chances, lowest, turn)


def _offered(bank: ItemBank) -> int:
    return int((bank.marks == FREE).sum())


def _least(bank: ItemBank, settings: Settings) -> float:
    """The smallest limit there can be: were all items shown equally often; also within each topic's share."""
    offered = _offered(bank)
    if offered == 0:
        raise ValueError("the bank has no item to offer")
    least = settings.max_items / offered
    for name, share in settings.content.items():
        mine = sum(
            item.topic == name and mark == FREE for item, mark in zip(bank.items, bank.marks, strict=True)
        )
        least = max(least, share * settings.max_items / mine) if mine else least
    return least


def _with(settings: Settings, bank: ItemBank, passes: Floats) -> Settings:
    exposure = {item.id: float(chance) for item, chance in zip(bank.items, passes, strict=True)}
    return replace(settings, method="sympson_hetter", exposure=exposure, pilot_items=0)


def _shares(bank: ItemBank, settings: Settings, people: int, seed: int) -> tuple[Floats, Floats]:
    """Share of people who saw each item, and share for whom it was picked, whether or not it was let through."""
    random = np.random.default_rng(seed)
    shown, held = np.zeros(len(bank)), np.zeros(len(bank))
    for person in range(people):
        drawn = random.random(settings.max_items)
        ended = take(start(bank, settings, seed * people + person), random.normal(), drawn)
        mine = [answer.place for answer in ended.answers]
        shown[mine] += 1
        held[[place for place in ended.held if place not in mine]] += 1
    return shown / people, (shown + held) / people


def _enough_open(passes: Floats, wanted: Floats, length: int) -> Floats:
    """As many items as a test is long are always let through, those least wanted: nobody's test may run dry."""
    open_to_all = int((passes >= 1.0).sum())
    if open_to_all < length:
        passes[np.argsort(wanted, kind="stable")[:length]] = 1.0
    return passes
