"""The compiled steps of a sitting: which items tell most, the lot, and nothing left to compile once warmed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from techhire.engines.psychometrics import kernels
from techhire.engines.psychometrics.items import CLOSED, GRID, Item, ItemBank
from techhire.engines.psychometrics.kernels import ANY, BLOCK, GRID_GAP, GRID_LOW, draw, tell_most
from techhire.engines.psychometrics.models import curves
from techhire.engines.psychometrics.packing import THETA, marks_of, pack
from techhire.engines.psychometrics.settings import METHODS, Method, Settings
from techhire.engines.psychometrics.sitting import start
from techhire.engines.psychometrics.warming import warm
from tests.engines.psychometrics.banks import bank_of, take

MASK = (1 << 64) - 1
SIZES = (1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK)
BANKS = {size: bank_of(size, topics=("disk", "shell")) for size in SIZES}


def by_python(seed: int, place: int, turn: int) -> float:
    z = (seed * 0x9E3779B97F4A7C15 + (place + 1) * 0xD1B54A32D192ED03 + turn * 0x8CB92BA72F3D8DD7) & MASK
    for _ in range(2):
        z = (z + 0x9E3779B97F4A7C15) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z ^= z >> 31
    return (z >> 11) * 2.0**-53


@given(some.integers(0, MASK), some.integers(0, 300), some.integers(0, 50))
def test_a_draw_is_that_of_whole_numbers_without_end(seed: int, place: int, turn: int) -> None:
    assert draw(np.uint64(seed), place, turn) == by_python(seed, place, turn)


@pytest.mark.parametrize("size", SIZES)
@given(
    wanted=some.integers(1, 40),
    theta=some.floats(-6, 6),
    only=some.sampled_from([ANY, 0, 1]),
    seed=some.integers(),
)
@settings(max_examples=30)
def test_what_tells_most_is_what_sorting_all_items_says(
    size: int, wanted: int, theta: float, only: int, seed: int
) -> None:
    bank = BANKS[size]
    state = pack(bank, Settings(), wanted, seed)
    state[THETA] = theta
    closed = np.random.default_rng(seed % 99).random(size) < 0.4
    marks_of(state)[:size][closed] = CLOSED
    place = min(max((theta - GRID_LOW) / GRID_GAP, 0.0), GRID.size - 1.000001)
    row, share = int(place), np.float32(place - int(place))
    lower, upper = bank.information[row], bank.information[row + 1]
    best_first = np.argsort(-(lower + share * (upper - lower)), kind="stable").tolist()
    offered = [i for i in best_first if not closed[i] and only in (ANY, bank.topic[i])]
    best = np.empty(wanted, np.int64)
    found = tell_most(state, bank.information, bank.topic, only, best)
    assert best[:found].tolist() == offered[:wanted]


def test_items_that_tell_the_same_keep_the_order_of_the_bank() -> None:
    bank = ItemBank.of(Item(str(n)) for n in range(3 * BLOCK))
    best = np.empty(2 * BLOCK, np.int64)
    assert tell_most(pack(bank, Settings(), 1, 0), bank.information, bank.topic, ANY, best) == 2 * BLOCK
    assert best.tolist() == list(range(2 * BLOCK))


def test_the_table_of_chances_holds_every_answer_of_every_item() -> None:
    bank = ItemBank(
        (Item("g", 1.3, steps=(-1.0, 0.2, 1.1)), Item("c", 1.5, 0.4, 0.2), Item("far", 9.0, 90.0))
    )
    curve = curves(bank, GRID)
    assert [len(rows) for rows in bank.rows] == [4, 2, 2]
    for place, rows in enumerate(bank.rows):
        for points, row in rows.items():
            assert bank.chances[row] == pytest.approx(curve[place, :, points], abs=1e-299)
    assert bank.chances.shape == (8, GRID.size) and bank.chances.min() > 0


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("more", [{}, {"content": {"disk": 1.0}}, {"pilot_items": 1}])
def test_once_warmed_no_kind_of_sitting_compiles_anything(method: Method, more: dict[str, object]) -> None:
    warm()
    compiled = [kernel for kernel in vars(kernels).values() if hasattr(kernel, "signatures")]
    before = [len(kernel.signatures) for kernel in compiled]
    bank = ItemBank((*BANKS[BLOCK].items, Item("on trial", pilot=True)))
    rules = Settings(method=method, exposure={"i1": 0.5}, **more)  # type: ignore[arg-type]  # changes of any kind
    assert take(start(bank, rules, 2**63 + 5), 0.0, 1).stop_reason
    assert len(compiled) > 8 and [len(kernel.signatures) for kernel in compiled] == before
