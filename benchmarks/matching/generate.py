"""A seeded crowd and seeded postings for the benchmarks of matching: made up, but shaped like a labor market.

People hold 10 to 30 skills drawn by Zipf's law, live around a few centers of a region of about 150 by 150 miles and
have hard conditions of their own. Postings ask for 8 to 15 skills drawn by the same law.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from techhire.engines.matching import Need, People, ReachTable, Requirement
from techhire.engines.matching.building import Columns

SKILLS = 1_000
PLACES = 600
MOST_CODES = 30
CENTERS = np.array([[40.0, -75.2], [40.6, -75.5], [39.7, -75.6], [40.2, -74.2], [40.9, -74.6]])


def logistic_table() -> ReachTable:
    """P = logistic(1.702 x distance / sd) with sd from 0.15 to 3 in log steps; claims at most 0.35, nothing 0."""
    distances = (np.arange(221) - 110) * 0.05
    chances = 1 / (1 + np.exp(-1.702 * distances[:, None] / sd_of(np.arange(32))))
    return ReachTable(np.stack([0 * chances, np.minimum(chances, 0.35), chances, chances]), 110)


def sd_of(step: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the uncertainty a step stands for."""
    return 0.15 * 20.0 ** (step / 31)


def zipf(skills: int) -> NDArray[np.float64]:
    """Return the cumulative chance of each skill under Zipf's law with exponent 1."""
    weights = 1 / np.arange(1, skills + 1)
    return np.cumsum(weights) / weights.sum()


@njit(cache=True)
def _draw_skills(
    sizes: NDArray[np.int64], cumulative: NDArray[np.float64], ability: NDArray[np.float64], seed: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint16]]:
    np.random.seed(seed)
    total = sizes.sum()
    who, skill = np.empty(total, np.uint32), np.empty(total, np.int64)
    codes = np.empty(total, np.uint16)
    last_holder = np.full(len(cumulative), -1, np.int64)
    at = 0
    for person in range(len(sizes)):
        end = at + sizes[person]
        while at < end:
            drawn = min(np.searchsorted(cumulative, np.random.random()), len(cumulative) - 1)
            if last_holder[drawn] == person:
                continue
            last_holder[drawn] = person
            chance = np.random.random()
            evidence = 1 if chance < 0.45 else 2 if chance < 0.85 else 3
            mean = ability[person] + np.random.normal(0, 0.8)
            sd = 24 - 6 * evidence + np.random.randint(-3, 4)
            step = min(max(round(mean * 20), 0), 110)
            who[at], skill[at], codes[at] = person, drawn, evidence << 12 | step << 5 | sd
            at += 1
    return who, skill, codes


def crowd(people: int, *, skills: int = SKILLS, seed: int = 1) -> Columns:
    """Return `people` made-up people; the same seed makes the same people."""
    draw = np.random.default_rng([seed, people, skills])
    homes = CENTERS[draw.integers(0, len(CENTERS), PLACES)] + draw.normal(0, 0.25, (PLACES, 2))
    sizes = draw.integers(10, MOST_CODES + 1, people)
    who, skill, codes = _draw_skills(sizes, zipf(skills), draw.normal(2.3, 0.7, people), seed)

    def often(chance: float) -> NDArray[np.bool_]:
        return draw.random(people) < chance

    mode = draw.choice([0, 1, 2], people, p=[0.05, 0.75, 0.2])
    authorized = draw.choice([0, 1, 2], people, p=[0.02, 0.93, 0.05])
    sponsor = draw.choice([0, 1, 2], people, p=[0.91, 0.04, 0.05])
    schedule = often(0.9) | often(0.4) * 2 | often(0.2) * 4 | often(0.35) * 8
    return Columns(
        ids=draw.permutation(people).astype(np.int64) + 1_000_000,
        flags=(often(0.85) | often(0.5) * 2 | mode << 2 | authorized << 4 | sponsor << 6).astype(np.uint8),
        place=np.where(often(0.97), draw.integers(0, PLACES, people), -1),
        minutes=np.where(often(0.92), draw.integers(3, 19, people) * 5, 65_535).astype(np.uint16),
        schedule=np.where(schedule == 0, 0xFFFF, schedule).astype(np.uint16),
        pay_floor=np.where(often(0.4), 0, draw.integers(12, 40, people) * 100).astype(np.uint32),
        available_from=np.where(often(0.7), 0, draw.integers(20_000, 20_090, people)).astype(np.int32),
        latitudes=homes[:, 0].copy(),
        longitudes=homes[:, 1].copy(),
        entry_person=who,
        entry_skill=skill,
        entry_code=codes,
    )


@dataclass(frozen=True)
class Market:
    """How postings are drawn: how many, from how many skills, at which places."""

    postings: int
    skills: int = SKILLS
    seed: int = 2


def postings(market: Market, columns: Columns | People) -> list[Need]:
    """Return made-up postings at the places where the people of `columns` live."""
    draw = np.random.default_rng([market.seed, market.postings, market.skills])
    cumulative = zipf(market.skills)
    return [_posting(number, draw, cumulative, columns) for number in range(market.postings)]


def _posting(
    number: int, draw: np.random.Generator, cumulative: NDArray[np.float64], columns: Columns
) -> Need:
    size = int(draw.integers(8, 16))
    chosen: dict[int, None] = {}
    while len(chosen) < size:
        chosen[int(np.searchsorted(cumulative, draw.random()))] = None
    essentials = int(draw.integers(3, 7))
    levels = draw.choice([1, 2, 3, 4], size, p=[0.1, 0.55, 0.3, 0.05])
    spot = int(draw.integers(0, len(columns.latitudes)))
    return Need(
        posting=number + 1,
        requirements=tuple(
            Requirement(skill, int(levels[i]), int(draw.integers(1, 6)), essential=i < essentials)
            for i, skill in enumerate(chosen)
        ),
        place=(float(columns.latitudes[spot]), float(columns.longitudes[spot])),
        remote=bool(draw.random() < 0.2),
        pay_max=int(draw.integers(18, 60)) * 100 if draw.random() < 0.7 else None,
        schedule=int(draw.choice([1, 1, 1, 2, 4, 9])) if draw.random() < 0.8 else None,
        start_day=20_030 if draw.random() < 0.6 else None,
        sponsorship=[None, False, True][int(draw.integers(0, 3))],
    )
