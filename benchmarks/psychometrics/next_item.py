"""Next item and estimate after each response, beside catsim: same bank, same length, people of the same abilities.

python -m benchmarks.psychometrics.next_item --banks 500 5000 50000

Two ways, each beside its like. *Sitting*, the median of all responses: one answer at a time from Python, as for a
person at a test; catsim's selector and estimator are called directly, without its stopper and records. *Simulated*,
the median of five rounds, in seconds of the processor: whole tests of many people in one call, `simulate` beside
catsim's Simulator. The programs take turns, person by person and round by round, so that other work on the machine
falls on both.

TechHire keeps a belief on 121 abilities (EAP) and looks information up in a table made once for a bank; catsim
searches the likeliest ability and computes information anew. Both take the item that tells most. The root mean
squared miss of the last estimates of the same people stands beside the time, so that speed is not bought with
exactness.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
from catsim.estimation import NumericalSearchEstimator
from catsim.initialization import FixedPointInitializer
from catsim.item_bank import ItemBank as CatsimBank
from catsim.selection import MaxInfoSelector
from catsim.simulation import Simulator
from catsim.stopping import TestLengthStopper
from numpy.typing import NDArray

from benchmarks.psychometrics.one_thread import one_thread
from techhire.engines.psychometrics.items import Item, ItemBank
from techhire.engines.psychometrics.settings import Settings
from techhire.engines.psychometrics.simulation import simulate
from techhire.engines.psychometrics.sitting import start
from techhire.engines.psychometrics.warming import warm

Floats = NDArray[np.float64]
Test = Callable[[float, Floats], tuple[list[float], float]]
Figures = tuple[float, float]
LENGTH, ROUNDS = 30, 5
RULES = Settings(max_items=LENGTH, stop_se=0, method="maximum_information")


def parameters(size: int) -> Floats:
    """Slope, difficulty, guessing and upper end of made-up 2PL items, shape [items, 4]."""
    random = np.random.default_rng(size)
    slopes, places = random.lognormal(0.2, 0.25, size), random.normal(size=size)
    return np.column_stack([slopes, places, np.zeros(size), np.ones(size)])


def is_right(row: Floats, theta: float, drawn: float) -> bool:
    """Whether a person of an ability gets an item right, for a number drawn from [0, 1)."""
    return bool(drawn < 1.0 / (1.0 + np.exp(-row[0] * (theta - row[1]))))


def bank_of(table: Floats) -> ItemBank:
    """TechHire's bank of these items, with its table of information made."""
    bank = ItemBank.of(Item(str(n), float(a), float(b)) for n, (a, b, _, _) in enumerate(table))
    start(bank, RULES, 0)
    return bank


def ours(bank: ItemBank, table: Floats) -> Test:
    """A test by TechHire; gives the seconds of each response and the last estimate."""

    def test(theta: float, draws: Floats) -> tuple[list[float], float]:
        seconds, sitting = [], start(bank, RULES, 0)
        for drawn in draws:
            index = sitting.next_item()
            assert index is not None
            points = int(is_right(table[index], theta, drawn))
            begun = time.perf_counter()
            sitting = sitting.after(points)
            seconds.append(time.perf_counter() - begun)
        return seconds, sitting.theta

    return test


def theirs(table: Floats) -> Test:
    """The same by catsim."""
    bank, chooses, estimates = CatsimBank(table), MaxInfoSelector(), NumericalSearchEstimator()

    def test(theta: float, draws: Floats) -> tuple[list[float], float]:
        seconds, shown, answers, found = [], [], [], 0.0
        item = chooses.select(item_bank=bank, administered_items=shown, est_theta=found)
        for drawn in draws:
            shown.append(item)
            answers.append(is_right(table[item], theta, drawn))
            begun = time.perf_counter()
            found = estimates.estimate(
                item_bank=bank, administered_items=shown, response_vector=answers, est_theta=found
            )
            item = chooses.select(item_bank=bank, administered_items=shown, est_theta=found)
            seconds.append(time.perf_counter() - begun)
        return seconds, found

    return test


def measure(mine: Test, other: Test, people: int, times: int) -> tuple[Figures, Figures]:
    """For each program the median seconds of a response and the root mean squared miss of the last estimates.

    The same people take both tests, ours so many `times` each.
    """
    random = np.random.default_rng(7)
    fast, slow, misses = [], [], []
    for theta in random.normal(size=people):
        draws = random.random(LENGTH)
        for _ in range(times):
            took, found = mine(float(theta), draws)
            fast += took
        took, by_other = other(float(theta), draws)
        slow += took
        misses.append((found - theta, by_other - theta))
    off = np.sqrt(np.mean(np.square(misses), axis=0))
    return (float(np.median(fast)), float(off[0])), (float(np.median(slow)), float(off[1]))


def simulated(bank: ItemBank, people: int) -> float:
    """Mean seconds of a response when TechHire simulates whole tests."""
    begun = time.process_time()
    simulate(bank, RULES, people, 1)
    return (time.process_time() - begun) / (people * LENGTH)


def simulated_by_catsim(bank: CatsimBank, people: int) -> float:
    """The same by catsim."""
    thetas = np.random.default_rng(1).normal(size=people)
    simulator = Simulator(bank, thetas)
    begun = time.process_time()
    simulator.simulate(
        FixedPointInitializer(0.0),
        MaxInfoSelector(),
        NumericalSearchEstimator(),
        TestLengthStopper(max_items=LENGTH),
    )
    return (time.process_time() - begun) / (people * LENGTH)


def main() -> None:
    """A line for each bank and way."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--banks", type=int, nargs="+", default=[500, 5_000, 50_000])
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--times", type=int, default=50, help="how often each sits our test")
    options = parser.parse_args()
    warm()
    heads = ("items", "table s", "way", "ours us", "catsim us", "times", "our miss", "catsim's")
    print("  ".join(f"{head:>10}" for head in heads))
    with one_thread():
        for size in options.banks:
            _compare(size, options.people, options.times)


def _compare(size: int, people: int, times: int) -> None:
    table = parameters(size)
    begun = time.perf_counter()
    bank = bank_of(table)
    built, other = time.perf_counter() - begun, CatsimBank(table)
    (fast, miss), (slow, its_miss) = measure(ours(bank, table), theirs(table), people, times)
    _print(size, built, "sitting", fast, slow, f"{miss:.3f}", f"{its_miss:.3f}")
    simulate(bank, RULES, 5, 1)
    rounds = [(simulated(bank, 50 * people), simulated_by_catsim(other, people // 4)) for _ in range(ROUNDS)]
    fast, slow = np.median(rounds, axis=0)
    _print(size, built, "simulated", float(fast), float(slow))


def _print(size: int, built: float, way: str, fast: float, slow: float, *misses: str) -> None:
    numbers = (f"{fast * 1e6:.2f}", f"{slow * 1e6:,.0f}", f"{slow / fast:,.0f}")
    cells = (f"{size:,}", f"{built:.2f}", way, *numbers, *misses)
    print("  ".join(f"{cell:>10}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
