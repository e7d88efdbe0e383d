"""Small worlds for the laws of matching: a logistic table, and people and postings drawn to collide often."""

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from techhire.engines.matching import (
    Answer,
    Filters,
    Mode,
    Need,
    Overlay,
    People,
    Person,
    ReachTable,
    Requirement,
)
from techhire.engines.matching.codes import pack

SKILLS = range(1, 8)
SPOTS = [(40.0, -75.0), (40.2, -75.1), (40.9, -75.0), (42.0, -71.0), (40.0, -75.3)]


def logistic_table() -> ReachTable:
    """P = logistic(1.702 x distance / sd), sd from 0.15 to 3 in log steps, claims capped at 0.35."""
    distances = (np.arange(221) - 110) * 0.05
    sds: NDArray[np.float64] = 0.15 * (3 / 0.15) ** (np.arange(32) / 31)
    chances = 1 / (1 + np.exp(-1.702 * distances[:, None] / sds))
    return ReachTable(np.stack([0 * chances, np.minimum(chances, 0.35), chances, chances]), 110)


TABLE = logistic_table()


def codes() -> st.SearchStrategy[int]:
    """Codes from few values, so that equal people are common, and from all."""
    few = st.sampled_from([pack(1, 60, 9), pack(2, 40, 3), pack(2, 52, 9), pack(3, 60, 9), pack(3, 31, 31)])
    return few | st.builds(pack, st.integers(1, 3), st.integers(0, 110), st.integers(0, 31))


def wishes() -> st.SearchStrategy[Filters]:
    """Conditions of a person; most chose to be found."""
    return st.builds(
        Filters,
        found=st.sampled_from([True, True, True, False]),
        place=st.none() | st.sampled_from(SPOTS),
        minutes=st.none() | st.integers(0, 200),
        mode=st.sampled_from(Mode),
        remote_ok=st.booleans(),
        authorized=st.sampled_from(Answer),
        needs_sponsorship=st.sampled_from(Answer),
        schedule=st.integers(0, 7),
        pay_floor=st.sampled_from([0, 1500, 2500, 90_000]),
        available_from=st.integers(0, 3),
    )


@st.composite
def crowds(
    draw: st.DrawFn, most: int = 30, first_id: int = 1, wish: st.SearchStrategy[Filters] | None = None
):
    """Lists of people with ids of their own."""
    ids = draw(st.lists(st.integers(first_id, first_id + 200), unique=True, max_size=most))
    knows = st.dictionaries(st.sampled_from(SKILLS), codes(), max_size=6)
    return [Person(one, draw(knows), draw(wishes() if wish is None else wish)) for one in ids]


@st.composite
def needs(draw: st.DrawFn, posting: int = 7) -> Need:
    """Postings with every condition said or left unsaid."""
    asked = draw(st.lists(st.sampled_from(SKILLS), unique=True, max_size=6))
    flags = st.booleans()
    return Need(
        posting=posting,
        requirements=tuple(
            Requirement(
                skill,
                draw(st.integers(1, 5)),
                draw(st.sampled_from([1, 1, 2, 3, 100])),
                draw(flags),
                draw(st.sampled_from([True, True, True, False])),
            )
            for skill in asked
        ),
        place=draw(st.none() | st.sampled_from(SPOTS)),
        remote=draw(flags),
        pay_max=draw(st.none() | st.sampled_from([1400, 2000, 2500])),
        schedule=draw(st.none() | st.integers(0, 7)),
        start_day=draw(st.none() | st.integers(0, 3)),
        sponsorship=draw(st.none() | flags),
        authorization=draw(flags),
    )


@st.composite
def overlays(draw: st.DrawFn) -> Overlay:
    """A few changed people, some of them new, and a few gone."""
    changed = draw(crowds(most=5))
    gone = draw(st.lists(st.integers(1, 250), max_size=4))
    return Overlay(People.build(changed, block=4), np.array(gone, dtype=np.int64))
