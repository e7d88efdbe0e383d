"""2PL calibration beside girth: time, and how far slopes and difficulties are from those that were simulated.

`plain` is maximum likelihood, `bank` draws the items toward what is usual in the bank.

python -m benchmarks.psychometrics.calibrate --people 10000 --items 100 --seeds 1 2 3
python -m benchmarks.psychometrics.calibrate --people 1000 10000 100000 --items 100 --no-peer
"""

import argparse
import time
from collections.abc import Callable, Sequence

import numpy as np
from girth import twopl_mml
from numpy.typing import NDArray

from benchmarks.psychometrics.one_thread import one_thread
from techhire.engines.psychometrics.calibration import calibrate

Floats = NDArray[np.float64]
Estimates = tuple[Floats, Floats]


def answers(people: int, items: int, seed: int) -> tuple[Floats, Floats, Floats]:
    """Slopes, difficulties, and right (1) and wrong (0) answers [people, items] of people with abilities N(0, 1)."""
    random = np.random.default_rng(seed)
    slopes, places = random.lognormal(0.2, 0.25, items), random.normal(size=items)
    chance = 1.0 / (1.0 + np.exp(-slopes * (random.normal(size=(people, 1)) - places)))
    return slopes, places, (random.random((people, items)) < chance).astype(np.float64)


def off(found: Floats, true: Floats) -> float:
    """Root of the mean squared miss."""
    return float(np.sqrt(np.mean((found - true) ** 2)))


def ours(table: Floats) -> Estimates:
    """Slopes and difficulties, with their standard errors, which are timed too."""
    found = calibrate(table, "2pl")
    return found.bank.a, found.bank.b


def drawn(table: Floats) -> Estimates:
    """The same with the prior of the bank."""
    found = calibrate(table, "2pl", prior="bank")
    return found.bank.a, found.bank.b


def theirs(table: Floats) -> Estimates:
    """The same by girth, without standard errors, which it does not give."""
    found = twopl_mml(table.T.astype(int))
    return found["Discrimination"], found["Difficulty"]


PROGRAMS: dict[str, Callable[[Floats], Estimates]] = {"plain": ours, "bank": drawn, "girth": theirs}
PAIRS = (("plain", "girth"), ("bank", "girth"), ("bank", "plain"))


def measured(people: int, items: int, seed: int, names: Sequence[str]) -> list[tuple[float, float, float]]:
    """Processor seconds and the two misses of each program, a line printed for each."""
    slopes, places, table = answers(people, items, seed)
    rows = []
    for name in names:
        begun = time.process_time()
        a, b = PROGRAMS[name](table)
        row = (time.process_time() - begun, off(a, slopes), off(b, places))
        line(f"{people:,}", str(items), str(seed), name, f"{row[0]:.2f}", f"{row[1]:.5f}", f"{row[2]:.5f}")
        rows.append(row)
    return rows


def line(*cells: str) -> None:
    """A row of the table."""
    print("  ".join(f"{cell:>9}" for cell in cells), flush=True)


def compare(names: Sequence[str], rows: list[list[tuple[float, float, float]]]) -> None:
    """Each program beside each other one on the same people: mean difference of the misses in percent, its standard
    error, how often it was nearer; and the times."""
    logs = np.log(np.array(rows))
    for name, other in PAIRS:
        if name not in names or other not in names or len(rows) < 2:
            continue
        apart = logs[:, names.index(name)] - logs[:, names.index(other)]
        mean, error = 100 * apart.mean(axis=0), 100 * apart.std(axis=0, ddof=1) / np.sqrt(len(rows))
        nearer = (apart < 0).sum(axis=0)
        a, b = (f"{mean[k]:+.2f} % (± {error[k]:.2f}, nearer {nearer[k]} of {len(rows)})" for k in (1, 2))
        print(f"{name} beside {other}: RMSE a {a}, b {b}; {np.exp(-apart[:, 0].mean()):.1f} times as fast")


def main() -> None:
    """A line for each size, seed and program, and the programs side by side for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, nargs="+", default=[10_000])
    parser.add_argument("--items", type=int, nargs="+", default=[100])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    line("people", "items", "seed", "program", "seconds", "RMSE a", "RMSE b")
    names = [name for name in PROGRAMS if not (options.no_peer and name == "girth")]
    with one_thread():
        for people in options.people:
            for items in options.items:
                compare(names, [measured(people, items, seed, names) for seed in options.seeds])


if __name__ == "__main__":
    main()
