"""`techhire simulate-cat`: an adaptive test tried on made-up people, as a table and a picture."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from techhire.portals.console.calibrating import BETWEEN_REPORTS
from techhire.portals.console.opening import named, text_of
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.engines.psychometrics.items import Item, ItemBank
    from techhire.engines.psychometrics.settings import Settings
    from techhire.engines.psychometrics.simulation import Simulation

MOST_PEOPLE = 1_000_000
FIELDS = ("a", "b", "c")
FLAGS = ("pilot", "guessed", "closed")


def simulate_cat(options: Namespace) -> None:
    """Let made-up people take the test; print how exact, how long and how worn, and draw it."""
    from techhire.engines.psychometrics.simulation import simulate

    if not 1 <= options.people <= MOST_PEOPLE:
        raise Stop(f"--people is from 1 to {MOST_PEOPLE}.", 2)
    bank = bank_in(options.items)
    try:
        tried = simulate(
            bank, _settings(options, bank), options.people, options.seed, _Progress(options.people)
        )
    except ValueError as error:
        raise Stop(f"{error}.", 2) from error
    _show(tried)
    _draw(options, tried)


class _Progress:
    """Told after every person; says how many are done on standard error every two seconds."""

    def __init__(self, people: int) -> None:
        self.people, self.last = people, monotonic()

    def __call__(self, done: int) -> None:
        if monotonic() - self.last >= BETWEEN_REPORTS:
            self.last = monotonic()
            print(f"techhire simulate-cat: {done} of {self.people} people", file=sys.stderr)


def _settings(options: Namespace, bank: "ItemBank") -> "Settings":
    """The rules that were asked for, with the lottery's chances found first where a limit was given."""
    from dataclasses import replace

    from techhire.engines.psychometrics.exposure import sympson_hetter
    from techhire.engines.psychometrics.settings import Settings

    rules = Settings(
        min_items=min(options.min_items, options.max_items),
        max_items=options.max_items,
        stop_se=options.stop_se,
        method="randomesque" if options.limit is not None else options.method,
        randomesque=options.randomesque,
    )
    if options.limit is None:
        return rules
    found = sympson_hetter(bank, rules, options.limit, seed=options.seed, progress=_round)
    return replace(rules, method="sympson_hetter", exposure=found.passes)


def _round(turn: int, highest: float) -> None:
    print(f"techhire simulate-cat: limit, round {turn}, most shown {highest:.3f}", file=sys.stderr)


def bank_in(path: str) -> "ItemBank":
    from techhire.engines.psychometrics.items import ItemBank

    with text_of(path) as file:
        try:
            read = json.load(file)
        except json.JSONDecodeError as error:
            raise Stop(f"{named(path)}, line {error.lineno}: no JSON ({error.msg}).", 2) from error
        except RecursionError as error:
            raise Stop(f"{named(path)} is nested too deeply.", 2) from error
    rows = read.get("items") if isinstance(read, dict) else None
    if not isinstance(rows, list) or not rows:
        raise Stop(f"{named(path)} has no list of items, as `techhire calibrate` writes it.", 2)
    try:
        return ItemBank.of(_item(row, number) for number, row in enumerate(rows, start=1))
    except ValueError as error:
        raise Stop(f"{named(path)}: {error}.", 2) from error


def _item(row: Any, number: int) -> "Item":
    """One item of the file; ValueError says which one cannot be used, and why."""
    from techhire.engines.psychometrics.items import Item

    if not isinstance(row, dict) or not isinstance(row.get("id"), str | int):
        raise ValueError(f"item {number} has no id")
    steps = row.get("steps", [])
    numbers: list[Any] = [
        row.get(field, default) for field, default in zip(FIELDS, (1.0, None, 0.0), strict=True)
    ]
    if steps and row.get("b") is None:
        numbers[1] = 0.0
    if not isinstance(steps, list) or not all(_is_number(value) for value in (*numbers, *steps)):
        raise ValueError(f"item {row['id']}: a, b, c and the steps must be numbers")
    flags = {name: row.get(name, False) is True for name in FLAGS}
    a, b, c, *rising = [float(value) for value in (*numbers, *steps)]
    return Item(str(row["id"]), a, b, c, tuple(rising), str(row.get("topic", "")), **flags)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _show(tried: "Simulation") -> None:
    """The whole, by ability, and how often items were shown."""
    from techhire.engines.psychometrics.scoring import empirical_reliability

    print(f"{'ability':>14} {'people':>8} {'bias':>8} {'RMSE':>8} {'length':>8}")
    for band in tried.bands():
        print(
            f"{band.low:>6.1f} to {band.high:<4.1f} {band.people:>8} {band.bias:>8.3f} {band.rmse:>8.3f}"
            f" {band.length:>8.1f}"
        )
    lengths = tried.lengths
    print(f"{'all':>14} {lengths.size:>8} {tried.bias:>8.3f} {tried.rmse:>8.3f} {lengths.mean():>8.1f}")
    print(f"shortest {lengths.min()}, longest {lengths.max()} items")
    print("ended by " + ", ".join(f"{reason} {count}" for reason, count in sorted(tried.reasons.items())))
    print(f"reliability {empirical_reliability(tried.found, tried.errors):.3f}")
    shown = tried.exposure
    print(
        f"exposure: most shown item {shown.max():.3f}, mean {shown.mean():.3f},"
        f" never shown {int((shown == 0).sum())} of {shown.size}"
    )


def _draw(options: Namespace, tried: "Simulation") -> None:
    from techhire.portals.console.drawing import picture

    path = Path(options.picture or Path(named(options.items)).with_suffix(".svg").name)
    try:
        path.write_text(picture(tried), encoding="utf-8")
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror or error}.") from error
    print(f"picture: {path}")
