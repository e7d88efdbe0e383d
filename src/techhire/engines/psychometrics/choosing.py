"""Which item comes next, decided by the answers so far and the seed alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from techhire.engines.psychometrics.items import ANSWERED, FREE, HELD, PILOT, Floats, ItemBank
from techhire.engines.psychometrics.kernels import ANY, BANK, draw, highest, lot, pick, tell, tell_most
from techhire.engines.psychometrics.packing import SEED_BITS, SHOWN, marks_of
from techhire.engines.psychometrics.settings import Settings

_LOTTERY_BATCH = 32
_PILOT_PLACES, _PILOT, _LOTTERY = 1, 2, 3
"""Turns of `draw`, so that what is drawn for one end says nothing about another. Which of the best is turn 0."""


@dataclass(frozen=True, eq=False, slots=True)
class Plan:
    """Settings laid out for one bank and one seed, shared by all states of a sitting."""

    bank: ItemBank
    settings: Settings
    seed: int
    information: NDArray[np.float32]
    chances: Floats
    rows: tuple[dict[int, int], ...]
    wanted: int
    shares: tuple[float, ...]
    passes: tuple[float, ...]
    pilot_places: frozenset[int]
    simple: bool


def plan(bank: ItemBank, settings: Settings, seed: int) -> Plan:
    """Lay the settings out. ValueError where they do not fit the bank."""
    settings.check(bank)
    wanted = {"maximum_information": 1, "randomesque": settings.randomesque}
    by_lottery = settings.method == "sympson_hetter"
    return Plan(
        bank,
        settings,
        seed,
        bank.information,
        bank.chances,
        bank.rows,
        wanted.get(settings.method, _LOTTERY_BATCH),
        tuple(settings.content.get(topic, 0.0) for topic in bank.topics) if settings.content else (),
        tuple(settings.exposure.get(item.id, 1.0) for item in bank.items) if by_lottery else (),
        _pilot_places(settings, len(bank.pilots), seed),
        not (settings.content or by_lottery or settings.pilot_items),
    )


def _pilot_places(settings: Settings, pilots: int, seed: int) -> frozenset[int]:
    """Places among the first items where a pilot item stands, never where the sitting could be over already."""
    count, bits = min(settings.pilot_items, pilots), np.uint64(seed & SEED_BITS)
    places = range(settings.min_items + count - 1) if count else ()
    return frozenset(sorted(places, key=lambda place: draw(bits, place, _PILOT_PLACES))[:count])


def choose(plan: Plan, state: Floats) -> int:
    """The next item, or BANK where none is left. Those the lottery holds back are marked so in `state`."""
    if state[SHOWN] in plan.pilot_places and (pilots := _pilots_left(plan, state)):
        return pilots[int(lot(state, _PILOT) * len(pilots))]
    chooses = _by_lottery if plan.passes else _by_information
    for topic in _by_shortfall(plan, state) if plan.shares else (ANY,):
        index = chooses(plan, state, topic)
        if index != BANK:
            return index
    return BANK


def _pilots_left(plan: Plan, state: Floats) -> list[int]:
    marks = marks_of(state)
    return [index for index in plan.bank.pilots if marks[index] == PILOT]


def _by_shortfall(plan: Plan, state: Floats) -> Iterable[int]:
    """Topics, the one furthest below its share first; of equal ones that of the item that tells most now."""
    bank = plan.bank
    scored = (marks_of(state)[: len(bank)] == ANSWERED) & (bank.marks != PILOT)
    counts = np.bincount(bank.topic[scored], minlength=len(bank.topics)).tolist()
    total = sum(counts) + 1
    over = [round(count - share * total, 9) for count, share in zip(counts, plan.shares, strict=True)]
    first = min(over)
    tells = {topic: _tells(plan, state, topic) for topic in range(len(over)) if over[topic] == first}
    return sorted(range(len(over)), key=lambda topic: (over[topic], -tells.get(topic, 0)))


def _tells(plan: Plan, state: Floats, topic: int) -> int:
    """How much the best free item of a topic tells now, in order only: the bits of a positive float; TAKEN of none."""
    return int(highest(tell(state, plan.information, plan.bank.topic, topic)))


def _by_information(plan: Plan, state: Floats, only: int) -> int:
    return int(pick(state, plan.information, plan.bank.topic, only))


def _by_lottery(plan: Plan, state: Floats, only: int) -> int:
    """Best first, each item passes with its chance; where all were held back, the best of them is taken."""
    held: list[int] = []
    marks, best = marks_of(state), np.empty(plan.wanted, np.int64)
    while found := tell_most(state, plan.information, plan.bank.topic, only, best):
        for index in best[:found].tolist():
            if lot(state, _LOTTERY + len(held)) < plan.passes[index]:
                return int(index)
            held.append(index)
            marks[index] = HELD
    marks[held] = FREE
    return held[0] if held else BANK
