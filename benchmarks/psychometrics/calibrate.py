"""2PL calibration beside girth: time, and how far slopes and difficulties are from those that were simulated.

python -m benchmarks.psychometrics.calibrate --people 10000 --items 100
python -m benchmarks.psychometrics.calibrate --people 1000 10000 100000 --items 100 --no-peer
"""

import argparse
import time

import numpy as np
from girth import twopl_mml
from numpy.typing import NDArray

from benchmarks.psychometrics.one_thread import one_thread
from techhire.engines.psychometrics.calibration import calibrate

Floats = NDArray[np.float64]


def answers(people: int, items: int, seed: int) -> tuple[Floats, Floats, Floats]:
    """Slopes, difficulties, and right (1) and wrong (0) answers [people, items] of people with abilities N(0, 1)."""
    random = np.random.default_rng(seed)
    slopes, places = random.lognormal(0.2, 0.25, items), random.normal(size=items)
    chance = 1.0 / (1.0 + np.exp(-slopes * (random.normal(size=(people, 1)) - places)))
    return slopes, places, (random.random((people, items)) < chance).astype(np.float64)


def off(found: Floats, true: Floats) -> float:
    """Root of the mean squared miss."""
    return float(np.sqrt(np.mean((found - true) ** 2)))


def ours(table: Floats) -> tuple[Floats, Floats]:
    """Slopes and difficulties, with their standard errors, which are timed too."""
    found = calibrate(table, "2pl")
    return found.bank.a, found.bank.b


def theirs(table: Floats) -> tuple[Floats, Floats]:
    """The same by girth, without standard errors, which it does not give."""
    found = twopl_mml(table.T.astype(int))
    return found["Discrimination"], found["Difficulty"]


def main() -> None:
    """A line for each size, seed and program."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, nargs="+", default=[10_000])
    parser.add_argument("--items", type=int, nargs="+", default=[100])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    heads = ("people", "items", "seed", "program", "seconds", "RMSE a", "RMSE b")
    print("  ".join(f"{head:>9}" for head in heads))
    programs = {"techhire": ours} if options.no_peer else {"techhire": ours, "girth": theirs}
    with one_thread():
        for people in options.people:
            for items in options.items:
                for seed in options.seeds:
                    slopes, places, table = answers(people, items, seed)
                    for name, program in programs.items():
                        begun = time.perf_counter()
                        a, b = program(table)
                        took = time.perf_counter() - begun
                        numbers = (f"{took:.2f}", f"{off(a, slopes):.5f}", f"{off(b, places):.5f}")
                        cells = (f"{people:,}", str(items), str(seed), name, *numbers)
                        print("  ".join(f"{cell:>9}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
